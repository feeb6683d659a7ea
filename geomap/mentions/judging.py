"""Whether a name that the gazetteer knows is a place here, or a person, a common word or a thing."""

from __future__ import annotations

from collections import Counter
from math import log10

from geomap.gazetteer import Candidate, Entry
from geomap.languages.rules.toponyms import ToponymRules
from geomap.mentions.layout import Layout
from geomap.mentions.people import People, Person
from geomap.mentions.scan import Match
from geomap.text import Text

# A name is a place where its weight and the evidence around it reach NEEDED. Weights are powers of ten of
# people: a town of 2,500 needs nothing but its capital, a hamlet a preposition or a neighbour of its country.
NEEDED = 3.4
SURE = 5.0
"""Weight from which a name sets the scene for lesser ones: 100,000 people, a state, a country."""
UNIT_WEIGHT = {
    "PCLI": 6.5,
    "PCLD": 5.5,
    "PCLS": 5.5,
    "PCLF": 5.5,
    "PCLIX": 5.5,
    "CONT": 6.0,
    "ADM1": 5.0,
    "ADM2": 3.6,
}
CLASS_WEIGHT = {"A": 3.0, "L": 4.5, "H": 4.0, "P": 2.0, "S": 4.0, "T": 3.0}
CAPITAL_WEIGHT = 5.2
KIND_COST = {"alternate": 0.3, "russian": 0.2, "former": 0.2, "historic": 1.2, "generated": 0.5, "fuzzy": 2.0}
MOST_CANDIDATES = 24
"""Namesakes looked at: the weight of a name hardly ever lies with a later one."""

LOCATIVE = 1.2
NAMED = 3.0
CONTAINED = 2.6
LISTED = 0.8
HOME = 1.3
"""The place lies in a country or state that the text names for sure."""
FULL_LENGTH = 1.0
"""A name of several words is rarely a coincidence."""
COMMON = -4.0
OPENING_COMMON = -2.5
LOWER_ELSEWHERE = -2.5
SURNAME = -1.3
GIVEN = -1.5
STRANGE_NEIGHBOUR = -1.8
"""A second capitalised word beside it that no list knows makes it part of a longer name."""
ARTICLE = -2.0
PERSON_VERB = -1.5
KNOWN_PERSON = -4.5
THING = -4.0
TOP = 5.6
"""Weight of names that given names and persons cannot take away: countries and great cities."""


def weight(entry: Entry) -> float:
    """Return how likely a mere name is this place, in powers of ten of people."""
    code = entry.feature_code
    if code in UNIT_WEIGHT:
        return UNIT_WEIGHT[code]
    people = log10(entry.population + 1) if entry.population else 0.0
    if code == "PPLC":
        return max(CAPITAL_WEIGHT, people)
    return max(CLASS_WEIGHT.get(entry.feature_class, 2.0), people)


