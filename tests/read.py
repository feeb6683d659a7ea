"""What the readers of files make of bytes, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geomap.documents import Document, Refusal, Remark, Settings, scan_documents
from geomap.documents.document import LeftOut


@dataclass(frozen=True, slots=True)
class Outcome:
    """The documents of a file, and what is said of the rest, without the path of its folder."""

    documents: tuple[Document, ...]
    refusals: tuple[str, ...]
    remarks: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]

    @property
    def only(self) -> Document:
        """The one document that there is."""
        (document,) = self.documents
        return document

    @property
    def refusal(self) -> str:
        """What is said of a file that gives no document."""
        assert self.documents == ()
        (refusal,) = self.refusals
        return refusal


def outcome(
    folder: Path,
    name: str,
    content: bytes | str,
    settings: Settings | None = None,
    *,
    also: Sequence[str] = (),
) -> Outcome:
    """Write a file and return what becomes of it, and of others that are there, which are read before it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(scan_documents([*(folder / other for other in also), path], settings=settings))
    told = {Refusal: [], Remark: []}  # type: dict[type, list[str]]
    for item in found:
        if isinstance(item, Refusal | Remark):
            told[type(item)].append(str(item).replace(f"{folder}/", ""))
    kinds = [kind for item in found if isinstance(item, LeftOut) for kind in item.kinds]
    return Outcome(
        tuple(item for item in found if isinstance(item, Document)),
        tuple(told[Refusal]),
        tuple(told[Remark]),
        tuple((what, number) for what, number, _ in kinds),
    )


def shown(value: object) -> str:
    """Return a short name of a parameter: bytes that hold the time of day must not name a test."""
    return value[:30] if isinstance(value, str) else type(value).__name__
