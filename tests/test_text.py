import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.text import read_text


@given(st.text(max_size=300))
def test_sentences_and_tokens_lie_in_order_inside_the_text(body: str) -> None:
    text = read_text(Document(id="x", text=body))
    assert list(text.starts) == sorted(text.starts)
    for word, start, end in zip(text.words, text.starts, text.ends, strict=True):
        assert text.body[start:end] == word
    for one, two in zip(text.sentences, text.sentences[1:], strict=False):
        assert one.end <= two.start
        assert one.last <= two.first
    for sentence in text.sentences:
        assert all(
            sentence.start <= text.starts[i] < sentence.end for i in range(sentence.first, sentence.last)
        )


def test_an_abbreviation_or_an_initial_ends_no_sentence() -> None:
    text = read_text(Document(id="x", text="Gen. A. Petrenko spoke to the U.S. envoy. The envoy left."))
    assert [text.body[s.start : s.end] for s in text.sentences] == [
        "Gen. A. Petrenko spoke to the U.S. envoy.",
        "The envoy left.",
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ("The post was on X.", "“We stay,” he wrote."),
        ("She flew to the U.S.", "The envoy stayed."),
        ("Guns fell silent on May 26.[57]", "Russian crews rested."),
        ("The map shows an advance.2", "Drone crews saw it."),
        ("They crossed the river.", "Then they dug in."),
        ("He asked: “Who is there?” and left.", "Nobody came."),
        ("12. Crews rested.", "13. Guns fell silent."),
        ("Обстріл тривав до 5 год. ранку.", "Постраждали двоє."),
    ],
)
def test_a_sentence_ends_where_the_next_begins(parts: tuple[str, str]) -> None:
    text = read_text(Document(id="x", text=" ".join(parts)))
    assert tuple(text.body[s.start : s.end] for s in text.sentences) == parts


def test_sentences_glued_by_a_lost_space_are_parted() -> None:
    text = read_text(
        Document(id="x", text="They crossed the river.Then they dug in. See Pravda.Ru for more.")
    )
    assert [text.body[s.start : s.end] for s in text.sentences] == [
        "They crossed the river.",
        "Then they dug in.",
        "See Pravda.Ru for more.",
    ]


def test_a_line_cut_by_a_lost_link_is_joined_and_a_menu_is_not() -> None:
    body = "The spokesman of the brigade, who had been there,\ntold\nthe crew to rest.\nMore offers\nclose"
    text = read_text(Document(id="x", text=body))
    assert [body[b.start : b.end] for b in text.blocks] == [
        "The spokesman of the brigade, who had been there,\ntold\nthe crew to rest.",
        "More offers",
        "close",
    ]


def test_a_possessive_is_a_token_of_its_own_and_an_inner_apostrophe_is_not() -> None:
    text = read_text(Document(id="x", text="Kyiv’s mayor left Слов'янськ for Rostov-on-Don"))
    assert text.words == ("Kyiv", "’s", "mayor", "left", "Слов'янськ", "for", "Rostov-on-Don")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("Shells fell on Kryvyi\nRih twice.", ["Shells fell on Kryvyi\nRih twice."]),
        ("Crews left Nova\nSloboda Mala in haste.", ["Crews left Nova\nSloboda Mala in haste."]),
        ("Crews worked in\nSumy.", ["Crews worked in\nSumy."]),
        ("Crews left the city of\nKryvyi\nRih", ["Crews left the city of\nKryvyi\nRih"]),
        ("Shells fell on Kryvyi\n\nRih", ["Shells fell on Kryvyi", "Rih"]),
        ("War in Ukraine\nCrews left Sumy.", ["War in Ukraine", "Crews left Sumy."]),
        ("- shelling of\n- Sumy", ["- shelling of", "- Sumy"]),
        ("Kyiv\nSumy\nRih", ["Kyiv", "Sumy", "Rih"]),
    ],
)
def test_a_name_or_clause_broken_over_a_line_is_joined_and_a_heading_or_list_is_not(
    body: str, lines: list[str]
) -> None:
    text = read_text(Document(id="x", text=body), {"Kryvyi Rih", "Nova Sloboda Mala"}.__contains__)
    assert [body[b.start : b.end] for b in text.blocks] == lines


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Вечером обстреляли Горловку.", "ru"),
        ("Втрата Авдіївки стала болючою.", "uk"),
        ("Бои за Часів Яр, ранен связист", "ru"),
        ("НАД РОСТОВОМ СБИТ БЕСПИЛОТНИК", "ru"),
        ("Сильная стрельба в районе вокзала", "ru"),
        ("Ворог атакував Горлівку.", "uk"),
        ("Прильот у Слов'янську", "uk"),
        ("НАД РОСТОВОМ ЗБИТО БЕЗПІЛОТНИК", "uk"),
        ("Сапери працюють біля Токмака", "uk"),
        ("Crews left Харків and Суми.", "en"),
    ],
)
def test_the_language_of_a_short_post_is_told(body: str, language: str) -> None:
    assert read_text(Document(id="x", text=body)).language == language
