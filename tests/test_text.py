from hypothesis import given
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.text import read_text


@given(st.text(max_size=300))
def test_sentences_and_tokens_lie_in_order_inside_the_text(body: str) -> None:
    text = read_text(Document(id="x", text=body))
    assert list(text.starts) == sorted(text.starts)
    for word, start, end in zip(text.words, text.starts, text.ends, strict=True):
        assert body[start:end] == word
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


def test_a_possessive_is_a_token_of_its_own_and_an_inner_apostrophe_is_not() -> None:
    text = read_text(Document(id="x", text="Kyiv’s mayor left Слов'янськ for Rostov-on-Don"))
    assert text.words == ("Kyiv", "’s", "mayor", "left", "Слов'янськ", "for", "Rostov-on-Don")
