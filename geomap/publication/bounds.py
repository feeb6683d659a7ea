"""Between which days a text can have been printed, by what it speaks of: clues, each with its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct, field

from geomap.language.rules.times import Unit
from geomap.publication.evidence import Evidence, day_of, first_day, named_day
from geomap.publication.stretches import Clue, since, stretches, until
from geomap.spans import YEARS, Days, moved
from geomap.times.anchors import Open, Tenure, Town, Words, is_phrase
from geomap.times.expressions import AnchorDay, Anniversary, Feast, Found, Offset, SinceAnchor, Weekday, Year
from geomap.times.intervals import holiday, stepped, unit_days, years_on
from geomap.times.tense import tense_of

MARGIN = {"day": (1, 1), "week": (4, 6), "month": (8, 22), "year": (20, 120)}
"""Days before and after "N units into the war" within which that is said."""
ALMOST = {"day": 10, "week": 10, "month": 20, "year": 75}
MORE = {"day": 20, "week": 14, "month": 30, "year": 240}
AFTERMATH = 14
"""Days after a battle in which news still tells of it as going on."""
AFTER_NAME = 3
"""Tokens after a name up to a word that makes it a stretch of the front."""
BESIDE = 4
"""Tokens between a town and the verb by which it is told to be taken."""
NEAR_VERB = 8
"""Tokens between that verb and the time of it."""
NEWS = 21
"""Days after a town has changed hands in which that is told by weekday."""
SLACK = 31
YEAR_SLACK = 92
"""Days before a date, or a year, told as if it were past, within which it may still be meant to come."""
CLAUSE = 14
"""Tokens before "last year" in which the event of that year is told."""
LAST_UNITS = frozenset({"year", "month", "week"})
AHEAD = 183
"""Days before a date within which it is told as still to come."""
KNOWN_LATE = 366
"""Days after the edition of the table from which on nothing is counted any more."""


class Bounds(Struct):
    """All that bounds the day of print."""

    floors: list[Clue] = field(default_factory=list)
    """It was printed on a day or later: what cannot be told before it happened."""
    holders: list[Clue] = field(default_factory=list)
    """It was printed in somebody's days in office; one may be told as history."""
    windows: list[Clue] = field(default_factory=list)
    """It was printed about so long after an event, or while a battle was fought."""
    told: set[date] = field(default_factory=set)
    """The first days of the events that it speaks of."""

    @property
    def clues(self) -> list[Clue]:
        """All clues, the firmest first."""
        return [*self.floors, *self.holders, *self.windows]


def bounds_of(e: Evidence) -> Bounds:
    """Return what events, offices, towns and counts since an event tell about the day of print."""
    bounds = Bounds()
    _by_phrases(e, bounds)
    for one in e.found:
        _by_time(e, one, bounds)
    bounds.holders += _by_tenures(e)
    bounds.windows += _by_elapsed(e)
    bounds.windows += _by_towns(e)
    bounds.windows += _by_towns_long_ago(e)
    bounds.windows += _by_occupied(e)
    bounds.windows += _by_near_events(e)
    bounds.windows += _by_fronts(e)
    bounds.windows += _by_days_ahead(e)
    bounds.windows += _by_anniversaries(e)
    return bounds


def _by_phrases(e: Evidence, bounds: Bounds) -> None:
    """Bound the date by words that stand in no text before an event, or in none after it."""
    for i, words, days in e.phrases:
        why = f"the text speaks of “{' '.join(e.text.words[i : i + len(words)])}”"
        bounds.floors.append(Clue(since(days.start), why))
        bounds.told.add(days.start)
    for i, words, days in e.foreboding:
        why = f"the text speaks of “{' '.join(e.text.words[i : i + len(words)])}”"
        bounds.windows.append(Clue(until(days.end), why))


def _by_time(e: Evidence, one: Found, bounds: Bounds) -> None:
    """Take the days that a text tells as past as those before which it was not printed."""
    value = one.value
    if isinstance(value, AnchorDay | Anniversary | SinceAnchor):
        if isinstance(value, SinceAnchor) and value.bare:
            return
        if isinstance(value, SinceAnchor) and _point(value, horizon_of(e)) is None:
            return  # "nine years of war": another one is meant
        bounds.floors.append(Clue(since(value.anchor.start), f"the text speaks of “{e.words(one)}”"))
        bounds.told.add(value.anchor.start)
        return
    start = first_day(one)
    if start is None or e.is_line(one) or one.relation not in ("at", "since"):
        return
    if one.relation == "since" or tense_of(e.text, e.rules, one) == -1:
        slack = 0 if one.relation == "since" else YEAR_SLACK if isinstance(value, Year) else SLACK
        start = moved(start, -slack)
        bounds.floors.append(Clue(since(start), f"“{e.words(one)}” is told as past"))


