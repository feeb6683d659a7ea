from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.spans import Days
from geomap.text import read_text
from geomap.times import AnchorError, TimeExpression, find_times, read_anchors

THURSDAY = date(2023, 8, 17)


def times(body: str, reference: date | None = THURSDAY, language: str = "en") -> tuple[TimeExpression, ...]:
    text = read_text(Document(id="x", text=body, language=language))
    return find_times(text, Days.one(reference) if reference else None)


def edtf(body: str, reference: date | None = THURSDAY, language: str = "en") -> list[str | None]:
    return [one.edtf for one in times(body, reference, language)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The depot burned on September 5, 2022.", "2022-09-05"),
        ("The depot burned on 5 September 2022.", "2022-09-05"),
        ("The depot burned on Sept. 5, 2022.", "2022-09-05"),
        ("The depot burned on the 5th of September 2022.", "2022-09-05"),
        ("The depot burned on Monday, September 5, 2022.", "2022-09-05"),
        ("Updated: 05.09.2022", "2022-09-05"),
        ("Updated: 2022-09-05T10:00", "2022-09-05"),
        ("Updated: 27/02/2022", "2022-02-27"),
        ("Shells fell between 5 and 7 July 2022.", "2022-07-05/2022-07-07"),
        ("Drones came on the night of June 2 to 3, 2023.", "2023-06-02/2023-06-03"),
        ("The front froze in the winter of 2022.", "2022-12-01/2023-02-28"),
        ("It was signed in the third quarter of 2021.", "2021-07-01/2021-09-30"),
    ],
)
def test_a_full_date_needs_no_day_of_publication(body: str, expected: str) -> None:
    assert edtf(body, None) == [expected]
    assert edtf(body) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A bridge was hit on Monday.", "2023-08-14"),
        ("A bridge was hit on Thursday.", "2023-08-17"),
        ("A bridge was hit last Thursday.", "2023-08-10"),
        ("The ministers will meet on Monday.", "2023-08-21"),
        ("A bridge was hit yesterday.", "2023-08-16"),
        ("A bridge was hit overnight.", "2023-08-16/2023-08-17"),
        ("A bridge was hit last week.", "2023-08-07/2023-08-13"),
        ("A bridge was hit over the weekend.", "2023-08-12/2023-08-13"),
        ("A bridge was hit two days ago.", "2023-08-15"),
        ("Nine shells fell in the past 24 hours.", "2023-08-16/2023-08-17"),
        ("Nine shells fell over the previous day.", "2023-08-16/2023-08-17"),
        ("A bridge was hit two and a half months ago.", "2023-06"),
        ("A bridge was hit overnight into Tuesday.", "2023-08-14/2023-08-15"),
        ("A bridge was hit at noon on Monday.", "2023-08-14"),
        ("A bridge was hit in October of last year.", "2022-10"),
        ("The minister is set to arrive on Monday.", "2023-08-21"),
        ("A bridge was hit three months ago.", "2023-05"),
        ("A bridge was hit in November.", "2022-11"),
        ("A bridge was hit on December 30.", "2022-12-30"),
        ("The bridge will be closed until September 3.", "2023-09-03"),
        ("A bridge was hit last summer.", "2022-06-01/2022-08-31"),
        ("Shelling over the past three days killed nine.", "2023-08-15/2023-08-17"),
        ("The village was retaken this year.", "2023"),
        ("The mayor spoke on Easter Sunday.", "2023-04-09"),
    ],
)
def test_a_relative_expression_counts_from_publication(body: str, expected: str) -> None:
    assert edtf(body) == [expected]
    assert edtf(body, None) == [None]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Міст підірвали 5 вересня 2022 року.", "2022-09-05"),
        ("Міст підірвали у понеділок.", "2023-08-14"),
        ("Міст підірвали вчора.", "2023-08-16"),
        ("Обстріли тривали з 5 по 7 липня.", "2023-07-05/2023-07-07"),
        ("Удар стався в ніч на 9 серпня.", "2023-08-08/2023-08-09"),
        ("Це сталося минулого тижня.", "2023-08-07/2023-08-13"),
        ("Село звільнили у вересні 2022 року.", "2022-09"),
        ("Село звільнили два тижні тому.", "2023-07-31/2023-08-06"),
        ("Станом на 10.08 бої тривають.", "2023-08-10"),
        ("Завершився 100-й день війни.", "2022-06-03"),
        ("Уранці 5-го липня впав дрон.", "2023-07-05"),
        ("Вночі 16 серпня впав дрон.", "2023-08-16"),
        ("За минулу добу впало дев'ять ракет.", "2023-08-16/2023-08-17"),
        ("За ніч впало дев'ять ракет.", "2023-08-16/2023-08-17"),
        ("Міністри зустрінуться у понеділок.", "2023-08-21"),
    ],
)
def test_ukrainian(body: str, expected: str) -> None:
    assert edtf(body, THURSDAY, "uk") == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Мост взорвали 5 сентября 2022 года.", "2022-09-05"),
        ("Мост взорвали в понедельник.", "2023-08-14"),
        ("Мост взорвали 24 февраля.", "2023-02-24"),
        ("Это произошло на прошлой неделе.", "2023-08-07/2023-08-13"),
        ("Это произошло две недели назад.", "2023-07-31/2023-08-06"),
        ("Удар нанесли в ночь на 9 августа.", "2023-08-08/2023-08-09"),
        ("За последние сутки упало девять ракет.", "2023-08-16/2023-08-17"),
        ("За минувшие сутки упало девять ракет.", "2023-08-16/2023-08-17"),
        ("В течение истекших суток упало девять ракет.", "2023-08-16/2023-08-17"),
        ("Накануне упали девять ракет.", "2023-08-16"),
        ("Село заняли осенью 2022 года.", "2022-09-01/2022-11-30"),
    ],
)
def test_russian(body: str, expected: str) -> None:
    assert edtf(body, THURSDAY, "ru") == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "He may march with 2000 troops.",
        "The march lasted three days.",
        "Bridges are hit every Monday.",
        "The fall of the town came recently.",
        "Readers of the Sunday Times knew.",
        "Some 1,945 shells fell within hours.",
    ],
)
def test_what_names_no_days_has_none(body: str) -> None:
    assert not any(edtf(body))


