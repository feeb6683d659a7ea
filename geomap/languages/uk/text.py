"""Ukrainian sentences."""

from geomap.languages.rules.text import TextRules

RULES = TextRules(
    abbreviations=frozenset(
        (
            "м с смт обл р рр ст вул ім п т тис млн млрд грн проф акад ген полк кв км о гр див напр н сел с-ще с-ща с-щі н.п х"
        ).split()
    ),
    closing=frozenset("р рр обл м см млн млрд грн тис км кв о п".split()),
    openers=frozenset(
        "у в на з із зі за до від по про при під після над через та і й а але або якщо коли як що це цей ця ці той та вони він вона ми ви я його її їх також водночас тим там тут однак проте російські росія україна українські окупанти ворог раніше".split()
    ),
    function_words=frozenset(
        "і в у на що з та до за від про як але це його також було який й зі під після".split()
    ),
    letters=frozenset("іїєґ"),
)
