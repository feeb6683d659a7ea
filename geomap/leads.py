"""What leads up to a name: the walk back over its noun phrase to the word that governs it.

Each step of the walk is a case with a name of its own; they are tried in order at every token, and the first
that knows the token either moves on or ends the walk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from geomap.clauses import is_stretch
from geomap.grammar import ENDS_PHRASE, TRANSPARENT, Hit, Scene, is_possessive, is_quoted
from geomap.language import Relation, Sense

LIST_OPENERS = (":", "–", "—", "-")
QUOTES = ('"', "“", "”", "«", "„", "'", "‘", "’", "*")
PLACES = Sense.GEOGRAPHIC | Sense.PARTITIVE | Sense.BEARING | Sense.FACILITY
PICKED = Sense.GEOGRAPHIC | Sense.FACILITY | Sense.MODIFIER
"""Senses of the things of a place of which one is picked: one of the (five western) districts of."""


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


class Walk(Struct):
    """The state of a walk: the token it stands at, and what it has passed."""

    scene: Scene
    first: int
    """First token of the name."""
    j: int
    bearing: bool = False
    distance: bool = False
    geographic: bool = False

    @property
    def here(self) -> int:
        """The senses of the token it stands at."""
        return self.scene.senses[self.j]

    @property
    def before(self) -> int:
        """The senses of the token before that, 0 at the start."""
        return self.scene.senses[self.j - 1] if self.j else 0

    @property
    def word(self) -> str:
        """The token in lower case."""
        return self.scene.lowers[self.j]

    @property
    def measured(self) -> bool:
        """Whether a length stands before the token: 6 km north of."""
        return self.j > 0 and bool(self.before & Sense.DISTANCE or _is_measure(self.scene.lowers[self.j - 1]))

    def back(self, steps: int = 1) -> bool:
        """Move on to the left."""
        self.j -= steps
        return True

    def end(
        self,
        governor: int,
        *,
        relations: int = 0,
        hit: Hit | None = None,
        sibling: int | None = None,
        of: int = -1,
    ) -> Left:
        """End the walk at what governs the name."""
        return Left(
            governor,
            relations=relations,
            hit=hit,
            sibling=sibling,
            of=of,
            bearing=self.bearing,
            distance=self.distance,
            geographic=self.geographic,
        )


Step = Callable[[Walk], "Left | bool"]
"""A case of the walk: it ends it, moves on (True), or does not know the token (False)."""


def look_left(scene: Scene, first: int) -> Left:
    """Return how the name that begins at token ``first`` of the scene is led up to."""
    left = _walk(Walk(scene, first, first - 1))
    for k in range(max(0, first - 2), first):
        if scene.senses[k] & Sense.QUARTER and left.governor < k:
            return left._replace(quarter=True)
    return left


def _walk(walk: Walk) -> Left:
    while walk.j >= 0:
        for step in STEPS:
            found = step(walk)
            if isinstance(found, Left):
                return found
            if found:
                break
        else:
            if walk.bearing and walk.here & Sense.FACILITY:  # a warehouse | north of X
                return walk.end(walk.j + 1, relations=Relation.WITHIN)
            return walk.end(walk.j)
    return walk.end(-1)


# --- the steps ----------------------------------------------------------------------------------------------
def _another_name(walk: Walk) -> Left | bool:
    """End at another name, X and [Y]; pass the container in "the Donetsk city of [X]"."""
    scene, j = walk.scene, walk.j
    if not walk.here & Sense.NAME:
        return False
    led = walk.first >= 3 and scene.relations(walk.first - 1) == Relation.GENITIVE
    if led and j < walk.first - 1 and scene.relations(j + 2) == Relation.GENITIVE:
        return _past_name(walk)
    if j == walk.first - 1 and walk.first in scene.nominatives:
        return walk.end(j)  # after the strike on X | Kyiv said
    if (before := _before_frame(walk)) is not None:
        walk.j = before
        return True
    touching = j == walk.first - 1 or walk.bearing
    return walk.end(j, sibling=scene.names[j] if touching else None)


def _before_frame(walk: Walk) -> int | None:
    """Return the token before the unit in which a place is told to lie: взятии | в X области | села [Y]."""
    scene, k = walk.scene, walk.j
    noun = walk.geographic and walk.j < walk.first - 1 and scene.words[walk.j].islower()
    if not noun or not scene.grammar.genitive:
        return None
    while k >= 0 and scene.senses[k] & Sense.NAME:
        k -= 1
    within = k >= 0 and scene.relations(k) & Relation.WITHIN and scene.senses[k] & Sense.PREPOSITION
    return k - 1 if within else None


def _past_name(walk: Walk) -> bool:
    while walk.j >= 0 and walk.here & Sense.NAME:
        walk.j -= 1
    return True


def _event(walk: Walk) -> Left | bool:
    """End at the event word in "captured [X]"; pass it in "the captured city of [X]"."""
    hit = walk.scene.at.get(walk.j)
    if hit is None:
        return False
    if walk.bearing:
        return walk.end(walk.j + 1, relations=Relation.WITHIN)
    if walk.here & TRANSPARENT and not _names_event(walk.scene, hit):
        return False
    if hit.trigger.form == "past" and _is_adjective(walk.scene, walk.j):
        return walk.back()
    return walk.end(walk.j, hit=hit)


def _bare_bearing(walk: Walk) -> Left | bool:
    """End at a bearing that takes the genitive: західніше [X]."""
    bare = walk.scene.grammar.genitive and walk.j == walk.first - 1
    if not bare or not walk.here & Sense.BEARING or walk.here & Sense.GEOGRAPHIC:
        return False
    walk.bearing, walk.distance = True, walk.measured
    return walk.end(walk.j, relations=Relation.WITHIN)


def _bearing_of(walk: Walk) -> Left | bool:
    """Note a bearing and a distance: 6 km north of [X]."""
    scene = walk.scene
    of = Relation.GENITIVE | Relation.START
    if not walk.here & Sense.BEARING or walk.j + 1 >= walk.first or not scene.relations(walk.j + 1) & of:
        return False
    walk.bearing = True
    walk.distance = walk.distance or walk.measured
    passing = Sense.BEARING | Sense.CONJUNCTION | Sense.DETERMINER
    while walk.j >= 0 and (walk.here & passing or walk.word == ","):
        walk.j -= 1
    if walk.j > 0 and scene.relations(walk.j) and walk.before & Sense.BEARING:
        walk.j -= 1
    return True


def _leaves(scene: Scene, bearing: int) -> bool:
    """Tell whether a bearing only says which way somebody leaves a place: retreated west | from [X]."""
    here = scene.clause_of(bearing)
    return any(
        hit.last < bearing and hit.trigger.relations & Relation.START and scene.clause_of(hit.first) is here
        for hit in scene.hits
    )


def _owner(walk: Walk) -> Left | bool:
    """End at a body, office or people whose genitive the name is: мер [X], війська [X]."""
    owners = Sense.BODY | Sense.TITLE | Sense.FORCE | Sense.PERSON
    scene, j = walk.scene, walk.j
    if not scene.grammar.genitive or not walk.here & owners:
        return False
    if (past := _phrase_apart(scene, j)) is not None or (past := _agent_apart(scene, j)) is not None:
        walk.j = past
        return True
    if walk.before & (Sense.FACILITY | owners) == Sense.FACILITY:
        return walk.back()  # здание администрации X
    return False if walk.here & Sense.SIDE else walk.end(j, relations=Relation.GENITIVE, of=j)


def _phrase_apart(scene: Scene, last: int) -> int | None:
    """Return the token before a phrase that is apart from the name: freed | from the enemy | [X]."""
    number = scene.chunk_of[last]
    chunk = scene.chunks[number]
    if chunk.last != last + 1 or chunk.prep < 0 or not scene.relations(chunk.prep) & Relation.START:
        return None
    freed = scene.at.get(chunk.prep - 1)
    return chunk.prep - 1 if freed is not None and freed.trigger.relations & Relation.OBJECT else None


def _agent_apart(scene: Scene, last: int) -> int | None:
    """Return the event noun before those by whom it is done: оставлении | российскими войсками | [X]."""
    endings, k = scene.grammar.instrumental_endings, last
    if not endings or not scene.lowers[last].endswith(endings):
        return None
    while k > 0 and scene.lowers[k].endswith(endings) and k not in scene.at:
        k -= 1
    noun = scene.at.get(k)
    takes = noun is not None and noun.trigger.relations & (Relation.GENITIVE | Relation.OBJECT)
    return k if takes and k < last else None


def _transparent(walk: Walk) -> Left | bool:
    """Pass words of the phrase that the name heads or stands in: the western outskirts of the city of [X]."""
    passing = TRANSPARENT | Sense.SIDE | (Sense.FACILITY if walk.scene.grammar.genitive else 0)
    if not walk.here & passing or walk.here & Sense.PREPOSITION:
        return False
    walk.geographic = walk.geographic or bool(walk.here & Sense.GEOGRAPHIC)
    return walk.back()


def _distant_owner(walk: Walk) -> Left | bool:
    """End at an office up to three unknown words before the name: начальник цивільного захисту [X]."""
    scene, k = walk.scene, walk.j
    if not scene.grammar.genitive or walk.here or not walk.word.isalpha():
        return False
    while k > 0 and walk.j - k < 3 and not (scene.senses[k] or k in scene.at) and scene.lowers[k].isalpha():
        k -= 1
    if not scene.senses[k] & (Sense.BODY | Sense.TITLE):
        return False
    return walk.end(walk.j, relations=Relation.GENITIVE, of=k)


def _count(walk: Walk) -> Left | bool:
    """Pass the count in "35 settlements of [X]"."""
    counted = walk.word[0].isdigit() and walk.j + 1 < walk.first
    things = Sense.PARTITIVE | Sense.GEOGRAPHIC
    return counted and bool(walk.scene.senses[walk.j + 1] & things) and walk.back()


def _unknown_adjective(walk: Walk) -> Left | bool:
    """Pass a word that no table knows within a phrase: the long-suffering small town of [X]."""
    scene, j = walk.scene, walk.j
    if walk.here or not j or not walk.word[0].isalpha():
        return False
    if not scene.grammar.genitive and walk.geographic and scene.chunk_of[j] == scene.chunk_of[j + 1]:
        return scene.words[j] == walk.word and walk.back()
    lower = scene.words[j] == walk.word or (walk.geographic and scene.senses[j + 1] & Sense.GEOGRAPHIC)
    led = walk.before & (Sense.DETERMINER | (Sense.PREPOSITION if walk.geographic else 0))
    return bool(lower and led and walk.word.isalpha()) and walk.back()


def _attribute(walk: Walk) -> Left | bool:
    """Pass an adjective that no table knows: у прифронтовому [X], обстріляли вже зруйновану [X]."""
    scene, j = walk.scene, walk.j
    if not _is_attribute(scene, j):
        return False
    if j and _is_attribute(scene, j - 1):
        return walk.back()
    before = _before_adverb(scene, j) if j else -1
    led = before < 0 or scene.senses[before] & (Sense.PREPOSITION | Sense.DETERMINER | Sense.MODIFIER)
    return bool(led or before in scene.at) and walk.back()


def _adverb(walk: Walk) -> Left | bool:
    """Pass what goes with the adjective behind it: у | вже звільненій [X]."""
    k = walk.j + 1
    return k < walk.first and _before_adverb(walk.scene, k) == k - 2 and walk.back()


def _before_adverb(scene: Scene, k: int) -> int:
    """Return the token before an adjective, or before the adverb that goes with it: у вже звільненій [X]."""
    if k < 2 or not scene.words[k].endswith(scene.grammar.attributive_endings):
        return k - 1
    adverb = scene.words[k - 1].islower() and k - 1 not in scene.at
    known = scene.senses[k - 1] & ~(Sense.ADVERB | Sense.MODIFIER | Sense.CARRIES)
    led = scene.senses[k - 2] & (Sense.PREPOSITION | Sense.DETERMINER)
    return k - 2 if adverb and not known and led else k - 1


def _is_attribute(scene: Scene, k: int) -> bool:
    """Tell whether a token is an adjective by its ending alone."""
    word = scene.words[k]
    known = scene.senses[k] or k in scene.at
    return not known and word.islower() and word.endswith(scene.grammar.attributive_endings)


def _one_of(walk: Walk) -> Left | bool:
    """Pass what picks one of the things of a place: одно из предприятий [X], в одном из районов [X]."""
    scene, j = walk.scene, walk.j
    if walk.bearing or j + 1 >= walk.first or not picks(scene, j):
        return False
    if not all(scene.senses[k] & PICKED for k in range(j + 1, walk.first)):
        return False
    walk.geographic = True
    return walk.back(2)


def picks(scene: Scene, preposition: int) -> bool:
    """Tell whether a preposition leads to those of which the word before it picks some: одно | из."""
    if not scene.grammar.genitive or preposition < 1 or not scene.relations(preposition) & Relation.START:
        return False
    before = preposition - 1
    return (
        bool(scene.senses[before] & (Sense.DETERMINER | Sense.PARTITIVE)) or scene.words[before].isdecimal()
    )


def _measured_from(walk: Walk) -> Left | bool:
    """End at "6 km from [X]"; pass "north from [X]"."""
    links = walk.scene.relations(walk.j)
    if not links & Relation.START or not walk.j:
        return False
    if walk.before & Sense.BEARING:
        leaves = _leaves(walk.scene, walk.j - 1)
        return walk.end(walk.j, relations=links) if leaves else walk.back()
    return Left(walk.j, relations=links, distance=True) if walk.measured else False


def _of(walk: Walk) -> Left | bool:
    """End at "the shelling of [X]", "the mayor of [X]"; pass "the town of [X]"."""
    scene, j = walk.scene, walk.j
    if scene.relations(j) != Relation.GENITIVE or not j:
        return False
    if (past := _phrase_before(scene, j)) is not None:
        walk.j, walk.geographic = past, True
        return True
    noun = scene.at.get(_before_brackets(scene, j))
    if noun is not None and noun.first < noun.last and noun.trigger.relations & Relation.START:
        return walk.end(j, relations=Relation.START, hit=noun)  # pulled out of
    if scene.relations(j - 1) and not walk.before & Sense.BEARING:
        return walk.end(j - 1, relations=scene.relations(j - 1))  # out of
    takes = noun is not None and noun.trigger.relations & Relation.GENITIVE
    if takes and not walk.before & Sense.GEOGRAPHIC:
        return walk.end(j, relations=Relation.GENITIVE, hit=noun)
    adjective = walk.before & (Sense.MODIFIER | Sense.DETERMINER) and not walk.before & Sense.PREPOSITION
    if not walk.before & PLACES and not adjective:
        return walk.end(j, relations=Relation.GENITIVE, of=j - 1)
    if walk.before & (Sense.GEOGRAPHIC | Sense.FACILITY):
        walk.geographic = True
    walk.j -= 1
    if not walk.here & Sense.GEOGRAPHIC:
        while walk.j >= 0 and walk.here & Sense.FACILITY:  # the | railway station of
            walk.j -= 1
    return True


def _before_brackets(scene: Scene, j: int) -> int:
    """Return the token before a token, what stands in brackets left aside: the capture (...) of [X].

    Of a word in quotation marks it is the word: the "capture" of [X].
    """
    if _closes_word(scene, j - 1):
        return j - 2
    return next((first - 1 for first, last in scene.asides if last == j - 1), j - 1)


def _closes_word(scene: Scene, mark: int) -> bool:
    """Tell whether a mark closes a quotation of a single event word, which is no title: «звільнення» X."""
    hit = scene.at.get(mark - 1)
    return hit is not None and is_quoted(scene, hit)


def _phrase_before(scene: Scene, of: int) -> int | None:
    """Return the token before the phrase of a place that "of" ends: | the small but busy village of [X]."""
    number = scene.chunk_of[of]
    if not number or scene.grammar.genitive:
        return None
    chunk = scene.chunks[number - 1]
    named = chunk.kind != "phrase" or chunk.last != of or chunk.first == chunk.last
    named = named or not all(_is_owner(scene, k) for k in range(chunk.first, chunk.last))
    head = scene.senses[chunk.last - 1]
    if named or not head & Sense.GEOGRAPHIC or head & Sense.BEARING:
        return None
    return chunk.first - 1


def _is_owner(scene: Scene, k: int) -> bool:
    """Tell whether a token, if it is of a name, is of one in the possessive: Ukraine's river ports of [X]."""
    if not scene.senses[k] & Sense.NAME:
        return True
    return bool(scene.senses[k + 1] & Sense.NAME) or is_possessive(scene.lowers[k + 1])