def test_a_part_of_a_month_narrows_the_event_and_not_the_name() -> None:
    (one,) = times("Talks are expected in early September.")
    assert one.edtf == "2023-09"
    assert one.event_days == Days(date(2023, 9, 1), date(2023, 9, 10))


@pytest.mark.parametrize(
    ("language", "body", "first", "last"),
    [
        ("en", "It burned in the last week of July.", date(2023, 7, 25), date(2023, 7, 31)),
        ("en", "It burned in the second half of July.", date(2023, 7, 16), date(2023, 7, 31)),
        ("en", "It burned in the first half of 2023.", date(2023, 1, 1), date(2023, 6, 30)),
        ("en", "It burned in the first days of July.", date(2023, 7, 1), date(2023, 7, 10)),
        ("uk", "Горіло в останній день липня.", date(2023, 7, 31), date(2023, 7, 31)),
        ("uk", "Горіло у першій половині липня.", date(2023, 7, 1), date(2023, 7, 15)),
        ("ru", "Горело во вторую неделю июля.", date(2023, 7, 8), date(2023, 7, 14)),
        ("ru", "Горело в последних числах июля.", date(2023, 7, 22), date(2023, 7, 31)),
        # No share of the month but the week before that of print.
        ("en", "It burned last week, in August.", date(2023, 8, 7), date(2023, 8, 13)),
        ("uk", "Горіло минулого тижня.", date(2023, 8, 7), date(2023, 8, 13)),
    ],
)
def test_a_share_of_a_month_is_no_week_before_print(
    language: str, body: str, first: date, last: date
) -> None:
    assert times(body, language=language)[0].event_days == Days(first, last)


@pytest.mark.parametrize(
    ("language", "body"),
    [("uk", "Горіло на День Незалежності."), ("en", "It burned on Ukraine's Independence Day.")],
)
def test_a_feast_may_begin_with_the_word_for_a_day(language: str, body: str) -> None:
    assert edtf(body, date(2023, 9, 1), language) == ["2023-08-24"]


def test_since_reaches_to_publication() -> None:
    (one,) = times("The push has dragged on since June.")
    assert one.edtf == "2023-06"
    assert one.event_days == Days(date(2023, 6, 1), THURSDAY)


def test_months_into_the_war_count_from_its_start_and_not_before_it() -> None:
    (one,) = times("Morale is low almost 18 months into the invasion.")
    assert one.days is not None
    assert one.days.start <= date(2023, 8, 24) <= one.days.end
    assert edtf("Morale is low three months into the war.", date(1999, 5, 1)) == [None]


def test_the_following_day_counts_from_the_day_spoken_of() -> None:
    body = "The town fell on March 3, 2022. The following day the bridge was blown up."
    assert edtf(body) == ["2022-03-03", "2022-03-04"]


