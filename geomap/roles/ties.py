"""What ties a bare name to an event: what its clause says befell it, or does to it."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.clauses import NOUNS
from geomap.events.governing import are_counted
from geomap.events.parts import is_attributive, is_passive
from geomap.grammar import Chunk, Clause, Hit, Scene, is_nominal, is_possessive
from geomap.language import Relation, Sense
from geomap.leads import picks
from geomap.roles.names import Name

PLACES = Sense.GEOGRAPHIC | Sense.PARTITIVE | Sense.FACILITY | Sense.QUARTER | Sense.BEARING
DOERS = Sense.AERIAL | Sense.FORCE | Sense.PERSON | Sense.SIDE | Sense.TITLE | Sense.BODY
TELLING = Relation.SUBJECT | Relation.OBJECT | Relation.GENITIVE | Relation.WITHIN
"""Relations one of which a word has that tells what happens to a place; what is only sent to one does not."""
LONGEST_LIST = 40
"""Labels of a list that are gone back over for the one that says what is counted."""
FARTHEST_STATE = 2
"""Adverbs between a name and the state in which it is said to be."""
VIOLENT = frozenset({"struck", "attacked"})
TAKING = frozenset({"captured", "reclaimed"})
NEWS = Sense.REPORT | Sense.MEDIUM
"""What tells of an event: who hears of that has not undergone it."""


def phrase_of(scene: Scene, name: Name) -> int:
    """Return the chunk of the phrase that stands for the name: "the town" in "the town of X"."""
    number = scene.chunk_of[name.first]
    chunk = scene.chunks[number]
    while number and chunk.prep >= 0:
        before = scene.chunks[number - 1]
        picked = chunk.prep == before.last and chunk.senses & PLACES and picks(scene, chunk.prep)
        owned = scene.relations(chunk.prep) == Relation.GENITIVE and before.senses & PLACES
        if before.kind != "phrase" or before.hits or not (owned or picked):
            break
        number, chunk = number - 1, before
    return number


def _heads(scene: Scene, name: Name) -> bool:
    """Tell whether a name is what its phrase is about, not an attribute: the Azov choir, Donetsk's army."""
    chunk = scene.chunks[scene.chunk_of[name.first]]
    if scene.grammar.genitive:
        return True
    before = name.first - 1
    while before > chunk.first and scene.senses[before] & Sense.QUARTER:  # Ukraine's southern Mykolaiv region
        before -= 1
    owned = name.first > chunk.first and is_possessive(scene.words[before])
    if not owned and any(scene.senses[k] & Sense.NAME for k in range(chunk.first, name.first)):
        return False
    return all(
        scene.senses[k] & (PLACES | Sense.DETERMINER | Sense.NAME)
        or scene.found[k].senses & Sense.ADVERB  # X itself
        or not scene.words[k][0].isalnum()
        for k in range(name.last, chunk.last)
    )


def befallen(scene: Scene, name: Name, *, as_object: bool = True) -> Hit | None:
    """Return the event that the clause says befell the name: as its subject or, if asked, its object."""
    if name.left.bearing or name.left.distance:
        return None
    number = phrase_of(scene, name)
    chunk = scene.chunks[number]
    clause = scene.clauses[chunk.clause]
    stated = _stated(scene, name) if chunk.prep < 0 and clause.verb < 0 else None
    if stated is not None or chunk.prep >= 0 or not _heads(scene, name):
        return stated
    for read in (_to_be_done, _labelled_in_list, _one_of):
        if (meant := read(scene, clause, number)) is not None:
            return meant
    if clause.verb < 0:
        return _labelled(scene, clause, number)
    verb = scene.chunks[clause.verb]
    if not scene.grammar.genitive and clause.verb > number:
        own = _is_subject(scene, number, clause)
        return _outcome(_said(scene, clause, verb), _said_next(scene, clause)) if own else None
    told = (_said(scene, clause, verb) or _left(scene, verb)) if scene.grammar.genitive else None
    follows = scene.grammar.genitive or clause.verb == number - 1
    return told or (_done(scene, clause) if as_object and follows else None)


