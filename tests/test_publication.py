import tomllib
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.publication import Publication, date_document
from geomap.publication.stretches import Clue, Stretches, left_by, meet, stretches
from geomap.spans import Days
from geomap.text import read_text
from geomap.times import AnchorError, read_anchors
from geomap.times.anchors import SHIPPED

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


@pytest.mark.parametrize(
    ("body", "start", "end", "language"),
    [
        (
            "Seven months after Russian tanks rolled into Ukraine, a mill burned on Wednesday.",
            "2022-09-16",
            "2022-10-16",
            "en",
        ),
        ("It has been fourteen months since Russia invaded.", "2023-04-16", "2023-05-16", "en"),
        (
            "Two years and a month into the full-scale war, a mill burned on Sunday.",
            "2024-03-16",
            "2024-04-15",
            "en",
        ),
        (
            "A year and a half has passed since the full-scale invasion began.",
            "2023-08-16",
            "2023-09-15",
            "en",
        ),
        ("The invasion, now in its 300th day, has cost him both legs.", "2022-12-20", "2022-12-21", "en"),
        ("Почти три года спустя после начала вторжения школу закрыли.", "2024-12-11", "2025-02-27", "ru"),
        ("The war enters its fifth month.", "2022-06-16", "2022-07-24", "en"),
        (
            "Four months after the Kakhovka dam was destroyed, the fields are dry.",
            "2023-09-28",
            "2023-10-28",
            "en",
        ),
        (
            "Минуло два роки й два місяці від початку повномасштабного вторгнення.",
            "2024-04-16",
            "2024-05-16",
            "uk",
        ),
        (
            "Розпочалася вісімсот двадцять перша доба широкомасштабної агресії.",
            "2024-05-24",
            "2024-05-25",
            "uk",
        ),
        ("Прошло полтора года с начала полномасштабной войны.", "2023-08-16", "2023-09-15", "ru"),
        (
            "Семьсот тридцать пятый день. Хроника\n\nВторжение в Украину идёт.",
            "2024-02-28",
            "2024-02-29",
            "ru",
        ),
    ],
)
def test_a_count_since_an_event_bounds_the_date(body: str, start: str, end: str, language: str) -> None:
    found = dated(body, language=language)
    assert found.days == Days(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("In the first two weeks of the war the town lost its bridges.", "en"),
        ("Six months after the invasion began he had lost both brothers.", "en"),
        ("On Friday he told how he was wounded ten months after Russia invaded Georgia.", "en"),
        ("Nine years of war have emptied the street.", "en"),
        ("In the fifth month of the war his house burned.", "en"),
        ("Через три месяца после начала войны он потерял дом.", "ru"),
        ("Семьсот тридцать пятый день. Хроника\n\nЗабастовка идёт.", "ru"),
    ],
)
def test_a_count_told_as_history_or_of_something_else_dates_nothing(body: str, language: str) -> None:
    assert dated(body, language=language).days is None


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        (
            "Liz Truss, the British prime minister, spoke on 3 October.",
            "2022-10-03",
            "2022-10-25",
        ),
        ("Chancellor Olaf Scholz spoke to President Trump on 2 February.", "2025-02-02", "2025-03-02"),
        ("Foreign Secretary David Lammy said on 3 December that a mill burned.", "2024-12-03", "2024-12-31"),
        ("The raids have grown since October 2024. A mill burned on January 19.", "2025-01-19", "2025-02-16"),
        ("The full-scale war goes on. A mill burned on Tuesday, 5 April.", "2022-04-05", "2022-05-03"),
        (
            "President Biden will speak on 20 March. Premier Rishi Sunak left on 2 March 2024.",
            "2024-01-31",
            "2024-03-20",
        ),
        ("Kherson was freed last week.", "2022-11-09", "2022-12-03"),
        ("Fighting goes on in Lysychansk and in Rubizhne.", "2022-04-15", "2022-06-24"),
        ("He spoke to a baker in occupied Izium.", "2022-03-03", "2022-09-11"),
        ("The Moskva sank last year. Chancellor Olaf Scholz was told.", "2023-01-01", "2023-12-31"),
    ],
)
def test_offices_towns_and_dates_bound_the_date(body: str, start: str, end: str) -> None:
    assert dated(body).days == Days(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    "body",
    [
        "The museum shows how fighting goes on in Lysychansk.",
        "In May fighting raged on the edge of Lysychansk.",
        "Guns are turned on the Lysychansk direction, where fighting goes on.",
        "They want to retake Kherson, which was shelled last week.",
        "He fled from formerly occupied Izium.",
        "The war in Ukraine was the talk of last month.",
        "On 2 February he went to the market. On 9 August 2021, 3 May 2022 and 7 May 2023 he stayed at home.",
        "Over the Toretsk direction drones fly.",
        "A mill burned on 3 January.",
        "Liz Truss, the former British prime minister, spoke on 3 October.",
    ],
)
def test_their_look_alikes_do_not(body: str) -> None:
    assert dated(body).days is None


