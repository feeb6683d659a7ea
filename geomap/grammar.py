"""A light grammar of one sentence: what each word can be, and how a place name is framed by its neighbours.

It has no words of any language; those come from ``geomap.language``. Nothing here decides: roles and events
do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, Literal, NamedTuple

from msgspec import Struct, field

from geomap.language import Action, Event, Lexicon, Relation, Sense, Word, dotless, language_of, lexicon_of
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
    | Sense.NATURE
    | Sense.PEACEFUL
    | Sense.SUBURB
    | Sense.CAUSAL
    | Sense.BESIDE
    | Sense.ONE_PERSON
    | Sense.LEADER
    | Sense.SIDE
    | Sense.DATE
    | Sense.QUARTER
    | Sense.FACILITY
    | Sense.FRONT
    | Sense.BEARING
    | Sense.DISTANCE
    | Sense.THING
    | Sense.CARRIER
    | Sense.MEANT
    | Sense.HELD
    | Sense.FORMER
    | Sense.NAMED
    | Sense.ORIGIN
    | Sense.BODY
    | Sense.TITLE
    | Sense.FORCE
    | Sense.PERSON
    | Sense.GARRISON
    | Sense.KIT
    | Sense.AERIAL
    | Sense.RECORD
    | Sense.WAR
    | Sense.PLAN
    | Sense.TRIAL
    | Sense.REAL
    | Sense.DENIAL
    | Sense.CONFIRM
    | Sense.FAILURE
    | Sense.LACKING
    | Sense.TIME
    | Sense.UNDERGO
    | Sense.LIGHT
    | Sense.VERB
    | Sense.REPLY
    | Sense.UNDER
    | Sense.CARRIES
    | Sense.IDLE
    | Sense.CALM
    | Sense.SITED
    | Sense.TIES
    | Sense.ENEMY
    | Sense.FIGHT
    | Sense.REPEL
    | Sense.SOURCE_RELATIVE
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


class Chunk(Struct, eq=False):
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


class Clause(Struct, eq=False):
    """A stretch of chunks with at most one finite verb group of its own, and the clause it hangs on."""

    number: int
    parent: int
    """The clause in or after which it stands; itself for the first."""
    kind: ClauseKind
    chunks: list[int] = field(default_factory=list)
    verb: int = -1
    """The chunk of its finite verb group."""


class Scene(Struct, kw_only=True):
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
    found: Sequence[Word]
    """What the lexicon says of each token by itself."""
    total: int
    """The sum of the senses of all its words."""
    hits: list[Hit]
    at: dict[int, Hit]
    """Event words by their last token."""
    phrased: dict[int, int] = field(default_factory=dict)
    """The relations of a preposition of several words, by its tokens: у бік."""
    names: dict[int, int] = field(default_factory=dict)
    """The number of the mention that covers a token."""
    nominatives: frozenset[int] = frozenset()
    """Tokens that are names in the nominative and no other case, where a language has cases."""
    asides: tuple[tuple[int, int], ...] = ()
    """First and last token of each stretch in brackets."""
    enemy: Literal["RU", "UA"] | None = None
    """The side that the text means by "the enemy"."""
    chunks: list[Chunk] = field(default_factory=list)
    """Its phrases, verb groups and marks, in order; ``clauses.read_clauses`` finds them."""
    clauses: list[Clause] = field(default_factory=list)
    chunk_of: list[int] = field(default_factory=list)
    """The chunk that holds each token."""
    events: dict[tuple[Hit, Any], Any] = field(default_factory=dict)
    """What ``events.make_event`` has made of an event word on a ground: once for the whole of a list."""

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
        if index in self.phrased:
            return self.phrased[index]
        if here & Sense.REPORT:
            return Relation.ELSE if here & Sense.PREPOSITION else 0
        return (
            self.found[index].relations if here & Sense.PREPOSITION else 0
        )  # none in a fixed phrase: as well as


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
    covered: dict[int, int] = {}
    for start, end, number in names:
        for index in range(start - first, min(end, last) - first):
            covered[index] = number
    words = text.words[first:last]
    for index in _tight_dashes(text, first, covered):
        words, lowers = (_hyphenated(tokens, index) for tokens in (words, lowers))
    found = [lexicon[word] for word in lowers]
    senses = [word.senses & SEEN for word in found]
    if not lexicon.months.isdisjoint(lowers):
        for index, word in enumerate(lowers):
            if word in lexicon.months and _is_month(text, first, index):
                senses[index] ^= Sense.MODAL
    phrased: dict[int, int] = {}
    hits = _hits(text, first, found, senses, covered, phrased)
    for index in covered:
        senses[index] = Sense.NAME
    for token in demonyms:
        senses[token - first] |= Sense.MODIFIER
    return Scene(
        text=text,
        grammar=lexicon.grammar,
        parties=lexicon.parties,
        offset=first,
        words=words,
        lowers=lowers,
        senses=senses,
        total=reduce(or_, senses, 0),
        found=found,
        hits=hits,
        at={hit.last: hit for hit in hits},
        phrased=phrased,
        names=covered,
        asides=_asides(lowers) if "(" in lowers else (),
    )


def _tight_dashes(text: Text, first: int, covered: Mapping[int, int]) -> list[int]:
    """Return the dashes that join two names without room, as a hyphen does: the X–Y direction."""
    return [
        index
        for index in range(1, max(covered, default=0))
        if text.words[first + index] == "–"
        and index - 1 in covered
        and index + 1 in covered
        and text.ends[first + index - 1] == text.starts[first + index]
        and text.ends[first + index] == text.starts[first + index + 1]
    ]


def _hyphenated(tokens: tuple[str, ...], index: int) -> tuple[str, ...]:
    """Return tokens with a hyphen in the place of one."""
    return (*tokens[:index], "-", *tokens[index + 1 :])


def _hits(
    text: Text,
    first: int,
    found: list[Word],
    senses: list[int],
    covered: dict[int, int],
    phrased: dict[int, int],
) -> list[Hit]:
    """Return the event words of a scene, and give phrases their senses and relations."""
    lexicon = lexicon_of(text.language)
    lowers = text.lowers[first : first + len(found)]

    def describes(index: int) -> bool:
        return index not in covered and not senses[index] & ENDS_PHRASE and lowers[index].isalpha()

    plain = dotless(lowers)
    hits: list[Hit] = []
    skip = -1
    tails: set[int] = set()
    for index in [n for n, word in enumerate(found) if word.telling]:
        if index <= skip or index in covered or index in tails:
            continue
        event = found[index].event
        following = plain[index + 1] if index + 1 < len(plain) else ""
        for phrase in found[index].phrases:
            if not phrase.can_follow(following):
                continue
            tail = phrase.tail(plain, index)
            tails.update(tail)
            after = index + 1 if tail else phrase.end(plain, index, describes)
            if after and not (phrase.event and _leads_to_a_day(found, senses, after)):
                for k in range(index, after):
                    described = senses[k] if plain[k] not in phrase.rest and k > index else 0
                    senses[k] = phrase.senses & SEEN | described
                if phrase.side:
                    found[index] = found[index]._replace(side=phrase.side)
                if phrase.relations:
                    phrased.update(dict.fromkeys(range(index, after), phrase.relations))
                skip = after - 1
                if phrase.event is not None:
                    hits.append(Hit(index, skip, phrase.event))
                break
        if skip >= index:
            continue
        if event is not None and not _is_misleading(text, first, index, event, lexicon, covered):
            if event.action == "visited" and hits and _befell(hits[-1], lowers[hits[-1].last + 1 : index]):
                continue  # under fire were (lit. visited) X and Y
            if event.form == "gerund" and _is_going_on(found, lowers, index, lexicon.grammar):
                event = event._replace(form="verb", relations=event.relations & ~Relation.GENITIVE)
            hits.append(Hit(index, index, event))
    return hits


def _is_going_on(found: list[Word], lowers: Sequence[str], index: int, grammar: Grammar) -> bool:
    """Tell whether a gerund is a verb: were heavily shelling; not: there was shelling, was shelling of.

    So it is behind a verb of beginning or going on: continued shelling.
    """
    if index + 1 < len(found) and found[index + 1].relations == Relation.GENITIVE:
        return False
    k = index - 1
    while k > 0 and index - k <= MOST_ADVERBS:
        known = found[k].senses
        if not known & (Sense.ADVERB | Sense.NEGATION) and not lowers[k].endswith(grammar.adverb_ending):
            break
        k -= 1
    return k >= 0 and bool(found[k].senses & Sense.BE) and not (k and found[k - 1].senses & Sense.THERE)


def _leads_to_a_day(found: list[Word], senses: list[int], after: int) -> bool:
    """Tell whether a phrase ends in the preposition of a day: X fell on | Friday."""
    is_day = after < len(senses) and senses[after] & (Sense.DATE | Sense.TIME)
    return bool(is_day and found[after - 1].senses & Sense.PREPOSITION)


def _befell(hit: Hit, between: Sequence[str]) -> bool:
    """Tell whether an event word is one of what befalls a place, with nothing but words after it."""
    befalls = hit.trigger.form == "noun" and hit.trigger.relations & Relation.SUBJECT
    return bool(befalls) and hit.first < hit.last and "," not in between


MOST_ADVERBS = 2
"""Words between a form of "to be" and its gerund."""
GOES_ON = Sense.LINKING | Sense.MODAL | Sense.VERB | Sense.LIGHT
"""Senses of a word by which what stands right before it is its subject: while fighting continues."""


HELPING = Sense.MODAL | Sense.AUXILIARY | Sense.INFINITIVE
"""Senses of a word that leads a verb, whatever adverb stands between."""


def _is_adverb(scene: Scene, index: int) -> bool:
    """Tell whether a word is an adverb, by the table or, where none knows it, by its ending."""
    low = scene.lowers[index]
    known = lexicon_of(scene.text.language)[low].senses
    return bool(known & Sense.ADVERB) or (not known and low.endswith(scene.grammar.adverb_ending))


def is_converb(scene: Scene, index: int) -> bool:
    """Tell whether a verb has an adverbial form, as far as its ending says: подтянув, обстрілявши."""
    endings = scene.grammar.converb_endings
    return bool(endings) and scene.lowers[index].endswith(endings)


def is_nominal(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word stands as a noun here."""
    form = hit.trigger.form
    if form == "noun" or (form in ("either", "gerund") and _has_named_modifier(scene, hit)):
        return True
    if form != "either":
        return False
    if hit.last + 1 < len(scene.senses) and scene.senses[hit.last + 1] & Sense.DETERMINER:
        return False  # an object follows
    following = scene.senses[hit.last + 1] if hit.last + 1 < len(scene.senses) else 0
    opens = hit.first == 0 or scene.words[hit.first - 1] in LIST_OPENERS  # X: assaults all day
    if opens or following & GOES_ON or hit.last + 1 in scene.at:
        return True  # strikes hit X
    before = scene.senses[hit.first - 1]
    if hit.first > 1 and scene.senses[hit.first - 2] & HELPING and _is_adverb(scene, hit.first - 1):
        return False  # X will soon fall
    if following & Sense.PREPOSITION and (
        before & Sense.AERIAL or scene.relations(hit.last + 1) == Relation.GENITIVE
    ):
        return True  # missile strikes on X, capture of X
    ends = not any(word[0].isalnum() for word in scene.words[hit.last + 1 : hit.last + 2])
    if before & Sense.AERIAL and ends:
        return True  # after the missile strike.
    verbal = (
        Sense.LINKING
        | Sense.AUXILIARY
        | Sense.MODAL
        | Sense.INFINITIVE
        | Sense.FORCE
        | Sense.BREAK
        | Sense.RELATIVE
    )
    return not before & (verbal | Sense.NEGATION | Sense.NAME | Sense.AERIAL)


