"""Between which days a text can have been printed, by what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from geomap.publication.evidence import Evidence, day_of, named_day
from geomap.spans import Days
from geomap.times.expressions import AnchorDay, SinceAnchor
from geomap.times.intervals import stepped
from geomap.times.tense import tense_of

MARGIN = {"day": (1, 1), "week": (4, 6), "month": (8, 22), "year": (20, 120)}
"""Days before and after "N units into the war" within which that is said."""
ALMOST = {"day": 10, "week": 10, "month": 20, "year": 75}
MORE = {"day": 20, "week": 14, "month": 30, "year": 240}


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of the time in which the text can have been printed, and why."""

    day: date
    why: str


@dataclass(slots=True)
class Bounds:
    """All that bounds the day of print."""

    after: list[Bound] = field(default_factory=list)
    """It was printed on these days or later."""
    before: list[Bound] = field(default_factory=list)
    """It was printed on these days or earlier."""
    windows: list[tuple[Days, str]] = field(default_factory=list)
    """It was printed within these days, and why."""


def bounds_of(e: Evidence) -> Bounds:
    """Return what events, offices and counts since an event tell about the day of print."""
    bounds = Bounds()
    _by_anchors(e, bounds)
    _by_tenures(e, bounds)
    _by_elapsed(e, bounds)
    return bounds


def _by_anchors(e: Evidence, bounds: Bounds) -> None:
    """Set the day of every event of general note that the text speaks of as a lower bound."""
    words = e.text.lowers
    for i in e.named:
        for run, days in e.anchors.phrases.get(words[i], ()):
            if words[i : i + len(run)] == run:
                bounds.after.append(Bound(days.start, f"the text speaks of “{' '.join(run)}”"))
                break
    for one in e.found:
        if isinstance(one.value, AnchorDay):
            bounds.after.append(Bound(one.value.anchor.start, f"the text speaks of “{e.words(one)}”"))
        value = named_day(one)
        if value is not None and value.year is not None and value.other is None and not e.is_line(one):
            told = day_of(value.year, value.month, value.day)
            if told is not None and one.relation == "at" and tense_of(e.text, e.rules, one) == -1:
                bounds.after.append(Bound(told, f"“{e.words(one)}” is told as past"))


def _by_tenures(e: Evidence, bounds: Bounds) -> None:
    """Bound the date by those whom the text names in an office."""
    words = e.text.lowers
    for i in e.named:
        for tenure in e.anchors.tenures.get(words[i], ()):
            if not _holds_office(e, i, tenure.titles):
                continue
            why = f"it names {e.text.words[i]} in office"
            bounds.after.append(Bound(tenure.start, why))
            if tenure.end is not None:
                bounds.before.append(Bound(tenure.end, why))


def _holds_office(e: Evidence, i: int, titles: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether a title stands before the surname at token ``i``, at most a first name between."""
    words = e.text.lowers
    for title in titles:
        for gap in range(4):
            start = i - gap - len(title)
            if start < 0 or words[start : start + len(title)] != title:
                continue
            between = e.text.words[start + len(title) : i]
            left = set(words[max(0, start - 4) : start])
            if all(w[0].isupper() or w == "," for w in between) and left.isdisjoint(e.rules.former):
                return True
    return False


def _by_elapsed(e: Evidence, bounds: Bounds) -> None:
    """Bound the date by "ten months into the war" and by the day of the war that a text calls its own."""
    for one in e.found:
        value = one.value
        if not isinstance(value, SinceAnchor) or value.number < 2:
            continue
        point = stepped(value.anchor.start, value.unit, value.number)
        if point is None or value.unit not in MARGIN:
            continue
        why = f"it speaks of “{e.words(one)}”"
        if e.text.lowers[one.first - 1 : one.first] == ("and",):
            continue  # "a month and two days since": only half of the count is read
        if value.ordinal:
            bounds.after.append(Bound(point, why))
            if e.speaks_of_now(one):
                bounds.windows.append((Days(point, point + timedelta(1)), why))
            continue
        before, after = MARGIN[value.unit]
        if value.approximate == "almost":
            before, after = ALMOST[value.unit], 3
        elif value.approximate == "more":
            before, after = 0, MORE[value.unit]
        window = Days(point - timedelta(before), point + timedelta(after))
        bounds.windows.append((window, why))
