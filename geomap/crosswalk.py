"""Actions in the words of two event codings: ACLED's event and sub-event types and PLOVER's event types.

Both code other things than geomap does: ACLED what armed groups do to each other and to civilians, once it
has happened; PLOVER, the successor of CAMEO, what one actor does to another. geomap's action is seen from the
place, by the verb alone. So a code is the nearest one, never an equivalent, and what is planned or denied has
none.

The names are those of the ACLED Codebook (2023, unchanged in 2024) and of the PLOVER event ontology.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from geomap.events import Event, Modality
from geomap.language import Action, Kind
from geomap.language.rules.facts import Weapon


class Codes(Struct, frozen=True, kw_only=True):
    """The codes nearest to one claim; None where a scheme has none."""

    acled_event: str | None = None
    acled_sub_event: str | None = None
    plover_event: str | None = None


BATTLES = "Battles"
REMOTE = "Explosions/Remote violence"
CIVILIANS = "Violence against civilians"
STRATEGIC = "Strategic developments"

BY_ACTION: dict[Action, Codes] = {
    "captured": Codes(
        acled_event=BATTLES, acled_sub_event="Non-state actor overtakes territory", plover_event="ASSAULT"
    ),
    "reclaimed": Codes(
        acled_event=BATTLES, acled_sub_event="Government regains territory", plover_event="ASSAULT"
    ),
    "withdrew": Codes(
        acled_event=STRATEGIC, acled_sub_event="Non-violent transfer of territory", plover_event="RETREAT"
    ),
    "attacked": Codes(acled_event=BATTLES, acled_sub_event="Armed clash", plover_event="ASSAULT"),
    "struck": Codes(
        acled_event=REMOTE, acled_sub_event="Shelling/artillery/missile attack", plover_event="ASSAULT"
    ),
    "moved": Codes(acled_event=STRATEGIC, acled_sub_event="Other", plover_event="MOBILIZE"),
    "visited": Codes(plover_event="CONSULT"),
    "announced": Codes(acled_event=STRATEGIC, acled_sub_event="Other"),
    "other": Codes(),
}
"""What an action comes to where its verb says no more.

"Non-state actor overtakes territory" is ACLED's only sub-event for a place that falls to an attacker.
A foreign army is no such actor in its terms, so that code is the nearest and not the right one.
"""
BY_KIND: dict[Kind, Codes] = {
    "air": Codes(acled_event=REMOTE, acled_sub_event="Air/drone strike", plover_event="ASSAULT"),
    "shelling": Codes(
        acled_event=REMOTE, acled_sub_event="Shelling/artillery/missile attack", plover_event="ASSAULT"
    ),
    "mine": Codes(
        acled_event=REMOTE, acled_sub_event="Remote explosive/landmine/IED", plover_event="ASSAULT"
    ),
    "intercept": Codes(
        acled_event=STRATEGIC, acled_sub_event="Disrupted weapons use", plover_event="ASSAULT"
    ),
    "killing": Codes(acled_event=CIVILIANS, acled_sub_event="Attack", plover_event="ASSAULT"),
    "sexual": Codes(acled_event=CIVILIANS, acled_sub_event="Sexual violence", plover_event="ASSAULT"),
    "abduction": Codes(
        acled_event=CIVILIANS, acled_sub_event="Abduction/forced disappearance", plover_event="COERCE"
    ),
    "looting": Codes(
        acled_event=STRATEGIC, acled_sub_event="Looting/property destruction", plover_event="COERCE"
    ),
    "arrest": Codes(acled_event=STRATEGIC, acled_sub_event="Arrests", plover_event="COERCE"),
    "protest": Codes(acled_event="Protests", acled_sub_event="Peaceful protest", plover_event="PROTEST"),
    "agreement": Codes(acled_event=STRATEGIC, acled_sub_event="Agreement", plover_event="AGREE"),
    "aid": Codes(plover_event="AID"),
}
"""What the verb or noun makes sharper than its action."""


BY_WEAPON: dict[Weapon, Codes] = {
    "drone": BY_KIND["air"],
    "missile": BY_KIND["shelling"],
    "glide-bomb": BY_KIND["air"],
    "artillery": BY_KIND["shelling"],
    "mortar": BY_KIND["shelling"],
    "mine": BY_KIND["mine"],
    "small-arms": BY_ACTION["attacked"],
}
"""What the weapon of a strike makes sharper where its verb says no more."""


def codes_of(event: Event, weapons: Iterable[Weapon] = ()) -> Codes:
    """Return the codes nearest to an event; none for one that is planned or denied.

    Weapons that would be coded each in its own way leave the code of the action.
    """
    if event.modality == "factual":
        if event.kind is not None:
            return BY_KIND[event.kind]
        told = {BY_WEAPON[weapon] for weapon in weapons}
        if event.action == "struck" and len(told) == 1:
            return told.pop()
    return codes_of_action(event.action, event.modality)


def codes_of_action(action: Action, modality: Modality) -> Codes:
    """Return the codes nearest to an action, where neither its words nor a weapon tell more."""
    return BY_ACTION[action] if modality == "factual" else Codes()
