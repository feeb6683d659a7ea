"""RTF, read by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.documents.collected import documents_of
from geomap.documents.document import Refusal, Settings
from geomap.documents.kinds import Read, Source
from geomap.documents.readers.extras import not_installed
from geomap.documents.readers.whole import read_whole

BLANKS = re.compile(r"[ \t]+")
EMPTY_LINES = re.compile(r"\n{3,}")


def read(source: Source, settings: Settings) -> Iterator[Read]:
    """Yield the text of a document, or the articles of a collection."""
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError:
        yield not_installed(source.where, "RTF", "office")
        return
    data = read_whole(source, settings)
    if isinstance(data, Refusal):
        yield data
        return
    try:
        # RTF is ASCII: other letters are escapes in the code page that it names.
        text: str = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError, UnicodeError) as error:
        yield Refusal(source.where, f"no RTF that can be read ({error}); save it as plain text")
        return
    text = "\n".join(BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    text = EMPTY_LINES.sub("\n\n", text).strip()
    if not text:
        yield Refusal(source.where, "RTF without a text; save it as plain text")
        return
    yield from documents_of(source.where, source.name, text, {})
