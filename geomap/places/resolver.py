"""The order in which the names of a document are settled."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from math import exp
from operator import itemgetter
from typing import NamedTuple

from msgspec import structs

from geomap.gazetteer import Candidate, Entry, Gazetteer, Precision
from geomap.gazetteer.folding import fold
from geomap.language import Relation, language_of, lexicon_of
from geomap.mentions import Mention
from geomap.mentions.heads import UNITS
from geomap.mentions.memo import Memo
from geomap.mentions.weights import COUNTRY_CODES, KNOWN_TO_THE_HAMLET
from geomap.places.bearings import Bearing, bearing_of, fit
from geomap.places.context import (
    BINDS,
    CLOSES_LIST,
    OPENS,
    OPENS_LARGE,
    RAIONS,
    REACH,
    Anchors,
    Link,
    Scene,
    beside,
    carried,
    inside,
    is_republic,
    links_of,
    names_unit,
)
from geomap.places.distance import haversine_km
from geomap.places.fronts import SECTOR_KM, THEATRE, TOWN, eponyms, front_on, km_to_line, namesakes, sector_of
from geomap.places.lists import FEWEST, HAMLET, is_off_front, is_stranger, lies_among, mates_of, support
from geomap.places.outlets import home_of
from geomap.places.ranking import NONE, Context, Priors, Ranked, Why, priors_of, weigh_document, weigh_links
from geomap.places.resolution import Certainty, Resolution
from geomap.text import Text

KEPT = 5
"""Candidates kept for the reader."""
TOWNLET = 5_000
"""People from which a place of a list is known, so that the unit behind the last need not be its own."""
NEAR_TOWN_KM, NEAR_BORDER_KM = 90.0, 25.0
"""Of a village farther from a town than this nobody says that it lies near it."""
KNOWN = 4.7
"""Weight from which the only place of a name needs no confirmation: 50,000 people, a state."""
SAME_KM = 20.0
"""Candidates so close to the likeliest, such as a city and its own unit, raise no doubt about the place."""
FAVOURITES = 10
"""Candidates, likeliest first, that need nothing in the text to stay in the race."""
DOMINANT = 2.2
"""Lead of a prior, in powers of ten of people, that only a unit named beside the place can overturn."""
SETTLED = 1.2
"""Lead in context that makes a place an anchor for its neighbours."""
NAME_WEIGHT, DEMONYM_WEIGHT = 1.0, 0.4
SHARPNESS = 1.6
"""Turns leads into shares of certainty; found by calibration on the development sets."""
CERTAIN, LIKELY = 0.9, 0.6
"""On the development sets 95 of 100 certain answers are right, 79 less certain and 45 uncertain ones."""
NEGLIGIBLE = 0.01
HOPELESS = 0.25
"""Share below which a place stays unresolved."""
SECTOR, SECTOR_OBLAST = 8.0, 2.5
"""What it is worth to lie by the stretch of front that a place is named on, or in its oblast where that is
called after the oblast's seat."""
CARRIED, CARRIED_SHARE = 2, 0.6
"""Sentences after that of a stretch of front that still tell of it, and what it is worth there."""
IN_LIST = 4.0
"""What it is worth that the neighbours of a name in its list may all lie around a candidate."""
UNSUPPORTED, SUPPORTED = 0.02, 0.25
"""Neighbours in a list that may lie around a place: as good as none, and enough to doubt a larger one."""
MANY_TIMES = 4.0
"""By how many times a village must have the greater support to name a stretch of front before a town."""
BESIDE_KM = 40.0
"""How near a namesake at the front lies to another place of the sentence to stand against a city abroad."""
RIVALS = 40
"""Namesakes of a well-known place that are looked at."""
TOWN_STANDS = "the object itself is not known: the town that it is called after stands for it"
LISTED_AROUND = Why("its neighbours in the list also occur around it")
SECTION = "PPLX"
"""Of a district or quarter of a city."""
CITY, IN_CITY_KM = 100_000, 30.0
"""People of a city that has districts, and how far from its middle one lies."""
FOUGHT_BESIDE = Why("fighting is told of it, and of a place beside it")
TAKEN_THERE = Why("it is told to have changed hands, which happens at the front alone")
FIGHTS = 5.0
"""What it is worth to lie where the fighting is that is told: more than a city abroad is better known."""
SHORTLY = 4
"""Tokens beside a name in which a word of fighting is told of it."""
FOUGHT = frozenset({"attacked", "captured", "reclaimed", "struck", "withdrew"})
TAKEN = frozenset({"captured", "reclaimed", "withdrew"})
GROUND = FOUGHT - {"struck", "withdrew"}
REAR_KM = 150.0
"""How far from the line of contact nothing is taken, nor stormed."""
BY_LINE_KM = 60.0
"""How far from the line of contact a place lies that changes hands, whatever larger one is called so."""
OWN_LINK = 3.0
"""A mention with a link of this strength of its own does not lean on what is said beside its repetitions."""


