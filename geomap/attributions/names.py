"""Sources by their fullest name: pronouns, surnames and short forms carried back to their introduction."""

from __future__ import annotations

from geomap.attributions.lexicon import (
    ADVERB,
    ARTICLE,
    ATTITUDE,
    AUX,
    BE,
    BODY,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DOCUMENT,
    END,
    EVIDENCE,
    GROUP_PRONOUN,
    HIS,
    INDEFINITE,
    OPENER,
    OWN_PRONOUN,
    PERSON,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SPEAKER,
    THEIR,
    TIME,
    VERB,
    WHO,
)
from geomap.attributions.phrases import Relation, Stretch
from geomap.language import Lexicon
from geomap.text import Text

LONGEST_CLAIMANT = 14
"""Tokens; a longer source is cut to its head."""
FAR_BACK_FOR_NAMES = 4000
"""Tokens through which a surname is carried back."""
FAR_BACK = 600
"""Tokens through which a short form is carried back."""


MARKS_AROUND = "\"“”„«»‘’'"


UNSOUNDED = ARTICLE | PREPOSITION | COORDINATOR
"""Words that initials pass over."""
NAME_WALL = BREAK | OPENER | AUX | BE | PREPOSITION | DETERMINER | TIME | VERB


class Names:
    """Names claimants in the order of the text, remembering those met before."""

    def __init__(self, text: Text, bits: list[int], lexicon: Lexicon) -> None:
        self.text = text
        self.words = text.words
        self.lowers = text.lowers
        self.bits = bits
        self.plural_endings = lexicon.grammar.plural_endings
        self.has_articles = lexicon.grammar.articles
        self.persons: list[str] = []
        self.groups: list[str] = []
        self.bodies: list[str] = []
        self.introduced: dict[str, str] = {}
        self.words_of: dict[str, frozenset[str]] = {}
        outlet = (text.document.publisher or "").split()
        outlet = [word for word in outlet if not lexicon[word].senses & UNSOUNDED]
        self.outlet = frozenset(word.casefold() for word in outlet)
        self.initials = "".join(word[0] for word in outlet if word[0].isupper())

    def claimant(self, relation: Relation) -> str | None:
        """Return who asserts the content of a relation."""
        source = relation.source
        if source is None or relation.kind in (EVIDENCE, ATTITUDE):
            return None
        bits = self.bits
        if source.last - source.first == 1 and bits[source.first] & PRONOUN:
            return self._pronoun(source.first)
        if source.last - source.first == 1 and bits[source.first] & POSSESSIVE:
            return self._owner(bits[source.first])
        head = self._head(source)
        if head is None:
            return None
        if self.outlet and self._is_outlet(head):
            return None
        return self._name(head)

    def _is_outlet(self, head: Stretch) -> bool:
        """Tell whether a name, or its initials, is that of the outlet that prints the text."""
        first, last = head
        while first < last and self.bits[first] & ARTICLE:
            first += 1
        if last - first == 1 and len(self.initials) > 2 and self.words[first] == self.initials:
            return True
        return self.outlet == {self.lowers[x] for x in range(first, last) if not self.bits[x] & UNSOUNDED}

    def _pronoun(self, i: int) -> str | None:
        """Return whom a pronoun stands for, the pronoun itself where nobody was named before."""
        bit = self.bits[i]
        if bit & OWN_PRONOUN:
            return None
        pool = self.persons if bit & PERSON_PRONOUN else self.groups if bit & GROUP_PRONOUN else self.bodies
        return pool[-1] if pool else self.words[i]

    def _owner(self, bit: int) -> str | None:
        """Return whom a possessive stands for, None where nobody was named before."""
        pool = self.persons if bit & HIS else self.groups if bit & THEIR else self.bodies
        return pool[-1] if pool else None

    def _head(self, source: Stretch) -> Stretch | None:
        """Return the part of a source that names it: without appositions, asides and the document's noun."""
        bits = self.bits
        first, last = source
        # a statement from the ministry
        j = first
        while j < last and bits[j] & DETERMINER:
            j += 1
        for x in range(j, min(last, j + 4)):
            if (
                bits[x] & DOCUMENT
                and self.words[x].islower()
                and x + 2 < last + 0
                and bits[x + 1] & PREPOSITION
            ):
                first = x + 2
                break
        for x in range(first + 1, min(last, first + LONGEST_CLAIMANT)):
            # Ukraine's military in a Facebook post
            if bits[x] & PREPOSITION and any(
                bits[y] & DOCUMENT and self.words[y][0].islower() for y in range(x + 1, min(last, x + 5))
            ):
                last = x
                break
        if not self.has_articles:
            if last - first > 1 and bits[first] & DOCUMENT:
                first += 1  # the bulletin, in its case, before its author's name
            for x in range(first + 2, last):
                if bits[x] & PREPOSITION and self.words[x - 1][0].isupper():
                    last = x
                    break
        # A quotation within a source is the name of an outlet where names are set in quotes.
        wall = COMMA | WHO | BREAK & ~END if self.has_articles else COMMA | WHO | BREAK & ~(END | QUOTE)
        walls = [x for x in range(first, last) if bits[x] & wall]
        if walls:
            end = walls[0]
            if (
                end > first
                and any(bits[x] & PERSON for x in range(first, end))
                and not self._named(first, end)
            ):
                # Poland's army spokesperson, Jacek Goryszewski,
                nxt = walls[1] if len(walls) > 1 else last
                if self._named(end + 1, nxt):
                    end = nxt
            last = end
        if last - first > LONGEST_CLAIMANT:
            for x in range(first + 2, last):
                if bits[x] & PREPOSITION and x - first >= 3:
                    last = x
                    break
            last = min(last, first + LONGEST_CLAIMANT)
        return Stretch(first, last) if last > first else None

    def _named(self, first: int, last: int) -> bool:
        """Tell whether a phrase ends with a personal name: two capitals side by side."""
        words = self.words
        return last - first >= 2 and words[last - 1][0].isupper() and words[last - 2][0].isupper()

    def _name(self, head: Stretch) -> str:
        words, lowers, bits = self.words, self.lowers, self.bits
        first, last = head
        core = [x for x in range(first, last) if not bits[x] & (DETERMINER | END)]
        titled = [x for x in core if words[x][0].isupper()]
        whole = None
        definite = not bits[first] & INDEFINITE and (bits[first] & DETERMINER or not self.has_articles)
        if (
            core
            and len(titled) == len(core)
            and (len(core) == 1 or (len(core) == 2 and bits[core[0]] & PERSON))
        ):
            whole = self._introduction(core[-1])
        elif core and definite and len(core) <= 3:
            whole = self._carried([lowers[x] for x in core], first)
        name = whole or self._written(head)
        self._remember(name, head)
        return name

    def _written(self, head: Stretch) -> str:
        body = self.text.body[self.text.starts[head.first] : self.text.ends[head.last - 1]]
        return " ".join(body.split()).strip(MARKS_AROUND)

    def _remember(self, written: str, head: Stretch) -> None:
        """Keep a name for the pronouns and short forms that may follow."""
        bits = self.bits
        last = head.last - 1
        some = 0
        for x in range(head.first, head.last):
            some |= bits[x] & SPEAKER
        if bits[last] & BODY or (some & BODY and not some & PERSON):
            self.bodies.append(written)
            self.groups.append(written)
        elif self.words[last][0].islower() and self.lowers[last].endswith(self.plural_endings):
            self.groups.append(written)
        elif some & PERSON or " " in written:
            self.persons.append(written)
        elif self.words[head.first][0].isupper():
            self.persons.append(written)
            self.bodies.append(written)

    def _words_of(self, name: str) -> frozenset[str]:
        """Return the words of a name in lower case, without the possessive's apostrophe."""
        words = self.words_of.get(name)
        if words is None:
            words = frozenset(name.lower().replace("’", " ").replace("'", " ").split())
            self.words_of[name] = words
        return words

    def _introduction(self, i: int) -> str | None:
        """Return the fullest form under which the surname at token ``i`` was introduced before."""
        surname = self.words[i]
        known = self.introduced.get(surname)
        if known is not None:
            return known or None
        words, bits = self.words, self.bits
        at = max(0, i - FAR_BACK_FOR_NAMES) - 1
        name = ""
        longest = 0
        for _ in range(3):
            try:
                at = words.index(surname, at + 1, i)
            except ValueError:
                break
            first = at
            sentence = self.text.sentences[self.text.sentence_at(self.text.starts[at])]
            floor = max(sentence.first, at - LONGEST_CLAIMANT)
            while first > floor:
                bit = bits[first - 1]
                word = words[first - 1]
                if bit & (TIME | ADVERB | OPENER | AUX | BE) or (bit & DETERMINER and not bit & POSSESSIVE):
                    break
                office = not bit and bits[first] & (PERSON | BODY) and word.isalpha()
                if (
                    word[0].isupper()
                    or bit & (PERSON | BODY)
                    or office
                    or (bit & END and len(words[first - 2]) <= 4)
                ):
                    first -= 1
                elif (
                    bit & POSSESSIVE
                    and word[0] in "'’"
                    and first - 2 >= floor
                    and words[first - 2][0].isupper()
                    and first < at
                ):
                    first -= 2
                else:
                    break
            if at - first >= 1 and words[at - 1][0].isupper() and at - first > longest:
                longest = at - first
                name = self._written(Stretch(first, at + 1))
        self.introduced[surname] = name
        return name or None

    def _carried(self, core: list[str], before: int) -> str | None:
        """Return the fuller name for a short form: the ministry, the governor, the Russian minister."""
        wanted = set(core)
        for pool in (self.persons, self.bodies, self.groups):
            for name in reversed(pool[-8:]):
                if wanted <= self._words_of(name):
                    return name
        head = core[-1]
        words, lowers, bits = self.words, self.lowers, self.bits
        if head.endswith(self.plural_endings) or (self.has_articles and not bits[before] & DETERMINER):
            return None
        places = []
        at = max(-1, before - FAR_BACK)
        for _ in range(lowers[at + 1 : before].count(head)):
            at = lowers.index(head, at + 1, before)
            places.append(at)
        for at in reversed(places):
            first = at
            while first > 0 and at - first < 6 and not bits[first - 1] & NAME_WALL:
                first -= 1
            last = at + 1
            while last < before and words[last][0].isupper() and last - at < 4 and bits[at] & PERSON:
                last += 1
            if last - first > len(core):
                named = any(words[x][0].isupper() for x in range(first, last))
                if named and wanted <= set(lowers[first:last]):
                    return self._written(Stretch(first, last))
        return None
