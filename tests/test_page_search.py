# ruff: noqa: E501
"""The page's search, run by node without a browser: phrases, inflected forms, spellings of people, hits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geomap.gazetteer import LonLat, Spelling
from geomap.records import Record, make_records
from geomap.spans import Span
from geomap.surroundings import Surroundings
from tests.page_node import ask, needs_node
from tests.page_records import columns
from tests.records_of import LYMAN, report

pytestmark = needs_node

ANSWER = """
const store = makeStore(data);
const search = makeSearch(store);
const title = (i) => store.texts[store.documents.title[store.reports.document[store.claims.firstReport[i]]]];
answer = questions.map(([query, text]) => ({
  found: [...(search.matches(query) ?? [])].flatMap((yes, i) => (yes ? [title(i)] : [])).sort(),
  places: search.places(query, 5).map(({ place }) => store.places.name[place]),
  hits: search.hits(query, text ?? "").map(([start, end]) => text.slice(start, end)),
}));
"""
KHARKIV = replace(LYMAN, id="test:kharkiv", name="Kharkiv", point=LonLat(36.23, 49.99))
BAKHMUT = replace(LYMAN, id="test:bakhmut", name="Bakhmut", point=LonLat(38.0, 48.6))
KUPIANSK = replace(LYMAN, id="test:kupiansk", name="Kupiansk", point=LonLat(37.6, 49.7))
SPELLINGS = {
    KUPIANSK.id: (Spelling(text="Куп’янськ", kind="official", language="uk"),),
    LYMAN.id: (Spelling(text="Lyman", kind="official"), Spelling(text="Лиман", kind="official", language="uk")),
    KHARKIV.id: (Spelling(text="Харків", kind="official", language="uk"), Spelling(text="Харьков", kind="russian")),
    BAKHMUT.id: (Spelling(text="Бахмут", kind="official", language="uk"),),
}  # fmt: skip


def told(title: str, quote: str, **changes: Any) -> Any:
    name = changes.get("toponym", "Lyman")
    at = quote.index(name)
    spans = {"quote_span": Span(0, len(quote)), "toponym_span": Span(at, at + len(name))}
    return report(title=title, quote=quote, document=title, url=None, **spans, **changes)


CLAIMS = make_records(
    [
        told("wave", "A wave of drones came over Lyman.", claimant="Volodymyr Zelenskyy", action="struck"),
        told("drones", "Drones came over Lyman in one wave.", claimant="President Zelensky"),
        told("uk", "Над Lyman, каже Зеленський, тихо.", claimant="Зеленський", action="moved"),
        told("kharkiv", "Kharkiv was quiet, a line said.", claimant=None, place=KHARKIV, toponym="Kharkiv"),
        told("kupiansk", "Putin's men left Kupiansk.", actor="Vladimir Putin", claimant=None, place=KUPIANSK, toponym="Kupiansk"),
        told("bakhmut", "Bakhmut was loud.", claimant="Igor Konashenkov", place=BAKHMUT, toponym="Bakhmut"),
        told("bakhmut2", "Bakhmut fell silent.", claimant="a lone voice", place=BAKHMUT, toponym="Bakhmut", action="moved"),
    ]
)  # fmt: skip


def answers(questions: list[tuple[str, str]], folder: Path, records: tuple[Record, ...] = CLAIMS) -> Any:
    data = columns(records, Surroundings(spellings=SPELLINGS))
    return ask(ANSWER, data, questions, folder, "store state select search")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wave drones", ["drones", "wave"]),
        ('"wave of drones"', ["wave"]),
        ("«wave of drones» lyman", ["wave"]),
        ('"drones of wave"', []),
        # A place in any spelling and any form of grammar, in both languages.
        ("Харкова", ["kharkiv"]),
        ("Харькове", ["kharkiv"]),
        ("Бахмутом", ["bakhmut", "bakhmut2"]),
        ("Лимана", ["drones", "uk", "wave"]),
        ("Лиманська", []),
        # People, however their names are written.
        ("Zelensky", ["drones", "uk", "wave"]),
        ("Зеленського", ["drones", "uk", "wave"]),
        ("Зеленский", ["drones", "uk", "wave"]),
        ("Конашенков", ["bakhmut"]),
        ("Зеленского", ["drones", "uk", "wave"]),
        ("Zelenskyy's", ["drones", "uk", "wave"]),
        # Places in the spelling of the other language, with its vowels, soft signs and apostrophes.
        ("Харькова", ["kharkiv"]),
        ("Харьковом", ["kharkiv"]),
        ("kharkov", ["kharkiv"]),
        ("Бахмуте", ["bakhmut", "bakhmut2"]),
        ("Купянска", ["kupiansk"]),
        ("Kupyansk", ["kupiansk"]),
        ("Купянском", ["kupiansk"]),
        ("Путин", ["kupiansk"]),
        ("Путіна", ["kupiansk"]),
        ("Putin", ["kupiansk"]),
        # Another word than the name, though it begins like it.
        ("Харьковчанин", []),
        ("Kharkovite", []),
        ("poutine", []),
        # No common word is taken for another that sounds like it.
        ("lone", ["bakhmut2"]),
        ("   ", []),
    ],
)
def test_a_query_finds_the_claims_that_a_reader_means(tmp_path: Path, query: str, found: list[str]) -> None:
    (answer,) = answers([(query, "")], tmp_path)
    assert answer["found"] == found


def test_what_was_found_is_told_where_it_stands(tmp_path: Path) -> None:
    asks = [
        ("zelensky DRONES", "Zelenskyy said that drones, two Drones, came."),
        ("Бахмута", "У Бахмуті й під Бахмутом, не в бахмутському районі."),
        ('"two drones"', "two drones, two  drones"),
        ("drones dron", "drones"),
    ]
    hits = [answer["hits"] for answer in answers(asks, tmp_path)]
    assert hits == [["Zelenskyy", "drones", "Drones"], ["Бахмуті", "Бахмутом"], ["two drones"], ["drones"]]


def test_places_are_offered_by_any_spelling_the_busiest_first(tmp_path: Path) -> None:
    asks = [("харк", ""), ("Харкову", ""), ("Лимані", ""), ("ly", ""), ("l", "")]
    places = [answer["places"] for answer in answers(asks, tmp_path)]
    assert places == [["Kharkiv"], ["Kharkiv"], ["Lyman"], ["Lyman"], []]
    busy = [replace(LYMAN, id=f"test:{n}", name=f"Nova {n}") for n in range(3)]
    claims = [
        report(place=place, toponym="Nova", candidates=(), document=f"{n} {k}", action=action)
        for n, place in enumerate(busy)
        for k, action in enumerate(("struck", "moved", "visited")[: n + 1])
    ]
    (answer,) = answers([("nova", "")], tmp_path, make_records(claims))
    assert answer["places"] == ["Nova 2", "Nova 1", "Nova 0"]


HARD = {
    "breaks": 'One line\nnorth of Lyman, a "bridge\\way" \u0001 of steel, 🚀 and 𝐀lpha.',
    "marks": "By the cafe\u0301s of Lyman, Straße and İzmir were named.",
    "cut": "Odd words stand first. " + "The road was long and dull, they said. " * 40 + "Then Lyman was hit.",
}
"""Quotes with all that their JSON escapes or writes in several bytes; and one of which only a part is shown."""


def hard() -> list[Any]:
    """Return a claim of each, none of which says the same."""
    return [
        told(title, quote, action=action)
        for (title, quote), action in zip(HARD.items(), ("struck", "moved", "captured"), strict=True)
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("north", ["breaks"]),
        ("nnorth", []),
        ("bridge way", ["breaks"]),
        ("bridgeway", []),
        ("u0001", []),
        ('"bridge\\way"', ["breaks"]),
        ("lpha", ["breaks"]),
        ('"line north"', ["breaks"]),
        ("🚀", ["breaks"]),
        ('"cafés of"', ["marks"]),
        ("STRASSE", []),
        ("straße izmir", ["marks"]),
        ('"lyman was hit"', ["cut"]),
        ('"odd words"', []),
        ("odd", []),
    ],
)
def test_words_are_those_of_the_text_whatever_their_bytes(
    tmp_path: Path, query: str, found: list[str]
) -> None:
    claims = make_records(hard())
    (answer,) = answers([(query, "")], tmp_path, claims)
    assert answer["found"] == found


def test_packed_quotes_are_found_and_read_as_any_others(tmp_path: Path) -> None:
    """What a large page leaves as bytes is what a small one has as texts."""
    given = """
    const packed = readParts(new TextEncoder().encode(JSON.stringify(data)));
    const { quotes, ...without } = data;
    const found = (raw) => { const search = makeSearch(makeStore(raw)); return questions.map((query) => [...search.matches(query)]); };
    answer = {
      quotes: data.quotes.map((quote, i) => packed.quotes.at(i) === quote),
      rest: JSON.stringify({ ...packed, quotes: 0 }) === JSON.stringify({ ...without, quotes: 0 }),
      found: JSON.stringify(found(packed)) === JSON.stringify(found(data)),
    };
    """
    claims = make_records(hard())
    for some in (claims, CLAIMS, ()):
        data = columns(some, Surroundings(spellings=SPELLINGS))
        assert next(iter(data)) == "quotes", "they come first, or they are read with the others"
        answer = ask(given, data, ["north", '"cafés of"', "Харкова"], tmp_path, "store state select search")
        assert answer == {"quotes": [True] * len(data["quotes"]), "rest": True, "found": True}
