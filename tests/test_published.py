import json
from datetime import date
from pathlib import Path

import pytest

import geomap
from geomap.documents import parse_published
from geomap.spans import Days


@pytest.mark.parametrize(
    "written",
    [
        "2016-12-14",
        "2016-12-14T23:30:00-05:00",
        "2016/12/14",
        "2016.12.14",
        "20161214",
        "20161214T205900Z",
        "2016-12-13T22:00:00Z",
        "2016-12-14T23:30:00+02:00",
        "20161214235900",
        "14.12.2016",
        "14.12.2016, 10:00",
        "10:00 14.12.2016",
        "14/12/2016",
        "12/14/2016",
        "14-12-2016 10:00",
        "DEC. 14, 2016, 2:54 AM EST",
        "14th December 2016",
        "Wed, 14 Dec 2016 07:54:00 +0000",
        "14-Dec-2016",
        "14 грудня 2016",
        "середа, 14 грудня 2016 р., 10:00",
        "14 декабря 2016 г.",
        "1481702400",
        "1481702400.5",
        "1481702400000",
    ],
)
def test_a_date_in_the_forms_that_people_and_programs_write_is_read(written: str) -> None:
    assert parse_published(written) == Days.one(date(2016, 12, 14))


def test_a_time_in_utc_is_of_the_day_in_kyiv() -> None:
    assert parse_published("2016-12-14T23:59:00Z") == Days.one(date(2016, 12, 15))
    assert parse_published("Tue, 05 Jul 2022 21:30:00 +0000") == Days.one(date(2022, 7, 6))  # summer time
    assert parse_published("Tue, 06 Dec 2022 21:30:00 GMT") == Days.one(date(2022, 12, 6))
    assert parse_published("1481752800") == Days.one(date(2016, 12, 15))
    assert parse_published("2016-12-14T23:59:00") == Days.one(date(2016, 12, 14))


def test_a_month_and_a_year_are_read_as_long_as_they_are() -> None:
    assert parse_published("2022-02") == Days(date(2022, 2, 1), date(2022, 2, 28))
    assert parse_published("2022") == Days(date(2022, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "31 June 2022",
        "2022-02-30",
        "22-09-05",
        "2022-00",
        "31.02.2022",
        "14.13.2022",
        "44809",
        "5 x 2022",
    ],
)
def test_what_is_no_date_is_refused_with_the_remedy(written: str) -> None:
    with pytest.raises(ValueError, match=r"is no date; give ISO 8601, such as 2022-09-05"):
        parse_published(written)


@pytest.mark.parametrize("written", ["5/9/2022", "05/09/2022", "5-9-2022 10:00"])
def test_a_date_that_may_be_two_days_is_refused_with_both(written: str) -> None:
    with pytest.raises(ValueError, match="may be 2022-09-05 or 2022-05-09; give it as ISO 8601"):
        parse_published(written)


def test_the_same_figure_twice_is_one_day() -> None:
    assert parse_published("05/05/2022") == Days.one(date(2022, 5, 5))


@pytest.mark.parametrize("written", ["9999", "9999-12", "0001-01-01", "1899-12-31", "1.1.2101"])
def test_years_that_no_article_is_from_are_refused(written: str) -> None:
    with pytest.raises(ValueError, match="outside the years 1900 to 2100"):
        parse_published(written)


@pytest.mark.parametrize(
    ("printed", "body", "day"),
    [
        ("2024-07-08T23:30:00-04:00", "Drones hit Sumy on Tuesday at 6 a.m. Kyiv time.", "2024-07-09"),
        ("2024-07-08T22:30:00-04:00", "У вівторок уранці дрони вдарили по Сумах.", "2024-07-09"),
        ("2024-07-08T19:15:00-07:00", "Drones hit Sumy overnight into Tuesday.", "2024-07-08/2024-07-09"),
        ("2025-01-20T21:00:00-0500", "Во вторник дроны ударили по Сумам.", "2025-01-21"),
        # By the clocks of print all is as it was, and at noon it is one day everywhere.
        ("2024-07-08T23:30:00-04:00", "Drones hit Sumy on Monday.", "2024-07-08"),
        ("2025-01-20T11:00:00-05:00", "Drones hit Sumy on Tuesday.", "2025-01-14"),
        ("2025-01-20T21:00:00+02:00", "Drones hit Sumy on Tuesday.", "2025-01-14"),
        ("2024-07-09T08:00:00-04:00", "Drones hit Sumy on Tuesday morning.", "2024-07-09"),
    ],
)
def test_a_weekday_that_has_begun_where_it_happens_is_no_week_old(
    printed: str, body: str, day: str, tmp_path: Path
) -> None:
    source = tmp_path / "x.jsonl"
    source.write_text(json.dumps({"id": "x", "text": body, "published": printed}), "utf-8")
    (record,) = geomap.read(source).records
    assert record.edtf == day
    assert record.status == "reported"
