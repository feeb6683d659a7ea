"""Stage 2: where a text names a place."""

from __future__ import annotations

from geomap.gazetteer import Gazetteer
from geomap.mentions.facilities import read_facilities
from geomap.mentions.heads import read_heads
from geomap.mentions.judging import Judge
from geomap.mentions.layout import lay_out
from geomap.mentions.mention import Mention, MentionKind
from geomap.mentions.people import find_people
from geomap.mentions.scan import scan, tongues
from geomap.mentions.villages import with_villages, with_whole_names
from geomap.spans import Span
from geomap.text import Text

__all__ = ["Mention", "MentionKind", "find_mentions"]


def find_mentions(text: Text, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Return every mention of a place name, in order, none overlapping."""
    rules = tongues(text)[0].rules
    layout = lay_out(text, rules)
    scanned = scan(text, layout, gazetteer)
    short = {m.first for m in scanned if m.last > m.first + 1 and text.words[m.first + 1] == "."}
    people = find_people(text, layout, rules, short)
    matches = read_heads(text, read_facilities(text, layout, scanned, rules, gazetteer), rules, gazetteer)
    verdicts = Judge(text, layout, people, matches, rules).verdicts()
    mentions = []
    for match, is_place in zip(matches, verdicts, strict=True):
        if is_place:
            start, end = match.inside or (text.starts[match.first], text.ends[match.last - 1])
            mentions.append(
                Mention(
                    span=Span(start, end),
                    toponym=text.body[start:end],
                    kind=match.kind,
                    first=match.first if match.noun is None else match.noun,
                    last=match.last if match.tail is None else match.tail,
                    sentence=match.sentence,
                    candidates=match.candidates,
                    stated_type=match.stated_type,
                )
            )
    return with_whole_names(text, with_villages(text, mentions, rules), rules)
