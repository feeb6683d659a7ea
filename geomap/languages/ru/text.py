"""Russian sentences."""

from geomap.languages.rules.text import TextRules

RULES = TextRules(
    abbreviations=frozenset(
        "г гг с пос пгт обл р ул им п т тыс млн млрд руб проф акад ген полк кв км д н см напр ст".split()
    ),
    function_words=frozenset(
        "и в на что с по из за от о как но это его также было который к под после для".split()
    ),
    letters=frozenset("ыэъё"),
)
