"""Which event word a prepositional phrase belongs to."""

from __future__ import annotations

from geomap.events.action import is_civil
from geomap.events.parts import antecedent_of, armed, begins, doers_of, is_attributive, is_passive, object_of
from geomap.grammar import LIST_OPENERS, Clause, Hit, Scene, is_nominal
from geomap.language import Action, Relation, Sense, Trait, language_of

PLACE = Sense.GEOGRAPHIC | Sense.FACILITY | Sense.PARTITIVE
MOVES = frozenset({"moved", "withdrew"})
"""What a place from which, or to which, may stand before: за три дня из X вывезли."""
SETS_OFF = (",", ";")
LONGEST_COUNT = 2
"""Words before an event noun that heads its phrase: nine fruitless attacks."""


def governing_hit(scene: Scene, governor: int, relations: int, last: int, *, far: bool) -> Hit | None:
    """Return the event word to which a prepositional phrase belongs.

    ``governor`` is the preposition, ``last`` the token after the name. The nearest fitting word before the
    phrase counts, within the clause; then, for an adjunct of place, the first one after it. A clause that
    tells nothing itself takes the event of the one before it; ``far`` lets any clause do so.
    """
    here = scene.clause_of(governor)
    news = _labelled(scene, here) if relations & Relation.WITHIN else None
    set_off = news is not None and _is_set_off(scene, governor, last)
    own = [hit for hit in scene.hits if scene.clause_of(hit.first) is here and not set_off]
    for hit in reversed(own):
        if hit.last >= governor or is_attributive(scene, hit) or _is_past_by(scene, own, hit, last):
            continue
        other = _driven_off(scene, hit, relations)
        if other is None and not _fits(hit, relations) and _takes_places(scene, hit):
            other = _taking(scene, hit, governor, relations, last)
        if other is not None:
            return other
        if _fits(hit, relations) or _holds(scene, hit, relations):
            return _striking(scene, _stronger(scene, hit))
    later = _after(scene, own, governor, relations, last)
    if later is None and (set_off or here.verb < 0) and not own:
        later = news
    if later is None and not own and relations & Relation.WITHIN:
        later = _told_there(scene, here, governor)
    if later is not None:
        return later
    elliptical = here.verb < 0 and not own and here.kind in ("label", "joined", "aside")
    if not (far or elliptical):
        return None
    for hit in reversed(scene.hits):
        if hit.last < governor and hit not in own and (relations & Relation.WITHIN or _fits(hit, relations)):
            return hit
    return None


def begun(scene: Scene, hit: Hit) -> Hit:
    """Return the event noun that is the subject of a verb by which things begin: fights | broke out.

    Of other subjects the verb itself tells what happened: flames broke out.
    """
    if not begins(scene, hit):
        return hit
    for chunk in doers_of(scene, scene.clause_of(hit.first)):
        for other in reversed(chunk.hits):
            if other.first != hit.first and other.trigger.strength > 1 and is_nominal(scene, other):
                return other
    return hit


def _is_set_off(scene: Scene, governor: int, last: int) -> bool:
    """Tell whether a place stands between a comma and a dash behind which its own news is told."""
    dash = last < len(scene.words) and scene.words[last] in LIST_OPENERS
    return dash and governor > 0 and scene.words[governor - 1] in SETS_OFF


def _labelled(scene: Scene, clause: Clause) -> Hit | None:
    """Return the event that a phrase of place before a dash or colon labels: in X - nine battles."""
    for later in scene.clauses[clause.number + 1 :]:
        if later.kind == "label" and later.parent == clause.number:
            phrases = [number for number in later.chunks if scene.chunks[number].kind == "phrase"]
            begins = scene.chunks[phrases[0]].first if phrases else 0
            for chunk in (scene.chunks[number] for number in (*phrases[:1], later.verb) if number >= 0):
                for hit in chunk.hits:
                    counted = hit.trigger.action == "struck" and are_counted(scene, begins, hit.first)
                    if hit.first - chunk.first <= LONGEST_COUNT and (hit.trigger.strength > 1 or counted):
                        return hit
    return None


def _told_there(scene: Scene, clause: Clause, governor: int) -> Hit | None:
    """Return the strike that is told of behind the place that opens it: in X, officials said | two died.

    What is told must name no place of its own. What others than strikes are told of may lie anywhere.
    """
    if clause.verb < 0 or not scene.chunks[clause.verb].senses & Sense.REPORT:
        return None
    if scene.chunk_of[governor] != clause.chunks[0] or clause.number + 1 >= len(scene.clauses):
        return None
    told = scene.clauses[clause.number + 1]
    chunks = [scene.chunks[number] for number in told.chunks]
    content = chunks and told.chunks[0] == clause.verb + 1 and chunks[0].kind == "phrase"
    if not content or any(chunk.names for chunk in chunks):
        return None
    hit = next((hit for chunk in chunks for hit in chunk.hits), None)
    return _stronger(scene, hit) if hit is not None and hit.trigger.action == "struck" else None


