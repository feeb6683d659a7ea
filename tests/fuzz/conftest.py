from pathlib import Path

import pytest

from geomap.gazetteer import open_gazetteer
from geomap.gazetteer.builtin import BuiltIn
from tests.fuzz.targets import Ground


@pytest.fixture(scope="module")
def ground(gazetteer_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return Ground(open_gazetteer(), BuiltIn(gazetteer_folder), tmp_path_factory.mktemp("fuzz"))
