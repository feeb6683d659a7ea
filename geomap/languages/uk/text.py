"""Ukrainian sentences."""

from geomap.languages.rules.text import TextRules

RULES = TextRules(
    abbreviations=frozenset(
        ("м с смт обл р рр ст вул ім п т тис млн млрд грн проф акад ген полк кв км о гр див напр н").split()
    ),
    function_words=frozenset(
        "і в у на що з та до за від про як але це його також було який й зі під після".split()
    ),
    letters=frozenset("іїєґ"),
)