class Resolver:
    """One document's names, the clear ones settled first, then those that lean on them."""

    def __init__(self, text: Text, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> None:
        """Group the mentions by name."""
        self._text = text
        self._mentions = mentions
        self._gazetteer = gazetteer
        self._rules = language_of(text.language).toponyms
        self._scene = Scene()
        for country in sorted(self._rules.scene):
            self._scene.expect(country)
        self._anchors = Anchors()
        self._votes: dict[str, float] = {}
        self._cells: dict[tuple[int, int, int], float] = {}
        published = text.document.published
        self._context = Context(
            self._scene,
            self._anchors,
            self._votes,
            self._cells,
            home_of(text.document, gazetteer, self._rules.outlet_words),
            self._rules.home_countries,
            front_on(published.start if published else None),
        )
        self._groups: dict[tuple[str, str | None, str], list[int]] = {}
        for n, mention in enumerate(mentions):
            first = mention.candidates[0].entry.id if mention.candidates else ""
            key = (mention.toponym.casefold(), mention.stated_type, first)
            self._groups.setdefault(key, []).append(n)
        self._units = [names_unit(mention) for mention in mentions]
        self._with_units = {m.sentence for m, unit in zip(mentions, self._units, strict=True) if unit}
        self._known_links: dict[int, list[Link]] = {}
        self._mates = mates_of(text, mentions, self._rules)
        self._done: list[Resolution | None] = [None] * len(mentions)

    def answers(self) -> tuple[Resolution, ...]:
        """Settle the clear names first, then those that lean on them, then the rest."""
        waiting, unknown = [], []
        for members in self._groups.values():
            first = self._mentions[members[0]]
            candidates = first.candidates
            named = self._eponyms(members) if first.stated_type == "front" else ()
            if named:
                self._finish(members, _of_front(named))
                self._anchor(members, Ranked(named[0], 0.0))
                continue
            if not candidates:
                unknown.append(members)
                continue
            priors = priors_of(candidates)
            ranked = priors.ranked
            if (
                (len(ranked) == 1 and ranked[0].score >= KNOWN)
                or (
                    len(ranked) > 1
                    and ranked[0].score - ranked[1].score >= DOMINANT
                    and not self._overturned(members, ranked)
                    and not self._outvoted(members, ranked)
                )
            ) and (self._stated_elsewhere(members, ranked) or self._near_elsewhere(members, ranked)) is None:
                self._finish(members, _outcome_of(candidates))
                self._anchor(members, ranked[0])
            else:
                waiting.append((members, priors))
        for _, priors in waiting:
            for unit, share in priors.votes.items():
                self._votes[unit] = self._votes.get(unit, 0.0) + share
            if len(waiting) > 1:
                for cell, share in priors.cells.items():
                    self._cells[cell] = self._cells.get(cell, 0.0) + share
        # What is the only place of its name tells where its neighbours lie, and so is settled before them.
        waiting.sort(key=lambda w: len(w[1].ranked) > 1)
        waiting = [w for w in waiting if self._leans(w[0]) or not self._settle(*w, last_round=False)]
        for members, priors in sorted(waiting, key=lambda w: self._leans(w[0])):
            self._settle(members, priors, last_round=True)
        for members in unknown:
            elsewhere = self._stated_elsewhere(members, []) or self._near_elsewhere(members, [])
            self._finish(members, _unknown(elsewhere))
        self._doubt_strangers()
        return tuple(done for done in self._done if done is not None)

    def _leans(self, members: list[int]) -> bool:
        """Tell whether a name is described by another that is not settled: X, 12 km south of Y; X near Y.

        "West of Y near X" waits for nothing: in a report of such phrases the villages tell which town Y is.
        """
        bearings = (bearing for _, bearing in self._bearings(members) if not bearing.ahead)
        return any(self._done[bearing.origin] is None for bearing in bearings)

    def _bearings(self, members: list[int]) -> Iterator[tuple[int, Bearing]]:
        """Yield what is said of where a place lies, and by which of its mentions.

        "West of Y near X" counts where X is named once: a report of many such phrases may mean two places.
        """
        for n in members:
            bearing = bearing_of(self._text, self._mentions, n, self._rules)
            if bearing is not None and (len(members) == 1 or not bearing.ahead):
                yield n, bearing

    def _doubt_strangers(self) -> None:
        """Leave open what is known only far from its list or stretch of front."""
        known = list(self._done)
        for n, done in enumerate(known):
            if done is None or done.chosen is None or any(link.stated for link in self._links_of(n)):
                continue
            entry = done.chosen.entry
            mates = (known[m] for m in self._mates[n])
            neighbours = [mate.chosen.entry for mate in mates if mate and mate.chosen]
            if is_stranger(entry, neighbours):
                near = next((c for c in done.ranked if lies_among(c.entry, neighbours)), None)
                why = "lies near its neighbours in the list" if near else "known only far from its list"
                self._done[n] = structs.replace(
                    done, chosen=near, certainty="less-certain" if near else "uncertain", reason=why
                )
                continue
            if done.certainty == "certain" and (self._lies_apart(entry) or self._lacks_city(n, entry)):
                self._done[n] = structs.replace(done, certainty="less-certain")
            front = self._front_of(n) if self._mentions[n].stated_type in (None, "settlement") else None
            if (
                front is not None
                and front.same
                and self._is_led_to(n)
                and all(is_off_front(entry, unit.entry) for unit in front.units)
            ):
                unit = front.units[-1]
                there = Somewhere(self._mentions[n].toponym, unit.entry.name, unit)
                self._done[n] = structs.replace(
                    done, chosen=there.candidate(), certainty="less-certain", reason=there.reason()
                )

    def _lies_apart(self, entry: Entry) -> bool:
        """Tell whether a village lies far from all towns of a text that names several."""
        small = entry.feature_class == "P" and entry.population < HAMLET
        return small and len(self._anchors) > FEWEST and self._anchors.near(entry, set())[0] is None

    def _lacks_city(self, n: int, entry: Entry) -> bool:
        """Tell whether the district of a city is named in a text that names no place in or by that city."""
        if entry.feature_code != SECTION or self._mentions[n].stated_type is None:
            return False
        others = (done.chosen.entry for m, done in enumerate(self._done) if m != n and done and done.chosen)
        return not any(haversine_km(other.point, entry.point) <= IN_CITY_KM for other in others)

    def _is_led_to(self, n: int) -> bool:
        """Tell whether something is said to happen at a place: a preposition leads to it, or its list."""
        first = self._mentions[n].first
        before = self._text.lowers[first - 1] if first else ""
        rules = self._rules
        return before not in rules.leading_out and (
            before in rules.locatives or before in rules.conjunctions or before in rules.heads_before
        )

    def _eponyms(self, members: list[int]) -> tuple[Candidate, ...]:
        """Return the towns after which a stretch of front may be named, the likeliest first.

        Of many called so it may be a village: the one around which the villages named on it may lie.
        """
        front = self._context.front
        named = eponyms(self._mentions[members[0]].candidates, front)
        mates = tuple(m for n in members for m in self._on_front(n)) if named else ()
        if not mates or named[0].entry.feature_code == "PPLA":
            return named
        told = support(named[0].entry, mates, self._mentions)
        rivals = [
            (support(c.entry, mates, self._mentions), c)
            for c in namesakes(named[0], self._gazetteer.candidates(named[0].entry.name), front)
        ]
        most, rival = max(rivals, key=lambda pair: pair[0], default=(0.0, named[0]))
        return (rival,) if most >= SUPPORTED and most > MANY_TIMES * told else named

    def _on_front(self, n: int) -> tuple[int, ...]:
        """Return the first settlements named in a sentence after a stretch of front, up to the next one."""
        found: list[int] = []
        for m in range(n + 1, min(len(self._mentions), n + 1 + REACH)):
            other = self._mentions[m]
            if other.sentence != self._mentions[n].sentence:
                break
            if other.stated_type == "front":
                if found:
                    break
            elif other.candidates and other.kind == "name" and other.candidates[0].entry.feature_class == "P":
                found.append(m)
        return tuple(found)

    def _overturned(self, members: list[int], ranked: list[Ranked]) -> bool:
        """Tell whether a unit named beside a well-known name says that a lesser place is meant."""
        if ranked[0].candidate.entry.feature_code in COUNTRY_CODES:
            return False
        if any(self._city_behind(n) for n in members):
            return True
        return any(
            gain > DOMINANT > gains[0][0]
            for gains in self._links(members, ranked).values()
            for gain, _ in gains[1:]
        )

    def _outvoted(self, members: list[int], ranked: list[Ranked]) -> bool:
        """Tell whether the neighbours of a well-known name in a list lie around a lesser place called so."""
        best = ranked[0].candidate.entry
        if best.feature_class != "P" and best.feature_code != "ADM1":
            return False
        for n in members:
            mates = self._mates[n]
            if mates and support(best, mates, self._mentions) < UNSUPPORTED:
                rivals = (r.candidate.entry for r in ranked[1:RIVALS])
                if any(
                    rival.feature_class == "P" and support(rival, mates, self._mentions) >= SUPPORTED
                    for rival in rivals
                ):
                    return True
        return best.country not in KNOWN_TO_THE_HAMLET and self._is_taken_beside(members, ranked[1:RIVALS])

    def _is_taken_beside(self, members: list[int], ranked: list[Ranked]) -> bool:
        """Tell whether fighting is told of a name which is one at the front, too: обстріляв Нью-Йорк."""
        fought = [n for n in members if self._is_fought_over(n, after=True)]
        return bool(fought) and any(self._lies_beside(fought, r.candidate.entry) for r in ranked)

    def _is_fought_over(self, n: int, actions: Container[str] = FOUGHT, *, after: bool = False) -> bool:
        """Tell whether a word of fighting stands shortly before a name, or if asked a verb of it after it."""
        mention, lexicon = self._mentions[n], lexicon_of(self._text.language)
        sentence, lowers = self._text.sentences[mention.sentence], self._text.lowers
        before = lowers[max(sentence.first, mention.first - SHORTLY) : mention.first]
        if any(event.action in actions for word in before if (event := lexicon[word].event)):
            return True
        behind = lowers[mention.last : min(sentence.last, mention.last + SHORTLY)] if after else ()
        told = (event for word in behind if (event := lexicon[word].event) and event.form != "noun")
        return any(event.action in actions for event in told)

    def _is_taken(self, n: int) -> bool:
        """Tell whether the word before a name, or before what leads to it, tells that it changed hands.

        "Captured X", «отошли из X», but not "shells fell on X".
        """
        mention, lexicon = self._mentions[n], lexicon_of(self._text.language)
        first, lowers = self._text.sentences[mention.sentence].first, self._text.lowers
        at = mention.first - 1
        led_out = at >= first and lowers[at] in self._rules.leading_out
        event = lexicon[lowers[at - led_out]].event if at - led_out >= first else None
        return (
            event is not None
            and event.action in TAKEN
            and (led_out or bool(event.relations & Relation.OBJECT))
        )

    def _lies_beside(self, members: list[int], entry: Entry) -> bool:
        """Tell whether a place of the country at war lies by another that a sentence names."""
        if entry.country not in KNOWN_TO_THE_HAMLET or entry.feature_class != "P":
            return False
        for n in members:
            for m in range(max(0, n - REACH), min(len(self._mentions), n + REACH + 1)):
                other = self._mentions[m]
                if m == n or other.sentence != self._mentions[n].sentence or not other.candidates:
                    continue
                first = other.candidates[0].entry
                if first.feature_class == "P" and haversine_km(first.point, entry.point) <= BESIDE_KM:
                    return True
        return False

    def _listed(self, members: list[int], r: Ranked) -> bool:
        """Tell whether the neighbours of a name in a list lie around a candidate."""
        entry = r.candidate.entry
        return entry.feature_class == "P" and any(
            support(entry, self._mates[n], self._mentions) >= SUPPORTED for n in members if self._mates[n]
        )

    def _weigh_list(self, members: list[int], ranked: list[Ranked]) -> None:
        """Add what the neighbours of a name in a list say of its candidates."""
        lists = [self._mates[n] for n in members if self._mates[n]]
        for r in ranked if lists and ranked[1:] else ():
            if r.candidate.entry.feature_class == "P":
                told = max(support(r.candidate.entry, mates, self._mentions) for mates in lists)
                if told > UNSUPPORTED:
                    r.add(IN_LIST * (1.0 - exp(-1.5 * told)), LISTED_AROUND)

    def _weigh_fights(self, members: list[int], ranked: list[Ranked]) -> None:
        """Let a place at the front stand against a city far off where fighting is told of the name."""
        fought = self._fights_far_off(members, ranked)
        taken = any(self._is_taken(n) for n in fought)
        for r in ranked if fought else ():
            entry = r.candidate.entry
            if self._is_at_front(entry) and self._lies_beside(fought, entry):
                r.add(FIGHTS, FOUGHT_BESIDE)
            elif taken and self._is_by_line(entry):
                r.add(FIGHTS, TAKEN_THERE)

    def _fights_far_off(self, members: list[int], ranked: list[Ranked]) -> list[int]:
        """Return the mentions of which fighting is told that is not likely at the first of their candidates.

        None is at a city abroad, nor any on the ground far from the line: the Рівне stormed is a village.
        """
        if not ranked[1:]:
            return []
        best = ranked[0].candidate.entry
        abroad = best.country not in KNOWN_TO_THE_HAMLET
        if not abroad and self._is_at_front(best):
            return []
        told = FOUGHT if abroad else GROUND | TAKEN
        return [n for n in members if self._is_fought_over(n, told, after=abroad)]

    def _is_by_line(self, entry: Entry) -> bool:
        """Tell whether a settlement lies by the line of contact itself."""
        front = self._context.front
        if front is None or entry.feature_class != "P" or entry.country not in THEATRE:
            return False
        return bool(front.lines) and km_to_line(front.lines, entry.point) < BY_LINE_KM

    def _is_at_front(self, entry: Entry) -> bool:
        """Tell whether a place lies near the line of contact, or in a region fought over or shelled."""
        front = self._context.front
        if front is None or not front.lines or entry.admin1 in front.fought | front.shelled:
            return True
        return km_to_line(front.lines, entry.point) < REAR_KM

    def _weigh_cities(self, members: list[int], ranked: list[Ranked]) -> None:
        """Add what the city right behind a district says of the candidates: в Киевском районе Донецка."""
        for city in filter(None, map(self._city_behind, members if ranked[1:] else ())):
            why = Why("named as a part of {}", city.entry.name)
            for r in ranked:
                if _is_part_of(r, city):
                    r.add(BINDS, why)

    def _links_of(self, n: int) -> list[Link]:
        """Return the units named around a mention."""
        links = self._known_links.get(n)
        if links is None:
            links = []
            if self._mentions[n].sentence in self._with_units:
                links = links_of(self._text, self._mentions, n, self._units, self._rules)
            if self._with_units and not any(link.stated for link in links):
                over = carried(self._text, self._mentions, n, self._units, self._rules)
                links = [over, *links] if over else links
            self._known_links[n] = links
        return links

    def _links(self, members: list[int], ranked: list[Ranked]) -> dict[int, list[tuple[float, Why]]]:
        found = {}
        for n in members:
            links = self._links_of(n)
            gains = weigh_links(ranked, links, self._mentions) if links else []
            sector = self._sector_gains(n, ranked)
            if gains or sector:
                both = zip(gains or sector, sector or gains, strict=True)
                found[n] = [max(pair, key=_gain) for pair in both]
        return found

    def _settle(self, members: list[int], priors: Priors, *, last_round: bool) -> bool:
        """Rank one name's candidates in context; settle it if the lead is clear or it is the last round."""
        ranked = [Ranked(r.candidate, r.score) for r in self._in_the_race(members, priors.ranked)]
        sentences = {self._mentions[n].sentence for n in members}
        fought = any(map(self._is_fought_over, members))
        weigh_document(ranked, priors, self._context, sentences, fought=fought)
        self._weigh_bearings(members, ranked)
        self._weigh_list(members, ranked)
        self._weigh_fights(members, ranked)
        self._weigh_cities(members, ranked)
        links = self._links(members, ranked)
        stated = links or any(self._city_of(n, priors.ranked) is not None for n in members)
        elsewhere = self._stated_elsewhere(members, priors.ranked) if stated else None
        elsewhere = elsewhere or self._near_elsewhere(members, priors.ranked)
        results = [
            (which, _with_gains(ranked, gains)) for which, gains in _readings(members, links, len(ranked))
        ]
        clear = all(len(scored) == 1 or scored[0].score - scored[1].score >= SETTLED for _, scored in results)
        if not clear and not last_round:
            return False
        for which, scored in results:
            outcome = _judge(scored, elsewhere)
            if outcome.chosen is None:
                outcome = _judge(scored, self._among_many(which, scored))
            self._finish(which, outcome)
            if clear and elsewhere is None:
                self._anchor(which, scored[0])
        return True

    def _weigh_bearings(self, members: list[int], ranked: list[Ranked]) -> None:
        """Add what descriptions such as "12 km south of Izium" say of the candidates."""
        for _, bearing in self._bearings(members):
            other = self._done[bearing.origin]
            if other is None or other.chosen is None:
                continue
            origin = other.chosen.entry
            why = Why("{km} km from {}, as the text describes it", place=origin)
            for r in ranked:
                r.add(fit(r.candidate.entry, origin, bearing), why)
            return

    def _front_of(self, n: int) -> OnFront | None:
        """Return the stretch of front that a mention is named on.

        It is the last one named before it in the sentence, or in the two before that within the paragraph,
        unless a unit is named since: «На Лиманському напрямку 5 боїв. Атаки були біля X».
        """
        here = self._mentions[n]
        for m in range(n - 1, max(-1, n - 1 - REACH), -1):
            other, done = self._mentions[m], self._done[m]
            if here.sentence - other.sentence > CARRIED:
                return None
            if other.stated_type == "front":
                same = other.sentence == here.sentence
                between = self._text.body[self._text.starts[other.first] : self._text.starts[here.first]]
                if done is None or done.chosen is None or (not same and "\n" in between):
                    return None
                return OnFront((*self._joined_fronts(m), done.chosen), same)
            if other.stated_type in UNITS:
                return None
        return None

    def _joined_fronts(self, n: int) -> tuple[Candidate, ...]:
        """Return the stretches named in one breath with the last of them: the A and B directions."""
        found: tuple[Candidate, ...] = ()
        while n and self._mentions[n - 1].stated_type == "front":
            gap = self._text.lowers[self._mentions[n - 1].last : self._mentions[n].first]
            done = self._done[n - 1]
            joined = all(
                word == "," or word in self._rules.conjunctions or word in self._rules.articles
                for word in gap
            )
            if not joined or done is None or done.chosen is None:
                break
            found, n = (done.chosen, *found), n - 1
        return found

    def _sector_gains(self, n: int, ranked: list[Ranked]) -> list[tuple[float, Why]]:
        """Return what it is worth to each candidate to lie by the stretch of front the mention is named on.

        The Zaporizhzhia direction runs through that oblast; what is called after a town runs by it.
        """
        found = self._front_of(n) if ranked[1:] else None
        if found is None:
            return []
        share = 1.0 if found.same else CARRIED_SHARE
        gains = []
        for r in ranked:
            entry = r.candidate.entry
            gain, town = max(
                ((_by_front(entry, unit.entry), unit.entry) for unit in found.units), key=itemgetter(0)
            )
            why = Why("named with the {} stretch of front", town.name.removesuffix(" direction"))
            gains.append((share * gain if entry.feature_class == "P" else 0.0, why))
        return gains

    def _in_the_race(self, members: list[int], priors: list[Ranked]) -> list[Ranked]:
        """Return the likeliest candidates, and of the rest those that something in the text speaks for."""
        if len(priors) == 1:
            return priors
        stated = {
            c.entry.id
            for n in members
            for link in self._links_of(n)
            for c in self._mentions[link.unit].candidates[:3]
        }
        least = priors[0].score - DOMINANT
        scene = self._scene.units
        near = self._anchors.covers
        fought = self._fights_far_off(members, priors)
        told = self._town_beside(members)
        on_front = filter(None, map(self._front_of, members))
        fronts = [unit for found in on_front if found.same for unit in found.units]
        alive = []
        for k, r in enumerate(priors):
            units = r.candidate.entry.path[1:]
            if r.score < least:
                # Only a unit named beside the place, its neighbours in a list or its stretch of front bring
                # such a one back.
                if (
                    (stated and not stated.isdisjoint(units))
                    or (k < RIVALS and self._is_backed(members, r))
                    or (told is not None and _is_near(r.candidate.entry, told.town.entry))
                    or any(_by_front(r.candidate.entry, unit.entry) > SECTOR / 2 for unit in fronts)
                ):
                    alive.append(r)
            elif (
                k < FAVOURITES
                or any(unit in scene or unit in stated for unit in units)
                or near(r.candidate.entry)
                or (fought and self._lies_beside(fought, r.candidate.entry))
            ):
                alive.append(r)
        return alive

    def _is_backed(self, members: list[int], r: Ranked) -> bool:
        """Tell whether the words beside a name speak for a candidate that is little known."""
        return (
            self._listed(members, r)
            or self._is_taken_beside(members, [r])
            or any(_is_part_of(r, city) for city in filter(None, map(self._city_behind, members)))
        )

    def _anchor(self, members: list[int], best: Ranked) -> None:
        entry = best.candidate.entry
        demonym = self._mentions[members[0]].kind == "demonym"
        self._scene.add(entry, len(members) * (DEMONYM_WEIGHT if demonym else NAME_WEIGHT))
        # A stretch of front called after an oblast's seat does not run by that city.
        far = entry.feature_code == "PPLA" and self._mentions[members[0]].stated_type == "front"
        if entry.feature_class == "P" and not far:
            self._anchors.add(entry, {self._mentions[n].sentence for n in members})

    def _stated_elsewhere(self, members: list[int], ranked: list[Ranked]) -> Somewhere | None:
        """Return what the text says of where a place lies, where none of the places known lies there.

        What is then known by that name is another place, and pinning it there would be wrong.
        """
        mention = self._mentions[members[0]]
        if mention.kind == "demonym" or (ranked and ranked[0].candidate.entry.feature_code in COUNTRY_CODES):
            return None
        named = mention.stated_type == "facility" and any(
            self._city_of(n, ranked) is not None for n in members
        )
        if named or mention.stated_type in UNITS:
            # "X in A region, Y in B region": A does not lie in B. Of districts a city may have one, too.
            district = named or mention.stated_type in RAIONS
            return self._district_elsewhere(members, ranked) if district else None
        known = any(r.score >= KNOWN for r in ranked)
        far_ahead = known and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= SETTLED)
        for n in members:
            for link in self._links_of(n):
                unit = self._mentions[link.unit]
                units, raion = self._holders(n, link)
                if not units and link.stated and _is_hamlet(ranked):
                    units = _countries(unit)
                if raion and not units:
                    continue  # «Чкаловської громади Харківської області»: known elsewhere only
                if unit.stated_type == "admin3" and len(units) > 1:
                    return None
                gap = self._text.lowers[mention.last : unit.first]
                led_out = link.unit == n + 1 and any(word in self._rules.leading_out for word in gap)
                if not link.stated or led_out:  # «по Юнаківці з Суджанського району»: shelled from there
                    continue
                # A comma may also stand between a city and a region in a list.
                open_to_doubt = known and (link.strength != BINDS or raion or link.unit != n + 1)
                if link.strength == CLOSES_LIST:
                    # «над Кременной, Васильевкой Запорожской области»: of the last alone. A town abroad that
                    # may be called like a village (Замостье, Zamość) says nothing.
                    town = ranked[0].candidate.entry if ranked else None
                    open_to_doubt = (
                        town is not None and town.population >= TOWNLET and town.country in THEATRE
                    )
                if link.strength in (OPENS, OPENS_LARGE) and mention.stated_type == "settlement":
                    # «в селе Калинівка»: the largest of many called so proves little.
                    open_to_doubt = far_ahead
                # A case form of a state's bare name is mostly a town of the list: у Борзні, Мені.
                told_in = bool(gap) and gap[-1] in self._rules.containing
                bare = unit.stated_type is None and bool(units) and _may_be_other(unit, units) and not told_in
                if open_to_doubt or not units or unit.kind != "name" or bare:
                    return None
                # "Ochamchire in Georgia's Abkhazia": known in the country of that name, if not in the state.
                holders = (*units, *(c for c in unit.candidates[:3] if c.entry.feature_code in COUNTRY_CODES))
                held = any(inside(r.candidate.entry, holders) for r in ranked)
                if raion and not held:
                    # Of which raion a village is, is known of few outside Ukraine: of which oblast, of all.
                    held = any(beside(r.candidate.entry, units) for r in ranked)
                return None if held else Somewhere(mention.toponym, unit.toponym, self._meant(link, units))
        return None

    def _town_beside(self, members: list[int]) -> Beside | None:
        """Return the town that a place is said to lie near, and which mention of the place says so."""
        for n, bearing in self._bearings(members):
            mention = self._mentions[n]
            named = mention.kind == "name" and mention.stated_type in (None, "settlement")
            if not bearing.near or not named:
                continue
            done = self._done[bearing.origin]
            town = done.chosen if done is not None else None
            if town is not None and town.entry.feature_class == "P" and len(town.entry.path) > 1:
                return Beside(n, bearing, town)
        return None

    def _near_elsewhere(self, members: list[int], ranked: list[Ranked]) -> Somewhere | None:
        """Return the oblast of the town that a village is said to lie near, if none called so does."""
        told = self._town_beside(members)
        if told is None or told.bearing.ahead:
            return None  # west of X may be in the next oblast
        n, bearing, town = told
        if self._mentions[n].stated_type is None and any(r.score >= KNOWN for r in ranked):
            return None
        if any(_is_near(r.candidate.entry, town.entry) for r in ranked):
            return None
        oblast = self._gazetteer.entry(town.entry.path[1])
        if oblast is None:
            return None
        here, said = (self._mentions[m].toponym for m in (n, bearing.origin))
        return Somewhere(here, said, structs.replace(town, entry=oblast), near=True)

    def _among_many(self, members: list[int], scored: list[Ranked]) -> Somewhere | None:
        """Return the stated unit that holds many places of a name, none of them likelier than the others."""
        for n in members:
            for link in self._links_of(n) if self._mentions[n].kind == "name" else ():
                units, _ = self._holders(n, link)
                count = sum(inside(r.candidate.entry, units) for r in scored)
                if link.stated and count and inside(scored[0].candidate.entry, units):
                    said = self._mentions[link.unit].toponym
                    here = self._mentions[n].toponym
                    return Somewhere(here, said, self._meant(link, units), namesakes=count)
        return None

    def _holders(self, n: int, link: Link) -> tuple[tuple[Candidate, ...], bool]:
        """Return the units that are said to hold a place, and whether they are raions or hromadas.

        Of those of one name they are the ones in the oblast that is stated as well.
        """
        unit = self._mentions[link.unit]
        units = _first_level(unit)
        if units or unit.stated_type not in RAIONS:
            return units, False
        code = UNIT_CODES[unit.stated_type]
        units = tuple(c for c in unit.candidates[:3] if c.entry.feature_code == code)
        if not units:
            return (), False
        for other in self._links_of(n):
            oblasts = _first_level(self._mentions[other.unit]) if other.stated else ()
            if oblasts and other.unit != link.unit:
                units = tuple(u for u in units if inside(u.entry, oblasts))
                break
        return units, True

    def _meant(self, link: Link, units: tuple[Candidate, ...]) -> Candidate:
        """Return the one of these units for which a mention has been settled, or the likeliest."""
        done = self._done[link.unit]
        chosen = done.chosen if done is not None else None
        return next((u for u in units if chosen is not None and u.entry.id == chosen.entry.id), units[0])

    def _district_elsewhere(self, members: list[int], ranked: list[Ranked]) -> Somewhere | None:
        """Return what holds a raion not known there, right behind it: «Борисовский район Курской области».

        Behind the district of a city it is the city: «в Киевском районе Донецка».
        """
        for n in members:
            mention = self._mentions[n]
            said = self._city_of(n, ranked)
            if said is not None:
                city = self._mentions[said].candidates[0]
                if any(_is_part_of(r, city) for r in ranked):
                    return None
                return Somewhere(mention.toponym, self._mentions[said].toponym, city, "city")
            for link in self._links_of(n):
                unit = self._mentions[link.unit]
                units = _first_level(unit)
                gap = self._text.lowers[mention.last : unit.first]
                joined = any(not word[0].isalnum() or word in self._rules.conjunctions for word in gap)
                if link.strength != BINDS or link.unit != n + 1 or joined or not units:
                    continue
                held = any(inside(r.candidate.entry, units) for r in ranked)
                return (
                    None if held else Somewhere(mention.toponym, unit.toponym, units[0], mention.stated_type)
                )
        return None

    def _city_of(self, n: int, ranked: list[Ranked]) -> int | None:
        """Return which mention names the city of a district: the one right behind it, or the last one before.

        The latter counts where the district is known in cities alone: «В Ростове пожар. В Октябрьском районе
        ранены двое» is not Kharkiv's of that name.
        """
        if self._city_behind(n) is not None:
            return n + 1
        if any(r.candidate.entry.feature_code != SECTION for r in ranked):
            return None
        for m in range(n - 1, max(-1, n - 1 - REACH), -1):
            if self._is_city(self._mentions[m]):
                return m
        return None

    def _is_city(self, mention: Mention) -> bool:
        """Tell whether a mention most likely names a city large enough to have districts."""
        if mention.kind != "name" or mention.stated_type == "front" or not mention.candidates:
            return False
        entry = mention.candidates[0].entry
        return entry.feature_class == "P" and entry.population >= CITY

    def _city_behind(self, n: int) -> Candidate | None:
        """Return the city whose name stands right behind that of a district."""
        if n + 1 == len(self._mentions) or self._mentions[n + 1].first != self._mentions[n].last:
            return None
        behind = self._mentions[n + 1]
        return behind.candidates[0] if self._is_city(behind) else None

    def _finish(self, members: list[int], outcome: Outcome) -> None:
        """Write down the outcome for mentions that share it."""
        for n in members:
            mention, chosen = self._mentions[n], outcome.chosen
            reason, certainty = outcome.reason, outcome.certainty
            if mention.stated_type == "front" and chosen is not None:
                chosen = sector_of(chosen)
            if mention.stated_type == "facility" and chosen is not None and _is_town(chosen.entry):
                reason = f"{reason}; {TOWN_STANDS}"
                certainty = "uncertain" if certainty == "uncertain" else "less-certain"
            self._done[n] = Resolution(
                mention=mention,
                ranked=outcome.ranked,
                chosen=chosen,
                certainty=certainty,
                reason=reason,
            )


