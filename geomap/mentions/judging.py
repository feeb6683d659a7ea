"""Whether a name that the gazetteer knows is a place here, or a person, a common word or a thing."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from geomap.gazetteer import Candidate
from geomap.language import Relation, Sense, language_of, lexicon_of
from geomap.language.rules.toponyms import ToponymRules
from geomap.mentions.deeds import befalls, is_done_to, takes
from geomap.mentions.heads import UNITS
from geomap.mentions.layout import QUOTES, Layout
from geomap.mentions.memo import Memo
from geomap.mentions.people import People, Person
from geomap.mentions.scan import Match
from geomap.mentions.weights import COUNTRY_CODES, home_weight
from geomap.text import Text

# A name is a place where its weight and the evidence around it reach NEEDED. Weights are powers of ten of
# people: a town of 2,500 needs nothing but its capital, a hamlet a preposition or a neighbour of its country.
NEEDED = 3.4
SURE = 5.0
"""Weight from which a name sets the scene for lesser ones: 100,000 people, a state, a country."""
LOOKED_AT = 4
"""Candidates, best prior first, that a name's weight is taken from."""
GREAT_CITY = 100_000
LOOKED_AT_HOME = 40
"""Candidates looked at for one in the units that the text names."""
DEMONYM = 6.5
"""Weight of an adjective or people in a list of demonyms."""
ALTERNATE_ABROAD = 1.0
"""A byname or old name of a town counts in full only where the text plays in its country."""

