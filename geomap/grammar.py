"""A light grammar of one sentence: what each word can be, and how a place name is framed by its neighbours.

It has no words of any language; those come from ``geomap.language``. Nothing here decides: roles and events
do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from geomap.language import Action, Event, Lexicon, Relation, Sense, lexicon_of
from geomap.language.schema import Grammar
from geomap.text import Text

LIST_OPENERS = (":", "–", "—", "-")
TRANSPARENT = Sense.DETERMINER | Sense.MODIFIER | Sense.GEOGRAPHIC | Sense.PARTITIVE
ENDS_PHRASE = (
    Sense.PREPOSITION
    | Sense.LINKING
    | Sense.MODAL
    | Sense.AUXILIARY
    | Sense.REPORT
    | Sense.BREAK
    | Sense.CONJUNCTION
    | Sense.DETERMINER
    | Sense.NEGATION
    | Sense.RELATIVE
)
SEEN = (
    TRANSPARENT
    | ENDS_PHRASE
    | Sense.INFINITIVE
    | Sense.OBJECTIVE
    | Sense.CONDITION
    | Sense.EXAMPLE
    | Sense.NEARBY
    | Sense.ONE_PERSON
    | Sense.SIDE
    | Sense.DATE
    | Sense.QUARTER
    | Sense.FACILITY
    | Sense.FRONT
    | Sense.BEARING
    | Sense.DISTANCE
    | Sense.THING
    | Sense.HELD
    | Sense.FORMER
    | Sense.NAMED
    | Sense.ORIGIN
    | Sense.BODY
    | Sense.TITLE
    | Sense.FORCE
    | Sense.PERSON
    | Sense.KIT
    | Sense.AERIAL
    | Sense.RECORD
    | Sense.WAR
    | Sense.PLAN
    | Sense.TRIAL
    | Sense.REAL
    | Sense.DENIAL
    | Sense.FAILURE
    | Sense.LACKING
    | Sense.TIME
    | Sense.UNDERGO
    | Sense.LIGHT
    | Sense.VERB
    | Sense.UNDER
    | Sense.CARRIES
    | Sense.IDLE
    | Sense.ENEMY
    | Sense.FIGHT
    | Sense.REPEL
)
"""The senses that count here: a word that has none of them is unknown to this grammar."""


class Hit(NamedTuple):
    """An event word in its sentence: its first and last token and what it means."""

    first: int
    last: int
    trigger: Event

    def told(self, *, action: Action, relations: int) -> Hit:
        """Return the same word taken for another event."""
        return self._replace(trigger=self.trigger._replace(action=action, relations=relations, traits=0))


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
    grammar: Grammar
    parties: frozenset[str]
    """The countries for which the parties to the war fight."""
    offset: int
    """Index in the text of the scene's first token."""
    words: Sequence[str]
    lowers: Sequence[str]
    senses: list[int]
    links: Sequence[int]
    """The relations that a token can express as a preposition."""
    sides: Sequence[str]
    """The country for which the party that a token names fights, or nothing."""
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

    def relations(self, index: int) -> int:
        """Return the relations that the preposition at ``index`` can express, or nothing."""
        here = self.senses[index]
        if here & Sense.NEARBY:
            return Relation.WITHIN
        if here & Sense.EXAMPLE:
            return Relation.EXAMPLE
        if here & Sense.REPORT:
            return Relation.ELSE if here & Sense.PREPOSITION else 0
        return self.links[index] if here & Sense.PREPOSITION else 0  # none in a fixed phrase: as well as


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
    lexicon = lexicon_of(text.language)
    lowers = text.lowers[first:last]
    hits: list[Hit] = []
    covered: dict[int, int] = {}
    for start, end, number in names:
        for index in range(start - first, min(end, last) - first):
            covered[index] = number
    found = [lexicon[word] for word in lowers]
    senses = [word.senses & SEEN for word in found]
    skip = -1
    for index, (_, event, _, _, phrases) in enumerate(found):
        if (event is None and not phrases) or index <= skip or index in covered:
            continue
        for phrase in phrases:
            size = len(phrase.rest)
            if lowers[index + 1 : index + 1 + size] == phrase.rest:
                senses[index : index + size + 1] = [phrase.senses & SEEN] * (size + 1)
                skip = index + size
                if phrase.event is not None:
                    hits.append(Hit(index, skip, phrase.event))
                break
        if skip >= index:
            continue
        if event is not None and not _is_misleading(text, first, index, event, lexicon, covered):
            hits.append(Hit(index, index, event))
    for index in covered:
        if index < len(senses):  # a name broken over a line may reach into the next sentence
            senses[index] = Sense.NAME
    for token in demonyms:
        senses[token - first] |= Sense.MODIFIER
    return Scene(
        text=text,
        grammar=lexicon.grammar,
        parties=lexicon.parties,
        offset=first,
        words=text.words[first:last],
        lowers=lowers,
        senses=senses,
        links=[word.relations for word in found],
        sides=[word.side for word in found],
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
    if hit.last + 1 < len(scene.senses) and scene.senses[hit.last + 1] & Sense.DETERMINER:
        return False  # an object follows
    if hit.first == 0:
        return True
    verbal = (
        Sense.LINKING
        | Sense.AUXILIARY
        | Sense.MODAL
        | Sense.INFINITIVE
        | Sense.FORCE
        | Sense.BREAK
        | Sense.RELATIVE
    )
    return not scene.senses[hit.first - 1] & (verbal | Sense.NEGATION | Sense.NAME | Sense.AERIAL)


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
    text: Text, first: int, index: int, trigger: Event, lexicon: Lexicon, covered: dict[int, int]
) -> bool:
    """Tell whether an event word is none here: a surname (William Burns), an adjective (defence industry)."""
    words, lowers, token = text.words, text.lowers, first + index
    form = trigger.form
    before = lexicon[lowers[token - 1]].senses & SEEN if index else 0
    if index and form != "noun" and words[token][0].isupper() and words[token - 1][0].isalpha():
        heading = words[first : first + 8]
        if sum(word[0].isupper() for word in heading) < 0.6 * len(heading):
            previous = words[token - 1]
            if form != "either" or (previous[0].isupper() and not before):
                return True
    if form == "noun" and index:
        bodies = Sense.BODY | Sense.TITLE
        of = index > 1 and before & Sense.PREPOSITION and lexicon[lowers[token - 2]].senses & bodies
        if of or (before & bodies and not words[token][0].isupper()):
            return True  # the ministry of defence
    if form == "noun" and index > 1 and words[token][0].isupper() and words[token - 1][0].isupper():
        heading = words[first : first + 8]
        if index - 1 not in covered and sum(word[0].isupper() for word in heading) < 0.6 * len(heading):
            return True  # a longer proper name: the Monitoring Mission
    if token + 1 >= len(lowers):
        return False
    following = lexicon[lowers[token + 1]]
    after, verb = following.senses & SEEN, following.event
    if not after and verb is None and form == "noun" and token + 2 < len(lowers):
        after = lexicon[lowers[token + 2]].senses & Sense.KIT  # combat support vehicles
    if form == "past":
        if before & Sense.RECORD:
            return trigger.action == "captured"
        here = lexicon[lowers[token]].senses
        thing = after & (Sense.GEOGRAPHIC | Sense.FACILITY | Sense.KIT | Sense.AERIAL | Sense.FORCE)
        doer = Sense.FORCE | Sense.PERSON | Sense.SIDE | Sense.LINKING | Sense.AUXILIARY
        held = here & Sense.HELD and (index + 1 in covered or after & (Sense.QUARTER | Sense.MODIFIER))
        adjective = (here & Sense.MODIFIER and thing) or held
        if before & Sense.AERIAL or (index and lexicon[lowers[token - 1]].event is not None):
            return False  # a missile destroyed part of a house
        return bool(adjective) and not before & (doer | Sense.CONJUNCTION) and index - 1 not in covered
    if form in ("noun", "either", "gerund") and verb is None and not lexicon.grammar.genitive:
        led = index == 0 or bool(before & (Sense.DETERMINER | Sense.MODIFIER | Sense.PREPOSITION))
        doer = Sense.FORCE | Sense.AERIAL | Sense.SIDE | Sense.PERSON | Sense.INFINITIVE | Sense.MODAL
        if after & Sense.KIT and not after & Sense.AERIAL:
            return form != "either" or led or not (before & doer or index - 1 in covered)
        weapons = trigger.action == "attacked" and after & Sense.AERIAL
        if weapons and form == "either" and not before & doer:
            return True  # attack drones
        people = after & (Sense.BODY | Sense.TITLE | Sense.FORCE | Sense.PERSON)
        return bool(people) and not after & Sense.AERIAL and (form == "noun" or (form == "either" and led))
    return False