def _is_near(entry: Entry, town: Entry) -> bool:
    """Tell whether a place may be said to lie near a town; across a border that reaches less far."""
    reach = NEAR_TOWN_KM if entry.country == town.country else NEAR_BORDER_KM
    return haversine_km(entry.point, town.point) <= reach + min(entry.radius_km, NEAR_BORDER_KM)


def _is_part_of(r: Ranked, city: Candidate) -> bool:
    """Tell whether a candidate lies within a city, as far as its middle tells."""
    return haversine_km(r.candidate.entry.point, city.entry.point) <= IN_CITY_KM


def _first_level(unit: Mention) -> tuple[Candidate, ...]:
    """Return the oblasts that a mention may name, and what calls itself the republic of one."""
    return tuple(c for c in unit.candidates[:3] if c.entry.feature_code == "ADM1" or is_republic(c.entry))


def _is_hamlet(ranked: list[Ranked]) -> bool:
    """Tell whether a name is that of no more than villages: of a town in exile nobody says where it lies."""
    return all(r.candidate.entry.population < TOWNLET for r in ranked)


def _countries(unit: Mention) -> tuple[Candidate, ...]:
    """Return the country that a mention names, where it is surely one: "in Moldova"."""
    first = unit.candidates[:1] if unit.kind == "name" else ()
    return tuple(c for c in first if c.entry.feature_code in COUNTRY_CODES)


