"""The days of claims, from the text to the claim: each kind of time with what holds and what must not."""

from functools import cache

import pytest

from geomap.documents import Document
from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.pipeline import analyse


@cache
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def days(language: str, published: str, body: str) -> dict[str, str | None]:
    """Return the days of the claims of a text, by the name of their place."""
    document = Document(id="x", text=body, language=language, published=published)
    claims = analyse(document, gazetteer()).claims
    return {claim.reading.resolution.mention.toponym: claim.when.edtf for claim in claims}


PRINT = "2025-06-17"


@pytest.mark.parametrize(
    ("language", "published", "body", "place", "expected"),
    [
        ("en", PRINT, "Last year drones hit Kyiv.", "Kyiv", "2024"),
        ("uk", "2025-06", "Торік дрони вдарили по Сумах.", "Сумах", "2024"),
        ("en", PRINT, "Earlier this year drones hit Kyiv.", "Kyiv", "2025-01-01/2025-06-17"),
        ("en", PRINT, "Troops will attack Tokmak next year.", "Tokmak", "2026"),
        ("en", PRINT, "Drones hit Kherson for the first time this year.", "Kherson", PRINT),
        ("en", PRINT, "Shells hit Kherson more often than last year.", "Kherson", PRINT),
        ("uk", PRINT, "Торішній удар по Умані забрав 23 життя.", "Умані", "2024"),
        ("uk", PRINT, "Після торішнього удару по Умані снаряд влучив у Канів.", "Канів", PRINT),
        ("uk", PRINT, "Після торішньої повені снаряди влучили в Херсон.", "Херсон", PRINT),
    ],
)
def test_a_year_counted_from_print_dates_an_event(
    language: str, published: str, body: str, place: str, expected: str
) -> None:
    assert days(language, published, body)[place] == expected


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("In 2022 tanks attacked Trostianets.", "Trostianets", "2022"),
        ("In all 2022 soldiers were moved to Lozova.", "Lozova", PRINT),
        ("About 2022 soldiers attacked Lozova.", "Lozova", PRINT),
    ],
)
def test_a_clause_opens_with_a_year(body: str, place: str, expected: str) -> None:
    assert days("en", PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        ("en", "The Saturday market in Konotop was hit by a missile.", "Konotop", PRINT),
        ("en", "The Friday strike on Izmail killed two people.", "Izmail", "2025-06-13"),
        ("en", "Shells hit May 9 Street in Toretsk.", "Toretsk", PRINT),
        ("en", "On May 9 shells hit a street in Toretsk.", "Toretsk", "2025-05-09"),
        ("uk", "Снаряд влучив у недільний ринок у Нікополі.", "Нікополі", PRINT),
        ("uk", "Суботня атака на Нікополь забрала два життя.", "Нікополь", "2025-06-14"),
        ("ru", "При пятничном ударе по Запорожью погибли трое.", "Запорожью", "2025-06-13"),
    ],
)
def test_a_name_holds_no_day(language: str, body: str, place: str, expected: str) -> None:
    assert days(language, PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        (
            "en",
            "Missiles hit Sumy on Monday. One who died a day later was a vet. The raid on Sumy killed ten.",
            "Sumy",
            "2025-06-16",
        ),
        (
            "ru",
            "9 июня ракеты попали в Сумы. На следующий день умер врач. Этот удар по Сумам унёс жизни.",
            "Сумам",
            "2025-06-09",
        ),
        (
            "en",
            "Missiles hit Sumy on 9 June. On Monday drones fell. The raid on Odesa killed ten.",
            "Odesa",
            "2025-06-16",
        ),
    ],
)
def test_what_is_taken_up_of_a_place_has_the_day_told_of_it(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, PRINT, body)[place] == expected


