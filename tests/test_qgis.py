"""QGIS itself opens the GeoPackage; ``make qgis-test``, where QGIS and its Python are installed."""

import json
import os
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pandas
import pytest

from geomap.files.formats import write_layers
from geomap.layers import to_layers
from geomap.records import Record
from tests.page_records import records

PYTHON = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
DAY = date(2031, 3, 20)
MARKUP = "</p><script>alert(1)</script>[% 1 + 1 %]"


class Tip(HTMLParser):
    """The elements of a map tip, its text, and where its links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.links: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def claims() -> tuple[Record, ...]:
    """Return claims: of every third the article has no address, of every fifth it tries to be markup."""
    told = []
    for n, record in enumerate(records(400, places=40, days=60)):
        first, *others = record.reports
        url = None if n % 3 == 0 else first.url
        if n % 5 == 0:
            first = replace(first, publisher=MARKUP, claimant=MARKUP, url=url and f'{url}?"><b>{MARKUP}')
        else:
            first = replace(first, url=url)
        told.append(replace(record, reports=(first, *others)))
    return tuple(told)


@pytest.mark.qgis
def test_qgis_opens_the_layers_styled_and_timed_and_shows_the_claims_of_a_day(tmp_path: Path) -> None:
    if subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True).returncode:
        pytest.skip(f"{PYTHON} has no QGIS; install it, or name another Python in QGIS_PYTHON")
    layers = to_layers(claims())
    path = write_layers(layers, tmp_path / "claims.gpkg")
    picture = Path(os.environ.get("QGIS_PICTURE", tmp_path / "day.png"))
    done = subprocess.run(
        [PYTHON, str(Path(__file__).parent / "qgis_client.py"), str(path), DAY.isoformat(), str(picture)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        env={"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "PATH": os.environ["PATH"]},
    )
    told = json.loads(done.stdout)
    assert set(told) == {"mentions_points", "mentions_areas"}
    for name, frame in (("mentions_points", layers.points), ("mentions_areas", layers.areas)):
        found = told[name]
        assert (found["crs"], found["timed"], found["faults"]) == ("EPSG:4326", True, [])
        assert found["shown"] == list(frame.columns)[:12]
        assert found["actions"] == ["Open the article"]
        assert_tips_hold_text_and_link(found["tips"], frame.set_index("record_id"))
        assert sum("<a href" in label for label in found["linked"]) == 1, "a form has the link too"
        start, end = DAY.isoformat(), (DAY + timedelta(1)).isoformat()
        of_day = frame[(frame["start_time"] < end) & (frame["end_time"] > start)]
        assert found["day"] == sorted(of_day["record_id"])
    assert picture.stat().st_size > 10_000


def assert_tips_hold_text_and_link(tips: dict[str, str], frame: pandas.DataFrame) -> None:
    assert set(tips) == set(frame.index)
    assert set(frame["url"].eq("")) == {True, False}
    for name, html in tips.items():
        tip, url, source = Tip(html), str(frame.loc[name, "url"]), str(frame.loc[name, "source"])
        linked = ["a"] if url else []
        assert tip.elements == ["h3", "p", "p", "p", *linked], "what an article says stays text"
        assert tip.links == [url] * len(linked)
        assert (source or url) in "".join(tip.texts)