@pytest.mark.parametrize(
    ("body", "day", "language"),
    [
        ("The autumn of 2021 is over. On September 6 a gun fired.", "2021-09-06", "en"),
        ("The letters stop in May 2022. He wrote little. On 14 May a bridge was hit.", "2022-05-14", "en"),
        ("Книга — про весну 2022 року. 9 квітня горів склад.", "2022-04-09", "uk"),
        (
            "The letters stop in May 2022. On 14 June a bridge was hit.",
            "2023-06-14",
            "en",
        ),  # of no such month
        ("It has gone on since July 2022. On 14 July a bridge was hit.", "2023-07-14", "en"),
        ("The letters stop in July 2022.\n\nOn 14 July a bridge was hit.", "2023-07-14", "en"),
        ("The floods were in 1970. On 14 July a bridge was hit.", "2023-07-14", "en"),
        ("In 2021 the river rose. On 14 May a bridge fell. On 2 August it was mended.", "2021-08-02", "en"),
        ("In 2021 he opened a shop. On 9 August a drone hit it.", "2023-08-09", "en"),  # news
        ("The war began on 24 February 2022. On 1 March a bridge fell.", "2022-03-01", "en"),
        ("The town was freed on 1 August 2022. On 9 August a bus was hit.", "2023-08-09", "en"),
        ("## 2021\n\n### May\n\n* 3 May - A bridge was hit.", "2021-05-03", "en"),
        ("## 2021\n\n### May\n\nIt rained.\n\n## Today\n\nOn 3 May a bridge was hit.", "2023-05-03", "en"),
        ("## 2021 рік\n\n### Травень\n\n3 травня впав міст.", "2021-05-03", "uk"),
        ("On 7 April 2022 soldiers left.", "2022-04-07", "en"),
    ],
)
def test_a_day_without_a_year_is_of_the_period_last_told_of(body: str, day: str, language: str) -> None:
    assert edtf(body, language=language)[-1] == day


def test_a_date_lies_within_a_year_of_print() -> None:
    text = read_text(
        Document(id="x", text="Shells fell on March 11. On 30 November it rained.", language="en")
    )
    found = find_times(text, Days(date(2022, 1, 1), date(2022, 12, 31)))
    assert [one.edtf for one in found] == ["2022-03-11", "2022-11-30"]


def test_a_caption_is_no_talk_of_the_text() -> None:
    body = (
        "A mill burned on August 3.\n\nA choir sings on July 1, 2022 (photo: agency)\n\nThat day it rained."
    )
    assert edtf(body) == ["2023-08-03", "2022-07-01", "2023-08-03"]
    assert edtf(body.replace(" (photo: agency)", "."))[-1] == "2022-07-01"


def test_years_ago_today_and_years_since() -> None:
    assert edtf("Ten years ago today the club was opened.") == ["2013-08-17"]
    assert edtf("It is three years since the club was opened.") == ["2020-07-03/2020-10-01"]
    (one,) = times("Two years ago the club burned down.")
    assert one.edtf == "2021"
    assert one.event_days == Days(date(2021, 5, 18), date(2021, 11, 16))


def test_a_street_named_after_a_day_tells_none() -> None:
    assert edtf("На улице 8 Марта открыли школу.", language="ru") == [None]
    assert edtf("На вул. 9 Травня відкрили школу.", language="uk") == [None]
    assert edtf("8 марта открыли школу.", language="ru") == ["2023-03-08"]


def test_this_weekend_follows_the_tense() -> None:
    monday = date(2023, 8, 14)
    assert edtf("The town fell this weekend.", monday) == ["2023-08-12/2023-08-13"]
    assert edtf("They will meet this weekend.", monday) == ["2023-08-19/2023-08-20"]


def test_a_verb_that_is_to_happen_puts_its_month_ahead() -> None:
    autumn = date(2023, 10, 9)
    assert edtf("В январе войска захватят город.", autumn, "ru") == ["2024-01"]
    assert edtf("В январе войска захватили город.", autumn, "ru") == ["2023-01"]
    assert edtf("У травні почнуть латати міст.", autumn, "uk") == ["2024-05"]
    assert edtf("У травні почали латати міст.", autumn, "uk") == ["2023-05"]
    assert edtf("Хотіли захопити місто у травні.", autumn, "uk") == ["2023-05"]


def test_easter_is_of_the_nearer_rite() -> None:
    assert edtf("They met at Easter.", date(2022, 4, 17)) == ["2022-04-17"]
    assert edtf("They met at Easter.", date(2022, 4, 25)) == ["2022-04-24"]