def _is_town(entry: Entry) -> bool:
    return entry.feature_class == "P" and entry.feature_code != "PPLX"


def _may_be_other(mention: Mention, units: tuple[Candidate, ...]) -> bool:
    """Tell whether a bare name of a unit may be a town: Мені is no Maine, Киев after a comma is the city."""
    if not units:
        return False
    return units[0].spelling.kind == "inflected" or any(
        c.entry.feature_class == "P" for c in mention.candidates[:3]
    )


def _by_front(entry: Entry, town: Entry) -> float:
    """Return what it is worth to lie by a stretch of front."""
    if town.feature_code == "PPLA":
        return SECTOR_OBLAST if entry.admin1 == town.admin1 else 0.0
    return SECTOR * exp(-max(0.0, haversine_km(town.point, entry.point) - SECTOR_KM) / SECTOR_KM)


class Beside(NamedTuple):
    """The town that a place is said to lie near."""

    mention: int
    """Number of the mention of the place that says so."""
    bearing: Bearing
    town: Candidate


class OnFront(NamedTuple):
    """The stretch of front that a place is named on, or several named in one breath."""

    units: tuple[Candidate, ...]
    same: bool
    """In the same sentence."""


class Outcome(NamedTuple):
    """What is said of all mentions of a name that are read together."""

    ranked: tuple[Candidate, ...]
    chosen: Candidate | None
    certainty: Certainty
    reason: str


