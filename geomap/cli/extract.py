"""``geomap extract``: documents in, one JSON line of mentions and claims a document out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.console import REFUSED, complain_of, guarded, limit_of, progress, set_volume
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
    JobsOption,
    QuietOption,
    TimeLimitOption,
    VerboseOption,
    anchors_of,
    output_path,
    something,
)
from geomap.cli.streams import put_data

if TYPE_CHECKING:
    from geomap.documents import Document
    from geomap.gazetteer import Gazetteer
    from geomap.times import Anchors
    from geomap.workers import Task


@guarded
def extract(
    docs: Annotated[
        str,
        typer.Argument(
            metavar="DOCS",
            callback=something,
            help='A file of any kind that run reads, or a text; "-" is standard input.',
        ),
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
    jobs: JobsOption = None,
    quiet: QuietOption = False,  # noqa: FBT002
    verbose: VerboseOption = False,  # noqa: FBT002
) -> None:
    """Write the mentions, places, claims, times and attributions of each document as one JSON line.

    What is no document, cannot be read or fails is named on standard error; the exit status is then 1.

    \b
    Examples:
      geomap extract articles.jsonl -o predictions.jsonl
      zcat articles.jsonl.gz | geomap extract - | jq .mentions
    """  # noqa: D301
    from geomap.attempts import Failure
    from geomap.gazetteer import open_gazetteer
    from geomap.workers import Workers, collect_seldom

    set_volume(quiet=quiet, verbose=verbose)
    places = open_gazetteer(gazetteer)
    anchors = anchors_of(events)
    collect_seldom()
    said = Said(
        *(published, publisher, timezone, text_language, columns or (), date_order), limit_of(time_limit)
    )
    intake = Intake([docs], encoding, max_size, said=said)
    work = partial(_line_of, places, anchors)
    size = os.path.getsize(docs) if os.path.isfile(docs) else 0  # noqa: PTH202, PTH113 - it may be a text
    with _target(output) as write, Workers(jobs) as workers:
        for line in workers.each(_tasks(intake), work, seconds=said.seconds, size=size):
            if isinstance(line, Failure):
                complain_of(line)
                intake.failed += 1
            else:
                write(line)
    if intake.failed or not intake.complete:
        raise SystemExit(REFUSED)


def _tasks(intake: Intake) -> Iterator[Task]:
    """Yield what is to be read, as it comes."""
    from geomap.workers import Task

    for document in progress(intake.documents(), "reading"):
        yield Task(document.id, len(document.text), document)


def _line_of(places: Gazetteer, anchors: Anchors | None, document: Document) -> bytes:
    """Return what is read out of a document as a line."""
    import msgspec

    from geomap.files.predictions import prediction
    from geomap.pipeline import analyse

    a = analyse(document, places, anchors)
    told = prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions)
    return msgspec.json.encode(told) + b"\n"


@contextmanager
def _target(name: str) -> Iterator[Callable[[bytes], object]]:
    """Give what writes bytes: to standard output, or to a file that gets its name when all is written."""
    if name == "-":
        yield put_data
        return
    from geomap.files.scratch import written_whole

    with written_whole(output_path(name)) as scratch, scratch.open("wb") as file:
        yield file.write
