"""When a document was printed, and how that is known.

What the user gave counts. Else a page may say it in a line of its own, or its address; such a date is set
aside where the text contradicts it. Else the text bounds it: events, battles and offices of general note,
"ten months into the war", and the dates that it tells without a year. Where bounds are missing, the date is
unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geomap.documents import Document
from geomap.languages import language_of
from geomap.spans import Days
from geomap.text import Text, read_text
from geomap.times import Anchors, shipped_anchors
from geomap.times.expressions import AnchorDay, Day, DayRange, Found, Month, SinceAnchor, Weekday
from geomap.times.intervals import month_days, stepped
from geomap.times.scan import scan
from geomap.times.tense import is_stated, tense_of

PublicationBasis = Literal["given", "page", "url", "inferred", "unknown"]

URL_DAY = re.compile(
    r"(?<!\d)(20\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)|(?<!\d)(20\d\d)/(\d{1,2})/(\d{1,2})(?!\d)"
)
URL_MONTH = re.compile(r"/(20\d\d)/([01]\d)/")
WORD = re.compile(r"[a-zA-Z]+|\d+")

LINE = 90
"""Longest line, in characters, that can date a page."""
STRANGERS = 3
"""Words beside date and labels that such a line may hold, an author's name for instance."""
DATELINE = 4
"""Tokens before the date in a paragraph's opening that can still be a place and an agency."""
BODY_LINE = 160
"""Shortest line, in characters, that is running text and no furniture."""
AFTER_BODY = 2
"""Lines after the first of running text in which a page is still dated without a label."""
FAR_WEEKDAY = 4
"""Days between a page's date and the nearest weekday told from which on they contradict each other: in 200
articles with known dates, three of 55 that tell weekdays reach so far."""
FRESH = 28
"""Days after the latest past date told without a year within which the text was printed: in the same articles
all but the three whose date stood alone and late."""
LEAD = 12
"""Sentences in which a single date without a year is taken for news."""
BULLETIN_LAG = 2
"""Days after the one it covers within which a bulletin is printed and reprinted."""
YEARS_AHEAD = 5
"""How far a year is sought that fits a weekday: longer, and a second one would fit."""
AFTERMATH = 14
"""Days after a battle in which news still tells of it as going on."""
LONGEST = 366
"""Longest interval, in days, that is worth telling."""
MARGIN = {"day": (1, 1), "week": (4, 6), "month": (8, 22), "year": (20, 120)}
"""Days before and after "N units into the war" within which that is said."""
ALMOST = {"day": 10, "week": 10, "month": 20, "year": 75}
MORE = {"day": 20, "week": 14, "month": 30, "year": 240}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The days within which a document was printed; ``days`` is None only where the basis is unknown."""

    days: Days | None
    basis: PublicationBasis
    reason: str
    """Why these days, in a sentence a reader can check; names what was set aside in a conflict."""


def date_document(text: Text, anchors: Anchors | None = None) -> Publication:
    """Bound the day of publication by what the user gave, the page, its address and the text itself."""
    given = text.document.published
    if given is not None:
        return Publication(days=given, basis="given", reason="given with the document")
    return _Evidence(text, anchors or shipped_anchors()).weigh()


@dataclass(slots=True)
class _Bound:
    """One end of the time in which the text can have been printed, and why."""

    day: date
    why: str


class _Evidence:
    """All that one text tells about its own date."""

    def __init__(self, text: Text, anchors: Anchors) -> None:
        self.text = text
        self.rules = language_of(text.language).times
        self.anchors = anchors
        self.found = scan(text, anchors)
        self.named = [i for i, word in enumerate(text.lowers) if word in anchors.triggers]
        """The tokens that may name an event, a battle or the holder of an office."""
        self.after: list[_Bound] = []
        self.before: list[_Bound] = []
        self.windows: list[tuple[Days, str]] = []
        self.set_aside: list[str] = []

    def weigh(self) -> Publication:
        """Return the best-founded date that nothing in the text contradicts."""
        self._bound_by_anchors()
        self._bound_by_tenures()
        self._bound_by_elapsed()
        covered = self._covered_day()
        if covered is not None:
            days = Days(covered, covered + timedelta(BULLETIN_LAG))
            return self._publication(
                days, "inferred", "a bulletin headed by this day is printed on it or shortly after"
            )
        for days, basis, why in self._told():
            conflict = self._conflict(days)
            if conflict is None:
                return self._publication(days, basis, why)
            self.set_aside.append(f"{why} is set aside: {conflict}")
        return self._inferred()

    def _publication(self, days: Days, basis: PublicationBasis, why: str) -> Publication:
        return Publication(days=days, basis=basis, reason="; ".join([why, *self.set_aside]))

    # --- page and address -------------------------------------------------------------------------

    def _told(self) -> Iterator[tuple[Days, PublicationBasis, str]]:
        """Yield the dates that page and address give, the likeliest first."""
        for one in self._date_lines():
            if isinstance(one.value, Day) and one.value.year is not None and one.value.other is None:
                told = _day(one.value.year, one.value.month, one.value.day)
                if told is not None:
                    yield Days.one(told), "page", f"the page is dated “{self._words(one)}”"
        yield from _url_days(self.text.document)
        for one in self._date_lines():
            if isinstance(one.value, Month) and one.value.year is not None:
                days = month_days(one.value.year, one.value.month)
                yield days, "page", f"the page is dated “{self._words(one)}”"

    def _date_lines(self) -> Iterator[Found]:
        """Yield the expressions in a line of their own at the head of the page, or in a dateline."""
        text = self.text
        body = next((n for n, b in enumerate(text.blocks) if b.end - b.start >= BODY_LINE), len(text.blocks))
        for one in self.found:
            if not isinstance(one.value, Day | Month):
                continue
            sentence = text.sentences[one.sentence]
            block = text.blocks[sentence.block]
            first = text.token_at(block.start)
            if block.end - block.start > LINE:
                opening = one.first - max(first, 0) <= DATELINE and one.first >= first
                if opening and sentence.block <= body and self._is_dateline(first, one):
                    yield one
                continue
            last = text.token_at(block.end - 1) + 1
            beside = [
                w for i, w in enumerate(text.lowers[first:last], first) if not one.first <= i < one.last
            ]
            labels = [w for w in beside if w in self.rules.date_labels]
            strangers = [w for w in beside if w not in self.rules.date_labels and not w[0].isdigit()]
            if len(strangers) > STRANGERS:
                continue
            if sentence.block <= body + AFTER_BODY or any(w.isalpha() and len(w) > 3 for w in labels):
                yield one

    def _is_dateline(self, first: int, one: Found) -> bool:
        """Tell whether a paragraph opens with place, date and a mark: "KYIV, March 3, 2023 (Agency) -"."""
        text = self.text
        before = text.words[max(first, 0) : one.first]
        after = text.lowers[one.last : one.last + 5]
        mark = any(w in {"-", "–", "—", ":", "("} for w in after)
        return mark and all(w[0].isupper() or not w.isalpha() for w in before)

    def _covered_day(self) -> date | None:
        """Return the day, with its year, in the heading of a bulletin."""
        text = self.text
        for one in self.found:
            if not (isinstance(one.value, Day) and one.value.year is not None):
                continue
            block = text.blocks[text.sentences[one.sentence].block]
            if block.end - block.start > 2 * LINE or not self._is_bulletin(block.start, block.end):
                continue
            return _day(one.value.year, one.value.month, one.value.day)
        return None

    def _is_bulletin(self, start: int, end: int) -> bool:
        words = self.text.lowers[self.text.token_at(start) : self.text.token_at(end - 1) + 1]
        return any(
            words[i : i + len(run)] == run
            for run in self.rules.bulletin
            for i in range(len(words) - len(run) + 1)
        )

    # --- what contradicts a date ------------------------------------------------------------------

    def _conflict(self, days: Days) -> str | None:
        """Return why the text cannot have been printed then, None where it can."""
        against = [
            f"{bound.why}, so it was printed on {bound.day} or later"
            for bound in self.after
            if days.end < bound.day
        ]
        against += [
            f"{bound.why}, so it was printed on {bound.day} or earlier"
            for bound in self.before
            if days.start > bound.day
        ]
        weekday = self._weekday_conflict(days.start) if days.length == 1 else None
        return "; ".join([*dict.fromkeys(against), *([weekday] if weekday else [])]) or None

    def _weekday_conflict(self, day: date) -> str | None:
        """Return how far off the weekdays of the text lie, where all are too far for news."""
        nearest: tuple[int, Found] | None = None
        for one in self.found:
            if isinstance(one.value, Day | DayRange) and self._is_near(one, day):
                return None
            if isinstance(one.value, Weekday) and one.value.shift is None:
                behind = (day.weekday() - one.value.weekday) % 7
                if nearest is None or behind < nearest[0]:
                    nearest = (behind, one)
        if nearest is None or nearest[0] < FAR_WEEKDAY:
            return None
        return f"news of “{self._words(nearest[1])}” is not printed {nearest[0]} days later, on a {day:%A}"

    def _is_near(self, one: Found, day: date) -> bool:
        value = one.value.last if isinstance(one.value, DayRange) else one.value
        if not isinstance(value, Day):
            return False
        told = _day(value.year or day.year, value.month, value.day)
        line = self.text.blocks[self.text.sentences[one.sentence].block]
        return told is not None and 0 <= (day - told).days < FAR_WEEKDAY and line.end - line.start > LINE

    # --- bounds -----------------------------------------------------------------------------------

    def _bound_by_anchors(self) -> None:
        """Set the day of every event of general note that the text speaks of as a lower bound."""
        words = self.text.lowers
        for i in self.named:
            for run, days in self.anchors.phrases.get(words[i], ()):
                if words[i : i + len(run)] == run:
                    self.after.append(_Bound(days.start, f"the text speaks of “{' '.join(run)}”"))
                    break
        for one in self.found:
            if isinstance(one.value, AnchorDay):
                self.after.append(_Bound(one.value.anchor.start, f"the text speaks of “{self._words(one)}”"))
            value = one.value.last if isinstance(one.value, DayRange) else one.value
            if isinstance(value, Day) and value.year is not None and value.other is None:
                told = _day(value.year, value.month, value.day)
                if told is not None and one.relation == "at" and tense_of(self.text, self.rules, one) == -1:
                    self.after.append(_Bound(told, f"“{self._words(one)}” is told as past"))

    def _bound_by_tenures(self) -> None:
        """Bound the date by those whom the text names in an office."""
        words = self.text.lowers
        for i in self.named:
            for tenure in self.anchors.tenures.get(words[i], ()):
                if not self._holds_office(i, tenure.titles):
                    continue
                why = f"it names {self.text.words[i]} in office"
                self.after.append(_Bound(tenure.start, why))
                if tenure.end is not None:
                    self.before.append(_Bound(tenure.end, why))

    def _holds_office(self, i: int, titles: tuple[tuple[str, ...], ...]) -> bool:
        """Tell whether a title stands before the surname at token ``i``, at most a first name between."""
        words = self.text.lowers
        for title in titles:
            for gap in range(4):
                start = i - gap - len(title)
                if start < 0 or words[start : start + len(title)] != title:
                    continue
                between = self.text.words[start + len(title) : i]
                left = set(words[max(0, start - 4) : start])
                if all(w[0].isupper() or w == "," for w in between) and left.isdisjoint(self.rules.former):
                    return True
        return False

    def _bound_by_elapsed(self) -> None:
        """Bound the date by "ten months into the war" and by the day of the war that a text calls its own."""
        for one in self.found:
            value = one.value
            if not isinstance(value, SinceAnchor) or value.number < 2:
                continue
            point = stepped(value.anchor.start, value.unit, value.number)
            if point is None or value.unit not in MARGIN:
                continue
            sentence = self.text.sentences[one.sentence]
            why = f"it speaks of “{self._words(one)}”"
            if self.text.lowers[one.first - 1 : one.first] == ("and",):
                continue  # "a month and two days since": only half of the count is read
            if value.ordinal:
                self.after.append(_Bound(point, why))
                here = set(self.text.lowers[sentence.first : sentence.last])
                if not here.isdisjoint(self.rules.now):
                    self.windows.append((Days(point, point + timedelta(1)), why))
                continue
            before, after = MARGIN[value.unit]
            if value.approximate == "almost":
                before, after = ALMOST[value.unit], 3
            elif value.approximate == "more":
                before, after = 0, MORE[value.unit]
            window = Days(point - timedelta(before), point + timedelta(after))
            self.windows.append((window, why))

    # --- inference --------------------------------------------------------------------------------

    def _inferred(self) -> Publication:
        """Return the days that all bounds leave, None where one of the two ends is missing."""
        after = max(self.after, key=lambda b: b.day, default=None)
        before = min(self.before, key=lambda b: b.day, default=None)
        reasons = []
        start = after.day if after else None
        end = before.day if before else None
        if after:
            reasons.append(f"{after.why}: not before {after.day}")
        if before:
            reasons.append(f"{before.why}: not after {before.day}")
        for window, why in self.windows:
            if (end is None or window.start <= end) and (start is None or window.end >= start):
                start = window.start if start is None else max(start, window.start)
                end = window.end if end is None else min(end, window.end)
                reasons.append(f"{why}: {window.edtf()}")
        if end is None and (anchor := self._anchor_without_year()) is not None:
            end = anchor[0] + timedelta(365)
            start = max(start, anchor[0]) if start else anchor[0]
            reasons.append(f"it dates an event of {anchor[0].year} “{anchor[1]}” without the year")
        fresh = self._fresh_day(start, end)
        if fresh is not None:
            day, words = fresh
            start = max(start, day) if start else day
            end = min(end, day + timedelta(FRESH)) if end else day + timedelta(FRESH)
            reasons.append(f"the latest date told without a year is “{words}”, which can only be {day}")
        reason = "; ".join([*reasons, *self.set_aside])
        if start is None or end is None or start > end or (end - start).days >= LONGEST:
            bounds = reason or "neither the user nor the text gives a date"
            return Publication(
                days=None, basis="unknown", reason=f"the date cannot be told closely: {bounds}"
            )
        return Publication(days=Days(start, end), basis="inferred", reason=reason)

    def _anchor_without_year(self) -> tuple[date, str] | None:
        """Return an anchor event that the text dates by day and month alone, as news does within a year."""
        anchor_days = {
            (days.start.month, days.start.day): days.start
            for nouns in self.anchors.nouns.values()
            for named in nouns.values()
            for _, days in named
        }
        for one in self.found:
            if isinstance(one.value, Day) and one.value.year is None and one.value.weekday is None:
                anchor = anchor_days.get((one.value.month, one.value.day))
                if anchor is None or anchor.year in self._years_told():
                    continue
                if any(bound.day == anchor for bound in self.after):
                    return anchor, self._words(one)
        return None

    def _fresh_day(self, start: date | None, end: date | None) -> tuple[date, str] | None:
        """Return the latest past day told without a year, where only one year is possible."""
        known = {(d.start.month, d.start.day) for d in self.anchors.days}
        told: list[tuple[Found, Day, bool]] = []
        lines = {id(one) for one in self._date_lines()}
        for one in self.found:
            value = one.value.last if isinstance(one.value, DayRange) else one.value
            if not isinstance(value, Day) or value.year is not None or (value.month, value.day) in known:
                continue
            if id(one) not in lines and (one.relation == "until" or tense_of(self.text, self.rules, one) > 0):
                continue
            told.append((one, value, id(one) in lines))
        if not told or (len(told) == 1 and not told[0][2] and not self._is_news(told[0][0])):
            return None
        head = [t for t in told if t[2]]
        years = set() if head else self._years_told()
        options = [self._years_of(value, start, end) for _, value, _ in head or told]
        if not options or any(len(days) != 1 or days[0].year in years for days in options):
            return None
        days_and_words = [(days[0], self._words(t[0])) for days, t in zip(options, head or told, strict=True)]
        return max(days_and_words)

    def _years_told(self) -> set[int]:
        """Return the years of full dates in running text: of its own year news does not tell the year."""
        blocks, sentences = self.text.blocks, self.text.sentences
        told = set()
        for one in self.found:
            block = blocks[sentences[one.sentence].block]
            if isinstance(one.value, Day) and one.value.year is not None and block.end - block.start > LINE:
                told.add(one.value.year)
        return told

    def _is_news(self, one: Found) -> bool:
        """Tell whether a single date stands high in the text or dates a statement."""
        stated = is_stated(self.text, self.rules, one.first, one.last, one.sentence)
        return stated or one.sentence <= LEAD

    def _years_of(self, value: Day, start: date | None, end: date | None) -> list[date]:
        """Return the days of this name within the bounds, or before them by what news still tells."""
        if end is None and value.weekday is None:
            return self._days_in_battles(value, start)
        if start is None:
            return []
        last = end or date(start.year + YEARS_AHEAD, start.month, 1)
        days = []
        for year in range(start.year - 1, last.year + 1):
            day = _day(year, value.month, value.day)
            if day is None or (value.weekday is not None and day.weekday() != value.weekday):
                continue
            if start - timedelta(FRESH) <= day <= last:
                days.append(day)
        return days if len(days) == 1 else self._days_in_battles(value, start)

    def _days_in_battles(self, value: Day, start: date | None) -> list[date]:
        """Return the days of this name on which every town was fought over that the text tells so of."""
        battles = self._battles()
        if not battles:
            return []
        first, last = max(b.start for b in battles), min(b.end for b in battles) + timedelta(AFTERMATH)
        days = (_day(year, value.month, value.day) for year in range(first.year, last.year + 1))
        return [
            day
            for day in days
            if day and first <= day <= last and (start is None or start - timedelta(FRESH) <= day)
        ]

    def _battles(self) -> set[Days]:
        """Return the battles of the towns of whose fighting at least two sentences tell."""
        words = self.text.lowers
        told: dict[Days, set[int]] = {}
        for i in self.named:
            if words[i] in self.anchors.battles:
                sentence = self.text.sentence_at(self.text.starts[i])
                bounds = self.text.sentences[sentence]
                if not self.rules.fighting.isdisjoint(words[bounds.first : bounds.last]):
                    told.setdefault(self.anchors.battles[words[i]], set()).add(sentence)
        return {battle for battle, sentences in told.items() if len(sentences) >= 2}

    def _words(self, one: Found) -> str:
        return self.text.body[self.text.starts[one.first] : self.text.ends[one.last - 1]]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _url_days(document: Document) -> Iterator[tuple[Days, PublicationBasis, str]]:
    """Yield the day, or else the month, that an address names."""
    url = document.url
    if not url:
        return
    for found in URL_DAY.finditer(url):
        year, month, day = (int(x) for x in (found.groups()[:3] if found[1] else found.groups()[3:]))
        told = _day(year, month, day)
        if told is not None:
            yield Days.one(told), "url", f"the address holds {found.group()}"
    words = read_text(Document(id="url", text=" ".join(WORD.findall(url)), language="en"))
    for one in scan(words, shipped_anchors()):
        if isinstance(one.value, Day) and one.value.year is not None:
            told = _day(one.value.year, one.value.month, one.value.day)
            if told is not None:
                yield Days.one(told), "url", f"the address holds {told}"
    for found in URL_MONTH.finditer(url):
        if 1 <= int(found[2]) <= 12:
            yield month_days(int(found[1]), int(found[2])), "url", f"the address holds {found.group()}"