def test_clues_that_contradict_each_other_leave_the_date_unknown_with_both_reasons() -> None:
    found = dated(
        "Premier Liz Truss spoke of the destruction of the Kakhovka dam, the Kakhovka dam disaster."
    )
    assert found.basis == "unknown"
    assert "contradict" in found.reason
    assert "Truss" in found.reason
    assert "Kakhovka" in found.reason


def test_bulletins_name_stretches_of_the_front() -> None:
    body = (
        "На Курахівському напрямку ворог атакував. На Времівському напрямку - тихо. 5 листопада пішов сніг."
    )
    assert dated(body, language="uk").days == Days(date(2024, 11, 5), date(2024, 12, 3))


def test_a_page_dated_long_after_its_news_is_set_aside() -> None:
    found = dated(f"Wednesday, 4 February, 2026\n\nA mill burned on 20 August, the clerk said. {BODY}")
    assert found.basis == "unknown"
    assert "set aside" in found.reason
    assert dated(f"Wednesday, 4 February, 2026\n\nA mill burned on 30 January. {BODY}").basis == "page"


def test_nothing_in_the_table_is_later_than_its_edition() -> None:
    table = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    days = [
        day
        for kind in ("event", "town", "front", "tenure")
        for row in table[kind]
        for value in row.values()
        for day in (value if isinstance(value, list) else [value])
        if isinstance(day, date)
    ]
    assert len(days) > len(table["tenure"])
    assert max(days) <= table["edition"]


def test_a_table_with_a_day_after_its_edition_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "mine.toml"
    row = '[[front]]\nof = "Mill"\nnames = ["mill"]\nused = [2021-01-01, 2022-01-01]\n'
    table.write_text(f"edition = 2021-06-30\n{row}", encoding="utf-8")
    with pytest.raises(
        AnchorError, match=r"mine.toml: front 1 \(Mill\): 2022-01-01 is later than the edition"
    ):
        read_anchors(table)
    table.write_text(f"edition = 2022-06-30\n{row}", encoding="utf-8")
    assert read_anchors(table).fronts.find("mill")


def test_a_table_of_ones_own_adds_to_the_one_that_ships(tmp_path: Path) -> None:
    table = tmp_path / "mine.toml"
    table.write_text(
        '[[tenure]]\noffice = "Mayor"\ntitles = ["mayor"]\nsurnames = ["kos"]\n'
        "from = 2023-01-01\nto = 2023-06-30\n",
        encoding="utf-8",
    )
    anchors = read_anchors(SHIPPED, table)
    text = read_text(Document(id="x", text="Mayor Kos spoke. A mill burned on 3 May.", language="en"))
    assert date_document(text, anchors=anchors).days == Days(date(2023, 5, 3), date(2023, 5, 31))
    assert date_document(text).days is None
    assert anchors.edition == read_anchors(SHIPPED).edition