def test_the_toll_of_a_strike_has_the_day_of_the_strike() -> None:
    body = "The toll of Saturday's missile strike on Dnipro rose to 40 on Tuesday."
    assert days("en", "2023-01-17", body) == {"Dnipro": "2023-01-14"}


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        (
            "en",
            "On Tuesday, June 17, the staff gave an update, which noted that “over the weekend, troops had "
            "recaptured Lyman.”",
            "Lyman",
            "2025-06-14/2025-06-15",
        ),
        (
            "en",
            "On Tuesday the ministry showed a map, which shows that yesterday troops entered Lyman.",
            "Lyman",
            "2025-06-16",
        ),
        (
            "uk",
            "У вівторок, 17 червня, штаб дав звіт, у якому йдеться, що «на вихідних сили відбили Лиман».",
            "Лиман",
            "2025-06-14/2025-06-15",
        ),
        ("ru", "Мэр говорит, что в среду беспилотник упал в Ливнах.", "Ливнах", "2025-06-11"),
        ("uk", "Посол каже, що в середу приїде в Одесу.", "Одесу", "2025-06-18"),  # ahead
        (
            "en",
            "On Tuesday, June 17, a missile hit Odesa, which held its feast over the weekend.",
            "Odesa",
            PRINT,
        ),
        ("en", "Troops who left Kherson in November, shelled Nikopol on Monday.", "Nikopol", "2025-06-16"),
    ],
)
def test_a_time_that_opens_a_clause_is_of_what_it_tells(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        ("en", "The raid on Odesa was the biggest since 9 June.", "Odesa", PRINT),
        ("en", "A drone hit Odesa on Monday, for the first time since April.", "Odesa", "2025-06-16"),
        (
            "en",
            "Shells hit Lozova on Monday. It was the first raid on Lozova since 9 June.",
            "Lozova",
            "2025-06-16",
        ),
        ("uk", "Уперше з 9 червня ракети влучили в Одесу.", "Одесу", PRINT),
        ("uk", "Це був найкривавіший удар по Чернігову з 9 червня.", "Чернігову", PRINT),
        ("ru", "Обстрел Никополя стал крупнейшим с 9 июня.", "Никополя", PRINT),
        # of what lasts
        (
            "en",
            "The biggest plant in Nikopol has been shelled since 9 June.",
            "Nikopol",
            "2025-06-09/2025-06-17",
        ),
        ("uk", "Найбільший завод Нікополя обстрілюють з 9 червня.", "Нікополя", "2025-06-09/2025-06-17"),
        ("ru", "С 9 июня враг каждый день обстреливает Чугуев.", "Чугуев", "2025-06-09/2025-06-17"),
    ],
)
def test_a_count_since_a_day_is_no_day_of_the_event(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        ("en", "Missiles struck Kyiv today, June 16, and the power went out.", "Kyiv", "2025-06-16"),
        ("en", "Yesterday (June 15) a missile hit Odesa.", "Odesa", "2025-06-15"),
        ("uk", "У Києві сьогодні, 16 червня, о 14.30 пролунали вибухи.", "Києві", "2025-06-16"),
        ("uk", "У ніч на сьогодні, 16 червня, дрони вдарили по Сумах.", "Сумах", "2025-06-15/2025-06-16"),
        ("ru", "В ночь на сегодня дроны атаковали Одессу.", "Одессу", "2025-06-16/2025-06-17"),
        ("en", "Overnight into today, drones hit Odesa.", "Odesa", "2025-06-16/2025-06-17"),
        ("en", "Missiles struck Kyiv today, and on June 14 drones struck Odesa.", "Kyiv", PRINT),
        ("uk", "Сьогодні ракета влучила в Одесу, 14 червня дрон влучив у Суми.", "Одесу", PRINT),
    ],
)
def test_a_date_beside_today_is_its_day(language: str, body: str, place: str, expected: str) -> None:
    assert days(language, PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        (
            "en",
            "The report of shelling near Izium comes a month after ten were found on Saturday, May 10 in "
            "Kramatorsk, which had been bombed in March.",
            {"Izium": PRINT, "Kramatorsk": "2025-05-10"},
        ),
        (
            "en",
            "The raid on Odesa comes two weeks after drones hit Izmail on June 2.",
            {"Odesa": PRINT, "Izmail": "2025-06-02"},
        ),
        (
            "uk",
            "Удар по Одесі стався через два тижні після того, як 2 червня дрони влучили в Ізмаїл.",
            {"Одесі": PRINT, "Ізмаїл": "2025-06-02"},
        ),
        (
            "ru",
            "Удар по Одессе случился через две недели после того, как 2 июня дроны попали в Измаил.",
            {"Одессе": PRINT, "Измаил": "2025-06-02"},
        ),
        (
            "en",
            "On Monday, a week after drones hit Izmail on June 2, shells fell on Odesa.",
            {"Odesa": "2025-06-16", "Izmail": "2025-06-02"},
        ),
        (
            "en",
            "Three days after Izmail was hit on June 12, shells fell on Odesa.",
            {"Odesa": "2025-06-15", "Izmail": "2025-06-12"},
        ),
        # the phrase tells no day of its own
        (
            "en",
            "Izmail was hit on June 12, two weeks after a raid on Odesa.",
            {"Odesa": "2025-05-29", "Izmail": "2025-06-12"},
        ),
        (
            "en",
            "It came three days after one of the biggest raids on Odesa since the war began.",
            {"Odesa": "2025-06-14"},
        ),
    ],
)
def test_a_lag_parts_two_events_each_with_its_own_day(
    language: str, body: str, expected: dict[str, str]
) -> None:
    assert days(language, PRINT, body) == expected


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        (
            "A market burns, hit by a missile this morning in Sumy, May 3, 2022. AGENCY/I. Name",
            "Sumy",
            "2022-05-03",
        ),
        (
            "Glass lies about after yesterday's raid on Sumy, Ukraine, May 3, 2022. (Agency)",
            "Sumy",
            "2022-05-02",
        ),
        (
            "A crater after a raid overnight in Sumy, Ukraine, Tuesday, May 3, 2022. (AP Photo)",
            "Sumy",
            "2022-05-02/2022-05-03",
        ),
        ("Shells hit Sumy overnight (see the map of May 3, 2022).", "Sumy", "2025-06-16/2025-06-17"),
        ("Shells hit Sumy overnight. A like raid was on May 3, 2022.", "Sumy", "2025-06-16/2025-06-17"),
    ],
)
def test_a_caption_counts_from_its_own_date(body: str, place: str, expected: str) -> None:
    assert days("en", PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        ("uk", "Вчорашній удар по Одесі забрав три життя.", "Одесі", "2025-06-16"),
        ("ru", "Пожар после вчерашнего удара по Одессе потушен.", "Одессе", "2025-06-16"),
        ("uk", "За вчорашній день ворог двічі обстріляв Нікополь.", "Нікополь", "2025-06-16"),
        ("uk", "Після вчорашнього удару по Одесі снаряд влучив у Канів.", "Канів", PRINT),
        ("ru", "Вчерашний рынок в Одессе попал под обстрел.", "Одессе", PRINT),
    ],
)
def test_yesterdays_is_of_the_event_that_it_stands_before(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        (
            "en",
            "They held three rounds — on May 3–4, May 9–10 and June 2–3 — with the latest held in Geneva.",
            "Geneva",
            "2025-06-02/2025-06-03",
        ),
        ("en", "Envoys met on May 4 and May 17, most recently in Geneva.", "Geneva", "2025-05-17"),
        (
            "uk",
            "Дрони вдарили 3 травня, 9 травня та 20 травня, перший з них влучив в Одесу.",
            "Одесу",
            "2025-05-03",
        ),
        (
            "ru",
            "Стороны провели три раунда — 3 мая, 9 мая и 2 июня, последний раунд прошёл в Женеве.",
            "Женеве",
            "2025-06-02",
        ),
        ("en", "Drones hit Odesa on May 3 and May 9.", "Odesa", "2025-05-03/2025-05-09"),
        (
            "en",
            "Fires burned from May 3 to May 9, with the last drones hitting Odesa.",
            "Odesa",
            "2025-05-03/2025-05-09",
        ),
    ],
)
def test_the_latest_of_several_has_the_last_of_their_days(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, PRINT, body)[place] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "15 Jun 2025 19.09 Shells hit Lozova.\n\nThe mayor speaks. A drone fell on Derhachi.\n\n"
            "16 Jun 2025 20.15 It rains. Shells hit Sumy. On Friday a bomb hit Nikopol.",
            {"Lozova": "2025-06-15", "Derhachi": "2025-06-15", "Sumy": "2025-06-16", "Nikopol": "2025-06-13"},
        ),
        (
            "Shells hit Lozova.\n\n15 Jun 2025 19.09 It rains.\n\n15 Jun 2025 20.15 It snows.",
            {"Lozova": PRINT},  # above all entries
        ),
        (
            "12 Jan 2025 19.09 A mill burns.\n\n9 May 2025 20.15 It rains.\n\nShells hit Sumy.",
            {"Sumy": PRINT},  # a list of older articles
        ),
        # dates that open sentences, without an hour, and one entry alone
        ("On 15 June 2025 it rained.\n\nShells hit Sumy. On 14 June 2025 it snowed.", {"Sumy": PRINT}),
        (
            "On 14 June it rained.\n\n15 Jun 2025 19.09 It snows.\n\nA mill burns. Shells hit Sumy.",
            {"Sumy": PRINT},
        ),
    ],
)
def test_an_entry_of_a_running_report_is_of_its_stamp(body: str, expected: dict[str, str]) -> None:
    assert days("en", PRINT, body) == expected


