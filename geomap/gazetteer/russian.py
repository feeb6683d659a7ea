"""The Russian form of a Ukrainian place name, by rule: several guesses, likeliest first."""

from __future__ import annotations

import re

# Each step offers ways to write what it matches; the first is the likelier.
ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("івка$", ("овка", "евка")),
    ("ївка$", ("евка",)),
    ("ів$", ("ов", "ев")),
    ("їв$", ("ев",)),
    ("ський$", ("ский",)),
    ("цький$", ("цкий",)),
    ("ське$", ("ское",)),
    ("цьке$", ("цкое",)),
    ("ська$", ("ская",)),
    ("цька$", ("цкая",)),
    ("ськ$", ("ск",)),
    ("цьк$", ("цк",)),
    ("ине$", ("ино",)),
    ("їне$", ("ино",)),
    ("ове$", ("ово", "овое")),
    ("еве$", ("ево",)),
    ("єве$", ("ево",)),
    ("пілля$", ("полье",)),
    ("піль$", ("поль",)),
    ("ілля$", ("елье", "илье")),
    ("не$", ("ное",)),
    ("ий$", ("ый", "ой")),
    ("ій$", ("ий",)),
)
ROOTS: tuple[tuple[str, str], ...] = (
    ("^робот", "работ"),
    ("^біл", "бел"),
    ("^ліс", "лес"),
    ("^велик", "велик"),
    ("^мал", "мал"),
    ("^микол", "никол"),
    ("^михайл", "михайл"),
    ("^олекс", "алекс"),
    ("^новоолекс", "новоалекс"),
    ("^оле", "еле"),
    ("^степ", "степ"),
    ("^андрі", "андре"),
    ("брід", "брод"),
    ("ріг", "рог"),
    ("ліс", "лес"),
    ("міст", "мост"),
    ("кам'ян", "камен"),
    ("^сух", "сух"),
)
LETTERS = str.maketrans({"і": "и", "ї": "и", "є": "е", "и": "и", "ґ": "г", "'": "ъ", "’": "ъ", "ʼ": "ъ"})


def russian_forms(name: str) -> tuple[str, ...]:
    """Return likely Russian forms of a Ukrainian name, likeliest first; at most eight.

    >>> russian_forms("Авдіївка")
    ('Авдеевка', 'Авдиевка')
    """
    forms = [""]
    for word in name.split(" "):
        made = _word(word)
        forms = [f"{form} {w}".strip() for form in forms for w in made][:8]
    return tuple(forms)


def _word(word: str) -> tuple[str, ...]:
    lower = word.lower()
    made = [lower]
    for pattern, root in ROOTS:
        made = [re.sub(pattern, root, w) for w in made]
    for pattern, ways in ENDINGS:
        if re.search(pattern, made[0]):
            made = [re.sub(pattern, way, w) for w in made for way in ways]
            break
    made = [w.replace("лля", "лье").replace("ння", "нье").replace("жжя", "жье") for w in made]
    softer = [re.sub(r"[іи](?=[еєї]вка$)", "е", w) for w in made]
    made = [w.translate(LETTERS) for w in [*softer, *made]]
    return tuple(dict.fromkeys(w[:1].upper() + w[1:] if word[:1].isupper() else w for w in made))
