import subprocess
import sys
import zipfile
from pathlib import Path

import geomap

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 25_000_000


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(geomap, name) is not None for name in geomap.__all__)


def test_the_wheel_holds_one_package_with_its_data_and_stays_small(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("geomap_frontline-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"geomap", "geomap_frontline"}
    assert {"geomap/py.typed", "geomap/data/claimants.toml"} <= set(names)
    assert wheel.stat().st_size <= LIMIT
