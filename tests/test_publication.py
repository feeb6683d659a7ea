from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.publication import Publication, date_document
from geomap.spans import Days
from geomap.text import read_text

BODY = (
    "The village council met in the school because its own house had lost the roof, and the clerk read "
    "out the list of those who had asked for boards, nails and glass before the cold set in over the hills."
)


def dated(body: str, url: str | None = None, language: str = "en") -> Publication:
    return date_document(read_text(Document(id="x", text=body, url=url, language=language)))


def test_what_the_user_gave_counts() -> None:
    given_day = Days.one(date(2023, 5, 2))
    text = read_text(Document(id="x", text=f"May 9, 2024\n\n{BODY}", published=given_day))
    assert date_document(text).days == given_day
    assert date_document(text).basis == "given"


def test_a_given_day_that_the_text_contradicts_is_kept_and_said_so() -> None:
    given_day = Days.one(date(2026, 5, 1))
    body = f"Prime Minister Liz Truss visited the ward with President Joe Biden. {BODY}"
    found = date_document(read_text(Document(id="x", text=body, published=given_day)))
    assert (found.days, found.basis) == (given_day, "given")
    assert "speaks against it" in found.reason
    assert "Truss" in found.reason


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 Jul, 2023 09:15", date(2023, 7, 12)),
        ("Published: July 12, 2023", date(2023, 7, 12)),
        ("By Maria Kos | July 12, 2023", date(2023, 7, 12)),
        ("Wednesday, 12 July, 2023", date(2023, 7, 12)),
        ("27/07/2023", date(2023, 7, 27)),
        ("12.07.2023, 18:40", date(2023, 7, 12)),
    ],
)
def test_a_line_of_its_own_dates_the_page(line: str, day: date) -> None:
    found = dated(f"Roofs for the winter\n\n{line}\n\n{BODY}")
    assert (found.days, found.basis) == (Days.one(day), "page")


def test_a_date_among_the_related_links_does_not() -> None:
    assert dated(f"Roofs for the winter\n\n{BODY}\n\nPOPULAR\nA\nB\nC\nFeb. 23, 2023").basis == "unknown"


@pytest.mark.parametrize(
    ("url", "days"),
    [
        ("https://example.org/2023/07/12/roofs", Days.one(date(2023, 7, 12))),
        ("https://example.org/news/roofs-july-12-2023", Days.one(date(2023, 7, 12))),
        ("https://example.org/2023/07/roofs", Days(date(2023, 7, 1), date(2023, 7, 31))),
    ],
)
def test_an_address_may_tell(url: str, days: Days) -> None:
    found = dated(BODY, url)
    assert (found.days, found.basis) == (days, "url")


def test_a_header_that_the_weekdays_contradict_is_set_aside_and_said_so() -> None:
    found = dated(f"Wednesday, 12 July, 2023\n\nThe mill burned down early on Friday morning. {BODY}")
    assert found.basis == "unknown"
    assert "set aside" in found.reason
    assert "Friday" in found.reason
    near = dated(f"Wednesday, 12 July, 2023\n\nThe mill burned down early on Tuesday morning. {BODY}")
    assert near.days == Days.one(date(2023, 7, 12))


def test_a_header_after_the_end_of_an_office_is_set_aside() -> None:
    body = f"Prime Minister Liz Truss visited the ward with President Joe Biden. {BODY}"
    assert dated(f"3 March, 2024\n\n{body}").basis == "page"
    found = dated(f"3 March, 2026\n\n{body}")
    assert found.days == Days(date(2022, 9, 6), date(2022, 10, 25))
    assert found.basis == "inferred"
    assert "set aside" in found.reason


def test_a_former_holder_bounds_nothing() -> None:
    assert dated(f"The former prime minister Liz Truss visited the ward. {BODY}").basis == "unknown"


def test_months_into_the_war_bound_the_date() -> None:
    found = dated(f"Morale sank almost seven months into the full-scale invasion. {BODY}")
    assert found.days is not None
    assert found.days.start <= date(2022, 9, 15) <= found.days.end
    assert found.days.length <= 31


def test_a_day_without_its_year_bounds_the_date_where_only_one_year_is_possible() -> None:
    body = f"Prime Minister Liz Truss spoke of the mill that burned on October 3. {BODY}"
    found = dated(body)
    assert found.days is not None
    assert found.days.start == date(2022, 10, 3)
    assert dated(f"They spoke of the mill that burned on October 3. {BODY}").days is None


def test_the_first_weekday_tells_the_year_of_a_dateline() -> None:
    body = f"KYIV, Aug 16 - Russian drones hit a silo before dawn on Wednesday, the mayor said. {BODY}"
    assert dated(body).days == Days.one(date(2023, 8, 16))
    assert dated(body.replace("on Wednesday", "at home")).days is None


def test_a_bulletin_is_printed_soon_after_the_day_it_covers() -> None:
    found = dated(f"Evening Situation Report, July 12, 2023\n\n{BODY}")
    assert found.basis == "inferred"
    assert found.days == Days(date(2023, 7, 12), date(2023, 7, 14))


def test_ukrainian() -> None:
    found = dated("Опубліковано: 12 липня 2023 року\n\nУ селі ремонтують дах школи.", language="uk")
    assert found.days == Days.one(date(2023, 7, 12))
    found = dated("Сьогодні вже 100-й день війни, і школа знову відчинена.", language="uk")
    assert found.days == Days(date(2022, 6, 3), date(2022, 6, 4))


def test_nothing_told_is_unknown_and_says_so() -> None:
    found = dated(BODY)
    assert found.days is None
    assert found.basis == "unknown"
    assert found.reason


LINES = st.sampled_from(
    [
        "3 March, 2024",
        "Updated: 02/03/2022",
        "The mill burned on Monday.",
        "It was almost a year into the invasion.",
        "Prime Minister Liz Truss went there.",
        "Defence Minister Sergei Shoigu went there on June 5.",
        "On the 40th day of the war, it is quiet.",
        "Fighting goes on in Soledar.",
        "Assaults near Soledar failed on January 3.",
        BODY,
    ]
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=8))
def test_days_are_there_exactly_where_a_basis_is(lines: list[str]) -> None:
    found = dated("\n\n".join(lines))
    assert (found.days is None) == (found.basis == "unknown")
    if found.days is not None:
        assert found.days.start <= found.days.end
        assert found.days.end - found.days.start < timedelta(366)
