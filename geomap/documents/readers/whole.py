"""Files that are read in one piece, for the readers that need all of a file before they can tell anything."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import EncodingError, decode
from geomap.documents.kinds import Source


def read_whole(source: Source, settings: Settings) -> bytes | Refusal:
    """Return the bytes of a file; a refusal where they are more than one document may have."""
    with source.open() as file:
        data = file.read(settings.largest + 1)
    if len(data) > settings.largest:
        return too_large(source.where, settings)
    return data


def too_large(where: str, settings: Settings) -> Refusal:
    """Return the refusal of what is more than one document may have."""
    return Refusal(
        where, f"more than {settings.largest / 1e6:g} MB; raise --max-size, or cut it into several"
    )


def read_text(source: Source, settings: Settings) -> Iterator[str | Refusal | Remark]:
    """Yield the text of a file, after what is to be said of its encoding."""
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
    else:
        yield from text_of(data, source, settings)


def text_of(data: bytes, source: Source, settings: Settings) -> Iterator[str | Refusal | Remark]:
    """Yield the text of a file's bytes with line feeds alone, after what is to be said of its encoding."""
    try:
        text, remark = decode(data, settings.encoding)
    except EncodingError as error:
        yield Refusal(source.where, str(error))
        return
    if remark:
        yield Remark(source.where, remark)
    yield text.replace("\r\n", "\n").replace("\r", "\n")