def _preposition(walk: Walk) -> Left | bool:
    """End at a preposition: in [X], against [X]."""
    links = walk.scene.relations(walk.j)
    if links & Relation.COMPANION and links & Relation.START and _is_in_company(walk):
        links &= ~Relation.START  # переговори з Росією
    return walk.end(walk.j, relations=links) if links else False


def _is_in_company(walk: Walk) -> bool:
    """Tell whether the form of a name is that of those with whom something is done: з Росією; not з Росії."""
    last = walk.first
    while last + 1 < len(walk.scene.words) and walk.scene.names.get(last + 1) == walk.scene.names.get(last):
        last += 1
    return walk.scene.lowers[last].endswith(walk.scene.grammar.instrumental_endings or "\n")


def _possessor(walk: Walk) -> Left | bool:
    """Pass the larger unit in the possessive: Ukraine's [X], the region's [X]."""
    if not is_possessive(walk.word) or not walk.before & (Sense.GEOGRAPHIC | Sense.NAME):
        return False
    if walk.before & Sense.GEOGRAPHIC:
        return walk.back(2)
    walk.j -= 1
    return _past_name(walk)


def _paired_quarters(walk: Walk) -> Left | bool:
    """Pass the first of two quarters: north and east [X]."""
    paired = walk.here & Sense.CONJUNCTION and walk.j
    return bool(paired and walk.before & walk.scene.senses[walk.j + 1] & Sense.QUARTER) and walk.back()


