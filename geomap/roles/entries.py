"""Entries of posts and bulletins: a place or two at the head, then what happened there.

"▪️ Nikopol (Dnipropetrovsk Oblast): two people wounded", "м. Нікополь. Приліт у склад", the place on a line of
its own above what it tells. The part that tells names no place itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geomap.events import Event, Ground, make_event
from geomap.events.parts import armed, is_attributive
from geomap.grammar import Hit, Scene, is_nominal
from geomap.language import Relation, Sense
from geomap.roles.names import Verdict, ground_of
from geomap.roles.ties import VIOLENT
from geomap.scenes import Scenes
from geomap.text import Text

HEAD = (
    Sense.GEOGRAPHIC
    | Sense.DETERMINER
    | Sense.MODIFIER
    | Sense.CONJUNCTION
    | Sense.NAME
    | Sense.FRONT
    | Sense.BEARING
)
"""Senses of the words of a head: the villages of X and Y."""
PARTS = frozenset("–—-:,.")
"""Marks between the head and what it tells."""
LONGEST_ZONE = 4
"""Letters of the abbreviation of a time zone."""
AFTERMATH = 6
"""Sentences after an entry of a strike within which others tell of its damage."""
LONGEST = 18
"""Tokens of what an entry tells; a sentence behind a dateline is longer."""


class _Entry(NamedTuple):
    """The sentence and the token from which an entry tells what happened."""

    sentence: int
    start: int


def read_entries(scenes: Scenes, names: Mapping[int, list[int]], verdicts: dict[int, Verdict]) -> None:
    """Give the places at the head of an entry what the entry tells.

    ``names`` are the numbers, by sentence, of the mentions that stand for places.
    """
    struck = -AFTERMATH
    for sentence in sorted(names):
        numbers = names[sentence]
        if any(_is_struck(verdicts[n]) for n in numbers):
            struck = sentence
        waiting = [n for n in numbers if _is_open(verdicts[n])]
        if not waiting or any(verdicts[n].event for n in numbers if n not in waiting):
            continue
        entry = _entry_of(scenes, sentence)
        if entry is None:
            continue
        places = [n for n in waiting if _class_of(scenes, n) in ("P", "S")]
        places = places or [n for n in waiting[:1] if _class_of(scenes, n) == "A"]
        if entry.sentence != sentence and _names_another(
            scenes, names.get(entry.sentence, ()), places, verdicts
        ):
            continue
        hit = sentence - struck < AFTERMATH
        for number in places:
            event = _told(scenes.of(entry.sentence), entry, ground_of(scenes.resolutions[number]), hit=hit)
            if event is not None:
                verdicts[number] = Verdict("event_location", "what its entry tells", event)
                struck = sentence if event.action == "struck" else struck


def _is_struck(verdict: Verdict) -> bool:
    return (
        verdict.event is not None and verdict.event.action == "struck" and verdict.event.modality == "factual"
    )


def _is_open(verdict: Verdict) -> bool:
    """Tell whether nothing is told of a place yet, or only that something happens: Near X. Heavy fights."""
    event = verdict.event
    if event is not None:
        unhurt = event.action == "struck" and event.modality == "negated" and event.certainty == "uncertain"
        return unhurt or (event.trigger is None and event.action == "other")  # X – a missile, no casualties
    return verdict.role == "location_other" and not verdict.aside


def _names_another(
    scenes: Scenes, numbers: Sequence[int], places: Sequence[int], verdicts: Mapping[int, Verdict]
) -> bool:
    """Tell whether what an entry tells names another place than those at its head."""
    own = {scenes.resolutions[number].chosen for number in places}
    return any(
        scenes.resolutions[number].chosen not in own
        for number in numbers
        if verdicts[number].role in ("event_location", "location_other")
    )


def _class_of(scenes: Scenes, number: int) -> str:
    """Return the feature class of a place; a country heads no entry."""
    chosen = scenes.resolutions[number].chosen
    if chosen is None or chosen.entry.feature_code.startswith("PCL"):
        return ""
    return chosen.entry.feature_class


def _entry_of(scenes: Scenes, sentence: int) -> _Entry | None:
    """Return where an entry goes on behind its head; None where the sentence does not open as one does."""
    text, scene = scenes.text, scenes.of(sentence)
    here = text.sentences[sentence]
    places = [k for k, number in scene.names.items() if _class_of(scenes, number) != "H"]
    first, last = min(places, default=-1), max(places, default=-1)  # X – a bridge over the Y
    if first < 0 or here.start != text.blocks[here.block].start:
        return None
    end = _head_end(scene, first, last)
    if end < 0:
        return None
    if any(scene.words[k][0].isalnum() for k in range(end, len(scene.words))):
        parted = scene.words[end] in PARTS and (
            scene.words[end] != "," or not scene.senses[0] & Sense.PREPOSITION
        )
        within = parted and len(scene.words) - end <= LONGEST
        return _Entry(sentence, end + 1) if within else None
    following = sentence + 1
    if following >= len(text.sentences):
        return None
    after = text.sentences[following]
    stamped = any(word[0].isdecimal() and ":" in word for word in scene.words[:first])
    length = 0 if stamped else after.last - after.first  # the entry of a live page may be long
    if after.block != here.block and (length > LONGEST or _ends_open(text, after.block)):
        return None
    return _Entry(following, 0)


def _ends_open(text: Text, block: int) -> bool:
    """Tell whether a block opens a list."""
    return text.body[text.blocks[block].start : text.blocks[block].end].rstrip().endswith(":")


def _head_end(scene: Scene, first: int, last: int) -> int:
    """Return the token after the head, which holds all the names of the sentence; -1 where it is no head."""
    for k in range(last + 1):
        word, senses = scene.words[k], scene.senses[k]
        if not word[0].isalnum() or (k < first and word[0].isdecimal()):
            continue
        if k and scene.words[k - 1][0].isdecimal() and word.isupper() and len(word) <= LONGEST_ZONE:
            continue  # 20:15 GMT
        joins = (
            scene.found[k].senses & Sense.JOINER
            and k
            and scene.senses[k - 1] & (Sense.GEOGRAPHIC | Sense.BEARING)
        )
        places = senses & Sense.PREPOSITION and scene.relations(k) & (Relation.WITHIN | Relation.TARGET)
        if (not senses & HEAD and not joins and not places) or senses & Sense.FORMER:
            return -1
    end = last + 1
    while end < len(scene.words) and (scene.words[end] == ")" or scene.senses[end] & Sense.GEOGRAPHIC):
        end += 1
    return end


def _told(scene: Scene, entry: _Entry, ground: Ground, *, hit: bool) -> Event | None:
    """Return what the rest of an entry tells first.

    Among entries of what was ``hit``, a list of buildings is one of damage: "X: three houses, a school".
    """
    denied: Event | None = None
    for one in scene.hits:
        told = one.trigger.strength > 1 or _befell(scene, one)
        told = told and one.trigger.form != "base"  # X: rain
        if told and one.first >= entry.start and not is_attributive(scene, one):
            event = make_event(scene, one, ground)
            if event.modality != "negated":
                return event
            denied = denied or event
    if not scene.clauses:
        return denied
    clause = scene.clause_of(min(entry.start, len(scene.words) - 1))
    rest = range(entry.start, len(scene.words))
    arms = clause.verb < 0 and any(_is_arms(scene, k) for k in rest)
    damage = hit and clause.verb < 0 and not scene.hits and _is_damage(scene, rest)
    if arms or damage or armed(scene, clause):
        return make_event(scene, None, ground, near=entry.start, fallback="struck")
    return denied


def _is_arms(scene: Scene, token: int) -> bool:
    """Tell whether a weapon is told of, not the lack of one: two drones, nobody hurt; not: no shelling."""
    chunk = scene.chunks[scene.chunk_of[token]]
    return bool(scene.senses[token] & Sense.AERIAL) and not chunk.senses & Sense.NEGATION


def _befell(scene: Scene, hit: Hit) -> bool:
    """Tell whether a weak word is what befell people there: two dead; not: a wounded soldier."""
    if hit.trigger.action not in VIOLENT:
        return False
    if is_nominal(scene, hit):
        return _is_counted(scene, hit)
    grammar, after = scene.grammar, hit.last + 1
    if not grammar.genitive or scene.lowers[hit.last].endswith(grammar.predicates):
        return hit.trigger.form in ("past", "verb")
    return after >= len(scene.words) or not scene.words[after][0].isalpha()


def _is_counted(scene: Scene, hit: Hit) -> bool:
    """Tell whether a noun of what befell people stands by itself or counted; not: a ward for the wounded."""
    chunk = scene.chunks[scene.chunk_of[hit.first]]
    before = range(chunk.first, hit.first)
    counts = Sense.DETERMINER | Sense.PARTITIVE | Sense.MODIFIER
    return chunk.prep < 0 and all(
        scene.words[k].isdecimal() or scene.senses[k] & counts or scene.found[k].senses & Sense.INDEFINITE
        for k in before
    )


def _is_damage(scene: Scene, rest: range) -> bool:
    """Tell whether buildings are counted or listed: 9 houses; flats, a garage; not: a new school for 200."""
    built = sum(bool(scene.senses[k] & Sense.FACILITY) for k in rest)
    first = next((k for k in rest if scene.words[k][0].isalnum()), -1)
    counted = first >= 0 and (scene.words[first].isdecimal() or scene.found[first].senses & Sense.INDEFINITE)
    return built > 1 or (built == 1 and bool(counted))
