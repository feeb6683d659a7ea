"""Who held which ground when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GeomapError
from geomap.events.control import COLUMNS, Ground, holder_of, read_control, shipped_control
from geomap.gazetteer import open_gazetteer

HEAD = "\t".join(COLUMNS)
DAYS = st.dates(date(2013, 1, 1), date(2030, 1, 1))


def test_every_unit_of_the_table_is_one_of_the_gazetteer() -> None:
    gazetteer = open_gazetteer()
    unknown = []
    for country, region, unit in shipped_control():
        name = unit or region
        found = gazetteer.candidates(name) if name else ()
        held = [
            candidate.entry
            for candidate in found
            if candidate.entry.country == country and region in (candidate.entry.admin1, candidate.entry.name)
        ]
        if name and not any(entry.name == name and entry.feature_class in "AL" for entry in held):
            unknown.append((country, region, unit))
    assert unknown == []


@given(DAYS)
def test_a_unit_has_one_holder_a_day(day: date) -> None:
    for spans in shipped_control().values():
        assert sum(span.holds(day) for span in spans) <= 1


@pytest.mark.parametrize(
    ("ground", "day", "holder"),
    [
        (Ground("UA", "Donetsk Oblast", "Bakhmut Raion", "Bakhmutska hromada"), date(2023, 3, 1), "UA"),
        (Ground("UA", "Donetsk Oblast", "Bakhmut Raion", "Bakhmutska hromada"), date(2023, 5, 21), None),
        (Ground("UA", "Donetsk Oblast", "Bakhmut Raion", "Bakhmutska hromada"), date(2024, 3, 1), None),
        (Ground("UA", "Donetsk Oblast", "Pokrovsk Raion", "Avdiivska hromada"), date(2025, 3, 1), "RU"),
        (Ground("UA", "Donetsk Oblast", "Bakhmut Raion", "Bakhmutska hromada"), None, None),
        (Ground("UA", "Donetsk Oblast", "Horlivka Raion", "Horlivska hromada"), None, "RU"),
        (Ground("UA", "Donetsk Oblast", None, None), date(2023, 3, 1), None),
        (Ground("UA", None, None, None), date(2023, 3, 1), None),
        (Ground("UA", "Lviv Oblast", "Lviv Raion", "Lvivska hromada"), None, "UA"),
        (Ground("RU", "Kursk Oblast", "Sudzha District", None), date(2024, 12, 1), "UA"),
        (Ground("RU", "Kursk Oblast", "Rylsk District", None), date(2024, 12, 1), "RU"),
        (Ground("PL", None, None, None), date(2024, 12, 1), None),
        (Ground(None, None, None, None), None, None),
    ],
)
def test_the_smallest_unit_tells_who_held_it(ground: Ground, day: date | None, holder: str | None) -> None:
    assert holder_of(ground, day) == holder


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("UA\tSumy Oblast\t\tPL\t\t\tx", "'PL' holds nothing"),
        ("UA\tSumy Oblast\t\tUA\t2022-13-01\t\tx", "a day is YYYY-MM-DD"),
        ("UA\tSumy Oblast\t\tUA\t\t\tx\nUA\tSumy Oblast\t\tRU\t2022-03-01\t\tx", "follow one another"),
    ],
)
def test_a_row_that_cannot_be_is_named(row: str, message: str) -> None:
    with pytest.raises(GeomapError, match=message):
        read_control([HEAD, *row.split("\n")])


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(GeomapError, match="the columns are country"):
        read_control(["unit\theld_by"])