def _by_tenures(e: Evidence) -> Iterator[Clue]:
    """Bound the date by those whom the text names in an office.

    Of two who held one office after another the earlier is history, and the later one may be, too: the text
    was printed after the later one came. So it was where all that names him tells of what is long past.
    """
    offices: dict[str, list[tuple[str, list[Tenure]]]] = {}
    now: set[str] = set()
    for i in e.named:
        held = [t for t in e.anchors.tenures.find(e.text.lowers[i]) if _holds_office(e, i, t)]
        if held:
            names = offices.setdefault(held[0].office, [])
            names.append((e.text.words[i], held))
            now |= {held[0].office} if e.sentence_of(i) not in e.retold else set()
    for office, names in offices.items():
        terms = {frozenset(t.days for t in held) for _, held in names}
        if len(terms) == 1 and office in now:
            yield Clue(stretches(map(_closed, *terms)), f"it names {names[0][0]} in office")
            continue
        name, held = max(names, key=lambda one: min(t.days.start for t in one[1]))
        came = min(t.days.start for t in held)
        yield Clue(since(came), f"it names {name} as one who came into office")


def _closed(days: Open, more: int = 0) -> Days:
    """Return days, those without a last one up to the last of all; with so many more at their end."""
    if days.end is None:
        return Days(days.start, since(days.start)[0].end)
    return Days(days.start, moved(days.end, more))


def _holds_office(e: Evidence, i: int, tenure: Tenure) -> bool:
    """Tell whether a title stands by the surname at token ``i``: before it, or after a comma behind it."""
    return any(_stands_before(e, i, title) or _stands_behind(e, i, title) for title in tenure.titles)


def _stands_before(e: Evidence, i: int, title: Words) -> bool:
    """Tell whether a title stands before a surname, at most a first name or a country between."""
    words = e.text.lowers
    for start in range(i - len(title), max(i - len(title) - BESIDE, -1), -1):
        if not is_phrase(words[start : start + len(title)], title):
            continue
        between = e.text.words[start + len(title) : i]
        left = words[max(0, start - BESIDE) : start]
        if all(w[0].isupper() or w == "," for w in between) and e.rules.former.isdisjoint(left):
            return True
    return False


def _stands_behind(e: Evidence, i: int, title: Words) -> bool:
    """Tell whether a title stands behind a surname: "Mark Rutte, the NATO secretary general"."""
    words = e.text.lowers
    if words[i + 1 : i + 2] != (",",):
        return False
    for start in range(i + 2, i + 2 + BESIDE):
        if not is_phrase(words[start : start + len(title)], title):
            continue
        between = range(i + 2, start)
        return all(e.text.words[k][0].isupper() or words[k] in e.rules.articles for k in between)
    return False


def _by_elapsed(e: Evidence) -> Iterator[Clue]:
    """Bound the date by "ten months into the war" and by the day of the war that a text calls its own."""
    horizon = horizon_of(e)
    for one in e.found:
        value = one.value
        if not isinstance(value, SinceAnchor) or not e.counts_to_print(one):
            continue
        point = _point(value, horizon)
        if point is None or value.unit not in MARGIN:
            continue
        if value.ordinal:
            after = stepped(point, value.unit, 1) or point
            last = point + timedelta(1) if value.unit == "day" else after
            near = value.approximate == "almost"
            early = ALMOST[value.unit] if near else 0 if value.unit == "day" else MARGIN[value.unit][0]
            window = Days(moved(point, -early), point if near else last)
        else:
            unit = value.unit if not value.days else "week" if value.days % 7 == 0 else "day"
            early, late = MARGIN[unit]
            if value.approximate == "almost":
                early, late = ALMOST[value.unit], 3
            elif value.approximate == "more":
                early, late = 0, MORE[value.unit]
            window = Days(max(moved(point, -early), value.anchor.start), moved(point, late))
        yield Clue((window,), f"it speaks of “{e.words(one)}”")


def horizon_of(e: Evidence) -> date:
    """Return the day after which nothing is dated by the table, unless the text forces it."""
    return moved(e.anchors.edition, KNOWN_LATE)


