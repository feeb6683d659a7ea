from datetime import date
from typing import Literal

import pytest

from geomap.claims import make_claims
from geomap.documents import Document
from geomap.events import Event
from geomap.gazetteer import open_gazetteer
from geomap.mentions import Mention
from geomap.pipeline import analyse
from geomap.places import Resolution
from geomap.publication import Publication, date_document
from geomap.roles import Reading
from geomap.scenes import Scenes
from geomap.spans import Days, Span
from geomap.text import Text, read_text
from geomap.times import find_times
from geomap.when import When, link_time

THURSDAY = date(2023, 8, 17)


def reading_of(
    text: Text,
    toponym: str,
    modality: Literal["factual", "planned"] = "factual",
    trigger: str | None = None,
    at: int | None = None,
) -> Reading:
    start = text.body.index(toponym) if at is None else at
    span = Span(start, start + len(toponym))
    mention = Mention(
        span=span,
        toponym=toponym,
        kind="name",
        first=text.token_at(span.start),
        last=text.token_at(span.end - 1) + 1,
        sentence=text.sentence_at(span.start),
        candidates=(),
    )
    verb = text.body.index(trigger) if trigger else 0
    event = Event(
        action="struck",
        modality=modality,
        actor=None,
        side=None,
        trigger=Span(verb, verb + len(trigger)) if trigger else None,
    )
    resolution = Resolution(mention=mention, ranked=(), chosen=None, certainty="uncertain", reason="a test")
    return Reading(resolution=resolution, role="event_location", reason="a test", event=event)


def when(
    body: str,
    toponym: str,
    published: date | None = THURSDAY,
    modality: Literal["factual", "planned"] = "factual",
    trigger: str | None = None,
) -> When:
    text = read_text(
        Document(id="x", text=body, language="en", published=Days.one(published) if published else None)
    )
    publication = (
        date_document(text) if published else Publication(days=None, basis="unknown", reason="a test")
    )
    times = find_times(text, publication.days)
    reading = reading_of(text, toponym, modality, trigger)
    return link_time(Scenes(text, (reading.resolution,)), reading, times, publication)


@pytest.mark.parametrize(
    ("body", "toponym", "edtf", "basis"),
    [
        ("On Monday, drones struck Orikhiv.", "Orikhiv", "2023-08-14", "weekday"),
        ("Drones struck Orikhiv, Izium and Nikopol on Monday.", "Izium", "2023-08-14", "weekday"),
        (
            "After taking Izium in the spring, the brigade now shells Orikhiv.",
            "Orikhiv",
            "2023-08-17",
            "publication",
        ),
        (
            "After taking Izium in the spring, the brigade now shells Orikhiv.",
            "Izium",
            "2023-03-01/2023-05-31",
            "season",
        ),
        ("Shells hit Orikhiv, the mayor said on Tuesday.", "Orikhiv", "2023-08-14/2023-08-15", "weekday"),
        (
            "The mayor said on Tuesday that shells had hit Orikhiv on August 9.",
            "Orikhiv",
            "2023-08-09",
            "explicit_date",
        ),
        ("Shells hit Izium on Monday. Two people died in Orikhiv.", "Orikhiv", "2023-08-14", "weekday"),
        (
            "Missiles fell on Tuesday.\n\nThe strike came three days after a raid on Orikhiv.",
            "Orikhiv",
            "2023-08-12",
            "relative",
        ),
        (
            "The silo burned on August 13. Four days after the fire in Orikhiv, nobody counts the loss.",
            "Orikhiv",
            "2023-08-13",
            "relative",
        ),
        (
            "Two days after the vote in Izium, shells hit Orikhiv on Monday.",
            "Orikhiv",
            "2023-08-14",
            "weekday",
        ),
        (
            "Two days after the vote in Izium, shells hit Orikhiv on Monday.",
            "Izium",
            "2023-08-12",
            "relative",
        ),
        ("Shells hit Orikhiv.", "Orikhiv", "2023-08-17", "publication"),
        ("Shells hit Orikhiv on August 3 and August 4.", "Orikhiv", "2023-08-03/2023-08-04", "explicit_date"),
        ("Shells hit Orikhiv between March and June.", "Orikhiv", "2023-03-01/2023-06-30", "month"),
        ("Shells hit Orikhiv from Monday to Wednesday.", "Orikhiv", "2023-08-14/2023-08-16", "weekday"),
        ("Shells hit Orikhiv this week.", "Orikhiv", "2023-08-14/2023-08-17", "relative"),
        ("Smoke rose over Orikhiv after a raid on Monday.", "Orikhiv", "2023-08-14", "weekday"),
        ("He named the 1949 conventions in Orikhiv.", "Orikhiv", "2023-08-17", "publication"),
        ("The third visit since the invasion took him to Orikhiv.", "Orikhiv", "2023-08-17", "publication"),
    ],
)
def test_the_expression_that_governs_the_event(body: str, toponym: str, edtf: str, basis: str) -> None:
    found = when(body, toponym)
    assert (found.edtf, found.basis) == (edtf, basis)