MORNING = "2025-06-17T08:30:00+03:00"


@pytest.mark.parametrize(
    ("language", "published", "body", "expected"),
    [
        ("en", MORNING, "Shells hit Lozova at 22:00, the governor said.", "2025-06-16"),
        ("en", MORNING, "At about 11 p.m. a drone hit Lozova.", "2025-06-16"),
        ("en", MORNING, "Shells hit Lozova this evening.", "2025-06-16"),
        ("uk", MORNING, "О 22.10 снаряди влучили в Лозову.", "2025-06-16"),
        ("uk", MORNING, "Увечері ворог обстріляв Лозову.", "2025-06-16"),
        ("ru", MORNING, "С 22:00 до 06:00 враг обстреливал Лозовую.", "2025-06-16/2025-06-17"),
        (
            "en",
            "2025-06-17T05:30:00Z",
            "Shells hit Lozova at 09:00.",
            "2025-06-16",
        ),
        # 05:30 in universal time is half past eight in Kyiv; below the hour had come, or nobody knows
        ("en", MORNING, "Shells hit Lozova at 06:10.", PRINT),
        ("en", "2025-06-17T23:30:00+03:00", "Shells hit Lozova at 22:00.", PRINT),
        ("en", "2025-06-17T00:00:00+03:00", "Shells hit Lozova at 22:00.", PRINT),
        ("en", PRINT, "Shells hit Lozova at 22:00.", PRINT),
        # of another clause, another day, what is planned, or a running report
        ("en", MORNING, "Shells hit Lozova, where the curfew begins at 22:00.", PRINT),
        ("en", MORNING, "On Sunday shells hit Lozova at 22:00.", "2025-06-15"),
        ("en", MORNING, "Shells hit Lozova, the Evening Post writes.", PRINT),
        ("en", MORNING, "09:10 A mill burns.\n\n10:20 It rains.\n\n11:30 Shells hit Lozova.", PRINT),
    ],
)
def test_what_an_hour_after_print_is_told_of_was_the_day_before(
    language: str, published: str, body: str, expected: str
) -> None:
    assert list(days(language, published, body).values()) == [expected]


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        ("en", "On Monday drones hit Odesa. And for weeks in Bucha, people were shelled.", "Bucha", PRINT),
        ("en", "On Monday drones hit Odesa. Shells also hit Sumy for hours.", "Sumy", "2025-06-16"),
        ("uk", "У понеділок дрони вдарили по Одесі. Протягом тижнів обстріляли Суми.", "Суми", PRINT),
        ("en", "Drones hit Pskov, accessed June 12, 2025. A mill burned on May 2.", "Pskov", PRINT),
        ("en", "Troops accessed a tunnel in Pskov on June 12.", "Pskov", "2025-06-12"),
        ("uk", "Дрони вдарили по Пскову (дата звернення: 12 червня 2025). Млин згорів.", "Пскову", PRINT),
        (
            "en",
            "On December 14 last year envoys met in Berlin.\n\nThen, later in the month, they met in Miami.",
            "Miami",
            "2024-12",
        ),
        ("en", "Envoys will meet in Miami later in the month.", "Miami", "2025-06-17/2025-06-30"),
    ],
)
def test_how_long_it_lasted_and_when_it_was_looked_up_are_no_days(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, PRINT, body)[place] == expected


