import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import geomap

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 25_000_000


def test_every_public_name_can_be_had() -> None:
    assert all(getattr(geomap, name) is not None for name in geomap.__all__)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("geomap_frontline-*.whl")
    return built


def test_the_wheel_holds_one_package_with_its_data_and_stays_small(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"geomap", "geomap_frontline"}
    assert {"geomap/py.typed", "geomap/data/claimants.toml"} <= set(names)
    assert wheel.stat().st_size <= LIMIT


def test_the_wheel_holds_the_text_of_every_licence_it_names(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        told = message_from_bytes(files.read(name))
        texts = [files.read(name).decode() for name in files.namelist() if "licen" in name.lower()]
    signs = {
        "MIT": "Permission is hereby granted, free of charge",
        "Apache-2.0": "Apache License\n                           Version 2.0",
        "BSD-2-Clause": "BSD 2-Clause License",
        "BSD-3-Clause": "BSD 3-Clause License",
        "CC-BY-4.0": "Creative Commons Attribution 4.0 International Public License",
        "ISC": "ISC License",
        "Unicode-3.0": "UNICODE LICENSE V3",
        "LicenseRef-SCOWL": "Copyright 2000-2016 by Kevin Atkinson",
    }
    assert sorted(told["License-Expression"].split(" AND ")) == sorted(signs)
    assert [licence for licence, sign in signs.items() if not any(sign in text for text in texts)] == []


def test_what_an_index_shows_of_the_readme_has_no_dead_link_and_no_picture(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        shown = files.read(name).decode().partition("\n\n")[2]
    assert shown.startswith("# geomap\n")
    assert "docs/evaluation.md" in shown
    assert re.findall(r"\]\((?!https?:)[^)]*\)", shown) == []
