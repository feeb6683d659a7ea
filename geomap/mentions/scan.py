"""The longest gazetteer name at each capitalised word."""

from __future__ import annotations

import re
from typing import NamedTuple
from weakref import WeakKeyDictionary

from geomap.gazetteer import Candidate, Gazetteer
from geomap.language import Sense, language_of, lexicon_of
from geomap.language.rules.toponyms import PlaceType, ToponymRules
from geomap.mentions.adjectives import Adjectives, lower_fronts
from geomap.mentions.layout import Layout
from geomap.mentions.memo import Memo
from geomap.mentions.mention import MentionKind
from geomap.mentions.waters import is_marked, waters_of
from geomap.mentions.weights import home_weight
from geomap.text import Text, detect_language

LONGEST = 7
"""Tokens that a name may have; "Republic of Trinidad and Tobago" needs five."""
MOST_LETTERS = 8
"""Dotted parts that an abbreviation may have: "U.S.S.R." has four."""
MOST_PARTS = 24
"""Parts of a compound that are looked at; a railway line has fewer stops."""
LONGEST_ABBREVIATION = 6
"""Letters of a word that a dot may abbreviate: "Calif."."""
LONGEST_ACRONYM = 5
"""Letters up to which a word in capitals in an ordinary sentence reads as an acronym."""
POSSESSIVES = frozenset({"'s", "’s"})
SHORTEST_NAME = 2
"""Letters up to which only a well-known name is one: "La" and "El" name villages."""
WEIGHTY = 50_000
SHORTEST_MISSPELT = 6
MOST_MISSPELT = 2
"""Unknown words of a text that are compared with all names: each costs as much as reading an article."""
REMEMBERED = 20_000
SHORTEST_COMPOUND = 5
"""Letters and hyphens from which a compound is looked into for the places of its parts."""
DATELINE_MARKS = frozenset({",", "(", "—", "–", "-", ":", "/"})
NO_NAME = Sense.PREPOSITION | Sense.CONJUNCTION
"""Senses of words whose capital is that of a sentence: Под обстрелом. A longer name may begin with one."""
HYPHEN = re.compile("[-–]")
FIRST_CYRILLIC = "\u0400"
CYRILLIC = re.compile("[\u0400-\u04ff]")


class Match(NamedTuple):
    """A stretch of tokens that the gazetteer knows, not yet judged."""

    first: int
    last: int
    sentence: int
    candidates: tuple[Candidate, ...]
    kind: MentionKind
    stated_type: PlaceType | None = None
    named: bool = False
    """A generic noun beside it says that it is a place: "village of", "County"."""
    opens_list: bool = False
    """A noun in the plural says so of it and of the names that follow in its list: "the villages of"."""
    noun: int | None = None
    """First token of an abbreviated noun before it: "м.", "н.п."."""
    tail: int | None = None
    """After the noun of an object that follows its name and stays outside the span: "Saky airfield"."""
    inside: tuple[int, int] | None = None
    """Characters of the name, where it is only a part of its token: "Kyiv" in "Kyiv-based"."""


class Tongue(NamedTuple):
    """The rules and the language code by which words of one script are looked up."""

    rules: ToponymRules
    code: str


def tongues(text: Text) -> tuple[Tongue, Tongue]:
    """Return what goes for the words of the text's own script and for those of the other."""
    own = Tongue(language_of(text.language).toponyms, text.language)
    if language_of(text.language).cyrillic:
        return own, Tongue(language_of(None).toponyms, "en")
    if CYRILLIC.search(text.body) is None:
        return own, own
    code = detect_language(" ".join(word for word in text.words if CYRILLIC.match(word)))
    return own, Tongue(language_of(code).toponyms, code)


def scan(text: Text, layout: Layout, gazetteer: Gazetteer) -> list[Match]:
    """Return the longest names at the capitalised words of a text, left to right, none overlapping."""
    scanner = _Scanner(text, layout, gazetteer)
    places = [*zip(layout.capitals, layout.sentences, strict=True)]
    lower = lower_fronts(text, language_of(text.language).toponyms)
    for i, sentence in sorted({*places, *lower}) if lower else places:
        if i >= scanner.free:
            scanner.read(i, sentence)
    return scanner.matches


