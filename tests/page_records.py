# ruff: noqa: E501, S311
"""Invented claims for the page: many, spread over a year and real places; nothing here was ever published."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from geomap.events import Action, Modality
from geomap.facts import NO_FACTS
from geomap.files.arrays import told
from geomap.files.columns import columns_of
from geomap.gazetteer import Candidate, Entry, LonLat, Spelling
from geomap.publication import Publication
from geomap.records import Record, Report, make_records
from geomap.spans import Days, Span
from geomap.surroundings import Surroundings
from geomap.when import WhenBasis
from tests.records_of import STRIKE, report

TOWNS = (
    ("Kyiv", "Київ", 30.52, 50.45, "Kyiv"), ("Kharkiv", "Харків", 36.23, 49.99, "Kharkiv Oblast"),
    ("Izium", "Ізюм", 37.26, 49.21, "Kharkiv Oblast"), ("Kupiansk", "Куп'янськ", 37.61, 49.71, "Kharkiv Oblast"),
    ("Balakliia", "Балаклія", 36.86, 49.46, "Kharkiv Oblast"), ("Lyman", "Лиман", 37.80, 48.98, "Donetsk Oblast"),
    ("Bakhmut", "Бахмут", 38.00, 48.60, "Donetsk Oblast"), ("Soledar", "Соледар", 38.09, 48.69, "Donetsk Oblast"),
    ("Chasiv Yar", "Часів Яр", 37.84, 48.59, "Donetsk Oblast"), ("Kramatorsk", "Краматорськ", 37.58, 48.74, "Donetsk Oblast"),
    ("Sloviansk", "Слов'янськ", 37.61, 48.85, "Donetsk Oblast"), ("Kostiantynivka", "Костянтинівка", 37.71, 48.53, "Donetsk Oblast"),
    ("Toretsk", "Торецьк", 37.85, 48.40, "Donetsk Oblast"), ("Avdiivka", "Авдіївка", 37.75, 48.14, "Donetsk Oblast"),
    ("Donetsk", "Донецьк", 37.80, 48.00, "Donetsk Oblast"), ("Mariupol", "Маріуполь", 37.55, 47.10, "Donetsk Oblast"),
    ("Vuhledar", "Вугледар", 37.25, 47.78, "Donetsk Oblast"), ("Sievierodonetsk", "Сєвєродонецьк", 38.49, 48.95, "Luhansk Oblast"),
    ("Lysychansk", "Лисичанськ", 38.43, 48.90, "Luhansk Oblast"), ("Svatove", "Сватове", 38.16, 49.41, "Luhansk Oblast"),
    ("Kreminna", "Кремінна", 38.22, 49.05, "Luhansk Oblast"), ("Luhansk", "Луганськ", 39.31, 48.57, "Luhansk Oblast"),
    ("Kherson", "Херсон", 32.61, 46.64, "Kherson Oblast"), ("Nova Kakhovka", "Нова Каховка", 33.35, 46.75, "Kherson Oblast"),
    ("Enerhodar", "Енергодар", 34.66, 47.50, "Zaporizhzhia Oblast"), ("Zaporizhzhia", "Запоріжжя", 35.14, 47.84, "Zaporizhzhia Oblast"),
    ("Orikhiv", "Оріхів", 35.79, 47.57, "Zaporizhzhia Oblast"), ("Melitopol", "Мелітополь", 35.37, 46.85, "Zaporizhzhia Oblast"),
    ("Mykolaiv", "Миколаїв", 31.99, 46.97, "Mykolaiv Oblast"), ("Odesa", "Одеса", 30.73, 46.48, "Odesa Oblast"),
    ("Dnipro", "Дніпро", 35.04, 48.46, "Dnipropetrovsk Oblast"), ("Kryvyi Rih", "Кривий Ріг", 33.39, 47.91, "Dnipropetrovsk Oblast"),
    ("Sumy", "Суми", 34.80, 50.91, "Sumy Oblast"), ("Chernihiv", "Чернігів", 31.29, 51.49, "Chernihiv Oblast"),
    ("Lviv", "Львів", 24.03, 49.84, "Lviv Oblast"), ("Belgorod", "Бєлгород", 36.58, 50.60, "Belgorod Oblast"),
    ("Sevastopol", "Севастополь", 33.52, 44.61, "Sevastopol"), ("Vovchansk", "Вовчанськ", 36.94, 50.29, "Kharkiv Oblast"),
)  # fmt: skip
OUTLETS = (
    "Example Post",
    "Morning Courier",
    "Вечірній вісник",
    "Степовая газета",
    "Harbour Times",
    "The Ledger",
    None,
)
CLAIMANTS = (
    None, "Ukrainian General Staff", "Russian Ministry of Defence", "the regional governor", "Igor Konashenkov",
    "a resident", "Volodymyr Zelensky", "the city council", "Ukrainian Operational Command South",
)  # fmt: skip
PHRASES = {
    "captured": "units had taken {} after two days of shelling",
    "reclaimed": "flags were raised again over {} in the early hours",
    "withdrew": "the last columns had pulled out of {} by dusk",
    "attacked": "assault groups pressed towards the edge of {} and were met with fire",
    "struck": "two missiles hit the railway yard of {} and broke windows nearby",
    "moved": "buses carried several hundred people away from {}",
    "visited": "the minister walked through the market of {} with reporters",
    "announced": "the bridge at {} would stay shut until the spring",
    "other": "power had come back to most streets of {}",
}


def town(i: int) -> tuple[Entry, tuple[Spelling, ...]]:
    """Return the i-th place: first real towns, then invented villages around them, then regions."""
    name, local, lon, lat, admin1 = TOWNS[i % len(TOWNS)]
    round_ = i // len(TOWNS)
    precision = "exact"
    if round_:
        spread = random.Random(i)
        lon, lat = lon + spread.gauss(0, 0.35), lat + spread.gauss(0, 0.25)
        name, local = f"New {name} {round_}", f"Нове {local} {round_}"
        precision = ("exact", "near", "hromada", "raion")[i % 4]
    entry = Entry(
        id=f"test:{i}", name=name, point=LonLat(round(lon, 4), round(lat, 4)), country="UA", admin1=admin1,
        admin2=None, admin3=None, path=("UA",), feature_class="P", feature_code="PPL", population=1000,
        precision=precision, radius_km={"exact": 2.0, "near": 5.0, "hromada": 9.0, "raion": 24.0}[precision],  # type: ignore[arg-type]
    )  # fmt: skip
    spellings = (
        Spelling(text=name, kind="official", language="en"),
        Spelling(text=local, kind="official", language="uk"),
    )
    return entry, spellings


def area(name: str, lon: float, lat: float, radius: float, code: str) -> Entry:
    """Return a region or country."""
    return Entry(
        id=f"test:{name}", name=name, point=LonLat(lon, lat), country="UA", admin1=None, admin2=None, admin3=None,
        path=("UA",), feature_class="A", feature_code=code, population=0, precision="area", radius_km=radius,
    )  # fmt: skip


AREAS = (
    area("Kharkiv Oblast", 36.5, 49.6, 120.0, "ADM1"),
    area("Kherson Oblast", 33.5, 46.6, 110.0, "ADM1"),
    area("Donetsk Oblast", 37.7, 48.1, 110.0, "ADM1"),
    area("Donbas", 38.4, 48.4, 150.0, "RGN"),
    area("Ukraine", 32.0, 49.0, 650.0, "PCLI"),
)


def is_plain(told: Report) -> bool:
    """Tell whether a report is one that another can be held against."""
    return (
        (told.modality, told.claim_certainty, told.certainty) == ("factual", "certain", "certain")
        and told.place is not None
        and told.place.precision == "exact"
        and told.action != "other"
        and told.days is not None
        and told.days.length <= 7
    )


def answered(told: Report, number: int, modality: Modality) -> Report:
    """Return another outlet's report of what one tells, in words of its own: it says the same, or denies it."""
    verdict = (
        "there was no trace of it at all" if modality == "negated" else "they saw every bit of it themselves"
    )
    said = PHRASES[told.action].format(told.toponym)
    quote = f"Had {said}? The council sent its own people, who walked about for an hour, and {verdict}, says note {number}."
    at = 100 + quote.index(told.toponym)
    return replace(
        told,
        document=f"answer{number}",
        title=f"The council's note {number}",
        publisher="Council Gazette",
        url=f"https://gazette.example/{number}",
        quote=quote,
        quote_span=Span(100, 100 + len(quote)),
        toponym_span=Span(at, at + len(told.toponym)),
        modality=modality,
        claimant="the city council" if modality == "negated" else told.claimant,
    )


