"""Cases of settlements and regions: the place of an event where an event word governs the name."""

from __future__ import annotations

from geomap.events import governing_hit, make_event
from geomap.events.parts import armed
from geomap.grammar import Hit, Scene
from geomap.language import Relation, Sense
from geomap.leads import Left
from geomap.roles.befallen import relative_hit
from geomap.roles.names import Name, Verdict, event_at
from geomap.roles.ties import befallen
from geomap.tails import Right


def judge_place(
    scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict], *, brief: bool
) -> Verdict:
    """Judge a settlement or region; in a caption or headline, a settlement is where it happens."""
    left = name.left
    verdict = governed_place(scene, names, name, verdicts, brief=brief)
    if verdict.event is None:
        told = relative_hit(scene, name)
        if told is not None:
            return event_at(scene, name, told, "object of the clause on it:")
    if verdict.event is not None or not brief or name.level in ("region", "country", "object", "power"):
        return verdict
    if left.relations and _speaker(scene, name):
        return verdict
    near = min(scene.hits, key=lambda hit: abs(hit.last - name.first), default=None)
    event = make_event(scene, near, name.ground, near=name.first)
    return Verdict("event_location", "a caption or headline about the place", event)


def governed_place(
    scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict], *, brief: bool
) -> Verdict:
    """Judge a settlement or region: the place of an event where a verb or noun of event governs it."""
    left, right = name.left, name.right
    large = name.level in ("region", "country", "object")
    if _is_water(name):
        return Verdict("location_other", "a water, not a place of an event")
    people = right.senses & (Sense.FORCE | Sense.PERSON)
    if right.hit is not None and not people and right.hit.trigger.strength > 1:
        return event_at(scene, name, right.hit, "the place stands before")
    if left.hit is not None:
        takes = (
            left.relations == Relation.GENITIVE
            or left.hit.trigger.relations & (Relation.OBJECT | Relation.GENITIVE)
            or scene.grammar.genitive
        )
        if takes:
            how = "object of" if left.relations != Relation.GENITIVE else "the place of"
            return event_at(scene, name, left.hit, how)
    relations = left.relations
    if relations & Relation.ON and (left.geographic or right.senses & (Sense.GEOGRAPHIC | Sense.FACILITY)):
        relations |= Relation.WITHIN
    if relations and left.governor >= 0:
        if relations == Relation.EXAMPLE:
            return _exemplified(scene, names, name, verdicts)
        if relations & Relation.ELSE:
            return Verdict("location_other", "mentioned, not placed")
        if left.of >= 0:
            undergone = _undergone(scene, left.of)
            if undergone is not None:
                return event_at(scene, name, undergone, "those there are the object of")
            return Verdict("location_other", "belongs to what is named before it")
        if relations & Relation.WITHIN and _speaker(scene, name):
            return Verdict("location_other", "where a speaker is, not where it happened")
        hit = governing_hit(scene, left.governor, relations, name.last, far=not large or brief)
        if hit is not None:
            if scene.senses[left.governor] & Sense.NEARBY and hit.first > left.governor:
                return Verdict("location_other", "a neighbour")
            if relations & Relation.START and not hit.trigger.relations & Relation.START:
                return Verdict("location_other", "where something comes from")
            if not relations & ~(Relation.AGENT | Relation.COMPANION):
                return Verdict("location_other", "named beside the event, not as its place")
            return event_at(
                scene, name, hit, "where it happens:" if relations & Relation.WITHIN else "aim or end of"
            )
        if is_thrown(scene, left):
            event = make_event(scene, None, name.ground, near=left.governor, fallback="struck")
            return Verdict("event_location", "a weapon is thrown at it", event)
        thrown = armed(scene, scene.clause_of(left.governor))
        if relations & Relation.WITHIN and (thrown or not large) and not _only_spoken(scene, left.governor):
            return Verdict(
                "event_location",
                "something is said to happen there",
                make_event(
                    scene,
                    None,
                    name.ground,
                    near=left.governor,
                    fallback=(
                        "struck"
                        if thrown
                        else "attacked"
                        if _at_front(scene, right)
                        else "visited"
                        if _attended(scene, left.governor)
                        else "other"
                    ),
                ),
            )
        return Verdict("location_other", "no event is tied to it")
    if scene.grammar.genitive and left.governor >= 0 and scene.senses[left.governor] & Sense.LINKING:
        for hit in reversed(scene.hits):
            if hit.last < left.governor and hit.trigger.relations & Relation.SUBJECT:
                return event_at(scene, name, hit, "subject of")
    befell = befallen(scene, name)
    if befell is not None:
        return event_at(scene, name, befell, "subject of")
    return Verdict("location_other", "no event is tied to it")


def is_thrown(scene: Scene, left: Left) -> bool:
    """Tell whether a weapon goes to the place: drones sent against it."""
    if not left.relations & Relation.TARGET or left.governor < 1:
        return False
    start = left.governor - 1
    clause = scene.clause_of(left.governor)
    if clause.verb >= 0 and scene.chunks[clause.verb].senses & Sense.IDLE:
        return False  # drones circled over it
    if scene.lowers[start] == ":":  # drones again: over X
        start -= 1
    for k in range(start, max(-1, start - 4), -1):
        here = scene.senses[k]
        if here & Sense.AERIAL:
            return True
        if here & (Sense.BREAK | Sense.PREPOSITION | Sense.FORCE | Sense.NAME) or (
            k in scene.at and here & Sense.PLAN
        ):
            return False
    return False