def _point(value: SinceAnchor, horizon: date) -> date | None:
    """Return the day to which a count since an event leads, None where that lies beyond the horizon."""
    point = stepped(moved(value.anchor.start, value.days), value.unit, value.number)
    return point if point is not None and point <= horizon else None


def _by_towns(e: Evidence) -> Iterator[Clue]:
    """Bound the date by towns that the text tells as fought over, or as taken just now."""
    for i, town in e.towns:
        sentence = e.sentence_of(i)
        if e.names_more(i) or sentence in e.history or not e.rules.future.isdisjoint(e.words_of(sentence)):
            continue
        changes = [
            days
            for days, words in ((town.taken, e.rules.takings), (town.freed, e.rules.freeings))
            if days is not None and _changes_hands(e, i, words)
        ]
        if changes:
            allowed = stretches(_closed(days, NEWS) for days in changes)
            yield Clue(allowed, f"it tells that {town.of} has just been taken")
        elif town.fought is not None and town.fought.end is not None and sentence in e.fights_now:
            yield Clue((_closed(town.fought, AFTERMATH),), f"it tells of fighting in {town.of}")


def _by_towns_long_ago(e: Evidence) -> Iterator[Clue]:
    """Bound the date by towns told to have been taken so many weeks or months ago."""
    for i, town in e.towns:
        sentence = e.sentence_of(i)
        if e.names_more(i) or sentence in e.history:
            continue
        for days, verbs in ((town.taken, e.rules.takings), (town.freed, e.rules.freeings)):
            if days is None or days.end is None:
                continue
            at = [k for k in _deeds_beside(e, i, verbs) if not _is_undone(e, k)]
            for one in e.found:
                if one.sentence != sentence or not any(abs(one.first - k) <= NEAR_VERB for k in at):
                    continue
                if (ago := _ago(one)) is None:
                    continue
                unit, number = ago
                start, end = stepped(days.start, unit, number), stepped(days.end, unit, number)
                if start and end and end <= horizon_of(e):
                    early, late = MARGIN[unit]
                    window = Days(moved(start, -early), moved(end, late))
                    yield Clue((window,), f"it tells that {town.of} was taken “{e.words(one)}”")


def _ago(one: Found) -> tuple[Unit, int] | None:
    """Return how many units ago an expression says; None where it says something else."""
    value = one.value
    if not isinstance(value, Offset) or value.nearness != "ago" or value.first != value.last:
        return None
    return (value.unit, -value.first) if value.first < 0 and value.unit in MARGIN else None


def _by_occupied(e: Evidence) -> Iterator[Clue]:
    """Bound the date by towns that the text calls occupied."""
    words = e.text.lowers
    for i, town in e.towns:
        before = words[max(i - BESIDE, e.text.sentences[e.sentence_of(i)].first) : i]
        if town.taken is None or e.rules.occupied.isdisjoint(before) or e.names_more(i):
            continue
        if e.sentence_of(i) in e.history or not e.rules.former.isdisjoint(before):
            continue
        start = min(days.start for days in (town.fought, town.taken) if days is not None)
        allowed = _closed(Open(start, town.freed.end if town.freed else None))
        yield Clue((allowed,), f"it calls {town.of} occupied")


def _by_near_events(e: Evidence) -> Iterator[Clue]:
    """Bound the date by events told to lie in the last year, month or week."""
    clauses = e.anchors.clauses.get(e.text.language, ())
    for one in e.found:
        value = one.value
        if (
            not isinstance(value, Offset)
            or (value.first, value.last) != (-1, -1)
            or value.unit not in LAST_UNITS
        ):
            continue
        first = max(e.text.sentences[one.sentence].first, one.first - CLAUSE)
        here = e.text.lowers[first : one.first]
        told = [clause.days for clause in clauses if clause.told_in(here)]
        told += [days for i, _, days in e.phrases if first <= i < one.first]
        if e.anchors.lasting.intersection(told):
            continue  # "the war in Ukraine ... last month" tells of another event
        if len(set(told)) != 1:
            continue
        days = told[0]
        if any(_is_change(town, days) for i, town in e.towns if e.sentence_of(i) == one.sentence):
            continue  # the town bounds it by all accounts of the day
        start, end = unit_days(days.start, value.unit, 1), unit_days(days.end, value.unit, 1)
        if start is not None and end is not None:
            yield Clue((Days(start.start, end.end),), f"it tells an event of {days.edtf()} “{e.words(one)}”")


def _is_change(town: Town, days: Days) -> bool:
    """Tell whether an event is that a town has changed hands."""
    changes = [_closed(change) for change in (town.taken, town.freed) if change is not None]
    return any(change.holds(days) for change in changes)


