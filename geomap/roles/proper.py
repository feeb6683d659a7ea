"""Cases that look at the proper name around a place: compounds, nicknames, datelines, bodies, persons."""

from __future__ import annotations

from geomap.events import governing_hit
from geomap.grammar import Scene
from geomap.language import Relation, Sense
from geomap.leads import Left
from geomap.roles.names import Name, Verdict
from geomap.roles.ties import befallen
from geomap.tails import Right

QUOTES = "\"'“”‘’«»„"
DASHES = ("-", "–", "—", "--")


def judge_compound(scene: Scene, name: Name) -> Verdict | None:
    """Judge a name inside a hyphenated word: pro-Moscow, US-led."""
    mention = name.resolution.mention
    text = scene.text
    span = mention.span
    if text.starts[mention.first] == span.start and text.ends[mention.last - 1] == span.end:
        return None
    head = text.body[text.starts[mention.first] : mention.span.start].lower()
    tail = text.body[mention.span.end : text.ends[mention.last - 1]].lower()
    if head.rstrip("-‑") in scene.grammar.pro and head:
        return Verdict("state_actor", f"“{head}” before the name makes it a state")
    if tail.lstrip("-‑").split("-")[0] in scene.grammar.led and tail:
        return Verdict("state_actor", f"“{tail}” after the name makes it a state")
    return None


