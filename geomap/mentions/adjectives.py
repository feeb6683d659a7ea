"""Adjectives made from names of places: «Ізюмського та Чугуївського районів», «на Лиманському напрямку»."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from geomap.gazetteer import Candidate, Gazetteer
from geomap.language import Sense, lexicon_of
from geomap.language.rules.toponyms import CaseEndings, PlaceType, ToponymRules
from geomap.mentions.deeds import is_done_to
from geomap.mentions.mention import MentionKind
from geomap.text import Text

LONGEST_LIST = 40
"""Tokens of a list of adjectives that are looked at for the noun that closes it."""
LONGEST_WAIT = 40
"""Tokens after an adjective without a noun of its own within which a later one may bring it."""
RAION = 2
"""Place of a raion among the units that hold a town: after the country and the oblast."""
SAME_START = 4
"""Letters that a town and the raion called after it share."""
OWN_TOWN = 100_000
"""People of a town from which its districts are called after other places, not the land around it."""
SMALLEST_TOWN = 5_000
"""People of a town whose case forms are read as its name rather than as an adjective without a noun."""
ELLIPSIS, DOTS = "…", (".", ".", ".")
DASHES = frozenset({"–", "—", "-", ":"})
TELLING = (
    Sense.AERIAL
    | Sense.LIGHT
    | Sense.UNDERGO
    | Sense.VERB
    | Sense.NEGATION
    | Sense.IDLE
    | Sense.DETERMINER
    | Sense.REPEL
    | Sense.ENEMY
    | Sense.PREPOSITION
    | Sense.LINKING
    | Sense.TIME
    | Sense.ADVERB
    | Sense.FAILURE
)
PLURALS = ("и", "ы", "а")
"""Endings of nouns in the nominative of the plural, which no adjective of place in the singular goes with."""
UNITS_AROUND: frozenset[PlaceType] = frozenset({"admin2", "admin3"})
"""Units that lie around the town whose name they bear."""


class Adjective(NamedTuple):
    """What an adjective of place stands for."""

    last: int
    """After its last token: the noun belongs to the name where it stands beside it alone."""
    candidates: tuple[Candidate, ...]
    stated: PlaceType | None
    kind: MentionKind


class Noun(NamedTuple):
    """The generic noun of an adjective: its token, and the type of place that it tells."""

    at: int
    stated: PlaceType
    closes: bool
    """Belongs to the span where the adjective stands alone before it."""


class Adjectives:
    """The adjectives of one text, read from left to right.

    A noun goes for a whole list («Сумської, Курської областей») and for later adjectives that leave it out
    («у Куп'янському районі – дім, в Ізюмському – авто»); a list is walked once, however long it is.
    """

    def __init__(self, text: Text, gazetteer: Gazetteer) -> None:
        """Start before the first token."""
        self._text = text
        self._gazetteer = gazetteer
        self._noun: Noun | None = None
        self._list_end = 0
        self._sentence = -1
        self._said: list[tuple[PlaceType, tuple[str, ...]]] = []
        self._said_before: list[tuple[PlaceType, tuple[str, ...]]] = []
        self._unit: tuple[PlaceType, tuple[str, ...]] | None = None
        """The type and gender of the unit that the text has spoken of last."""
        self._front: tuple[PlaceType, tuple[str, ...]] | None = None
        """The gender in which the text has last spoken of a stretch of front with its noun."""
        self._front_lead: str | None = None
        """The preposition before it: «на Лиманському напрямку», but «поблизу Калинівського» is a village."""
        self._opened: dict[int, PlaceType | None] = {}
        """What the noun before a colon says of each adjective after it that has been asked of."""
        self._bare_end = -1
        self._travel: tuple[int, bool] = (-1, False)

    def read(self, i: int, limit: int, sentence: int, rules: ToponymRules) -> Adjective | None:
        """Return the place that a token stands for as an adjective, alone or with its noun; None if none."""
        low = self._text.lowers[i]
        if not low.endswith(rules.adjective_endings) or self._is_of_unit(i, limit, rules):
            return None
        if sentence != self._sentence:
            self._said_before = self._said if sentence == self._sentence + 1 else []
            self._said, self._sentence = [], sentence
        listed = i < self._list_end
        if not listed:
            self._walk(i, limit, rules)
        noun = self._noun
        if noun is None:
            if self._qualifies(i, limit, rules):
                return self._of_thing(i)
            return self._without_noun(i, limit, sentence, rules)
        alone = not listed and noun.closes and self._adjoins(i, noun.at, rules)
        last = noun.at + 1 if alone else i + 1
        if noun.stated == "front" and self._is_travelled(sentence, rules):
            return self._of_thing(i)
        for case in rules.place_adjectives:
            if case.unit == noun.stated:
                found = self._named(i, case, rules)
                if found:
                    self._remember(case.unit, case.endings)
                    if case.unit == "front" and i and self._text.lowers[i - 1] in rules.locatives:
                        self._front_lead = self._text.lowers[i - 1]
                    self._bare_end = max(last, noun.at + 1)
                    return Adjective(last, found, case.unit, "name")
        if noun.stated in UNITS_AROUND:
            found = self._town(i, noun, limit, rules)
            if found:
                return Adjective(last, found, noun.stated, "name")
        return None

    def _is_of_unit(self, i: int, limit: int, rules: ToponymRules) -> bool:
        """Tell whether the unit of a place follows it: «в посёлке Октябрьский Белгородского района»."""
        words, lowers = self._text.words, self._text.lowers
        if i + 2 >= limit or not words[i + 1][0].isupper() or lowers[i + 2] not in rules.heads_after:
            return False
        return lowers[i + 1].endswith(rules.adjective_endings) and i >= self._list_end

    def _remember(self, unit: PlaceType, endings: tuple[str, ...]) -> None:
        """Note the type and the gender that the sentence spoke of last."""
        if unit == "front":
            self._front = (unit, endings)
        self._unit = (unit, endings)
        if (unit, endings) in self._said:
            self._said.remove((unit, endings))
        self._said.append((unit, endings))

    def _walk(self, i: int, limit: int, rules: ToponymRules) -> None:
        """Find the noun that closes the list of adjectives that begins at a token."""
        words, lowers = self._text.words, self._text.lowers
        self._noun = None
        at = i + 1
        end = min(limit, i + LONGEST_LIST)
        while at < end:
            low = lowers[at]
            if low in rules.heads_after:
                self._noun = Noun(at, rules.heads_after[low], closes=True)
                break
            if low in rules.plural_heads_after:
                self._noun = Noun(at, rules.plural_heads_after[low], closes=False)
                break
            if rules.loose_heads_after.get(low) == "front":
                self._noun = Noun(at, "front", closes=False)
                break
            listed = low in rules.conjunctions or low in rules.head_modifiers or words[at][0].isupper()
            # Donetska and southern Mykolaivska oblasts
            listed = listed or (low in rules.directions and lowers[at - 1] in rules.conjunctions)
            if not listed and not (words[i][0].islower() and low.endswith(rules.adjective_endings)):
                break
            at += 1
        if self._noun is None and self._is_cut_off(i, at):
            self._noun = Noun(at, "admin2", closes=False)
        self._list_end = at

    def _is_cut_off(self, i: int, at: int) -> bool:
        """Tell whether a headline breaks off before the noun: «по населённым пунктам Купянского, ...»."""
        words = self._text.words
        breaks = words[at : at + 1] == (ELLIPSIS,) or words[at : at + len(DOTS)] == DOTS
        before = lexicon_of(self._text.language)[self._text.lowers[i - 1]].senses if i else 0
        return breaks and bool(before & Sense.GEOGRAPHIC)

    def _adjoins(self, i: int, noun: int, rules: ToponymRules) -> bool:
        return all(low in rules.head_modifiers for low in self._text.lowers[i + 1 : noun])

    def _named(self, i: int, case: CaseEndings, rules: ToponymRules) -> tuple[Candidate, ...]:
        """Return the units that an adjective names before that noun, or the towns that name a front."""
        word = self._text.words[i]
        word = word if word[0].isupper() else word.title()
        for ending in case.endings:
            if word.lower().endswith(ending):
                name = f"{word[: -len(ending)]}{case.nominative}"
                if case.unit == "front":
                    return self._eponyms(name, rules)
                found = self._gazetteer.candidates(f"{name} {case.head}")
                units = tuple(c for c in found if c.entry.feature_class == "A")
                if case.unit == "admin2" and all(c.spelling.kind == "alternate" for c in units):
                    shared = self._shared(name, case, units, rules)
                    if units:
                        found = tuple(c for c in found if c.entry.feature_class != "A")
                    units = shared
                if case.units_only:
                    return units
                return units or found  # a raion rather than a city's district of that name
        return ()

    def _shared(
        self, name: str, case: CaseEndings, units: tuple[Candidate, ...], rules: ToponymRules
    ) -> tuple[Candidate, ...]:
        """Return what a district may be whose adjective others have, too: with its oblast, only that one.

        «В Октябрьском районе Курской области» is filed so; «в Северском районе» may lie around Siversk; «в
        Каменском районе Днепра» is a city's.
        """
        words = self._text.words
        at = self._noun.at + 1 if self._noun is not None else len(words)
        if at < len(words) and words[at][0].isupper():
            longer = f"{name} {case.head} {' '.join(words[at : at + 2])}"
            found = tuple(c for c in self._gazetteer.candidates(longer) if c.entry.feature_class == "A")
            return found or (units if self._text.lowers[at].endswith(rules.adjective_endings) else ())
        if not units:
            return ()
        around = (c for c in self._eponyms(name, rules) if c.entry.population < OWN_TOWN)
        return (*units, *around)

    def _eponyms(self, adjective: str, rules: ToponymRules) -> tuple[Candidate, ...]:
        """Return the places from whose names an adjective, in the nominative, is made."""
        stated = rules.adjective_names.get(adjective.lower())
        if stated is not None:
            return self._gazetteer.candidates(stated)
        _, hyphen, tail = adjective.rpartition("-")
        if hyphen and tail[:1].isupper():  # "Южно-Донецкий": the part of a region around it
            return self._eponyms(tail, rules)
        found = self._gazetteer.candidates(adjective)
        return tuple(c for c in found if c.spelling.kind == "demonym" and c.entry.feature_class == "P")

    def _town(self, i: int, noun: Noun, limit: int, rules: ToponymRules) -> tuple[Candidate, ...]:
        """Return the small town around which an unknown district lies; a city's districts lie within it.

        The raion that bears its name is known where only this language lacks it: «по Изюмскому району».
        """
        words = self._text.words
        if noun.stated == "admin2":
            raions = self._raions(i, rules)
            if raions:
                return raions
        if noun.at + 1 < limit and words[noun.at + 1][0].isupper():
            return ()
        for case in rules.place_adjectives:
            if case.unit == "front":
                found = self._named(i, case, rules)
                if found and all(c.entry.population < OWN_TOWN for c in found):
                    return found
        return ()

    def _raions(self, i: int, rules: ToponymRules) -> tuple[Candidate, ...]:
        """Return the raions called after the towns that they lie around, from which an adjective is made."""
        found: dict[str, Candidate] = {}
        for case in rules.place_adjectives:
            for town in self._named(i, case, rules)[:1] if case.unit == "front" else ():
                path = town.entry.path
                unit = self._gazetteer.entry(path[2]) if len(path) > RAION else None
                if unit is None or unit.feature_code != "ADM2":
                    continue
                if unit.name[:SAME_START] == town.entry.name[:SAME_START]:
                    found.setdefault(unit.id, replace(town, entry=unit))
        return tuple(found.values())

    def _of_thing(self, i: int) -> Adjective | None:
        """Return an adjective that says which church, street or line is meant: no place of anything."""
        found = self._gazetteer.candidates(self._text.words[i])
        return Adjective(i + 1, found, None, "demonym") if found else None

    def _qualifies(self, i: int, limit: int, rules: ToponymRules) -> bool:
        """Tell whether an adjective, or the list that it stands in, says which thing is meant.

        A noun in the nominative goes with no other case: «на Донецькому заводі», but «у Донецькому завод є».
        """
        after = self._text.lowers[self._list_end] if self._list_end < limit else ""
        if not after.startswith(rules.thing_stems):
            return False
        low = self._text.lowers[i]
        return after not in rules.thing_stems or any(
            low.endswith(case.nominative) for case in rules.place_adjectives
        )

    def _is_travelled(self, sentence: int, rules: ToponymRules) -> bool:
        """Tell whether a sentence is about trains, roads or tickets, so that a direction is no front."""
        if self._travel[0] != sentence:
            first, last = self._text.sentences[sentence].first, self._text.sentences[sentence].last
            told = any(word.startswith(rules.travel_stems) for word in self._text.words[first:last])
            self._travel = (sentence, told)
        return self._travel[1]

    def _without_noun(self, i: int, limit: int, sentence: int, rules: ToponymRules) -> Adjective | None:
        """Return the place of an adjective that takes its noun from another one of the sentence.

        «У Куп'янському районі пошкоджено дім, в Ізюмському – авто.»
        """
        lowers = self._text.lowers
        first = self._text.sentences[sentence].first
        unit = self._unit_before_colon(i, first, rules)
        if unit is not None:
            return self._of_unit(i, unit, rules)
        before = lowers[i - 1] if i > first else ""
        after = lowers[i + 1] if i + 1 < limit else ""
        told = self._tells(after)
        noun = after[:1].isalnum() and after not in rules.conjunctions and after not in rules.locatives
        if noun and not told and not self._acts(after):
            return None
        told = told or self._acts(after)  # На Краматорському ворог
        joined = before in rules.conjunctions and (self._bare_end == i - 1 or after in DASHES)
        opens = not any(word[0].isalpha() for word in lowers[first:i])  # Покровський – без змін
        heads = opens and after in DASHES and (self._front is not None or bool(self._said_before))
        if not (joined or heads or before in rules.locatives) or self._is_form_of_town(i, rules):
            return None
        if before in rules.locatives and self._is_home_of_thing(i, first, rules):
            return None
        said = self._said_of(i, limit, rules, told=told)
        other_lead = before in rules.locatives and self._front_lead not in (None, before)
        for unit, endings in tuple(reversed(said)):
            if unit == "front" and other_lead:
                continue
            for case in rules.place_adjectives:
                if case.unit == unit and case.endings == endings:
                    found = self._named(i, case, rules)
                    if found:
                        self._bare_end = i + 1
                        self._remember(unit, endings)
                        return Adjective(i + 1, found, unit, "name")
        return None

    def _said_of(
        self, i: int, limit: int, rules: ToponymRules, *, told: bool
    ) -> list[tuple[PlaceType, tuple[str, ...]]]:
        """Return the types and genders of units that an adjective without a noun can be meant to be of."""
        if self._said:
            return self._said
        lowers = self._text.lowers
        before, after = lowers[i - 1] if i else "", lowers[i + 1] if i + 1 < limit else ""
        if after in DASHES and self._said_before:
            return self._said_before
        if later := self._said_later(i, limit, rules):
            return later
        if self._front is not None and (told or after in DASHES):
            return [self._front]  # На Лиманському напрямку ... На Сіверському два бої
        if self._unit is not None and told:
            return [self._unit]  # У Сумському районі ... В Охтирському під вогнем
        if not told:
            return []
        led = [(c.unit, c.endings) for c in rules.place_adjectives if c.lead == before]  # На Лиманському тихо
        if not led and before in rules.locatives:
            return [(c.unit, c.endings) for c in rules.place_adjectives[:1]]  # У Сумській сьогодні вночі
        return led

    def _unit_before_colon(self, i: int, first: int, rules: ToponymRules) -> PlaceType | None:
        """Return the type of a list that a plural noun opens: «трьох громад: Білопільської, Хотінської»."""
        words, lowers = self._text.words, self._text.lowers
        k = i - 1
        while (
            k > first and k not in self._opened and (words[k][0].isupper() or lowers[k] in rules.conjunctions)
        ):
            k -= 1
        unit = self._opened.get(k)
        if unit is None and k > first and words[k] in DASHES:
            unit = rules.plural_heads_after.get(lowers[k - 1])
        self._opened[i] = unit
        return unit

    def _of_unit(self, i: int, unit: PlaceType, rules: ToponymRules) -> Adjective | None:
        """Return the unit of a type that an adjective names."""
        for case in rules.place_adjectives:
            found = self._named(i, case, rules) if case.unit == unit else ()
            if found:
                return Adjective(i + 1, found, unit, "name")
        return None

    def _is_home_of_thing(self, i: int, first: int, rules: ToponymRules) -> bool:
        """Tell whether what is hit stands before the name of a village: «у будинок у Покровському»."""
        owner = self._text.lowers[i - 2] if i - 2 >= first else ""
        if not owner.startswith((*rules.building_stems, *rules.object_stems, *rules.thing_stems)):
            return False
        found = self._gazetteer.candidates(self._text.words[i])
        return any(c.entry.feature_class == "P" and c.spelling.kind != "demonym" for c in found)

    def _is_form_of_town(self, i: int, rules: ToponymRules) -> bool:
        """Tell whether a feminine adjective is also a case form of a town's name: «у Торецьку».

        Not of a town whose name is the adjective: «над Курской» is the oblast, not the stanitsa.
        """
        unit = rules.place_adjectives[0]
        if not self._text.lowers[i].endswith(unit.endings):
            return False
        found = self._gazetteer.candidates(self._text.words[i])
        owner = max((c.entry.population for c in found if c.spelling.kind == "demonym"), default=0)
        return any(
            c.spelling.kind != "demonym"
            and c.entry.feature_class == "P"
            and c.entry.population >= max(SMALLEST_TOWN, owner)
            and not c.spelling.text.endswith(unit.nominative)
            for c in found
        )

    def as_town(
        self, i: int, sentence: int, found: tuple[Candidate, ...], rules: ToponymRules
    ) -> tuple[Candidate, ...]:
        """Return the towns that an adjective is the name of, where it stands as a noun: «по Покровському».

        None where it goes with a noun, or may leave out one: «в Харківському» is no village.
        """
        low, limit = self._text.lowers[i], self._text.sentences[sentence].last
        towns = tuple(c for c in found if c.spelling.kind != "demonym" and c.entry.feature_class == "P")
        settled = i > 0 and rules.heads_before.get(self._text.lowers[i - 1]) == "settlement"
        before = lexicon_of(self._text.language)[self._text.lowers[i - 1]].senses if i else 0
        led = before & (Sense.PREPOSITION | Sense.GEOGRAPHIC)
        if towns and (settled or (led and self._names_area(i + 1, limit, rules))):
            return towns  # село Архангельское; у Каменского Запорожской области
        if towns and is_done_to(self._text, i, i + 1, sentence):
            return towns  # взято под контроль Новотроицкое
        large = any(
            c.entry.feature_class != "P" or c.entry.population >= OWN_TOWN
            for c in found
            if c.spelling.kind == "demonym"
        )
        plural = lexicon_of(self._text.language).grammar.plural_adjectives
        # Українці відійшли, and not: в Українці.
        people = low in rules.common_words and not low.endswith(rules.adjective_endings) and not led
        if not towns or people or (large and low.endswith((*rules.adjective_endings, *plural))):
            return ()
        after = self._text.lowers[i + 1] if i + 1 < limit else ""
        alone = not after[:1].isalnum() or after in rules.conjunctions or self._tells(after)
        alone = alone or self._is_of_unit(i, limit, rules)
        return towns if not low.endswith(rules.adjective_endings) or (led and alone) else ()

    def _names_area(self, i: int, limit: int, rules: ToponymRules) -> bool:
        """Tell whether a unit that holds places stands at a token: an adjective with its noun."""
        if i + 1 >= limit or not self._text.words[i][0].isupper():
            return False
        return rules.heads_after.get(self._text.lowers[i + 1]) in ("admin1", "admin2", "admin3")

    def _acts(self, word: str) -> bool:
        """Tell whether a word is the enemy, or forces in the plural: no noun of an adjective of place."""
        senses = lexicon_of(self._text.language)[word].senses
        of_a_side = senses & Sense.ENEMY or (senses & Sense.SIDE and senses & Sense.FORCE)
        return bool(of_a_side) or (bool(senses & Sense.FORCE) and word.endswith(PLURALS))

    def _tells(self, word: str) -> bool:
        """Tell whether a word is of what happens, a number or a verb: no noun of an adjective."""
        found = lexicon_of(self._text.language)[word]
        event = found.event or any(phrase.event for phrase in found.phrases)
        return word[:1].isdecimal() or bool(event or found.senses & TELLING)

    def _said_later(self, i: int, limit: int, rules: ToponymRules) -> list[tuple[PlaceType, tuple[str, ...]]]:
        """Return the type that a later adjective of the sentence has beside it: «над А – 5, Б областями»."""
        words, lowers = self._text.words, self._text.lowers
        for at in range(i + 2, min(limit, i + LONGEST_WAIT)):
            stated = rules.plural_heads_after.get(lowers[at]) or rules.heads_after.get(lowers[at])
            if stated is None or not words[at - 1][0].isupper():
                continue
            for case in rules.place_adjectives:
                if case.unit == stated and lowers[at - 1].endswith(case.endings):
                    return [(stated, case.endings)]
        return []


def lower_fronts(text: Text, rules: ToponymRules) -> set[tuple[int, int]]:
    """Return the adjectives in lower case before the noun of a front, each with its sentence.

    Quotations of bulletins write them so: «на куп'янському, лиманському та бахмутському напрямках».
    """
    found: set[tuple[int, int]] = set()
    heads = rules.front_heads
    for noun in [i for i, low in enumerate(text.lowers) if low in heads] if heads else ():
        number = text.sentence_at(text.starts[noun])
        for i in range(noun - 1, text.sentences[number].first - 1, -1):
            low, word = text.lowers[i], text.words[i]
            adjective = low.endswith(rules.adjective_endings)
            if not (adjective or low in rules.conjunctions or low in rules.head_modifiers):
                break
            if adjective and word[0].islower() and low not in rules.demonyms:
                found.add((i, number))
    return found
