from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap.errors import InputError
from geomap.gazetteer import open_gazetteer
from geomap.gazetteer.adding import silently
from geomap.gazetteer.download import Download, DownloadError, downloads, fetch
from tests.command_line import app
from tests.test_importers import dump_line


def zipped(text: str, member: str = "UA.txt") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, text)
    return packed.getvalue()


WHOLE = zipped("".join(dump_line(n, name=f"Selo {n * 7919}") + "\n" for n in range(1, 3000)))


class Server(ThreadingHTTPServer):
    """A mirror of GeoNames' with the faults that a test asks for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = WHOLE
        self.files: dict[str, bytes] = {}
        """Other files than that of Ukraine, by their path under the address."""
        self.asked: list[str] = []
        self.etag = '"one"'
        self.breaks_after: list[int] = []
        """How many bytes to send before each of the next answers breaks off."""
        self.ranges: list[str | None] = []
        self.understands_ranges = True
        self.sends_on_to = ""
        self.tells_length = True

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/dump/"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        asked = self.headers.get("Range")
        self.server.ranges.append(asked)
        if self.server.sends_on_to:
            self.send_response(302)
            self.send_header("Location", self.server.sends_on_to)
            self.end_headers()
            return
        name = self.path.removeprefix("/dump/")
        self.server.asked.append(name)
        body = self.server.content if name in ("UA.zip", "alternatenames/UA.zip") else None
        body, start = self.server.files.get(name, body), 0
        if body is None:
            self.send_error(404)
            return
        if asked and self.server.understands_ranges and self.headers.get("If-Range") == self.server.etag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                self.send_error(416)
                return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        if self.server.tells_length:
            self.send_header("Content-Length", str(len(body) - start))
        self.send_header("ETag", self.server.etag)
        self.end_headers()
        end = start + self.server.breaks_after.pop(0) if self.server.breaks_after else len(body)
        self.wfile.write(body[start:end])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def wanted(server: Server, tmp_path: Path) -> Download:
    (download,) = downloads(("UA",), tmp_path, address=server.address, with_names=False)
    return download


def test_a_file_arrives_whole(wanted: Download) -> None:
    assert fetch(wanted, silently).read_bytes() == WHOLE
    assert [path.name for path in wanted.target.parent.iterdir()] == ["UA.zip"]


def test_a_broken_transfer_goes_on_where_it_ended(server: Server, wanted: Download) -> None:
    server.breaks_after = [1000, 5000]
    assert fetch(wanted, silently).read_bytes() == WHOLE
    assert server.ranges == [None, "bytes=1000-", "bytes=6000-"]


def test_what_came_is_kept_for_the_next_call(server: Server, wanted: Download) -> None:
    server.breaks_after = [1000, 1000, 1000]
    with pytest.raises(DownloadError, match=r"connection broke .* run the same command again"):
        fetch(wanted, silently)
    assert not wanted.target.exists()
    assert fetch(wanted, silently).read_bytes() == WHOLE
    assert server.ranges[-1] == "bytes=3000-"


def test_a_file_that_changed_meanwhile_is_fetched_anew(server: Server, wanted: Download) -> None:
    server.breaks_after = [1000, 1000, 1000]
    with pytest.raises(DownloadError):
        fetch(wanted, silently)
    server.content, server.etag = zipped(dump_line(5)), '"two"'
    assert fetch(wanted, silently).read_bytes() == server.content


def test_a_server_without_ranges_is_asked_for_all_of_it(server: Server, wanted: Download) -> None:
    server.breaks_after, server.understands_ranges = [1000], False
    assert fetch(wanted, silently).read_bytes() == WHOLE


def test_a_wrong_checksum_is_refused_and_nothing_kept(wanted: Download) -> None:
    fetch(replace(wanted, sha256=hashlib.sha256(WHOLE).hexdigest().upper()), silently)
    wanted.target.unlink()
    with pytest.raises(DownloadError, match=r"UA.zip: has the checksum [0-9a-f]{64}, not 00"):
        fetch(replace(wanted, sha256="0" * 64), silently)
    assert not list(wanted.target.parent.iterdir())


@pytest.mark.parametrize("fault", ["cut", "flipped", "page"])
def test_a_damaged_archive_is_refused_and_nothing_kept(server: Server, wanted: Download, fault: str) -> None:
    if fault == "cut":
        server.content = WHOLE[:-100]
    elif fault == "flipped":
        server.content = WHOLE[:2000] + bytes([WHOLE[2000] ^ 255]) + WHOLE[2001:]
    else:
        server.content = b"<html>Please log in</html>"
    with pytest.raises(DownloadError, match=r"is no whole zip archive|is damaged"):
        fetch(wanted, silently)
    assert not list(wanted.target.parent.iterdir())


def test_a_missing_file_is_said_to_be_missing(server: Server, tmp_path: Path) -> None:
    (download,) = downloads(("QQ",), tmp_path, address=server.address, with_names=False)
    with pytest.raises(DownloadError, match=r"QQ.zip: there is no such file \(404\)"):
        fetch(download, silently)


def test_no_network_is_said(server: Server, wanted: Download) -> None:
    server.shutdown()
    server.server_close()
    with pytest.raises(DownloadError, match=r"cannot be reached .* look at the network"):
        fetch(wanted, silently)


@pytest.mark.parametrize("name", ["../../etc/passwd", "UKR", "", "U/"])
def test_only_codes_become_file_names(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="is neither a country code"):
        downloads((name,), tmp_path, address="http://127.0.0.1/")


@pytest.mark.parametrize("address", ["file:///etc", "ftp://127.0.0.1/"])
def test_only_web_addresses_are_asked(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError, match="no http or https address"):
        downloads(("UA",), tmp_path, address=address)


def test_the_verb_says_what_comes_next_or_does_it(server: Server, tmp_path: Path) -> None:
    target = tmp_path / "mine.sqlite"
    where = ["--to", str(tmp_path), "--from", server.address, "--no-names", "--gazetteer", str(target)]
    result = CliRunner().invoke(app, ["gazetteer", "download", "ua", *where])
    assert result.exit_code == 0
    assert f"next: geomap gazetteer add {tmp_path / 'UA.zip'}" in result.output
    assert not target.exists()
    server.content = zipped(dump_line(7, name="Zelenyi Stav") + "\n" + dump_line(8, lat="95") + "\n")
    result = CliRunner().invoke(app, ["gazetteer", "download", "ua", *where, "--add"])
    assert result.exit_code == 0
    assert "UA.zip: UA.txt: GeoNames dump: 1 places" in result.output
    assert "UA.zip: UA.txt:2: latitude 95" in result.output
    assert target.exists()


def theatre() -> dict[str, bytes]:
    """Return a mirror of four countries: places of Russia in two oblasts by the border and one beyond."""
    made: dict[str, bytes] = {}
    for n, (country, *units) in enumerate(
        (("UA", "05"), ("BY", "02"), ("MD", "58"), ("RU", "09", "86", "71"))
    ):
        first = 90_000_000 + 1000 * n
        places = [(first + k, f"{country} Khutir {unit}", unit) for k, unit in enumerate(units)]
        rows = (dump_line(p, name=name, names="", country=country, admin1=unit) for p, name, unit in places)
        made[f"{country}.zip"] = zipped("".join(f"{row}\n" for row in rows), f"{country}.txt")
        names = [f"{p}\t{p}\tuk\tХутір {name[-2:]} {country}\t1\t\t\t\t\t\n" for p, name, _ in places]
        if country == "RU":
            names.append("7\t1496747\tuk\tНовосибірськ над Об'ю\t\t\t\t\t\t\n")
        made[f"alternatenames/{country}.zip"] = zipped("".join(names), f"{country}.txt")
    return made


def test_one_word_takes_ukraine_its_neighbours_and_the_border_of_russia(
    server: Server, tmp_path: Path
) -> None:
    server.files = theatre()
    target = tmp_path / "mine.sqlite"
    where = ["--to", str(tmp_path), "--from", server.address, "--gazetteer", str(target)]
    result = CliRunner().invoke(app, ["gazetteer", "download", "Ukraine", *where, "--add"])
    assert result.exit_code == 0, result.output
    assert server.asked == [
        f"{folder}{code}.zip" for code in ("UA", "BY", "MD", "RU") for folder in ("", "alternatenames/")
    ]
    assert "RU.zip: RU.txt: GeoNames dump: 2 places, 1 rows that are left out on purpose" in result.output
    assert (
        "RU-alternatenames.zip: RU.txt: GeoNames alternate names: 2 names, 2 rows that are left out"
        in result.output
    )
    assert "5 places of yours" in result.output
    gazetteer = open_gazetteer(target)
    for name in ("UA Khutir 05", "BY Khutir 02", "MD Khutir 58", "RU Khutir 09", "Хутір 86 RU"):
        assert gazetteer.candidates(name), name
    for name in ("RU Khutir 71", "Хутір 71 RU", "Новосибірськ над Об'ю"):
        assert not gazetteer.candidates(name), name


def test_what_is_fetched_by_one_word_is_added_by_the_line_that_it_prints(
    server: Server, tmp_path: Path
) -> None:
    server.files = theatre()
    target = tmp_path / "mine.sqlite"
    where = ["--to", str(tmp_path), "--from", server.address, "--no-names"]
    result = CliRunner().invoke(app, ["gazetteer", "download", "front", *where])
    assert server.asked == ["UA.zip", "RU.zip"]
    line = result.output.splitlines()[-1].removeprefix("next: geomap ")
    assert line.startswith("gazetteer add --within RU=09,10,41,61,86 ")
    assert CliRunner().invoke(app, [*line.split(), "--gazetteer", str(target)]).exit_code == 0
    assert open_gazetteer(target).candidates("RU Khutir 09")
    assert not open_gazetteer(target).candidates("RU Khutir 71")
    whole = CliRunner().invoke(app, ["gazetteer", "download", "front", "ru", *where])
    assert "--within" not in whole.output
    assert server.asked == ["UA.zip", "RU.zip"] * 2


def test_units_that_are_none_are_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["gazetteer", "add", "x.zip", "--within", "RU"])
    assert result.exit_code == 2
    assert "--within: 'RU': give a country and units of it by GeoNames' codes" in result.output


def test_a_redirect_to_where_the_file_could_be_changed_is_not_followed(
    server: Server, wanted: Download
) -> None:
    server.sends_on_to = "http://192.0.2.1/UA.zip"
    with pytest.raises(DownloadError, match=r"sends on to http://192.0.2.1/UA.zip, from where"):
        fetch(wanted, silently)
    assert list(wanted.target.parent.iterdir()) == []


def test_plain_http_needs_the_checksum(
    tmp_path: Path, wanted: Download, monkeypatch: pytest.MonkeyPatch
) -> None:
    afar = replace(wanted, url="http://192.0.2.1/UA.zip")
    with pytest.raises(InputError, match="give an https address, or the checksum of the file with --sha256"):
        fetch(afar, silently)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr("geomap.gazetteer.download.LOCAL", frozenset())  # this server is afar, too, now
    with pytest.raises(InputError, match="by plain http"):
        fetch(wanted, silently)
    given = replace(wanted, sha256=hashlib.sha256(WHOLE).hexdigest())
    assert fetch(given, silently).read_bytes() == WHOLE


@pytest.mark.parametrize("tells_length", [True, False])
def test_what_is_larger_than_any_dump_is_not_kept(
    server: Server, wanted: Download, monkeypatch: pytest.MonkeyPatch, *, tells_length: bool
) -> None:
    monkeypatch.setattr("geomap.gazetteer.download.LARGEST", len(WHOLE) - 1)
    server.tells_length = tells_length
    with pytest.raises(DownloadError, match="which no dump of places is; nothing was kept"):
        fetch(wanted, silently)
    assert list(wanted.target.parent.iterdir()) == []