def test_ukrainian() -> None:
    text = read_text(
        Document(
            id="x",
            text="З 1 червня по 3 липня в Оріхові впало дев'ять бомб.",
            language="uk",
            published=Days.one(THURSDAY),
        )
    )
    publication = date_document(text)
    reading = reading_of(text, "Оріхові")
    scenes = Scenes(text, (reading.resolution,))
    found = link_time(scenes, reading, find_times(text, publication.days), publication)
    assert found.edtf == "2023-06-01/2023-07-03"


def test_the_trigger_decides_between_two_times() -> None:
    body = "The town was shelled on May 3 and Orikhiv, quiet until then, was occupied on June 9, 2023."
    assert when(body, "Orikhiv", trigger="shelled").edtf == "2023-05-03"
    assert when(body, "Orikhiv", trigger="occupied").edtf == "2023-06-09"


def test_a_statement_dates_no_plan() -> None:
    found = when("He said on Tuesday that he would visit Orikhiv.", "Orikhiv", modality="planned")
    assert found.basis == "publication"
    found = when("He said on Tuesday that he would visit Orikhiv on Sunday.", "Orikhiv", modality="planned")
    assert found.edtf == "2023-08-20"
    found = when("Gains of the past few days help them to seize Orikhiv.", "Orikhiv", modality="planned")
    assert found.basis == "publication"
    found = when("In the past few days they seized Orikhiv.", "Orikhiv")
    assert (found.edtf, found.basis) == ("2023-08-10/2023-08-17", "relative")


def test_a_bulletin_covers_its_own_day() -> None:
    body = "Daily Assessment, August 16, 2023\n\nShells hit Orikhiv."
    found = when(body, "Orikhiv")
    assert (found.edtf, found.basis) == ("2023-08-16", "document_date")


def test_an_unknown_day_stays_unknown() -> None:
    found = when("Shells hit Orikhiv on Monday.", "Orikhiv", published=None)
    assert found.days is None
    assert found.basis == "none"


def test_a_time_after_a_comma_dates_what_follows_it() -> None:
    body = "Tomorrow the envoys will be in Vilnius, next week in Madrid."
    assert when(body, "Vilnius", modality="planned").days == Days.one(date(2023, 8, 18))
    assert when(body, "Madrid", modality="planned").days == Days(date(2023, 8, 21), date(2023, 8, 27))


def test_a_season_that_an_event_is_ranked_in_does_not_date_it() -> None:
    told = when("In one of the worst raids of the summer on any port, drones hit Izmail overnight.", "Izmail")
    assert told.basis == "relative"


def test_a_state_that_lasts_since_a_month_does_not_date_an_event_in_the_main_clause() -> None:
    told = when("A shell broke the doors of the school in Orikhiv, which is shut since June.", "Orikhiv")
    assert told.basis == "publication"