class Left(NamedTuple):
    """What stands before a name, past all that belongs to its own noun phrase."""

    governor: int
    """Token that governs the phrase; -1 where the sentence or clause begins with it."""
    relations: int = 0
    """How a preposition governor relates the name; 0 where it is none."""
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
        if scene.senses[k] & Sense.QUARTER and left.governor < k:
            return left._replace(quarter=True)
    return left


def _look_left(scene: Scene, first: int) -> Left:
    senses, lowers, at, relations = scene.senses, scene.lowers, scene.at, scene.relations
    j = first - 1
    bearing = distance = geographic = False
    genitive = scene.grammar.genitive
    led = bool(first >= 3 and relations(first - 1) == Relation.GENITIVE)
    transparent = TRANSPARENT | Sense.FACILITY if genitive else TRANSPARENT
    while j >= 0:
        here = senses[j]
        if here & Sense.NAME:
            if led and j < first - 1 and relations(j + 2) == Relation.GENITIVE:
                while j >= 0 and senses[j] & Sense.NAME:  # the container in "the Donetsk city of"
                    j -= 1
                continue
            joined = scene.names[j] if j == first - 1 or bearing else None
            return Left(j, sibling=joined, bearing=bearing, distance=distance, geographic=geographic)
        hit = at.get(j)
        if hit is not None and bearing:
            return Left(j + 1, relations=Relation.WITHIN, bearing=True, distance=distance)
        if hit is not None and not (here & TRANSPARENT and not _names_event(scene, hit, first)):
            if hit.trigger.form == "past" and _is_adjective(scene, j):
                j -= 1
                continue
            return Left(j, hit=hit, bearing=bearing, distance=distance, geographic=geographic)
        if genitive and here & Sense.BEARING and j == first - 1 and not here & Sense.GEOGRAPHIC:
            measured = j > 0 and (senses[j - 1] & Sense.DISTANCE or _is_measure(lowers[j - 1]))
            return Left(j, relations=Relation.WITHIN, bearing=True, distance=bool(measured))
        if here & Sense.BEARING and j + 1 < first and relations(j + 1) & (Relation.GENITIVE | Relation.START):
            bearing = True
            if j and (senses[j - 1] & Sense.DISTANCE or _is_measure(lowers[j - 1])):
                distance = True
            while j >= 0 and (
                senses[j] & (Sense.BEARING | Sense.CONJUNCTION | Sense.DETERMINER) or lowers[j] == ","
            ):
                j -= 1
            if j >= 0 and relations(j) and j and senses[j - 1] & Sense.BEARING:
                j -= 1
            continue
        if (
            genitive
            and here & (Sense.BODY | Sense.TITLE | Sense.FORCE | Sense.PERSON)
            and not here & Sense.SIDE
        ):
            return Left(
                j,
                relations=Relation.GENITIVE,
                of=j,
                bearing=bearing,
                distance=distance,
                geographic=geographic,
            )
        if here & (transparent | Sense.SIDE) and not (here & Sense.PREPOSITION):
            geographic = geographic or bool(here & Sense.GEOGRAPHIC)
            j -= 1
            continue
        word = lowers[j]
        if genitive and not here and word.isalpha():
            k = j
            while k > 0 and j - k < 3 and not senses[k] and lowers[k].isalpha() and k not in at:
                k -= 1
            if senses[k] & (Sense.BODY | Sense.TITLE):
                return Left(j, relations=Relation.GENITIVE, of=k, bearing=bearing, distance=distance)
        if word[0].isdigit() and j + 1 < first and senses[j + 1] & (Sense.PARTITIVE | Sense.GEOGRAPHIC):
            j -= 1
            continue
        if (
            not here
            and j
            and word.isalpha()
            and (scene.words[j] == word or (geographic and senses[j + 1] & Sense.GEOGRAPHIC))
            and senses[j - 1] & (Sense.DETERMINER | (Sense.PREPOSITION if geographic else 0))
        ):
            j -= 1  # an adjective unknown to us: "a quiet town of"
            continue
        links = relations(j)
        if links:
            if links & Relation.START and j:
                if senses[j - 1] & Sense.BEARING:
                    j -= 1
                    continue
                if senses[j - 1] & Sense.DISTANCE or _is_measure(lowers[j - 1]):
                    return Left(j, relations=links, distance=True)
            if links == Relation.GENITIVE and j:
                before = senses[j - 1]
                noun = at.get(j - 1)
                if noun is not None and noun.first < noun.last and noun.trigger.relations & Relation.START:
                    return Left(j, relations=Relation.START, hit=noun, bearing=bearing, distance=distance)
                if relations(j - 1) and not before & Sense.BEARING:
                    j -= 1
                    return Left(j, relations=relations(j), bearing=bearing, distance=distance)
                if (
                    noun is not None
                    and noun.trigger.relations & Relation.GENITIVE
                    and not before & Sense.GEOGRAPHIC
                ):
                    return Left(
                        j,
                        relations=Relation.GENITIVE,
                        hit=noun,
                        bearing=bearing,
                        distance=distance,
                        geographic=geographic,
                    )
                if before & (Sense.GEOGRAPHIC | Sense.PARTITIVE | Sense.BEARING | Sense.FACILITY) or (
                    before & (Sense.MODIFIER | Sense.DETERMINER) and not before & Sense.PREPOSITION
                ):
                    if before & (Sense.GEOGRAPHIC | Sense.FACILITY):
                        geographic = True
                    if before & Sense.FACILITY and not before & Sense.GEOGRAPHIC:
                        j -= 2
                    elif before & Sense.BEARING and not before & Sense.GEOGRAPHIC:
                        j -= 1
                    else:
                        j -= 1
                    continue
                return Left(
                    j,
                    relations=Relation.GENITIVE,
                    bearing=bearing,
                    distance=distance,
                    of=j - 1,
                    geographic=geographic,
                )
            return Left(j, relations=links, bearing=bearing, distance=distance, geographic=geographic)
        if _is_possessive(word) and j and senses[j - 1] & Sense.GEOGRAPHIC:
            j -= 2
            continue
        if _is_possessive(word) and j and senses[j - 1] & Sense.NAME:
            j -= 1
            while j >= 0 and senses[j] & Sense.NAME:
                j -= 1
            continue
        if here & Sense.CONJUNCTION and j and senses[j - 1] & senses[j + 1] & Sense.QUARTER:
            j -= 1
            continue
        if word in LIST_OPENERS and j and senses[j - 1] & Sense.GEOGRAPHIC and not _closes_name(scene, j - 1):
            geographic = True
            j -= 1
            continue
        paired = (word == "," and _ends_item(scene, j + 1)) or (geographic and here & Sense.CONJUNCTION)
        if paired and j and senses[j - 1] & Sense.GEOGRAPHIC and not _closes_name(scene, j - 1):
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
        if word in (",", ";", "/", "-") or here & Sense.CONJUNCTION:
            if here & Sense.CONJUNCTION and j - 1 in at:
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
    if here & Sense.PARTITIVE:
        return True
    return not _is_adjective(scene, hit.last)