def _outcome(told: Hit | None, later: Hit | None) -> Hit | None:
    """Return what a clause tells of its subject, or how that ended: X was shelled | and fell."""
    ends = later is not None and later.trigger.action in TAKING
    return later if told is None or (ends and told.trigger.action in VIOLENT) else told


def _stated(scene: Scene, name: Name) -> Hit | None:
    """Return the state in which a name is said to be without a verb: [X] | зараз під контролем ЗСУ."""
    first = scene.chunks[scene.chunk_of[name.first]].first
    hit = next((one for one in scene.hits if one.last >= first), None)
    if hit is None or not name.last <= hit.first <= name.last + FARTHEST_STATE:
        return None
    state = hit.first < hit.last and hit.trigger.form == "noun" and hit.trigger.relations & Relation.SUBJECT
    if not state:
        return hit if _is_after(scene, name, hit) else None
    others = (NOUNS & ~PLACES) | Sense.PREPOSITION | Sense.COMMA | Sense.SITED
    beside = (*range(first, name.first), *range(name.last, hit.first))
    return None if any(scene.senses[k] & others for k in beside) else hit


def _is_after(scene: Scene, name: Name, hit: Hit) -> bool:
    """Tell whether a picture's place is told by what it is taken after: [X] | after the shelling."""
    number = scene.chunk_of[name.first]
    chunk = scene.chunks[scene.chunk_of[hit.first]]
    when = chunk.prep >= 0 and scene.relations(chunk.prep) & Relation.WHEN
    opens = scene.chunks[number].first == name.first and scene.chunk_of[hit.first] == number + 1
    noun = is_nominal(scene, hit) or hit.trigger.form == "gerund"
    return bool(when and opens) and noun and hit.trigger.action in VIOLENT


def _to_be_done(scene: Scene, clause: Clause, number: int) -> Hit | None:
    """Return what is meant to befall a phrase: expected X to be taken, ordered X taken, is X to fall."""
    after = number + 1
    if after < len(scene.chunks) and scene.words[scene.chunks[after].start] == ",":
        after += 1
    if after >= len(scene.chunks) or scene.chunks[after].kind != "verb":
        return None
    verb = scene.chunks[after]
    ordered = (
        number > 0
        and scene.chunks[number - 1].kind == "verb"
        and scene.chunks[number - 1].senses & Sense.PLAN
    )
    passive = (scene.senses[verb.first] & Sense.INFINITIVE and verb.senses & Sense.LINKING) or (
        ordered and verb.last - verb.first == 1 and verb.hits and verb.hits[0].trigger.form == "past"
    )
    hit = verb.hits[-1] if verb.hits else None
    if hit is None:
        return None
    asked = clause.verb == number - 1 and scene.chunks[clause.verb].senses & Sense.LINKING
    falls = asked and hit.trigger.relations & Relation.SUBJECT
    return hit if falls or (passive and hit.trigger.relations & Relation.OBJECT) else None


def _is_subject(scene: Scene, number: int, clause: Clause) -> bool:
    """Tell whether a phrase, or the list that it opens, is the subject of the verb after it."""
    joined = ""
    for index in range(number + 1, clause.verb):
        chunk = scene.chunks[index]
        if chunk.clause != clause.number:
            continue
        if chunk.kind == "join":
            joined = scene.words[chunk.first]
        elif chunk.kind == "phrase" and chunk.prep < 0 and chunk.senses & NOUNS and not chunk.names:
            if joined == "," and chunk.senses & DOERS and not chunk.senses & PLACES:
                return False  # Near X, missiles struck
            if not joined:
                return False
        elif chunk.kind not in ("phrase", "mark"):
            return False
    return True


