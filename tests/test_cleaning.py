"""Characters that only look different are read alike, and every span still counts in the text as given."""

import unicodedata
from dataclasses import is_dataclass
from itertools import pairwise
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from geomap.cleaning import TO_CYRILLIC, clean
from geomap.documents import Document
from geomap.gazetteer import Gazetteer
from geomap.pipeline import WITH_SPANS, Analysis, analyse
from geomap.spans import Span
from geomap.text import Text


@pytest.mark.parametrize(
    ("given_text", "read"),
    [
        ("Херсо́н, Бахмутá", "Херсон, Бахмута"),
        (unicodedata.normalize("NFD", "Київ, Чугуїв, Йванків, ёлка, Łódź, Saint-Étienne"),
         "Київ, Чугуїв, Йванків, ёлка, Łódź, Saint-Étienne"),
        ("Khar\u00adkiv \u200bОдеса\u2060", "Kharkiv Одеса"),
        ("\ufeffOdesa", "Odesa"),
        ("Kryvyi\u00a0Rih, 10\u202fкм", "Kryvyi Rih, 10 км"),
        ("Куп‘янськ, Куп´янськ, Sloviansʹk, Слов″янськ", "Куп’янськ, Куп’янськ, Slovians’k, Слов’янськ"),
        ("Слов”янськ і Куп\"янськ", "Слов’янськ і Куп’янськ"),
        ("Kup&rsquo;yansk&nbsp;&mdash;&#160;Khar&shy;kiv &amp;nbsp;", "Kup’yansk — Kharkiv  "),
        ("<p>Оріхів</p><p>У <b>Херсоні</b><br/>тихо</p>", "\nОріхів\n\nУ Херсоні\nтихо\n"),
        ("Xерсон, обстрiляли, Khеrson", "Херсон, обстріляли, Kherson"),
        # What only looks like it stays.
        ("AT&T; R&D; 5 < 6; <Азов> a<b>c <x> <P>", "AT&T; R&D; 5 < 6; <Азов> ac <x> \n"),
        ("«Азов» “Kyiv” ‘Lviv’ 'Sumy' “Я” \"Юля\"", "«Азов» “Kyiv” ‘Lviv’ 'Sumy' “Я” \"Юля\""),
        ("Т-72Б3М, GPSом, Wi-Fi-мережа, СУ-34", "Т-72Б3М, GPSом, Wi-Fi-мережа, СУ-34"),
        ("п'ять, об’єкт, ґанок, Йосип, Їжакевич", "п'ять, об’єкт, ґанок, Йосип, Їжакевич"),
    ],
)  # fmt: skip
def test_characters_are_put_right(given_text: str, read: str) -> None:
    assert clean(given_text)[0] == read


PIECES = st.sampled_from(
    [
        "a",
        "é",
        "е\u0301",
        "и\u0306",
        "\u00ad",
        "\u200b",
        "&amp;",
        "&nbsp;",
        "<p>",
        "<",
        "&",
        " ",
        "\n",
        "Київ",
        "”я",
        "iв",
        "🙂",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_the_way_back_goes_on_and_covers_what_was_given(body: str) -> None:
    read, origins = clean(body)
    if origins is None:
        assert len(read) == len(body)
        return
    places = [(origins.start(i), origins.end(i + 1)) for i in range(len(read))]
    for one, two in pairwise(places):
        assert one == two or one[1] <= two[0]
    for character, (start, end) in zip(read, places, strict=True):
        assert 0 <= start < end <= len(body)
        alone = unicodedata.normalize("NFC", clean(body[start:end])[0])
        # Which script a letter is of, its word tells: alone it may be put into the other.
        assert end - start == 1 or character.translate(TO_CYRILLIC) in alone.translate(TO_CYRILLIC)


def test_a_mention_covers_all_that_was_written_and_the_quote_holds_it(gazetteer: Gazetteer) -> None:
    body = "<p>Росі\u00adяни 5 вере\u0301сня обстріляли <b>Херсо\u0301н</b>&nbsp;та Олек\u00adсандрівку.</p>"
    document = Document(id="x", text=body)
    analysis = analyse(document, gazetteer)
    written = [reading.resolution.mention.span.of(body) for reading in analysis.readings]
    assert "Херсо\u0301н" in written
    assert written == [reading.resolution.mention.toponym for reading in analysis.readings]
    (claim,) = [c for c in analysis.claims if c.reading.resolution.mention.toponym.startswith("Херс")]
    assert claim.quote.of(body).startswith("Росі\u00adяни")
    assert claim.quote.of(body).endswith("Олек\u00adсандрівку.")
    assert [time.span.of(body) for time in analysis.times] == ["5 вере\u0301сня"]
    assert [body[s.start : s.end] for s in analysis.text.sentences] == [claim.quote.of(body)]


def test_whatever_holds_a_span_is_put_back_on_the_text_as_given() -> None:
    def holds(kind: Any) -> bool:
        if kind is Span:
            return True
        if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Struct)):
            named = {name for name, hint in get_type_hints(kind).items() if holds(hint)}
            if kind is not Analysis and kind is not Text:
                assert named == set(WITH_SPANS.get(kind, ()))
            return bool(named)
        return any(holds(part) for part in get_args(kind))

    hints = get_type_hints(Analysis)
    assert {name for name, kind in hints.items() if name != "text" and holds(kind)} == set(
        WITH_SPANS[Analysis]
    )