def are_counted(scene: Scene, first: int, last: int) -> bool:
    """Tell whether nothing but a number, and people, stands between two tokens: two | wounded."""
    words = language_of(scene.text.language).facts
    return all(
        scene.senses[k] & (Sense.PERSON | Sense.MODIFIER)
        or scene.words[k].isdecimal()
        or any(word.number is not None for word in words[scene.lowers[k]])
        for k in range(first, last)
    )


def _fits(hit: Hit, relations: int) -> bool:
    """Tell whether an event word takes a place by the preposition, other than as where it happens."""
    return bool(hit.trigger.relations & relations & ~Relation.WITHIN)


def _takes_places(scene: Scene, hit: Hit) -> bool:
    """Tell whether a verb takes places, and also other things: capture, occupy, lose."""
    taking = hit.trigger.action in ("captured", "reclaimed") and hit.trigger.relations & Relation.OBJECT
    return bool(hit.trigger.traits & Trait.TAKING or (taking and not is_nominal(scene, hit)))


def _is_past_by(scene: Scene, own: list[Hit], hit: Hit, last: int) -> bool:
    """Tell whether an event only dates what the verb behind a place tells: під час боїв в X | вибухи."""
    clause = scene.clause_of(hit.first)
    follows = clause.verb >= 0 and scene.chunks[clause.verb].first == last
    if not scene.grammar.genitive or not follows or not dates(scene, hit):
        return False
    return any(other.first >= last and other.trigger.strength > 1 for other in own)


