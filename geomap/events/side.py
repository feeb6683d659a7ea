"""On whose side the one who acts is, as far as the text or the place tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from geomap.events.actor import actor_phrases, passive_verb
from geomap.events.control import Ground, holder_of
from geomap.events.parts import doers_of, is_passive, object_of
from geomap.grammar import Chunk, Hit, Scene, is_nominal
from geomap.language import Action, Relation, Sense, Trait, language_of

Side = Literal["RU", "UA", "both"]


TAKING = ("captured", "reclaimed")
SENT = ("drone", "missile", "glide-bomb")
"""Weapons that fly to a place by themselves."""
TIMES = Sense.TIME | Sense.DATE
LONGEST_OWNER = 5
"""Tokens after an event noun in which those whose it is are told: атаки штурмовых групп противника."""
LED = 2
"""Strength of the verbs that tell how forces are led out of a place, which may be their own; others drive."""
OPPONENT: dict[str, Side] = {"RU": "UA", "UA": "RU"}


def side_of(scene: Scene, hit: Hit, actors: Sequence[tuple[int, int]]) -> Side | None:
    """Return the side that acts, by the words of the text; ``actors`` are the stretches that can name it."""
    if (sender := _sender(scene, hit, actors)) is not None:
        return sender
    if (besieged := _suffering(scene, hit)) is not None:
        return OPPONENT.get(besieged)
    thrown = _thrown_back(scene, hit) or hit
    own = _dealt_to(scene, hit) or _owner(scene, thrown)
    reply = thrown.trigger.traits & Trait.REPLY
    if own is not None:
        if reply and (thrown is not hit or _is_repelled(scene, hit)):
            return OPPONENT.get(own, own)  # who throws back counterattacks attacks
        return own  # enemy strikes, атаки украинских подразделений: theirs, also where they are repelled
    if hit.first < hit.last and hit.trigger.action in TAKING:
        first = scene.chunks[scene.chunk_of[hit.first]].first
        within = _named(scene, first, hit.last + 1)  # подняли украинский флаг
        if within is not None and not hit.trigger.traits & Trait.FIXED:
            return within
    if (driver := _driver_of(scene, hit, actors) or _striker_of(scene, hit)) is not None:
        return driver
    told = next((side for first, last in actors if (side := _named(scene, first, last))), None)
    if _falls(scene, hit):
        return told or _taker_behind(scene, hit)
    if told is None and hit.trigger.action in ("captured", "reclaimed", "withdrew"):
        told = _before(scene, hit)
    if told is None:
        told = (
            _expelled(scene, hit)
            or _driver(scene, hit)
            or _dealt_by(scene, hit)
            or _against(scene, hit)
            or _taker_before(scene, hit)
        )
    if told is None and hit.trigger.action == "reclaimed":  # each side calls freed what it takes itself
        announcer = _announcer(scene, hit)
        if announcer is not None or scene.enemy is not None:
            return announcer or OPPONENT[scene.enemy or "RU"]
    repelled = any(scene.senses[k] & Sense.REPEL for k in range(hit.first, hit.last + 1)) or (
        is_nominal(scene, hit) and _is_repelled(scene, hit)
    )
    repelled = repelled and hit.trigger.action not in TAKING  # відбили Балаклію
    return OPPONENT[told] if told and repelled and not reply else told


def _suffering(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that an attack befalls by a participle before it: the besieged | Russians."""
    chunk = scene.chunks[scene.chunk_of[hit.first]]
    attacks = hit.trigger.action in ("attacked", "struck") and hit.trigger.relations & Relation.OBJECT
    if scene.grammar.genitive or hit.trigger.form != "past" or not attacks:
        return None
    if not hit.first and chunk.last == hit.last + 1 and len(scene.chunks) > 1:
        chunk = scene.chunks[1]  # no verb in the past opens a sentence: Besieged | Russians in X
    plain = chunk.kind == "phrase" and (chunk.prep < 0 or chunk.prep < hit.first)
    return _named(scene, hit.last + 1, chunk.last) if plain else None


def reported_own(scene: Scene, hit: Hit, action: Action, ground: Ground) -> Side | None:
    """Return the side whose own office tells of a strike on the ground of the other: Минобороны об ударе."""
    teller = _announcer(scene, hit) if action == "struck" else None
    return teller if teller in OPPONENT and OPPONENT[teller] == ground.country else None


