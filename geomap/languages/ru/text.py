"""Russian sentences."""

from geomap.languages.rules.text import TextRules

RULES = TextRules(
    abbreviations=frozenset(
        "г гг с пос пгт обл р ул им п т тыс млн млрд руб проф акад ген полк кв км д н см напр ст дер н.п х".split()
    ),
    closing=frozenset("г гг обл м см млн млрд руб тыс км кв п".split()),
    openers=frozenset(
        "в во на с со из за к от по о об при под после над через и а но или если когда как что это этот эта эти тот они он она мы вы я его её их также между там тут однако российские россия украина украинские ранее".split()
    ),
    function_words=frozenset(
        "и в на что с по из за от о как но это его также было который к под после для".split()
    ),
    letters=frozenset("ыэъё"),
)
