"""Kinds of clues to the day of print: each with sentences that bound it, and look-alikes that must not."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.publication import Publication, date_document
from geomap.spans import Days
from geomap.text import read_text
from geomap.times import find_times


def dated(body: str, language: str = "en") -> Publication:
    return date_document(read_text(Document(id="x", text=body, language=language)))


def between(start: str, end: str) -> Days:
    return Days(date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("language", "body", "start", "end"),
    [
        (
            "ru",
            "Прошло более трёх недель с начала вторжения ВСУ в Курскую область. Дрон попал в бак в среду.",
            "2024-08-27",
            "2024-09-10",
        ),
        ("ru", "Идёт третья неделя вторжения ВСУ в Курскую область.", "2024-08-16", "2024-08-27"),
        (
            "en",
            "Two months into the invasion of Kursk, shells hit Rylsk on Wednesday.",
            "2024-09-28",
            "2024-10-28",
        ),
        (
            "en",
            "Two months into the invasion of Ukraine, shells hit Popasna on Monday.",
            "2022-04-16",
            "2022-05-16",
        ),
        (
            "en",
            "Ten months into Russia's war on its neighbour, drones hit Izmail on Tuesday.",
            "2022-12-16",
            "2023-01-15",
        ),
        (
            "en",
            "Ten months into the war, drones in Gaza were shown to visitors on Tuesday.",
            "2022-12-16",
            "2023-01-15",
        ),
        (
            "ru",
            "Прошло десять месяцев с начала войны на Украине. Дроны ударили по Измаилу во вторник.",
            "2022-12-16",
            "2023-01-15",
        ),
    ],
)
def test_a_count_is_told_from_the_event_that_is_named(language: str, body: str, start: str, end: str) -> None:
    assert dated(body, language).days == between(start, end)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Nearly nine months into the conflict in eastern Ukraine, rockets hit Mariupol on Saturday."),
        ("en", "Ten months into the fighting in Gaza, Russian drones hit Izmail on Tuesday."),
        ("en", "Two weeks into the war between Israel and Iran, missiles hit Kyiv on Tuesday."),
        ("en", "More than two years since the war in Gaza began, drones hit Izmail on Tuesday."),
        ("en", "Three weeks after the war in Lebanon began, drones hit Izmail on Tuesday."),
        ("en", "The war in Gaza enters its fifth month."),
        ("uk", "Минуло шість місяців від початку війни в Газі. Дрони вдарили по Ізмаїлу у вівторок."),
        ("uk", "Минув рік від початку вторгнення Росії в Грузію. Снаряди впали на Горі у вівторок."),
        ("ru", "Прошло два месяца с начала войны в Донбассе. Снаряды упали на Горловку в пятницу."),
    ],
)
def test_a_count_from_another_war_dates_nothing(language: str, body: str) -> None:
    assert dated(body, language).days is None


@pytest.mark.parametrize(
    ("language", "body", "start"),
    [
        (
            "en",
            "Under President Poroshenko the army was rebuilt. A bomb hit Orikhiv, President Zelensky said.",
            "2019-05-20",
        ),
        ("uk", "Президент Порошенко будував армію. Президент Зеленський сказав це у вівторок.", "2019-05-20"),
        (
            "en",
            "Prime Minister Boris Johnson came first. Prime Minister Rishi Sunak came on Tuesday.",
            "2022-10-25",
        ),
        # He may have been the one who was in office before the other.
        ("en", "President Biden sent the guns. President Trump spoke on Tuesday.", "2021-01-20"),
    ],
)
def test_of_two_holders_of_one_office_the_later_one_came_before_print(
    language: str, body: str, start: str
) -> None:
    found = dated(body, language)
    assert found.days is None
    assert start in found.reason
    assert "contradict" not in found.reason


def test_holders_of_two_offices_are_in_office_together() -> None:
    found = dated("Chancellor Olaf Scholz wrote to President Joe Biden. Prime Minister Liz Truss rang them.")
    assert found.days == between("2022-09-06", "2022-10-25")


RAIDS = "The raids on refineries have grown since December 2024. A drone hit a station on February 17."


@pytest.mark.parametrize(
    ("more", "end"),
    [
        ("", "2025-03-17"),
        ("The two delegations will meet again on Monday, March 24.", "2025-03-24"),
        ("Seven weeks later another set fire to tanks.", "2025-05-05"),
        ("Three days later the fire was out.", "2025-03-20"),
    ],
)
def test_a_text_is_printed_soon_after_its_latest_day_unless_it_reaches_further(more: str, end: str) -> None:
    assert dated(f"{RAIDS} {more}").days == between("2025-02-17", end)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", f"{RAIDS} Two months have passed since then."),
        ("ru", "Налёты участились с декабря 2024 года. 17 февраля сгорел бак. С тех пор прошло два месяца."),
        (
            "uk",
            "Нальоти почастішали з грудня 2024 року. 17 лютого згорів бак. Відтоді минуло два місяці.",
        ),
    ],
)
def test_what_has_passed_since_then_leaves_the_end_open(language: str, body: str) -> None:
    found = dated(body, language).days
    assert found is None or found.end >= date(2025, 4, 17)


def test_a_weekday_ahead_that_the_calendar_denies_contradicts() -> None:
    found = dated("The envoys will meet on Sunday, 3 May. President Macron rang Prime Minister Liz Truss.")
    assert found.days is None
    assert "contradict" in found.reason


HEADS = (
    "A missile hit Dnipro on 14 January.",
    "A drone hit a pumping station on February 17.",
    "A shell hit a barn on 3 February.",
)
TALK = (
    "Operation Spiderweb is still talked of.",
    "President Trump spoke to Mr Putin on Tuesday.",
    "The mayor said that nobody was hurt.",
    "Under President Biden the guns were few, President Trump said.",
    "Rain fell on the fields.",
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(TALK[1:]), unique=True), st.randoms(use_true_random=False))
def test_the_order_of_the_sentences_does_not_matter(talk: list[str], random: Random) -> None:
    sentences = [*HEADS, TALK[0], *talk]
    random.shuffle(sentences)
    found = dated(" ".join(sentences))
    assert found.days == between("2026-02-17", "2026-03-17")


def test_days_far_from_each_other_tell_no_year() -> None:
    body = "Operation Spiderweb is still talked of. A barn burned on 14 January. A mill burned on 20 June."
    assert dated(body).days is None


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "The play is set in occupied Kherson. It opened on Friday."),
        ("en", "Prime Minister Liz Truss promised guns, the memoir says. A mill burned."),
        ("en", "Soledar fell on Thursday, a chapter of the history begins."),
        ("en", "Last year, more than two years into the full-scale invasion, they left Orikhiv."),
        (
            "uk",
            "Торік через понад два роки після початку повномасштабного вторгнення вони виїхали з Оріхова.",
        ),
        ("uk", "Дія п'єси відбувається в окупованому Херсоні."),
        ("ru", "Премьер-министр Лиз Трасс обещала снаряды, сказано в мемуарах."),
    ],
)
def test_history_and_fiction_date_nothing(language: str, body: str) -> None:
    assert dated(body, language).days is None


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        ("She spoke in occupied Kherson, where the theatre is shut.", "2022-03-01", "2022-11-12"),
        ("Prime Minister Liz Truss promised guns, the minister says.", "2022-09-06", "2022-10-25"),
        ("Soledar fell on Thursday, the army says.", "2023-01-10", "2023-02-16"),
    ],
)
def test_news_of_the_same_does(body: str, start: str, end: str) -> None:
    assert dated(body).days == between(start, end)


@pytest.mark.parametrize(
    ("language", "body", "start", "end"),
    [
        ("en", "On the 25th day of the war, rockets hit Mykolaiv.", "2022-03-20", "2022-03-21"),
        ("en", "Day 25 of the invasion. Rockets hit Mykolaiv.", "2022-03-20", "2022-03-21"),
        (
            "uk",
            "Сорок перший день повномасштабної війни. Окупанти обстріляли Миколаїв.",
            "2022-04-05",
            "2022-04-06",
        ),
        ("ru", "Сто десятый день спецоперации. Обстреляны Сумы.", "2022-06-13", "2022-06-14"),
        (
            "en",
            "Two weeks after the Kakhovka dam was blown up, the stench hangs over Oleshky.",
            "2023-06-16",
            "2023-06-26",
        ),
        (
            "uk",
            "Минуло чотири роки і понад два місяці, відколи Росія розпочала повномасштабне вторгнення.",
            "2026-04-24",
            "2026-05-24",
        ),
        (
            "ru",
            "Почти четыре года прошло с тех пор, как российские войска вошли на Украину.",
            "2025-12-11",
            "2026-02-27",
        ),
        (
            "en",
            "Nearly a year after Russia launched its full-scale invasion, missiles hit Kyiv on Friday.",
            "2022-12-11",
            "2023-02-27",
        ),
        ("uk", "Минув тиждень від підриву Каховської ГЕС.", "2023-06-09", "2023-06-19"),
        ("en", "A fortnight into the full-scale invasion, trains are full.", "2022-03-06", "2022-03-16"),
    ],
)
def test_plain_counts_are_told_of_the_day_of_print(language: str, body: str, start: str, end: str) -> None:
    assert dated(body, language).days == between(start, end)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "On the 25th day of the war he was born. On Thursday a drone hit his village."),
        ("en", "A year after Russia launched its full-scale invasion he fell ill."),
        ("en", "A mill burned. On the 25th day of the war, rockets hit Mykolaiv."),
        ("en", "A week after Russia invaded Ukraine, on a Friday, he fled."),
        ("uk", "На десятий день вторгнення його машину розстріляли. Тепер він має протез."),
        ("ru", "На сорок первый день войны он ушёл на фронт. Теперь он живёт в Брянске."),
        ("ru", "Прошло четыре года с тех пор, как российские войска вошли в Крым."),
    ],
)
def test_counts_of_a_story_are_not(language: str, body: str) -> None:
    assert dated(body, language).days is None


@pytest.mark.parametrize(
    ("language", "body", "start", "end"),
    [
        (
            "en",
            "Ukraine marks the third anniversary of the full-scale invasion on Monday.",
            "2025-02-18",
            "2025-03-02",
        ),
        (
            "en",
            "Relatives gathered on Wednesday on the tenth anniversary of the downing of MH17.",
            "2024-07-17",
            "2024-07-23",
        ),
        (
            "en",
            "On the first anniversary of the full-scale invasion, missiles hit Kyiv on Friday.",
            "2023-02-24",
            "2023-03-02",
        ),
        ("uk", "Сьогодні друга річниця повномасштабного вторгнення.", "2024-02-24", "2024-02-24"),
        ("ru", "Вчера была первая годовщина полномасштабного вторжения.", "2023-02-25", "2023-02-25"),
        (
            "uk",
            "Україна відзначає День Незалежності в неділю. Повномасштабна війна триває.",
            "2025-08-18",
            "2025-08-30",
        ),
    ],
)
def test_an_anniversary_told_by_weekday_or_as_today_dates_the_text(
    language: str, body: str, start: str, end: str
) -> None:
    assert dated(body, language).days == between(start, end)


@pytest.mark.parametrize(
    "body",
    [
        "The museum opened on the second anniversary of the full-scale invasion.",
        "He was born on the first anniversary of the full-scale invasion. On Friday a drone hit his house.",
        "The book on the second anniversary of the full-scale invasion came out on Saturday.",
        "Today is the second anniversary of the war in Gaza.",
        "Ukraine celebrates Independence Day every year. The full-scale war goes on.",
    ],
)
def test_other_anniversaries_do_not(body: str) -> None:
    assert dated(body).days is None


def test_an_anniversary_is_the_day_so_many_years_on() -> None:
    body = "Дрон ударил по Белгороду во вторую годовщину начала спецоперации."
    text = read_text(Document(id="x", text=body, language="ru"))
    days = [one.days for one in find_times(text, between("2024-02-26", "2024-02-26")) if one.days is not None]
    assert days == [between("2024-02-24", "2024-02-24")]


@pytest.mark.parametrize(
    ("language", "body", "start", "end"),
    [
        ("ru", "Через три дня после теракта в «Крокусе» люди несут цветы.", "2024-03-24", "2024-03-26"),
        ("uk", "Третій день після удару по «Охматдиту» люди чекають на воду.", "2024-07-10", "2024-07-12"),
        ("ru", "Прошёл месяц после крушения малайзийского «Боинга».", "2014-08-09", "2014-09-08"),
        ("uk", "Минув тиждень, відколи наші військові увійшли до Херсона.", "2022-11-14", "2022-11-24"),
        (
            "en",
            "Eight days after Russian coast guards seized Ukrainian navy vessels, martial law is felt.",
            "2018-12-02",
            "2018-12-04",
        ),
        (
            "en",
            "Two weeks after the fall of Avdiivka, more than half of the people are gone.",
            "2024-02-27",
            "2024-03-08",
        ),
    ],
)
def test_more_events_are_counted_from(language: str, body: str, start: str, end: str) -> None:
    assert dated(body, language).days == between(start, end)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Two weeks after soldiers captured a village near Avdiivka, more of the people are gone."),
        ("en", "Two days after Ukraine launched drones at Kursk, the power is out."),
        ("en", "Two days after shells fell on Bakhmut, the power is out."),
        ("en", "Two days after drones hit trucks at a base, the power is out."),
        ("en", "Two days after Russia recognised Abkhazia, the independence is hailed."),
        ("uk", "Минув тиждень, відколи родини вийшли з Авдіївки."),
        ("ru", "Через три дня после теракта в «Крокусе» он уехал."),
        ("ru", "Через три дня после теракта в Беслане люди несут цветы."),
        ("uk", "Минув тиждень, відколи військові увійшли до села біля Херсона."),
    ],
)
def test_their_look_alikes_are_not(language: str, body: str) -> None:
    assert dated(body, language).days is None
