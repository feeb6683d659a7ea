"""Roles, actions and modalities, sentence by sentence.

A place is written ``[Lyman]`` (a town), ``[Kyiv|capital]``, ``[Ukraine|country]``, ``[Donbas|area]`` or
``[Kherson Oblast|region]``; what is expected of each stands in the second column: an action, with ``?``
where it is planned and ``!`` where it is denied, or ``geo``, ``state``, ``body``, ``person``, ``page``.
"""

import pytest

from geomap.roles import Reading
from tests.scenes import read_marked

SHORT = {
    "location_other": "geo",
    "state_actor": "state",
    "organisation_part": "body",
    "person_name": "person",
    "boilerplate": "page",
    "demonym": "demonym",
}
SIGNS = {"factual": "", "planned": "?", "negated": "!"}

ENGLISH = [
    ("Rebel sources say their men seized [Zelenopillia] and [Kuzmyne] at dawn.", "captured captured"),
    ("Ukrainian marines retook [Pisky] late on Friday.", "reclaimed"),
    ("The garrison pulled out of [Snihurivka] and blew up the bridge behind it.", "withdrew"),
    ("Rockets slammed into a market in [Kupiansk], killing nine.", "struck"),
    ("Russian infantry attacked toward [Novoselivka] and were thrown back.", "attacked"),
    ("Ukrainian gunners repelled three assaults near [Terny].", "attacked"),
    ("Families were evacuated by bus from [Orikhiv] to [Dnipro].", "moved moved"),
    ("The minister paid a visit to [Chernihiv] on Sunday.", "visited"),
    ("The ministry in London denied that British crews had entered [Odesa].", "moved!"),
    ("Generals plan to capture [Chasiv Yar] before the winter.", "captured?"),
    ("The army will not withdraw from [Vuhledar], its commander vowed.", "withdrew!"),
    ("[Moscow|capital] said it had no part in the blast.", "state"),
    ("Envoys of [Russia|country] walked out.", "state"),
    ("Aid worth a billion was promised to [Ukraine|country].", "state"),
    ("The war in [Ukraine|country] has driven up grain prices.", "geo"),
    ("The [Sumy] Regional Military Administration counted forty explosions.", "body"),
    ("[Ukraine|country]'s General Staff published the figures.", "body"),
    ("The mayor of [Enerhodar] spoke of looting.", "body"),
    ("Shells fell on [Nikopol], a town in [Dnipropetrovsk Oblast|region].", "struck geo"),
    ("A column was seen in [Bilokurakyne], [Luhansk Oblast|region].", "moved geo"),
    ("Fighting went on at [Spirne], 12 km south of [Kreminna].", "attacked geo"),
    ("Soldiers call him the “Fox of [Izium]”.", "person"),
    ("A pro-[Moscow|capital] blogger praised the raid.", "state"),
    ("KYIV, Ukraine (Agency) — Drones hit [Poltava] overnight.", "struck"),
]


def label(reading: Reading) -> str:
    """Return a reading in the short form of the tables."""
    if reading.event is None:
        return SHORT[reading.role]
    return reading.event.action + SIGNS[reading.event.modality]


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_english(marked: str, expected: str) -> None:
    assert " ".join(label(r) for r in read_marked(marked)) == expected


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_every_reading_has_a_reason_and_an_event_only_as_an_event_location(
    marked: str, expected: str
) -> None:
    for reading in read_marked(marked):
        assert reading.reason
        assert (reading.event is not None) == (reading.role == "event_location")
