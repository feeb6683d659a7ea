"""Sources by their fullest name: pronouns, surnames and short forms carried back to their introduction."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from geomap.attributions.lexicon import (
    ADVERB,
    ARTICLE,
    ATTITUDE,
    AUX,
    BACKWARD,
    BE,
    BODY,
    BREAK,
    COMMA,
    COORDINATOR,
    DETERMINER,
    DOCUMENT,
    END,
    EVIDENCE,
    FINITE,
    GROUP_PRONOUN,
    HEARER,
    HIS,
    INDEFINITE,
    JOINER,
    MEDIUM,
    OPENER,
    OWN_PRONOUN,
    PERSON,
    PERSON_PRONOUN,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    RELATIVE,
    SEAT,
    SHOWS,
    SPEAKER,
    THAT,
    THEIR,
    THERE,
    TIME,
    UNASSERTED,
    VERB,
    WHO,
)
from geomap.attributions.nominative import nominative
from geomap.attributions.quotes import Quote, quote_at
from geomap.attributions.reading import LONGEST_QUOTED_NAME, Relation, Stretch
from geomap.language import Lexicon, Sense, declension_of
from geomap.language import Relation as Standing
from geomap.text import Text

LONGEST_CLAIMANT = 14
"""Tokens; a longer source is cut to its head."""
FAR_BACK_FOR_NAMES = 4000
"""Tokens through which a surname is carried back."""
FAR_BACK = 600
"""Tokens through which a short form is carried back."""


SENTENCES_BACK = 3
"""Sentences through which a pronoun may stand for somebody who was only named, not quoted."""
POOL = 8
"""Of those named before, how many of the last a short form may stand for."""
STEM = 5
"""Letters that the case forms of a name share."""
LONGEST_ANTECEDENT = 12
"""Tokens of such a name with its title and apposition."""


MARKS_AROUND = "\"“”„«»‘’'"


UNSOUNDED = ARTICLE | PREPOSITION | COORDINATOR
"""Words that initials pass over."""
WHERE = Standing.WITHIN | Standing.ON
"""How a preposition before a place stands: in, on, at."""
NAME_WALL = BREAK | OPENER | AUX | BE | PREPOSITION | DETERMINER | TIME | VERB


class Named(NamedTuple):
    """A claimant and the token at which it was last named."""

    name: str
    at: int


class Names:
    """Names claimants in the order of the text, remembering those met before."""

    def __init__(self, text: Text, bits: list[int], quotes: tuple[Quote, ...], lexicon: Lexicon) -> None:
        self.text = text
        self.quotes = quotes
        self.lexicon = lexicon
        self.declension = declension_of(text.language)
        self.words = text.words
        self.lowers = text.lowers
        self.bits = bits
        self.plural_endings = lexicon.grammar.plural_endings
        self.verb_endings = lexicon.grammar.finite_endings
        self.has_articles = lexicon.grammar.articles
        self.persons: list[Named] = []
        self.groups: list[Named] = []
        self.bodies: list[Named] = []
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
        if source.last - source.first == 1:
            only = bits[source.first]
            if only & OWN_PRONOUN:
                return None
            if only & PRONOUN:
                return self._stands_for(source.first) or self.words[source.first]
            if only & (POSSESSIVE | THERE):
                return self._stands_for(source.first)
        head = self._head(source)
        if head is None or not self._can_speak(head) or self._only_shows(head):
            return None
        if self.outlet and self._is_outlet(head):
            return None
        if self._is_document(head):
            return self._written(head) if self.has_articles else self._latest()
        governed = self._is_governed(head, relation)
        if self._points_back(head):
            return self._stands_for(head.last - 1) or self._written(head, governed=governed)
        return self._name(head, governed=governed)

    def _is_governed(self, head: Stretch, relation: Relation) -> bool:
        """Tell whether what stands before a source takes another case: in, by words of."""
        before = head.first - 1
        if before < 0:
            return False
        in_cue = relation.cue.first <= before < relation.cue.last
        bit = self.bits[before]
        return bool(bit & (PREPOSITION | DOCUMENT)) or (in_cue and not bit & (VERB | FINITE))

    def _can_speak(self, head: Stretch) -> bool:
        """Tell whether a phrase can name somebody: no bare day, number or time can."""
        for x in range(*head):
            if not self.bits[x] & (TIME | DETERMINER) and self.words[x][0].isalpha():
                return True
        return False

    def _only_shows(self, head: Stretch) -> bool:
        """Tell whether a phrase is a picture and nobody's: the film, a clip shared online."""
        bits, first = self.bits, head.first
        first += bool(bits[first] & DETERMINER)
        if first >= head.last or not bits[first] & SHOWS or bits[first] & SPEAKER:
            return False
        return not any(bits[x] & (SPEAKER | DOCUMENT) for x in range(first + 1, head.last))

    def _latest(self) -> str | None:
        """Return who was named last, None where nobody was."""
        named = [pool[-1] for pool in (self.persons, self.groups, self.bodies) if pool]
        return max(named, key=attrgetter("at")).name if named else None

    def _is_document(self, head: Stretch) -> bool:
        """Tell whether a phrase is a document and nobody's in particular: in the report of Monday."""
        words, bits = self.words, self.bits
        found = False
        for x in range(*head):
            if bits[x] & DOCUMENT and words[x].islower():
                found = True
            elif words[x][0].isalpha() and not bits[x] & (DETERMINER | TIME | PREPOSITION):
                return False
        return found

    def _points_back(self, head: Stretch) -> bool:
        """Tell whether a phrase is a general noun for the body named before: the agency."""
        bits, first = self.bits, head.first
        if head.last - first > 1 and bits[first] & DETERMINER and not bits[first] & INDEFINITE:
            first += 1
        elif self.has_articles:
            return False
        if head.last - first > 1 or not bits[first] & BACKWARD:
            return False
        number = self.text.sentence_at(self.text.starts[first])
        opens = bits[first] & MEDIUM and self.text.sentences[number].first == first  # Канал також пише
        return self.words[first].islower() or bool(opens)

    def _is_outlet(self, head: Stretch) -> bool:
        """Tell whether a name, or its initials, is that of the outlet that prints the text."""
        first, last = head
        while first < last and self.bits[first] & ARTICLE:
            first += 1
        if last - first == 1 and len(self.initials) > 2 and self.words[first] == self.initials:
            return True
        return self.outlet == {self.lowers[x] for x in range(first, last) if not self.bits[x] & UNSOUNDED}

    def _stands_for(self, i: int) -> str | None:
        """Return whom the word at ``i`` stands for, None where nobody was named before.

        The last who spoke, or a later one whom a sentence close by opens with: *The mayor came. He said*.
        """
        bit = self.bits[i]
        if bit & (PERSON_PRONOUN | HIS):
            pool, kind = self.persons, PERSON
        elif bit & (GROUP_PRONOUN | THEIR):
            pool, kind = self.groups, SPEAKER
        else:
            pool, kind = self.bodies, BODY
        known = pool[-1] if pool else None
        number = self.text.sentence_at(self.text.starts[i])
        led = i > 0 and self.bits[i - 1] & (OPENER | RELATIVE)
        if led and (own := self._named_within(number, i - 1, kind)) is not None:
            return own  # the ministry, in what it called a strike
        for back in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1):
            sentence = self.text.sentences[back]
            if known is not None and known.at >= sentence.first:
                break
            if quote_at(self.quotes, sentence.first):
                continue
            opening = self.opening(sentence.first, sentence.last, kind)
            if opening is not None and (head := self._head(opening)) is not None:
                return self._name(head)
        return known.name if known else None

    def _named_within(self, number: int, last: int, kind: int) -> str | None:
        """Return who of a kind is named last in a sentence before a token."""
        bits, first = self.bits, self.text.sentences[number].first
        end = next((x for x in range(last - 1, first - 1, -1) if bits[x] & kind), -1)
        start, begins = end, DETERMINER | POSSESSIVE
        while 0 <= end < last - 1 and self.words[end + 1][0].isupper():
            end += 1  # the governor Olena Kim
        while start > first and not bits[start] & begins and self._belongs(start - 1, first):
            start -= 1
        return self.named(Stretch(start, end + 1)) if end >= 0 else None

    def opening(self, first: int, last: int, kind: int) -> Stretch | None:
        """Return the phrase that opens a sentence, where it names somebody of a kind (bits)."""
        words, bits = self.words, self.bits
        last = min(last, first + 2 * LONGEST_ANTECEDENT)
        while first < last and (not words[first][0].isalnum() or bits[first] & (ADVERB | TIME | PREPOSITION)):
            if bits[first] & PREPOSITION and kind == PERSON:
                return None
            first += 1
        late = kind == PERSON and not self.has_articles and first + 1 < last and not bits[first] & SPEAKER
        if late and bits[first + 1] & PERSON and words[first].islower():
            first += 1  # in the evening spoke | the governor
        end = first
        some = 0
        while end < min(last, first + LONGEST_ANTECEDENT):
            bit = bits[end]
            if bit & QUOTE and not self.has_articles and end > first:
                quote = quote_at(self.quotes, end)
                if quote is not None and quote.open == end and self.is_quoted_name(quote):
                    end = quote.close + 1
                    continue
            if bit & (BREAK | WHO | AUX | BE | OPENER) or (bit & TIME and not bit & SPEAKER):
                break
            # A verb ends the phrase; what has a capital within it is a name: the State Service.
            if bit & FINITE and not bit & SPEAKER and (end == first or not words[end][0].isupper()):
                break
            if not self._belongs(end, first):
                break
            some |= bit & SPEAKER
            end += 1
        if end == first:
            return None
        if end < last and bits[end] & COMMA:
            if some & PERSON and self._named(end + 1, min(last, end + 3)):
                return Stretch(first, end + 3)  # the mayor, Olena Kim
            if kind & PERSON and self._named(first, end) and self._speaks_within(end + 1, last):
                return Stretch(first, end)  # Olena Kim, the mayor
        if kind == PERSON:
            many = self.words[end - 1].islower() and self.lowers[end - 1].endswith(self.plural_endings)
            fits = bool(some & PERSON and not many) or (end - first == 2 and self._named(first, end))
        else:
            fits = bool(some & kind)
        return Stretch(first, end) if fits else None

    def _speaks_within(self, first: int, last: int) -> bool:
        """Tell whether an apposition that begins at ``first`` is an office."""
        for x in range(first, min(last, first + LONGEST_ANTECEDENT)):
            if self.bits[x] & BREAK:
                return False
            if self.bits[x] & PERSON:
                return True
        return False

    def named(self, source: Stretch) -> str | None:
        """Return the fullest name of whoever a phrase names, None where it names nobody."""
        head = self._head(source)
        return self._name(head) if head is not None and self._can_speak(head) else None

    def is_quoted_name(self, quote: Quote) -> bool:
        """Tell whether a quotation is a name in its marks: the «South» command."""
        short = 1 < quote.close - quote.open <= LONGEST_QUOTED_NAME
        return short and self.words[quote.open + 1][0].isupper()

    def is_negated(self, i: int) -> bool:
        """Tell whether an auxiliary takes back what its verb tells: did not, may."""
        return bool(self.bits[i] & UNASSERTED)

    def stems_of(self, name: str) -> frozenset[str]:
        """Return the beginnings of the words of a name by which its other forms are known."""
        words = self._words_of(name)
        return frozenset(word[:STEM] for word in words if len(word) >= STEM)

    def _belongs(self, i: int, first: int) -> bool:
        """Tell whether the word at ``i`` goes on with the phrase from ``first``: a name or title."""
        bits, words = self.bits, self.words
        bit = bits[i]
        if words[i][0].isupper() or bit & (SPEAKER | DETERMINER | POSSESSIVE | COORDINATOR):
            return True
        if bit & PREPOSITION:
            return self.has_articles and bool(bit & JOINER) and i > first
        ahead = bits[i + 1] if i + 1 < len(bits) else 0
        if i > first and bits[i - 1] & SPEAKER and self.lowers[i].endswith(self.verb_endings):
            return False
        # An unknown word is an adjective before a title, or what a title is of: the head of the | district.
        of = i - 1 if i > first and bits[i - 1] & JOINER else i - 2
        if self.has_articles and of > first and bits[of] & JOINER and bits[of] & PREPOSITION:
            return of == i - 1 or bool(bits[i - 1] & DETERMINER)
        return bool(ahead & SPEAKER) or (
            not self.has_articles
            and (i == first or words[i - 1][0].islower() or bool(bits[i - 1] & SPEAKER))
            and not self.lowers[i].endswith(self.verb_endings)
        )

    def _head(self, source: Stretch) -> Stretch | None:
        """Return the part of a source that names it: without appositions, asides and the document's noun."""
        bits = self.bits
        first, last = self._unquoted(source)
        while first < last - 1 and bits[first] & THAT:
            first += 1
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
        last = self._before_adjunct(first, last)
        if not self.has_articles:
            if last - first > 1 and bits[first] & DOCUMENT and not bits[first + 1] & (TIME | PREPOSITION):
                first += 1  # the bulletin, in its case, before its author's name
            for x in range(first + 1, last):
                named = x > first + 1 and self.words[x - 1][0].isupper()
                if (bits[x] & PREPOSITION and named) or (bits[x] & HEARER and not bits[x - 1] & PREPOSITION):
                    last = x  # residents | told the paper
                    break
        # A quotation within a source is the name of an outlet where names are set in quotes.
        marked = not self.has_articles or bits[last - 1] & QUOTE  # the command “South”
        wall = COMMA | WHO | BREAK & ~(END | QUOTE) if marked else COMMA | WHO | BREAK & ~END
        walls = [x for x in range(first, last) if bits[x] & wall]
        if self._is_list(walls, last):
            last = last if last - first <= LONGEST_CLAIMANT else walls[0]
        elif walls:
            end = walls[0]
            if (
                end > first
                and any(bits[x] & PERSON for x in range(first, end))
                and (not self._named(first, end) or bits[end - 1] & SPEAKER)
            ):
                # Poland's army spokesperson, Jacek Goryszewski,
                nxt = walls[1] if len(walls) > 1 else last
                if self._named(end + 1, nxt):
                    if nxt - first > LONGEST_CLAIMANT:
                        return Stretch(end + 1, nxt)
                    end = nxt
            last = end
        if last - first > LONGEST_CLAIMANT:
            for x in range(first + 2, last):
                if bits[x] & PREPOSITION and x - first >= 3:
                    last = x
                    break
            last = min(last, first + LONGEST_CLAIMANT)
        return Stretch(first, last) if last > first else None

    def _is_list(self, commas: Sequence[int], last: int) -> bool:
        """Tell whether commas part the places or names of a list: officials in X | , Y and Z."""
        bits = self.bits
        if not commas or not any(bits[x] & COORDINATOR for x in range(commas[-1], last)):
            return False
        items = COMMA | COORDINATOR | Sense.GEOGRAPHIC
        listed = (bits[x] & items or self.words[x][0].isupper() for x in range(commas[0], last))
        return all(listed) and not any(bits[x] & SPEAKER for x in range(commas[0], last))

    def _unquoted(self, source: Stretch) -> Stretch:
        """Return the name within the quotation marks that close a source, without the stop: «Rybar,»."""
        bits = self.bits
        first, last = source
        opening = next((x for x in range(last - 2, first - 1, -1) if bits[x] & QUOTE), -1)
        medium = opening > first and bits[opening - 1] & MEDIUM and self.has_articles
        if opening < 0 or not bits[last - 1] & QUOTE or not (medium or opening == first):
            return source
        last -= 1
        while last > opening + 1 and bits[last - 1] & (COMMA | END):
            last -= 1
        return Stretch(opening + 1, last)

    def _before_adjunct(self, first: int, last: int) -> int:
        """Return where a source ends before what tells where or in what it speaks, no part of its name."""
        bits, words = self.bits, self.words
        one = False
        for x in range(first + 1, min(last, first + LONGEST_CLAIMANT)):
            one = one or bool(bits[x - 1] & PERSON)
            if not bits[x] & PREPOSITION or x + 1 >= last:
                continue
            if bits[x + 1] & POSSESSIVE and self.lexicon[words[x]].relations & WHERE:
                return x  # the mayor on his page
            for y in range(x + 1, min(last, x + 5)):
                if bits[y] & PREPOSITION:
                    break  # the staff of the army | in a report
                if bits[y] & DOCUMENT and words[y][0].islower():
                    return x  # Ukraine's military in a Facebook post
            rest = range(x + 1, last)
            if one and bits[x] & SEAT and not any(bits[y] & SPEAKER or words[y][0].isupper() for y in rest):
                return x  # the head of the town at a meeting with residents
        return last

    def _named(self, first: int, last: int) -> bool:
        """Tell whether a phrase ends with a personal name: two capitals side by side."""
        words = self.words
        return last - first >= 2 and words[last - 1][0].isupper() and words[last - 2][0].isupper()

    def _name(self, head: Stretch, *, governed: bool = False) -> str:
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
            whole = self._introduction(core[-1]) or self._named_before(words[core[-1]])
        elif core and definite and len(core) <= 3:
            whole = self._carried([lowers[x] for x in core], first)
        name = whole or self._written(head, governed=governed)
        self._remember(name, head)
        return name

    def _written(self, head: Stretch, *, governed: bool = False) -> str:
        name = " ".join(self._in_nominative(head, governed=governed).split()).lstrip(MARKS_AROUND)
        paired = any(mark in name for mark in "«“„") or name.count('"') > 1
        return name if paired else name.rstrip(MARKS_AROUND)

    def _in_nominative(self, head: Stretch, *, governed: bool) -> str:
        """Return the text of a phrase with its noun and name in the nominative, where they are known."""
        body, starts, ends = self.text.body, self.text.starts, self.text.ends
        words = self.words[head.first : head.last]
        joins = [bool(bit & COORDINATOR) for bit in self.bits[head.first : head.last]]
        told = nominative(words, joins, self.declension, governed=governed)
        gaps = [body[ends[x] : starts[x + 1]] for x in range(head.first, head.last - 1)]
        return "".join(word + gap for word, gap in zip(told, [*gaps, ""], strict=True))

    def _remember(self, written: str, head: Stretch) -> None:
        """Keep a name for the pronouns and short forms that may follow."""
        bits = self.bits
        last = head.last - 1
        named = Named(written, head.first)
        some = 0
        for x in range(head.first, head.last):
            some |= bits[x] & SPEAKER
        quote = quote_at(self.quotes, head.first)
        marked = quote is not None and self.is_quoted_name(quote)  # a channel's or an agency's name
        if bits[last] & BODY or marked or (some & BODY and not some & PERSON):
            self.bodies.append(named)
            self.groups.append(named)
        elif self.words[last][0].islower() and self.lowers[last].endswith(self.plural_endings):
            self.groups.append(named)
        elif some & PERSON or " " in written:
            self.persons.append(named)
        elif self.words[head.first][0].isupper():
            self.persons.append(named)
            self.bodies.append(named)

    def _words_of(self, name: str) -> frozenset[str]:
        """Return the words of a name in lower case, without the possessive's apostrophe."""
        words = self.words_of.get(name)
        if words is None:
            words = frozenset(name.lower().replace("’", " ").replace("'", " ").split())
            self.words_of[name] = words
        return words

    def _introduction(self, i: int) -> str | None:
        """Return the fullest form under which the surname at token ``i`` was introduced before."""
        if self.bits[i] & BODY and not self.has_articles:
            return None  # a spokesman of the Ministry is not the Ministry
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
                office = office and not word.endswith(self.verb_endings)  # X hosted President Y
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

    def _named_before(self, surname: str) -> str | None:
        """Return the name of a person who was named before and whose surname this is in another case."""
        if self.has_articles:
            return None
        forms = {surname, *(self.declension.surname(surname, gender) for gender in ("m", "f"))}
        for name, _ in reversed(self.persons[-POOL:]):
            before, _, last = name.rpartition(" ")
            given = before.rpartition(" ")[2]
            if last in forms and given and given[0].isupper() and not self.lexicon[given].senses & SPEAKER:
                return name
        return None

    def _carried(self, core: list[str], before: int) -> str | None:
        """Return the fuller name for a short form: the ministry, the governor, the Russian minister."""
        wanted = set(core)
        in_nominative = set(nominative(core, [False] * len(core), self.declension, governed=True))
        for pool in (self.persons, self.bodies, self.groups):
            for name, _ in reversed(pool[-POOL:]):
                known = self._words_of(name)
                if wanted <= known or in_nominative <= known:
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
                if bits[first] & POSSESSIVE and lowers[first - 1].endswith(self.verb_endings):
                    break  # X gathered | his council
                first -= 1
            last = at + 1
            while last < before and words[last][0].isupper() and last - at < 4 and bits[at] & PERSON:
                last += 1
            if last - first > len(core):
                named = any(words[x][0].isupper() for x in range(first, last))
                if named and wanted <= set(lowers[first:last]):
                    return self._written(Stretch(first, last))
        return None
