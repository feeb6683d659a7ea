"""What the tables of words may hold: only entries that a text can match, each told once and in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from geomap.language import LANGUAGES, TableError, dotless, lexicon_of
from geomap.language.classes import CLASS_COLUMNS, read_classes, read_facts, read_names
from geomap.language.declension import COLUMNS, read_declension
from geomap.language.languages import FOLDER
from geomap.language.rules.facts import FACTS, Target, Weapon
from geomap.language.rules.text import TextRules
from geomap.language.rules.times import TimeRules
from geomap.language.rules.toponyms import ToponymRules
from geomap.language.schema import (
    RELATIONS,
    SENSES,
    TRAITS,
    DeclensionEndings,
    read_events,
    read_people,
    read_words,
    rows,
)
from geomap.language.sense import Sense, names_of
from geomap.language.words import word_list
from geomap.text import TOKEN

LATIN, CYRILLIC = re.compile("[A-Za-z]"), re.compile("[Ѐ-ӿ]")
CLASS_TABLES = ("text.tsv", "times.tsv", "toponyms.tsv")
BY_CHARACTERS = {"abbreviations", "closing", "outlet-words"}
"""Classes that are compared with characters of a text, not with tokens."""
GIVEN_BY_READER = {"name"}
NO_COMMON_WORDS = frozenset(
    "air-raid air-strike airstrike build-up carpet-bomb ceasefire counter-assault counter-attack "
    "counter-offensive counteroffensive counterthrust de-occupation de-occupy demine deoccupation "
    "deoccupy destruction dive-bomb drone-attack encirclement envelopment flooding focussed focussing "
    "glide-bomb high-tail infiltration lambast liberation machine-gun machine-gunned machine-gunning melee "
    "missile-strike mop-up pull-out re-establish re-establishes reconquest redeployment "
    "regrouping relocation reoccupation resettlement russify salvoes scarper shellfire shelling "
    "shoot-out skip-bomb snuck speed".split()
)
"""Words of events and of speech, by their singular or base, that a list of sixty thousand words lacks."""


def all_entries(code: str) -> Iterator[tuple[str, str]]:
    """Yield every entry of a language that is compared with tokens, with where it stands."""
    folder = FOLDER / code
    for name in CLASS_TABLES:
        for _, (word, classes) in rows(folder / name, CLASS_COLUMNS):
            if not set(classes.split(" ")) <= BY_CHARACTERS:
                yield name, word.strip("*")
    for word, _ in (cells for _, cells in rows(folder / "facts.tsv", CLASS_COLUMNS)):
        yield "facts.tsv", word.replace("*", "")
    for _, (word, _, forms) in rows(folder / "speakers.tsv", COLUMNS) if LANGUAGES[code].cyrillic else ():
        yield from (("speakers.tsv", form) for form in (word, *forms.split(" ")))
    for word in (*read_words(folder / "words.tsv"), *read_events(folder / "events.tsv")):
        yield "words.tsv and events.tsv", word.removesuffix("*")


def bases(word: str) -> Iterator[str]:
    """Yield what an inflected English word may be a form of."""
    yield word
    for ending in ("ies", "ied", "s", "ed", "d", "ing"):
        stem = word.removesuffix(ending)
        yield from (stem, stem + "e", stem + "y")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_an_entry_is_one_token(code: str) -> None:
    broken = [
        (where, entry)
        for where, entry in all_entries(code)
        if any(TOKEN.findall(word) != [word] for word in entry.split())
    ]
    assert not broken


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_mixes_two_scripts(code: str) -> None:
    mixed = [
        (where, word)
        for where, entry in all_entries(code)
        for word in entry.split()
        if LATIN.search(word) and CYRILLIC.search(word)
    ]
    assert not mixed


def test_english_forms_of_events_and_speech_are_words() -> None:
    cues = Sense.SPEECH | Sense.BELIEF | Sense.EVIDENCE | Sense.ATTITUDE
    forms = {word for word, entry in read_words(FOLDER / "en" / "words.tsv").items() if entry.senses & cues}
    events = read_events(FOLDER / "en" / "events.tsv")
    verbal = (event is not None and event.form != "noun" for event in events.values())
    forms |= {form.split()[0] for form, verb in zip(events, verbal, strict=True) if verb or " " not in form}
    known = word_list("en-common-words")
    forms = {form for form in forms if " " not in form}
    strange = [form for form in forms - known if not NO_COMMON_WORDS & set(bases(form))]
    assert not sorted(strange)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    [
        "words.tsv", "events.tsv", "names.tsv", "people.tsv", "facilities.tsv", "facts.tsv", "speakers.tsv",
        *CLASS_TABLES,
    ],
)  # fmt: skip
def test_a_table_is_in_order_and_tidy(code: str, name: str) -> None:
    path = FOLDER / code / name
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else [""]
    firsts = [line.split("/" if name == "events.tsv" else "\t")[0].partition("\t")[0] for line in lines[1:]]
    assert firsts == sorted(firsts)
    assert all(line == line.rstrip() and "  " not in line for line in lines)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_row_is_without_effect(code: str) -> None:
    """A row that says what a shorter stem says already only hides what counts."""
    words, events = read_words(FOLDER / code / "words.tsv"), read_events(FOLDER / code / "events.tsv")
    idle = []
    for table in (words, events):
        for word, meaning in table.items():
            stem = word.removesuffix("*")
            shorter = (stem[:size] + "*" for size in range(len(stem) - (word != stem), 0, -1))
            held = next((table[s] for s in shorter if s in table), None)
            if " " not in word and held == meaning:
                idle.append(word)
    assert not idle


def test_the_guide_names_every_sense_relation_and_trait_and_no_other() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8").partition("\n## people.tsv")[0]
    written = set(re.findall(r"^\| `([a-z-]+)` \|", guide, re.M)) | set(
        re.findall(r"`([a-z]+)`", guide[guide.index("Marks, given") :].split("\n")[0])
    )
    columns = {"words", "word", "senses", "relations", "side", "action", "strength", "traits", "kind"}
    columns |= {"doers", "objects", "example"}
    flags = {*SENSES, *RELATIONS, *TRAITS} - {"none"} - GIVEN_BY_READER
    assert written - columns == flags - columns
    assert len(SENSES) - 1 == len(set(names_of(Sense).values()))


def test_the_guide_names_every_class_and_no_other() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8").partition("\n## text.tsv")[2]
    guide = guide.partition("\n## facts.tsv")[0]
    written = set(re.findall(r"^\| `([a-z-]+)` ", guide, re.M)) - {
        "word",
        "classes",
        "name",
        "class",
        "place",
        "noun",
        "heads",
        "fallback",
        "filed",
    }
    used = {
        name.partition("=")[0]
        for code in LANGUAGES
        for table in CLASS_TABLES
        for _, (_, classes) in rows(FOLDER / code / table, CLASS_COLUMNS)
        for name in classes.split(" ")
    }
    assert used <= written
    fields = {*TextRules.__dataclass_fields__, *TimeRules.__dataclass_fields__}
    fields |= set(ToponymRules.__dataclass_fields__)
    assert {name.replace("-", "_") for name in written} <= fields


def test_the_guide_names_every_class_of_facts_and_no_other() -> None:
    guide = (FOLDER / "README.md").read_text(encoding="utf-8").partition("\n## facts.tsv")[2]
    written = re.findall(r"^\| `([a-z]+=?)` \|", guide, re.M)
    assert written == ["word", "classes", "weapon=", "target=", "number=", *FACTS]
    kinds = {kind for kind in re.findall(r"`([a-z-]+)`", guide) if kind not in FACTS} - {"word", "classes"}
    assert kinds == {*get_args(Weapon), *get_args(Target)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_class_of_facts_has_words_in_every_language(code: str) -> None:
    told = {
        name
        for _, (_, classes) in rows(FOLDER / code / "facts.tsv", CLASS_COLUMNS)
        for name in classes.split(" ")
    }
    assert {name.partition("=")[0] for name in told} == {"weapon", "target", "number", *FACTS}
    assert {f"weapon={weapon}" for weapon in get_args(Weapon)} <= told
    assert {f"target={target}" for target in get_args(Target)} <= told


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("gun\tweapon=gun", "2: 'gun' is no weapon; see geomap/language/README.md for those there are"),
        ("hut\ttarget=houses", "2: 'houses' is no target; write 'housing'"),
        ("ten\tnumber=x", "2: 'x' is no whole number; give one"),
        ("dead\tkiled", "2: 'kiled' is no class of facts; write 'killed'"),
        ("dead\tkilled\ndead\twounded", "3: 'dead' stands here twice; put its classes into one row"),
    ],
)
def test_a_bad_row_of_facts_is_refused_with_its_place_and_a_remedy(
    row: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "facts.tsv"
    path.write_text(f"word\tclasses\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_facts(path)
    assert str(caught.value) == f"{path}:{message}"


def test_the_longest_phrase_of_facts_counts_and_a_language_may_have_none(tmp_path: Path) -> None:
    words = LANGUAGES["uk"].facts
    known = words.at(("житловий", "будинок", "горів"), 0, 3)
    assert known is not None
    assert (known.target, len(known.rest)) == ("housing", 1)
    assert words.at(("житловий", "фонд"), 0, 2) is None
    assert read_facts(tmp_path / "facts.tsv").at(("дрон",), 0, 1) is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("may\tmonth=5", "2: 'month' is no class; write 'months'"),
        ("may\tmonths", "2: 'months' takes a value, as in months=5; write it so"),
        ("may\tpast=5", "2: 'past' takes no value; write it so"),
        ("may\tmonths=v", "2: 'v' is no whole number; give one"),
        ("today\toffsets=day", "2: 'day' is no offset; give unit, first and last, such as day,-1,0"),
        ("xmas\tholidays=12,25", "2: '12,25' is no holiday; give a rule and three numbers: fixed,12,25,0"),
        ("spring\tseasons=sprng", "2: 'sprng' is no season; write 'spring'"),
        ("now\tpast\nnow\tvague", "3: 'now' stands here twice; put its classes into one row"),
    ],
)
def test_a_bad_row_of_classes_is_refused_with_its_place_and_a_remedy(
    row: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "times.tsv"
    path.write_text(f"word\tclasses\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_classes(path, TimeRules.__dataclass_fields__)
    assert str(caught.value) == f"{path}:{message}"


def test_a_class_of_names_that_the_schema_does_not_know_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("name\tclass\tplace\nwelsh\tdemonim\tWales\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"names\.tsv:2: 'demonim' is no class; write 'demonym'"):
        read_names(path)


def test_an_apostrophe_is_read_in_each_spelling(tmp_path: Path) -> None:
    path = tmp_path / "times.tsv"
    path.write_text("word\tclasses\nп'ять\tnumbers=5\n", encoding="utf-8")
    found = read_classes(path, TimeRules.__dataclass_fields__)
    assert found == {"numbers": {"п'ять": 5, "п’ять": 5, "пʼять": 5}}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("sad\tspeach", "words.tsv:3: 'speach' is no sense; write 'speech'"),
        ("of\tpreposition\tgentive", "words.tsv:3: 'gentive' is no relation; write 'genitive'"),
        ("said\tspeech", "words.tsv:3: 'said' stands here twice; put its senses into one row"),
        ("of\tnone\t\t\t", "words.tsv:3: 5 cells for 4 columns; take out a tab"),
    ],
)
def test_a_bad_row_of_words_is_refused_with_its_place_and_a_remedy(
    row: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(f"word\tsenses\trelations\tside\nsaid\tspeech\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_words(path)
    assert str(caught.value) == f"{tmp_path}/{message}"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("hit/either\tstrike\tobject\t3", "2: 'strike' is no action; write 'struck'"),
        (
            "hit/either\tstruck\tobject\t4",
            "2: '4' is no strength; see geomap/language/README.md for those there are",
        ),
        (
            "hit/any\tstruck\tobject\t3",
            "2: 'any' is no form; see geomap/language/README.md for those there are",
        ),
        (
            "hit/either, hit/noun\tstruck\tobject\t3",
            "2: 'hit' stands in this table twice; give each form one row",
        ),
        ("hit/either\tstruck\tobject\t3\tfixt", "2: 'fixt' is no trait; write 'fixed'"),
    ],
)
def test_a_bad_row_of_events_is_refused_with_its_place_and_a_remedy(
    row: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "events.tsv"
    columns = "words action relations strength traits kind doers objects example".replace(" ", "\t")
    path.write_text(f"{columns}\n{row}\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_events(path)
    assert str(caught.value) == f"{path}:{message}"


@pytest.mark.parametrize(
    ("code", "word", "senses"),
    [
        ("en", "may", Sense.MODAL | Sense.DATE),
        ("en", "isn’t", Sense.LINKING | Sense.NEGATION),
        ("en", "ukraine-led", Sense.MODIFIER),
        ("uk", "З’ясувала", Sense.SPEECH),
        ("uk", "передмістя", Sense.GEOGRAPHIC),
    ],
)
def test_one_look_up_tells_all_senses_of_a_word_however_it_is_written(
    code: str, word: str, senses: int
) -> None:
    assert lexicon_of(code)[word].senses & senses == senses


def test_a_leader_is_known_by_surname_and_is_no_pronoun() -> None:
    word = lexicon_of("en")["Putin"]
    assert (word.senses, word.side) == (Sense.LEADER, "RU")
    assert lexicon_of("en").people["putin"].since == "2012-05-07"


def test_a_day_of_an_office_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "people.tsv"
    path.write_text("name\toffice\tside\tfrom\tuntil\nking\tking\t\tMay 2023\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"people\.tsv:2: 'May 2023' is no day; give ISO 8601"):
        read_people(path)


def test_a_capital_can_make_another_word() -> None:
    lexicon = lexicon_of("en")
    assert not lexicon["May"].senses & Sense.UNASSERTED
    assert lexicon["MAY"].senses & Sense.UNASSERTED


def test_a_stem_takes_its_form_from_the_ending_and_a_longer_row_counts_before_it() -> None:
    lexicon = lexicon_of("uk")
    shelled, infinitive = lexicon["обстріляли"].event, lexicon["обстріляти"].event
    assert shelled is not None
    assert (shelled.action, shelled.form) == ("struck", "verb")
    assert infinitive == shelled._replace(form="base")
    assert lexicon["рятувальники"].event is None
    assert lexicon["рятували"].event is not None


def test_a_phrase_is_known_with_the_dots_of_yo_and_without() -> None:
    for text in ("освобождённые населённые пункты", "освобожденные населенные пункты"):
        first, *_ = lowers = tuple(text.split())
        plain = dotless(lowers)
        found = [one for one in lexicon_of("ru")[first].phrases if one.end(plain, 0, lambda _: False)]
        assert all(one.can_follow(plain[1]) for one in found)
        assert [one.event.action for one in found if one.event] == ["reclaimed"]


def test_a_row_of_speakers_without_another_form_or_of_no_gender_is_refused(tmp_path: Path) -> None:
    for row, said in (("штаб\tm", "no other form"), ("штаб\tx\tштаба", "'x' is no gender")):
        (tmp_path / "speakers.tsv").write_text("nominative\tgender\tforms\n" + row, encoding="utf-8")
        with pytest.raises(TableError, match=said):
            read_declension(tmp_path / "speakers.tsv", DeclensionEndings())


@pytest.mark.parametrize("code", ["ru", "uk"])
def test_endings_stand_with_the_longest_first_and_none_hides_another(code: str) -> None:
    told = LANGUAGES[code].grammar.declension
    for endings in (*told.adjectives.values(), *told.surnames.values()):
        known = [ending for ending, _ in endings]
        assert known == sorted(set(known), key=lambda ending: (-len(ending), ending))