@pytest.mark.parametrize(
    ("body", "trigger", "edtf"),
    [
        # a clause about something else keeps its time
        ("Shells hit Orikhiv, which floods had spoilt in July, and set it on fire.", "hit", None),
        ("Orikhiv, which floods had spoilt in July, was shelled on Monday.", "shelled", "2023-08-14"),
        ("They brought miners from Izium - a town that rebels seized in July - to Orikhiv.", "brought", None),
        ("A shell hit Orikhiv (a rocket had killed ten there in July).", "hit", None),
        ("The mayor of Orikhiv was shot at after rebels had seized the mill in July.", "shot", None),
        ("The road through which they fled in July was shelled near Orikhiv.", "shelled", None),
        # an event in such a clause has it
        ("They fled the mill, which rebels in Orikhiv had seized in July.", "seized", "2023-07"),
        ("A shell hit the mill (a rocket had struck Orikhiv in July).", "struck", "2023-07"),
        # the event's own verb before another one of its clause
        ("Orikhiv, shelled in July, was taken on Monday.", "taken", "2023-08-14"),
        # the clause that it hangs on, and a clause that goes on with it
        ("They fled on Monday when shells fell on Orikhiv.", "fell", "2023-08-14"),
        ("Shells fell on Orikhiv and killed a man on Monday.", "fell", "2023-08-14"),
        ("Shells fell on Orikhiv, but the school has been shut since July.", "fell", None),
        ("They attacked Orikhiv and have shelled it since Monday.", "attacked", "2023-08-14/2023-08-17"),
        # an item with a time of its own
        ("On Monday they shelled Izium, on Tuesday - Orikhiv.", "shelled", "2023-08-15"),
        ("On Monday they shelled Izium, a town - and Orikhiv.", "shelled", "2023-08-14"),
        # a time beside a verb of saying
        ("Shells fell on Orikhiv on Monday, the mayor said on Tuesday.", "fell", "2023-08-14"),
        (
            "The mayor told reporters on Tuesday that shells fell on Orikhiv.",
            "fell",
            "2023-08-14/2023-08-15",
        ),
    ],
)
def test_a_time_belongs_to_its_clause(body: str, trigger: str, edtf: str | None) -> None:
    found = when(body, "Orikhiv", trigger=trigger)
    assert (found.edtf if found.expression else None) == edtf


def test_a_time_far_off_in_another_clause_dates_nothing() -> None:
    lines = " and nobody saw it," * 12
    assert when(f"Shells fell on Orikhiv,{lines} and buses left on Monday.", "Orikhiv").expression is None
    assert when("Shells fell on Orikhiv, and buses left on Monday.", "Orikhiv").expression is not None


@pytest.mark.parametrize(
    ("opening", "edtf", "basis"),
    [
        # A heading tells the day that a bulletin covers, up to two days before it is printed.
        ("Daily Assessment, August 16, 2023", "2023-08-16", "document_date"),
        ("Daily Assessment, August 15, 2023", "2023-08-15", "document_date"),
        ("Daily Assessment, August 14, 2023", "2023-08-17", "publication"),
        ("Daily Assessment, August 18, 2023", "2023-08-17", "publication"),
        ("Daily Assessment, August 2023", "2023-08-17", "publication"),
        ("Daily bread, August 15, 2023", "2023-08-17", "publication"),
        # What its opening says it counts through goes before the heading.
        (
            "Daily Assessment, August 17, 2023\n\nThroughout August 16, 2023, ninety raids were flown.",
            "2023-08-16",
            "document_date",
        ),
        (
            "Daily Assessment, August 17, 2023\n\nThroughout August 2, 2023, ninety raids were flown.",
            "2023-08-17",
            "document_date",
        ),
        # Without one, most dates of a text do, where they name the day of print or the one before.
        (
            "A school opened on August 16, 2023. A mill burned on August 16, 2023.",
            "2023-08-16",
            "document_date",
        ),
        (
            "A school opened on August 17, 2023. A mill burned on August 16, 2023.",
            "2023-08-17",
            "document_date",
        ),
        ("A school opened on August 16, 2023. A mill burned on July 2, 2023.", "2023-08-17", "publication"),
        (
            "A school opened on August 15, 2023. A mill burned on August 15, 2023.",
            "2023-08-17",
            "publication",
        ),
        ("A school opened on August 16, 2023. A mill burned on Tuesday.", "2023-08-17", "publication"),
    ],
)
def test_the_day_of_a_text_that_gives_its_event_none(opening: str, edtf: str, basis: str) -> None:
    found = when(f"{opening}\n\nA shell hit Orikhiv.", "Orikhiv")
    assert (found.edtf, found.basis) == (edtf, basis)


@pytest.mark.parametrize(
    ("body", "modality", "edtf"),
    [
        ("Tomorrow a fair opens in Orikhiv.", "planned", "2023-08-18"),
        ("On August 24 a fair opens in Orikhiv.", "planned", "2023-08-24"),
        ("On August 14 a fair opened in Orikhiv.", "factual", "2023-08-14"),
        ("A fair opens in Orikhiv.", "factual", "2023-08-17"),
        ("A ferry ran until Friday. That evening a shell sank it at Orikhiv.", "factual", None),
        ("The hall where the choir sings tomorrow was shelled in Orikhiv.", "factual", None),
    ],
)
def test_what_is_told_of_tomorrow_is_planned(body: str, modality: str, edtf: str | None) -> None:
    text = read_text(Document(id="x", text=body, language="en", published=Days.one(THURSDAY)))
    publication = date_document(text)
    times = find_times(text, publication.days)
    reading = reading_of(
        text, "Orikhiv", trigger=next(word for word in ("opens", "opened", "shell") if word in body)
    )
    scenes = Scenes(text, (reading.resolution,))
    (claim,) = make_claims(scenes, (reading,), (), times, publication)
    assert claim.event.modality == modality
    assert edtf is None or claim.when.edtf == edtf


