"""Cyrillic names in Latin letters, by the rules in use; each rule is one table."""

from __future__ import annotations

import re

from msgspec import Struct

APOSTROPHES = "'’ʼ‘`"
VOWELS = "аеєиіїоуюяёыэ"


class Romanisation(Struct, frozen=True, kw_only=True):
    """A rule of romanisation: letters, letters at the start of a word, and pairs that differ."""

    name: str
    letters: dict[str, str]
    initial: dict[str, str]
    """Letters written otherwise at the start of a word."""
    after_vowel: dict[str, str]
    """Letters written otherwise after a vowel or a sign."""
    pairs: dict[str, str]
    """Groups of letters written otherwise."""

    def __call__(self, name: str) -> str:
        """Return a name in Latin letters; what is not in the tables stays as it is.

        >>> KMU("Запоріжжя"), KMU("Згурівка"), KMU("Яблунівка")
        ('Zaporizhzhia', 'Zghurivka', 'Yablunivka')
        """
        return re.sub(r"[^\W\d_]+(?:['’ʼ‘`][^\W\d_]+)*", lambda found: self._word(found.group()), name)

    def _word(self, word: str) -> str:
        made = []
        lower = word.lower()
        at = 0
        while at < len(word):
            letter = lower[at]
            pair = lower[at : at + 2]
            if pair in self.pairs:
                latin, step = self.pairs[pair], 2
            else:
                before = lower[at - 1] if at else ""
                latin = self.letters.get(letter, letter)
                if not at:
                    latin = self.initial.get(letter, latin)
                elif before in VOWELS or before in "ьъ" or before in APOSTROPHES:
                    latin = self.after_vowel.get(letter, latin)
                step = 1
            if word[at].isupper():
                shouted = len(word) > 1 and word.isupper()
                latin = latin.upper() if shouted else latin[:1].upper() + latin[1:]
            made.append(latin)
            at += step
        return "".join(made)


_SHARED = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "y", "і": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    **dict.fromkeys(APOSTROPHES, ""),
}  # fmt: skip

KMU = Romanisation(
    name="KMU 2010",
    letters=_SHARED | {"г": "h", "ґ": "g", "є": "ie", "ї": "i", "й": "i", "ь": "", "ю": "iu", "я": "ia"},
    initial={"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"},
    after_vowel={},
    pairs={"зг": "zgh"},
)
"""The Cabinet of Ministers' resolution 55 of 2010, in force."""

BGN_UK = Romanisation(
    name="BGN/PCGN 1965",
    letters=_SHARED | {"г": "h", "ґ": "g", "є": "ye", "ї": "yi", "й": "y", "ь": "’", "ю": "yu", "я": "ya"},
    initial={},
    after_vowel={},
    pairs={"зг": "z·h"},
)
"""The American and British rule of 1965, in most atlases until 2019."""

BGN_RU = Romanisation(
    name="BGN/PCGN 1947",
    letters=_SHARED
    | {
        "г": "g", "и": "i", "й": "y", "ы": "y", "э": "e", "ё": "yo", "ь": "", "ъ": "", "ю": "yu", "я": "ya",
    },
    initial={"е": "ye"},
    after_vowel={"е": "ye"},
    pairs={},
)  # fmt: skip
"""The American and British rule for Russian, without its signs."""

PLAIN_RU = Romanisation(
    name="newspaper Russian",
    letters=BGN_RU.letters | {"ё": "e"},
    initial={},
    after_vowel={},
    pairs={"ый": "y", "ий": "y"},
)
"""Russian names as newspapers write them: Avdeevka, Krasny Liman."""