LOCATIVE, WEAK_LOCATIVE = 1.2, 0.5
NAMED, WORD_NAMED = 3.0, 1.2
TAKEN = 0.6
"""What stands where places are taken or struck: enough for a village that only a codifier knows."""
CONTAINED = 2.6
LISTED = 0.8
AMONG = 2.0
"""More where places stand on both sides of it in the list."""
AGAIN = 2.0
"""The same name is surely a place elsewhere in the text."""
HOME = 1.3
"""The place lies in a country or state that the text names for sure."""
DISTRICT = 2.0
"""The same for a district that the text names: few other things of that name are met with there."""
FULL_LENGTH = 1.0
"""A name of several words is rarely a coincidence."""
COMMON = -4.0
OPENING_COMMON = -2.5
LOWER_ELSEWHERE = -3.5
SURNAME, GREAT_SURNAME = -2.0, -0.8
"""A surname that is a place, and one that is a great city."""
GIVEN, GREAT_GIVEN = -1.8, -0.4
PLACED_NAME = -0.5
"""A surname after a preposition of place."""
STRANGE_NEIGHBOUR, TOWN_NEIGHBOUR = -1.8, -0.8
TOWN = 4.3
"""A second capitalised word beside it that no list knows makes it part of a longer name."""
ARTICLE = -2.0
PERSON_VERB = -1.5
KNOWN_PERSON = -4.5
THING = -5.0
HIT = 3.9
"""Weight of a town of some ten thousand people, from which a weapon beside it bears another name."""
LAST_DAY = 31
LONGEST_GAP = 2
"""Tokens between two names of one list: ", and"."""
LONGEST_COUNT = 5
"""Tokens between them where each has a number and a mark of its own: " – 3; "."""
SEPARATORS = frozenset(",;/|•·▪#")
TOP_WORD = 6.3
"""Weight from which an ordinary word in capitals is a place all the same: "Turkey", "China"."""
TOP = 5.9
"""Weight of names that common words and neighbours cannot take away: countries, states and great cities."""


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
        self._lower_words = frozenset(text.lowers).intersection(text.words)
        self._home: Counter[str] = Counter()
        self._attributive = _attributive(text, matches, rules)

    def verdicts(self) -> list[bool]:
        """Return for each match whether it is a place."""
        best = [
            DEMONYM if match.kind == "demonym" else _best_weight(match.candidates) for match in self._matches
        ]
        context = [self._evidence(n, best[n]) for n in range(len(self._matches))]
        total = [a + b for a, b in zip(best, context, strict=True)]
        home = self._home
        for match, base, score in zip(self._matches, best, total, strict=True):
            if score >= SURE and (base >= SURE or match.stated_type in UNITS):
                top = match.candidates[0].entry
                home[top.id] += 1
                home.update(top.path)
        scene = self._rules.scene
        result = []
        for n, match in enumerate(self._matches):
            score = total[n]
            if score < NEEDED and score + DISTRICT + ALTERNATE_ABROAD >= NEEDED and (home or scene):
                inside = max(
                    (
                        home_weight(c) + (DISTRICT if c.entry.path[2:3] and c.entry.path[2] in home else HOME)
                        for c in match.candidates[:LOOKED_AT_HOME]
                        if c.entry.country in scene or any(unit in home for unit in c.entry.path)
                    ),
                    default=0.0,
                )
                score = max(score, inside + context[n])
            result.append(score >= NEEDED)
        self._lists(result, total)
        self._repeated(result, total)
        self._streets(result)
        return result

    def _streets(self, result: list[bool]) -> None:
        """Let the names of a list be those of streets where its first one is: «по вулицях X, Y та Z»."""
        lowers, rules = self._text.lowers, self._rules
        last = -1
        for n, match in enumerate(self._matches):
            gap = lowers[last : match.first] if last >= 0 else ()
            goes_on = 0 < len(gap) <= LONGEST_GAP and all(word in rules.conjunctions for word in gap)
            noun = lowers[match.first - 1] if match.first else ""
            heads = noun in rules.locative_nouns and _is_thing(noun, rules) and not self._is_part_of(match)
            if goes_on or heads:
                result[n] = False
                last = match.last
            else:
                last = -1

    def _repeated(self, result: list[bool], total: list[float]) -> None:
        """Let a name that just missed be the place that it is elsewhere in the text."""
        lowers = self._text.lowers
        known = {
            tuple(lowers[match.first : match.last])
            for match, placed in zip(self._matches, result, strict=True)
            if placed and match.kind == "name"
        }
        for n, match in enumerate(self._matches):
            if not result[n] and match.kind == "name" and total[n] + AGAIN >= NEEDED:
                result[n] = tuple(lowers[match.first : match.last]) in known

    def _lists(self, result: list[bool], total: list[float]) -> None:
        """Let a name that just missed join a list of places that it stands in."""
        matches = self._matches
        for n in (*range(len(matches)), *reversed(range(len(matches)))):
            if result[n]:
                continue
            match = matches[n]
            score = total[n] + HOME + LISTED + self._capital(match) + self._ending(match)
            if score + AMONG < NEEDED:
                continue
            joined = 0
            for other in (n - 1, n + 1):
                if 0 <= other < len(matches) and result[other] and matches[other].kind == "name":
                    one, two = (matches[other], match) if other < n else (match, matches[other])
                    joined += self._are_listed(one, two)
            result[n] = joined > 0 and score + (AMONG if joined > 1 else 0.0) >= NEEDED

    def _are_listed(self, one: Match, two: Match) -> bool:
        """Tell whether two names are next to each other in a list: X, Y; X – 3, Y (2); each on its line."""
        text = self._text
        gap = text.lowers[one.last : two.first]
        if 0 < len(gap) <= LONGEST_GAP and all(word in self._rules.conjunctions for word in gap):
            return True
        if len(gap) > LONGEST_COUNT or any(word[0].isalpha() for word in gap):
            return False
        if gap and gap[-1].isdecimal():
            return False  # Середа, 4 Лютого
        blocks = [text.sentences[match.sentence].block for match in (one, two)]
        return blocks[0] != blocks[1] or not SEPARATORS.isdisjoint(gap)

    def _capital(self, match: Match) -> float:
        """Return what the capital of an ordinary word is worth in a list: «Надія, Степове».

        Languages that charge for the capital at the opening of a sentence set none elsewhere without need.
        What opens one needs a comma behind it: «Степове, Малі Щербаки», not «Мир і Київ».
        """
        rules, lowers = self._rules, self._text.lowers
        low = lowers[match.first]
        if match.sentence in self._layout.flat or not rules.opening_cost or match.named:
            return 0.0
        if match.first not in self._layout.openings:
            return -COMMON if low in rules.common_words else 0.0
        ordinary = low in rules.opening_words or low in rules.common_words
        listed = match.last < len(lowers) and lowers[match.last] == ","
        return -COMMON - OPENING_COMMON if ordinary and listed else 0.0

    def _ending(self, match: Match) -> float:
        """Return what the ending of a surname is worth in a list of places: «Макіївки й Торського»."""
        low = self._text.lowers[match.last - 1]
        rules = self._rules
        if match.last > match.first + 1 or match.named or low in rules.surnames or low in rules.given_names:
            return 0.0
        return -SURNAME if low.endswith(rules.surname_endings) else 0.0

    def _evidence(self, n: int, base: float) -> float:
        """Return what the words around a match add to its weight."""
        match = self._matches[n]
        if match.kind == "demonym":
            return 0.0
        text, rules = self._text, self._rules
        lowers, words = text.lowers, text.words
        sentence = text.sentences[match.sentence]
        first, last = match.first, match.last
        before = lowers[first - 1] if first > sentence.first else ""
        after = lowers[last] if last < sentence.last else ""
        low = lowers[first]
        single = last == first + 1
        flat = match.sentence in self._layout.flat
        located = self._is_located(n, before)
        held = after == "," and self._is_held(n)
        score = 0.0
        if match.named:
            score += WORD_NAMED if single and low in rules.common_words else NAMED
        taken = self._is_taken(match, before)
        score += LOCATIVE if located or taken == "surely" else self._after_word(match, before, base)
        if taken == "maybe" and not located and not self._may_be_surname(low):
            score += TAKEN
        if held:
            score += CONTAINED
        if single:
            score += self._ordinary(match, base, before, flat=flat, taken=taken is not None)
            placed = match.named or located or held or taken is not None
            score += self._like_a_name(low, base, placed=placed)
            if after in rules.person_verbs and base < TOP and low in rules.surnames:
                score += PERSON_VERB
        else:
            score += self._several_words(match, base)
        if after in rules.sequels and words[last][0].isupper():
            return score + THING + min(0.0, NEEDED - base)
        if single and self._is_of_thing(low, after):
            return score + THING
        if single and (self._is_dated(low, before) or self._is_feast(match, before)):
            return score + THING + min(0.0, NEEDED - base)
        score += self._person(match, base, before)
        if not flat and base < TOP and (single or base < SURE):
            score += self._neighbours(match, sentence.first, sentence.last, base)
        return score

    def _is_dated(self, low: str, before: str) -> bool:
        """Tell whether a month stands behind its day: 8 Березня, of a holiday or the street of that name."""
        is_day = before.isdecimal() and 1 <= int(before[:3]) <= LAST_DAY
        return is_day and bool(lexicon_of(self._text.language)[low].senses & Sense.DATE)

    def _is_feast(self, match: Match, before: str) -> bool:
        """Tell whether a sentence opens with a feast that villages are called after: На Трійцю."""
        text = self._text
        times = language_of(text.language).times
        opens = match.first - 1 == text.sentences[match.sentence].first
        return opens and before in times.feast_leads and (text.lowers[match.first],) in times.holidays

    def _is_located(self, n: int, before: str) -> bool:
        """Tell whether a match stands where a place does: "in", "north of", or before "Oblast"."""
        rules, match = self._rules, self._matches[n]
        if before in rules.locatives or n in self._attributive:
            return True
        if before in rules.locative_nouns:
            return self._is_part_of(match)
        if before not in rules.directions:
            return False
        opens = match.first <= self._text.sentences[match.sentence].first + 1
        return not opens and not self._text.words[match.first - 1][0].isupper()

    def _is_part_of(self, match: Match) -> bool:
        """Tell whether the noun before a match is a part of the place: «на вулицях X», «остання вулиця X».

        Of streets in the plural, a name by itself is no street's; «на вулицях X та Y» are more likely two.
        """
        text, rules = self._text, self._rules
        bounds = text.sentences[match.sentence]
        lead = match.first - 2
        noun = text.lowers[match.first - 1]
        if noun not in rules.locative_nouns:
            ground = bool(lexicon_of(text.language)[noun].senses & Sense.FACILITY)
            led = lead > bounds.first and text.lowers[lead - 1] in rules.locatives
            if not (lead >= bounds.first and self._is_described(match.first - 1) and (led or ground)):
                return False
        after = match.last + 1 < bounds.last and text.lowers[match.last] in rules.conjunctions
        return not (after and text.words[match.last + 1][0].isupper())

    def _is_described(self, noun: int) -> bool:
        """Tell whether an adjective stands before a noun: на центральній площі X, which is not called X."""
        text = self._text
        endings = lexicon_of(text.language).grammar.attributive_endings
        before = text.lowers[noun - 1]
        return (
            text.words[noun - 1].islower()
            and before.endswith(endings)
            and before not in self._rules.locatives
        )

    def _after_word(self, match: Match, before: str, base: float) -> float:
        """Return what a word before a match says that does not place it for sure: "for", "the"."""
        text, rules = self._text, self._rules
        first, last = match.first, match.last
        sentence = text.sentences[match.sentence]
        if before in rules.weak_locatives:
            word = text.lowers[first - 2] if first - 1 > sentence.first else ""
            after_deed = word in rules.suffered or word in rules.bearings  # south-east of X
            return LOCATIVE if after_deed else WEAK_LOCATIVE
        if before in rules.articles and last == first + 1 and base < SURE and not match.named:
            bare = last >= sentence.last or not text.words[last][0].isupper()
            return ARTICLE if bare and not self._names_deed(last, sentence.last) else 0.0
        return 0.0

    def _names_deed(self, at: int, end: int) -> bool:
        """Tell whether the word at a position names what is done to places: the Izium | shelling."""
        event = lexicon_of(self._text.language)[self._text.lowers[at]].event if at < end else None
        return event is not None and event.form in ("noun", "either", "gerund") and takes(event)

    def _is_taken(self, match: Match, before: str) -> Literal["surely", "maybe"] | None:
        """Tell whether a word beside a match takes places: околиці X, штурм X, X обстріляли, X had fallen.

        Behind it the plural, the participle or the passive tells that the name is not who does it.
        """
        text, lexicon = self._text, lexicon_of(self._text.language)
        known = lexicon[before]
        if lexicon.grammar.genitive:
            event = known.event
            leaves = (
                event is not None and event.action == "withdrew" and bool(event.relations & Relation.START)
            )
            if known.senses & (Sense.GEOGRAPHIC | Sense.BEARING) or takes(event) or leaves:  # залишили X
                return "maybe"
        elif takes(known.event) and known.event is not None and known.event.form != "noun":
            return "maybe"  # had taken X
        elif known.relations == Relation.GENITIVE and match.first > 1:
            of = lexicon[text.lowers[match.first - 2]]
            if of.senses & Sense.GARRISON or takes(of.event):
                return "maybe"  # the garrison of X, the fall of X
        elif before in self._rules.articles and self._names_deed(
            match.last, text.sentences[match.sentence].last
        ):
            return "maybe"
        return befalls(text, lexicon, match.last, text.sentences[match.sentence].last)

    def _is_held(self, n: int) -> bool:
        """Tell whether the next match, after a comma, is a unit that holds this one: "Odesa, Ukraine"."""
        if n + 1 >= len(self._matches):
            return False
        match, following = self._matches[n], self._matches[n + 1]
        return following.first == match.last + 1 and _holds(following, match)

    def _several_words(self, match: Match, base: float) -> float:
        """Return what a name of several words is worth; little where they are "The Mission", "The City"."""
        lowers, rules = self._text.lowers, self._rules
        ordinary = (
            lowers[match.first] in rules.articles
            and base < TOP
            and all(word in rules.common_words for word in lowers[match.first + 1 : match.last])
        )
        return FULL_LENGTH + COMMON if ordinary else FULL_LENGTH

    def _ordinary(self, match: Match, base: float, before: str, *, flat: bool, taken: bool) -> float:
        """Return what a word costs that is also an ordinary one, or whose capital its position explains."""
        rules = self._rules
        low = self._text.lowers[match.first]
        opening = match.first in self._layout.openings
        if (low in rules.common_words or low in rules.titles) and not match.named:
            done_to = is_done_to(self._text, match.first, match.last, match.sentence)
            if done_to and (not opening or _is_own_name(match.candidates[0], rules)):
                return 0.0
            town = match.candidates[0].entry.feature_class == "P"
            if town and base >= SURE and before in rules.locatives and not (opening or flat):
                return COMMON / 2  # met in Anchorage
            if base < TOP_WORD or not _is_land(match.candidates):
                return COMMON + OPENING_COMMON if opening or flat else COMMON
            return LOWER_ELSEWHERE if low in self._lower_words and (opening or flat) else 0.0
        surely = low.endswith(rules.sure_endings)
        thing = lexicon_of(self._text.language)[low].senses & (Sense.AERIAL | Sense.KIT)
        if thing and not surely and base < SURE and before not in rules.locatives and not match.named:
            return COMMON  # били «Гради»
        if low in rules.opening_words and not match.named and (opening or flat or self._opened(match.first)):
            return COMMON + OPENING_COMMON
        if opening and low in self._lower_words and rules.opening_cost:
            return LOWER_ELSEWHERE
        if opening and not surely and base < SURE and before not in rules.locatives and not taken:
            return rules.opening_cost
        return 0.0

    def _is_of_thing(self, low: str, after: str) -> bool:
        """Tell whether a word is the adjective of a thing of a town: Центральный рынок."""
        endings = lexicon_of(self._text.language).grammar.participle_endings
        return low.endswith(endings) and after.startswith(self._rules.thing_stems or "\n")

    def _opened(self, first: int) -> bool:
        """Tell whether a colon, a dash or a quotation mark gives the word its capital."""
        return first > 0 and (self._text.words[first - 1] == ":" or self._text.words[first - 1] in QUOTES)

    def _like_a_name(self, low: str, base: float, *, placed: bool) -> float:
        """Return what a word costs that is also a surname or a given name."""
        rules = self._rules
        great = base >= SURE
        if low in rules.surnames or (not great and self._may_be_surname(low)):
            return PLACED_NAME if placed else GREAT_SURNAME if great else SURNAME
        if low in rules.given_names and not placed:
            return GREAT_GIVEN if great else GIVEN
        return 0.0

    def _person(self, match: Match, base: float, before: str) -> float:
        """Return what speaks for a person's name."""
        rules, lowers = self._rules, self._text.lowers
        person = self._people.by_token.get(match.first) or self._people.by_token.get(match.last - 1)
        if person is not None and person.evidence != "speech":
            return self._in_person(match, person, base)
        if self._is_of_deed(match, before):
            return 0.0  # про захоплення X повідомив штаб
        if person is not None and not match.named and not _is_great(match):
            return 2 * KNOWN_PERSON  # "Lysak said", not "Kyiv said"
        low = lowers[match.last - 1]
        if low in self._people.speakers and before not in rules.locatives and not _is_great(match):
            return KNOWN_PERSON
        if low in self._people.surnames and not (base >= SURE and before in rules.locatives):
            return KNOWN_PERSON
        return 0.0

    def _is_of_deed(self, match: Match, before: str) -> bool:
        """Tell whether a name is the genitive of what is done to places, and a verb of saying only follows.

        Surnames are left out that stand in the nominative there: після обстрілу Терехов повідомив.
        """
        lexicon = lexicon_of(self._text.language)
        event = lexicon[before].event
        if not lexicon.grammar.genitive or event is None or event.form != "noun" or not takes(event):
            return False
        return not self._may_be_surname(self._text.lowers[match.last - 1])

    def _may_be_surname(self, low: str) -> bool:
        """Tell whether a word is a known surname, or ends as one."""
        return low in self._rules.surnames or low.endswith(self._rules.surname_endings)

    def _in_person(self, match: Match, person: Person, base: float) -> float:
        lowers, rules = self._text.lowers, self._rules
        covers = match.first <= person.first and match.last >= person.last
        if match.first < person.first and match.last < person.last:
            return KNOWN_PERSON
        if covers and match.last - match.first > 1 and person.evidence == "given":
            return 0.0
        if covers and match.first < person.first and base >= SURE:
            # The title is part of a well-known name: "Saint Petersburg".
            return 0.0
        starts = match.first == person.first and match.last < person.last
        if starts and person.evidence == "given" and base >= TOP:
            rest = lowers[match.last : person.last]
            if not any(
                w in rules.surnames or w in rules.given_names or w.endswith(rules.surname_endings)
                for w in rest
            ):
                return 0.0
        if person.evidence == "title" and match.first == person.first:
            # A title may be followed by the place it is held for: "мер Харкова Ігор Терехов".
            rest = lowers[match.last : person.last]
            if base >= TOP and rest:
                return 0.0
            if base >= TOWN and (
                rest[0] in rules.given_names if rest else lowers[match.first] not in rules.surnames
            ):
                return 0.0
        return 2 * KNOWN_PERSON

    def _tells_object(self, after: str, right: int) -> bool:
        """Tell whether the second word after a match is the thing it names: "Iskander ballistic missiles".

        Not where any other word stands between: "hit Izium with drones", "In Izium a drone hit a car".
        """
        rules = self._rules
        return after in rules.object_modifiers and self._text.lowers[right + 1] in rules.objects_after

    def _neighbours(self, match: Match, begin: int, end: int, base: float) -> float:
        """Return what strange capitalised words on either side and names of things say."""
        text, rules = self._text, self._rules
        words, lowers = text.words, text.lowers
        score = 0.0
        cost = TOWN_NEIGHBOUR if base >= TOWN else STRANGE_NEIGHBOUR
        left, right = match.first - 1, match.last
        if left >= begin and left not in self._matched and words[left][0].isupper():
            low = lowers[left]
            if (
                low not in rules.common_words
                and not lexicon_of(text.language)[low].senses & Sense.DATE  # on 12 September | Kupiansk
                and low not in rules.directions
                and low not in rules.titles
                and left not in self._layout.openings
                and len(low) > 1
            ):
                score += cost
        if right < end and words[right][0].isupper():
            low = lowers[right]
            if low in rules.sequels:
                score += THING
            elif (
                right not in self._matched and low not in rules.common_words and low not in rules.heads_after
            ):
                score += cost
        after = lowers[right] if right < end else ""
        named = after in rules.objects_after or (right + 1 < end and self._tells_object(after, right))
        town = base >= HIT or match.last > match.first + 1
        led = town and left >= begin and lowers[left] in rules.locatives
        if named and not (led and after.startswith(rules.arm_stems)):  # in Nikopol drones hit a market
            score += THING
        quote = left
        while quote >= begin and words[quote] in "\"'«“„‘":
            quote -= 1
        if quote >= begin and _is_thing(lowers[quote], rules, town=town and quote == left):
            inner = lowers[quote] in rules.locative_nouns or (quote > begin and self._is_described(quote))
            part = quote == left and inner and self._is_part_of(match)
            score += 0.0 if part else THING
        return score


