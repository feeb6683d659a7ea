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
    closing=frozenset("u.s u.k u.n e.u d.c a.m p.m etc inc ltd co corp jr sr bros ph".split()),
    openers=frozenset(
        (
            "the a an this that these those he she it they we i you his her its their our in on at by for from with as "
            "and but or so if when while after before since although though however meanwhile also some many most all "
            "both one two no not there here what who how why according russian russia ukrainian ukraine officials"
        ).split()
    ),
    function_words=frozenset(
        "the of and to in a that for was with said by is as from has were been its after".split()
    ),
)