@pytest.mark.parametrize(
    ("body", "trigger", "modality", "edtf"),
    [
        ("Ярмарок у Orikhiv відкриється 20 серпня.", "відкриється", "planned", "2023-08-20"),
        ("Ярмарок у Orikhiv відкрився 10 серпня.", "відкрився", "factual", "2023-08-10"),
        ("Ярмарок у Orikhiv, що відкриється 20 серпня, обстріляли.", "обстріляли", "factual", "2023-08-17"),
    ],
)
def test_what_a_verb_of_the_future_dates_is_planned(
    body: str, trigger: str, modality: str, edtf: str
) -> None:
    text = read_text(Document(id="x", text=body, language="uk", published=Days.one(THURSDAY)))
    publication = date_document(text)
    reading = reading_of(text, "Orikhiv", trigger=trigger)
    scenes = Scenes(text, (reading.resolution,))
    (claim,) = make_claims(scenes, (reading,), (), find_times(text, publication.days), publication)
    assert (claim.event.modality, claim.when.edtf) == (modality, edtf)


def test_a_time_up_to_which_is_reckoned_ends_the_day_of_its_events() -> None:
    assert (
        when("As of 6:00 on August 15, shells hit Orikhiv twice.", "Orikhiv").edtf == "2023-08-14/2023-08-15"
    )
    assert when("At 6:00 on August 15, shells hit Orikhiv twice.", "Orikhiv").edtf == "2023-08-15"
    assert when("As of 6:00, shells hit Orikhiv twice.", "Orikhiv").edtf == "2023-08-16/2023-08-17"
    assert when("As of 22:00, shells hit Orikhiv twice.", "Orikhiv").edtf == "2023-08-17"
    assert when("At 6:00, shells hit Orikhiv twice.", "Orikhiv").edtf == "2023-08-17"


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        ("In March 2022 tanks came. They shelled Orikhiv.", "2022-03"),
        ("In March 2022 tanks came. They had already shelled Orikhiv.", "2022-03"),
        ("In March 2022 tanks came. A few days later they left. They shelled Orikhiv.", "2022-03"),
        ("In March 2022 tanks came. It rained. A gun fired. A dog fled. They shelled Orikhiv.", "2022-03"),
        ("Tanks, seen here in March 2022, came. They shelled Orikhiv.", None),  # opens no story
        ("In March 2022 tanks came. They still shell Orikhiv.", None),
        ("In March 2022 tanks came. They have shelled Orikhiv.", None),
        ("In March 2022 tanks came.\n\nThey shelled Orikhiv.", None),
        ("In March 2022 tanks came. On Monday they left. They shelled Orikhiv.", "2023-08-14"),
    ],
)
def test_a_paragraph_tells_on_of_the_past_that_it_opens_with(body: str, edtf: str | None) -> None:
    found = when(body, "Orikhiv")
    assert (found.edtf if found.expression else None) == edtf


