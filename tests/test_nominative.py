"""Claimants in the nominative, whatever case their sentence puts them in."""

import pytest

from geomap.attributions.nominative import nominative
from geomap.language import declension_of


def told(phrase: str, language: str, *, governed: bool = True) -> str:
    words = phrase.split()
    joins = [word in {"и", "та", "і", "й"} for word in words]
    return " ".join(nominative(words, joins, declension_of(language), governed=governed))


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        ("uk", "слідства", "слідство"),
        ("uk", "обласної військової адміністрації", "обласна військова адміністрація"),
        ("uk", "Генерального штабу ЗСУ", "Генеральний штаб ЗСУ"),
        ("uk", "речниці Сил оборони півдня Наталії Гуменюк", "речниця Сил оборони півдня Наталія Гуменюк"),
        ("uk", "начальника ОВА Сергія Гайдая", "начальник ОВА Сергій Гайдай"),
        ("uk", "Олексія Петровича Кравця", "Олексій Петрович Кравець"),
        ("uk", "військових експертів", "військові експерти"),
        ("uk", "слідчих поліції", "слідчі поліції"),
        ("ru", "штаба ополчения", "штаб ополчения"),
        ("ru", "областного управления МЧС", "областное управление МЧС"),
        ("ru", "городской администрации", "городская администрация"),
        ("ru", "администрации и прокуратуре", "администрация и прокуратура"),
        ("ru", "главы ДНР Дениса Пушилина", "глава ДНР Денис Пушилин"),
        ("ru", "Вооружённых сил Украины", "Вооружённые силы Украины"),
        ("ru", "местных жителей", "местные жители"),
        ("ru", "очевидца Сергея", "очевидец Сергей"),
        ("ru", "МЭРИИ ТОКМАКА", "МЭРИЯ ТОКМАКА"),
    ],
)
def test_noun_adjectives_and_name_go_into_the_nominative(language: str, phrase: str, expected: str) -> None:
    assert told(phrase, language) == expected


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("uk", "Наталія Гуменюк"),
        ("uk", "ДСНС"),
        ("uk", "міністерство енергетики та промисловості"),
        ("ru", "Минобороны РФ"),
        ("ru", "батареи соседнего полка"),
        ("ru", "одного из штабов бригады"),
        ("en", "the regional prosecutor"),
    ],
)
def test_what_is_a_nominative_or_not_known_stays(language: str, phrase: str) -> None:
    assert told(phrase, language) == phrase


@pytest.mark.parametrize(
    ("language", "phrase", "alone"),
    [
        ("uk", "адміністрації громад", "адміністрація громад"),
        ("uk", "джерела в уряді", "джерело в уряді"),
        ("ru", "службы спасения", "служба спасения"),
    ],
)
def test_a_form_that_may_be_a_plural_is_one_unless_it_is_governed(
    language: str, phrase: str, alone: str
) -> None:
    assert told(phrase, language, governed=False) == phrase
    assert told(phrase, language) == alone