def test_clauses_share_a_list_of_words(tmp_path: Path) -> None:
    table = tmp_path / "mine.toml"
    shared = '[words.beside]\nen = ["near", "hill*"]\n'
    event = (
        '[[event]]\nid = "x"\nday = 2023-01-02\n[event.clauses]\nen = ["mill fell|burned !calm|@beside"]\n'
    )
    table.write_text(shared + event, encoding="utf-8")
    (clause,) = read_anchors(table).clauses["en"]
    assert clause.told_in(["the", "mill", "burned"]) == 3
    assert not any(clause.told_in(["the", "mill", "burned", word]) for word in ("near", "hillside", "calm"))


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[[tenure", "cannot be read as TOML"),
        ('[[tenure]]\noffice = "Mayor"\nsurnames = ["kos"]\nfrom = 2023-01-01\n', "titles: no names"),
        ('[[town]]\nof = "Mill"\nfought = [2023-01-01]\n', "town 1 .Mill.: names: no names"),
        ('[[town]]\nof = "Mill"\nnames = ["mill"]\nfought = []\n', "fought: no days"),
        ('[[event]]\nid = "x"\nfrom = 2023-01-02\nto = 2023-01-01\n', "before it starts"),
        (
            '[words.calm]\nen = ["calm"]\n'
            '[[event]]\nid = "x"\nday = 2023-01-02\n[event.clauses]\nen = ["mill fell !@near"]\n',
            "event 1 .x.: @near: no such words",
        ),
    ],
)
def test_a_fault_in_a_table_is_named_with_its_place(tmp_path: Path, written: str, message: str) -> None:
    table = tmp_path / "mine.toml"
    table.write_text(written, encoding="utf-8")
    with pytest.raises(AnchorError, match=f"mine.toml.*{message}"):
        read_anchors(table)


INTERVALS = st.lists(
    st.builds(
        lambda start, length: Days(start, start + timedelta(length)),
        st.dates(date(2014, 1, 1), date(2026, 1, 1)),
        st.integers(0, 900),
    ),
    max_size=4,
)
CLUES = st.lists(st.builds(lambda days: Clue(stretches(days), "a test"), INTERVALS), max_size=6)


def days_in(left: Stretches) -> set[date]:
    return {one.start + timedelta(n) for one in left for n in range(min(one.length, 5000))}


@settings(deadline=None)
@given(CLUES, st.randoms(use_true_random=False))
def test_clues_only_narrow_and_leaving_one_out_never_does(clues: list[Clue], random: Random) -> None:
    left = left_by(clues)
    for clue in clues:
        assert days_in(left) <= days_in(clue.allowed)
    for n in range(len(clues)):
        without = left_by(clues[:n] + clues[n + 1 :])
        assert meet(left, without) == left
    shuffled = random.sample(clues, len(clues))
    assert left_by(shuffled) == left


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
        "Seven months after Russia invaded, it is cold.",
        "Kherson was freed on Friday.",
        "They will meet on May 9.",
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


@pytest.mark.parametrize(
    ("language", "body", "never"),
    [
        # A page of Monday tells of Friday: more than one year is left.
        (
            "uk",
            "Київ. 20 листопада. УНІАН\n\nЗ 11 листопада 2022 року минуло багато. Військо у п'ятницю пішло.",
            "2023-11-20",
        ),
        # A memory of the third day of the war dates no page.
        (
            "uk",
            "Ми стояли в дворі. Було тихо. «На третій день великої війни вони були тут».",
            "2022-10-20",
        ),
        # What "retake" tells of a town may be either of its takings.
        ("ru", "Суджу военные отбили на прошлой неделе.", "2025-03-18"),
        # A date of a plan is no date of news.
        ("ru", "Суджу военные отбили на прошлой неделе. Школу откроют 24 марта.", "2025-03-18"),
    ],
)
def test_no_page_is_dated_off_its_day(language: str, body: str, never: str) -> None:
    found = date_document(read_text(Document(id="x", text=body, language=language))).days
    assert found is None or found.holds(Days.one(date.fromisoformat(never)))


@pytest.mark.parametrize(
    ("language", "body", "told"),
    [
        ("en", "Two weeks ago Avdiivka fell. A farm in Selydove burned.", "2024-02-26/2024-03-11"),
        ("uk", "Два тижні тому впала Авдіївка. Ферма в Селидовому згоріла.", "2024-02-26/2024-03-11"),
        ("ru", "Месяц назад взята Авдеевка. Ферма в Селидово сгорела.", "2024-03-08/2024-04-11"),
        ("en", "Kherson was liberated three months ago, and shells still fall.", "2023-02-01/2023-03-06"),
        ("en", "Two weeks ago Avdiivka had not fallen. A farm in Selydove burned.", None),
        ("en", "They wanted to have taken Avdiivka a month ago. A farm in Selydove burned.", None),
        ("en", "The mayor of Avdiivka bought a farm a month ago. It burned.", None),
    ],
)
def test_a_town_taken_some_time_ago_dates_a_page(language: str, body: str, told: str | None) -> None:
    found = date_document(read_text(Document(id="x", text=body, language=language))).days
    assert (found.edtf() if found else None) == told
