"""Dates in stories of the past: the year told once, and what goes on from there without it."""

from datetime import date

import pytest

from geomap.documents import Document
from geomap.spans import Days
from geomap.text import read_text
from geomap.times import TimeExpression, find_times

SATURDAY = date(2024, 2, 10)


def times(body: str, language: str = "en", published: date = SATURDAY) -> tuple[TimeExpression, ...]:
    return find_times(read_text(Document(id="x", text=body, language=language)), Days.one(published))


def told(body: str, language: str = "en", published: date = SATURDAY) -> list[str | None]:
    """Return the days of the events that the expressions of a text date."""
    found = times(body, language, published)
    return [one.event_days.edtf() if one.event_days else None for one in found]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("The mill burned the summer before last.", "en", "2022-06-01/2022-08-31"),
        ("The mill burned the year before last.", "en", "2022"),
        ("Млин згорів позаминулого літа.", "uk", "2022-06-01/2022-08-31"),
        ("Млин згорів позаторік.", "uk", "2022"),
        ("Мельница сгорела позапрошлой зимой.", "ru", "2021-12-01/2022-02-28"),
        ("The mill burned last summer.", "en", "2023-06-01/2023-08-31"),  # only the last one
        ("Two years ago the mill burned.", "en", "2021-11-11/2022-05-12"),  # about that day
        ("Half a year ago the mill burned.", "en", "2023-08"),
        ("Півроку тому згорів млин.", "uk", "2023-08"),
        ("Пів року тому згорів млин.", "uk", "2023-08"),
        ("Рік тому згорів млин.", "uk", "2022-11-11/2023-05-12"),
        ("Два з половиною роки тому згорів млин.", "uk", "2021-11-11/2022-05-12"),
        ("Полгода назад сгорела мельница.", "ru", "2023-08"),
        ("It burned on 6 June of last year.", "en", "2023-06-06"),
        ("It burned on the second of May last year.", "en", "2023-05-02"),
        ("It burned on the twenty-first of May.", "en", "2023-05-21"),
        ("Другого травня торік млин згорів.", "uk", "2023-05-02"),
        ("Двадцять першого травня 2022 року млин згорів.", "uk", "2022-05-21"),
        ("Второго мая прошлого года мельница сгорела.", "ru", "2023-05-02"),
        ("Год тому назад мельница сгорела.", "ru", "2022-11-11/2023-05-12"),
        ("У лютому-березні 2022 року тут стояли танки.", "uk", "2022-02-01/2022-03-31"),
        ("Tanks stood here in November-February 2023.", "en", "2022-11-01/2023-02-28"),
        ("Two years ago this week the mill burned.", "en", "2022-02-10"),
        ("This day last year the mill burned.", "en", "2023-02-10"),
        ("This week the mill burned.", "en", "2024-02-05/2024-02-11"),
    ],
)
def test_a_time_tells_its_year(body: str, language: str, expected: str) -> None:
    assert told(body, language) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Shells fell from May to July 2022.", ["2022-05", "2022-07"]),
        ("Shells fell from November to February 2023.", ["2022-11", "2023-02"]),
        ("Shells fell on 30 April, 2 May 2022.", ["2022-04-30", "2022-05-02"]),
        # a year shared by nothing but a range or a list
        ("Shells fell in May on what burned in July 2022.", ["2023-05", "2022-07"]),
        ("Shells fell in May. July 2022 was calm.", ["2023-05", "2022-07"]),
    ],
)
def test_the_year_of_the_last_of_a_range_is_that_of_the_first(body: str, expected: list[str]) -> None:
    assert told(body) == expected


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("On 3 March 2022 tanks came. Three hours later a bridge fell.", "en", "2022-03-03"),
        ("On 3 March 2022 tanks came. Hours later a bridge fell.", "en", "2022-03-03"),
        ("On 3 March 2022 tanks came. Within hours a bridge fell.", "en", "2022-03-03"),
        ("On 3 March 2022 tanks came. A bridge fell within hours.", "en", None),  # of its own beginning
        ("In November 2022 they left. A month later a bridge fell.", "en", "2022-12"),
        ("On 31 January 2022 they left. A month later a bridge fell.", "en", "2022-02-28"),
        ("On 3 March 2022 tanks came. A few days later a bridge fell.", "en", "2022-03-05/2022-03-09"),
        ("On 3 March 2022 tanks came. Several weeks later they left.", "en", "2022-03-17/2022-04-07"),
        ("On 3 March 2022 tanks came. A week later they left.", "en", "2022-03-10"),
        ("On 3 March 2022 tanks came. The next week they left.", "en", "2022-03-07/2022-03-13"),
        ("On 3 March 2022 tanks came and left at the end of the month.", "en", "2022-03-22/2022-03-31"),
        ("On 5 March 2022 tanks came. That Sunday they left.", "en", "2022-03-06"),
        ("3 березня 2022 року прийшли танки. За кілька днів вони пішли.", "uk", "2022-03-05/2022-03-09"),
        ("3 марта 2022 года пришли танки. Несколько дней спустя они ушли.", "ru", "2022-03-05/2022-03-09"),
        # in a whole season no hour is found, and a day is one of it
        ("In autumn 2022 tanks came. Three hours later a bridge fell.", "en", None),
        ("In autumn 2022 tanks came. A few days later a bridge fell.", "en", "2022-09-01/2022-11-30"),
        ("A mill burned on Monday. In July 2022 they came. The next day it rained.", "en", "2022-07"),
        ("A mill burned on Monday. In 2022 they came. The next day it rained.", "en", None),
        ("In July 2022 they came. On Monday a mill burned. The next day it rained.", "en", "2024-02-06"),
        # of nothing told
        ("A few days later a bridge fell.", "en", None),
        ("За кілька днів загинуло дев'ять людей.", "uk", None),
        # counted from print
        ("On 3 March 2022 tanks came. A few days ago a bridge fell.", "en", "2024-02-03/2024-02-10"),
        ("On 3 March 2022 tanks came. On Sunday a bridge fell.", "en", "2024-02-04"),
        (
            "On 3 March 2022 tanks came.\n\nIt will end at the end of the month.",
            "en",
            "2024-02-21/2024-02-29",
        ),
        ("A bridge fell over the past few days.", "en", "2024-02-03/2024-02-10"),
        ("A bridge may fall in the next few weeks.", "en", None),
    ],
)
def test_what_comes_later_counts_from_the_day_told(body: str, language: str, expected: str | None) -> None:
    assert told(body, language)[-1] == expected


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("In autumn 2022 they took Izium. In May they lost it.", "en", "2023-05"),
        ("They took Izium in April 2022. It was lost in May.", "en", "2022-05"),
        ("They took Izium in April 2022. It was lost at Easter.", "en", "2022-04-17"),
        ("They took Izium in April 2022, and in August they lost it.", "en", "2022-08"),
        ("На початку весни 2022 року взяли Ізюм. У травні його втратили.", "uk", "2022-05"),
        ("Позапрошлым летом взяли Изюм. В сентябре его потеряли.", "ru", "2022-09"),
        ("They came in January 2023, in February they left.", "en", "2023-02"),  # of one sentence
        ("В январе 2023 года взяли Изюм, в феврале его потеряли.", "ru", "2023-02"),
        ("The mill, bought in January 2023, was shelled in February.", "en", "2024-02"),
        # told by what was told before
        ("In the spring of 2022 they came. The following January it burned.", "en", "2023-01"),
        ("In the spring of 2022 they came. Next winter was cold: in January it burned.", "en", "2023-01"),
        ("Навесні 2022 року вони прийшли. Наступної зими млин згорів.", "uk", "2022-12-01/2023-02-28"),
        ("Навесні 2022 року вони прийшли. У січні наступного року млин згорів.", "uk", "2023-01"),
        ("Весной 2022 года они пришли. В январе следующего года мельница сгорела.", "ru", "2023-01"),
        ("In the spring of 2022 they came. That September they left.", "en", "2022-09"),
        ("In January 2023 they came. That autumn had been warm.", "en", "2022-09-01/2022-11-30"),
        ("Навесні 2022 року вони прийшли. Наступного року, в січні, млин згорів.", "uk", "2023-01"),
        ("In the spring of 2022 they came. The following year, in January, it burned.", "en", "2023-01"),
        # ahead
        ("Навесні 2022 року вони прийшли. Наступного року, в січні, його відкриють.", "uk", "2025-01"),
        ("In the spring of 2022 they came. The following January it will be mended.", "en", "2025-01"),
        ("Навесні 2022 року вони прийшли. Наступного літа його відкриють.", "uk", "2024-06-01/2024-08-31"),
        ("A mill burned last week. The following January it rained.", "en", "2025-01"),
        # a day of it that opens the next paragraph
        ("In March 2022 they came.\n\nOn 14 March a bridge fell.", "en", "2022-03-14"),
        ("In March 2022 they came.\n\nOn 14 March a bridge fell. On 20 March it rained.", "en", "2022-03-20"),
        ("In March 2022 they came.\n\nIn June a bridge fell.", "en", "2022-06"),
        ("У березні 2022 року вони прийшли.\n\nУ червні впав міст.", "uk", "2022-06"),
        ("In March 2022 they came.\n\nIn November a bridge fell.", "en", "2023-11"),  # too far off
        ("In March 2022 they came.\n\nA bridge fell in June.", "en", "2023-06"),  # opens nothing
        ("In March 2022 they came.\n\nIt rained.\n\nIn June a bridge fell.", "en", "2023-06"),
        # a day of a later month, which news of another year would tell with its year
        ("They came in February 2022. They left Bucha on 30 March.", "en", "2022-03-30"),
        ("Вони прийшли в лютому 2022 року. Делегації зустрілися 29 березня.", "uk", "2022-03-29"),
        ("They came in February 2022. They left Bucha on 30 January.", "en", "2024-01-30"),
        ("They came in February 2022. They left Bucha on 30 July.", "en", "2023-07-30"),  # too far off
        ("They came on 24 February 2022. They took Bucha on 27 February.", "en", "2022-02-27"),
        ("The law is of 24 February 2022. A bridge fell on 23 April.", "en", "2023-04-23"),
        # "then" goes on with it from farther off
        ("They came in February 2022.\n\nIt rained.\n\nThen they left, ending on 7 May.", "en", "2022-05-07"),
        ("They came in February 2022.\n\nIt rained.\n\nThey left, ending on 7 May.", "en", "2023-05-07"),
        ("Они пришли в марте 2022 года.\n\nЗатем, в мае, мост упал.", "ru", "2022-05"),
        (
            "In March 2022 they came.\n\nOn Monday it rained.\n\nThen, on 3 May, they left.",
            "en",
            "2023-05-03",
        ),
        ("In March 2022 they came.\n\nThen, on 3 February, they left.", "en", "2024-02-03"),
        ("In March 2022 they came.\n\nThey left at the end of the month.", "en", "2022-03-22/2022-03-31"),
        (
            "In March 2022 they came for the first time since the war began. In May they left.",
            "en",
            "2022-05",
        ),
        # news of these weeks
        ("They took Izium in April 2022. It was shelled in January.", "en", "2024-01"),
        ("They took Izium in March 2022, and in January they lost it.", "en", "2024-01"),
        ("In January 2022 they came.\n\nOn 14 January a bridge fell.", "en", "2024-01-14"),
        # too far off within a sentence
        ("The law of March 2022 bans it. Nine were fined in November.", "en", "2023-11"),
        # what lasts is no story
        ("It has been calm since March 2022. In May a bridge fell.", "en", "2023-05"),
        ("In March 2022 they came. Now it is calm.\n\nIn May a bridge fell.", "en", "2023-05"),
    ],
)
def test_a_story_goes_on_without_its_year(body: str, language: str, expected: str) -> None:
    assert told(body, language)[-1] == expected


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        (
            "Tanks came on 27 February 2022.\n\nOn 1 March they left. By 20 March it was calm.",
            "en",
            "2022-03-20",
        ),
        ("Танки прийшли 27 лютого 2022 року. 1 березня вони пішли.", "uk", "2022-03-01"),
        ("Танки пришли 30 декабря 2022 года. 4 января они ушли.", "ru", "2023-01-04"),
        ("Tanks came on 27 February 2022. On 1 June they left.", "en", None),  # too far off
        ("Tanks came in 2022. On 1 March they left.", "en", None),
        (
            "Tanks came on 27 February 2022.\n\nIt rained.\n\nIt snowed.\n\nOn 1 March they left.",
            "en",
            "2022-03-01",
        ),
        ("A mill burned on 30 December 2023. On 2 January it rained.", "en", "2024-01-02"),
        ("Млин згорів 8 серпня 2024 року. Дощ ішов 9 серпня.", "uk", "2024-08-09"),
        ("Мельница сгорела 2 января 2024 года. Дождь шёл 30 декабря.", "ru", "2023-12-30"),
        ("A mill burned in May 2024. On 9 August it rained.", "en", None),
        (
            "One burned on 8 May 2014, one on 5 May 2022.\n\nIt rained.\n\nIt snowed.\n\nOn 9 May it rained.",
            "en",
            None,
        ),
        (
            "Since 24 February 2022 a mill stood.\n\nIt rained.\n\nIt snowed.\n\nOn 9 March it fell.",
            "en",
            None,
        ),
        ("War came on 24 February 2022.\n\nIt rained.\n\nIt snowed.\n\nOn 9 March it fell.", "en", None),
        ("Tanks came on 27 February 2022. On 1 March they will leave.", "en", None),
    ],
)
def test_an_undated_text_tells_on_from_a_date(body: str, language: str, expected: str | None) -> None:
    found = find_times(read_text(Document(id="x", text=body, language=language)), None)
    assert found[-1].edtf == expected


def test_the_article_belongs_to_the_time() -> None:
    body = "A mill burned on 3 March 2022. A few days later it rained."
    spans = [body[one.span.start : one.span.end] for one in times(body)]
    assert spans == ["3 March 2022", "A few days later"]
