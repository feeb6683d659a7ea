"""Word documents (DOCX): every paragraph, those of tables included."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError, XMLParser

from geomap.documents.collected import documents_of
from geomap.documents.document import Refusal, Settings
from geomap.documents.kinds import Read, Source
from geomap.documents.readers.whole import read_whole

BODY, PROPERTIES = "word/document.xml", "docProps/core.xml"
UNPACKED = 20
"""How many times the size of one document its XML may have: marks of style stand around every word."""
CHUNK = 1 << 16
ENTITIES = "it declares entities, which no word processor does"
MADE = frozenset({"word document", "microsoft word document", "document1"})
"""What programs write for a title where nobody gave one."""


class _Paragraphs:
    """What is shown of a document, as a target of the parser: no tree is built of it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open: list[list[str]] = []
        """The words of each paragraph that is open: a box of text lies within one."""
        self.taking = False
        self.fallback = 0
        """Depth of drawings for older programs, which say once more what stands beside them."""

    def doctype(self, *_: object) -> None:
        raise ValueError(ENTITIES)

    def start(self, tag: str, attributes: object) -> None:
        del attributes
        name = tag.rpartition("}")[2]
        if name == "Fallback":
            self.fallback += 1
        elif name == "p" and "wordprocessingml" in tag:
            self.open.append([])
        elif name in ("tab", "br", "cr"):
            self.add(" ")
        elif name == "noBreakHyphen":
            self.add("-")
        self.taking = name == "t"

    def data(self, text: str) -> None:
        if self.taking:
            self.add(text)

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        self.taking = False
        if name == "Fallback":
            self.fallback -= 1
        elif (
            name == "p"
            and "wordprocessingml" in tag
            and (words := " ".join("".join(self.open.pop()).split()))
        ):
            self.done.append(words)

    def add(self, text: str) -> None:
        if self.open and not self.fallback:
            self.open[-1].append(text)

    def close(self) -> None:
        """End the document: the parser asks for it."""


class _Title:
    """The title among the properties of a document, as a target of the parser."""

    def __init__(self) -> None:
        self.title = ""
        self.taking = False

    def doctype(self, *_: object) -> None:
        raise ValueError(ENTITIES)

    def start(self, tag: str, attributes: object) -> None:
        del attributes
        self.taking = tag.endswith("/dc/elements/1.1/}title")

    def data(self, text: str) -> None:
        self.title += text if self.taking else ""

    def end(self, tag: str) -> None:
        del tag
        self.taking = False

    def close(self) -> None:
        """End the document: the parser asks for it."""

    def given(self) -> str:
        """Return the title, unless a program wrote it."""
        return "" if self.title.strip().lower() in MADE else self.title.strip()


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the text of a document, or the articles of a collection; it tells no day of publication."""
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            most = UNPACKED * settings.largest
            paragraphs, title = _Paragraphs(), _Title()
            _parse(parts, BODY, paragraphs, most)
            if PROPERTIES in parts.namelist():
                _parse(parts, PROPERTIES, title, most)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ParseError,
        KeyError,
        EOFError,
        ValueError,
        RuntimeError,
    ) as error:
        what = f"no Word document that can be read ({error}); save it again, or as plain text"
        yield Refusal(source.where, what)
        return
    text = "\n".join(paragraphs.done)
    if not text:
        yield Refusal(source.where, "a Word document without a text; it may hold pictures alone")
        return
    yield from documents_of(source.where, source.name, text, {"title": title.given()})


def _parse(parts: zipfile.ZipFile, name: str, target: _Paragraphs | _Title, most: int) -> None:
    """Hand a part of a document to the target; a ValueError tells that it is more than it may be."""
    parser = XMLParser(target=target)  # noqa: S314 - the targets refuse entities
    size = 0
    with parts.open(name) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise ValueError(f"more than {most / 1e6:g} MB unpacked; raise --max-size")
            parser.feed(chunk)
    parser.close()
