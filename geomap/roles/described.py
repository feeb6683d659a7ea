"""Places worked out from others as places of events: what happened 5 km north of X did not happen in X."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from geomap.events import Event
from geomap.gazetteer import Derivation
from geomap.grammar import Scene
from geomap.language import Relation, Sense
from geomap.mentions import Mention
from geomap.places import Resolution
from geomap.places.derived import Derived
from geomap.places.distance import haversine_km
from geomap.roles.cases import Sight, signs_of
from geomap.roles.names import Verdict, read_name
from geomap.roles.places import governed_place
from geomap.scenes import Scenes
from geomap.text import Text

REFERENCE = "a point from which the place of the event is worked out"
TOLD_OF_FIGURES = frozenset(("moved", "other"))
"""Actions that are told of prices as well, and so of a pair of numbers that only looks like a point."""
LED = 3
"""Tokens before the noun of a way among which a preposition leads to it: "on the busy road"."""
LINES = frozenset(("along", "between"))
"""How ways are described, which may be a subject themselves; what is 5 km from X never is."""
BESIDE_KM = 50.0
"""How far the point of coordinates may lie from the place that they say more of."""


def judge_described(sight: Sight, derived: Derived) -> Verdict | None:
    """Return the verdict on a described place, read as if its description were a name after "in".

    ``sight`` is that of the name that the description starts from. None where no event is tied to it.
    """
    governor = derived.first - sight.scene.offset
    if governor < 0:
        return None
    left = sight.left._replace(
        governor=governor,
        relations=Relation.WITHIN,
        hit=None,
        sibling=None,
        bearing=False,
        distance=False,
        of=-1,
    )
    name = sight.name._replace(left=left, level="settlement")
    verdict = governed_place(
        Sight(
            sight.scene, sight.names, name, left, name.right, sight.verdicts,
            signs_of(sight.scene, name), sight.brief,
        )
    )  # fmt: skip
    event = verdict.event
    how = derived.candidate.entry.derived
    if event is not None and event.action == "moved" and how is not None and _is_length(how):
        return None  # a bus goes 40 km to X
    way = how is not None and how.relation in LINES
    if way and event is not None and _is_subject(sight.scene, governor, event):
        return None  # it is told of elsewhere
    # A mere "something is said to happen there" is mostly a remark on geography.
    return verdict if event is not None and (event.trigger is not None or event.action != "other") else None


def judge_point(scenes: Scenes, derived: Derived) -> Verdict | None:
    """Return the verdict on coordinates in a sentence without a place, read as if "in" stood before them."""
    number = len(scenes.resolutions)
    resolution = resolution_of(scenes.text, derived, scenes.resolutions)
    scene = scenes.with_point(resolution.mention, number)
    name = read_name(scene, number, resolution)
    signs = signs_of(scene, name)
    sight = Sight(scene, {number: name}, name, name.left, name.right, {}, signs, brief=False)
    verdict = judge_described(sight, derived)
    known = verdict is not None and verdict.event is not None and verdict.event.action not in TOLD_OF_FIGURES
    return verdict if known else None


def _is_subject(scene: Scene, governor: int, event: Event) -> bool:
    """Tell whether a way is what another clause speaks of: "The A-B road was reopened, and a shell hit X"."""
    led = any(sense & Sense.PREPOSITION for sense in scene.senses[max(0, governor - LED) : governor])
    if event.trigger is None or led:
        return False
    told = scene.text.token_at(event.trigger.start) - scene.offset
    return "," in scene.lowers[governor:told]


def _is_length(how: Derivation) -> bool:
    """Tell whether a distance without a bearing can as well be the length of the way."""
    return how.relation == "offset" and how.bearing is None


def resolution_of(text: Text, derived: Derived, resolutions: Sequence[Resolution]) -> Resolution:
    """Return a described place as a resolved mention of its own: as sure as the place it starts from."""
    last = next((i for i in range(derived.first, len(text.starts)) if text.starts[i] >= derived.span.end), -1)
    mention = Mention(
        span=derived.span,
        toponym=text.body[derived.span.start : derived.span.end],
        kind="name",
        first=derived.first,
        last=last if last >= 0 else len(text.starts),
        sentence=text.sentence_at(derived.span.start),
        candidates=(derived.candidate,),
    )
    return Resolution(
        mention=mention,
        ranked=(derived.candidate,),
        chosen=derived.candidate,
        certainty=resolutions[derived.origins[0]].certainty if derived.origins else "certain",
        reason=derived.reason,
    )


def narrowed_by(derived: Derived | None, resolution: Resolution, verdict: Verdict) -> Resolution:
    """Return the resolution of an event place told more closely: the northern outskirts of the place."""
    if derived is None or not derived.on_name or verdict.event is None:
        return resolution
    reason = f"{derived.reason} ({resolution.reason})"
    return replace(resolution, chosen=derived.candidate, reason=reason)


def told_nearest(
    derived: Derived,
    numbers: Sequence[int],
    verdicts: Mapping[int, Verdict],
    resolutions: Sequence[Resolution],
) -> Verdict | None:
    """Return the verdict on the event place of the sentence that coordinates say more of.

    ``numbers`` are those of the mentions of the sentence. None where no such place is near.
    """
    point, start = derived.candidate.entry.point, derived.span.start
    found = []
    for number in numbers:
        chosen = resolutions[number].chosen
        if verdicts[number].event is None or chosen is None:
            continue
        if haversine_km(chosen.entry.point, point) <= chosen.entry.radius_km + BESIDE_KM:
            found.append((abs(resolutions[number].mention.span.start - start), number))
    return verdicts[min(found)[1]] if found else None