@pytest.mark.parametrize(
    ("body", "language", "edtf", "basis"),
    [
        # the day of the strike, told elsewhere of the same place or in the same sentence
        (
            "A rocket hit Orikhiv on Saturday. The toll in Orikhiv rose on Wednesday.",
            "en",
            "2023-08-12",
            None,
        ),
        (
            "The toll in Orikhiv rose on Wednesday. A rocket hit Orikhiv on Saturday.",
            "en",
            "2023-08-12",
            None,
        ),
        ("The toll of the raid on Saturday on Orikhiv rose on Wednesday.", "en", "2023-08-12", None),
        (
            "Ракета влучила у Orikhiv в суботу. Кількість загиблих у Orikhiv зросла в середу.",
            "uk",
            "2023-08-12",
            None,
        ),
        (
            "Ракета попала в Orikhiv в субботу. Число погибших в Orikhiv в среду выросло.",
            "ru",
            "2023-08-12",
            None,
        ),
        # told of nowhere, or only of long ago
        ("The toll in Orikhiv rose on Wednesday.", "en", "2023-08-17", "publication"),
        (
            "A rocket hit Orikhiv on 3 May 2022. The toll in Orikhiv rose on Wednesday.",
            "en",
            "2023-08-17",
            "publication",
        ),
        # no count of victims
        ("A rocket hit Orikhiv on Saturday. Smoke over Orikhiv rose on Wednesday.", "en", "2023-08-16", None),
        (
            "A rocket hit Orikhiv on Saturday. Nine wounded left Orikhiv on Wednesday.",
            "en",
            "2023-08-16",
            None,
        ),
    ],
)
def test_a_count_of_victims_dates_no_event(body: str, language: str, edtf: str, basis: str | None) -> None:
    text = read_text(Document(id="x", text=body, language=language, published=Days.one(THURSDAY)))
    publication = date_document(text)
    counted = body.rindex("Orikhiv")
    if "toll" in body[: body.index(".")]:
        counted = body.index("Orikhiv")
    readings = {
        at: reading_of(text, "Orikhiv", at=at) for at in (body.index("Orikhiv"), body.rindex("Orikhiv"))
    }
    scenes = Scenes(text, tuple(reading.resolution for reading in readings.values()))
    found = link_time(scenes, readings[counted], find_times(text, publication.days), publication)
    assert found.edtf == edtf
    assert basis is None or found.basis == basis


@pytest.mark.parametrize(
    ("body", "modality", "edtf"),
    [
        ("Shells hit Orikhiv in June.", "factual", "2023-06-01/2023-06-20"),
        ("They plan to seize Orikhiv in June.", "planned", "2023-06-05/2023-06-30"),
        ("Shells hit Orikhiv in May.", "factual", "2023-05"),
        ("Shells hit Orikhiv.", "factual", "2023-06-05/2023-06-20"),
    ],
)
def test_what_happened_ends_with_publication_at_the_latest(
    body: str, modality: Literal["factual", "planned"], edtf: str
) -> None:
    published = Days(date(2023, 6, 5), date(2023, 6, 20))
    text = read_text(Document(id="x", text=body, language="en", published=published))
    publication = date_document(text)
    reading = reading_of(text, "Orikhiv", modality)
    scenes = Scenes(text, (reading.resolution,))
    found = link_time(scenes, reading, find_times(text, publication.days), publication)
    assert found.edtf == edtf


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        ("Людей катували в Олешках з березня до листопада 2022 року.", "2022-03-01/2022-11-30"),
        ("С марта по ноябрь 2022 года в Олешках пытали людей.", "2022-03-01/2022-11-30"),
        ("С марта 2022 года в Олешках пытали людей.", "2023-08-17"),
    ],
)
def test_a_time_told_by_both_ends_is_no_since_however_long(body: str, edtf: str) -> None:
    document = Document(id="x", text=body, published=Days.one(date(2023, 8, 17)))
    (claim,) = analyse(document, open_gazetteer()).claims
    assert claim.when.edtf == edtf


@pytest.mark.parametrize(
    ("body", "days"),
    [
        # Each part of a chronicle has the day of its heading, and what has a day of its own keeps it.
        (
            "August 10\nShells hit Orikhiv.\n\nAugust 11\nShells hit Izium. Two died in Sumy.\n\n"
            "On 3 August shells had hit Lyman.",
            {"Orikhiv": "2023-08-10", "Izium": "2023-08-11", "Sumy": "2023-08-11", "Lyman": "2023-08-03"},
        ),
        (
            "24 лютого\n\nВорог обстріляв Харків.\n\n25 лютого\n\nВорог обстріляв Суми.",
            {"Харків": "2023-02-24", "Суми": "2023-02-25"},
        ),
        ("3 марта (пятница)\n\nОбстреляли Сумы.\n\n9 марта\n\nОбстреляли Изюм.", {"Изюм": "2023-03-09"}),
        # One day on a line of its own is that of print, and a sentence that holds a day is no heading.
        ("August 10\n\nShells hit Orikhiv.", {"Orikhiv": "2023-08-17"}),
        (
            "August 10\n\nHe spoke on August 11.\n\nShells hit Orikhiv.",
            {"Orikhiv": "2023-08-17"},
        ),
    ],
)
def test_the_day_that_heads_a_part_of_a_chronicle(body: str, days: dict[str, str]) -> None:
    document = Document(id="x", text=body, published=Days.one(THURSDAY))
    found = {
        c.reading.resolution.mention.toponym: c.when.edtf for c in analyse(document, open_gazetteer()).claims
    }
    assert {name: found[name] for name in days} == days