def _is_water(name: Name) -> bool:
    chosen = name.resolution.chosen
    return chosen is not None and chosen.entry.feature_class == "H"


def _undergone(scene: Scene, noun: int) -> Hit | None:
    """Return the event that people or things of a place undergo: evacuated the population of X."""
    senses = scene.senses
    if senses[noun] & ~Sense.PERSON:
        return None
    for hit in reversed(scene.hits):
        if hit.last < noun:
            gap = senses[hit.last + 1 : noun]
            of = sum(bool(s & Sense.PREPOSITION) for s in gap)
            near = len(gap) <= 4 and not any(s & (Sense.BREAK | Sense.CONJUNCTION | Sense.NAME) for s in gap)
            direct = of == 0 or (of == 1 and scene.relations(hit.last + 1) & Relation.GENITIVE)
            strong = hit.trigger.action in ("struck", "moved", "other", "attacked")
            return (
                hit
                if near
                and direct
                and strong
                and hit.trigger.relations & (Relation.OBJECT | Relation.GENITIVE)
                else None
            )
    return None


def _exemplified(scene: Scene, names: dict[int, Name], name: Name, verdicts: dict[int, Verdict]) -> Verdict:
    """Judge a name after "including" as what the list before it undergoes."""
    for hit in reversed(scene.hits):
        if hit.last < name.left.governor and hit.trigger.strength > 1:
            return event_at(scene, name, hit, "one of those named by")
    for hit in scene.hits:
        befallen = hit.trigger.form in ("past", "either") and hit.trigger.relations & Relation.OBJECT
        if (
            hit.first > name.last
            and befallen
            and scene.senses[hit.first - 1] & (Sense.LINKING | Sense.AUXILIARY)
        ):
            return event_at(scene, name, hit, "one of those that are subject of")
    known = verdicts.get(name.number - 1)
    if name.number - 1 in names and known is not None and known.event is not None:
        return Verdict("event_location", "one of those named before", known.event)
    return Verdict("location_other", "no event is tied to it")


def _speaker(scene: Scene, name: Name) -> bool:
    """Tell whether the words before a preposition name people who speak, so that it only seats them."""
    governor = name.left.governor
    if governor < 1:
        return False
    senses = scene.senses
    k = governor - 1
    reported = any(k - 8 < hit.last < k for hit in scene.hits)
    if senses[k] & Sense.REPORT and not senses[k] & Sense.PREPOSITION and not reported:
        return True
    if not senses[k] & Sense.PERSON:
        joined = False
        while k >= 0 and governor - k < 8 and (scene.words[k][0].isupper() or senses[k] & Sense.PREPOSITION):
            if joined and senses[k] & Sense.BODY and scene.words[k][0].isupper():
                return True  # the seat of an institute
            joined = joined or bool(senses[k] & Sense.PREPOSITION)
            k -= 1
        return False
    if not scene.hits and name.level == "capital":
        return True
    if any(k - 7 < hit.last < k and "," not in scene.lowers[hit.last + 1 : k] for hit in scene.hits):
        return False  # they are its object: killed one person in
    commas = 0
    for n in range(name.last, min(name.last + 11, len(senses))):
        commas += scene.words[n] == ","
        if senses[n] & Sense.REPORT:
            m = n - 1
            while (m > name.last and senses[m] & (Sense.AUXILIARY | Sense.LINKING | Sense.MODAL)) or senses[
                m
            ] == Sense.MODIFIER:
                m -= 1
            return not commas or scene.words[m] == ","
        if scene.at.get(n) is not None:
            break
    return any(senses[n] & Sense.REPORT for n in range(max(0, governor - 6), governor - 1))


def _at_front(scene: Scene, right: Right) -> bool:
    """Tell whether the name stands for a stretch of the front: the Pokrovsk direction."""
    return right.head >= 0 and bool(scene.senses[right.head] & Sense.FRONT)


def _attended(scene: Scene, governor: int) -> bool:
    """Tell whether an official, delegation or other person is said to be at the place."""
    if scene.hits:
        return False
    for k in range(governor - 1, max(0, governor - 9), -1):
        if scene.senses[k] & Sense.LINKING:
            return any(
                s & (Sense.TITLE | Sense.ONE_PERSON | Sense.LEADER) for s in scene.senses[max(0, k - 8) : k]
            )
    return False


def _only_spoken(scene: Scene, token: int) -> bool:
    """Tell whether the clause of a token does nothing but report speech."""
    clause = scene.clause_of(token)
    verbs = [scene.chunks[number].senses for number in clause.chunks if scene.chunks[number].kind == "verb"]
    if not verbs:
        return any(s & Sense.REPORT for s in scene.senses) and not any(
            s & (Sense.LINKING | Sense.AUXILIARY) for s in scene.senses
        )
    return all(senses & Sense.REPORT for senses in verbs) and not any(
        senses & (Sense.LINKING | Sense.AUXILIARY) for senses in verbs
    )