def _list_head(walk: Walk) -> Left | bool:
    """Pass what a list is opened by: the villages: [X]; the towns, [X] and Y."""
    if not walk.j or not walk.before & Sense.GEOGRAPHIC or _closes_name(walk.scene, walk.j - 1):
        return False
    paired = (walk.word == "," and _ends_item(walk.scene, walk.j + 1)) or (
        (walk.geographic or _joins_places(walk)) and walk.here & Sense.CONJUNCTION
    )
    if walk.word not in LIST_OPENERS and not paired:
        return False
    walk.geographic = True
    return walk.back()


def _joins_places(walk: Walk) -> bool:
    """Tell whether a name is joined to places of no name in the same clause: dozens of villages and | [X]."""
    scene, j, last = walk.scene, walk.j, walk.first + 1
    owns = last < len(scene.words) and is_possessive(scene.lowers[last])
    if j != walk.first - 1 or owns or walk.before & (Sense.BEARING | Sense.MODIFIER | Sense.PREPOSITION):
        return False
    return scene.clause_of(j - 1) is scene.clause_of(walk.first)


def _brackets(walk: Walk) -> Left | bool:
    """Pass what stands in brackets: X (aside) [Y]."""
    if walk.word not in (")", "]"):
        return False
    k = walk.j
    while k >= 0 and walk.scene.lowers[k] not in ("(", "["):
        k -= 1
    if k < 0:
        return walk.end(-1)
    walk.j = k - 1
    return True