def judge_nickname(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a nickname in quotes: the “Butcher of X”."""
    words = scene.words
    if name.last < len(words) and scene.senses[name.last] & Sense.THING and not left.geographic:
        return Verdict("location_other", "the name of a thing that is not at the place")
    before = name.first - 1
    while before > 0 and scene.senses[before] & Sense.DETERMINER:
        before -= 1
    if before > 0 and scene.relations(before) == Relation.GENITIVE and _bears_name(scene, name, before - 1):
        return Verdict("location_other", "the name of a thing that is not at the place")
    before = name.first - 1
    if before >= 0 and words[before] in QUOTES:
        before -= 1
    if before >= 0 and _bears_name(scene, name, before):
        return Verdict("location_other", "the name of a thing that is not at the place")
    at = left.of
    if at < 1 or left.geographic:
        return None
    quoted = words[at - 1] in QUOTES or (at > 1 and words[at - 2] in QUOTES)
    closed = name.last < len(words) and words[name.last] in QUOTES
    if quoted and closed and words[at][0].isupper() and not scene.senses[at] & (Sense.BODY | Sense.TITLE):
        return Verdict("person_name", "part of a nickname")
    return None


def _bears_name(scene: Scene, name: Name, index: int) -> bool:
    """Tell whether a thing bears the name and lies elsewhere; the bank of a region is a part of it."""
    here = scene.senses[index]
    return bool(here & Sense.THING) and not (name.level == "region" and here & Sense.GEOGRAPHIC)


def judge_dateline(scene: Scene, name: Name) -> Verdict | None:
    """Judge a name that opens a paragraph before a dash: where the report was written."""
    if name.first > 3 or scene.text.sentences[name.resolution.mention.sentence].block != _block_opening(
        scene
    ):
        return None
    words = scene.words
    if not all(scene.senses[k] & Sense.NAME or words[k] == "," for k in range(name.first)):
        return None
    capital = words[name.first].isupper() and len(words[name.first]) > 2
    if capital and name.first == 0 and words[name.last : name.last + 1] in ((",",), (".",)):
        later = [word for word in words[name.last :] if word[0].isalpha()]
        if later and sum(word.isupper() for word in later) < 0.5 * len(later):
            return Verdict("location_other", "a dateline: where the report was written")
    for k in range(name.last, min(name.last + 9, len(words))):
        if words[k] in DASHES:
            upper = scene.words[name.first].isupper() and len(scene.words[name.first]) > 2
            agency = any(words[n] == "(" for n in range(name.last, k))
            if upper or agency:
                return Verdict("location_other", "a dateline: where the report was written")
            return None
        if scene.at.get(k) is not None or scene.senses[k] & (Sense.PREPOSITION | Sense.LINKING):
            return None
    return None


def judge_byline(scene: Scene, name: Name, left: Left) -> Verdict | None:
    """Judge a name in a short line of names without a verb: who wrote, and where."""
    words = scene.words
    if len(words) > 12 or not left.relations or scene.hits or words[-1] in ".!?…":
        return None
    if any(
        s & (Sense.LINKING | Sense.AUXILIARY | Sense.REPORT | Sense.FACILITY | Sense.FORCE)
        for s in scene.senses
    ):
        return None
    capital = sum(word[0].isupper() for word in words)
    return Verdict("location_other", "a byline") if name.first >= 3 and capital >= 0.6 * len(words) else None


def _block_opening(scene: Scene) -> int:
    """Return the block that the scene's first token opens, or -1 where it stands inside one."""
    text = scene.text
    start = text.starts[scene.offset]
    sentence = text.sentences[text.sentence_at(start)]
    return sentence.block if text.blocks[sentence.block].start == start else -1


def judge_body(scene: Scene, name: Name, left: Left, right: Right) -> Verdict | None:
    """Judge a name inside the name or title of a body, office or medium."""
    if right.senses & (Sense.BODY | Sense.TITLE) and not right.name and _heads(scene, name, left, right):
        state = right.senses & Sense.FORCE and not right.senses & Sense.TITLE
        if not (state and name.level in ("country", "power", "capital") and _bodyless(scene, name, right)):
            return Verdict("organisation_part", "part of the name or title of a body or office")
    if left.of >= 0:
        here = scene.senses[left.of]
        if here & (Sense.BODY | Sense.TITLE) or _chained(scene, left.of):
            return Verdict("organisation_part", "a body or office “of” the place")
        if name.level in ("country", "power", "capital") and here & (Sense.FORCE | Sense.PERSON):
            return Verdict("state_actor", "the people or forces of a state")
    governor = left.governor
    if (
        governor > 0
        and left.relations & (Relation.GOAL | Relation.WITHIN)
        and scene.lowers[governor] == scene.words[governor]
    ):
        envoy = scene.senses[governor - 1] & Sense.TITLE and not scene.senses[governor - 1] & Sense.GEOGRAPHIC
        if envoy and name.level in ("country", "power") and left.relations & Relation.GOAL:
            return Verdict("organisation_part", "the post of an envoy to it")
    neighbour = name.last < len(scene.senses) and scene.senses[name.last] & Sense.NAME
    if name.level == "settlement" and not left.relations and neighbour and not scene.grammar.genitive:
        one = scene.words[name.first][0].isupper() and name.last - name.first == 1
        if one and scene.names[name.last] != name.number:
            return Verdict("person_name", "a first name before a surname")
    longer = right.proper and not scene.grammar.genitive and not right.senses & Sense.GEOGRAPHIC
    if longer and not _struck(scene, name, left):
        person = name.level not in ("country", "power", "capital") and right.after == name.last
        following = scene.senses[name.last] & Sense.FACILITY
        article = name.first > 0 and scene.senses[name.first - 1] & Sense.DETERMINER
        second = scene.words[name.last + 1 : name.last + 2]
        lone = not article and not (second and second[0][0].isupper())
        if person and lone and not left.relations and not following:
            return Verdict("person_name", "a first name before a surname")
        if not left.relations or following:
            return Verdict("organisation_part", "part of a longer proper name")
    return None


def _chained(scene: Scene, index: int) -> bool:
    """Tell whether the noun before "of" belongs to the name of a body: the Ministry of Defence of."""
    senses, words = scene.senses, scene.words
    k = index
    while k >= 0 and index - k < 7:
        if senses[k] & (Sense.BODY | Sense.TITLE):
            return True
        if not (
            words[k][0].isupper() or senses[k] & (Sense.PREPOSITION | Sense.DETERMINER | Sense.CONJUNCTION)
        ):
            return (
                scene.grammar.genitive
                and k == index
                and bool(k and senses[k - 1] & (Sense.BODY | Sense.TITLE))
            )
        k -= 1
    return False


def _heads(scene: Scene, name: Name, left: Left, right: Right) -> bool:
    """Tell whether the body after a name bears it: no building that was hit, no body that merely follows."""
    if scene.grammar.name_adjectives and not scene.lowers[name.last - 1].endswith(
        scene.grammar.name_adjectives
    ):
        return False
    if right.senses & Sense.TITLE:
        return True
    if right.head >= 0 and scene.senses[right.head] & (Sense.FACILITY | Sense.BODY) == Sense.FACILITY:
        return False
    return not _struck(scene, name, left)


def _struck(scene: Scene, name: Name, left: Left) -> bool:
    """Tell whether what bears the name is something that was hit, so that it stands for its place."""
    hit = left.hit or befallen(scene, name)
    if hit is None and left.relations & (Relation.TARGET | Relation.GOAL) and left.governor >= 0:
        hit = governing_hit(scene, left.governor, left.relations, name.last, far=False)
    return hit is not None and hit.trigger.action == "struck"


def _bodyless(scene: Scene, name: Name, right: Right) -> bool:
    """Tell whether the only word for a body after the name also means the state (authorities)."""
    return all(
        not scene.senses[k] & Sense.BODY or scene.senses[k] & Sense.FORCE
        for k in range(name.last, right.after)
    )
