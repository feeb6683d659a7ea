"""What each column of the claims is: its type in pandas, its words, what it means and what people call it.

Formats that can say so say it, the frame of claims is made by it, and docs/exports.md is checked against it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from geomap.areas import Outline
from geomap.claimants import Side
from geomap.events import Action, Modality
from geomap.gazetteer import Precision
from geomap.places import Certainty
from geomap.publication import PublicationBasis
from geomap.records import Status
from geomap.when import WhenBasis

Dtype = Literal["object", "category", "bool", "Int64", "float64", "datetime64[s, UTC]", "geometry"]
READ_FIRST = 12
"""How many columns of the claims, from the first, are for everybody; clients show the others when asked."""


class Field(NamedTuple):
    """A column of the claims, as the frame of ``to_geodataframe`` has it."""

    name: str
    dtype: Dtype
    """Files hold 0 and 1 for ``bool``, and the text for ``category``."""
    meaning: str
    """One line."""
    missing: bool = False
    """Whether it may be unknown: then it is missing, or an empty text. In files a number is -1 then."""
    words: tuple[str, ...] = ()
    """The categories, all that there can be; empty where there is no fixed set."""
    heading: str = ""
    """What people call it, where that is not its name."""


COLUMNS: tuple[Field, ...] = (
    Field(
        "place_name",
        "object",
        "the place as the gazetteer has it; the name as written where it could not be told",
        heading="Place",
    ),
    Field("edtf", "object", "the days of the event as EDTF (ISO 8601-2)", missing=True, heading="Days"),
    Field("action", "category", "what is claimed to have happened", words=get_args(Action)),
    Field("modality", "category", "whether as a fact, a plan or a denial", words=get_args(Modality)),
    Field("side", "category", "whose side the claimant is on", words=get_args(Side)),
    Field(
        "claim",
        "object",
        "the sentence, from the first report; above 600 characters what stands around the name",
        heading="What is said",
    ),
    Field(
        "claimant", "object", "who says so; the author where it is empty", missing=True, heading="Who says so"
    ),
    Field("source", "object", "publisher of the first report", missing=True, heading="Published by"),
    Field("url", "object", "link of the first report", missing=True, heading="Article"),
    Field(
        "certainty",
        "category",
        "that this is the place meant, whatever is said of it",
        words=get_args(Certainty),
        heading="Place is sure",
    ),
    Field(
        "precision",
        "category",
        "how exactly the place is known: `near` is a point written by hand, or worked out from other places; "
        "`hromada` and `raion` the centre of the unit that holds it; `sector` the town that a stretch of "
        "front is named after",
        words=(*get_args(Precision), "unknown"),
        heading="How exact",
    ),
    Field(
        "uncertainty_m",
        "Int64",
        "how far the true place may lie from the point, in metres; for an area its radius",
        missing=True,
        heading="May be off by (m)",
    ),
    Field("record_id", "object", "id of the claim, which `geomap explain` takes", heading="Id"),
    Field(
        "level",
        "category",
        "how a map shows the place, or why none does: it is too large, or not known",
        words=("point", "area", "country", "continent", "region", "unresolved"),
    ),
    Field(
        "status",
        "category",
        "what is to be thought of it; only `reported` is told as happened",
        words=get_args(Status),
    ),
    Field(
        "claim_certainty",
        "category",
        "that the text says so; of several reports the surest counts",
        words=get_args(Certainty),
        heading="Reading is sure",
    ),
    Field(
        "start_time",
        "datetime64[s, UTC]",
        "the first instant of the days of the event",
        missing=True,
        heading="From (UTC)",
    ),
    Field(
        "end_time",
        "datetime64[s, UTC]",
        "the instant behind the days of the event",
        missing=True,
        heading="Before (UTC)",
    ),
    Field("dated", "bool", "whether the day is known"),
    Field(
        "date_basis", "category", "how the days are known", words=get_args(WhenBasis), heading="Days known by"
    ),
    Field("published", "object", "when the first report was printed, as EDTF", missing=True),
    Field("published_basis", "category", "how that is known", words=get_args(PublicationBasis)),
    Field("n_reports", "Int64", "how many reports tell it", heading="Reports"),
    Field("n_sources", "Int64", "how many known publishers print it; at least 1", heading="Publishers"),
    Field(
        "n_independent",
        "Int64",
        "how many publishers wrote it independently of each other",
        heading="Independent publishers",
    ),
    Field(
        "n_copies",
        "Int64",
        "how many articles print one and the same text of it",
        heading="Copies of one text",
    ),
    Field("contradicted", "bool", "whether records of the same place and time say the opposite"),
    Field("contradicts", "object", "their ids, joined by `; `; of more than 20 at least 20", missing=True),
    Field(
        "may_differ",
        "object",
        "ids of records that say the opposite of a wide place or of many days: both may be right",
        missing=True,
    ),
    Field("hearsay", "bool", "whether every report marks it as rumour"),
    Field("actor", "object", "who does it", missing=True),
    Field("title", "object", "title of the first report", missing=True),
    Field("lang", "object", "language of the first report", heading="Language"),
    Field("document", "object", "the article of the first report, by its id in `records.jsonl`"),
    Field("claim_start", "Int64", "where the whole sentence begins in that article's text, in characters"),
    Field("claim_end", "Int64", "where it ends there, behind its last character"),
    Field("claim_cut", "bool", "whether `claim` is only a part; an ellipsis stands where it was cut"),
    Field("toponym", "object", "the name as written"),
    Field(
        "place_id",
        "object",
        "id of the place: `geonames:…`, `katottg:…`, `geomap:…`, or `user:…` for your own",
        missing=True,
    ),
    Field("country", "object", "ISO 3166-1 alpha-2 code of the country that holds it", missing=True),
    Field("admin1", "object", "name of the first-level unit that holds it: oblast, state", missing=True),
    Field("admin2", "object", "name of the second-level unit that holds it: raion, county", missing=True),
    Field("feature_code", "object", "GeoNames feature code", missing=True),
    Field(
        "weapons",
        "object",
        "classes of weapons that are said to have been used, joined by `; `: `drone`, `missile` (rockets "
        "too), `glide-bomb`, `artillery`, `mortar`, `mine`, `small-arms`",
        missing=True,
    ),
    Field(
        "launched_min",
        "Int64",
        "how many were launched, at least; of several reports the least",
        missing=True,
    ),
    Field(
        "launched_max", "Int64", "how many, at most; unknown too where the text says at least", missing=True
    ),
    Field("shot_down_min", "Int64", "how many of them were shot down, at least", missing=True),
    Field("shot_down_max", "Int64", "how many, at most", missing=True),
    Field(
        "killed_min", "Int64", "people killed, at least; 0 where the text says that nobody was", missing=True
    ),
    Field("killed_max", "Int64", "how many, at most", missing=True),
    Field(
        "wounded_min",
        "Int64",
        "people wounded, at least; 0 where the text says that nobody was",
        missing=True,
    ),
    Field("wounded_max", "Int64", "how many, at most", missing=True),
    Field(
        "targets",
        "object",
        "kinds of objects hit, joined by `; `: `energy`, `housing`, `medical`, `school`, `transport`, "
        "`military`, `industry`; by the text, or because the place is one",
        missing=True,
    ),
    Field("acled_event", "object", "nearest event type of ACLED", missing=True),
    Field("acled_sub_event", "object", "nearest sub-event type of ACLED", missing=True),
    Field("plover_event", "object", "nearest event type of PLOVER", missing=True),
    Field(
        "lon",
        "float64",
        "longitude of the point; of an area, where a label stands farthest from its edge",
        missing=True,
        heading="Longitude",
    ),
    Field("lat", "float64", "latitude of the same", missing=True, heading="Latitude"),
    Field(
        "outline",
        "category",
        "of areas, what the outline is: `approximate` is right to some kilometres",
        missing=True,
        words=(*get_args(Outline), ""),
    ),
    Field("vague", "bool", "whether it is an area of which no edge should be drawn"),
    Field(
        "geometry", "geometry", "point or multipolygon in EPSG:4326; of what no map shows none", missing=True
    ),
)
"""The columns of the claims, in their order; ``pandas.DataFrame(COLUMNS)`` shows them as a table.

``record_id`` is the index of the frame. Points lack ``outline`` and ``vague`` in files of their own.
"""
HEADINGS = {field.name: field.heading for field in COLUMNS if field.heading}
VOCABULARIES = {field.name: field.words for field in COLUMNS if field.words}
"""The words of each column that has a fixed set of them."""
MEANINGS = {field.name: field.meaning for field in COLUMNS}


def heading(column: str) -> str:
    """Return what a column is called in a table for people.

    >>> heading("killed_min")
    'Killed min'
    """
    return HEADINGS.get(column, column.replace("_", " ").capitalize())