class _Scanner:
    """The names of one text, taken in from left to right."""

    def __init__(self, text: Text, layout: Layout, gazetteer: Gazetteer) -> None:
        """Start before the first token."""
        self.matches: list[Match] = []
        self.free = 0
        """The first token that no name has taken."""
        self._text = text
        self._layout = layout
        self._gazetteer = gazetteer
        self._own, self._other = tongues(text)
        self._own_is_cyrillic = language_of(text.language).cyrillic
        self._adjectives = Adjectives(text, gazetteer)
        self._lexicon = lexicon_of(text.language)
        self._spare = MOST_MISSPELT

    def read(self, i: int, sentence: int) -> None:
        """Take in what begins at a capitalised word, if that is a name."""
        text = self._text
        word, low, limit = text.words[i], text.lowers[i], text.sentences[sentence].last
        tongue = self._own if (word[0] >= FIRST_CYRILLIC) == self._own_is_cyrillic else self._other
        rules = tongue.rules
        dotted = _is_dotted(text, i)
        if len(word) == 1 and not dotted:
            return
        barred = word not in rules.acronyms and bool(self._lexicon[low].senses & NO_NAME)
        if low in rules.suspects:
            following = text.lowers[i + 1] if i + 1 < limit else ""
            if f"{low} {following}" in rules.other_names:
                self.free = i + 2
                return
            barred = barred or _names_other(text, i, following, rules)
        barred = barred or (not word.isalpha() and _is_contraction(low, rules))
        if dotted and not barred and len(word) <= LONGEST_ABBREVIATION:
            short = _abbreviated(text, i, limit, tongue, self._gazetteer)
            if short is not None:
                self._take(Match(i, short[0], sentence, short[1], "name"))
                return
            if len(word) == 1:
                return
        if (water := self._water(i, limit, tongue)) is not None:
            self._take(Match(i, i + 2, sentence, water, "name", "water", named=True))
            return
        # «на Сіверському Дінці»: a name of two words before an adjective of place
        whole = low in rules.alias_heads and _longest(text, i, limit, tongue, self._gazetteer)
        adjective = None if whole else self._adjectives.read(i, limit, sentence, rules)
        if adjective is not None:
            last, found, stated, kind = adjective
            self._take(Match(i, last, sentence, found, kind, stated, named=True))
        elif not self._read_name(i, sentence, tongue, barred=barred) and not barred:
            self._read_unknown(i, sentence, tongue)

    def _take(self, match: Match) -> None:
        self.matches.append(match)
        self.free = match.last

    def _water(self, i: int, limit: int, tongue: Tongue) -> tuple[Candidate, ...] | None:
        """Return the water that an adjective names with the noun after it: «над Чорним морем»."""
        text, after = self._text, i + 1
        if after >= limit or text.words[after] not in tongue.rules.water_after:
            return None  # in capitals it is a part of the name
        found = self._gazetteer.candidates(f"{text.words[i]} {text.words[after]}", tongue.code)
        return tuple(c for c in found if c.entry.feature_class == "H") or None

    def _read_name(self, i: int, sentence: int, tongue: Tongue, *, barred: bool) -> bool:
        """Take in the longest name at a word, and tell whether there is one.

        A barred word is none by itself, yet a longer name may begin with it: "North" and "North Macedonia".
        """
        text, rules = self._text, tongue.rules
        word, low, limit = text.words[i], text.lowers[i], text.sentences[sentence].last
        last = i + 1
        kind: MentionKind = "name"
        found: tuple[Candidate, ...] = ()
        if not barred:
            if low in rules.aliases and word not in rules.acronyms and low not in rules.demonyms:
                found = foremost(self._gazetteer.candidates(rules.aliases[low], tongue.code))
                if found:
                    self._take(Match(i, last, sentence, found, kind, named=True))
                    return True
            kind, found = self._of_word(i, sentence, tongue)
        if last < limit and (
            text.words[last][0].isupper()
            or text.lowers[last] in rules.inner_words
            or low in rules.alias_heads
        ):
            longer = _longest(text, i, limit, tongue, self._gazetteer)
            if longer is not None:
                kind, last, found = longer
                if low in rules.alias_heads and self.matches:
                    _share_tail(text, i, last, self.matches, tongue, self._gazetteer)
        if not found:
            return False
        town: tuple[Candidate, ...] = ()
        if last == i + 1 and found[0].spelling.kind == "demonym":
            town = self._adjectives.as_town(i, sentence, found, rules)
            found = town or found
        short = len(word) <= SHORTEST_NAME and last == i + 1 and not word.isupper()
        if not short or _is_weighty(found):
            kind = "demonym" if found[0].spelling.kind == "demonym" else kind
            self._take(Match(i, last, sentence, found, kind, named=bool(town)))
        return True

    def _of_word(self, i: int, sentence: int, tongue: Tongue) -> tuple[MentionKind, tuple[Candidate, ...]]:
        """Return what a word names by itself: an acronym's place, a people, or what is called so."""
        word, low, rules = self._text.words[i], self._text.lowers[i], tongue.rules
        lookup = self._gazetteer.candidates
        if word in rules.acronyms:
            found = foremost(lookup(rules.acronyms[word], tongue.code))
            if found:
                return "name", found
        elif low in rules.demonyms:
            found = lookup(rules.demonyms[low], tongue.code)
            if found:
                return "demonym", found
        found = lookup(word, tongue.code)
        if not found and low in rules.rivers and is_marked(self._text, i, sentence, rules):
            return "name", waters_of(word, rules, self._gazetteer, tongue.code)
        if not found or not word.isupper() or sentence in self._layout.upper:
            return "name", found
        if not _dateline(self._text.lowers, i, self._layout.openings):
            found = _as_acronym(word, found)
        return "name", found

    def _read_unknown(self, i: int, sentence: int, tongue: Tongue) -> None:
        """Take in a word that is no name as it stands: a region's, a compound, a misspelt one."""
        word, low, rules = self._text.words[i], self._text.lowers[i], tongue.rules
        region = _region(word, tongue, self._gazetteer) if rules.region_names else None
        if region is not None:
            self._take(Match(i, i + 1, sentence, region[0], "name", region[1], named=True))
        elif "-" in word and len(word) >= SHORTEST_COMPOUND:
            self.matches.extend(_parts(self._text, i, sentence, tongue, self._gazetteer))
        elif (
            self._spare
            and low.endswith(rules.place_endings)
            and _may_be_misspelt(self._text.lowers, i, rules)
        ):
            self._spare -= 1
            found = nearly(self._gazetteer, word)
            if found:
                self.matches.append(Match(i, i + 1, sentence, found, "name"))


