"""Whose statement a bulletin or post is: each shape with its look-alike in ordinary prose."""

from __future__ import annotations

import pytest

from geomap.attributions import attribution_of, find_attributions
from geomap.documents import Document
from geomap.spans import Span
from geomap.text import read_text


def claimant(body: str, word: str, language: str = "en", publisher: str | None = None) -> str | None:
    text = read_text(Document(id="x", text=body, language=language, publisher=publisher))
    start = body.rindex(word)
    attribution = attribution_of(text, find_attributions(text), Span(start, start + len(word)))
    return attribution.claimant if attribution else None


LIST = "\n\nIn Orikhiv, a shell hit a school.\n\nNear Polohy, two sheds burned down."


@pytest.mark.parametrize(
    ("opening", "who"),
    [
        ("The General Staff reported on the situation as of noon.", "The General Staff"),
        (
            "The regional prosecutor's office gave its account of the night.",
            "The regional prosecutor's office",
        ),
        ("The acting governor published a series of posts.", "The acting governor"),
        ("The grid operator published its table of outages at eight.", "The grid operator"),
        ("Emergency services have published details of the raid.", "Emergency services"),
        ("Evening bulletin of the General Staff", "the General Staff"),
        ("Shelling went on all night, the regional police said.", "the regional police"),
        ("GENERAL STAFF: EVENING UPDATE", "GENERAL STAFF"),
        ("The ministry's spokesman briefed journalists.", "The ministry's spokesman"),
        ("The State Border Service reports.", "The State Border Service"),
        ("In its report the General Staff listed the clashes of the day.", "the General Staff"),
        # The announcement is no news, the author speaks, or it tells of something else.
        ("The General Staff did not publish its figures.", None),
        ("The General Staff publishes its figures at six. Our reporter does not wait.", None),
        ("The governor posted details. We went to see for ourselves.", None),
        (
            "The governor reported a fire and the mayor a flood, residents said. The mayor said it rained.",
            None,
        ),
        ("Retired General Gives Details", None),
        ("The details of the bulletin are unknown.", None),
        ("The water company published its accounts on Friday.", None),
        ("The head of the council is known for long reports.", None),
    ],
)
def test_a_text_that_announces_its_source_goes_on_with_it(opening: str, who: str | None) -> None:
    assert claimant(opening + LIST, "Orikhiv") == who
    assert claimant(opening + LIST, "Polohy") == who


def test_a_lead_carries_on_only_over_a_list_of_places() -> None:
    prose = "\n\nTrams have run here since the war.\n\nA shell had struck Polohy before we came."
    assert claimant("Shelling went on all night, the regional police said." + prose, "Polohy") is None


def test_a_statement_ends_where_another_speaks_or_the_text_leaves_it() -> None:
    opening = "The General Staff published details.\n\nIn Orikhiv, a shell hit a school."
    other = "\n\nThe mayor of Tokmak said he was well.\n\nIn Polohy, a shed burned down."
    assert claimant(opening + other, "Orikhiv") == "The General Staff"
    assert claimant(opening + other, "Polohy") is None
    assert claimant(opening + "\n\nMeanwhile a shed burned down in Polohy.", "Polohy") is None
    assert claimant(opening + "\n\nIn Polohy, a shed burned down, a farmer said.", "Polohy") == "a farmer"


def test_a_publisher_that_is_an_office_speaks_for_itself() -> None:
    body = "Operational information as of noon.\n\nNear Orikhiv, two assaults were stopped."
    assert claimant(body, "Orikhiv", publisher="General Staff") == "General Staff"
    assert claimant(body, "Orikhiv", publisher="Evening News Agency") is None
    assert claimant(body, "Orikhiv", publisher="Institute of War Studies") is None
    assert claimant("We drove to Orikhiv. A shell hit it.", "Orikhiv", publisher="General Staff") is None


def test_a_list_after_a_colon_has_the_source_of_its_sentence() -> None:
    body = "Four villages fell, the blog reckons:\n- Orikhiv,\n- Tokmak.\nThe pace is high in Polohy."
    assert claimant(body, "Tokmak") == "the blog"
    assert claimant(body, "Polohy") is None


def test_items_of_a_list_have_each_their_own_source() -> None:
    body = "- A fire in Orikhiv, the governor wrote\n- **Polohy:** two shells"
    assert claimant(body, "Orikhiv") == "the governor"
    assert claimant(body, "Polohy") is None


@pytest.mark.parametrize(
    ("language", "body", "word", "who"),
    [
        (
            "uk",
            "Станом на вечір минуло 40 боїв, повідомив Генеральний штаб ЗСУ.\n\nНа півдні біля Оріхова тихо.",
            "Оріхова",
            "Генеральний штаб ЗСУ",
        ),
        ("uk", "Начальник ОВА розповів про наслідки.\n\nВ Оріхові горить склад.", "Оріхові", "Начальник ОВА"),
        ("uk", "Начальник ОВА приїхав на місце.\n\nВ Оріхові горить склад.", "Оріхові", None),
        ("uk", "Зведення Генштабу станом на ранок\n\nВ Оріхові горить склад.", "Оріхові", "Генштаб"),
        (
            "uk",
            "Командування «Південь» оприлюднило зведення.\n\nОріхів горить.",
            "Оріхів",
            "Командування «Південь»",
        ),
        ("ru", "Оперштаб сообщает:\n\n— в Орехове горит трава;\n— в Токмаке тихо.", "Токмаке", "Оперштаб"),
        ("uk", "🔥 Олег Гай, начальник ОВА:\n\nВ Оріхові горить склад.", "Оріхові", "Олег Гай"),
        ("ru", "Из брифинга Минобороны\n\nОтбита атака у Орехова.", "Орехова", "Минобороны"),
        ("ru", "Оперштаб отчитался за год. Цифры мы опустим.\n\nВ Орехове горит рынок.", "Орехове", None),
    ],
)
def test_other_languages_announce_in_their_own_way(
    language: str, body: str, word: str, who: str | None
) -> None:
    assert claimant(body, word, language) == who


@pytest.mark.parametrize(
    "who",
    ["The head of the district", "The mayor of the town", "The head of a bakery", "The chief of police"],
)
def test_who_a_pronoun_stands_for_keeps_what_he_is_the_head_of(who: str) -> None:
    assert claimant(f'{who} filled the gap. "A bomb has hit Polohy," he wrote.', "Polohy") == who
