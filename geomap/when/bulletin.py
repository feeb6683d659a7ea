"""The day of a text that gives its events none: what a bulletin covers, what news leads with, or print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from geomap.language.rules.times import TimeRules
from geomap.publication import Publication
from geomap.spans import Days, moved
from geomap.text import Text
from geomap.when.told import DAYLIKE, Told, When

LAG = 2
"""How many days after the day it covers a bulletin may be printed."""
OPENING = 2
"""Sentences, a heading among them, in which a bulletin says that it tells of the past day."""
LEAD = 5
"""Sentences, from the top, in which news tells the day it is about."""
HEADING = 180
"""Longest line, in characters, that can head a bulletin."""
SPAN = 4
"""Tokens before a day in which the word stands that says a bulletin covers it."""
HEAD = 40
"""Sentences, from the top, in which a bulletin names itself and its day."""


def day_of_text(
    text: Text, rules: TimeRules, by_sentence: Mapping[int, Sequence[Told]], publication: Publication
) -> When:
    """Return the days of an event of which the text tells no day."""
    covered = (
        _spanned_day(text, rules, by_sentence, publication)
        or _headed_day(text, rules, by_sentence, publication)
        or _usual_day(by_sentence, publication)
    )
    if covered is not None:
        return _of_the_document(covered, "the text gives no day of its own: the day that the bulletin covers")
    lead = lead_day(by_sentence, publication)
    if lead is not None:
        return _of_the_document(
            lead[1], "the text gives no day and its day of print is uncertain: the day it leads with"
        )
    return of_print(publication)


def of_print(publication: Publication) -> When:
    """Return the day of publication, as the days of an event that nothing else dates."""
    published = publication.days
    if published is None:
        return When(days=None, edtf=None, basis="none", expression=None, reason="no date is known")
    return When(
        days=published,
        edtf=published.edtf(),
        basis="publication",
        expression=None,
        reason=f"the text gives no day: the day of publication ({publication.basis})",
    )


def _of_the_document(days: Days, reason: str) -> When:
    return When(days=days, edtf=days.edtf(), basis="document_date", expression=None, reason=reason)


def _spanned_day(
    text: Text, rules: TimeRules, by_sentence: Mapping[int, Sequence[Told]], publication: Publication
) -> Days | None:
    """Return the days through which a bulletin counts, as it opens: протягом 9 липня, минулої доби."""
    published = publication.days
    for number in range(LEAD):
        for told in by_sentence.get(number, ()):
            days, basis = told.days, told.expression.basis
            if days is None:
                continue
            past = basis == "relative" and days.length <= DAYLIKE and number < OPENING
            if not past and (days.length != 1 or basis != "explicit_date"):
                continue
            before = text.lowers[max(text.sentences[number].first, told.first - SPAN) : told.first]
            if rules.spanning.isdisjoint(before):
                continue
            if published is None or published.shifted(-LAG).start <= days.start <= published.end:
                return days
    return None


def _headed_day(
    text: Text, rules: TimeRules, by_sentence: Mapping[int, Sequence[Told]], publication: Publication
) -> Days | None:
    """Return the day beside the words by which a bulletin names itself."""
    published = publication.days
    for number, sentence in enumerate(text.sentences[:HEAD]):
        block = text.blocks[sentence.block]
        if block.end - block.start > HEADING:
            continue
        head = text.lowers[sentence.first : sentence.last]
        if not any(words[0] in head and _holds(head, words) for words in rules.bulletin):
            continue
        for told in by_sentence.get(number, ()):
            days = told.days
            if days is None or days.length != 1:
                continue
            if published is None or published.shifted(-LAG).start <= days.start <= published.end:
                return days
    return None


def _usual_day(by_sentence: Mapping[int, Sequence[Told]], publication: Publication) -> Days | None:
    """Return the day that most dates of a text name, where it is the day of print or the one before."""
    published = publication.days
    if published is None or published.length > 1:
        return None
    told = [one for times in by_sentence.values() for one in times]
    own = [
        one.days
        for one in told
        if one.days is not None and one.days.length == 1 and one.expression.basis == "explicit_date"
    ]
    covered = [days for days in own if moved(published.start, -1) <= days.start <= published.start]
    if len(covered) * 2 <= len(own) or any(one.expression.basis in ("weekday", "relative") for one in told):
        return None
    times_told = Counter(covered)
    return max(covered, key=lambda days: (times_told[days], days.start))


def lead_day(by_sentence: Mapping[int, Sequence[Told]], publication: Publication) -> tuple[int, Days] | None:
    """Return the first day that the opening tells, where publication is known to some weeks only."""
    published = publication.days
    if published is None or published.length <= DAYLIKE:
        return None
    for number in range(LEAD):
        for told in by_sentence.get(number, ()):
            days = told.days
            if days is not None and days.length == 1 and days.overlaps(published):
                return number, days
    return None


def _holds(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(words[i : i + len(run)] == run for i in range(len(words) - len(run) + 1))