def _has_named_modifier(scene: Scene, hit: Hit) -> bool:
    """Tell whether a name behind a determiner or a possessor goes with an event word: the X shelling."""
    number = scene.names.get(hit.first - 1)
    if number is None:
        return False
    first = hit.first - 1
    while scene.names.get(first - 1) == number:
        first -= 1
    before = scene.senses[first - 1] if first else 0
    return bool(before & Sense.DETERMINER) or (first > 0 and is_possessive(scene.lowers[first - 1]))


def _is_month(text: Text, first: int, index: int) -> bool:
    """Tell whether a modal that is also a month, May, is the month; its sentence begins at ``first``.

    Inside a sentence the capital tells. Where every word may have one, what stands beside it does.
    """
    words, lowers, token = text.words, text.lowers, first + index
    if not words[token][0].isupper():
        return False
    rules = language_of(text.language).times
    before = lowers[token - 1] if index else ""
    after = lowers[token + 1] if token + 1 < len(lowers) else ""
    if after[:1].isdecimal() or after in rules.possessives or before[:1].isdecimal():
        return True
    if before in rules.parts or before in rules.last or before in rules.this or before in rules.next:
        return True
    if before and lexicon_of(text.language)[before].senses & Sense.PREPOSITION:
        return True
    if not before[:1].isalnum():
        return after in rules.past  # May was; but May God help
    heading = words[first : first + 8]
    return sum(word[0].isupper() for word in heading) < 0.6 * len(heading)


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
    if form == "base" and index and lexicon[lowers[token - 1]].senses & Sense.ARTICLE:
        return True  # a shell
    if form == "noun" and index:
        bodies = Sense.BODY | Sense.TITLE
        of = index > 1 and before & Sense.PREPOSITION and lexicon[lowers[token - 2]].senses & bodies
        with_it = lexicon[lowers[token - 1]].relations & (Relation.COMPANION | Relation.START)
        if (of and not with_it) or (before & bodies and not words[token][0].isupper()):
            return True  # the ministry of defence; not: поздравил бригаду с освобождением
    if form == "noun" and index > 1 and words[token][0].isupper():
        heading = words[first : first + 8]
        before_it = words[token - 1][0].isupper() and index - 1 not in covered
        following_it = words[token + 1 : token + 2]
        after_it = bool(following_it) and following_it[0][0].isupper() and index + 1 not in covered
        if (before_it or after_it) and sum(word[0].isupper() for word in heading) < 0.6 * len(heading):
            return True  # a longer proper name: the Monitoring Mission, the Centre for Defence Strategies
    if token + 1 >= len(lowers):
        return False
    following = lexicon[lowers[token + 1]]
    after, verb = following.senses & SEEN, following.event
    if not after and verb is None and form == "noun" and token + 2 < len(lowers):
        after = lexicon[lowers[token + 2]].senses & Sense.KIT  # combat support vehicles
    if form == "past":
        return _is_adjective(text, first, index, trigger, lexicon, covered)
    if form in ("noun", "either", "gerund") and verb is None and not lexicon.grammar.genitive:
        led = index == 0 or bool(before & (Sense.DETERMINER | Sense.MODIFIER | Sense.PREPOSITION))
        doer = Sense.FORCE | Sense.AERIAL | Sense.SIDE | Sense.PERSON | Sense.INFINITIVE | Sense.MODAL
        if after & Sense.KIT and not after & Sense.AERIAL:
            return form != "either" or led or not (before & doer or index - 1 in covered)
        weapons = trigger.action == "attacked" and after & Sense.AERIAL
        if weapons and form == "either" and not before & doer:
            return True  # attack drones
        people = after & (Sense.BODY | Sense.TITLE | Sense.FORCE | Sense.PERSON)
        if form == "noun" and trigger.action == "attacked" and after & Sense.FACILITY:
            return True  # defence factories
        return bool(people) and not after & Sense.AERIAL and (form == "noun" or (form == "either" and led))
    return False


