"""The whole of ``extract`` costs no more than a text is long, whatever the text looks like.

Lines of Python run are counted, not seconds, so that the figures are the same on any machine. Each text is
read once before, so that what is remembered of names and words is there for both counts.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable
from itertools import cycle, islice
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

import pytest

from geomap.documents import Document
from geomap.files.predictions import prediction
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse

if TYPE_CHECKING:
    from _typeshed import TraceFunction

SMALL, TIMES = 1800, 4
GROWTH = 1.5 * TIMES
"""A walk through the whole of a sentence from each of its words takes sixteen times the lines of a text a
quarter as long; what reads a bounded stretch takes a little over four, for its first words see less of it."""


SECONDS, BYTES = 60, 4 << 30
"""Processor time and address space within which what once hung must end. It needs a few seconds and a tenth
of the space, and processor time does not pass while others run: no busy machine fails it, only what hangs."""


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


def _of(*pieces: str) -> Callable[[int], str]:
    """Return what writes these pieces in turn up to a length."""
    return lambda size: "".join(islice(cycle(pieces), 1 + size * len(pieces) // sum(map(len, pieces))))


def _dates(mark: str) -> Callable[[int], str]:
    days = (f"{1 + i % 28} May 2022{mark}Kharkiv{mark}15{mark}" for i in range(28))
    return _of(*days)


def _halves(one: Callable[[int], str], two: Callable[[int], str]) -> Callable[[int], str]:
    return lambda size: one(size // 2) + two(size // 2)


def _names(before: str, after: str) -> Callable[[int], str]:
    """Return what writes a name that no other name of the text is like, many times over."""

    def write(size: int) -> str:
        letters = ("".join(chr(97 + int(figure)) for figure in str(i)) for i in range(10**6))
        return _joined((f"{before}Ab{name}{after}" for name in letters), size)

    return write


def _joined(pieces: Iterable[str], size: int) -> str:
    text: list[str] = []
    length = 0
    for piece in pieces:
        text.append(piece)
        length += len(piece)
        if length >= size:
            break
    return "".join(text)


SHAPES: dict[str, Callable[[int], str]] = {
    # Reported as quadratic.
    "dates in a line": _dates(" "),
    "dates in a table": _dates(" | "),
    "letters with points": _of("A."),
    "points": _of("."),
    "calls and questions": _of("!?"),
    "a chain of hyphens": _of("Kharkiv-"),
    "one Turkish letter": _of("\u0130"),
    "words without a stop": _of("people live and work every day near a river because water is good "),
    "events without a stop": _of("the attack on a bridge left Kharkiv without water "),
    "a rule of dashes": lambda size: "Kharkiv was hit.\n\nx\n\n" + "-" * size,
    "an account number": lambda size: "Kharkiv was hit.\n\nx\n\n" + "26001234567890" * (size // 14),
    # Reported as linear.
    "names": _of("Kharkiv, "),
    "quotation marks": _of('"'),
    "said": _of("said "),
    "brackets": _halves(_of("("), _of(")")),
    "digits": _of("7"),
    "accents": lambda size: "a" + "\u0301" * size,
    "letters with many accents": _of("K\u0301\u0302\u0303h\u0301\u0302"),
    "one token": _of("a"),
    "empty lines": _of("\n"),
    "items": _of("- Kharkiv was hit\n"),
    "claims": _of("Russian forces shelled Kharkiv on Monday. "),
    "quotations": _of('"Troops shelled Kharkiv," Smith said. '),
    "quotations left open": _of('"Troops shelled Kharkiv, Smith said. '),
    "a sentence without an end": _of("and Russian forces shelled Kharkiv "),
    "from and to": _of("from Kyiv to Kharkiv "),
    "names in Ukrainian": _of("Харків, "),
    "a menu": _of("Home | News | Sport | "),
    "lines of a menu": _of("Home\n", "News\n", "Sport\n"),
    "bylines": _of("By John Smith in Kyiv\n"),
    "years": _of("2022 "),
    "days ago": _of("5 days ago "),
    # Others that a rule could walk through.
    "a list that is hit": lambda size: "Troops shelled " + _of("Kharkiv, ")(size),
    "a list of the unknown": _names("", ", "),
    "names near which": _names("near ", "sk "),
    "a list in Ukrainian": lambda size: "Обстріляли " + _of("Харків, ", "Суми, ")(size),
    "regions": _of("Kharkiv, Donetsk, Luhansk regions "),
    "events, then names": _halves(_of("attack "), _of("in Kharkiv ")),
    "names, then events": _halves(_of("in Kharkiv "), _of("attack ")),
    "times, then names": _halves(_of("on 3 May "), lambda size: ". " + _of("Kharkiv was hit ")(size)),
    "days after": _of("three days after Kharkiv "),
    "months and days after": _of("in May 2022 three days after Kharkiv "),
    "dates without a year": _of("Mariupol was hit on 5 May in fighting. "),
    "ranks since a day": _of("the biggest raid on Kharkiv since May 3 "),
    "lags with days": _of("the raid on Kharkiv came two days after drones hit Kyiv on May 3 "),
    "lists of days": _of("on May 3, May 4 and May 9, the latest in Kharkiv, "),
    "an anniversary": _of("Kharkiv was hit on 24 February. "),
    "days of the war": _of("on the 53rd day of the war now "),
    "months of the war": _of("ten months into the war Kharkiv "),
    "lines of dates": _of("1 May 2022\n", "Monday\n", "2 June 2019\n"),
    "points that fight dates": _of("Kharkiv was hit on 5 May 2023.\n", "3 May 2021\n"),
    "nested speech": _of("Smith said Kharkiv was hit, "),
    "who said": _of("who said "),
    "cues before a quotation": _halves(_of("he said "), lambda size: "“" + _of("it was so, ")(size) + "”"),
    "open quotations, line by line": _of("“a\n", "b\n"),
    "surnames of one run": _halves(_names("", " "), _names("", " said so. ")),
    "titles": _of("President of Ukraine Volodymyr Zelensky "),
    "possessives": _of("Kharkiv's "),
    "brackets with names": _of("(Kharkiv "),
    "dashes between names": _of("Kharkiv — "),
    "colons": _of("Kharkiv: "),
    "links": _of("- [Kharkiv was hit](http://a.b/c)\n"),
    "blanks": lambda size: "a\n\nb\n\nComments" + " " * size + "x",
    "determiners": _of("the "),
    "city of": _of("the city of "),
    "bearings": _of("5 km north of Kharkiv "),
    "clauses": _of("Kharkiv, which is a city, "),
    "speech in Ukrainian": _of("«Харків обстріляли», — сказав Зеленський. "),
    "endless Russian": _of("и российские войска обстреляли Харьков "),
    "numbered notes": _of(".[1]"),
    "numbers": _of("1. Kharkiv 2. Kyiv "),
}


class Lines:
    """Counts the lines of Python run while it is open."""

    def __init__(self) -> None:
        self.count = 0

    def _trace(self, _frame: FrameType, event: str, _value: object) -> TraceFunction:
        self.count += event == "line"
        return self._trace

    def __enter__(self) -> Lines:
        self._before = sys.gettrace()
        sys.settrace(self._trace)
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        sys.settrace(self._before)


def _extract(text: str, gazetteer: Gazetteer) -> None:
    a = analyse(Document(id="x", text=text), gazetteer)
    prediction(a.text, a.publication, a.readings, a.claims, a.times, a.attributions)


def _lines_run(text: str, gazetteer: Gazetteer) -> int:
    _extract(text, gazetteer)
    with Lines() as lines:
        _extract(text, gazetteer)
    return lines.count


@pytest.mark.counts
@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_takes_about_four_times_the_lines(shape: str, world: Gazetteer) -> None:
    small, large = (_lines_run(SHAPES[shape](size), world) for size in (SMALL, TIMES * SMALL))
    assert large < GROWTH * small


def _run_bounded(*arguments: str) -> None:
    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    done = subprocess.run(
        [sys.executable, "-m", "geomap", *arguments], preexec_fn=bound, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_rule_or_number_hangs_nothing(tmp_path: Path) -> None:
    lines = {
        "rule.md": "-" * 40,
        "stars.md": "*" * 40,
        "account.txt": "26001234567890123456789012345",
        "card.txt": "1234-5678-9012-3456-7890-1234 x",
        "call.txt": "380501234567 380501234568 call centre",
    }
    (tmp_path / "in").mkdir()
    for name, line in lines.items():
        text = f"Russian missiles struck Kharkiv overnight.\n\n{line}\n\nUkrainian forces recaptured Lyman.\n"
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    _run_bounded("run", str(tmp_path / "in"), "-o", str(tmp_path / "map"))
    records = (tmp_path / "map" / "records.jsonl").read_text(encoding="utf-8")
    assert "Kharkiv" in records
    assert "Lyman" in records
    assert all(name in records for name in lines)


def test_a_long_line_hangs_nothing(tmp_path: Path) -> None:
    dates = " ".join(f"{1 + i % 28} May 2022 Kharkiv 15" for i in range(2000))
    words = "people live and work every day near a river because water is good " * 1500
    texts = [dates, words, "A." * 2000, "." * 4000, "!?" * 2000, "Kharkiv-" * 12500, "\u0130" * 50000]
    documents, predictions = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = (json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts))
    documents.write_text("\n".join(lines), encoding="utf-8")
    _run_bounded("extract", str(documents), "-o", str(predictions))
    read = [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines()]
    assert [document["id"] for document in read] == [str(number) for number in range(len(texts))]
    assert len(read[0]["mentions"]) == 2000


def test_tags_that_never_end_hang_nothing(tmp_path: Path) -> None:
    bodies = [f"<p>Shells hit Lyman.</p><p>Rain.</p>{tag * 60_000}" for tag in ("<a ", '<a b="', "<!-- ")]
    rows = (json.dumps({"id": str(number), "content_html": body}) for number, body in enumerate(bodies))
    documents, predictions = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    documents.write_text("\n".join(rows), encoding="utf-8")
    _run_bounded("extract", str(documents), "-o", str(predictions))
    assert len(predictions.read_text(encoding="utf-8").splitlines()) == len(bodies)
