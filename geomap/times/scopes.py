"""Whether a noun of an event names the one of the table: the invasion of Kursk is none of Ukraine."""

from __future__ import annotations

from geomap.spans import Days
from geomap.times.anchors import Scope
from geomap.times.cursor import Cursor

STOPS = frozenset(",;:.!?()–—")
TAIL = 7
"""Tokens after the name of an event in which the text says where it was and against whom."""


def is_another(c: Cursor, last: int, days: Days) -> bool:
    """Tell whether what follows the name of an event at token ``last`` makes it another one.

    A capital behind "in" or "against" that is none of the event's own places and parties does: the war
    between Israel and Iran. So do words that never belong to it, such as "eastern" before the country.
    """
    scope = c.scopes.get(days)
    return scope is not None and _names_another(c, last, scope)


def _names_another(c: Cursor, last: int, scope: Scope) -> bool:
    rules = c.rules
    own = None  # the names that may follow the tie before
    steps = 1  # words in lower case that may stand between the tie and a name: southern Gaza
    for k in range(last, min(last + TAIL, c.high)):
        word = c.w[k]
        if word in STOPS or word in rules.months or word in rules.weekdays or word in rules.short_months:
            break
        if scope.others.find(word):
            return True
        if word in rules.place_ties or word in rules.party_ties:
            own = scope.places if word in rules.place_ties else scope.parties
        elif c.is_capital(k):
            if own is not None:
                return not own.find(word)
            if not rules.bare_count:
                break  # "Ten months into the war Kherson is dark"
        elif word not in rules.articles:
            if own is None or not steps:
                break
            steps -= 1
    return False
