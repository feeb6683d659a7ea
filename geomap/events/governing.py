"""Which event word a prepositional phrase belongs to."""

from __future__ import annotations

from geomap.events.action import is_civil
from geomap.events.parts import armed, is_attributive, object_of
from geomap.grammar import NAME, Hit, Scene, is_nominal
from geomap.languages.rules import events as sense
from geomap.languages.rules.events import Action


def governing_hit(scene: Scene, governor: int, relations: str, last: int, *, far: bool) -> Hit | None:
    """Return the event word to which a prepositional phrase belongs.

    ``governor`` is the preposition, ``last`` the token after the name. The nearest fitting word before the
    phrase counts, within the clause; then, for an adjunct of place, the first one after it. A clause that
    tells nothing itself takes the event of the one before it; ``far`` lets any clause do so.
    """
    here = scene.clause_of(governor)
    own = [hit for hit in scene.hits if scene.clause_of(hit.first) is here]
    for hit in reversed(own):
        if hit.last >= governor or is_attributive(scene, hit):
            continue
        if not _fits(hit, relations) and _takes_places(scene, hit):
            other = _taking(scene, hit, governor, relations, last)
            if other is not None:
                return other
        if _fits(hit, relations) or _holds(scene, hit, relations):
            return _striking(scene, _stronger(scene, hit))
    later = _after(scene, own, governor, relations, last)
    if later is not None:
        return later
    elliptical = here.verb < 0 and not own and here.kind in ("label", "joined", "aside")
    if not (far or elliptical):
        return None
    for hit in reversed(scene.hits):
        if hit.last < governor and hit not in own and ("l" in relations or _fits(hit, relations)):
            return hit
    return None


def _fits(hit: Hit, relations: str) -> bool:
    """Tell whether an event word takes a place by the preposition, other than as where it happens."""
    return any(letter in hit.trigger.governs for letter in relations if letter != "l")


def _takes_places(scene: Scene, hit: Hit) -> bool:
    """Tell whether a verb takes places, and also other things: capture, occupy, lose."""
    taking = hit.trigger.action in ("captured", "reclaimed") and "o" in hit.trigger.governs
    return "m" in hit.trigger.governs or (taking and not is_nominal(scene, hit))


def _holds(scene: Scene, hit: Hit, relations: str) -> bool:
    """Tell whether a preposition of place says where the event happens."""
    if "l" not in relations:
        return False
    if hit.trigger.action == "captured" and "s" in hit.trigger.governs and "o" not in hit.trigger.governs:
        return armed(scene, scene.clause_of(hit.first))  # X falls; prices, hail and night fall in X
    return "l" in hit.trigger.governs or (hit.trigger.form != "gerund" and hit.trigger.strength > 1)


def _after(scene: Scene, own: list[Hit], governor: int, relations: str, last: int) -> Hit | None:
    """Return the first event word after a phrase that opens its clause, or says where it happens."""
    senses = scene.senses
    opens = not any(senses[k] & ~sense.DETERMINER for k in range(governor))
    if not opens and "l" not in relations:
        return None
    for hit in own:
        if hit.first < last or is_attributive(scene, hit):
            continue
        told = governor > 0 and senses[governor - 1] & sense.BE
        if told and any("y" in scene.relations(k) for k in range(last, hit.first)):
            return None  # was in X a day after the raid
        if not opens and any(senses[k] & sense.SPEECH for k in range(last, hit.first)):
            return None
        within = "l" in relations and (hit.trigger.strength > 1 or "l" in hit.trigger.governs)
        if _fits(hit, relations) or within:
            return _stronger(scene, hit)
    return None


def _taking(scene: Scene, hit: Hit, governor: int, relations: str, last: int) -> Hit | None:
    """Return what a word of taking or losing tells of a place it does not take: a move, a fight or else.

    None where what is taken is itself a place, or is not told after the word.
    """
    senses = scene.senses
    ends = range(last, min(last + 4, len(senses)))
    if "m" not in hit.trigger.governs:
        pass
    elif "t" in relations or ("f" in relations and any("t" in scene.relations(k) for k in ends)):
        return Hit(hit.first, hit.last, hit.trigger._replace(action="moved", governs="tf", inverse=False))
    total = 0
    if hit.trigger.action == "withdrew" and "," in scene.lowers[hit.last + 1 : governor]:
        return None
    taken = object_of(scene, hit)
    if taken is not None and not scene.rules.genitive:
        total = taken.senses
    else:
        for k in range(hit.last + 1, governor):
            total |= senses[k]
    place = sense.GEOGRAPHIC | sense.FACILITY | sense.PARTITIVE
    if total & NAME:
        return None
    if "l" not in relations or governor == hit.last + 1 or (total & place and not is_civil(scene, hit)):
        return None
    fight = hit.trigger.inverse and total & (sense.FORCE | sense.KIT)
    action: Action = "attacked" if fight else "other"
    return Hit(hit.first, hit.last, hit.trigger._replace(action=action, governs="l", inverse=False))


def _striking(scene: Scene, hit: Hit) -> Hit:
    """Return the verb whose object a noun of movement is, rather than the noun: struck a convoy."""
    if hit.trigger.action == "moved" and is_nominal(scene, hit):
        for other in scene.hits:
            if 0 < hit.first - other.last <= 4 and other.trigger.action in ("struck", "attacked"):
                between = scene.senses[other.last + 1 : hit.first]
                if not is_nominal(scene, other) and not any(s & sense.PREPOSITION for s in between):
                    return other
    return hit


def _stronger(scene: Scene, hit: Hit) -> Hit:
    """Return the word for the event in a clause, rather than one for what it leaves behind (killed)."""
    if hit.trigger.strength > 1:
        return hit
    clause = scene.clause_of(hit.first)
    others = [other for other in scene.hits if other.trigger.strength > 1]
    own = [other for other in others if scene.clause_of(other.first) is clause]
    if not own and hit.trigger.action == "struck":  # nobody was hurt, though a shell hit
        own = [other for other in others if other.trigger.action == "struck"]
    return min(own, key=lambda other: abs(other.first - hit.first), default=hit)