def _changes_hands(e: Evidence, i: int, verbs: frozenset[str]) -> bool:
    """Tell whether the town at token ``i`` is told to have been taken on a day near that of print.

    The verb stands right by the name, and a weekday or the like right by both: "the town fell last week".
    """
    bounds = e.text.sentences[e.sentence_of(i)]
    for at in _deeds_beside(e, i, verbs):
        if not _is_undone(e, at):
            return any(
                first - NEAR_VERB <= at <= last + NEAR_VERB and bounds.first <= first < bounds.last
                for first, last in e.near_times
            )
    return False


def _deeds_beside(e: Evidence, i: int, verbs: frozenset[str]) -> Iterator[int]:
    """Yield where verbs by which towns are taken stand beside the town at token ``i``."""
    bounds, words = e.text.sentences[e.sentence_of(i)], e.text.lowers
    for at in range(max(i - BESIDE, bounds.first), min(i + BESIDE, bounds.last)):
        if words[at] in verbs and e.rules.of.isdisjoint(words[at + 1 : at + 2]):
            yield at


def _is_undone(e: Evidence, at: int) -> bool:
    """Tell whether a verb is not told as a fact: to take, to have taken, has not fallen."""
    words = e.text.lowers
    before = words[max(at - 3, 0) : at]
    return not e.rules.infinitives.isdisjoint(before[-2:]) or not e.rules.negations.isdisjoint(before)


def _by_fronts(e: Evidence) -> Iterator[Clue]:
    """Bound the date by the stretches of the front that a bulletin names."""
    words = e.text.lowers
    for i in e.named:
        if e.rules.fronts.isdisjoint(words[i + 1 : i + AFTER_NAME]):
            continue
        for name, used in e.anchors.fronts.find(words[i]):
            yield Clue((_closed(used),), f"it speaks of the {name} direction")


def _by_days_ahead(e: Evidence) -> Iterator[Clue]:
    """Bound the date by days that the text tells as still to come."""
    for one in e.found:
        day = named_day(one)
        if day is None or day.other is not None or e.is_line(one) or not e.lies_ahead(one):
            continue
        years = YEARS if day.year is None else (day.year,)
        ends = [told for year in years if (told := day_of(year, day.month, day.day))]
        if day.weekday is not None:
            ends = [told for told in ends if told.weekday() == day.weekday]
        if ends:  # a day that is in no calendar bounds nothing
            yield Clue(stretches(Days(moved(d, -AHEAD), d) for d in ends), f"“{e.words(one)}” lies ahead")


def _by_anniversaries(e: Evidence) -> Iterator[Clue]:
    """Bound the date by the anniversary of an event, or by a feast, that is told by weekday or as today."""
    for one in e.found:
        value = one.value
        if isinstance(value, Anniversary):
            days = [years_on(value.anchor, value.number)]
        elif (
            isinstance(value, Feast)
            and value.rule[0] == "fixed"
            and (value.year, value.shift) == (None, None)
        ):
            days = [Days.one(holiday(value.rule, year)) for year in YEARS]
        else:
            continue
        told = e.retold_but(one.sentence, e.rules.anniversaries)
        near = None if told else _told_beside(e, one)
        if near is not None:
            allowed = [window for d in days if d is not None for window in _seen_from(e, d.start, near)]
            why = f"it tells “{e.words(one)}” by “{e.words(near)}”"
            yield Clue(stretches(allowed), why)


def _told_beside(e: Evidence, one: Found) -> Found | None:
    """Return the weekday, or today, yesterday and the like, that stands close to a feast in its sentence."""
    for near in e.found:
        gap = max(near.first - one.last, one.first - near.last)
        if near.sentence == one.sentence and 0 <= gap <= NEAR_VERB:
            value = near.value
            if isinstance(value, Weekday) and value.shift is None:
                return near
            if isinstance(value, Offset) and value.unit == "day" and value.first == value.last:
                return near
    return None


def _seen_from(e: Evidence, day: date, near: Found) -> Iterator[Days]:
    """Yield when a text was printed that tells a day by a weekday or by its distance."""
    value = near.value
    if isinstance(value, Offset):
        yield Days.one(moved(day, -value.first))
    elif isinstance(value, Weekday) and value.weekday == day.weekday():
        tense = tense_of(e.text, e.rules, near)
        yield Days(day if tense == -1 else moved(day, -6), day if tense == 1 else moved(day, 6))