def dates(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event noun stands in a phrase of time: during the offensive, after days of fighting."""
    number = scene.chunk_of[hit.first]
    chunk = scene.chunks[number]
    if number and chunk.prep >= 0 and scene.relations(chunk.prep) == Relation.GENITIVE:
        chunk = scene.chunks[number - 1]
    return is_nominal(scene, hit) and chunk.prep >= 0 and bool(scene.relations(chunk.prep) & Relation.WHEN)


def _is_fall(hit: Hit) -> bool:
    """Tell whether a word takes towns as its subject only: X falls; prices, hail and night fall in X."""
    falls = Relation.SUBJECT | Relation.OBJECT
    return hit.trigger.action == "captured" and hit.trigger.relations & falls == Relation.SUBJECT


def _holds(scene: Scene, hit: Hit, relations: int) -> bool:
    """Tell whether a preposition of place says where the event happens."""
    if not relations & Relation.WITHIN:
        return False
    if _is_fall(hit):
        return armed(scene, scene.clause_of(hit.first))
    if hit.trigger.traits & Trait.INVERSE and is_nominal(scene, hit):
        return False  # losses in X are of men
    verbal = hit.trigger.form != "gerund" or _has_object(scene, hit)
    return (verbal and hit.trigger.strength > 1) or bool(hit.trigger.relations & Relation.WITHIN)


def _has_object(scene: Scene, hit: Hit) -> bool:
    """Tell whether a gerund takes what follows it: by shelling | villages; not: advancing troops."""
    taken = object_of(scene, hit)
    if taken is None or (taken.senses & Sense.FORCE and not hit.trigger.relations & Relation.OBJECT):
        return False
    led = hit.first and scene.senses[hit.first - 1] & (Sense.DETERMINER | Sense.MODIFIER | Sense.SIDE)
    return not led


def _after(scene: Scene, own: list[Hit], governor: int, relations: int, last: int) -> Hit | None:
    """Return the first event word after a phrase that opens its clause, or says where it happens."""
    senses = scene.senses
    opens = not any(senses[k] & ~Sense.DETERMINER for k in range(governor))
    # Languages with cases put the verb last: за три дня из X вывезли.
    free = scene.grammar.genitive and relations & (Relation.START | Relation.GOAL)
    if not opens and not relations & Relation.WITHIN and not free:
        return None
    for hit in own:
        if hit.first < last or is_attributive(scene, hit) or (not opens and _is_placed(scene, hit)):
            continue
        falls = relations & Relation.WITHIN and _is_fall(hit) and not armed(scene, scene.clause_of(hit.first))
        if falls or _tells_of_noun(scene, hit, last):
            continue
        told = governor > 0 and senses[governor - 1] & Sense.LINKING
        if told and any(scene.relations(k) & Relation.WHEN for k in range(last, hit.first)):
            return None  # was in X a day after the raid
        if not opens and any(senses[k] & Sense.REPORT for k in range(last, hit.first)):
            return None
        within = relations & Relation.WITHIN and (
            hit.trigger.strength > 1 or hit.trigger.relations & Relation.WITHIN
        )
        if within and not _fits(hit, relations) and _takes_places(scene, hit) and _takes_no_place(scene, hit):
            return hit.told(action="other", relations=Relation.WITHIN)
        if within or (_fits(hit, relations) and (opens or hit.trigger.action in MOVES)):
            return _stronger(scene, hit)
    return None


def _tells_of_noun(scene: Scene, hit: Hit, last: int) -> bool:
    """Tell whether a participle after a comma tells of the noun before it: простились с сержантом, погибшим.

    Right behind the name it tells of the place: в X, обстрелянном ночью.
    """
    set_off = scene.lowers[hit.first - 1] == "," and hit.first - 1 > last
    return set_off and scene.lowers[hit.last].endswith(scene.grammar.participle_endings)


def _is_placed(scene: Scene, hit: Hit) -> bool:
    """Tell whether an event noun in an adjunct has its own place: met in Y ahead of the fights in X."""
    chunk = scene.chunks[scene.chunk_of[hit.last]]
    after = scene.chunks[scene.chunk_of[hit.last] + 1 : scene.chunk_of[hit.last] + 2]
    if chunk.kind != "phrase" or chunk.prep < 0 or not after or hit.last + 1 != after[0].start:
        return False
    if scene.relations(chunk.prep) & Relation.WHEN:
        return False  # in Y homes had no heating after strikes in X
    return after[0].prep >= 0 and bool(after[0].names)


def _takes_no_place(scene: Scene, hit: Hit) -> bool:
    """Tell whether something else than a place is what a word of taking takes: freed two hostages."""
    taken = object_of(scene, hit)
    return taken is not None and not taken.senses & (Sense.NAME | PLACE)


def _taking(scene: Scene, hit: Hit, governor: int, relations: int, last: int) -> Hit | None:
    """Return what a word of taking or losing tells of a place it does not take: a move, a fight or else.

    None where what is taken is itself a place, or is not told after the word.
    """
    senses = scene.senses
    ends = range(last, min(last + 4, len(senses)))
    away = relations & Relation.START and any(scene.relations(k) & Relation.GOAL for k in ends)
    if hit.trigger.traits & Trait.TAKING and (away or relations & Relation.GOAL):
        return hit.told(action="moved", relations=Relation.GOAL | Relation.START)
    total = 0
    if _took_others(scene, hit):
        return hit.told(action="other", relations=Relation.WITHIN)  # soldiers were captured near X
    if hit.trigger.action == "withdrew" and "," in scene.lowers[hit.last + 1 : governor]:
        return None
    taken = object_of(scene, hit)
    if taken is not None and not scene.grammar.genitive:
        total = taken.senses
    else:
        for k in range(hit.last + 1, governor):
            total |= senses[k]
    if total & Sense.NAME:
        return None
    if (
        not relations & Relation.WITHIN
        or governor == hit.last + 1
        or (total & PLACE and not is_civil(scene, hit))
    ):
        return None
    fight = hit.trigger.traits & Trait.INVERSE and total & (Sense.FORCE | Sense.KIT)
    action: Action = "attacked" if fight else "other"
    return hit.told(action=action, relations=Relation.WITHIN)


def _driven_off(scene: Scene, hit: Hit, relations: int) -> Hit | None:
    """Return a fight where forces, not a place, are taken: to drive our men from a hill near X."""
    taken = object_of(scene, hit)
    takes = hit.trigger.action in ("captured", "reclaimed") and hit.trigger.form != "gerund"
    if not takes or taken is None or taken.names or not relations & Relation.WITHIN:
        return None
    forces = taken.senses & Sense.FORCE and not taken.senses & (Sense.NAME | Sense.PERSON | Sense.KIT)
    return hit.told(action="attacked", relations=Relation.WITHIN) if forces else None


def _took_others(scene: Scene, hit: Hit) -> bool:
    """Tell whether those who were taken are people or kit: the subject of a passive."""
    clause = scene.clause_of(hit.first)
    if hit.trigger.action not in ("captured", "reclaimed") or not is_passive(scene, clause):
        return False
    taken = [chunk for chunk in doers_of(scene, clause) if chunk.last <= hit.first]
    before = taken[-1] if taken else antecedent_of(scene, clause)
    return before is not None and bool(before.senses & (Sense.FORCE | Sense.PERSON | Sense.KIT))


def _striking(scene: Scene, hit: Hit) -> Hit:
    """Return the verb whose object a noun is, rather than the noun: struck a convoy, inspected a crater."""
    number = scene.chunk_of[hit.first]
    chunk = scene.chunks[number]
    if hit.trigger.action == "struck" and chunk.kind == "phrase" and chunk.prep < 0:
        for other in scene.chunks[number - 1].hits if number else ():
            if other.trigger.action == "visited" and not is_nominal(scene, other):
                return other
    if hit.trigger.action == "moved" and is_nominal(scene, hit):
        for other in scene.hits:
            if 0 < hit.first - other.last <= 4 and other.trigger.action in ("struck", "attacked"):
                between = scene.senses[other.last + 1 : hit.first]
                if not is_nominal(scene, other) and not any(s & Sense.PREPOSITION for s in between):
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
