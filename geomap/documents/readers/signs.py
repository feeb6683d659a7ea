"""Kinds whose readers wait until a file of theirs is met: how each is told by its first bytes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from importlib import import_module

from geomap.documents.document import Settings
from geomap.documents.kinds import Kind, Read, Source

ZIP, EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
ZIPS = (".zip", ".wacz")
OTHER_ZIPS = frozenset(
    ".epub .pptx .odt .odp .ods .odg .kmz .jar .apk .whl .xpi .crx .npz .dotx .vsdx .3mf .gdb .qgz".split()
)
"""Files that are zip archives inside and no archives to whoever made them."""
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
TAR_AT, TAR = 257, b"ustar"
PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")
PACKED_SUFFIXES = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
"""Endings of packed files, and what each stands for."""
BLOCK = 512
"""Bytes of what is packed by which it is told."""
WARC = b"WARC/"
PDF = b"%PDF-"
BEFORE = 1_024
"""Bytes that may stand before a PDF begins."""
HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t].*)?|[ \t].*")
MAIL = re.compile(
    rb"^(?:Received|Message-I[Dd]|MIME-Version|Return-Path|Delivered-To|X-Mailer|Content-Type):",
    re.MULTILINE | re.IGNORECASE,
)
SAVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: <Saved by"
    rb"|Content-Type:\s{1,9}multipart/related;\s{1,9}type=\"?text/html)",
    re.MULTILINE | re.IGNORECASE,
)
MAILBOX = b"From "
"""How each mail of a mailbox begins, after an empty line."""


def is_zip(head: bytes, suffix: str) -> bool:
    """Tell a zip archive that is no file of another kind."""
    return suffix in ZIPS or (head.startswith((ZIP, EMPTY_ZIP)) and suffix not in OTHER_ZIPS)


def is_tar(head: bytes, suffix: str) -> bool:
    """Tell a tar archive."""
    return suffix == ".tar" or head[TAR_AT : TAR_AT + len(TAR)] == TAR


def is_packed(head: bytes, suffix: str) -> bool:
    """Tell a file that is packed by itself."""
    return suffix in PACKED_SUFFIXES or head.startswith(PACKED)


def unpacked_head(head: bytes) -> bytes:
    """Return the first bytes of what a gzip file holds, as far as they can be told from its own."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, BLOCK)
    except zlib.error:
        return b""


def is_web_archive(head: bytes, suffix: str) -> bool:
    """Tell a web archive, packed or not."""
    del suffix
    return head.startswith(WARC) or unpacked_head(head).startswith(WARC)


def is_pdf(head: bytes, suffix: str) -> bool:
    """Tell a PDF."""
    return head.startswith(PDF) or (suffix == ".pdf" and PDF in head[:BEFORE])


def is_word(head: bytes, suffix: str) -> bool:
    """Tell a Word document; one whose sign stands too far back is told when the archive is opened."""
    return head.startswith(ZIP) and (suffix in (".docx", ".docm") or b"word/document.xml" in head)


def is_workbook(head: bytes, suffix: str) -> bool:
    """Tell a workbook; one whose sign stands too far back is told when the archive is opened."""
    if head.startswith(ZIP):
        return suffix in (".xlsx", ".xlsm") or b"xl/worksheets/" in head or b"xl/workbook.xml" in head
    return head.startswith(OLD_OFFICE) and suffix == ".xls"


def is_mail(head: bytes, suffix: str) -> bool:
    """Tell a mail."""
    return suffix == ".eml" or has_headers(head)


def is_mailbox(head: bytes, suffix: str) -> bool:
    """Tell a mailbox."""
    rest = head.partition(b"\n")[2]
    return head.startswith(MAILBOX) and (suffix in (".mbox", ".mbx") or has_headers(rest))


def is_saved_page(head: bytes, suffix: str) -> bool:
    """Tell a page that was saved as MHTML."""
    return has_headers(head) and (suffix in (".mhtml", ".mht") or bool(SAVED_PAGE.search(head)))


def has_headers(head: bytes) -> bool:
    """Tell whether a file begins with the headers of a mail."""
    whole = head.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = whole.split(b"\n")
    lines = lines if len(lines) == 1 else lines[:-1]
    return bool(MAIL.search(whole)) and all(map(HEADER.fullmatch, lines))


class _Late:
    """A reader whose module is imported when it first reads."""

    def __init__(self, module: str, function: str = "read") -> None:
        self.module, self.function = module, function

    def __call__(self, source: Source, settings: Settings) -> Iterator[Read]:
        reader = getattr(import_module(f"geomap.documents.readers.{self.module}"), self.function)
        yield from reader(source, settings)


WORD = Kind("Word document", (".docx", ".docm"), is_word, _Late("word"), single=True)
WORKBOOK = Kind("spreadsheet", (".xlsx", ".xlsm", ".xls"), is_workbook, _Late("spreadsheets"))
OFFICE = (
    Kind("PDF", (".pdf",), is_pdf, _Late("pdf"), single=True),
    Kind("RTF", (".rtf",), lambda head, _: head.startswith(b"{\\rtf"), _Late("rich_text"), single=True),
    *(WORD, WORKBOOK),
    Kind("Parquet table", (".parquet",), lambda head, _: head.startswith(b"PAR1"), _Late("parquet")),
)
WEB_ARCHIVE = Kind("web archive", (".warc",), is_web_archive, _Late("web_archives"))
ARCHIVES = (
    Kind("packed file", tuple(PACKED_SUFFIXES), is_packed, _Late("archives")),
    Kind("zip archive", ZIPS, is_zip, _Late("archives")),
    Kind("tar archive", (".tar",), is_tar, _Late("archives")),
)
MAILS = (
    Kind(
        "page saved as MHTML",
        (".mhtml", ".mht"),
        is_saved_page,
        _Late("mail", "read_saved_page"),
        single=True,
    ),
    Kind("mail", (".eml",), is_mail, _Late("mail", "read_mail")),
    Kind("mailbox", (".mbox", ".mbx"), is_mailbox, _Late("mail", "read_mailbox")),
)
