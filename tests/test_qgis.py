"""QGIS itself opens the GeoPackage; ``make qgis-test``, where QGIS and its Python are installed."""

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from geomap.files.formats import write_layers
from geomap.layers import to_layers
from tests.page_records import records

PYTHON = os.environ.get("QGIS_PYTHON", "/usr/bin/python3")
DAY = date(2031, 3, 20)


@pytest.mark.qgis
def test_qgis_opens_the_layers_styled_and_timed_and_shows_the_claims_of_a_day(tmp_path: Path) -> None:
    if subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True).returncode:
        pytest.skip(f"{PYTHON} has no QGIS; install it, or name another Python in QGIS_PYTHON")
    layers = to_layers(records(400, places=40, days=60))
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
        assert 'href="https://' in found["tip"]
        start, end = DAY.isoformat(), (DAY + timedelta(1)).isoformat()
        of_day = frame[(frame["start_time"] < end) & (frame["end_time"] > start)]
        assert found["day"] == sorted(of_day["record_id"])
    assert picture.stat().st_size > 10_000
