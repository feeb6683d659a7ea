"""A light grammar of one sentence: what each word can be, and how a place name is framed by its neighbours.

It has no words of any language; those come from ``EventRules``. Nothing here decides: roles and events do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from geomap.languages import language_of
from geomap.languages.rules import events as sense
from geomap.languages.rules.events import EventRules, Trigger
from geomap.text import Text

NAME = 1 << 40  # a token of a mention
OPENS_PHRASE = 1 << 41  # the first word of some fixed phrase
MEMO_LIMIT = 50_000
"""Words a lexicon remembers; beyond that, rare words are looked up anew, so that memory stays bounded."""

Word = tuple[int, "Trigger | None"]
FRAMES = (
    sense.UNDERGO
    | sense.LIGHT
    | sense.UNDER
    | sense.CARRIES
    | sense.FIGHT
    | sense.REPEL
    | sense.IDLE
    | sense.ENEMY
    | sense.VERB
)
"""Senses that stand beside what a word names, and never instead of it."""
LIST_OPENERS = (":", "–", "—", "-")
UNKNOWN: Word = (0, None)
TRANSPARENT = sense.DETERMINER | sense.MODIFIER | sense.GEOGRAPHIC | sense.PARTITIVE
ENDS_PHRASE = (
    sense.PREPOSITION
    | sense.BE
    | sense.MODAL
    | sense.AUXILIARY
    | sense.SPEECH
    | sense.BREAK
    | sense.CONJUNCTION
    | sense.DETERMINER
    | sense.NEGATION
    | sense.RELATIVE
)


class Lexicon(dict[str, Word]):
    """What each lower-case word means; stems are tried, longest first, the first time a word is met."""

    def __init__(self, rules: EventRules) -> None:
        table: dict[str, Word] = {}
        for word in {*rules.senses, *rules.triggers, *rules.phrases, *rules.prepositions}:
            senses = rules.senses.get(word, 0)
            if word in rules.prepositions:
                senses |= sense.PREPOSITION
            if word in rules.phrases:
                senses |= OPENS_PHRASE
            table[word] = (senses, rules.triggers.get(word))
        self.genitive = rules.genitive
        self._stems = rules.stems
        self._endings = rules.endings
        self._adjectival = rules.adjectival
        self._participles = rules.led
        self._lengths = tuple(sorted({len(stem) for stem in rules.stems}, reverse=True))
        frames = (
            sense.UNDERGO
            | sense.LIGHT
            | sense.UNDER
            | sense.CARRIES
            | OPENS_PHRASE
            | sense.FIGHT
            | sense.REPEL
            | sense.IDLE
        )
        for word in table:  # a verb that frames events, or opens a phrase, may also mean something alone
            if word not in rules.triggers and not table[word][0] & ~frames:
                meaning, trigger = self._by_stem(word)
                table[word] = (table[word][0] | meaning, trigger)
        super().__init__(table)

    def __missing__(self, word: str) -> Word:
        found = self._by_stem(word)
        if len(self) < MEMO_LIMIT:
            self[word] = found
        return found

    def _by_stem(self, word: str) -> Word:
        """Return the meaning of the longest stem that the word begins with."""
        if "ё" in word:
            return self[word.replace("ё", "е")]
        found = UNKNOWN
        size = len(word)
        if "-" in word and word.rpartition("-")[2] in self._participles:
            found = (sense.MODIFIER, None)
        for length in self._lengths:
            if length <= size:
                known = self._stems.get(word[:length])
                if known is not None:
                    found = self._formed(word, length, known)
                    break
        return found

    def _formed(self, word: str, stem: int, known: Word) -> Word:
        """Return what a stem that ends at ``stem`` means, in the form that the ending tells."""
        senses, trigger = known
        if trigger is not None and trigger.form == "noun" and word[stem:].startswith(self._adjectival):
            return senses | sense.MODIFIER, None  # the adjective of an event: of assault groups
        if trigger is not None and trigger.form == "verb":
            for ending, form in self._endings:
                if word.endswith(ending):
                    return senses, trigger._replace(form=form)
        return known


@cache
def lexicon_of(language: str) -> tuple[EventRules, Lexicon]:
    """Return the rules of a language and its lexicon."""
    rules = language_of(language).events
    return rules, Lexicon(rules)


class Hit(NamedTuple):
    """An event word in its sentence: its first and last token and what it means."""

    first: int
    last: int
    trigger: Trigger


ChunkKind = Literal["phrase", "verb", "join", "opener", "mark"]
ClauseKind = Literal["main", "joined", "relative", "aside", "label"]


@dataclass(slots=True, eq=False)
class Chunk:
    """A phrase, verb group or mark: tokens ``first`` to ``last`` (exclusive) of the scene."""

    kind: ChunkKind
    first: int
    last: int
    prep: int = -1
    """The preposition that leads a phrase; -1 where none does. It is not part of the phrase."""
    names: tuple[int, ...] = ()
    """Numbers of the mentions in it, in order."""
    hits: tuple[Hit, ...] = ()
    """Event words in it: those that stand as nouns of a phrase, or as verbs of a verb group."""
    senses: int = 0
    """The sum of the senses of its words."""
    clause: int = 0

    @property
    def start(self) -> int:
        """The first token, the preposition included."""
        return self.prep if self.prep >= 0 else self.first


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch of chunks with at most one finite verb group of its own, and the clause it hangs on."""

    number: int
    parent: int
    """The clause in or after which it stands; itself for the first."""
    kind: ClauseKind
    chunks: list[int] = field(default_factory=list)
    verb: int = -1
    """The chunk of its finite verb group."""


