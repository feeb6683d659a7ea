"""English sentences."""

from geomap.languages.rules.text import TextRules

RULES = TextRules(
    abbreviations=frozenset(
        (
            "mr mrs ms dr prof gen lt col maj capt sgt cpl adm brig cmdr sen rep gov pres rev hon st mt ft no vs "
            "etc jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp bros dept est approx jr sr ph "
            "e.g i.e a.m p.m u.s u.k u.n e.u d.c obl"
        ).split()
    ),
    function_words=frozenset(
        "the of and to in a that for was with said by is as from has were been its after".split()
    ),
)
