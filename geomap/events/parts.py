"""The parts of a clause that an event is told by: who does it, and to what."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.clauses import NOUNS
from geomap.grammar import Chunk, Clause, Hit, Scene, is_nominal
from geomap.language import Relation, Sense


def phrases_of(scene: Scene, clause: Clause) -> Iterator[tuple[int, Chunk]]:
    """Yield the phrases of a clause with their numbers, in order."""
    for number in clause.chunks:
        if scene.chunks[number].kind == "phrase":
            yield number, scene.chunks[number]


def doers_of(scene: Scene, clause: Clause) -> Iterator[Chunk]:
    """Yield the phrases that can be the subject: bare ones before the verb, or any where cases tell."""
    for number, chunk in phrases_of(scene, clause):
        if chunk.prep < 0 and (scene.grammar.genitive or clause.verb < 0 or number < clause.verb):
            yield chunk


def object_of(scene: Scene, hit: Hit) -> Chunk | None:
    """Return the bare phrase that follows an event word at once: what is taken, struck or left."""
    number = scene.chunk_of[hit.last] + 1
    if number >= len(scene.chunks):
        return None
    chunk = scene.chunks[number]
    return chunk if chunk.kind == "phrase" and chunk.prep < 0 else None


def antecedent_of(scene: Scene, clause: Clause) -> Chunk | None:
    """Return the phrase right before a relative clause: the men | who were taken."""
    number = clause.chunks[0] - 1 if clause.chunks else -1
    if clause.kind != "relative" or number < 0:
        return None
    return scene.chunks[number] if scene.chunks[number].kind == "phrase" else None


def is_passive(scene: Scene, clause: Clause) -> bool:
    """Tell whether the verb of a clause says what is done to its subject: was shelled, not was to shell."""
    if clause.verb < 0:
        return False
    verb = scene.chunks[clause.verb]
    if verb.hits and verb.hits[-1].trigger.form in ("gerund", "verb") and not scene.grammar.genitive:
        return False  # was shelling
    ends = range(verb.last - 1, verb.last + 1) if verb.last - verb.first > 1 else (verb.last,)
    if any(k < len(scene.lowers) and _is_gerund(scene, k) for k in ends):
        return False  # are conducting
    for k in range(verb.last - 1, verb.first - 1, -1):
        if scene.senses[k] & Sense.INFINITIVE:
            return False
        if scene.senses[k] & Sense.LINKING:
            return True
    return _is_bare_passive(scene, verb)


def _is_bare_passive(scene: Scene, verb: Chunk) -> bool:
    """Tell whether a participle stands alone before those by whom it is done, X hit by drones."""
    hit = verb.hits[-1] if verb.hits else None
    if scene.grammar.genitive or hit is None or hit.last + 1 != verb.last or verb.last >= len(scene.words):
        return False
    done = hit.trigger.form in ("past", "either") and hit.trigger.relations & Relation.OBJECT
    return bool(done) and hit.first == verb.first and scene.relations(verb.last) == Relation.AGENT


def _is_gerund(scene: Scene, token: int) -> bool:
    """Tell whether a word that no table knows is a gerund by its ending."""
    ends = scene.lowers[token].endswith(scene.grammar.gerund_endings)
    return ends and not scene.senses[token] & (NOUNS | Sense.LINKING) and token not in scene.at


def armed(scene: Scene, clause: Clause) -> bool:
    """Tell whether a weapon is what does something in a clause: a drone gutted, a shell pierced."""
    if is_passive(scene, clause):
        return False
    if clause.verb >= 0 and scene.chunks[clause.verb].senses & Sense.IDLE:
        return False  # cost, remain, carry
    return any(_is_weapon(scene, chunk) for chunk in doers_of(scene, clause))


def _is_weapon(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether a weapon heads a phrase."""
    for k in range(chunk.last - 1, chunk.first - 1, -1):
        here = scene.senses[k]
        if here & Sense.AERIAL and not here & Sense.MODIFIER:
            return True
        if here & (NOUNS | Sense.NAME | Sense.PARTITIVE) and not scene.grammar.genitive:
            return False
    return False


def begins(scene: Scene, hit: Hit) -> bool:
    """Tell whether a verb only says that what its subject names begins, goes on or ends: broke out."""
    light = any(scene.senses[k] & Sense.LIGHT for k in range(hit.first, hit.last + 1))
    return light and not is_nominal(scene, hit)


def _is_participle(scene: Scene, hit: Hit) -> bool:
    """Tell whether a participle of taking stands before its noun like an adjective."""
    taking = hit.trigger.action in ("captured", "reclaimed") and hit.first == hit.last
    if not taking or is_nominal(scene, hit) or hit.last + 1 >= len(scene.words):
        return False
    if not scene.lowers[hit.last].endswith(scene.grammar.participle_endings):
        return False
    after = scene.senses[hit.last + 1]
    if after & Sense.NAME:  # в окупованому X, жителі окупованого X
        before = scene.senses[hit.first - 1] if hit.first else 0
        owned = hit.first > 0 and scene.lowers[hit.last].endswith(scene.grammar.genitive_adjectives)
        return bool(before & Sense.PREPOSITION) or owned
    return scene.lowers[hit.last + 1].isalpha() and not after & (Sense.PREPOSITION | Sense.BREAK)


def is_attributive(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event word only describes the noun after it: the control room, зайнятих рубежів."""
    if scene.grammar.genitive:
        return _is_participle(scene, hit)
    if hit.first != hit.last or hit.trigger.form not in ("noun", "either", "gerund"):
        return False
    chunk = scene.chunks[scene.chunk_of[hit.last]]
    after = hit.last + 1
    if chunk.kind != "phrase" or after >= chunk.last:
        return False
    noun = scene.senses[after] & NOUNS or any(other.first == after for other in chunk.hits)
    return bool(noun) and not scene.senses[after] & Sense.NAME
