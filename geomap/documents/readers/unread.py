"""Files of kinds that are not read: what each is, and what to make of it."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple


class _Unread(NamedTuple):
    what: str
    """What it is, and what to do."""
    endings: str
    signs: tuple[bytes, ...] = ()
    """How its bytes begin."""


KINDS = (
    _Unread("an archive of 7-Zip; unpack it, or pack it as .zip", ".7z", (b"7z\xbc\xaf\x27\x1c",)),
    _Unread("an archive of RAR; unpack it, or pack it as .zip", ".rar", (b"Rar!\x1a\x07",)),
    _Unread("packed with Zstandard; unpack it, e.g. with zstd -d", ".zst .zstd", (b"\x28\xb5\x2f\xfd",)),
    _Unread("a packed file; unpack it, or pack it as .gz", ".lz4 .lzma .lz .br .z .cab .arj .sz"),
    _Unread("a Word document of the old kind; save it as .docx", ".doc .dot"),
    _Unread("a template of Word; save it as .docx", ".dotx .dotm"),
    _Unread("a text of OpenDocument; save it as .docx", ".odt .ott .fodt"),
    _Unread("a spreadsheet of OpenDocument; save it as .xlsx or .csv", ".ods .ots .fods"),
    _Unread("a spreadsheet in a binary format; save it as .xlsx or .csv", ".xlsb"),
    _Unread("slides; save them as PDF", ".ppt .pptx .pps .ppsx .odp .key"),
    _Unread("a document of Pages; export it as .docx", ".pages"),
    _Unread("a spreadsheet of Numbers; export it as .csv", ".numbers"),
    _Unread("a document of WordPerfect or Works; save it as .docx", ".wpd .wps"),
    _Unread("a mail of Outlook; save it as .eml", ".msg"),
    _Unread("a mailbox of Outlook; export its mails as .eml or .mbox", ".pst .ost .olm"),
    _Unread("a mail of Apple Mail; save it as .eml", ".emlx"),
    _Unread("a page that Safari saved; save it as HTML", ".webarchive", (b"bplist00",)),
    _Unread("a page in one file of Firefox; save it as HTML", ".maff"),
    _Unread("an old office file; save it as .docx or .xlsx, a mail as .eml", "", (b"\xd0\xcf\x11\xe0",)),
    _Unread("a book; save it as .docx, .html or .txt", ".epub .mobi .azw .azw3 .fb2"),
    _Unread("a scan; save it as PDF with its text", ".djvu .djv"),
    _Unread(
        "a picture; hand in its text",
        ".jpg .jpeg .png .gif .webp .heic .tif .tiff .bmp .avif .svg",
        (b"\xff\xd8\xff", b"\x89PNG", b"GIF8"),
    ),
    _Unread(
        "sound or film; hand in its captions, as .srt or .vtt",
        ".mp3 .mp4 .m4a .wav .ogg .oga .opus .mov .avi .mkv .webm .flac",
        (b"ID3", b"OggS", b"\x1a\x45\xdf\xa3"),
    ),
    _Unread(
        "a database; export its table as .csv", ".db .sqlite .sqlite3 .mdb .accdb", (b"SQLite format 3",)
    ),
    _Unread(
        "a table of statisticians' programs; save it as .csv or .parquet",
        ".feather .arrow .orc .avro .pkl .pickle .rds .rdata .sav .dta .sas7bdat",
    ),
    _Unread("data of maps, no articles", ".geojson .kml .kmz .gpkg .shp .gpx .fgb"),
)


def unread(head: bytes, suffix: str) -> str:
    r"""Return what a file is that is not read, by its lower-case ending or first bytes; nothing if unknown.

    >>> unread(b"Rar!\x1a\x07\x01", ".part1")
    'an archive of RAR; unpack it, or pack it as .zip'
    """
    by_ending = (kind.what for kind in KINDS if suffix and suffix in kind.endings.split())
    by_sign = (kind.what for kind in KINDS if kind.signs and head.startswith(kind.signs))
    return next(chain(by_ending, by_sign), "")