def test_a_slashed_date_of_two_readings_waits_for_a_day_of_publication() -> None:
    assert edtf("Updated: 02/03/2022", None) == [None]
    assert edtf("Updated: 02/03/2022", date(2022, 3, 4)) == ["2022-03-02"]


def test_a_running_report_counts_from_its_own_stamps() -> None:
    body = "4 May 2022 09.10 A mill burned today.\n\n3 May 2022 21.40 Talks will go on tomorrow."
    assert edtf(body) == ["2022-05-04", "2022-05-04", "2022-05-03", "2022-05-04"]
    assert edtf("4 May 2022 09.10 A mill burned today.") == ["2022-05-04", "2023-08-17"]


def test_what_lasts_to_the_day_of_print_is_no_time_of_an_event() -> None:
    (one,) = times("It is calm after two years of war.", date(2024, 3, 1))
    assert one.days is None
    (one,) = times("It is calm two years into the war.", date(2024, 3, 1))
    assert one.days is not None
    assert one.to_print


def test_an_uncertain_publication_leaves_weekdays_open_and_months_told() -> None:
    text = read_text(Document(id="x", text="The depot hit on Monday had been empty since last month."))
    found = find_times(text, Days(date(2022, 9, 8), date(2022, 9, 30)))
    assert [one.edtf for one in found] == [None, "2022-08"]


def test_a_table_of_anchors_can_be_extended_and_says_what_is_wrong(tmp_path: Path) -> None:
    table = tmp_path / "mine.toml"
    table.write_text(
        '[[event]]\nid = "flood"\nday = 2021-07-14\n[event.nouns]\nen = ["flood"]\n', encoding="utf-8"
    )
    text = read_text(Document(id="x", text="It was the second day of the flood."))
    (one,) = find_times(text, None, anchors=read_anchors(table))
    assert one.edtf == "2021-07-15"
    table.write_text('[[event]]\nid = "flood"\n', encoding="utf-8")
    with pytest.raises(AnchorError, match=r"mine.toml: event 1 \(flood\): no day"):
        read_anchors(table)


WORDS = st.sampled_from(
    "on last next this the a two 31 5 2022 February Monday Friday morning week weeks month year ago later "
    "earlier since until early late of , . - night into will was day third quarter summer in weekend "
    "today".split()
)
DAYS = st.dates(date(1900, 1, 1), date(2090, 1, 1))


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25), DAYS, st.integers(0, 40))
def test_an_interval_never_ends_before_it_starts_and_spans_never_overlap(
    words: list[str], day: date, length: int
) -> None:
    text = read_text(Document(id="x", text=" ".join(words), language="en"))
    found = find_times(text, Days(day, day + timedelta(length)))
    for one in found:
        assert one.days is None or one.days.start <= one.days.end
        assert (one.days is None) == (one.edtf is None)
    for one, two in pairwise(found):
        assert one.span.end <= two.span.start


@settings(deadline=None)
@given(st.lists(WORDS, max_size=25), DAYS, DAYS)
def test_another_day_of_publication_moves_what_hangs_on_it_and_nothing_else(
    words: list[str], one_day: date, other_day: date
) -> None:
    text = read_text(Document(id="x", text=" ".join(words), language="en"))
    ones = find_times(text, Days.one(one_day))
    others = find_times(text, Days.one(other_day))
    without = find_times(text, None)
    assert [x.span for x in ones] == [x.span for x in others] == [x.span for x in without]
    for one, other, bare in zip(ones, others, without, strict=True):
        if bare.days is not None:
            assert one.days == other.days == bare.days


@settings(deadline=None)
@given(st.sampled_from(["Monday", "Tuesday", "Wednesday", "Sunday"]), DAYS, st.integers(-400, 400))
def test_weekdays_shift_with_publication_and_dates_do_not(weekday: str, day: date, weeks: int) -> None:
    body = f"A mill burned on {weekday}. It was built on 7 May 1999."
    one, fixed = times(body, day)
    other, same = times(body, day + timedelta(7 * weeks))
    assert one.days is not None
    assert other.days == one.days.shifted(7 * weeks)
    assert fixed == same


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("В ночь с 5-го на 6-е июня упали снаряды.", "ru", "2023-06-05/2023-06-06"),
        ("З 5-го по 7-е червня падали снаряди.", "uk", "2023-06-05/2023-06-07"),
        ("6-го июня упали снаряды.", "ru", "2023-06-06"),
    ],
)
def test_days_in_figures_bear_a_suffix_of_their_case(body: str, language: str, expected: str) -> None:
    assert edtf(body, language=language) == [expected]
