"""What is fuzzed, and what must hold of it whatever comes in: each target raises where it does not.

An input is a string. Targets that read files take the bytes that it stands for (``surrogateescape``).
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from geomap.attempts import Failure, time_limit
from geomap.documents import Document, Refusal, scan_documents
from geomap.documents.document import Item, LeftOut
from geomap.errors import GeomapError, InputError
from geomap.files.predictions import prediction
from geomap.files.records import Archive, read_records, write_records
from geomap.gazetteer import Gazetteer
from geomap.gazetteer.adding import add
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.user import UserSource
from geomap.pipeline import analyse, run
from geomap.spans import YEARS
from geomap.times.intervals import SPOKEN

SECONDS = 20
"""Processor time of one input, which has a few thousand characters; a hundredth of it is usual."""


class Ground(NamedTuple):
    """What the targets stand on."""

    world: Gazetteer
    base: BuiltIn
    folder: Path
    """An empty folder that they may write to."""


def check(target: str, text: str, ground: Ground) -> None:
    """Raise whatever is wrong with what a target makes of an input."""
    for left in ground.folder.iterdir():
        left.unlink()
    with time_limit(SECONDS):
        TARGETS[target](text, ground)


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def extract(text: str, ground: Ground) -> None:
    """Hold the contract of ``extract``, and that the records of a text are read back as they were written."""
    for document in sound(scan_documents(["-"], io.BytesIO(json.dumps({"id": "x", "text": text}).encode()))):
        for given in (document, replace(document, published=None, language="uk")):
            a = analyse(given, ground.world)
            told = prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions)
            assert b"\n" not in msgspec.json.encode(told)
            hold_contract(told, given.text)
        found = run([document], ground.world)
        assert not found.failures
        written_and_read(Archive(documents=found.documents, records=found.records), ground)


def hold_contract(told: dict[str, Any], text: str) -> None:
    end = 0
    for mention in told["mentions"]:
        assert end <= mention["start"] < mention["end"] <= len(text), "mentions out of order, or overlapping"
        end = mention["end"]
        assert text[mention["start"] : end] == mention["toponym"], "a toponym that is not what stands there"
        if claim := mention["claim"]:
            first, last = claim["quote"]
            assert 0 <= first <= mention["start"] <= end <= last <= len(text), "a quote without its mention"
            hold_days(claim["when"]["start"], claim["when"]["end"])
    hold_days(told["published"]["from"], told["published"]["to"], YEARS)
    for time in told["times"]:
        assert text[time["start"] : time["end"]] == time["text"] != "", "a time that is not what stands there"
        hold_days(time["from"], time["to"])
    spans = [span for attribution in told["attributions"] for span in attribution.values() if span]
    assert all(0 <= first <= last <= len(text) for first, last in spans), "an attribution beyond the text"


def hold_days(first: str | None, last: str | None, years: range = SPOKEN) -> None:
    assert (first is None) == (last is None)
    if first and last:
        assert first <= last, "days that end before they start"
        assert int(first[:4]) in years, f"{first} is in no year that an article tells of"
        assert int(last[:4]) in years, f"{last} is in no year that an article tells of"


def sound(items: Iterable[Item]) -> list[Document]:
    """Return the documents among what a reader yields; all of it must make sense and nothing may fail."""
    documents = []
    for item in items:
        if isinstance(item, Failure):
            raise item.error
        str(item).encode()
        if isinstance(item, Document):
            assert item.id.strip()
            assert item.text.strip()
            assert item.published is None or item.published.start.year in YEARS
            documents.append(item)
    assert len({document.id for document in documents}) == len(documents)
    return documents


def file_of(ending: str) -> Callable[[str, Ground], None]:
    def read(text: str, ground: Ground) -> None:
        """Hold that a file is one document or refused."""
        path = ground.folder / f"x{ending}"
        path.write_bytes(as_bytes(text))
        items = list(scan_documents([path]))
        lost = sum(item.documents for item in items if isinstance(item, Refusal))
        assert len(sound(items)) + lost == 1

    return read


def any_file(ending: str) -> Callable[[str, Ground], None]:
    def read(text: str, ground: Ground) -> None:
        """Hold that something is said of a file of many documents, whatever it holds."""
        path = ground.folder / f"x{ending}"
        path.write_bytes(as_bytes(text))
        items = list(scan_documents([path]))
        sound(items)
        assert items

    return read


def json_lines(text: str, ground: Ground) -> None:
    """Hold that each line is a document or refused, unless all of the input is refused at once, or is a text.

    Objects that run over several lines count as one each.

    Rows of a table of JSON, of which a line may hold several, are left out and counted; an empty list
    is no row.
    """
    del ground
    items = list(scan_documents(["-"], io.BytesIO(as_bytes(text))))
    refused = [item for item in items if isinstance(item, Refusal)]
    told = [line.removeprefix(b"\xef\xbb\xbf").strip() for line in as_bytes(text).split(b"\n")]
    lines, empty = sum(map(bool, told)), told.count(b"[]")
    documents = sound(items)
    is_text = [document.id[:5] for document in documents] == ["text-"]
    count = len(documents) + sum(refusal.documents for refusal in refused)
    whole = any(":" not in refusal.where for refusal in refused) or is_text
    left_out = sum(item.count for item in items if isinstance(item, LeftOut))
    assert (
        lines - empty <= count <= lines
        or (left_out and count + left_out >= lines - empty)
        or whole
        or count + left_out == objects_in(text)
        or "\0" in text
        or any("UTF-16" in str(item) for item in items)
    )


def objects_in(text: str) -> int | None:
    """Return of how many JSON objects, alone or in lists, a text is made; None where of others too."""
    decoder, rest, count = json.JSONDecoder(), text.removeprefix("\ufeff").strip(), 0
    while rest:
        try:
            value, end = decoder.raw_decode(rest)
        except (ValueError, RecursionError):
            return None
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, dict) for one in values):
            return None
        rest, count = rest[end:].strip(), count + len(values)
    return count


def side_table(text: str, ground: Ground) -> None:
    """Hold that a table never costs the article beside it."""
    (ground.folder / "a.txt").write_text("Lyman fell.", "utf-8")
    (ground.folder / "documents.csv").write_bytes(as_bytes(text))
    assert [document.text for document in sound(scan_documents([ground.folder]))] == ["Lyman fell."]


def records(text: str, ground: Ground) -> None:
    """Hold that a records file is refused, or read and written again without a difference."""
    path = ground.folder / "given.jsonl"
    path.write_bytes(as_bytes(text))
    try:
        archive = read_records(path)
    except InputError as error:
        assert str(error).startswith(f"{path}:")  # noqa: PT017
    else:
        written_and_read(archive, ground)


def written_and_read(archive: Archive, ground: Ground) -> None:
    path = ground.folder / "records.jsonl"
    write_records(archive, path)
    assert read_records(path) == archive, "records that are not read back as they were written"


def importer(text: str, ground: Ground) -> None:
    """Hold that an import ends in an error of geomap's own and nothing, or in a gazetteer that answers."""
    path, target = ground.folder / "places", ground.folder / "user.sqlite"
    path.write_bytes(as_bytes(text))
    try:
        add([path], target, ground.base)
    except GeomapError:
        assert not target.exists()
    else:
        source = UserSource(target, ground.base)
        Gazetteer((ground.base, source)).candidates("Bilyi Hai")


TARGETS: dict[str, Callable[[str, Ground], None]] = {
    "extract": extract,
    "text": file_of(".txt"),
    "markdown": file_of(".md"),
    "table": any_file(".csv"),
    "mail": any_file(".eml"),
    "mailbox": any_file(".mbox"),
    "captions": any_file(".srt"),
    "rich text": any_file(".rtf"),
    "web archive": any_file(".warc"),
    "pdf": any_file(".pdf"),
    "json lines": json_lines,
    "side table": side_table,
    "records": records,
    "importer": importer,
}