@dataclass(slots=True, kw_only=True)
class Scene:
    """One sentence as the rules see it; its indices are those of the text's tokens, less ``offset``."""

    text: Text
    rules: EventRules
    offset: int
    """Index in the text of the scene's first token."""
    words: Sequence[str]
    lowers: Sequence[str]
    senses: list[int]
    hits: list[Hit]
    at: dict[int, Hit]
    """Event words by their last token."""
    names: dict[int, int] = field(default_factory=dict)
    """The number of the mention that covers a token."""
    asides: tuple[tuple[int, int], ...] = ()
    """First and last token of each stretch in brackets."""
    enemy: Literal["RU", "UA"] | None = None
    """The side that the text means by "the enemy"."""
    chunks: list[Chunk] = field(default_factory=list)
    """Its phrases, verb groups and marks, in order; ``clauses.read_clauses`` finds them."""
    clauses: list[Clause] = field(default_factory=list)
    chunk_of: list[int] = field(default_factory=list)
    """The chunk that holds each token."""

    @property
    def last(self) -> int:
        """Index in the text of the token after the scene."""
        return self.offset + len(self.words)

    def clause_of(self, token: int) -> Clause:
        """Return the clause that holds a token."""
        return self.clauses[self.chunks[self.chunk_of[token]].clause]

    def relations(self, index: int) -> str:
        """Return the relations that the preposition at ``index`` can express, or nothing."""
        if self.senses[index] & sense.NEARBY:
            return "l"
        if self.senses[index] & sense.EXAMPLE:
            return "e"
        if self.senses[index] & sense.SPEECH:
            return "x" if self.senses[index] & sense.PREPOSITION else ""
        if not self.senses[index] & sense.PREPOSITION:
            return ""  # part of a fixed phrase: as well as
        return self.rules.prepositions.get(self.lowers[index], "")


