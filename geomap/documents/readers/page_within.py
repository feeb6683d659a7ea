"""Pages that lie in something else: in a mail's parts, in a web archive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.encodings import EncodingError
from geomap.documents.kinds import Read


class Page(NamedTuple):
    """A page, and what is said of it outside."""

    where: str
    name: str
    data: bytes
    charset: str
    """The encoding that its sender named; an empty one for none."""
    address: str


def page_within(page: Page, settings: Settings) -> Iterator[Read]:
    """Yield what a page gives."""
    from geomap.documents.readers.pages import decode_page, read_page

    try:
        html, remark = decode_page(_as_utf8(page.data, page.charset), settings)
    except EncodingError as error:
        yield Refusal(page.where, str(error))
        return
    if remark:
        yield Remark(page.where, remark)
    yield from read_page(page.where, page.name, html, settings, page.address)


def _as_utf8(data: bytes, charset: str) -> bytes:
    """Return a page as UTF-8 where its sender names an encoding in which it can be read; else as it is."""
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode()
        except (LookupError, ValueError):
            return data
    return data