UNKNOWN = Outcome((), None, "uncertain", "no place of that name is known")


def _unknown(elsewhere: Somewhere | None) -> Outcome:
    """Return the outcome for a name that the gazetteer lacks; what the text says holds it, holds it."""
    if elsewhere is None:
        return UNKNOWN
    return Outcome((), elsewhere.candidate(), "less-certain", elsewhere.reason())


UNIT_CODES = {"admin2": "ADM2", "admin3": "ADM3", "city": "PPLX"}


class Somewhere(NamedTuple):
    """A place of which no more is known than the unit that the text says holds it."""

    toponym: str
    said: str
    """The unit as the text names it."""
    unit: Candidate
    stated: str | None = None
    """The type of unit that it is said to be, ``city`` for the district of one; a settlement if none."""
    namesakes: int = 0
    """Places of the name in the unit, none of them likelier than the others."""
    near: bool = False
    """What is said is a town close by, and the unit is that of the town."""

    def reason(self) -> str:
        """Return why the place is no known one."""
        if self.namesakes:
            return f"{self.namesakes} places of that name in {self.said}, which is said to hold it"
        where = f"{'near' if self.near else 'in'} {self.said}"
        return f"said to lie {where}, but no place of that name is known there"

    def candidate(self) -> Candidate:
        """Return the place as an area: it may lie anywhere in the unit."""
        unit = self.unit.entry
        sector = unit.precision == "sector"
        vague: Precision = "sector" if sector else "near" if self.stated == "city" else "area"
        entry = replace(
            unit.plain(),
            id=f"within:{unit.id}:{fold(self.toponym)}",
            name=f"{self.toponym} (somewhere in {unit.name})",
            admin1=unit.name if unit.feature_code == "ADM1" else unit.admin1,
            admin2=unit.name if unit.feature_code == "ADM2" else unit.admin2,
            path=unit.path if sector else (*unit.path, unit.id),
            feature_class="P" if self.stated in (None, "city") else "A",
            feature_code=UNIT_CODES.get(self.stated or "", "PPL"),
            population=0,
            precision=vague,
        )
        return structs.replace(self.unit, entry=entry)


