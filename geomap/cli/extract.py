"""``geomap extract``: documents in, one JSON line of mentions and claims a document out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Annotated

import typer

from geomap.cli.console import REFUSED, collect_seldom, complain_of, guarded, limit_of, progress
from geomap.cli.intake import (
    LARGEST,
    DateOrderOption,
    EncodingOption,
    Intake,
    MapOption,
    MaxSizeOption,
    PublishedOption,
    PublisherOption,
    Said,
    TextLanguageOption,
    ZoneOption,
)
from geomap.cli.options import (
    TIME_LIMIT,
    EventsOption,
    GazetteerOption,
    TimeLimitOption,
    anchors_of,
    output_path,
)
from geomap.cli.streams import put_data


@guarded
def extract(
    docs: Annotated[
        str, typer.Argument(metavar="DOCS", help='A file of any kind that run reads; "-": JSON lines.')
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help='"-": standard output.', show_default=True)
    ] = "-",
    encoding: EncodingOption = None,
    columns: MapOption = None,
    date_order: DateOrderOption = None,
    max_size: MaxSizeOption = LARGEST,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    timezone: ZoneOption = None,
    text_language: TextLanguageOption = None,
    time_limit: TimeLimitOption = TIME_LIMIT,
    gazetteer: GazetteerOption = None,
    events: EventsOption = None,
) -> None:
    """Write the mentions, places, claims, times and attributions of each document as one JSON line.

    What is no document, cannot be read or fails is named on standard error; the exit status is then 1.

    \b
    Examples:
      geomap extract articles.jsonl -o predictions.jsonl
      zcat articles.jsonl.gz | geomap extract - | jq .mentions
    """  # noqa: D301
    import msgspec

    from geomap.attempts import Failure, attempt
    from geomap.documents import Document
    from geomap.files.predictions import prediction
    from geomap.gazetteer import open_gazetteer
    from geomap.pipeline import analyse

    places = open_gazetteer(gazetteer)
    anchors = anchors_of(events)
    collect_seldom()
    encode = msgspec.json.Encoder().encode

    def line_of(document: Document) -> bytes:
        a = analyse(document, places, anchors)
        told = prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions)
        return encode(told) + b"\n"

    said = Said(
        *(published, publisher, timezone, text_language, columns or (), date_order), limit_of(time_limit)
    )
    intake = Intake([docs], encoding, max_size, said=said)
    with _target(output) as write:
        for item in progress(intake.documents(), "reading"):
            line = attempt(item.id, partial(line_of, item), seconds=said.seconds)
            if isinstance(line, Failure):
                complain_of(line)
                intake.failed += 1
                continue
            write(line)
    if intake.failed or not intake.complete:
        raise SystemExit(REFUSED)


@contextmanager
def _target(name: str) -> Iterator[Callable[[bytes], object]]:
    """Give what writes bytes: to standard output, or to a file that gets its name when all is written."""
    if name == "-":
        yield put_data
        return
    from geomap.files.scratch import written_whole

    with written_whole(output_path(name)) as scratch, scratch.open("wb") as file:
        yield file.write