@pytest.mark.parametrize(
    ("body", "edtf"),
    [
        ("Feb. 24, Friday: shells hit Orikhiv.", "2023-02-24"),
        ("Shells hit Orikhiv on 13 August (Sunday).", "2023-08-13"),
        ("After Feb. 24, Sunday shoppers in Orikhiv were shelled.", "2023-08-13"),
    ],
)
def test_a_weekday_between_marks_belongs_to_the_date_before_it(body: str, edtf: str) -> None:
    document = Document(id="x", text=body, published=Days.one(THURSDAY))
    (claim,) = analyse(document, open_gazetteer()).claims
    assert claim.when.edtf == edtf


@pytest.mark.parametrize(
    ("language", "body", "days"),
    [
        ("en", "A week ago a drone hit a depot in Balakliia.", ("2023-08-10", "2023-08-10")),
        ("ru", "Две недели назад в Балаклее сгорел склад.", ("2023-08-03", "2023-08-03")),
        ("en", "Last week a drone hit a depot in Balakliia.", ("2023-08-07", "2023-08-13")),
        ("en", "On 8 November a missile hit the station in Balakliia.", ("2022-11-08", "2022-11-08")),
        ("uk", "8 листопада ракета розірвалася у Балаклії.", ("2022-11-08", "2022-11-08")),
        ("uk", "На знімку від 3 квітня видно вирви у Балаклії.", ("2023-04-03", "2023-04-03")),
        ("uk", "Від 3 квітня ворог обстрілює Балаклію.", ("2023-04-03", "2023-08-17")),
        ("en", "It was calm since May, when shells hit Balakliia.", ("2023-05-01", "2023-05-31")),
        ("en", "Since May shells have hit Balakliia.", ("2023-05-01", "2023-08-17")),
    ],
)
def test_the_days_of_an_event_by_the_words_that_count_to_it(
    language: str, body: str, days: tuple[str, str]
) -> None:
    document = Document(id="x", text=body, language=language, published=Days.one(THURSDAY))
    told = [claim.when.days for claim in analyse(document, open_gazetteer()).claims]
    assert told == [Days(*map(date.fromisoformat, days))]


def test_what_is_set_for_a_day_stays_ahead() -> None:
    body = "The exchange in Balakliia was put off until 25 August."
    document = Document(id="x", text=body, language="en", published=Days.one(THURSDAY))
    (time,) = analyse(document, open_gazetteer()).times
    assert time.days == time.event_days == Days.one(date(2023, 8, 25))


@pytest.mark.parametrize(
    ("language", "body", "edtf"),
    [
        ("ru", "15-го числа штурмовики вошли в Торецк.", "2023-08-15"),
        ("ru", "29 числа снаряды попали в Торецк.", "2023-07-29"),
        ("uk", "Уночі 15 числа ворог обстріляв Торецьк.", "2023-08-15"),
        ("en", "On the 15th, shells hit Toretsk.", "2023-08-15"),
        ("en", "On the 15th floor shells hit a flat in Toretsk.", "2023-08-17"),
        ("en", "The mine closed in March 2023. On the 15th, shells hit Toretsk.", "2023-03-15"),
        ("en", "The cinema opened on 4 August. That very evening shells hit Toretsk.", "2023-08-04"),
        ("uk", "Уламки посікли кінотеатр «Жовтень» у Торецьку.", "2023-08-17"),
        ("uk", "Уламки посікли завод Червоний Жовтень у Торецьку.", "2023-08-17"),
        ("uk", "У липні уламки посікли кінотеатр у Торецьку.", "2023-07"),
        ("en", "A shell hit a church built in 1893 in Toretsk.", "2023-08-17"),
        ("ru", "У памятника павшим в 1943 году в Торецке разорвался снаряд.", "2023-08-17"),
        ("en", "In 1943 a shell hit a church in Toretsk.", "1943"),
    ],
)
def test_numbers_of_days_titles_and_years_of_things(language: str, body: str, edtf: str) -> None:
    published = Days.one(THURSDAY)
    document = Document(id="x", text=body, language=language, published=published)
    (claim,) = analyse(document, open_gazetteer()).claims
    assert claim.when.edtf == edtf