def _is_adjective(
    text: Text, first: int, index: int, trigger: Event, lexicon: Lexicon, covered: dict[int, int]
) -> bool:
    """Tell whether a participle describes what follows it: the damaged house, struck occupied X."""
    lowers, token = text.lowers, first + index
    if lexicon.grammar.predicates and lowers[token].endswith(lexicon.grammar.predicates):
        return False
    previous = lexicon[lowers[token - 1]] if index else None
    before = previous.senses & SEEN if previous else 0
    after = lexicon[lowers[token + 1]].senses & SEEN
    if before & Sense.RECORD:
        return trigger.action == "captured"
    here = lexicon[lowers[token]].senses
    named = index + 1 in covered
    thing = after & (Sense.GEOGRAPHIC | Sense.FACILITY | Sense.KIT | Sense.AERIAL | Sense.FORCE)
    held = here & Sense.HELD and (named or after & (Sense.QUARTER | Sense.MODIFIER))
    told = previous is not None and previous.event is not None
    if _follows_verb(text, first, index, lexicon) or (named and held and told):
        return True  # struck occupied X, breached fortified lines; a missile hit occupied X
    if before & Sense.AERIAL or told:
        return False  # a missile destroyed part of a house
    doer = Sense.FORCE | Sense.PERSON | Sense.SIDE | Sense.LINKING | Sense.AUXILIARY
    verbal = doer | Sense.CONJUNCTION | Sense.NEGATION | Sense.RELATIVE
    adjective = (here & Sense.MODIFIER and thing) or held
    return bool(adjective) and not before & verbal and index - 1 not in covered