def _bracketed(walk: Walk) -> Left | bool:
    """End at the bracket that says where a thing is: a warehouse ([X])."""
    if walk.word not in ("(", "[") or walk.j != walk.first - 1 or not walk.before & Sense.FACILITY:
        return False
    return walk.end(walk.j, relations=Relation.WITHIN)


def _joined(walk: Walk) -> Left | bool:
    """End at the name before in a list: X, Y and [Z]."""
    conjunction = bool(walk.here & Sense.CONJUNCTION)
    if walk.word not in (",", ";", "/", "-") and not conjunction:
        return False
    if conjunction and walk.j - 1 in walk.scene.at:
        return walk.back()
    sibling, k = _sibling(walk.scene, walk.j)
    if sibling is None and k < walk.j:
        walk.j = k
        return True
    return walk.end(walk.j, sibling=sibling)


def _stretch(walk: Walk) -> Left | bool:
    """End at the name before that a stretch of front begins at: у напрямку X – [Y]."""
    if walk.j != walk.first - 1 or not is_stretch(walk.scene, walk.j):
        return False
    return walk.end(walk.j, sibling=walk.scene.names[walk.j - 1])


def _quote(walk: Walk) -> Left | bool:
    """Pass a quotation mark: “[X]; and one that closes round a single word."""
    return (walk.word in QUOTES or _closes_word(walk.scene, walk.j)) and walk.back()


