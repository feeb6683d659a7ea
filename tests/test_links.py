import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geomap.documents import Document, Remark, scan_documents
from geomap.files.explain import explain
from geomap.files.formats import write_layers
from geomap.files.geojson import write_geojson
from geomap.files.html import write_map
from geomap.files.records import Archive, write_records
from geomap.files.unlocated import write_unlocated
from geomap.gazetteer import Gazetteer
from geomap.layers import to_layers
from geomap.links import link_of, without_credentials
from geomap.pipeline import run
from geomap.records import make_records
from tests.command_line import app
from tests.records_of import report


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)//https://example.org",
        "data:text/html,<b>x</b>",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https:example.org",
        "https:///example.org",
        "https://",
        "https://user:pass@",
        "//example.org/x",
        "example.org/x",
        "see https://example.org",
        "",
        None,
    ],
)
def test_only_an_address_of_the_web_is_a_link(address: str | None) -> None:
    assert link_of(address) is None


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTP://Example.org:8080/a?b=c@d#e@f", "HTTP://Example.org:8080/a?b=c@d#e@f"),
        ("https://user@example.org/", "https://example.org/"),
        ("https://user:p@ss:w@example.org/x", "https://example.org/x"),
        ("ht\ttps://us\ner:pass@example.org/x", "https://example.org/x"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://приклад.укр/стаття", "https://приклад.укр/стаття"),
        ('https://example.org/"><b>x</b>', "https://example.org/%22%3E%3Cb%3Ex%3C/b%3E"),
        ("https://example.org/a\u3000b", "https://example.org/a%E3%80%80b"),
        ("https://example.org?mail=a@b.c", "https://example.org?mail=a@b.c"),
    ],
)
def test_a_link_is_kept_without_name_and_password(address: str, link: str) -> None:
    assert link_of(address) == link
    assert link_of(link) == link


def test_credentials_leave_addresses_of_any_kind() -> None:
    assert without_credentials("ftp://user:pass@example.org/x") == "ftp://example.org/x"
    assert without_credentials("mailto:someone@example.org") == "mailto:someone@example.org"


UNFIT = ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://user:secret@example.org/x")


READABLE = (".gpkg", ".kml", ".lpf.json", ".annotations.jsonld", ".geojson", ".geojsonl", ".fgb")
"""Formats in whose bytes a link can be looked for."""


def written(folder: Path, *urls: str) -> dict[str, str]:
    """Return all that is written of records whose articles have these addresses, by the name of the file."""
    records = make_records(
        report(document=f"{i}", url=url, place=place, claimant=f"{i}")
        for i, url in enumerate(urls)
        for place in (report().place, None)
    )
    layers = to_layers(records)
    write_geojson(layers, folder)
    write_unlocated(layers, folder)
    write_map(records, folder / "map.html")
    for ending in READABLE:
        write_layers(layers, folder / f"claims{ending}")
    (folder / "explain").write_text("\n".join(explain(record) for record in records))
    return {path.name: path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir()}


def test_what_is_no_link_leaves_every_export_and_so_do_credentials(tmp_path: Path) -> None:
    files = written(tmp_path, *UNFIT)
    assert len(files) == 5 + len(READABLE)
    for name, text in files.items():
        for unfit in ("javascript:alert", "data:text/html", "file:///etc", "secret"):
            assert unfit not in text, name
        if not name.endswith("areas.geojson"):
            assert "https://example.org/x" in text, name


@pytest.mark.parametrize("address", UNFIT)
def test_an_address_that_makes_an_id_takes_neither_with_it(
    address: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = [{"text": "Missiles struck Kharkiv.", "url": address}]
    if "@" in address:  # a feed's own id may be one, too
        rows.append({"text": "Shells hit Lyman.", "id": f"{address}2"})
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    read = [item for item in scan_documents([tmp_path / "a.jsonl"]) if isinstance(item, Document)]
    assert len(read) == len(rows)
    assert not any(address in document.id for document in read)
    write_map(run(read, gazetteer).records, tmp_path / "map.html")
    assert "secret" not in (tmp_path / "map.html").read_text("utf-8")


def test_an_address_that_is_none_of_the_web_is_told_and_stands_in_no_records(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    rows = [{"text": f"Missiles struck Kharkiv on {n} May.", "url": url} for n, url in enumerate(UNFIT, 1)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    items = list(scan_documents([tmp_path / "a.jsonl"]))
    remark, *read = sorted(items, key=lambda item: isinstance(item, Document))
    assert isinstance(remark, Remark)
    assert remark.what.startswith("the address is none of the web")
    assert remark.what.endswith("(3 documents)")
    documents = tuple(item for item in read if isinstance(item, Document))
    assert len(documents) == len(UNFIT)
    records = run(documents, gazetteer).records
    by_hand = make_records(report(document="h", url=url) for url in UNFIT)
    write_records(Archive(documents=documents, records=(*records, *by_hand)), tmp_path / "records.jsonl")
    project = ["run", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(app, project).exit_code == 0
    for path in (tmp_path / "records.jsonl", tmp_path / "out" / "records.jsonl"):
        text = path.read_text("utf-8")
        assert not [unfit for unfit in ("javascript", "data:text", "file:", "secret") if unfit in text]
        assert "https://example.org/x" in text


def test_credentials_never_come_into_the_records(tmp_path: Path, gazetteer: Gazetteer) -> None:
    line = {"id": "1", "text": "Missiles struck Kharkiv.", "url": "https://user:secret@example.org/x"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line))
    read = [item for item in scan_documents([tmp_path / "a.jsonl"]) if isinstance(item, Document)]
    for documents in (read, [Document(id="1", text=line["text"], url=line["url"])]):
        done = run(documents, gazetteer)
        assert [r.url for record in done.records for r in record.reports] == ["https://example.org/x"]
    write_records(Archive(documents=tuple(read), records=done.records), tmp_path / "records.jsonl")
    assert "secret" not in (tmp_path / "records.jsonl").read_text()