def _follows_verb(text: Text, first: int, index: int, lexicon: Lexicon) -> bool:
    """Tell whether an event verb stands right before a token of a scene, or an adverb between."""
    if lexicon.grammar.genitive:
        return False
    k = first + index - 1
    if k > first and text.lowers[k].endswith(lexicon.grammar.adverb_ending):
        k -= 1
    # Not in: Burns visited X.
    event = lexicon[text.lowers[k]].event if k > first and text.words[k].islower() else None
    if event is None or event.form not in ("base", "verb", "past", "gerund"):
        return False
    led = lexicon[text.lowers[k - 1]].senses
    if event.form in ("base", "verb"):
        return bool(
            led & (Sense.INFINITIVE | Sense.MODAL | Sense.FORCE | Sense.CONJUNCTION)
        )  # no bus reached X
    # Fighting destroyed X; but: are shelling occupied X.
    return event.form != "gerund" or bool(led & (Sense.BE | Sense.REAL))


OPENING = ('"', "“", "„", "«", "'", "‘")
CLOSING = ('"', "”", "“", "»", "'", "’")


def is_quoted(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word stands alone in quotation marks, as others call it: the "liberation".

    It may have its adjective: «вечернего обстрела».
    """
    first, after = hit.first, hit.last + 1
    if not first or after >= len(scene.lowers) or not scene.words[first].islower():
        return False
    before = scene.words[first - 1]
    described = first > 1 and before.islower() and before.endswith(scene.grammar.genitive_adjectives)
    return scene.lowers[first - 1 - described] in OPENING and scene.lowers[after] in CLOSING


def is_possessive(word: str) -> bool:
    """Tell whether a token makes the name before it a possessor."""
    return word in ("'s", "’s", "'", "’")