def read_scene(
    text: Text,
    first: int,
    last: int,
    names: Sequence[tuple[int, int, int]],
    demonyms: Sequence[int] = (),
) -> Scene:
    """Return the scene of the tokens ``first`` to ``last``.

    ``names`` are (first, last, number); ``demonyms`` are tokens known to be adjectives of a country.
    """
    rules, lexicon = lexicon_of(text.language)
    lowers = text.lowers[first:last]
    hits: list[Hit] = []
    covered: dict[int, int] = {}
    for start, end, number in names:
        for index in range(start - first, min(end, last) - first):
            covered[index] = number
    found = [lexicon[word] for word in lowers]
    senses = [meaning for meaning, _ in found]
    skip = -1
    for index, (meaning, trigger) in enumerate(found):
        if trigger is None and not meaning & OPENS_PHRASE:
            continue
        if index <= skip or index in covered:
            continue
        if meaning & OPENS_PHRASE:
            senses[index] = meaning ^ OPENS_PHRASE
            for phrase in rules.phrases[lowers[index]]:
                size = len(phrase.rest)
                if lowers[index + 1 : index + 1 + size] == phrase.rest:
                    senses[index : index + size + 1] = [phrase.senses] * (size + 1)
                    skip = index + size
                    if phrase.trigger is not None:
                        hits.append(Hit(index, skip, phrase.trigger))
                    break
            if skip >= index:
                continue
        if trigger is not None and not _is_misleading(text, first, index, trigger, lexicon, covered):
            hits.append(Hit(index, index, trigger))
    for index in covered:
        if index < len(senses):  # a name broken over a line may reach into the next sentence
            senses[index] = NAME
    for token in demonyms:
        senses[token - first] |= sense.MODIFIER
    return Scene(
        text=text,
        rules=rules,
        offset=first,
        words=text.words[first:last],
        lowers=lowers,
        senses=senses,
        hits=hits,
        at={hit.last: hit for hit in hits},
        names=covered,
        asides=_asides(lowers) if "(" in lowers else (),
    )


