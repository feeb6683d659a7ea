"""Archives and web archives: what lies in them, and what is made to do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import brotli
import pytest

from geomap.documents import Settings
from geomap.documents.readers import archives
from geomap.documents.readers.archives import DEEPEST, harmless
from tests.read import outcome, shown

STRUCK = b"Shells hit Kharkiv on Monday."


def zipped(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return file.getvalue()


MEMBERS = {
    "a.txt": STRUCK,
    "../../b.txt": b"Shells hit Izium.",
    "d/rows.csv": b"id,text\n7,Shells hit Lyman.\n",
    "p.png": b"\x89PNG",
    "__MACOSX/._a.txt": b"\0",
    ".hidden.txt": STRUCK,
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.zip", zipped(MEMBERS)),
        ("x.tar", tarred(MEMBERS)),
        ("x.tar.gz", gzip.compress(tarred(MEMBERS))),
        ("x.tgz", gzip.compress(tarred(MEMBERS))),
        ("x.tar.xz", lzma.compress(tarred(MEMBERS))),
        ("x.bin", zipped(MEMBERS)),
    ],
    ids=shown,
)
def test_members_are_read_as_files_are_under_harmless_names(
    tmp_path: Path, name: str, content: bytes
) -> None:
    read = outcome(tmp_path, name, content)
    assert [one.id for one in read.documents] == [f"{name}/a.txt", f"{name}/b.txt", "7"]
    assert dict(read.left_out) == {"hidden files in archives": 2, ".png files in archives": 1}
    assert read.refusals == ()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", gzip.compress(STRUCK)),
        ("a.txt.bz2", bz2.compress(STRUCK)),
        ("a.txt.xz", lzma.compress(STRUCK)),
    ],
    ids=shown,
)
def test_a_packed_file_goes_by_its_own_name(tmp_path: Path, name: str, content: bytes) -> None:
    assert outcome(tmp_path, name, content).only.id == "a.txt"


def test_archives_in_archives_are_opened_to_a_depth(tmp_path: Path) -> None:
    content = zipped({"x.txt": STRUCK})
    for _ in range(DEEPEST):
        content = zipped({"in.zip": content})
    deep = "in.zip/" * DEEPEST
    assert outcome(tmp_path, "a.zip", content).only.id == f"a.zip/{deep}x.txt"
    read = outcome(tmp_path, "a.zip", zipped({"a.txt": STRUCK, "in.zip": content}))
    assert [one.id for one in read.documents] == ["a.zip/a.txt"]
    assert read.refusals == (
        f"a.zip/{deep}in.zip: archives within archives, more than {DEEPEST} deep; unpack it yourself",
    )


ROWS = b'{"id":"1","text":"' + b"a" * 2_000_000 + b'"}\n'


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.zip", zipped({"b.txt": ROWS}), "a.zip/b.txt: more than"),
        ("a.zip", zipped({"b.jsonl": ROWS}), "a.zip/b.jsonl: more than 200 times its packed size"),
        (
            "a.csv.gz",
            gzip.compress(b"id,text\n1," + ROWS * 60),
            "a.csv.gz: more than 200 times its packed size",
        ),
        (
            "a.tar.gz",
            gzip.compress(tarred({"b.txt": b"\0" * 101_000_000})),
            "a.tar.gz: unpacks to more than 100 MB",
        ),
    ],
    ids=shown,
)
def test_what_is_made_to_fill_a_machine_costs_one_line(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    refusal = outcome(tmp_path, name, content, Settings(largest=1_000_000)).refusal
    assert refusal.startswith(said)
    assert "--max-size" in refusal


def test_what_is_spent_in_archives_within_is_spent_in_all(tmp_path: Path) -> None:
    inner = zipped({f"{i}.txt": STRUCK + bytes([65 + i]) * 90_000 for i in range(6)})
    read = outcome(
        tmp_path, "a.zip", zipped({f"{i}.zip": inner for i in range(60)}), Settings(largest=100_000)
    )
    assert read.refusals[-1] == "a.zip: unpacks to more than 10 MB; raise --max-size, or unpack it yourself"
    assert 6 <= len(read.documents) < 120


def test_too_many_files_end_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives._Budget, "__init__", _set)
    read = outcome(tmp_path, "a.zip", zipped({f"{i}.txt": STRUCK for i in range(4)}))
    assert len(read.documents) == 3
    assert read.refusals[0].startswith("a.zip: more than")


def _set(budget: archives._Budget, left: int, total: int) -> None:
    budget.bytes, budget.total, budget.members = left, total, 3


def test_what_is_damaged_costs_itself(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.txt": STRUCK, "b.txt": b"Shells hit Izium."}))
    content[38] ^= 255
    read = outcome(tmp_path, "a.zip", bytes(content))
    assert [one.id for one in read.documents] == ["a.zip/b.txt"]
    assert read.refusals[0].startswith("a.zip/a.txt: no archive that can be read")
    for name, broken in (
        ("b.zip", bytes(content)[:60]),
        ("c.gz", gzip.compress(STRUCK)[:-9]),
        ("d.tar", b"x" * 600),
    ):
        assert outcome(tmp_path, name, broken).refusal.startswith(f"{name}: no archive that can be read")


def test_a_packed_file_of_another_kind_is_refused_and_no_member_only_counted(tmp_path: Path) -> None:
    assert "no kind of file geomap reads" in outcome(tmp_path, "a.png.gz", gzip.compress(b"\x89PNG")).refusal


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    assert "an archive without a file" in outcome(tmp_path, "a.zip", zipped({})).refusal


def test_names_of_dos_and_a_table_beside(tmp_path: Path) -> None:
    name = "Херсон.txt"
    content = zipped({"AAAAAA.txt": STRUCK, "documents.csv": b"file,title\n"})
    read = outcome(tmp_path, "a.zip", content.replace(b"AAAAAA.txt", name.encode("cp866")))
    assert read.only.id == f"a.zip/{name}"
    assert read.refusals == (
        "a.zip/documents.csv: tells nothing of the files in an archive; unpack it, and hand in the folder",
    )


def test_other_files_that_are_zips_inside_are_no_archives(tmp_path: Path) -> None:
    assert "not a kind of file" in outcome(tmp_path, "a.epub", zipped(MEMBERS)).refusal
    slides = zipped({"[Content_Types].xml": b"", "ppt/a.xml": b""})
    assert "an office file of another kind" in outcome(tmp_path, "a", slides).refusal


@pytest.mark.parametrize("name", ["..", "/", "C:\\", "../.."])
def test_a_name_that_is_only_a_way_out_leaves_nothing(name: str) -> None:
    assert harmless(name) == ""


# --- web archives ----------------------------------------------------------------------------------

PAGE = (
    "<html lang=uk><head><meta property=og:title content='Обстріл'></head><body><article>"
    f"<p>Військові обстріляли Нікополь.</p><p>{'Пошкоджено кілька будинків у Марганці. ' * 8}</p></article>"
)


def record(kind: str, address: str, http: bytes, day: str = "2022-09-07T01:02:03Z") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: {day}\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def response(body: bytes, kind: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


LATER = PAGE.replace("Нікополь", "Ізюм").encode()
CRAWL = (
    record(
        "response", "https://l.example/1", response(PAGE.encode("cp1251"), "text/html; charset=windows-1251")
    )
    + record(
        "response", "https://l.example/1", response(PAGE.encode("cp1251"), "text/html; charset=windows-1251")
    )
    + record(
        "response", "https://l.example/1", response(gzip.compress(LATER), more="Content-Encoding: gzip\r\n")
    )
    + record("response", "https://l.example/p.png", response(b"\x89PNG", "image/png"))
    + record("response", "https://l.example/gone", response(b"<html>", status="404 Not Found"))
    + record("revisit", "https://l.example/1", response(b""))
    + record("request", "https://l.example/1", b"GET /1 HTTP/1.1\r\n\r\n")
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", CRAWL),
        ("a.warc.gz", gzip.compress(CRAWL)),
        (
            "a.wacz",
            zipped({"datapackage.json": b"{}", "pages/pages.jsonl": b"{}\n", "archive/a.warc": CRAWL}),
        ),
    ],
    ids=shown,
)
def test_a_web_archive_gives_pages_by_address(tmp_path: Path, name: str, content: bytes) -> None:
    read = outcome(tmp_path, name, content)
    first, second = read.documents
    assert (first.id, second.id) == ("https://l.example/1", "https://l.example/1@2022-09-07T01:02:03Z")
    assert (first.url, first.published, first.title) == ("https://l.example/1", None, "Обстріл")
    assert "Нікополь" in first.text
    assert "Ізюм" in second.text
    counted = dict(read.left_out)
    assert counted.pop("files of a web archive that hold no pages", 2) == 2
    assert counted == {
        "pages that stand in the archive twice": 1,
        "pictures and other files that belong to pages": 1,
        "pages that the server did not have, or that lie elsewhere": 1,
        "pages that had not changed since an earlier visit": 1,
    }


def test_a_web_archive_that_is_cut_keeps_what_stands_before(tmp_path: Path) -> None:
    whole = record("response", "https://l.example/1", response(PAGE.encode()))
    many = b"".join(record("response", f"https://l.example/{i}", response(PAGE.encode())) for i in range(60))
    read = outcome(tmp_path, "a.warc.gz", gzip.compress(many) + gzip.compress(CRAWL)[:-300])
    assert read.documents[0].id == "https://l.example/0"
    assert read.refusals[-1].startswith("a.warc.gz: damaged from here on")
    assert [one.id for one in read.documents[:60]] == [f"https://l.example/{i}" for i in range(60)]
    few = outcome(tmp_path, "b.warc.gz", gzip.compress(whole) + gzip.compress(CRAWL)[:40])
    assert [one.id for one in few.documents] == ["https://l.example/1"]
    large = outcome(tmp_path, "a.warc", whole, Settings(largest=200))
    assert large.refusal.startswith("a.warc: https://l.example/1: more than 0.0002 MB; raise --max-size")


LONG = PAGE.encode()
CHUNKED = b"%x\r\n%b\r\n" % (len(LONG) - 9, LONG[:-9]) + b"9;x=1\r\n" + LONG[-9:] + b"\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ("Transfer-Encoding: chunked\r\n", CHUNKED),
        ("Transfer-Encoding: chunked\r\n", LONG),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: deflate\r\n", zlib.compress(LONG)),
        ("Content-Encoding: gzip\r\n", LONG),
        ("Content-Encoding: br\r\n", brotli.compress(LONG)),
        ("Content-Encoding: br\r\n", LONG),
    ],
    ids=shown,
)
def test_a_body_is_unpacked_where_it_is_packed_whatever_its_head_says(
    tmp_path: Path, more: str, body: bytes
) -> None:
    content = record("response", "https://l.example/1", response(body, more=more))
    assert "Марганці" in outcome(tmp_path, "a.warc", content).only.text


def test_pages_packed_in_a_way_that_is_not_known_here_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    content = record("response", "https://l.example/1", response(LONG, more="Content-Encoding: br\r\n"))
    ((what, number),) = outcome(tmp_path, "a.warc", content).left_out
    assert (number, "geomap-frontline[archive]" in what) == (1, True)


def test_a_web_archive_without_a_page_is_told(tmp_path: Path) -> None:
    content = record("request", "https://l.example/1", b"GET /1 HTTP/1.1\r\n\r\n")
    assert "without a page" in outcome(tmp_path, "a.warc", content).refusal


def test_what_is_damaged_in_a_web_archive_costs_its_record(tmp_path: Path) -> None:
    good = [record("response", f"https://l.example/{i}", response(LONG)) for i in range(3)]
    good[1] = good[1].replace(b"Content-Length: ", b"Content-Length: x")
    read = outcome(tmp_path, "a.warc", b"".join(good))
    assert [one.id for one in read.documents] == ["https://l.example/0", "https://l.example/2"]
    assert set(read.refusals) == {"a.warc: damaged here; what stands up to the next record is lost"}


def test_files_and_feeds_put_into_a_web_archive_are_read_by_their_kind(tmp_path: Path) -> None:
    feed = (
        '<rss version="2.0"><channel><title>Post</title><item><guid>g1</guid><title>Strike</title>'
        "<description>Missiles struck Kharkiv on Monday.</description></item></channel></rss>"
    )
    page = record("resource", "https://l.example/2", LONG).replace(
        b"application/http; msgtype=response", b"text/html; charset=utf-8"
    )
    crawl = record("response", "https://l.example/rss", response(feed.encode(), "application/rss+xml")) + page
    assert [one.id for one in outcome(tmp_path, "a.warc", crawl).documents] == ["g1", "https://l.example/2"]
