import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.excerpts import MARK, in_view, shown
from geomap.spans import Span

words = st.lists(st.text("aбV\u0301🔥-.,…", min_size=1, max_size=30), max_size=60)
gaps = st.sampled_from([" ", "  ", "\n", "\xa0"])


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, Span]:
    """A sentence, and where a name of one to three words stands in it."""
    before, after, gap = draw(words), draw(words), draw(gaps)
    name = draw(st.sampled_from(["Lyman", "Kryvyi Rih", "Часів Яр", "Nova Kakhovka Dam"]))
    text = gap.join([*before, name, *after])
    start = len(gap.join([*before, ""]))
    return text, Span(start, start + len(name))


@given(sentences(), st.integers(5, 700))
def test_a_cut_holds_the_name_keeps_the_bound_and_ends_between_words(
    sentence: tuple[str, Span], longest: int
) -> None:
    text, name = sentence
    view = in_view(text, name, longest)
    assert view.contains(name)
    assert Span(0, len(text)).contains(view)
    assert len(shown(text, view)) <= max(longest, name.end - name.start + 2 * len(MARK))
    for edge in (view.start, view.end):
        assert edge in (0, len(text), name.start, name.end) or (
            text[edge - 1].isspace() != text[edge].isspace()
        )
    if len(text) <= longest:
        assert shown(text, view) == text


@given(sentences(), st.integers(5, 700))
def test_marks_stand_exactly_where_something_is_left_out(sentence: tuple[str, Span], longest: int) -> None:
    text, name = sentence
    view = in_view(text, name, longest)
    parts = (MARK if view.start else "", text[view.start : view.end], MARK if view.end < len(text) else "")
    assert shown(text, view) == "".join(parts)


@pytest.mark.parametrize("at", [0, 1, 40, 300, 999])
def test_a_list_is_cut_between_its_items_and_uses_its_room(at: int) -> None:
    items = ["Kryvyi Rih", "Lyman", "Nova Kakhovka"]
    text = "Shells hit " + ", ".join(items[i % 3] for i in range(1000)) + "."
    start = [found.start() for found in re.finditer("Kryvyi Rih|Lyman|Nova Kakhovka", text)][at]
    end = start + len(items[at % 3])
    excerpt = shown(text, in_view(text, Span(start, end)))
    assert 500 < len(excerpt) <= 600
    inner = excerpt.removeprefix("Shells hit ").strip("….").rstrip(",")
    assert set(inner.split(", ")) == set(items)


def test_a_cut_without_a_comma_near_parts_no_two_words_that_look_like_one_name() -> None:
    text = "so " * 100 + "Lyman then Kryvyi Rih and " + "so " * 100
    start = text.index("Lyman")
    for longest in range(30, 60):
        excerpt = shown(text, in_view(text, Span(start, start + 5), longest))
        assert ("Kryvyi" in excerpt) == ("Kryvyi Rih" in excerpt)


def test_a_name_in_one_endless_word_is_shown_alone_with_the_mark_at_both_ends() -> None:
    text = "a" * 5000 + "Lyman" + "b" * 5000
    assert shown(text, in_view(text, Span(5000, 5005))) == "…Lyman…"


def test_a_name_longer_than_the_bound_is_whole() -> None:
    text = "before " + "n" * 900 + " after"
    assert shown(text, in_view(text, Span(7, 907))) == "…" + "n" * 900 + "…"
