"""What is said of periods, in each language of the page: their names, numbers and plurals.

The page's own script asks the browser for these; the index is also read without scripts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from geomap.documents import Tally
from geomap.files.html import LANGUAGES, source, strings_of
from geomap.files.periods import Period

BRACES = re.compile(r"\{(\w+)\}")
TENS = range(11, 15)
"""Numbers that end in these are many, whatever their last digit."""


def _uk(n: int) -> str:
    last, few = n % 10, range(2, 5)
    if n % 100 in TENS or (last != 1 and last not in few):
        return "many"
    return "one" if last == 1 else "few"


PLURALS: Mapping[str, Callable[[int], str]] = {"en": lambda n: "one" if n == 1 else "other", "uk": _uk}
"""The form of a word beside a whole number, as CLDR has it."""
THOUSANDS = {"en": ",", "uk": "\N{NO-BREAK SPACE}"}


class Words:
    """The words of one language."""

    def __init__(self, code: str) -> None:
        """Begin with the language of that code; it is one of the page's."""
        told = json.loads(source(f"strings/periods.{code}.json"))
        self._code = code
        self._months: list[str] = told.pop("months")
        self._months_of: list[str] = told.pop("monthsOf")
        self.table: dict[str, Any] = told
        """What is said of periods, by its keys."""
        self._all = {**strings_of(code), **told}

    def number(self, n: int) -> str:
        r"""Return a number as it is written.

        >>> Words("uk").number(120000)
        '120\xa0000'
        """
        return f"{n:,}".replace(",", THOUSANDS[self._code])

    def say(self, key: str, **values: int | str) -> str:
        """Return the words of a key with values in them; ``n`` picks the plural.

        >>> Words("uk").say("claims", n=22)
        '22 твердження'
        """
        text = self._all[key]
        n = values.get("n")
        if isinstance(text, dict):
            text = text[PLURALS[self._code](n if isinstance(n, int) else 0)]
        told = {name: self.number(one) if isinstance(one, int) else one for name, one in values.items()}
        return BRACES.sub(lambda found: told.get(found[1], found[0]), text)

    def name(self, period: Period) -> str:
        """Return what a period is called.

        >>> from geomap.files.periods import periods_of
        >>> (august, _) = periods_of({738368: 1, 738399: 1}, 0, 1)[:2]
        >>> Words("en").name(august)
        'August 2022'
        """
        if period.days is None:
            return self.say("periods.undated")
        first, last = period.days.start, period.days.end
        if period.unit == "years":
            return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        if period.unit in ("quarter", "month"):
            months = dict.fromkeys((self._months[first.month - 1], self._months[last.month - 1]))
            return f"{'–'.join(months)} {first.year}"
        days = dict.fromkeys((f"{first.day}", f"{last.day}"))
        return f"{'–'.join(days)} {self._months_of[first.month - 1]} {first.year}"

    def tally(self, tally: Tally) -> str:
        """Return what became of all documents."""
        told = {
            key: getattr(tally, key)
            for key in ("read", "refused", "failed", "without_claims", "passed_over", "left_out")
        }
        return " · ".join(self.say(f"tally.{key}", n=n) for key, n in told.items() if n or key == "read")


def words_of_all() -> dict[str, Words]:
    """Return the words of every language of the page, by its code."""
    return {code: Words(code) for code in LANGUAGES}
