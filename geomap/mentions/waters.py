"""Rivers that share their name with a town: "across the Dnipro", «за Дніпром», «у гирлі Дніпра»."""

from __future__ import annotations

from geomap.gazetteer import Candidate, Gazetteer
from geomap.language import lexicon_of
from geomap.language.rules.toponyms import ToponymRules
from geomap.text import Text

LONGEST_MARK = 3
"""Words of a phrase before a name that makes it a river's: «рівень води в»."""
IN_SIGHT = 40
"""Tokens on either side of a river within which something is told of water."""
RETREAT = 3
"""Tokens before a preposition within which a withdrawal behind a river stands."""


def waters_of(
    name: str, rules: ToponymRules, gazetteer: Gazetteer, language: str | None = None
) -> tuple[Candidate, ...]:
    """Return the waters that are filed under a name with a noun: Дніпра, as «річка Дніпро»."""
    if name.lower() not in rules.rivers:
        return ()
    nouns = rules.unit_names.get("water", ())
    for filed in (*(f"{noun} {name}" for noun in nouns), *(f"{name} {noun}" for noun in nouns)):
        found = gazetteer.candidates(filed, language)
        waters = tuple(c for c in found if c.entry.feature_class == "H")
        if waters:
            return waters
    return ()


def is_marked(text: Text, first: int, sentence: int, rules: ToponymRules) -> bool:
    """Tell whether the words before a name make it a river's: "across the Dnipro", «за Дніпром»."""
    lowers = text.lowers
    if not first or lowers[first] not in rules.rivers:
        return False
    phrases = (" ".join(lowers[max(0, first - size) : first]) for size in range(1, LONGEST_MARK + 1))
    if any(phrase in rules.river_marks for phrase in phrases):
        return True
    before, low = lowers[first - 1], lowers[first]
    located = low in rules.river_locatives
    if located and before in rules.river_ins:
        return _tells_of_water(text, first, sentence, rules)
    if before in rules.river_beyonds:
        return low in rules.river_beyond_forms or _is_withdrawn(text, first, sentence)
    return located and before in rules.river_ons


def _tells_of_water(text: Text, first: int, sentence: int, rules: ToponymRules) -> bool:
    """Tell whether a sentence says what happens in water alone: «човен затонув у Дніпрі»."""
    bounds = text.sentences[sentence]
    around = text.lowers[max(bounds.first, first - IN_SIGHT) : min(bounds.last, first + IN_SIGHT)]
    return any(word.startswith(rules.river_deeds) for word in around)


def _is_withdrawn(text: Text, first: int, sentence: int) -> bool:
    """Tell whether a force withdraws behind what is named: «отошли за Днепр»; convoys leave for the city."""
    lexicon, before = lexicon_of(text.language), first - 1
    begin = max(text.sentences[sentence].first, before - RETREAT)
    events = (lexicon[word].event for word in text.lowers[begin:before])
    return any(event is not None and event.action == "withdrew" for event in events)