def _is_great(match: Match) -> bool:
    """Tell whether a name is that of a city or unit that may stand for those who speak there."""
    return any(
        c.entry.feature_class in "AL" or c.entry.population >= GREAT_CITY
        for c in match.candidates[:LOOKED_AT]
    )


def _attributive(text: Text, matches: list[Match], rules: ToponymRules) -> frozenset[int]:
    """Return the matches that stand as adjectives before a noun of place, or in a list that it closes."""
    if not rules.surroundings:
        return frozenset()
    lowers, words = text.lowers, text.words
    count = len(lowers)
    found: set[int] = set()
    for n in range(len(matches) - 1, -1, -1):
        match = matches[n]
        last = match.last
        if last >= text.sentences[match.sentence].last or last >= count:
            continue
        if lowers[last] in rules.surroundings:
            if words[last][0].islower():
                found.add(n)
        elif n + 1 in found and lowers[last] in rules.conjunctions:
            gap = lowers[last : matches[n + 1].first]
            if len(gap) <= LONGEST_GAP and all(word in rules.conjunctions for word in gap):
                found.add(n)
    return frozenset(found)


OWN_KINDS = frozenset({"official", "russian", "former"})
"""Kinds of spelling in which a place itself is called, rather than a case or a variant of its name."""


def _is_own_name(candidate: Candidate, rules: ToponymRules) -> bool:
    """Tell whether an ordinary word that opens a sentence is the very name of a place of the war.

    «Щастя звільнено», but «Там знищено гармату», «Вони оточені»: no towns of Colombia, no cases of others.
    """
    return candidate.entry.country in rules.home_countries and candidate.spelling.kind in OWN_KINDS


def _is_thing(low: str, rules: ToponymRules, *, town: bool = False) -> bool:
    """Tell whether a word stands before names of things; drones are named after no town, they hit it."""
    if low.startswith(rules.arm_stems):
        return not town
    return low in rules.objects_before or low.startswith(rules.object_stems)


def _is_land(candidates: tuple[Candidate, ...]) -> bool:
    """Tell whether a name is best known as a country's or a continent's."""
    code = candidates[0].entry.feature_code
    return code in COUNTRY_CODES or code == "CONT"


def _candidate_weight(candidate: Candidate) -> float:
    value = home_weight(candidate)
    if candidate.spelling.kind == "alternate" and candidate.entry.feature_class == "P":
        value -= ALTERNATE_ABROAD
    return value


def _greatest(candidates: tuple[Candidate, ...]) -> float:
    return max(map(_candidate_weight, candidates[:LOOKED_AT]))


_best_weight = Memo(_greatest)


def _holds(outer: Match, inner: Match) -> bool:
    """Tell whether one name is a unit that holds some place of the other name."""
    units = {c.entry.id for c in outer.candidates[:3] if c.entry.feature_class == "A"}
    return bool(units) and any(not units.isdisjoint(c.entry.path) for c in inner.candidates)