def doer_before(scene: Scene, hit: Hit, actors: Sequence[tuple[int, int]]) -> Side | None:
    """Return the side that is the subject of a verb in the active: Russian forces | retook X."""
    if is_nominal(scene, hit) or is_passive(scene, scene.clause_of(hit.first)):
        return None
    for first, last in actors:
        side = _named(scene, first, last) if last <= hit.first else None
        if side is not None:
            return side if _named(scene, last, hit.first) in (None, side) else None  # X fled as Y retook
    return None


def _sender(scene: Scene, hit: Hit, actors: Sequence[tuple[int, int]]) -> Side | None:
    """Return the side that sent the drones or missiles that are shot down: it strikes, not who fires at them.

    What flies with a crew is struck itself: shot down a helicopter near X.
    """
    if hit.trigger.kind != "intercept":
        return None
    sent = [c for c in _phrases(scene, hit) if any(_is_sent(scene, k) for k in range(c.first, c.last))]
    if not sent:
        return None
    # Whose enemy an enemy drone is the ground tells better.
    told = [scene.found[k].side for c in sent for k in range(c.first, c.last) if scene.found[k].side]
    if told:
        return told[-1]  # type: ignore[return-value]
    if any(c.senses & Sense.ENEMY for c in sent):
        return None
    others = ((f, e) for f, e in actors if not any(c.first < e and f < c.last for c in sent))
    shooter = next(filter(None, (_named(scene, f, e) for f, e in others)), None)
    return OPPONENT.get(shooter) if shooter is not None else None


def _phrases(scene: Scene, hit: Hit) -> list[Chunk]:
    chunks = (scene.chunks[number] for number in scene.clause_of(hit.first).chunks)
    return [chunk for chunk in chunks if chunk.kind == "phrase"]


def _is_sent(scene: Scene, token: int) -> bool:
    """Tell whether a token is a weapon that flies by itself: a drone, a missile."""
    if not scene.senses[token] & Sense.AERIAL:
        return False
    words = language_of(scene.text.language).facts.at(scene.lowers, token, len(scene.lowers))
    return words is not None and words.weapon in SENT


def _announcer(scene: Scene, hit: Hit) -> Side | None:
    """Return the side whose office tells of what a noun names: об освобождении X заявил Генштаб Украины."""
    clause = scene.clause_of(hit.first)
    if not is_nominal(scene, hit) or clause.verb < 0:
        return None
    if not scene.chunks[clause.verb].senses & (Sense.REPORT | Sense.SPEECH):
        return None
    behind = (scene.chunks[n] for n in clause.chunks if n == clause.verb + 1)  # заявил | в понедельник X
    speakers = (_named(scene, c.first, c.last) for c in (*doers_of(scene, clause), *behind))
    return next((side for side in speakers if side in OPPONENT), None)


def _driver_of(scene: Scene, hit: Hit, actors: Sequence[tuple[int, int]]) -> Side | None:
    """Return the side that drives others out, whose case tells that they do not do it: солдат выбили."""
    drives = hit.trigger.relations & Relation.START and not hit.trigger.relations & Relation.OBJECT
    if not drives or hit.trigger.action not in TAKING or is_nominal(scene, hit):
        return None
    first, last = scene.grammar.oblique_adjectives, scene.grammar.oblique_nouns
    driven = (
        (f, e)
        for f, e in actors
        if e <= hit.first and (scene.lowers[f].endswith(first) or scene.lowers[e - 1].endswith(last))
    )
    return next((OPPONENT[side] for f, e in driven if (side := _named(scene, f, e)) in OPPONENT), None)


def _striker_of(scene: Scene, hit: Hit) -> Side | None:
    """Return the side against that which several strike whom nobody names: под X подбили | катер ВСУ.

    The drones of a side that are shot down are its raid.
    """
    if not scene.grammar.genitive or hit.trigger.action != "struck" or is_nominal(scene, hit):
        return None
    plural = scene.lowers[hit.last].endswith(scene.grammar.plural_verbs or "\n")
    if not plural or not hit.trigger.relations & Relation.OBJECT or hit.trigger.strength < 2:
        return None
    struck, clause = object_of(scene, hit), scene.clause_of(hit.first)
    bare = [chunk for chunk in doers_of(scene, clause) if chunk is not struck and not chunk.senses & TIMES]
    if struck is None or struck.names or bare or (clause.number and clause.kind != "label"):
        return None
    if scene.senses[struck.last - 1] & (Sense.FACILITY | Sense.GEOGRAPHIC) and struck.senses & Sense.FORCE:
        return None  # обстріляли російські військові | лікарню
    side = _named(scene, struck.first, struck.last)
    return side if side is None or struck.senses & Sense.AERIAL else OPPONENT.get(side)