def _judge(ranked: list[Ranked], elsewhere: Somewhere | None = None) -> Outcome:
    """Return the outcome of a ranking; ``elsewhere`` is the unit that the text says holds the place."""
    top = ranked[0].score
    shares = [exp(SHARPNESS * (r.score - top)) for r in ranked]
    total = sum(shares)
    share = 1.0 / total
    best = ranked[0].candidate.entry
    if share < CERTAIN:
        for r, part in zip(ranked[1:KEPT], shares[1:KEPT], strict=True):
            if part > NEGLIGIBLE and haversine_km(r.candidate.entry.point, best.point) <= SAME_KM:
                share += part / total
    kept = tuple(
        [
            Candidate(entry=r.candidate.entry, spelling=r.candidate.spelling, score=round(part / total, 4))
            for r, part in zip(ranked[:KEPT], shares, strict=False)
        ]
    )
    certainty: Certainty = "uncertain"
    if share >= LIKELY:
        certainty = "certain" if share >= CERTAIN else "less-certain"
    if elsewhere is not None:
        return Outcome(kept, elsewhere.candidate(), "less-certain", elsewhere.reason())
    if share < HOPELESS:
        words = f"{len(ranked)} places of that name, and nothing in the text to tell them apart"
        return Outcome(kept, None, certainty, words)
    if ranked[0].candidate.spelling.kind == "fuzzy":
        certainty = "uncertain" if certainty == "uncertain" else "less-certain"
        words = f"spelt nearly like {best.name}"
    elif ranked[0].why is not NONE:
        words = ranked[0].why.told(best)
    elif len(ranked) == 1:
        words = "the only place of that name known"
    elif share >= CERTAIN:
        words = "by far the largest place of that name"
    else:
        words = "the largest place of that name"
    return Outcome(kept, kept[0], certainty, words)


