"""Plain text, and Markdown with what its front matter says."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.documents.collected import documents_of
from geomap.documents.disguise import disguised_bytes
from geomap.documents.document import Refusal, Settings
from geomap.documents.front_matter import split_front_matter
from geomap.documents.kinds import Found, Kind, Read, Source
from geomap.documents.readers.whole import read_whole, text_of

TEXT = (".txt", ".text")
MARKDOWN = (".md", ".markdown")


def _text(source: Source, settings: Settings) -> Iterator[Read]:
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    if what := disguised_bytes(data):
        yield Refusal(source.where, what)
        return
    for item in text_of(data, source, settings):
        if isinstance(item, str):
            yield from documents_of(source.where, source.name, item, {})
        else:
            yield item


def _markdown(source: Source, settings: Settings) -> Iterator[Read]:
    for item in _text(source, settings):
        if not isinstance(item, Found):
            yield item
            continue
        try:
            front = split_front_matter(item.text)
        except ValueError as error:
            yield Refusal(f"{source.where}:1", str(error))
            return
        if front.complaint:
            yield Refusal(f"{source.where}:1", front.complaint, documents=0)
        yield item._replace(text=front.text, given=front.fields)


MARKDOWN_KIND = Kind("Markdown", MARKDOWN, lambda _, suffix: suffix in MARKDOWN, _markdown, single=True)
TEXT_KIND = Kind("text", TEXT, lambda _, suffix: suffix in TEXT, _text, single=True)
KINDS = (MARKDOWN_KIND, TEXT_KIND)
