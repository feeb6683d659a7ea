"""Reports and records made for tests: every field has a plain value that a test may replace."""

from dataclasses import replace
from datetime import date
from typing import Any

from geomap.crosswalk import Codes
from geomap.facts import Arm, Count, Facts, Struck
from geomap.gazetteer import Candidate, Entry, LonLat, Spelling
from geomap.publication import Publication
from geomap.records import Report
from geomap.spans import Days, Span

LYMAN = Entry(
    id="geonames:702972",
    name="Lyman",
    point=LonLat(lon=37.8, lat=48.98),
    country="UA",
    admin1="Donetsk Oblast",
    admin2="Kramatorsk Raion",
    admin3="Lyman Hromada",
    path=("UA", "UA-14"),
    feature_class="P",
    feature_code="PPL",
    population=20469,
    precision="exact",
    radius_km=1.0,
)
QUOTE = "Troops entered Lyman on Saturday, the General Staff said."


STRIKE = Facts(
    weapons=(Arm(weapon="drone", span=Span(0, 6)), Arm(weapon="missile", span=Span(7, 14))),
    launched=Count(least=30, most=30, spans=(Span(7, 14),)),
    killed=Count(least=2, most=None, spans=(Span(15, 20),)),
    wounded=Count(least=0, most=0, spans=(Span(24, 32),)),
    targets=(Struck(target="school", span=Span(0, 6)), Struck(target="energy", span=None)),
)
"""Facts as a strike has them, on words of ``QUOTE`` that do not say so."""


def report(**changes: Any) -> Report:
    """Return a report of troops entering Lyman, with the fields in ``changes`` replaced."""
    day = Days.one(date(2022, 10, 1))
    plain = Report(
        document="a.txt",
        title="Troops enter Lyman",
        publisher="Example Post",
        url="https://example.org/lyman",
        language="en",
        published=Publication(days=day, basis="given", reason="given with the document"),
        quote=QUOTE,
        quote_span=Span(0, len(QUOTE)),
        toponym="Lyman",
        toponym_span=Span(15, 20),
        claimant="Ukrainian General Staff",
        source_words="the General Staff",
        hearsay=False,
        actor="Troops",
        action="reclaimed",
        modality="factual",
        codes=Codes(
            acled_event="Battles", acled_sub_event="Government regains territory", plover_event="ASSAULT"
        ),
        days=day,
        edtf=day.edtf(),
        basis="weekday",
        time_words="Saturday",
        time_reason="the last Saturday up to the day of publication",
        place=LYMAN,
        certainty="certain",
        claim_certainty="certain",
        place_reason="the only Lyman near the places named with it",
        role_reason="the verb 'entered' takes it as its object",
        candidates=(Candidate(entry=LYMAN, spelling=Spelling(text="Lyman", kind="official"), score=0.9),),
    )
    return replace(plain, **changes)