class Judge:
    """Weighs the evidence for each match of one text."""

    def __init__(
        self, text: Text, layout: Layout, people: People, matches: list[Match], rules: ToponymRules
    ) -> None:
        """Take in the whole text before the first verdict."""
        self._text = text
        self._layout = layout
        self._people = people
        self._matches = matches
        self._rules = rules
        self._matched = {i for match in matches for i in range(match.first, match.last)}
        self._weights: dict[tuple[int, int], float] = {}
        self._home: Counter[str] = Counter()

    def verdicts(self) -> list[bool]:
        """Return for each match whether it is a place."""
        context = [self._evidence(n) for n in range(len(self._matches))]
        best = [
            6.5
            if match.kind == "demonym"
            else max(map(_candidate_weight, match.candidates[:MOST_CANDIDATES]))
            for match in self._matches
        ]
        total = [a + b for a, b in zip(best, context, strict=True)]
        home = self._home
        for match, base, score in zip(self._matches, best, total, strict=True):
            if base >= SURE and score >= SURE:
                top = match.candidates[0].entry
                home[top.id] += 1
                home.update(top.path)
        result = []
        for n, match in enumerate(self._matches):
            score = total[n]
            if score < NEEDED and score + HOME + LISTED >= NEEDED and home:
                inside = max(
                    (
                        _candidate_weight(c) + HOME
                        for c in match.candidates[:MOST_CANDIDATES]
                        if any(unit in home for unit in c.entry.path)
                    ),
                    default=0.0,
                )
                score = max(score, inside + context[n])
            result.append(score >= NEEDED)
        self._lists(result, total)
        return result

    def _lists(self, result: list[bool], total: list[float]) -> None:
        """Let a name that just missed join a list of places that it stands in."""
        matches, lowers = self._matches, self._text.lowers
        joins = self._rules.conjunctions
        for n, match in enumerate(matches):
            if result[n] or total[n] + HOME + LISTED < NEEDED:
                continue
            for other in (n - 1, n + 1):
                if 0 <= other < len(matches) and result[other] and matches[other].kind == "name":
                    one, two = (matches[other], match) if other < n else (match, matches[other])
                    gap = lowers[one.last : two.first]
                    if 0 < len(gap) <= 2 and all(word in joins for word in gap):
                        result[n] = True

    def _evidence(self, n: int) -> float:
        """Return what the words around a match add to its weight."""
        match = self._matches[n]
        text, rules, layout = self._text, self._rules, self._layout
        lowers, words = text.lowers, text.words
        sentence = text.sentences[match.sentence]
        first, last = match.first, match.last
        before = lowers[first - 1] if first > sentence.first else ""
        after = lowers[last] if last < sentence.last else ""
        base = max(map(_candidate_weight, match.candidates[:3]))
        score = 0.0
        if match.kind == "demonym":
            return score
        low = lowers[first]
        single = last == first + 1
        flat = match.sentence in layout.flat
        if match.named:
            score += NAMED
        if before in rules.locatives or (
            before in rules.directions and first > sentence.first + 1 and not words[first - 1][0].isupper()
        ):
            score += LOCATIVE
        elif before in rules.articles and single:
            score += ARTICLE if base < TOP else 0.0
        if after == "," and n + 1 < len(self._matches):
            following = self._matches[n + 1]
            if following.first == last + 1 and _holds(following, match):
                score += CONTAINED
        if not single:
            score += FULL_LENGTH
        else:
            if low in rules.common_words:
                score += COMMON if not (base >= TOP and not flat) else 0.0
                if first in layout.openings or flat:
                    score += OPENING_COMMON
            if low in rules.surnames:
                score += SURNAME
                if after in rules.person_verbs:
                    score += PERSON_VERB
            if low in rules.given_names:
                score += GIVEN
        score += self._person(match, base, before)
        if not flat and base < TOP and (single or base < SURE):
            score += self._neighbours(match, sentence.first, sentence.last)
        return score

    def _person(self, match: Match, base: float, before: str) -> float:
        """Return what speaks for a person's name."""
        rules, lowers = self._rules, self._text.lowers
        person = self._people.by_token.get(match.first) or self._people.by_token.get(match.last - 1)
        if person is not None:
            return self._in_person(match, person, base)
        low = lowers[match.last - 1]
        if low in self._people.surnames and not (base >= SURE and before in rules.locatives):
            return KNOWN_PERSON
        return 0.0

    def _in_person(self, match: Match, person: Person, base: float) -> float:
        lowers, rules = self._text.lowers, self._rules
        covers = match.first <= person.first and match.last >= person.last
        if match.first < person.first and match.last < person.last:
            return KNOWN_PERSON
        if covers and match.last - match.first > 1 and person.evidence == "given":
            return 0.0
        starts = match.first == person.first and match.last < person.last
        if starts and person.evidence == "given" and base >= SURE:
            rest = lowers[match.last : person.last]
            if not any(word in rules.surnames or word in rules.given_names for word in rest):
                return 0.0
        if (
            person.evidence == "title"
            and base >= TOP
            and match.first == person.first
            and match.last < person.last
        ):
            return 0.0
        return 2 * KNOWN_PERSON

    def _neighbours(self, match: Match, begin: int, end: int) -> float:
        """Return what strange capitalised words on either side and names of things say."""
        text, rules = self._text, self._rules
        words, lowers = text.words, text.lowers
        score = 0.0
        left, right = match.first - 1, match.last
        if left >= begin and left not in self._matched and words[left][0].isupper():
            low = lowers[left]
            if (
                low not in rules.common_words
                and low not in rules.directions
                and low not in rules.titles
                and left not in self._layout.openings
                and len(low) > 1
            ):
                score += STRANGE_NEIGHBOUR
        if right < end and words[right][0].isupper():
            low = lowers[right]
            if low in rules.sequels:
                score += THING
            elif (
                right not in self._matched and low not in rules.common_words and low not in rules.heads_after
            ):
                score += STRANGE_NEIGHBOUR
        after = lowers[right] if right < end else ""
        if after in rules.objects_after:
            score += THING
        quote = left
        while quote >= begin and words[quote] in "\"'«“„‘":
            quote -= 1
        if quote >= begin and _is_thing(lowers[quote], rules):
            score += THING
        return score


def _is_thing(low: str, rules: ToponymRules) -> bool:
    return low in rules.objects_before or low.startswith(rules.object_stems)


def _candidate_weight(candidate: Candidate) -> float:
    return weight(candidate.entry) - KIND_COST.get(candidate.spelling.kind, 0.0)


def _holds(outer: Match, inner: Match) -> bool:
    """Tell whether one name is a unit that holds some place of the other name."""
    units = {c.entry.id for c in outer.candidates[:3] if c.entry.feature_class == "A"}
    return bool(units) and any(not units.isdisjoint(c.entry.path) for c in inner.candidates)