def _falls(scene: Scene, hit: Hit) -> bool:
    """Tell whether a place is the subject of a verb of its taking: Ukraine's X fell."""
    taken = hit.trigger.action in TAKING and hit.trigger.relations & Relation.SUBJECT
    return bool(taken) and not is_nominal(scene, hit) and not hit.trigger.relations & Relation.OBJECT


def _taker_behind(scene: Scene, hit: Hit) -> Side | None:
    """Return the side to which a place falls: fell to | Russian troops."""
    behind = next((chunk for chunk in scene.chunks if chunk.first > hit.last), None)
    if hit.first == hit.last or behind is None or behind.kind != "phrase":
        return None
    return _named(scene, hit.last + 1, behind.last)


def _expelled(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that drives another out of a place: вибили загарбників із X."""
    drives = hit.trigger.relations & Relation.START and not hit.trigger.relations & Relation.OBJECT
    taken = object_of(scene, hit) if drives and hit.trigger.action in TAKING else None
    side = _named(scene, taken.first, taken.last) if taken is not None else None
    return OPPONENT.get(side) if side is not None else _loser(scene, hit)


def _driver(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that makes another leave a place: marines pushed the Russians out of X.

    Who leads its own out names them as a force: the command withdrew Russian units.
    """
    if hit.trigger.action != "withdrew" or is_nominal(scene, hit):
        return None
    clause = scene.clause_of(hit.first)
    if passive_verb(scene, clause) is not None:
        return None
    if is_passive(scene, clause) and not scene.grammar.genitive:
        left = (_named(scene, chunk.first, chunk.last) for chunk in doers_of(scene, clause))
        return next(filter(None, left), None)  # Russian forces were pushed out of X
    driven = object_of(scene, hit)
    within = range(hit.first + 1, hit.last) if hit.first < hit.last else ()
    tokens = within or (range(driven.first, driven.last) if driven else ())
    if any(scene.senses[k] & Sense.ENEMY for k in tokens) and scene.enemy is not None:
        return OPPONENT[scene.enemy]
    by_force = within and hit.trigger.relations & Relation.OBJECT and hit.trigger.strength > LED
    named = tokens if by_force else tokens[-1:]
    return OPPONENT.get(next((side for k in named if (side := scene.found[k].side)), ""))


def _loser(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that takes a place from another: wrested X from the rebels, отбили X у противника."""
    if hit.trigger.action not in TAKING or is_nominal(scene, hit):
        return None
    for number in scene.clause_of(hit.first).chunks:
        chunk = scene.chunks[number]
        if chunk.first > hit.last and chunk.prep >= 0 and scene.relations(chunk.prep) & Relation.START:
            side = _named(scene, chunk.first, chunk.last)
            if side is not None:
                return OPPONENT.get(side)
    return None


def _taker_before(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that a sentence tells to take a place before it tells that others were taken.

    Украинские бригады вернули X; тогда же освобождены Y и Z.
    """
    if hit.trigger.action not in TAKING or passive_verb(scene, scene.clause_of(hit.first)) is None:
        return None
    for other in reversed(scene.hits):
        if other.last < hit.first and other.trigger.action in TAKING and not is_nominal(scene, other):
            told = (_named(scene, first, last) for first, last in actor_phrases(scene, other))
            return next(filter(None, told), None)
    return None


def _against(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that strikes whom a passive without a doer names: поражены склады ВСУ, опорные пункты.

    What a text counts as hit without saying by whom was hit by those for whom it stands.
    """
    clause = scene.clause_of(hit.first)
    verb = passive_verb(scene, clause)
    if verb is None or hit.trigger.action not in ("struck", "attacked") or hit.trigger.strength < 2:
        return None
    struck = [scene.chunks[n] for n in clause.chunks if n > clause.verb and scene.chunks[n].kind == "phrase"]
    for chunk in struck:
        if chunk.prep < 0 and (side := _named(scene, chunk.first, chunk.last)) in OPPONENT:
            # Their drones that were shot down are their raid.
            return side if chunk.senses & Sense.AERIAL else OPPONENT[side]
    built = any(c.senses & Sense.FACILITY for c in struck)  # workshops for drones
    if not built and any(c.prep < 0 and scene.senses[c.last - 1] & Sense.AERIAL for c in struck):
        return scene.enemy  # so are those whose they are not said to be
    armed = any(c.prep < 0 and c.senses & (Sense.FORCE | Sense.KIT) for c in struck)
    return OPPONENT[scene.enemy] if armed and scene.enemy is not None else None


def _dealt_by(scene: Scene, hit: Hit) -> Side | None:
    """Return the side whose strike a clause tells of: under Russian fire, зазнала обстрілів з боку росіян."""
    if hit.trigger.action not in ("struck", "attacked"):
        return None
    clause = scene.clause_of(hit.first)
    if passive_verb(scene, clause) is not None:
        for chunk in (scene.chunks[number] for number in clause.chunks):
            by = chunk.kind == "phrase" and chunk.prep >= 0 and scene.relations(chunk.prep) & Relation.START
            if by and not chunk.names and (side := _named(scene, chunk.first, chunk.last)):
                return side  # со стороны ВСУ выпущено шесть снарядов
    for other in scene.hits:
        if other.trigger.action not in ("struck", "attacked") or scene.clause_of(other.first) is not clause:
            continue
        number = scene.chunk_of[other.last]
        after = scene.chunks[number + 1] if number + 1 < len(scene.chunks) else None
        chunk = scene.chunks[number]
        before = _named(scene, chunk.first, other.first) if chunk.kind == "phrase" else None
        if own := before or _owner(scene, other):
            return own
        if after is None or after.kind != "phrase" or after.prep < 0 or after.names:
            continue
        given = scene.relations(after.prep) & (Relation.START | Relation.AGENT)
        at_once = all(k in scene.phrased for k in range(other.last + 1, after.start))  # з | боку росіян
        if given and at_once and (side := _named(scene, after.first, after.last)):
            return side
    return None


def _thrown_back(scene: Scene, hit: Hit) -> Hit | None:
    """Return the attack that a verb throws back: отражены восемь атак."""
    if is_nominal(scene, hit) or not scene.senses[hit.last] & Sense.REPEL or hit.trigger.action in TAKING:
        return None
    clause = scene.clause_of(hit.first)
    for other in scene.hits:
        if other is not hit and is_nominal(scene, other) and scene.clause_of(other.first) is clause:
            return other
    return None


def _owner(scene: Scene, hit: Hit) -> Side | None:
    """Return the side whose an event noun is, by what stands before it, or after it in the genitive."""
    if not is_nominal(scene, hit):
        return None
    chunk = scene.chunks[scene.chunk_of[hit.first]]
    told = _named(scene, chunk.first, hit.first)
    if told is None and hit.first < hit.last and hit.trigger.action not in TAKING:
        told = _named(scene, hit.first + 1, hit.last)  # під ворожим вогнем
    if told is None and scene.grammar.genitive:
        for k in range(hit.last + 1, min(chunk.last, hit.last + LONGEST_OWNER)):
            if scene.lowers[k].endswith(scene.grammar.dative_endings):
                return None  # поражение бригадам ВСУ
            force = scene.senses[k] & Sense.FORCE
            if force and (side := _named(scene, hit.last + 1, k + 1)) is not None:
                return OPPONENT.get(side) if _is_undone(scene, hit, k) else side
    return told


def _dealt_to(scene: Scene, hit: Hit) -> Side | None:
    """Return the side that deals a blow to those who stand behind its noun: поражение | отрядам ВСУ."""
    if hit.trigger.action != "struck" or not scene.grammar.genitive or not is_nominal(scene, hit):
        return None
    behind = range(hit.last + 1, min(scene.chunks[scene.chunk_of[hit.last]].last, hit.last + LONGEST_OWNER))
    if not any(scene.lowers[k].endswith(scene.grammar.dative_endings) for k in behind):
        return None
    side = _named(scene, behind.start, behind.stop)
    return OPPONENT.get(side) if side is not None else None


def _is_undone(scene: Scene, hit: Hit, token: int) -> bool:
    """Tell whether what stands behind a noun of destroying is destroyed: уничтожение | складов ВСУ.

    Strikes are aimed at something, and are theirs who stand behind them: удары ВСУ.
    """
    aimed = hit.trigger.relations & (Relation.GOAL | Relation.TARGET)
    destroys = hit.trigger.action == "struck" and hit.trigger.relations & Relation.GENITIVE and not aimed
    behind = scene.lowers[hit.last + 1 : token + 1]
    return bool(destroys) and not any(low.endswith(scene.grammar.instrumental_endings) for low in behind)


def _own_subject(scene: Scene, hit: Hit) -> int:
    """Return where those stand who act in a clause of their own, 0 where there are none.

    Киев требует, чтобы войска покинули Крым: whose they are nobody says.
    """
    clause = scene.clause_of(hit.first)
    if not clause.number or scene.chunks[clause.chunks[0]].kind != "opener" or is_nominal(scene, hit):
        return 0
    bare = (c for n in clause.chunks if (c := scene.chunks[n]).kind == "phrase" and c.prep < 0)
    return next((c.first for c in bare if c.last <= hit.first and c.senses & Sense.FORCE), 0)


def side_there(scene: Scene, token: int) -> Side | None:
    """Return the side whose forces are the subject of the clause at a token, of which no event word tells."""
    if token >= len(scene.words):
        return None
    clause = scene.clause_of(token)
    forces = (c for c in doers_of(scene, clause) if c.senses & Sense.FORCE and not c.names)
    return next(filter(None, (_named(scene, chunk.first, chunk.last) for chunk in forces)), None)


def implied_side(scene: Scene, hit: Hit | None, action: Action, ground: Ground) -> Side | None:
    """Return the side that alone can be meant to act on such ground, where the text does not tell."""
    country = ground.country
    if action in ("captured", "reclaimed") and country in OPPONENT:
        return "UA" if (action == "reclaimed") == (country == "UA") else "RU"
    if action == "attacked":
        if hit is not None and any(scene.senses[k] & Sense.FIGHT for k in range(hit.first, hit.last + 1)):
            return "both"
        return scene.enemy
    published = scene.text.document.published
    return _striker(ground, published.start if published else None) if action == "struck" else None


def _striker(ground: Ground, day: date | None) -> Side | None:
    """Return the side that alone can be meant to strike there: the one that does not hold the ground."""
    holder = holder_of(ground, day)
    return OPPONENT[holder] if holder is not None else None


def _named(scene: Scene, first: int, last: int) -> Side | None:
    """Return the side that a stretch names, by the last word that tells one."""
    for k in range(last - 1, first - 1, -1):
        if scene.senses[k] & Sense.ENEMY:
            return scene.enemy
        after = scene.found[k + 1].senses if k + 1 < len(scene.found) else 0
        if scene.senses[k] & Sense.NAME and after & Sense.GEOGRAPHIC:
            continue  # the Kyiv region was hit
        side = scene.found[k].side
        if side:
            return side  # type: ignore[return-value]
    return None


def _is_repelled(scene: Scene, hit: Hit) -> bool:
    """Tell whether the verb of a clause throws back the attack that a noun names."""
    clause = scene.clause_of(hit.first)
    return clause.verb >= 0 and bool(scene.chunks[clause.verb].senses & Sense.REPEL)


def _before(scene: Scene, hit: Hit) -> Side | None:
    """Return the side named last before a word of taking or leaving, in the sentence up to a strong mark."""
    lowers, senses = scene.lowers, scene.senses
    nominal = is_nominal(scene, hit)
    begin = _own_subject(scene, hit)
    helped = any(s & Sense.LINKING for s in senses[max(0, hit.first - 3) : hit.first])
    if hit.trigger.form == "past" and helped:
        return None  # a passive: what stands before it is taken and takes not
    for k in range(hit.first - 1, begin - 1, -1):
        if lowers[k] in (";", ":") or (
            nominal and (hit.first - k > 3 or senses[k] & (Sense.REPORT | Sense.NEGATION))
        ):
            break
        side = scene.found[k].side if not senses[k] & Sense.LEADER else ""
        if not side or senses[k + 1] & (Sense.GEOGRAPHIC | Sense.FACILITY | Sense.QUARTER):
            continue
        if not (k and scene.relations(k - 1) & (Relation.TARGET | Relation.START)):
            return side  # type: ignore[return-value]
    return None