def candidates_of(place: Entry, other: Entry) -> tuple[Candidate, ...]:
    """Return a place as the likely one of two."""
    return tuple(
        Candidate(entry=entry, spelling=Spelling(text=entry.name, kind="official"), score=score)
        for entry, score in ((place, 0.8), (other, 0.1))
    )


def dated_by(number: int, when: Days, printed: Days) -> tuple[Days, WhenBasis]:
    """Return the days of a report and what they rest on: some on the publication, a few a year too late."""
    if number % 7 == 3:
        return printed, "publication"
    if number % 89 == 50:
        return Days(when.start + timedelta(365), when.end + timedelta(365)), "explicit_date"
    return when, "explicit_date" if when.start == when.end else "relative"


def reports(count: int, *, places: int = 60, days: int = 180, seed: int = 7) -> tuple[Report, ...]:
    """Return so many invented reports: a few towns take most, some days are busier, one in 20 answers another."""
    dice = random.Random(seed)
    entries = [town(i)[0] for i in range(places)]
    weights = [1 / (1 + i) ** 0.8 for i in range(places)]
    dice.shuffle(entries)
    start = date(2031, 3, 1)
    bursts = [dice.randrange(days) for _ in range(5)]
    made: list[Report] = []
    for number in range(count):
        place: Entry | None = dice.choices(entries, weights)[0]
        chance = dice.random()
        if chance < 0.12:
            place = dice.choice(AREAS) if chance < 0.09 else None
        action: Action = dice.choices(get_args(Action), (3, 4, 2, 9, 12, 4, 2, 3, 2))[0]
        modality: Modality = dice.choices(get_args(Modality), (14, 2, 1))[0]
        offset = min(days - 1, max(0, int(dice.gauss(dice.choice(bursts), 6))))
        if dice.random() < 0.4:
            offset = dice.randrange(days)
        length = dice.choices((1, 3, 7, 30), (70, 15, 10, 5))[0]
        when = Days(start + timedelta(offset), start + timedelta(offset + length - 1))
        dated = dice.random() > 0.04
        name = place.name if place else "Verkhnie"
        sentence = PHRASES[action].format(name)
        claimant = dice.choice(CLAIMANTS)
        if number % 20 == 19 and (plain := next(filter(is_plain, reversed(made)), None)):
            made.append(answered(plain, number, "negated" if number % 40 == 39 else "factual"))
            continue
        quote = f"In report {number}, {claimant or 'our correspondent'} said that {sentence}."
        printed = Days.one(when.end + timedelta(dice.choice((0, 1, 1, 2))))
        days_told, basis = dated_by(number, when, printed) if dated else (None, "none")
        made.append(
            report(
                document=f"d{number // 3}",
                title=f"Dispatch {number // 3}: what the day brought",
                publisher=OUTLETS[(number // 3) % len(OUTLETS)],
                url=f"https://outlet{(number // 3) % len(OUTLETS)}.example/{number // 3}",
                published=Publication(days=printed, basis="given", reason="given with the document"),
                quote=quote,
                quote_span=Span(100, 100 + len(quote)),
                toponym=name,
                toponym_span=Span(100 + quote.rindex(name), 100 + quote.rindex(name) + len(name)),
                claimant=claimant,
                source_words=claimant,
                action=action,
                modality=modality,
                days=days_told,
                edtf=days_told.edtf() if days_told else None,
                basis=basis,
                time_words=None,
                place=place,
                certainty=dice.choices(("certain", "less-certain", "uncertain"), (8, 2, 1))[0],
                claim_certainty=("certain", "less-certain", "uncertain")[number % 3],
                facts=STRIKE if action == "struck" and number % 2 else NO_FACTS,
                candidates=candidates_of(place, dice.choice(entries)) if place else (),
            )
        )
    return tuple(made)


def spellings(places: int = 60) -> dict[str, tuple[Spelling, ...]]:
    """Return the spellings of the places."""
    return {entry.id: names for entry, names in (town(i) for i in range(places))}


def records(count: int, *, places: int = 60, days: int = 180, seed: int = 7) -> tuple[Record, ...]:
    """Return the records of so many invented reports."""
    return make_records(reports(count, places=places, days=days, seed=seed))


def columns(found: Sequence[Record], surroundings: Surroundings) -> dict[str, Any]:
    """Return the data of a page as its script reads them."""
    data: dict[str, Any] = json.loads("".join(told(columns_of(found, surroundings).data())))
    return data
