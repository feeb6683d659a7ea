from __future__ import annotations

import json
import re

from typer.testing import CliRunner

from tests.command_line import app

FIELDS = (
    "id name lat lon country admin1 admin2 feature_class feature_code population precision radius_km "
    "matched_as score"
).split()
NOWHERE = {"GEOMAP_GAZETTEER": "", "XDG_DATA_HOME": "/nonexistent"}


def test_names_on_standard_input_are_answered_line_by_line() -> None:
    names = "Сухий Ставок\nQwzxqwzx\n\nKrasny Liman\n"
    result = CliRunner().invoke(app, ["gazetteer", "lookup", "-"], input=names, env=NOWHERE)
    assert result.exit_code == 1, "a name has no answer"
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["name"] for answer in answers] == ["Сухий Ставок", "Qwzxqwzx", "", "Krasny Liman"]
    assert list(answers[0]["candidates"][0]) == FIELDS
    assert answers[1]["candidates"] == []
    assert answers[3]["candidates"][0]["matched_as"] == "former"
    assert answers[3]["candidates"][0]["admin1"] == "Donetsk Oblast"


def test_the_best_comes_first() -> None:
    result = CliRunner().invoke(app, ["gazetteer", "lookup", "--json", "Paris"], env=NOWHERE)
    scores = [candidate["score"] for candidate in json.loads(result.stdout)["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] < 1


def test_a_reader_is_told_how_sure_a_point_is() -> None:
    result = CliRunner().invoke(
        app, ["gazetteer", "lookup", "Novoandriivka", "Robotyne", "Nowhereville"], env=NOWHERE
    )
    assert re.search(r"hromada within \d+(\.\d)? km", result.stdout)
    assert "near within 10 km" in result.stdout
    assert "no place of that name is known" in result.stdout


def test_info_counts_and_credits() -> None:
    result = CliRunner().invoke(app, ["gazetteer", "info"], env=NOWHERE)
    assert "CC BY 4.0" in result.stdout
    assert "KATOTTG" in result.stdout
    assert "Settlements of Ukraine by precision" in result.stdout