def _is_adjective(scene: Scene, index: int) -> bool:
    """Tell whether a participle stands before a noun as in "the captured city"."""
    if index == 0:
        return False
    before = scene.senses[index - 1]
    if before & (Sense.LINKING | Sense.AUXILIARY):
        return False
    return bool(before & (Sense.DETERMINER | Sense.PREPOSITION))


def _closes_name(scene: Scene, index: int) -> bool:
    """Tell whether a geographic noun belongs to the name before it ("Kherson region, ...")."""
    return index > 0 and bool(scene.senses[index - 1] & Sense.NAME)


def _sibling(scene: Scene, index: int) -> tuple[int | None, int]:
    """Return the number of the name that a comma or conjunction at ``index`` joins to the next one.

    Names that no gazetteer knows are passed over; where the list begins with such, the token before it is
    returned too, for it governs the whole list, else ``index``.
    """
    senses, lowers, words = scene.senses, scene.lowers, scene.words
    k = index - 1
    steps = strange = 0
    passing = Sense.CONJUNCTION | Sense.GEOGRAPHIC | Sense.FACILITY | Sense.MODIFIER | Sense.DETERMINER
    while k >= 0 and steps < 14:
        steps += 1
        here = senses[k]
        if here & Sense.NAME:
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
    while k < end and not scene.senses[k] & Sense.NAME:
        k += 1
    while k < end and scene.senses[k] & (Sense.NAME | Sense.GEOGRAPHIC):
        k += 1
    return (
        k >= end
        or scene.lowers[k] in ",;.()"
        or bool(scene.senses[k] & (Sense.CONJUNCTION | Sense.PREPOSITION))
    )


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
        if here & Sense.NAME:
            if possessive or (head >= 0 and scene.names[k] != scene.names.get(last - 1)):
                return Right(possessive, total, head, noun, k, name=True)
            break
        word = words[k]
        if (
            here & Sense.GEOGRAPHIC
            and k + 2 < end
            and lowers[k + 1] in (",", "of")
            and senses[k + 2] & Sense.NAME
            and (possessive or lowers[k + 1] != ",")
        ):
            return Right(possessive, total | here, k, noun, k + 2, name=True)
        hit = at.get(k)
        known = here & (
            Sense.BODY
            | Sense.TITLE
            | Sense.FORCE
            | Sense.PERSON
            | Sense.GEOGRAPHIC
            | Sense.FACILITY
            | Sense.WAR
        )
        if possessive and here & Sense.BEARING:
            known |= Sense.GEOGRAPHIC
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
            if here & Sense.REPORT and not possessive:
                break
            total |= known
            head = k
            k += 1
            after = k
            continue
        if here & (Sense.MODIFIER | Sense.SIDE) or word[0].isupper():
            k += 1
            continue
        if here & (Sense.PLAN | Sense.TRIAL | Sense.REAL | Sense.DENIAL) and not possessive:
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
    if (
        not word[0].isupper()
        or len(word) < 2
        or word.isupper()
        or here & (Sense.DATE | Sense.SIDE | Sense.NAME)
    ):
        return False
    of = index + 1 < len(scene.words) and scene.relations(index + 1) == Relation.GENITIVE
    if here and not (here & Sense.FACILITY and of):
        return False
    letters = [w for w in scene.words if w[0].isalpha()]
    return sum(w[0].isupper() for w in letters) < 0.6 * len(letters)


def _opens_object(scene: Scene, index: int) -> bool:
    """Tell whether the words at ``index`` begin an object, so that the word before them is a verb."""
    if index >= len(scene.lowers):
        return False
    here = scene.senses[index]
    if here & Sense.NAME:
        return True
    return bool(here & (Sense.DETERMINER | Sense.SIDE | Sense.GEOGRAPHIC | Sense.FACILITY | Sense.FORCE))


def _is_noun_run(scene: Scene, index: int) -> bool:
    """Tell whether a body or title follows at once, so that an unknown word before it is part of its name."""
    for k in range(index, min(index + 2, len(scene.lowers))):
        here = scene.senses[k]
        if here & (Sense.BODY | Sense.TITLE):
            return True
        if here & ENDS_PHRASE:
            return False
    return False