def _of_front(towns: tuple[Candidate, ...]) -> Outcome:
    """Return the outcome of a stretch of front that the first of these gave its name to."""
    sizes = [(town.entry.population + 1) ** 2 for town in towns]
    shares = [size / sum(sizes) for size in sizes]
    kept = tuple(
        Candidate(entry=town.entry, spelling=town.spelling, score=round(share, 4))
        for town, share in zip(towns[:KEPT], shares, strict=False)
    )
    alone = shares[0] >= CERTAIN and towns[0].entry.population >= TOWN
    certainty: Certainty = "certain" if alone else "less-certain"
    return Outcome(kept, kept[0], certainty, f"the stretch of front named after {towns[0].entry.name}")


def _without_context(candidates: tuple[Candidate, ...]) -> Outcome:
    return _judge(priors_of(candidates).ranked)


_outcome_of = Memo(_without_context)


def _readings(
    members: list[int], links: dict[int, list[tuple[float, Why]]], count: int
) -> list[tuple[list[int], list[tuple[float, Why]] | None]]:
    """Return which mentions of a name are read together, and what the units beside them add.

    One sense a document: what is said beside one mention goes for all, but a mention with a unit of its own
    beside it, as in "Springfield, Ill.", is read by that.
    """
    if not links:
        return [(members, None)]
    found: list[tuple[list[int], list[tuple[float, Why]] | None]] = []
    common = []
    for n in members:
        gains = links.get(n)
        if len(members) > 1 and gains is not None and any(gain > OWN_LINK for gain, _ in gains):
            found.append(([n], gains))
        else:
            common.append(n)
    if common:
        shared = [max((gains[i] for gains in links.values()), key=_gain) for i in range(count)]
        found.append((common, shared))
    return found


def _with_gains(ranked: list[Ranked], gains: list[tuple[float, Why]] | None) -> list[Ranked]:
    """Return the candidates with the gains added, best first."""
    if gains is None:
        return sorted(ranked, key=_score)
    scored = []
    for r, (gain, why) in zip(ranked, gains, strict=True):
        copy = Ranked(r.candidate, r.score, r.gain, r.why)
        if gain:
            copy.add(gain, why)
        scored.append(copy)
    scored.sort(key=_score)
    return scored


def _score(ranked: Ranked) -> float:
    return -ranked.score


def _gain(pair: tuple[float, Why]) -> float:
    return pair[0]
