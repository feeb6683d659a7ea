"""The linker of one text: from the reading of a place to the days of its event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence, Set
from datetime import time

from msgspec.structs import replace

from geomap.grammar import Scene
from geomap.language import language_of
from geomap.places import Resolution
from geomap.publication import Publication
from geomap.roles import Reading
from geomap.scenes import Scenes
from geomap.spans import Days, moved
from geomap.times import TimeExpression
from geomap.times.tense import is_future_form, is_past_form
from geomap.when.bulletin import day_of_text, lead_day, of_print
from geomap.when.carried import CARRY, carried, is_news, takes_up, told_on
from geomap.when.governing import Asked, SceneTimes, governing, with_its_verb
from geomap.when.headings import headings_of
from geomap.when.hours import as_print_allows, hours_in, is_running
from geomap.when.lags import (
    after_its_lag,
    base_day,
    between,
    dated_around,
    lag_around,
    lagged,
    lags_of,
    of_its_phrase,
)
from geomap.when.lists import one_of_a_list
from geomap.when.told import Told, When, counts_since, dates_an_event, is_past, times_by_sentence

HOUR = re.compile(r"[0-9]{1,2}(?![0-9])")
LONG_UNITS = frozenset({"week", "month", "year"})
NOON = 12
"""The hour before which "as of" may reckon from the day before on."""
OTHERS = 8
"""Mentions of a place before and after one, among which the day of its event is sought."""


class TimeLinker:
    """Links the readings of one text to its times; what all of them need is worked out once."""

    def __init__(self, scenes: Scenes, times: Sequence[TimeExpression], publication: Publication) -> None:
        """Arrange the expressions by sentence, and tell the day of events that the text does not date."""
        text = self.text = scenes.text
        self.scenes = scenes
        self.rules = language_of(text.language).times
        self.publication = publication
        self.by_sentence = times_by_sentence(text, self.rules, times)
        self.undated = day_of_text(text, self.rules, self.by_sentence, publication)
        led = lead_day(self.by_sentence, publication) if self.undated.basis == "document_date" else None
        self._lead = led[0] if led is not None and led[1] == self.undated.days else None
        """The sentence of which the text's day is, where nothing but that leads with it."""
        self._lags = lags_of(text, self.rules, self.by_sentence)
        self._printed = None if is_running(text) else text.document.printed_there
        self._hours: dict[tuple[int, int], dict[int, list[time]]] = {}
        self._headings = headings_of(text, self.by_sentence, publication)
        self._bases: dict[tuple[int, bool], Days | None] = {}
        self._carried: dict[int, When] = {}
        self._takes_up: dict[int, bool] = {}
        self._timed: dict[int, bool] = {}
        self._sentences_of: dict[str, list[int]] = {}
        for resolution in scenes.resolutions:
            self._sentences_of.setdefault(_place(resolution), []).append(resolution.mention.sentence)
        self._placed: dict[tuple[int, int, bool, int], SceneTimes | None] = {}

    def link(self, reading: Reading) -> When:
        """Return the days of the event at a reading."""
        found = self._at_its_hour(self._linked(reading), reading)
        if found is self.undated and self._lead is not None:
            sentences = self.text.sentences
            here, lead = reading.resolution.mention.sentence, self._lead
            if here < lead and sentences[here].block == sentences[lead].block:
                return of_print(self.publication)  # "a shell hit X. On 3 May shells hit Y"
        return found

    def _at_its_hour(self, when: When, reading: Reading) -> When:
        """Return the days of an event, a day earlier where print came before the hour that it tells."""
        printed = self._printed
        event, mention = reading.event, reading.resolution.mention
        if printed is None or event is None or event.modality == "planned" or when.days is None:
            return when
        scene = self.scenes.at(mention.sentence, mention.first)
        if (mention.sentence, scene.offset) not in self._hours:
            self._hours[mention.sentence, scene.offset] = hours_in(scene, self.rules)
        told = self._hours[mention.sentence, scene.offset]
        trigger = scene.chunks[scene.chunk_of[self._trigger(scene, reading)]].clause
        named = scene.clause_of(mention.first - scene.offset).number
        hours = [hour for clause in {trigger, named} for hour in told.get(clause, ())]
        return as_print_allows(when, printed, self.publication, hours)

    def _trigger(self, scene: Scene, reading: Reading) -> int:
        """Return the token of an event word in its scene, that of the place where no word names the event."""
        position, event = reading.resolution.mention.first, reading.event
        if event is not None and event.trigger is not None:
            trigger = self.text.token_at(event.trigger.start)
            if scene.offset <= trigger < scene.last:
                position = trigger
        return position - scene.offset

    def _linked(self, reading: Reading) -> When:
        mention = reading.resolution.mention
        sentence = mention.sentence
        planned = reading.event is not None and reading.event.modality == "planned"
        lag = lag_around(self._lags.get(sentence, ()), mention.first)
        if lag is not None and not lag.dated and lag.told.expression.lag is not None:
            return lagged(lag.told, self._base(sentence, lag.told)) or self.undated
        own = self._own(reading, planned=planned)
        if own is not None:
            return own
        led = after_its_lag(
            self._lags.get(sentence, ()),
            self.text.sentences[sentence].first + 1,
            mention.first,
            self.by_sentence.get(sentence, ()),
        )
        if led is not None and is_past(led, self.publication):
            return self._said(led, "of the event that it came after", stated=False, planned=planned)
        times = self._told(sentence, mention.first, planned=planned)
        if times is not None and times.tolls:
            return self._elsewhere(reading.resolution) or self.undated
        if sentence not in self._timed:
            self._timed[sentence] = self._tells_a_time(sentence)
        if planned or self._timed[sentence]:
            return self.undated
        if sentence not in self._carried:
            self._carried[sentence] = self._carry(sentence)
            self._takes_up[sentence] = takes_up(self.text, self.rules, sentence)
        taken_up = self._before(reading.resolution) if self._takes_up[sentence] else None
        return taken_up or self._carried[sentence]

    def lies_ahead(self, reading: Reading) -> bool:
        """Tell whether an event's own verb, in no past tense, has a time after the day of print.

        The verb is in the future, or the time counts on or is a date: "tomorrow", "24 March". A clause whose
        verb no table knows has to be without any past form.
        """
        mention = reading.resolution.mention
        published = self.publication.days
        here = self.by_sentence.get(mention.sentence, ())
        if published is None or not any(t.days is not None and t.days.start > published.end for t in here):
            return False
        times = self._told(mention.sentence, mention.first, planned=True)
        if times is None:
            return False
        own = with_its_verb(times, self._asked(times, reading))
        if own is None or own.told.days is None:
            return False
        event = reading.event
        if own.verb >= 0:
            verb = times.scene.chunks[own.verb]
            words = times.scene.lowers[verb.first : verb.last]
        elif event is not None and event.trigger is None:
            scene = times.scene
            clause = scene.clause_of(mention.first - scene.offset)
            chunks = [scene.chunks[number] for number in clause.chunks]
            words = [word for chunk in chunks for word in scene.lowers[chunk.start : chunk.last]]
        else:
            return False
        dated = own.told.expression.basis == "explicit_date" or self._counts_on(own.told)
        if not dated and not any(is_future_form(w, self.rules) for w in words):
            return False
        return own.told.days.start > published.end and not any(is_past_form(w, self.rules) for w in words)

    def _counts_on(self, told: Told) -> bool:
        """Tell whether a time is one such as "tomorrow" or "next week"."""
        words = self.text.lowers[told.first : told.last]
        return any(w in self.rules.next or self.rules.offsets.get(w, ("day", 0, 0))[1] > 0 for w in words)

    def _asked(self, times: SceneTimes, reading: Reading) -> Asked:
        """Return an event by its event word, or by its place where no word names it."""
        scene, mention = times.scene, reading.resolution.mention
        return times.asked(self._trigger(scene, reading), mention.first - scene.offset)

    def _carry(self, sentence: int) -> When:
        """Return the time that a sentence without one goes on with."""
        before = carried(self.text, self.rules, self.by_sentence, self.publication, sentence) or told_on(
            self.text, self.rules, self.by_sentence, self.publication, sentence
        )
        heading = self._headings.over(sentence)
        if heading is not None and (before is None or before[0] <= heading[0]):
            return self._said(heading[1], "in the heading above", stated=False, planned=False)
        if before is None:
            return self._undated(sentence)
        other, told = before
        scene = self.scenes.at(other, told.first)
        if not scene.offset <= told.first < scene.last:
            return self._said(told, "in a sentence before", stated=False, planned=False)
        times = SceneTimes(scene, self.rules, [told]).times
        if not times:
            return self.undated
        return self._said(told, "in a sentence before", stated=times[0].stated, planned=False)

    def _undated(self, sentence: int) -> When:
        """Return the days of an event of which its sentence tells none.

        What is reckoned up to a morning, without its day, happened then or the day before.
        """
        days = self.undated.days
        if days is None or days.length > 1 or not self._reckons_to_a_morning(sentence):
            return self.undated
        days = Days(moved(days.start, -1), days.end)
        return replace(self.undated, days=days, edtf=days.edtf(), reason=f"{self.undated.reason}, or before")

    def _reckons_to_a_morning(self, sentence: int) -> bool:
        """Tell whether a sentence tells what was so "as of 06:00"."""
        bounds = self.text.sentences[sentence]
        said = self.text.lowers[bounds.first : bounds.last]
        hours = (
            HOUR.match(said[i + len(run)])
            for run in self.rules.reckoned
            for i in range(len(said) - len(run))
            if said[i : i + len(run)] == run
        )
        return any(hour is not None and int(hour[0]) < NOON for hour in hours)

    def _before(self, resolution: Resolution) -> When | None:
        """Return the day that a sentence just before tells of the same place: "the attack on X" is of it."""
        here = resolution.mention.sentence
        named = self._sentences_of.get(_place(resolution), [])
        others = named[bisect_left(named, here - CARRY) : bisect_left(named, here)]
        return self._first_news(frozenset(others), here)

    def _elsewhere(self, resolution: Resolution) -> When | None:
        """Return the day that the nearest other sentence about a place tells of what happened there."""
        here = resolution.mention.sentence
        named = self._sentences_of.get(_place(resolution), [])
        at = bisect_left(named, here)
        others = {other for other in named[max(at - OTHERS, 0) : at + OTHERS] if other != here}
        return self._first_news(others, here)

    def _first_news(self, others: Set[int], here: int) -> When | None:
        """Return the day of news that the nearest of some sentences tells."""
        for other in sorted(others, key=lambda other: (abs(other - here), other)):
            told = self.by_sentence.get(other, ())
            news = [one for one in told if is_news(self.text, self.rules, one, self.publication)]
            if not news:
                continue
            scene = self.scenes.at(other, news[0].first)
            known = [one for one in news if scene.offset <= one.first < scene.last]
            if times := SceneTimes(scene, self.rules, known).times:
                return self._said(times[0].told, "of the same place", stated=times[0].stated, planned=False)
        return None

    def _base(self, sentence: int, lag: Told) -> Days | None:
        opens = lag.first <= self.text.sentences[sentence].first + 1
        if (sentence, opens) not in self._bases:
            self._bases[sentence, opens] = base_day(self.by_sentence, self.publication, sentence, opens=opens)
        return self._bases[sentence, opens]

    def _own(self, reading: Reading, *, planned: bool) -> When | None:
        """Return the time that the event's own sentence tells of it."""
        mention = reading.resolution.mention
        times = self._told(mention.sentence, mention.first, planned=planned)
        if times is None:
            return None
        if (one := one_of_a_list(self.text, self.rules, times.told, mention.first)) is not None:
            return self._said(one, "among those of the same sentence", stated=False, planned=planned)
        own = governing(times, self._asked(times, reading))
        if own is None:
            return None
        told = self._started(own.told, mention.first)
        return self._said(told, "in the same sentence", stated=own.stated, planned=planned)

    def _started(self, told: Told, token: int) -> Told:
        """Return a time of which a clause tells what happened in it, not since: since May, when X was hit."""
        words, begin = self.text.lowers, told.last
        if told.expression.relation != "since" or token <= begin + 1 or words[begin] != ",":
            return told
        opens = words[begin + 1] in self.rules.clause_openers and "," not in words[begin + 1 : token]
        return told._replace(days=told.expression.days) if opens else told

    def _told(self, sentence: int, token: int, *, planned: bool) -> SceneTimes | None:
        """Return the times around a token that can date an event.

        One of saying, or one that ends with the day of print, dates no plan.
        """
        if sentence not in self.by_sentence:
            return None
        scene = self.scenes.at(sentence, token)
        lags = self._lags.get(sentence, ())
        lag = dated_around(lags, token)
        key = (sentence, scene.offset, planned, -1 if lag is None else lag.first)
        if key not in self._placed:
            near = of_its_phrase(lags, lag, between(self.by_sentence[sentence], scene.offset, scene.last))
            told = [one for one in near if dates_an_event(self.text, self.rules, one)]
            if not planned:
                told = [one for one in told if is_past(one, self.publication)]
            times = SceneTimes(scene, self.rules, told) if told else None
            if times is not None and planned:
                told = [t.told for t in times.times if not t.stated and not self._ends_now(t.told)]
                times = SceneTimes(scene, self.rules, told) if told else None
            self._placed[key] = times
        return self._placed[key]

    def _ends_now(self, told: Told) -> bool:
        """Tell whether a time is one such as "the past few days"."""
        days, published = told.days, self.publication.days
        if days is None or published is None:
            return False
        return days.start < published.start and days.end == published.end

    def _tells_a_time(self, sentence: int) -> bool:
        """Tell whether a sentence has a time of its own, if only "now", so that none is carried into it.

        So it has where it names a month or weekday of which nobody can tell the year or the day.
        """
        words, rules = self.text.lowers, self.rules
        return any(
            told.days is not None
            or words[told.first] in rules.vague
            or self._lasted(told)
            or any(word in rules.months or word in rules.weekdays for word in words[told.first : told.last])
            for told in self.by_sentence.get(sentence, ())
            if not counts_since(self.text, rules, told)
        )

    def _lasted(self, told: Told) -> bool:
        """Tell whether a time is how long something went on, by weeks, months or years: for weeks."""
        words, rules = self.text.lowers, self.rules
        alone = told.last - told.first == 1 and words[told.first] in rules.plurals
        led = told.first > 0 and words[told.first - 1] in rules.lasting
        return alone and led and rules.units.get(words[told.first]) in LONG_UNITS

    def _said(self, told: Told, where: str, *, stated: bool, planned: bool) -> When:
        """Return the days of an expression; a statement's event lies on its day or the one before.

        Of an interval that holds the day of print, such as "this week", what happened lies in the days up to
        it and what is planned in those from it.
        """
        days = told.days
        if days is None:
            return self.undated
        reason = f"told {where}"
        published = self.publication.days
        if stated and days.length == 1:
            days = Days(moved(days.start, -1), days.end)
            reason = f"the statement is dated {where}: the event is put on that day or the one before"
        elif published is not None and days.overlaps(published):
            start, end = max(days.start, published.start), min(days.end, published.end)
            days = Days(start, days.end) if planned else Days(days.start, end)
        return When(
            days=days,
            edtf=days.edtf(),
            basis=told.expression.basis or "relative",
            expression=told.expression.span,
            reason=reason,
        )


def _place(resolution: Resolution) -> str:
    """Return what two mentions of one place share."""
    chosen = resolution.chosen
    return resolution.mention.toponym if chosen is None else chosen.entry.id


def link_time(
    scenes: Scenes, reading: Reading, times: Sequence[TimeExpression], publication: Publication
) -> When:
    """Return the days of one reading's event; for all of a text, make a ``TimeLinker`` once."""
    return TimeLinker(scenes, times, publication).link(reading)