def is_nominal(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word stands as a noun here."""
    form = hit.trigger.form
    if form != "either":
        return form == "noun"
    if hit.last + 1 < len(scene.senses) and scene.senses[hit.last + 1] & sense.DETERMINER:
        return False  # an object follows
    if hit.first == 0:
        return True
    verbal = (
        sense.BE
        | sense.AUXILIARY
        | sense.MODAL
        | sense.INFINITIVE
        | sense.FORCE
        | sense.BREAK
        | sense.RELATIVE
    )
    return not scene.senses[hit.first - 1] & (verbal | sense.NEGATION | NAME | sense.AERIAL)


def _asides(lowers: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the stretches in round brackets."""
    found = []
    start = -1
    for index, word in enumerate(lowers):
        if word == "(":
            start = index
        elif word == ")" and start >= 0:
            found.append((start, index))
            start = -1
    return tuple(found)


def _is_misleading(
    text: Text, first: int, index: int, trigger: Trigger, lexicon: Lexicon, covered: dict[int, int]
) -> bool:
    """Tell whether an event word is none here: a surname (William Burns), an adjective (defence industry)."""
    words, lowers, token = text.words, text.lowers, first + index
    form = trigger.form
    before = lexicon[lowers[token - 1]][0] if index else 0
    if index and form != "noun" and words[token][0].isupper() and words[token - 1][0].isalpha():
        heading = words[first : first + 8]
        if sum(word[0].isupper() for word in heading) < 0.6 * len(heading):
            previous = words[token - 1]
            if form != "either" or (previous[0].isupper() and not before):
                return True
    if form == "noun" and index:
        bodies = sense.BODY | sense.TITLE
        of = index > 1 and before & sense.PREPOSITION and lexicon[lowers[token - 2]][0] & bodies
        if of or (before & bodies and not words[token][0].isupper()):
            return True  # the ministry of defence
    if form == "noun" and index > 1 and words[token][0].isupper() and words[token - 1][0].isupper():
        heading = words[first : first + 8]
        if index - 1 not in covered and sum(word[0].isupper() for word in heading) < 0.6 * len(heading):
            return True  # a longer proper name: the Monitoring Mission
    if token + 1 >= len(lowers):
        return False
    after, verb = lexicon[lowers[token + 1]]
    if not after and verb is None and form == "noun" and token + 2 < len(lowers):
        after = lexicon[lowers[token + 2]][0] & sense.KIT  # combat support vehicles
    if form == "past":
        if before & sense.RECORD:
            return trigger.action == "captured"
        here = lexicon[lowers[token]][0]
        thing = after & (sense.GEOGRAPHIC | sense.FACILITY | sense.KIT | sense.AERIAL | sense.FORCE)
        doer = sense.FORCE | sense.PERSON | sense.SIDE | sense.BE | sense.AUXILIARY
        held = here & sense.HELD and (index + 1 in covered or after & (sense.QUARTER | sense.MODIFIER))
        adjective = (here & sense.MODIFIER and thing) or held
        if before & sense.AERIAL or (index and lexicon[lowers[token - 1]][1] is not None):
            return False  # a missile destroyed part of a house
        return bool(adjective) and not before & (doer | sense.CONJUNCTION) and index - 1 not in covered
    if form in ("noun", "either", "gerund") and verb is None and not lexicon.genitive:
        led = index == 0 or bool(before & (sense.DETERMINER | sense.MODIFIER | sense.PREPOSITION))
        doer = sense.FORCE | sense.AERIAL | sense.SIDE | sense.PERSON | sense.INFINITIVE | sense.MODAL
        if after & sense.KIT and not after & sense.AERIAL:
            return form != "either" or led or not (before & doer or index - 1 in covered)
        weapons = trigger.action == "attacked" and after & sense.AERIAL
        if weapons and form == "either" and not before & doer:
            return True  # attack drones
        people = after & (sense.BODY | sense.TITLE | sense.FORCE | sense.PERSON)
        return bool(people) and not after & sense.AERIAL and (form == "noun" or (form == "either" and led))
    return False


class Left(NamedTuple):
    """What stands before a name, past all that belongs to its own noun phrase."""

    governor: int
    """Token that governs the phrase; -1 where the sentence or clause begins with it."""
    relations: str = ""
    """How a preposition governor relates the name; empty where it is none."""
    hit: Hit | None = None
    """The event word, where one governs the name directly, as its object or by ``of``."""
    sibling: int | None = None
    """Number of the mention before it in a list, or the name it follows in apposition."""
    bearing: bool = False
    """Whether the phrase says "north of" the name."""
    distance: bool = False
    """Whether it says "6 km north of" the name."""
    of: int = -1
    """Token before "of", where a noun other than a geographic one governs the name by it; else -1."""
    geographic: bool = False
    """Whether a geographic noun (city, outskirts) leads to the name."""
    quarter: bool = False
    """Whether "eastern" or its like stands before the name."""


def look_left(scene: Scene, first: int) -> Left:
    """Return how the name that begins at token ``first`` of the scene is led up to."""
    left = _look_left(scene, first)
    for k in range(max(0, first - 2), first):
        if scene.senses[k] & sense.QUARTER and left.governor < k:
            return left._replace(quarter=True)
    return left


def _look_left(scene: Scene, first: int) -> Left:
    senses, lowers, at, relations = scene.senses, scene.lowers, scene.at, scene.relations
    j = first - 1
    bearing = distance = geographic = False
    genitive = scene.rules.genitive
    led = bool(first >= 3 and relations(first - 1) == "n")
    transparent = TRANSPARENT | sense.FACILITY if genitive else TRANSPARENT
    while j >= 0:
        here = senses[j]
        if here & NAME:
            if led and j < first - 1 and relations(j + 2) == "n":
                while j >= 0 and senses[j] & NAME:  # the container in "the Donetsk city of"
                    j -= 1
                continue
            joined = scene.names[j] if j == first - 1 or bearing else None
            return Left(j, sibling=joined, bearing=bearing, distance=distance, geographic=geographic)
        hit = at.get(j)
        if hit is not None and bearing:
            return Left(j + 1, relations="l", bearing=True, distance=distance)
        if hit is not None and not (here & TRANSPARENT and not _names_event(scene, hit, first)):
            if hit.trigger.form == "past" and _is_adjective(scene, j):
                j -= 1
                continue
            return Left(j, hit=hit, bearing=bearing, distance=distance, geographic=geographic)
        if genitive and here & sense.BEARING and j == first - 1 and not here & sense.GEOGRAPHIC:
            measured = j > 0 and (senses[j - 1] & sense.DISTANCE or _is_measure(lowers[j - 1]))
            return Left(j, relations="l", bearing=True, distance=bool(measured))
        if here & sense.BEARING and j + 1 < first and relations(j + 1)[:1] in ("n", "f"):
            bearing = True
            if j and (senses[j - 1] & sense.DISTANCE or _is_measure(lowers[j - 1])):
                distance = True
            while j >= 0 and (
                senses[j] & (sense.BEARING | sense.CONJUNCTION | sense.DETERMINER) or lowers[j] == ","
            ):
                j -= 1
            if j >= 0 and relations(j) and j and senses[j - 1] & sense.BEARING:
                j -= 1
            continue
        if (
            genitive
            and here & (sense.BODY | sense.TITLE | sense.FORCE | sense.PERSON)
            and not here & sense.SIDE
        ):
            return Left(j, relations="n", of=j, bearing=bearing, distance=distance, geographic=geographic)
        if here & (transparent | sense.SIDE) and not (here & sense.PREPOSITION):
            geographic = geographic or bool(here & sense.GEOGRAPHIC)
            j -= 1
            continue
        word = lowers[j]
        if genitive and not here and word.isalpha():
            k = j
            while k > 0 and j - k < 3 and not senses[k] and lowers[k].isalpha() and k not in at:
                k -= 1
            if senses[k] & (sense.BODY | sense.TITLE):
                return Left(j, relations="n", of=k, bearing=bearing, distance=distance)
        if word[0].isdigit() and j + 1 < first and senses[j + 1] & (sense.PARTITIVE | sense.GEOGRAPHIC):
            j -= 1
            continue
        if (
            not here
            and j
            and word.isalpha()
            and (scene.words[j] == word or (geographic and senses[j + 1] & sense.GEOGRAPHIC))
            and senses[j - 1] & (sense.DETERMINER | (sense.PREPOSITION if geographic else 0))
        ):
            j -= 1  # an adjective unknown to us: "a quiet town of"
            continue
        letters = relations(j)
        if letters:
            if letters[0] == "f" and j:
                if senses[j - 1] & sense.BEARING:
                    j -= 1
                    continue
                if senses[j - 1] & sense.DISTANCE or _is_measure(lowers[j - 1]):
                    return Left(j, relations=letters, distance=True)
            if letters == "n" and j:
                before = senses[j - 1]
                noun = at.get(j - 1)
                if noun is not None and noun.first < noun.last and _takes(noun.trigger, "f"):
                    return Left(j, relations="f", hit=noun, bearing=bearing, distance=distance)
                if relations(j - 1) and not before & sense.BEARING:
                    j -= 1
                    return Left(j, relations=relations(j), bearing=bearing, distance=distance)
                if noun is not None and _takes(noun.trigger, "n") and not before & sense.GEOGRAPHIC:
                    return Left(
                        j, relations="n", hit=noun, bearing=bearing, distance=distance, geographic=geographic
                    )
                if before & (sense.GEOGRAPHIC | sense.PARTITIVE | sense.BEARING | sense.FACILITY) or (
                    before & (sense.MODIFIER | sense.DETERMINER) and not before & sense.PREPOSITION
                ):
                    if before & (sense.GEOGRAPHIC | sense.FACILITY):
                        geographic = True
                    if before & sense.FACILITY and not before & sense.GEOGRAPHIC:
                        j -= 2
                    elif before & sense.BEARING and not before & sense.GEOGRAPHIC:
                        j -= 1
                    else:
                        j -= 1
                    continue
                return Left(
                    j, relations="n", bearing=bearing, distance=distance, of=j - 1, geographic=geographic
                )
            return Left(j, relations=letters, bearing=bearing, distance=distance, geographic=geographic)
        if _is_possessive(word) and j and senses[j - 1] & sense.GEOGRAPHIC:
            j -= 2
            continue
        if _is_possessive(word) and j and senses[j - 1] & NAME:
            j -= 1
            while j >= 0 and senses[j] & NAME:
                j -= 1
            continue
        if here & sense.CONJUNCTION and j and senses[j - 1] & senses[j + 1] & sense.QUARTER:
            j -= 1
            continue
        if word in LIST_OPENERS and j and senses[j - 1] & sense.GEOGRAPHIC and not _closes_name(scene, j - 1):
            geographic = True
            j -= 1
            continue
        paired = (word == "," and _ends_item(scene, j + 1)) or (geographic and here & sense.CONJUNCTION)
        if paired and j and senses[j - 1] & sense.GEOGRAPHIC and not _closes_name(scene, j - 1):
            geographic = True
            j -= 1
            continue
        if word in (")", "]"):
            k = j
            while k >= 0 and lowers[k] not in ("(", "["):
                k -= 1
            if k < 0:
                return Left(-1, bearing=bearing, distance=distance, geographic=geographic)
            j = k - 1
            continue
        if word in (",", ";", "/", "-") or here & sense.CONJUNCTION:
            if here & sense.CONJUNCTION and j - 1 in at:
                j -= 1
                continue
            sibling, k = _sibling(scene, j)
            if sibling is None and k < j:
                j = k
                continue
            return Left(j, sibling=sibling, bearing=bearing, distance=distance, geographic=geographic)
        if word in ('"', "“", "”", "«", "„", "'", "‘", "’", "*"):
            j -= 1
            continue
        return Left(j, bearing=bearing, distance=distance, geographic=geographic)
    return Left(-1, bearing=bearing, distance=distance, geographic=geographic)


def _names_event(scene: Scene, hit: Hit, first: int) -> bool:
    """Tell whether an event word that can also describe a place (control, captured) names the event here."""
    del first
    here = scene.senses[hit.last]
    if here & sense.PARTITIVE:
        return True
    return not _is_adjective(scene, hit.last)


def _is_adjective(scene: Scene, index: int) -> bool:
    """Tell whether a participle stands before a noun as in "the captured city"."""
    if index == 0:
        return False
    before = scene.senses[index - 1]
    if before & (sense.BE | sense.AUXILIARY):
        return False
    return bool(before & (sense.DETERMINER | sense.PREPOSITION))


def _closes_name(scene: Scene, index: int) -> bool:
    """Tell whether a geographic noun belongs to the name before it ("Kherson region, ...")."""
    return index > 0 and bool(scene.senses[index - 1] & NAME)


def _sibling(scene: Scene, index: int) -> tuple[int | None, int]:
    """Return the number of the name that a comma or conjunction at ``index`` joins to the next one.

    Names that no gazetteer knows are passed over; where the list begins with such, the token before it is
    returned too, for it governs the whole list, else ``index``.
    """
    senses, lowers, words = scene.senses, scene.lowers, scene.words
    k = index - 1
    steps = strange = 0
    passing = sense.CONJUNCTION | sense.GEOGRAPHIC | sense.FACILITY | sense.MODIFIER | sense.DETERMINER
    while k >= 0 and steps < 14:
        steps += 1
        here = senses[k]
        if here & NAME:
            return scene.names[k], index
        word = lowers[k]
        if word in (")", "]"):
            while k >= 0 and lowers[k] not in ("(", "["):
                k -= 1
            k -= 1
            continue
        if word in (",", ";", "/", "-", "'s", "’s") or here & passing:
            k -= 1
            continue
        if not here and words[k][0].isupper() and k and scene.at.get(k) is None:
            strange += 1
            k -= 1
            continue
        break
    return None, k if strange and 0 <= k < index - 1 and _ends_item(scene, index + 1) else index


def _ends_item(scene: Scene, index: int) -> bool:
    """Tell whether the name after token ``index`` ends an item of a list rather than begins a clause."""
    k, end = index, len(scene.lowers)
    while k < end and not scene.senses[k] & NAME:
        k += 1
    while k < end and scene.senses[k] & (NAME | sense.GEOGRAPHIC):
        k += 1
    return (
        k >= end
        or scene.lowers[k] in ",;.()"
        or bool(scene.senses[k] & (sense.CONJUNCTION | sense.PREPOSITION))
    )


def _takes(trigger: Trigger, relation: str) -> bool:
    return relation in trigger.governs


def _is_possessive(word: str) -> bool:
    return word in ("'s", "’s", "'", "’")


def _is_measure(word: str) -> bool:
    """Tell whether a token is a length such as ``19km``."""
    return word[:1].isdigit() and word.lstrip("0123456789.,-") in ("km", "m", "км", "mi")


class Right(NamedTuple):
    """What follows a name: the noun phrase it opens, and the word after that."""

    possessive: bool
    senses: int
    """The sum of the senses of the nouns that follow in the same phrase."""
    head: int
    """Token of the phrase's last known noun; -1 where the name stands alone."""
    hit: Hit | None
    """The event noun that the name stands before, as in "the Kharkiv offensive"."""
    after: int
    """First token after the phrase."""
    proper: bool = False
    """Whether a capitalised word that we do not know follows at once: a longer proper name."""
    name: bool = False
    """Whether another name ends the phrase ("Ukraine's Donetsk region")."""


def look_right(scene: Scene, last: int) -> Right:
    """Return what follows the name that ends before token ``last`` of the scene."""
    senses, lowers, words, at = scene.senses, scene.lowers, scene.words, scene.at
    end = len(lowers)
    k = last
    possessive = k < end and _is_possessive(lowers[k]) and (len(lowers[k]) > 1 or lowers[k - 1].endswith("s"))
    if possessive:
        k += 1
    total, head, steps = 0, -1, 0
    noun: Hit | None = None
    after = k
    unknown = 0
    proper = not possessive and k < end and _is_proper(scene, k)
    while k < end and steps < 7:
        steps += 1
        here = senses[k]
        if here & NAME:
            if possessive or (head >= 0 and scene.names[k] != scene.names.get(last - 1)):
                return Right(possessive, total, head, noun, k, name=True)
            break
        word = words[k]
        if (
            here & sense.GEOGRAPHIC
            and k + 2 < end
            and lowers[k + 1] in (",", "of")
            and senses[k + 2] & NAME
            and (possessive or lowers[k + 1] != ",")
        ):
            return Right(possessive, total | here, k, noun, k + 2, name=True)
        hit = at.get(k)
        known = here & (
            sense.BODY
            | sense.TITLE
            | sense.FORCE
            | sense.PERSON
            | sense.GEOGRAPHIC
            | sense.FACILITY
            | sense.WAR
        )
        if possessive and here & sense.BEARING:
            known |= sense.GEOGRAPHIC
        if here & ENDS_PHRASE and not known:
            break
        if hit is not None and hit.trigger.form in ("verb", "past", "base") and not known:
            if hit.trigger.form == "past" and possessive and k + 1 < end and not senses[k + 1] & ENDS_PHRASE:
                k += 1
                continue
            break
        if hit is not None and hit.trigger.form == "gerund" and not possessive and not known:
            break
        if hit is not None and not known:
            if hit.trigger.form == "either" and not possessive and _opens_object(scene, k + 1):
                break
            noun, head = hit, k
            k += 1
            after = k
            continue
        if known:
            if here & sense.SPEECH and not possessive:
                break
            total |= known
            head = k
            k += 1
            after = k
            continue
        if here & (sense.MODIFIER | sense.SIDE) or word[0].isupper():
            k += 1
            continue
        if here & (sense.PLAN | sense.TRIAL | sense.REAL | sense.DENIAL) and not possessive:
            break
        if word[0].isalpha() and word[0].islower():
            unknown += 1
            if possessive and unknown <= 3:
                k += 1
                continue
            if unknown == 1 and word.isalpha() and _is_noun_run(scene, k + 1):
                k += 1
                continue
        break
    return Right(possessive, total, head, noun, after, proper=proper)


def _is_proper(scene: Scene, index: int) -> bool:
    """Tell whether a capitalised word continues a name, in a text that does not capitalise every word."""
    word, here = scene.words[index], scene.senses[index]
    if not word[0].isupper() or len(word) < 2 or word.isupper() or here & (sense.DATE | sense.SIDE | NAME):
        return False
    of = index + 1 < len(scene.words) and scene.relations(index + 1) == "n"
    if here and not (here & sense.FACILITY and of):
        return False
    letters = [w for w in scene.words if w[0].isalpha()]
    return sum(w[0].isupper() for w in letters) < 0.6 * len(letters)


def _opens_object(scene: Scene, index: int) -> bool:
    """Tell whether the words at ``index`` begin an object, so that the word before them is a verb."""
    if index >= len(scene.lowers):
        return False
    here = scene.senses[index]
    if here & NAME:
        return True
    return bool(here & (sense.DETERMINER | sense.SIDE | sense.GEOGRAPHIC | sense.FACILITY | sense.FORCE))


def _is_noun_run(scene: Scene, index: int) -> bool:
    """Tell whether a body or title follows at once, so that an unknown word before it is part of its name."""
    for k in range(index, min(index + 2, len(scene.lowers))):
        here = scene.senses[k]
        if here & (sense.BODY | sense.TITLE):
            return True
        if here & ENDS_PHRASE:
            return False
    return False