STEPS: tuple[Step, ...] = (
    _another_name,
    _event,
    _bare_bearing,
    _bearing_of,
    _owner,
    _transparent,
    _distant_owner,
    _count,
    _unknown_adjective,
    _attribute,
    _adverb,
    _one_of,
    _measured_from,
    _of,
    _preposition,
    _possessor,
    _paired_quarters,
    _list_head,
    _brackets,
    _bracketed,
    _joined,
    _stretch,
    _quote,
)


# --- what they ask ------------------------------------------------------------------------------------------
def _names_event(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word that can also describe a place (control, captured) names the event here."""
    here = scene.senses[hit.last]
    if here & Sense.PARTITIVE:
        return True
    return not _is_adjective(scene, hit.last)


def _is_adjective(scene: Scene, index: int) -> bool:
    """Tell whether a participle stands before a noun as in "the captured city", «у вже звільненій [X]»."""
    if index == 0:
        return False
    before = scene.senses[_before_adverb(scene, index)]
    noun = scene.words[index - 1].isalpha() and _may_be_noun(scene, index - 1)
    if noun and scene.lowers[index].endswith(scene.grammar.genitive_adjectives):
        return True  # жителі окупованого [X]
    if before & (Sense.LINKING | Sense.AUXILIARY):
        return False
    return bool(before & (Sense.DETERMINER | Sense.PREPOSITION))


def _may_be_noun(scene: Scene, index: int) -> bool:
    """Tell whether a token can be a noun: none that is known as a verb or a word of the grammar."""
    hit = scene.at.get(index)
    if hit is not None:
        return hit.trigger.form == "noun"
    return scene.chunks[scene.chunk_of[index]].kind == "phrase" and not scene.senses[index] & ENDS_PHRASE


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
        if k == index - 1 and word in QUOTES and _is_object(scene, k):
            k -= 1
            continue
        if word in (",", ";", "/", "-", "'s", "’s") or here & passing or (word == "(" and k == index - 1):
            k -= 1
            continue
        if not here and words[k][0].isupper() and k and scene.at.get(k) is None:
            strange += 1
            k -= 1
            continue
        break
    return None, k if strange and 0 <= k < index - 1 and _ends_item(scene, index + 1) else index


def _is_object(scene: Scene, mark: int) -> bool:
    """Tell whether a quotation mark closes the known name of an object in a list: шахті «Бутівка», [X]."""
    k = mark - 1
    while k > 0 and scene.senses[k] & Sense.NAME:
        k -= 1
    opens = 0 < k < mark - 1 and scene.lowers[k] in QUOTES
    return bool(opens and scene.senses[k - 1] & (Sense.FACILITY | Sense.GEOGRAPHIC))


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


def _is_measure(word: str) -> bool:
    """Tell whether a token is a length such as ``19km``."""
    return word[:1].isdigit() and word.lstrip("0123456789.,-") in ("km", "m", "км", "mi")