def _is_dotted(text: Text, i: int) -> bool:
    """Tell whether a dot follows a word without a space: an abbreviation's, or the end of a sentence."""
    last = i + 1
    return last < len(text.words) and text.words[last] == "." and text.starts[last] == text.ends[i]


def _names_other(text: Text, i: int, following: str, rules: ToponymRules) -> bool:
    """Tell whether a word with a meaning of its own has it here: "North" before a word in small letters."""
    word, low = text.words[i], text.lowers[i]
    return word not in rules.acronyms and (
        low in rules.other_names or (low in rules.directions and text.words[i + 1 : i + 2] == (following,))
    )


def _is_contraction(low: str, rules: ToponymRules) -> bool:
    """Tell whether a word ends as a pronoun or noun with its verb does: "She'll"."""
    _, mark, tail = low.replace("’", "'").rpartition("'")
    return mark != "" and tail in rules.contraction_tails


def _most_named(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return (max(candidates, key=home_weight),) if candidates else ()


foremost = Memo(_most_named)
"""The best known place of a name: what a byname or acronym stands for."""


def _may_be_misspelt(lowers: tuple[str, ...], i: int, rules: ToponymRules) -> bool:
    """Tell whether an unknown word stands where a place would and is known as nothing else."""
    low = lowers[i]
    before = lowers[i - 1] if i else ""
    return (
        len(low) >= SHORTEST_MISSPELT
        and (before in rules.locatives or before in rules.heads_before or before in rules.linking)
        and low not in rules.common_words
        and low not in rules.surnames
        and low not in rules.given_names
    )


def nearly(gazetteer: Gazetteer, word: str) -> tuple[Candidate, ...]:
    """Return the places whose name is nearly this word; remembered, for a near match is dear."""
    known = _NEARLY.setdefault(gazetteer, {})
    if word not in known:
        if len(known) >= REMEMBERED:
            known.clear()
        known[word] = gazetteer.fuzzy(word)
    return known[word]


_NEARLY: WeakKeyDictionary[Gazetteer, dict[str, tuple[Candidate, ...]]] = WeakKeyDictionary()


def _longest(
    text: Text, i: int, limit: int, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[MentionKind, int, tuple[Candidate, ...]] | None:
    """Return the longest name of several words that begins at a word."""
    body, words, starts, ends = text.body, text.words, text.starts, text.ends
    rules = tongue.rules
    start = starts[i]
    stop = i + 1
    best: tuple[MentionKind, int, tuple[Candidate, ...]] | None = None
    low = text.lowers[i]
    if low in rules.alias_heads:
        for size in (5, 4, 3, 2):
            if i + size > limit:
                continue
            name = " ".join(text.lowers[i : i + size]).replace("’", "'")
            place = rules.demonyms.get(name)
            if place is not None:
                return "demonym", i + size, gazetteer.candidates(place, tongue.code)
            place = rules.aliases.get(name)
            if place is not None:
                return "name", i + size, foremost(gazetteer.candidates(place, tongue.code))
    if not gazetteer.continues(words[i]):
        return None
    while stop < limit and stop - i < LONGEST:
        word = words[stop]
        if not word[0].isalnum():
            if word != "." or starts[stop] != ends[stop - 1]:
                break
            stop += 1
            continue
        stop += 1
        name = body[start : ends[stop - 1]]
        if word[0].isupper() or word[0].isdigit():
            longer = gazetteer.candidates(name, tongue.code)
            if longer:
                best = "name", stop, longer
        if stop + 1 < limit and words[stop] in POSSESSIVES and words[stop + 1][0].isupper():
            stop += 1
            name = body[start : ends[stop - 1]]
        if not gazetteer.continues(name):
            break
    return best


def _region(
    word: str, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[tuple[Candidate, ...], PlaceType] | None:
    """Return the unit that a name made from a town's stands for, and its type: "Нікопольщина"."""
    for case in tongue.rules.region_names:
        for ending in case.endings:
            if word.endswith(ending):
                name = f"{word[: -len(ending)]}{case.nominative} {case.head}".rstrip()
                found = gazetteer.candidates(name, tongue.code)
                if found:
                    return found, case.unit
                break
    return None


def _share_tail(
    text: Text, i: int, last: int, matches: list[Match], tongue: Tongue, gazetteer: Gazetteer
) -> None:
    """Give the name before a joined one of several words its tail.

    "Donetsk and Luhansk People's Republics" are two republics, not a town and a republic.
    """
    before, rules = matches[-1], tongue.rules
    gap = text.lowers[before.last : i]
    if len(gap) != 1 or gap[0] not in rules.conjunctions or before.last != before.first + 1:
        return
    whole = (text.lowers[before.first], *text.lowers[i + 1 : last])
    place = rules.aliases.get(" ".join(whole).replace("’", "'"))
    if place is not None:
        found = foremost(gazetteer.candidates(place, tongue.code))
        if found:
            matches[-1] = before._replace(candidates=found, kind="name", named=True)


def _dateline(lowers: tuple[str, ...], i: int, openings: frozenset[int]) -> bool:
    """Tell whether a word in capitals at the opening of a block is where the report was filed."""
    return i in openings and i + 1 < len(lowers) and lowers[i + 1] in DATELINE_MARKS


def _is_weighty(found: tuple[Candidate, ...]) -> bool:
    return any(c.spelling.kind == "official" and c.entry.population > WEIGHTY for c in found[:3])


def _parts(text: Text, i: int, sentence: int, tongue: Tongue, gazetteer: Gazetteer) -> list[Match]:
    """Return the places inside a compound: "Seattle-based", "Kherson-Mykolaiv"."""
    word = text.words[i]
    pieces = HYPHEN.split(word)
    rules = tongue.rules
    tail = pieces[-1].lower()
    matches = []
    at = text.starts[i]
    for number, piece in enumerate(pieces[:MOST_PARTS]):
        start, at = at, at + len(piece) + 1
        if len(piece) <= SHORTEST_NAME and piece not in rules.acronyms:
            continue
        if not piece[0].isupper() or (number and len(pieces[number - 1]) < 2):
            continue
        if (
            number + 1 < len(pieces)
            and pieces[number + 1][0:1].islower()
            and tail not in rules.compound_tails
        ):
            continue
        low = piece.lower()
        if low in rules.other_names or (low in rules.common_words and low not in rules.aliases):
            continue
        kind: MentionKind = "name"
        found: tuple[Candidate, ...] = ()
        if piece in rules.acronyms:
            found = gazetteer.candidates(rules.acronyms[piece], tongue.code)
        elif low in rules.demonyms:
            kind, found = "demonym", gazetteer.candidates(rules.demonyms[low], tongue.code)
        elif low in rules.aliases:
            found = gazetteer.candidates(rules.aliases[low], tongue.code)
        elif not piece.isupper():
            found = gazetteer.candidates(piece, tongue.code)
        if found:
            matches.append(Match(i, i + 1, sentence, found, kind, inside=(start, start + len(piece))))
    return matches


def _abbreviated(
    text: Text, i: int, limit: int, tongue: Tongue, gazetteer: Gazetteer
) -> tuple[int, tuple[Candidate, ...]] | None:
    """Return the match at a word with a dot: "St. Petersburg", "W.Va.", "Calif."."""
    words, starts, ends = text.words, text.starts, text.ends
    full = tongue.rules.expansions.get(text.lowers[i])
    if full is not None and i + 2 < limit and words[i + 2][0].isupper():
        for stop in (i + 4, i + 3):
            if stop <= limit and words[stop - 1][0].isupper():
                rest = text.body[starts[i + 2] : ends[stop - 1]]
                longer = gazetteer.candidates(f"{full} {rest}", tongue.code)
                if longer:
                    return stop, longer
    stop = i + 2
    limit = min(limit, i + 2 * MOST_LETTERS)
    while (
        stop + 1 < limit
        and words[stop][0].isupper()
        and len(words[stop]) <= LONGEST_ABBREVIATION
        and words[stop + 1] == "."
        and starts[stop + 1] == ends[stop]
        and (starts[stop] == ends[stop - 1] or len(words[i]) == 1)
    ):
        stop += 2
    for end in range(stop, i, -2):
        written = text.body[starts[i] : ends[end - 1]].replace(" ", "")
        place = tongue.rules.acronyms.get(written)
        if place is not None:
            return (end if "." in written[:-1] else i + 1), foremost(gazetteer.candidates(place, tongue.code))
        short = tuple(
            c for c in gazetteer.candidates(written, tongue.code) if c.spelling.kind == "abbreviation"
        )
        if short:
            # "UAE." ends a sentence, "Calif." is abbreviated.
            return (i + 1 if end == i + 2 and words[i].isupper() and len(words[i]) > 1 else end), short
    return None


def _as_acronym(word: str, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Return what a word in capitals may mean in an ordinary sentence: names that are acronyms themselves.

    A longer word in capitals is a name set in capitals.
    """
    if len(word) > LONGEST_ACRONYM:
        return found
    return tuple(c for c in found if c.spelling.kind == "abbreviation")