LATER = "2025-08-24"


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        (
            "en",
            "The brigade that broke the siege of Mykolaiv in March 2022 said that a bomb hit Orikhiv.",
            "Orikhiv",
            LATER,
        ),
        ("en", "The brigade that broke the siege in March 2022 shelled Orikhiv.", "Orikhiv", LATER),
        ("en", "The brigade shelled Oleshky in March 2022.", "Oleshky", "2022-03"),
        (
            "en",
            "The officer said on Sunday that guns sent by Riga in May had hit Orikhiv.",
            "Orikhiv",
            "2025-08-23/2025-08-24",
        ),
        (
            "en",
            "Footage released by the army on Friday shows that troops took Orikhiv.",
            "Orikhiv",
            "2025-08-21/2025-08-22",
        ),
        ("en", "Houses in Orikhiv were shelled by guns in May.", "Orikhiv", "2025-05"),
        ("ru", "Полк, взявший Попасную в мае 2022 года, обстрелял Орехов.", "Орехов", LATER),
        ("ru", "Полк, взявший Попасную в мае 2022 года, обстрелял Орехов.", "Попасную", "2022-05"),
        ("ru", "Полк, взявший Попасную, обстрелял Орехов в мае 2022 года.", "Орехов", "2022-05"),
    ],
)
def test_the_time_of_a_description_dates_nothing_else(
    language: str, body: str, place: str, expected: str
) -> None:
    assert days(language, LATER, body)[place] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A shell hit a mill in Derhachi. On 3 May shells hit Okhtyrka.", "2025"),
        ("Kupiansk, 3 May. Shells hit a mill in Derhachi.", "2025-05-03"),
        ("3 May\n\nA shell hit a mill in Derhachi.", "2025-05-03"),
    ],
)
def test_a_later_sentence_leads_with_no_day(body: str, expected: str) -> None:
    assert days("en", "2025", body)["Derhachi"] == expected


