"""``geomap extract``: documents in, one JSON line of mentions and claims a document out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from geomap.cli.console import REFUSED, collect_seldom, complain, guarded, progress
from geomap.cli.options import GazetteerOption, output_path
from geomap.cli.streams import put_data


@guarded
def extract(
    docs: Annotated[
        str, typer.Argument(metavar="DOCS.jsonl", help='One JSON object a line; "-": standard input.')
    ],
    output: Annotated[
        str, typer.Option("-o", "--output", help='"-": standard output.', show_default=True)
    ] = "-",
    gazetteer: GazetteerOption = None,
) -> None:
    """Write the mentions, places, claims, times and attributions of each document as one JSON line.

    Lines that are no document are named on standard error and left out; the exit status is then 1.

    \b
    Examples:
      geomap extract articles.jsonl -o predictions.jsonl
      zcat articles.jsonl.gz | geomap extract - | jq .mentions
    """  # noqa: D301
    import msgspec

    from geomap.documents import Refusal, scan_documents
    from geomap.errors import InputError
    from geomap.files.predictions import prediction
    from geomap.gazetteer import open_gazetteer
    from geomap.pipeline import analyse

    if docs != "-" and not docs.lower().endswith(".jsonl"):
        raise InputError(f"{docs}: extract reads JSON lines (.jsonl); geomap run reads texts and folders")
    places = open_gazetteer(gazetteer)
    collect_seldom()
    encode = msgspec.json.Encoder().encode
    refused = False
    with _target(output) as write:
        for item in progress(scan_documents([docs], sys.stdin.buffer), "reading"):
            if isinstance(item, Refusal):
                complain(str(item))
                refused |= item.whole
                continue
            a = analyse(item, places)
            write(
                encode(prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions))
                + b"\n"
            )
    if refused:
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