def won_back(scene: Scene, hit: Hit) -> Hit:
    """Return a verb of throwing back as one of taking, which it is where its object is a place: відбили X."""
    repels = scene.grammar.genitive and not is_nominal(scene, hit) and scene.senses[hit.last] & Sense.REPEL
    if not repels or hit.first < hit.last:
        return hit
    clause = scene.clause_of(hit.first)
    fights = any(is_nominal(scene, one) for number in clause.chunks for one in scene.chunks[number].hits)
    return hit.told(action="attacked" if fights else "reclaimed", relations=Relation.OBJECT)


def undergone_by(scene: Scene, noun: int) -> Hit | None:
    """Return the event that people undergo as the subject of a verb such as heard, woke to, suffered."""
    clause = scene.clause_of(noun)
    if clause.verb <= scene.chunk_of[noun]:
        return None
    if any(scene.chunks[number].names for number in clause.chunks if number > clause.verb):
        return None  # elsewhere
    verb = scene.chunks[clause.verb]
    for hit in verb.hits:
        if hit.trigger.relations & Relation.SUBJECT:
            return hit  # came under fire
    if verb.senses & Sense.UNDERGO:
        return _undergone(scene, clause)
    return _reported(scene, clause) if verb.senses & Sense.REPORT else None


def _reported(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event noun that is told of: reported explosions, сообщают о взрывах."""
    number = clause.verb + 1
    chunk = scene.chunks[number] if number < len(scene.chunks) else None
    if chunk is None or chunk.kind != "phrase" or not chunk.hits or chunk.clause != clause.number:
        return None
    hit = chunk.hits[0]
    told = chunk.prep < 0 or scene.found[chunk.prep].senses & Sense.TOPIC
    return hit if told and hit.trigger.action == "struck" and is_nominal(scene, hit) else None


def said_of_subject(scene: Scene, clause: Clause) -> Hit | None:
    """Return what the verb of a clause says of its subject, whatever phrase that stands in."""
    return _said(scene, clause, scene.chunks[clause.verb]) if clause.verb >= 0 else None


def done_by(scene: Scene, clause: Clause) -> Hit | None:
    """Return what the verb of a clause does to its object, whatever phrase that stands in."""
    return _done(scene, clause) if clause.verb >= 0 else None


def _said(scene: Scene, clause: Clause, verb: Chunk) -> Hit | None:
    """Return what a verb group says of its subject: was shelled, burns, came under fire, took hits."""
    passive = is_passive(scene, clause)
    if verb.senses & Sense.UNDERGO and (named := _undergone(scene, clause)) is not None:
        return named
    hit = verb.hits[-1] if verb.hits else None
    if hit is not None and _befalls(scene, clause, hit, passive=passive):
        return hit
    return _predicated(scene, clause) if passive or verb.senses & Sense.UNDERGO else None


def _said_next(scene: Scene, clause: Clause) -> Hit | None:
    """Return what the clauses that share a subject say of it: X is a port | and has been under fire."""
    for later in scene.clauses[clause.number + 1 :]:
        if later.kind != "joined" or later.parent != clause.number or later.verb < 0:
            continue
        opening = scene.chunks[later.chunks[0]]
        joins = opening.kind == "join" and opening.senses & Sense.CONJUNCTION
        between = [scene.chunks[number] for number in later.chunks[1:] if number < later.verb]
        if joins and all(_is_plain(chunk) for chunk in between):
            return _said(scene, later, scene.chunks[later.verb])
    return None


def _is_plain(chunk: Chunk) -> bool:
    """Tell whether a phrase between a conjunction and a verb is no subject: and | then | fell."""
    return chunk.kind == "phrase" and chunk.prep < 0 and not chunk.senses & NOUNS and not chunk.names


def _left(scene: Scene, verb: Chunk) -> Hit | None:
    """Return what several leave, without a preposition: X залишили наші війська."""
    hit = verb.hits[-1] if verb.hits else None
    if hit is None or hit.trigger.action != "withdrew" or not hit.trigger.relations & Relation.START:
        return None
    return hit if scene.lowers[hit.last].endswith(scene.grammar.plural_verbs) else None


def _befalls(scene: Scene, clause: Clause, hit: Hit, *, passive: bool) -> bool:
    """Tell whether a verb says what happens to its subject, rather than what that does."""
    if hit.trigger.relations & Relation.SUBJECT:
        return True
    if not hit.trigger.relations & Relation.OBJECT:
        return False
    if passive and hit.trigger.form in ("past", "either", "base"):
        return True
    done = hit.trigger.form == "past" or won_back(scene, hit) is not hit
    return done and not _has_object(scene, clause)


def _undergone(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event that is the object of a verb of undergoing, or leads up to it by "under"."""
    for index in clause.chunks:
        chunk = scene.chunks[index]
        hits = [hit for hit in chunk.hits if not is_attributive(scene, hit)]
        if index == clause.verb or not hits or (index < clause.verb and not scene.grammar.genitive):
            continue
        if chunk.prep > 0 and scene.found[chunk.prep - 1].senses & NEWS:
            continue  # woke to news of an attack
        if (
            chunk.kind == "verb"
            or chunk.prep < 0
            or scene.senses[chunk.prep] & Sense.UNDER
            or scene.relations(chunk.prep) & (Relation.GENITIVE | Relation.START)  # від вогню потерпали
            or scene.relations(chunk.prep) & (Relation.GOAL | Relation.AGENT)  # subjected to, affected by
        ):
            return hits[0]
    return None


def _predicated(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event that a phrase after "was" names: under fire, in ruins, among the targets."""
    for index in clause.chunks:
        chunk = scene.chunks[index]
        if chunk.kind != "phrase" or not chunk.hits or (index < clause.verb and not scene.grammar.genitive):
            continue
        hit = chunk.hits[0]
        under = chunk.prep >= 0 and scene.senses[chunk.prep] & Sense.UNDER
        if hit.trigger.relations & Relation.SUBJECT or (under and hit.trigger.action in VIOLENT):
            return hit
    return None


def _done(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event that the verb group of a clause does to its object."""
    verb = scene.chunks[clause.verb]
    hit = verb.hits[-1] if verb.hits else None
    if hit is not None and not _has_object(scene, clause):
        hit = won_back(scene, hit)
    if hit is None or not hit.trigger.relations & Relation.OBJECT or hit.trigger.strength < 2:
        return None
    return None if verb.senses & Sense.LINKING and hit.trigger.form == "past" else hit


def _labelled(scene: Scene, clause: Clause, number: int) -> Hit | None:
    """Return the event that is told of a name before a colon or dash: "X: five attacks"."""
    if clause.kind in ("label", "joined") and (told := _led_up_to(scene, clause)) is not None:
        return told
    alone = [index for index in clause.chunks if scene.chunks[index].kind == "phrase"] == [number]
    if not alone:
        return None
    for later in scene.clauses[clause.number + 1 :]:
        if later.kind in ("label", "aside") and later.parent == clause.number:
            return next((hit for hit in _hits(scene, later) if hit.trigger.relations & TELLING), None)
    return None


def _labelled_in_list(scene: Scene, clause: Clause, number: int) -> Hit | None:
    """Return what is told of a name that goes on a list of labels: X – five attacks, | Y – three attacks."""
    chunks = scene.chunks[number - 1 : number + 2]
    if clause.kind != "label" or not number or len(chunks) < 3:
        return None
    before, _, after = chunks
    label = scene.clauses[after.clause]
    joins = before.kind == "join" and scene.words[before.first] in ",;"
    if not joins or after.kind != "opener" or label.parent != clause.number or label.kind != "label":
        return None
    told = next(_hits(scene, label), None)
    phrase = next((one for one in scene.chunks[number + 2 : number + 3] if one.kind == "phrase"), None)
    if told is None and phrase is not None and are_counted(scene, phrase.first, phrase.last):
        for _ in range(LONGEST_LIST):  # X – five attacks, Y – three, Z – two
            if told is not None or clause.kind != "label":
                break
            told, clause = next(_hits(scene, clause), None), scene.clauses[clause.parent]
    return told


def _hits(scene: Scene, clause: Clause) -> Iterator[Hit]:
    for index in clause.chunks:
        yield from scene.chunks[index].hits


def _led_up_to(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event of the clause before a colon or dash of which a clause without a verb is the list."""
    listed = clause
    while clause.verb < 0 and clause.kind in ("label", "joined"):
        clause = scene.clauses[clause.parent]
    colon = clause.verb >= 0 and any(
        scene.words[scene.chunks[index].first] == ":"
        for later in scene.clauses
        if later.parent == clause.number
        for index in later.chunks[:1]
    )
    if not colon and not _are_listed(scene, clause, listed):
        return None
    violent = next((hit for hit in _hits(scene, clause) if hit.trigger.action in VIOLENT), None)
    if clause.verb < 0 and violent is not None and not scene.grammar.genitive:
        phrase = scene.chunks[scene.chunk_of[violent.first]]
        # Towns hit – X, under fire – X; not: main effort – X.
        towns = phrase.senses & PLACES and phrase.last == violent.last + 1
        violent = violent if towns or violent.trigger.relations & Relation.SUBJECT else None
    if clause.verb < 0 or (violent is not None and violent.trigger.form == "past" and not colon):
        return violent  # under fire – X; among the shelled villages – X
    verb = scene.chunks[clause.verb]
    return _said(scene, clause, verb) or _done(scene, clause) or _noun_before(scene, clause)


def _one_of(scene: Scene, clause: Clause, number: int) -> Hit | None:
    """Return what befell those among whom a place is said to be: among the towns hit was X, and X was ..."""
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    beside = number in (clause.verb - 1, clause.verb + 1)
    if verb is None or not beside or verb.hits or not verb.senses & Sense.LINKING:
        return None
    for index in (clause.verb - 1, clause.verb + 1):
        chunk = scene.chunks[index] if 0 <= index < len(scene.chunks) else verb
        among = chunk.prep >= 0 and scene.senses[chunk.prep] & Sense.CARRIES
        ends = chunk.hits and chunk.hits[-1].last + 1 == chunk.last and chunk.senses & PLACES
        if among and ends and index != number and not chunk.names:
            return chunk.hits[-1]
    return None


def _are_listed(scene: Scene, clause: Clause, label: Clause) -> bool:
    """Tell whether a dash leads to nothing but names, and none stands before it: under fire – X and Y."""
    named = any(scene.chunks[index].names for index in clause.chunks)
    phrases = [scene.chunks[index] for index in label.chunks if scene.chunks[index].kind == "phrase"]
    bare = all(all(scene.senses[k] & Sense.NAME for k in range(one.first, one.last)) for one in phrases)
    return label.kind == "label" and label.parent == clause.number and not named and bare


def _noun_before(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event noun of the phrase with which a clause ends: carried out strikes on five villages."""
    phrases = [scene.chunks[index] for index in clause.chunks if index > clause.verb]
    if not phrases or phrases[-1].kind != "phrase" or phrases[-1].names:
        return None
    for chunk in reversed(phrases[-2:]):
        for hit in chunk.hits:
            if hit.trigger.action in VIOLENT and hit.trigger.relations & (
                Relation.OBJECT | Relation.GENITIVE
            ):
                return hit
    return None


def _has_object(scene: Scene, clause: Clause) -> bool:
    """Tell whether an object follows the verb group of a clause."""
    after = clause.verb + 1
    if after >= len(scene.chunks):
        return False
    chunk = scene.chunks[after]
    if chunk.kind != "phrase" or chunk.prep >= 0:
        return False
    return bool(chunk.names or chunk.senses & (NOUNS | Sense.DETERMINER | Sense.SIDE))
