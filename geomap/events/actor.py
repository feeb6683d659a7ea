"""Who acts in an event, as written."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.events.parts import doers_of, is_passive
from geomap.grammar import Chunk, Clause, Hit, Scene, is_nominal, is_possessive
from geomap.language import Relation, Sense
from geomap.spans import Span

ACTORS = Sense.FORCE | Sense.PERSON | Sense.SIDE | Sense.AERIAL | Sense.TITLE | Sense.ENEMY | Sense.LEADER
TELLS = Sense.REPORT | Sense.DENIAL
PREDICATES = Sense.NEGATION | Sense.MODAL | Sense.LINKING | Sense.AUXILIARY
TROOPS = Sense.FORCE | Sense.AERIAL | Sense.PERSON
LONGEST = 8
"""Tokens of an actor; a longer stretch is no plain noun phrase."""


def actor_phrases(scene: Scene, hit: Hit) -> list[tuple[int, int]]:
    """Return the stretches of tokens that can name who does it, the surest first.

    The phrase after "by"; the subject of the verb, or of the clause before that shares it; for an event noun
    the genitive after it, or the subject of the verb that carries it out.
    """
    clause = scene.clause_of(hit.first)
    if (tried := _tried_by(scene, hit)) is not None:
        return [tried]
    if (told := _told_to(scene, hit)) is not None:
        return [(told.first, told.last)]
    found = [(chunk.first, chunk.last) for chunk in _agents(scene, hit)]
    nominal = is_nominal(scene, hit)
    if nominal:
        found += _genitives(scene, hit)
        chunk = scene.chunks[scene.chunk_of[hit.first]]
        found += [(k, k + 1) for k in range(chunk.first, hit.first) if scene.senses[k] & Sense.SIDE]
    if is_passive(scene, clause) and not scene.grammar.genitive:
        return found
    subject = [
        chunk
        for chunk in doers_of(scene, clause)
        if not hit.first <= chunk.first <= hit.last and not _is_done_to(scene, hit, chunk)
    ]
    if (verb := passive_verb(scene, clause)) is not None:
        return found + [(c.first, c.last) for c in subject if _is_agent(scene, verb, c)]
    before = [chunk for chunk in subject if chunk.last <= hit.first and _acts(scene, chunk)]
    named = any(chunk.names for chunk in subject if chunk.last <= hit.first)
    if not before and clause.kind == "joined" and clause.number and not named:
        before = _shared(scene, clause)  # but not: Kyiv said | X had fallen
    subject = before or subject  # прикордонники знищили ворожий танк
    verb = scene.chunks[clause.verb] if clause.verb >= 0 else None
    if nominal and (verb is None or scene.chunk_of[hit.first] < clause.verb or verb.senses & TELLS):
        subject = []  # the noun is the subject itself, or what somebody says or denies
    undergoes = hit.trigger.relations & Relation.SUBJECT  # the blow fell on Sumy, Kyiv came under fire
    return found + [
        (chunk.first, chunk.last)
        for chunk in reversed(subject)
        if (chunk.senses & ACTORS if undergoes else _acts(scene, chunk))
    ]


def _tried_by(scene: Scene, hit: Hit) -> tuple[int, int] | None:
    """Return whose attempt it is: Russian | attempts to enter X, an attempt by the army to enter X."""
    k = hit.first - 1
    adverbs = scene.grammar.adverb_ending
    while k > 0 and (scene.found[k].senses & Sense.ADVERB or scene.lowers[k].endswith(adverbs)):
        k -= 1  # efforts to completely capture X
    k -= k > 0 and bool(scene.senses[k] & Sense.INFINITIVE)
    if k <= 0 or is_nominal(scene, hit):
        return None
    chunk = scene.chunks[scene.chunk_of[k]]
    if chunk.kind != "phrase":
        owner = scene.chunks[scene.chunk_of[k] - 1] if chunk.first == k and scene.chunk_of[k] else None
        tries = scene.senses[k] & Sense.TRIAL and is_possessive(scene.lowers[k - 1])  # the army's | attempts
        return (owner.first, owner.last) if owner is not None and tries else None
    owned = range(chunk.first, chunk.last)
    trial = next((t for t in owned if scene.senses[t] & Sense.TRIAL), -1)
    if trial >= 0:
        before, behind = (chunk.first, trial), (trial + 1, chunk.last)
        named = (behind, before) if scene.grammar.genitive else (before,)
        return next((one for one in named if any(_is_party(scene, t) for t in range(*one))), None)
    number = scene.chunk_of[k] - 1
    agent = chunk.prep >= 0 and scene.relations(chunk.prep) & Relation.AGENT
    attempt = number >= 0 and scene.chunks[number].senses & Sense.TRIAL
    return (chunk.first, chunk.last) if agent and attempt else None


def _is_party(scene: Scene, token: int) -> bool:
    return bool(scene.found[token].side or scene.senses[token] & Sense.ENEMY)


def _is_done_to(scene: Scene, hit: Hit, chunk: Chunk) -> bool:
    """Tell whether a phrase is one town and the verb that of several, who do it to it: Київ обстріляли."""
    if chunk.first not in scene.nominatives or chunk.senses & TROOPS or is_nominal(scene, hit):
        return False
    before = chunk.start - 1
    joined = before >= 0 and (scene.lowers[before] == "," or scene.senses[before] & Sense.CONJUNCTION)
    return not joined and scene.lowers[hit.last].endswith(scene.grammar.plural_verbs or "\n")


def _told_to(scene: Scene, hit: Hit) -> Chunk | None:
    """Return who is wanted, told or said by another to do it: Russia wants | Ukraine | to leave X."""
    number = scene.chunk_of[hit.first]
    led = hit.first - 1 if hit.trigger.form == "gerund" else 0
    accused = led > 0 and scene.relations(led) == Relation.GENITIVE  # accused the army of | shelling X
    if accused:
        number = scene.chunk_of[led - 1] + 1
    if number <= 1 or not (accused or scene.senses[scene.chunks[number].first] & Sense.INFINITIVE):
        return None
    wants, who = scene.chunks[number - 2 : number]
    plain = who.kind == "phrase" and who.prep < 0 and _acts(scene, who)
    tells = wants.kind == "verb" and (accused or wants.senses & (Sense.PLAN | Sense.REAL))
    return who if plain and tells else None


def _shared(scene: Scene, clause: Clause) -> list[Chunk]:
    """Return the subject that a clause shares with the one before: troops took X | and shelled Y."""
    parent = scene.clauses[clause.parent]
    return [
        chunk
        for chunk in doers_of(scene, parent)
        if (parent.verb < 0 or chunk.last <= scene.chunks[parent.verb].first) and _acts(scene, chunk)
    ]


def passive_verb(scene: Scene, clause: Clause) -> Chunk | None:
    """Return the verb of a clause where its ending says that something is done: уражено склад."""
    if not scene.grammar.genitive or clause.verb < 0 or not scene.grammar.instrumental_endings:
        return None
    verb = scene.chunks[clause.verb]
    ends = scene.lowers[verb.last - 1].endswith(scene.grammar.predicates)
    return verb if ends else None


def _is_agent(scene: Scene, verb: Chunk, chunk: Chunk) -> bool:
    """Tell whether a phrase is in the case of the one by whom something is done, and can name him."""
    early = chunk.last <= verb.first  # активными действиями группировки | нанесено поражение
    word = scene.lowers[chunk.first if early else chunk.last - 1]
    return _acts(scene, chunk) and word.endswith(scene.grammar.instrumental_endings)


def _acts(scene: Scene, chunk: Chunk) -> bool:
    """Tell whether a phrase can name who does it; a capital stands for its state: Kyiv launched an attack."""
    return bool(chunk.senses & ACTORS) or any(
        scene.found[k].side for k in range(chunk.first, chunk.last) if scene.senses[k] & Sense.NAME
    )


def _agents(scene: Scene, hit: Hit) -> list[Chunk]:
    """Return the phrase after "by" in the clause of an event word."""
    clause = scene.clause_of(hit.first)
    return [
        chunk
        for number in clause.chunks
        if (chunk := scene.chunks[number]).kind == "phrase"
        and chunk.prep > hit.last
        and scene.relations(chunk.prep) & Relation.AGENT
    ]


def _genitives(scene: Scene, hit: Hit) -> list[tuple[int, int]]:
    """Return who an event noun belongs to: the attack of the army, атаки противника."""
    chunk = scene.chunks[scene.chunk_of[hit.last]]
    after = scene.chunk_of[hit.last] + 1
    if scene.grammar.genitive and hit.last + 1 < chunk.last and scene.senses[hit.last + 1] & ACTORS:
        dative = scene.lowers[hit.last + 1].endswith(scene.grammar.dative_endings)  # поражение бригадам ВСУ
        return [] if dative else [(hit.last + 1, chunk.last)]
    if after < len(scene.chunks):
        later = scene.chunks[after]
        of = later.prep >= 0 and scene.relations(later.prep) == Relation.GENITIVE
        people = later.senses & Sense.PERSON and not later.senses & Sense.FORCE  # the transfer of children
        if of and later.senses & (Sense.FORCE | Sense.SIDE) and not later.names and not people:
            return [(later.first, later.last)]
    return []


def _goes_on(scene: Scene, k: int, *, opens: bool) -> bool:
    """Tell whether a word can be one of a noun phrase, or open one: the enemy | does not give up."""
    here = scene.senses[k]
    if here & (Sense.DATE | PREDICATES) or not scene.words[k][0].isalnum():
        return False
    if opens or not scene.grammar.genitive:
        return True
    # A verb that no table knows, in a language that tells verbs by their endings.
    unknown = not here and scene.words[k].islower()
    return not (here & Sense.TRIAL or (unknown and scene.lowers[k].endswith(scene.grammar.finite_endings)))


def actor_of(scene: Scene, actors: Sequence[tuple[int, int]]) -> str | None:
    """Return who does it, as written; None where the text does not say, or not by a noun phrase.

    ``actors`` are the stretches that can name who does it, the surest first.
    """
    for first, last in actors:
        start = first
        while start < last and scene.senses[start] & Sense.DETERMINER:
            start += 1
        end = start
        while end < last and _goes_on(scene, end, opens=end == start):
            end += 1
        if scene.grammar.genitive and any(scene.found[k].senses & Sense.SPEECH for k in range(start, end)):
            continue  # розповіли мешканці: those who tell it
        heads = scene.senses[start:end]
        if 0 < end - start <= LONGEST and any(s & ACTORS for s in heads) and not heads[-1] & Sense.NAME:
            text, offset = scene.text, scene.offset
            return Span(text.starts[offset + start], text.ends[offset + end - 1]).of(text.body)
    return None