@pytest.mark.parametrize(
    ("language", "body", "place", "expected"),
    [
        (
            "uk",
            "20 серпня ракети вдарили по Одесі, а за два дні дрони — по Ізмаїлу.",
            "Ізмаїлу",
            "2025-08-22",
        ),
        (
            "ru",
            "20 августа ракеты ударили по Одессе, а через день дроны — по Казани.",
            "Казани",
            "2025-08-21",
        ),
        ("uk", "20 серпня ракети вдарили по Одесі, а дрони — по Ізмаїлу.", "Ізмаїлу", "2025-08-20"),
    ],
)
def test_an_item_is_led_by_its_own_time(language: str, body: str, place: str, expected: str) -> None:
    assert days(language, "2025-09-02", body)[place] == expected


def test_a_caption_in_wrapped_copy_dates_nothing_else() -> None:
    body = (
        "A bomb fell on Bilopillia on Sunday. Four people were hurt.\n"
        "A woman sweeps glass in Sumy, 4 March 2025 (Photo: Reuters)\n"
        "That evening a second bomb fell on Velyka Pysarivka."
    )
    found = days("en", PRINT, body)
    assert (found["Bilopillia"], found["Velyka Pysarivka"]) == ("2025-06-15", "2025-06-15")
    told_in_it = body.replace("(Photo: Reuters)", "when shells fell all night").replace("That", "that")
    assert days("en", PRINT, told_in_it)["Velyka Pysarivka"] == "2025-03-04"


