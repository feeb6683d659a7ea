import random

from hypothesis import given
from hypothesis import strategies as st

from geomap.support import MOST_TEXTS, Support, Telling, support_of

SENTENCE = "Three missiles hit the railway yard of Lyman before dawn on Saturday, the mayor of the town said."
RETOLD = "The mayor of the town said three missiles hit the railway yard of Lyman before dawn on Saturday."
OTHER = "Before dawn the yard was on fire, and by noon the mayor counted the craters that missiles had left."


def tellings(*told: tuple[str, str]) -> list[Telling]:
    """Return tellings of a text by publishers, of whom ``?`` is unknown; each in an article of its own."""
    return [
        Telling(str(number), text, frozenset() if who == "?" else frozenset(who.split("+")))
        for number, (who, text) in enumerate(told)
    ]


def test_two_publishers_in_their_own_words_are_independent() -> None:
    assert support_of(tellings(("a", SENTENCE), ("b", OTHER))) == Support(2, 1)


def test_one_publisher_twice_is_one_source() -> None:
    assert support_of(tellings(("a", SENTENCE), ("a", OTHER))) == Support(1, 1)


def test_the_same_sentence_and_nearly_the_same_are_copies() -> None:
    shouted = SENTENCE.upper().replace(",", " –")
    assert support_of(tellings(("a", SENTENCE), ("b", shouted), ("c", RETOLD))) == Support(1, 3)


def test_short_sentences_are_copies_only_if_they_are_the_same() -> None:
    assert (
        support_of(tellings(("a", "Shells hit Lyman at dawn."), ("b", "Shells hit Lyman at dusk."))).copies
        == 1
    )
    assert (
        support_of(tellings(("a", "Shells hit Lyman at dawn."), ("b", "Shells hit Lyman at dawn"))).copies
        == 2
    )


def test_publishers_that_share_a_key_over_a_third_are_one_family() -> None:
    told = tellings(("name x", SENTENCE), ("name x+host y", OTHER), ("host y", "Lyman burns."))
    assert support_of(told).independent == 1


def test_whom_nobody_knows_is_no_second_source() -> None:
    assert support_of(tellings(("a", SENTENCE), ("?", OTHER))).independent == 1
    assert support_of(tellings(("?", SENTENCE), ("?", OTHER))).independent == 1


def test_who_has_words_of_its_own_may_have_written_what_others_copy() -> None:
    assert support_of(tellings(("a", SENTENCE), ("b", SENTENCE), ("b", OTHER))) == Support(1, 2)
    told = tellings(("a", SENTENCE), ("b", SENTENCE), ("b", OTHER), ("a", "Lyman burns."))
    assert support_of(told) == Support(2, 2)


def test_a_copied_text_is_a_source_beside_those_that_did_not_print_it() -> None:
    assert support_of(tellings(("a", SENTENCE), ("b", SENTENCE), ("c", OTHER))) == Support(2, 2)
    chain = tellings(("a", SENTENCE), ("b", SENTENCE), ("b", OTHER), ("c", OTHER))
    assert support_of(chain) == Support(1, 2)


def test_of_very_many_texts_only_the_same_are_copies() -> None:
    many = [(f"p{n}", f"{SENTENCE} {n} {n + 1} {n + 2}") for n in range(MOST_TEXTS + 1)]
    assert support_of(tellings(*many[:-1])) == Support(1, MOST_TEXTS)
    assert support_of(tellings(*many)) == Support(MOST_TEXTS + 1, 1)


keys = st.frozensets(st.sampled_from("abcd"), max_size=2)
some = st.lists(
    st.builds(
        Telling, st.sampled_from("1234"), st.sampled_from([SENTENCE, RETOLD, OTHER, "Lyman burns."]), keys
    ),
    min_size=1,
    max_size=8,
)


@given(some, st.randoms())
def test_the_order_does_not_matter_and_independent_ones_share_nothing(
    told: list[Telling], chance: random.Random
) -> None:
    support = support_of(told)
    chance.shuffle(told)
    assert support_of(told) == support
    assert support.independent <= max(1, len({telling.keys for telling in told if telling.keys}))
    assert support.copies <= len({telling.document for telling in told})
    # A report more never takes a source away, unless it shows two publishers to be one.
    more = support_of([*told, Telling("9", "A text of its own.", frozenset("z"))])
    assert more.independent in (support.independent, support.independent + 1)
