"""The recipe of docs/exports.md for PostGIS, run as it stands there, on a server of the test's own."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas
import pytest
from geopy.distance import geodesic

from geomap.files.records import Archive, write_records
from geomap.layers import Layers, to_layers
from tests.page_records import records

DOCS = Path(__file__).parents[1] / "docs" / "exports.md"
SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
USER = "postgres"
LYMAN = (37.81, 48.99)
DAYS = (datetime(2031, 3, 24, tzinfo=UTC), datetime(2031, 5, 31, tzinfo=UTC))


@dataclass(frozen=True)
class Database:
    """The database ``front``, and the folder from which the recipe was run."""

    home: Path
    environment: Mapping[str, str]

    def ask(self, query: str) -> list[dict[str, str]]:
        """Return the rows of a query."""
        command = ["psql", "-q", "-d", "front", "--csv", "-c", query]
        told = subprocess.run(
            command, check=True, env=self.environment, capture_output=True, encoding="utf-8"
        )
        return [*csv.DictReader(told.stdout.splitlines(keepends=True))]


def recipe(kind: str) -> str:
    """Return the only block of a kind in the section on PostGIS."""
    section = DOCS.read_text("utf-8").partition("\n## PostGIS\n")[2].partition("\n## ")[0]
    block: str
    (block,) = re.findall(rf"```{kind}\n(.*?)```", section, re.DOTALL)
    return block


@pytest.fixture(scope="module")
def server() -> Iterator[Mapping[str, str]]:
    """Run a server that listens in a folder alone, with a database ``front``; give the environment for it."""
    extension = [*Path("/usr/share/postgresql").glob("*/extension/postgis.control")]
    if not (SERVERS and extension and shutil.which("ogr2ogr") and shutil.which("psql")):
        pytest.skip("Debian's postgresql-postgis and gdal-bin are not installed")
    owner = USER if os.geteuid() == 0 else None  # a server refuses to be root's
    folder = Path(tempfile.mkdtemp(prefix="geomap-pg-", dir="/tmp"))
    data = str(folder / "data")
    control = [str(SERVERS[-1].with_name("pg_ctl")), "-D", data, "-w", "-l", str(folder / "log")]
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    environment = {**os.environ, "PGHOST": str(folder), "PGUSER": USER}
    try:
        if owner:
            shutil.chown(folder, owner)
        create = [str(SERVERS[-1]), "-D", data, "-A", "trust", "-U", USER, "-E", "UTF8", "--locale=C"]
        subprocess.run(create, check=True, stdout=subprocess.DEVNULL, user=owner, cwd="/")
        start = [*control, "-o", options, "start"]
        subprocess.run(start, check=True, stdout=subprocess.DEVNULL, user=owner, cwd="/")
        subprocess.run(["createdb", "front"], check=True, env=environment)
        yield environment
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL, user=owner, cwd="/"
        )
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def layers() -> Layers:
    return to_layers(records(600))


@pytest.fixture(scope="module")
def loaded(server: Mapping[str, str], layers: Layers, tmp_path_factory: pytest.TempPathFactory) -> Database:
    home = tmp_path_factory.mktemp("recipe")
    (home / "maps").mkdir()
    write_records(Archive(documents=(), records=layers.records), home / "maps" / "records.jsonl")
    path = f"{Path(sys.executable).parent}{os.pathsep}{server['PATH']}"
    shell = ["bash", "-euo", "pipefail", "-c", recipe("sh")]
    subprocess.run(shell, check=True, cwd=home, env={**server, "PATH": path}, stdout=subprocess.DEVNULL)
    return Database(home, server)


@pytest.mark.parametrize("table", ["mentions_points", "mentions_areas", "unlocated"])
def test_each_table_holds_the_claims_and_their_times(loaded: Database, layers: Layers, table: str) -> None:
    frame = {"mentions_points": layers.points, "mentions_areas": layers.areas, "unlocated": layers.unlocated}[
        table
    ]
    rows = loaded.ask(
        f"select record_id, claim, extract(epoch from start_time)::bigint as start from {table}"  # noqa: S608
    )
    times = frame["start_time"].map(datetime.timestamp).map(int).map(str)
    assert sorted((row["record_id"], row["claim"], row["start"]) for row in rows) == sorted(
        zip(frame["record_id"], frame["claim"], times, strict=True)
    )


def test_the_query_finds_what_was_near_in_those_days(loaded: Database, layers: Layers) -> None:
    first, last = (f"{day:%Y-%m-%d}" for day in DAYS)
    query = recipe("sql").replace("2022-09-26", first).replace("2022-10-03", last)
    points = layers.points
    far = [
        geodesic(LYMAN[::-1], (lat, lon)).km for lat, lon in zip(points["lat"], points["lon"], strict=True)
    ]
    wanted = points[
        (points["status"] == "reported")
        & (points["dated"] == 1)
        & (points["start_time"] < DAYS[1])
        & (points["end_time"] > DAYS[0])
        & (pandas.Series(far, index=points.index) <= 30)
    ]
    assert 0 < len(wanted) < len(points)
    found = loaded.ask(query)
    assert sorted((row["place_name"], row["claim"]) for row in found) == sorted(
        zip(wanted["place_name"], wanted["claim"], strict=True)
    )


def test_a_later_run_takes_the_place_of_an_earlier_one(loaded: Database) -> None:
    *_, load, index = recipe("sh").splitlines()
    for line in (load, index):
        subprocess.run(["bash", "-c", line], check=True, cwd=loaded.home, env=loaded.environment)
    (row,) = loaded.ask("select count(*), count(distinct record_id) as claims from mentions_points")
    assert row["count"] == row["claims"]