@pytest.mark.parametrize(
    ("language", "published", "body", "place", "expected"),
    [
        (
            "en",
            "2023-08-20",
            "Drones struck Izmail (2 August) and the store in Reni (16 August).",
            "Reni",
            "2023-08-16",
        ),
        (
            "uk",
            "2023-08-20",
            "Дрони вдарили по Ізмаїлу (2 серпня) та по Рені (16 серпня).",
            "Ізмаїлу",
            "2023-08-02",
        ),
        (
            "en",
            "2023-08-20",
            "Shells hit Nikopol (twice) and Marhanets (3 August).",
            "Nikopol",
            "2023-08-20",
        ),
        ("uk", "2023-08-15", "12.08 ворог обстріляв Зміїв.", "Зміїв", "2023-08-12"),
        (
            "ru",
            "2024-09-20",
            "С 05.09 по 07.09 ВСУ обстреливали Шебекино.",
            "Шебекино",
            "2024-09-05/2024-09-07",
        ),
        ("uk", PRINT, "О 05.09 дрон вдарив по Сумах.", "Сумах", PRINT),
        ("uk", PRINT, "З кулемета калібру 12.7 ворог обстріляв Зміїв.", "Зміїв", PRINT),
        ("ru", "2024-09-20", "10.10 метра не хватило дрону до Шебекино.", "Шебекино", "2024-09-20"),
        ("en", "2025-04-10", "On the 24th of last month a drone hit Engels.", "Engels", "2025-03-24"),
        ("en", "2025-04", "On the 10th a drone hit Engels.", "Engels", "2025-04-10"),
        ("en", "2025-04-17", "Shells hit Derhachi on the evening of the 10th.", "Derhachi", "2025-04-10"),
        ("en", "2025-04-17", "Shells hit Derhachi on the 10th floor.", "Derhachi", "2025-04-17"),
        ("uk", "2025-04-10", "Третього числа дрон вдарив по Сумах.", "Сумах", "2025-04-03"),
    ],
)
def test_a_day_is_told_in_few_figures(
    language: str, published: str, body: str, place: str, expected: str
) -> None:
    assert days(language, published, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "published", "body", "place", "expected"),
    [
        (
            "en",
            "2023-08-07",
            "Ochakiv was shelled the night before last.",
            "Ochakiv",
            "2023-08-05/2023-08-06",
        ),
        ("en", "2023-08-07", "Ochakiv was shelled three nights ago.", "Ochakiv", "2023-08-04/2023-08-05"),
        ("uk", "2023-08-07", "Третього дня під обстріл потрапив Берислав.", "Берислав", "2023-08-05"),
        ("ru", "2023-08-07", "С третьего дня наступления обстреливают Никополь.", "Никополь", "2023-08-07"),
        ("ru", "2023-08-07", "С вечера беспилотники атаковали Клинцы.", "Клинцы", "2023-08-06"),
        ("uk", "2025-09-02", "Минулими вихідними дрони вдарили по Сумах.", "Сумах", "2025-08-30/2025-08-31"),
        (
            "uk",
            "2025-01-08",
            "У новорічну ніч дрон влучив у лікарню в Херсоні.",
            "Херсоні",
            "2024-12-31/2025-01-01",
        ),
        (
            "ru",
            "2024-01-05",
            "В канун Нового года снаряды попали в центр Белгорода.",
            "Белгорода",
            "2023-12-31",
        ),
        (
            "en",
            "2024-04-08",
            "Two years ago to the day a missile hit Kramatorsk.",
            "Kramatorsk",
            "2022-04-08",
        ),
        (
            "en",
            "2025-04-10",
            "Three years ago on Friday, a missile hit Kramatorsk.",
            "Kramatorsk",
            "2022-04-11",
        ),
        ("en", "2025-04-09", "A missile hit Kramatorsk a year ago Tuesday.", "Kramatorsk", "2024-04-08"),
        (
            "en",
            "2025-04-09",
            "Three years ago, on a Friday, a missile hit Kramatorsk.",
            "Kramatorsk",
            "2022-01-08/2022-07-09",
        ),
        ("en", "2025-04-09", "A Friday strike on Nikopol killed two.", "Nikopol", "2025-04-04"),
        (
            "uk",
            "2024-04-08",
            "Два роки тому, день у день, ракета вдарила по Сумах.",
            "Сумах",
            "2022-04-08",
        ),
    ],
)
def test_nights_weekends_and_feasts_are_days(
    language: str, published: str, body: str, place: str, expected: str
) -> None:
    assert days(language, published, body)[place] == expected


@pytest.mark.parametrize(
    ("language", "published", "body", "expected"),
    [
        ("uk", "2025-07-08", "На Трійцю дрон влучив у лікарню в Херсоні.", {"Херсоні": "2025-06-08"}),
        ("uk", PRINT, "8 Березня снаряд влучив у школу в Лозовій.", {"Лозовій": "2025-03-08"}),
        ("uk", PRINT, "Снаряд влучив у дім на вулиці 8 Березня в Лозовій.", {"Лозовій": PRINT}),
        ("ru", "2024-06-30", "В селе Троица обстреляли школу.", {"Троица": "2024-06-30"}),
        ("uk", PRINT, "Снаряди влучили в Березну.", {"Березну": PRINT}),
    ],
)
def test_a_feast_is_no_place(
    language: str, published: str, body: str, expected: dict[str, str | None]
) -> None:
    assert days(language, published, body) == expected
