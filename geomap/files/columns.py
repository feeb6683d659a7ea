"""Records as the columns that the map page reads: each text once, days and coordinates as whole numbers."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from itertools import chain
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, get_args

from geomap.areas import Standing, area_of, standing_of
from geomap.basemap import Basemap, extents_of
from geomap.claimants import Side
from geomap.documents import Document
from geomap.events import Action, Modality
from geomap.excerpts import clipped
from geomap.facts import Count, Target, Weapon
from geomap.files.arrays import Array, Table
from geomap.files.called import claimants_called, publishers_called
from geomap.files.localnames import local_of
from geomap.files.packing import Places
from geomap.gazetteer import Credit, Entry, Precision, Spelling, SpellingKind
from geomap.links import link_of
from geomap.places import Certainty
from geomap.publication import PublicationBasis
from geomap.records import Record, Report, by_day, place_key
from geomap.spans import Days
from geomap.surroundings import Label, Surroundings, local_name
from geomap.when import WhenBasis

if TYPE_CHECKING:
    import shapely
else:
    from geomap.later import shapely

EPOCH = date(1970, 1, 1).toordinal()
LONGEST_TEXT = 300
"""Characters kept of a title, a name or a reason."""
LONGEST_URL = 2000
LONGEST_KEPT = 600
"""Characters up to which a quote is kept beside each name that it tells of, for its document lies packed."""
MOST_SPELLINGS = 40
MOST_HELD = 5_000_000
"""Characters of quotes that are held, to tell each of them once."""
KINDS: tuple[Standing, ...] = ("point", "area", "listed")
CLAIM_KEYS = (
    "id place toponym action modality reading certainty side claimant actor hearsay from to edtf basis "
    "contradicts mayDiffer independent copies doubtful candidates "
    "weapons launched shotDown killed wounded targets"
).split()
REPORT_KEYS = (
    "claim document quote quoteAt start end cutStart cutEnd sourceWords timeWords timeReason "
    "placeReason roleReason corrected"
).split()
LINKS = ("contradicts", "mayDiffer")
OWN_KEYS = [key for key in CLAIM_KEYS if key not in LINKS]
"""What is told of a claim that leads to no other."""
ID, PLACE, CANDIDATES = map(OWN_KEYS.index, ("id", "place", "candidates"))
CLAIMANT = OWN_KEYS.index("claimant")
OWN_TEXTS = [OWN_KEYS.index(key) for key in ("toponym", "claimant", "actor", "edtf")]
CLAIM, DOCUMENT, QUOTE, QUOTE_AT = map(REPORT_KEYS.index, ("claim", "document", "quote", "quoteAt"))
TEXTS = [i for i, key in enumerate(REPORT_KEYS) if key.endswith(("Words", "Reason", "corrected"))]
VOCABULARY: dict[str, Any] = {
    "action": Action,
    "modality": Modality,
    "certainty": Certainty,
    "side": Side,
    "weapon": Weapon,
    "target": Target,
    "precision": Precision,
    "basis": WhenBasis,
    "publicationBasis": PublicationBasis,
}
"""The words that columns hold as numbers: places in these lists."""
CODES = {name: {word: i for i, word in enumerate(get_args(words))} for name, words in VOCABULARY.items()}
ROUGH: tuple[Precision, ...] = ("near", "hromada", "raion", "sector")
"""Precisions of settlements whose circle the map draws: the point is not their own."""
SPELLING_ORDER: tuple[SpellingKind, ...] = ("official", "former", "russian", "historic", "abbreviation")
"""What a reader looks for first among spellings; the others follow as the gazetteer has them."""


class _Texts:
    """A table that holds each text once; ``-1`` stands for none."""

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.items: list[str] = []

    def add(self, text: str | None, longest: int = LONGEST_TEXT) -> int:
        if not text:
            return -1
        if len(text) > longest:
            text = clipped(text, longest)
        number = self.index.setdefault(text, len(self.items))
        if number == len(self.items):
            self.items.append(text)
        return number


class _Quotes:
    """Quotes by number. There are nearly as many as claims, so not all of them are held.

    Each is told once, unless many others stand between the claims that it is behind.
    """

    def __init__(self) -> None:
        self._quotes = Table(["quotes"])
        self._known: dict[str, int] = {}
        self._size = 0

    def add(self, quote: str) -> int:
        number = self._known.get(quote)
        if number is None:
            self._size += len(quote)
            if self._size > MOST_HELD:
                self._known, self._size = {}, len(quote)
            number = self._known[quote] = len(self._quotes)
            self._quotes.add([quote])
        return number

    def columns(self) -> Mapping[str, Array]:
        """Return the quotes by number."""
        return self._quotes.columns()


class _Places:
    """The entries that claims or candidates name, in the order in which they are first met."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.index: dict[str, int] = {}
        self.entries: list[Entry] = []
        self._surroundings = surroundings

    def add(self, entry: Entry) -> int:
        if entry.id not in self.index:
            self.index[entry.id] = len(self.entries)
            self.entries.append(entry)
        return self.index[entry.id]

    def _named(self, entry_id: str) -> str | None:
        around = self._surroundings
        return around.names.get(entry_id) or local_name(around.spellings.get(entry_id, ()))

    def columns(self, claims: Mapping[int, int]) -> dict[str, list[Any]]:
        """Return the columns; ``claims`` tells how many claims each place has, shapes are kept for those."""
        spellings = self._surroundings.spellings
        areas = [area_of(entry) if claims.get(i) else None for i, entry in enumerate(self.entries)]
        return {
            "id": [entry.id for entry in self.entries],
            "name": [entry.name for entry in self.entries],
            "local": [local_of(entry, self._named) or "" for entry in self.entries],
            "lon": [round(entry.point.lon, 5) for entry in self.entries],
            "lat": [round(entry.point.lat, 5) for entry in self.entries],
            "country": [entry.country for entry in self.entries],
            "admin1": [entry.admin1 for entry in self.entries],
            "code": [entry.feature_code for entry in self.entries],
            "admin": [entry.admin1 if entry.admin1 != entry.name else None for entry in self.entries],
            "localAdmin": [
                self._named(entry.path[1]) if entry.admin1 and len(entry.path) > 1 else None
                for entry in self.entries
            ],
            "unit": [_unit(entry) for entry in self.entries],
            "localUnit": [
                self._named(entry.path[-1]) if _unit(entry) and entry.path else None for entry in self.entries
            ],
            "derived": [int(entry.derived is not None) for entry in self.entries],
            "precision": [CODES["precision"][entry.precision] for entry in self.entries],
            "radius": [round(entry.radius_km, 1) for entry in self.entries],
            "rough": [int(entry.precision in ROUGH) for entry in self.entries],
            "outline": [None if area is None else area.outline for area in areas],
            "vague": [int(area is not None and area.vague) for area in areas],
            "kind": [KINDS.index(standing_of(entry)) for entry in self.entries],
            "claims": [claims.get(i, 0) for i in range(len(self.entries))],
            "spellings": [
                _spellings(spellings.get(entry.id, ())) if claims.get(i) else []
                for i, entry in enumerate(self.entries)
            ],
            "shape": [None if area is None else rings_of(area.geometry) for area in areas],
            "labelAt": [None if a is None else [a.label.lon, a.label.lat] for a in areas],
        }


def _unit(entry: Entry) -> str | None:
    """Return the name of the unit at whose centre a place stands, for want of a point of its own."""
    return {"hromada": entry.admin3, "raion": entry.admin2}.get(entry.precision)


class Told(NamedTuple):
    """What the page tells of one record, before it is put into tables beside all others."""

    claim: list[Any]
    """By ``OWN_KEYS``; places as references, texts as their numbers among those of the place."""
    links: list[Sequence[str]]
    """By ``LINKS``: the ids of other claims."""
    reports: list[list[Any]]
    """By the keys of reports; documents and texts as their numbers among those of the place."""


Origin = tuple[str, str | None, str | None, str | None, str, int | None, int | None, int, str | None]
"""A document by the keys of documents, its texts as they are."""


class Shared(NamedTuple):
    """What the records of one place tell in common, each text and each document once."""

    texts: tuple[str, ...]
    documents: tuple[Origin, ...]


class Sharing:
    """Gathers what is told in common, as it is met."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        self._documents: dict[Origin, int] = {}

    def text(self, text: str | None) -> int:
        """Return the number of a text; ``-1`` stands for none."""
        return self._texts.setdefault(text, len(self._texts)) if text else -1

    def document(self, origin: Origin) -> int:
        """Return the number of a document."""
        return self._documents.setdefault(origin, len(self._documents))

    def shared(self) -> Shared:
        """Return all that was gathered, by number."""
        return Shared(tuple(self._texts), tuple(self._documents))


class _Met(dict[int, int]):
    """A page's numbers of what all pages have in common, each given when it is met."""

    def __init__(self, items: Sequence[Any], add: Callable[[Any], int]) -> None:
        super().__init__({-1: -1})
        self._items, self._add = items, add

    def __missing__(self, item: int) -> int:
        number = self[item] = self._add(self._items[item])
        return number


class _Through:
    """A page's numbers of what a group tells, by those that it has among all pages."""

    __slots__ = ("_among_all", "_met")

    def __init__(self, among_all: Sequence[int] | _Through, met: _Met) -> None:
        self._among_all, self._met = among_all, met

    def __getitem__(self, item: int) -> int:
        return self._met[self._among_all[item]]


class Numbers(NamedTuple):
    """What stands for all that the records of one group refer to."""

    entries: Mapping[str, Entry]
    texts: Sequence[int] | _Through
    """The last is that of no text."""
    documents: Sequence[int] | _Through

    def through(self, texts: _Met, documents: _Met) -> Numbers:
        """Return the numbers that a page gives to what has these among all pages."""
        return Numbers(self.entries, _Through(self.texts, texts), _Through(self.documents, documents))


Common = Callable[[Any], tuple[Shared, Mapping[str, Entry]]]
"""Gives what the records of a group tell in common, and the entries that they refer to."""


class Adding(Protocol):
    """Takes what the page tells of records, in the order of their days."""

    def add(self, told: Told, group: Hashable, common: Common, documents: Mapping[str, Document]) -> None:
        """Add a record; ``common`` is asked for what its group shares, when the first of that is met."""


class _Documents:
    """Documents, each once, in the order in which they are first met."""

    def __init__(self) -> None:
        self.index: dict[Origin, int] = {}
        self.items: list[Origin] = []

    def add(self, origin: Origin) -> int:
        number = self.index.get(origin)
        if number is None:
            # Many have these in common, and each block has strings of its own.
            publisher, language, edtf = origin[2], origin[4], origin[8]
            shared = publisher and intern(publisher), origin[3], intern(language)
            kept = (*origin[:2], *shared, *origin[5:8], edtf and intern(edtf))
            number = self.index[kept] = len(self.items)
            self.items.append(kept)
        return number


class Known:
    """What several pages are told in common: each text and each document once, whatever page tells it."""

    def __init__(self) -> None:
        self.documents = _Documents()
        self.texts = _Texts()
        self._groups: dict[Hashable, Numbers] = {}

    def numbers(self, group: Hashable, common: Common) -> Numbers:
        """Return the numbers of what a group shares, which ``common`` gives when the group is first met."""
        found = self._groups.get(group)
        if found is None:
            shared, entries = common(group)
            documents = array("i", map(self.documents.add, shared.documents))
            texts = array("i", (*map(self.texts.add, shared.texts), -1))
            found = self._groups[group] = Numbers(entries, texts, documents)
        return found


class Columns:
    """The data of the page, as records are added to it in the order of their days."""

    def __init__(self, surroundings: Surroundings, known: Known | None = None) -> None:
        """Begin with a page on which nothing is claimed.

        One of several has what they know in common, and tells of it what its own records have.
        """
        self._claims = Table(OWN_KEYS)
        self._reports = Table(REPORT_KEYS)
        self._quotes = _Quotes()
        self._ids = array("Q")
        """Digests of the ids of claims: a link is the position of another claim."""
        self._links: dict[int, Sequence[Sequence[str]]] = {}
        """The ids to which claims are linked, by the positions of those that have any."""
        self._known = known or Known()
        self._texts = _Texts() if known else self._known.texts
        self._documents = _Documents() if known else self._known.documents
        self._met = (
            (_Met(known.texts.items, self._texts.add), _Met(known.documents.items, self._documents.add))
            if known
            else None
        )
        self._counts: Counter[int] = Counter()
        self._places = _Places(surroundings)
        self._claimants: Counter[int] = Counter()
        self._surroundings = surroundings

    def add(self, told: Told, group: Hashable, common: Common, documents: Mapping[str, Document]) -> None:
        """Add a record; ``common`` is asked for what its group shares, when the first of that is met."""
        numbers = self._known.numbers(group, common)
        entries, texts, origins = numbers.through(*self._met) if self._met else numbers
        claim = told.claim
        place = claim[PLACE]
        claim[PLACE] = -1 if place is None else self._places.add(entries[place])
        for column in OWN_TEXTS:
            claim[column] = texts[claim[column]]
        self._claimants[claim[CLAIMANT]] += 1
        if claim[CANDIDATES]:
            told_of_them = ((self._places.add(entries[it]), score) for it, score in claim[CANDIDATES])
            claim[CANDIDATES] = list(chain.from_iterable(told_of_them))
        position = len(self._ids)
        for report in told.reports:
            document = report[DOCUMENT] = origins[report[DOCUMENT]]
            report[QUOTE] = self._quotes.add(_quote(report, self._documents.items[document][0], documents))
            for column in TEXTS:
                report[column] = texts[report[column]]
            report[CLAIM] = position
            self._reports.add(report)
        if any(told.links):
            self._links[position] = told.links
        self._ids.append(_number(claim[ID]))
        self._counts[claim[PLACE]] += 1
        self._claims.add(claim)

    def data(self) -> dict[str, Any]:
        """Return the data, with ``Array``s in it: the same for the same records whatever their order."""
        counts = dict(self._counts)
        surroundings, entries = self._surroundings, self._places.entries
        ground = surroundings.ground
        claims = {**self._claims.columns(), **self._linked()}
        return {
            # The page reads the others first, and of these only what it shows.
            **self._quotes.columns(),
            "vocabulary": {name: get_args(words) for name, words in VOCABULARY.items()},
            "claims": {key: claims[key] for key in CLAIM_KEYS},
            "places": self._places.columns(counts),
            "reports": self._reports.columns(),
            "documents": _documents(self._documents.items, self._texts),
            "called": self._called(),
            "texts": list(self._texts.index),
            "labels": [_label(label) for label in surroundings.labels],
            **_ground(ground),
            **_bounds(entries, counts, ground),
            "centred": asdict(surroundings.centred) if surroundings.centred else None,
            "credits": list(dict.fromkeys(c.line for c in _credits(surroundings))),
            "basemapCredits": [f"{c.source} ({c.licence})" for c in ground.credits] if ground else [],
        }

    def places(self) -> list[Entry]:
        """Return the places of which something is claimed."""
        return [entry for number, entry in enumerate(self._places.entries) if self._counts[number]]

    def documents(self) -> Iterable[str]:
        """Return the ids of the documents; one that is told in several ways comes several times."""
        return (origin[0] for origin in self._documents.items)

    def strangers(self) -> list[tuple[int, int, str]]:
        """Return the links that lead to no claim here.

        Of each the position of the claim that has it, the place of its kind in ``LINKS``, and the id.
        """
        known = set(self._ids)
        return [
            (position, kind, other)
            for position, links in sorted(self._links.items())
            for kind, others in enumerate(links)
            for other in others
            if _number(other) not in known
        ]

    def _called(self) -> dict[str, list[tuple[int, int]]]:
        """Return the texts instead of which the filters have others, with these."""
        publishers = Counter(publisher for _, _, publisher, *_ in self._documents.items if publisher)
        names = list(self._texts.index)
        claimants = Counter({names[text]: n for text, n in self._claimants.items() if text >= 0})
        known = {"publisher": publishers_called(publishers)}
        known["claimant"] = claimants_called(claimants)
        return {
            kind: [(self._texts.add(name), self._texts.add(other)) for name, other in told.items()]
            for kind, told in known.items()
        }

    def _linked(self) -> Mapping[str, Array]:
        """Return the columns of links."""
        digests = {it: _number(it) for links in self._links.values() for others in links for it in others}
        wanted = set(digests.values())
        at = {digest: position for position, digest in enumerate(self._ids) if digest in wanted}
        columns = Table(LINKS)
        none: list[list[int]] = [[] for _ in LINKS]
        for position in range(len(self._claims)):
            links = self._links.get(position)
            columns.add(
                [[at[digests[it]] for it in others if digests[it] in at] for others in links]
                if links
                else none
            )
        return columns.columns()


def columns_of(records: Iterable[Record], surroundings: Surroundings) -> Columns:
    """Return the data of the page: the same for the same records whatever their order."""
    page = Columns(surroundings)
    put_on(page, sorted(records, key=by_day))
    return page


def put_on(page: Adding, records: Sequence[Record]) -> None:
    """Add records, which are in the order of their days."""
    places = Places()
    sharing: dict[str, Sharing] = defaultdict(Sharing)
    told = [told_of(one, places, sharing[_place_key(one)], {}) for one in records]

    def common(place: str) -> tuple[Shared, Mapping[str, Entry]]:
        return sharing[place].shared(), places.entries

    for record, one in zip(records, told, strict=True):
        page.add(one, _place_key(record), common, {})


def _place_key(record: Record) -> str:
    return place_key(record.reports[0])


def _number(name: str) -> int:
    """Return what stands for an id within this process."""
    return hash(name) & (1 << 64) - 1


def _columns(keys: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    return {key: [row[i] for row in rows] for i, key in enumerate(keys)}


def told_of(record: Record, places: Places, sharing: Sharing, documents: Mapping[str, Document]) -> Told:
    """Return what the page tells of a record; quotes that stand in its documents only by where they end."""
    row = _claim_row(record, places, sharing)
    reports = [_report_row(report, documents.get(report.document), sharing) for report in record.reports]
    return Told(
        [row[key] for key in OWN_KEYS],
        [record.contradicts, record.may_differ],
        [[row[key] for key in REPORT_KEYS] for row in reports],
    )


def quoted(
    told: Told, shared: Shared, documents: Mapping[str, Document]
) -> Iterator[tuple[str, int, int, str]]:
    """Yield the document, the place and the words of each quote."""
    for report in told.reports:
        name, start = shared.documents[report[DOCUMENT]][0], report[QUOTE_AT]
        quote = _quote(report, name, documents)
        yield name, start, start + len(quote), quote


def _quote(report: Sequence[Any], name: str, documents: Mapping[str, Document]) -> str:
    """Return the words that a report quotes of the document of that id."""
    quote: str | int = report[QUOTE]
    return documents[name].text[report[QUOTE_AT] : quote] if isinstance(quote, int) else quote


def _claim_row(record: Record, places: Places, sharing: Sharing) -> dict[str, Any]:
    facts = record.facts
    return {
        "id": record.id,
        "place": None if record.place is None else places.add(record.place),
        "toponym": sharing.text(record.toponym[:LONGEST_TEXT]),
        "action": CODES["action"][record.action],
        "modality": CODES["modality"][record.modality],
        "reading": CODES["certainty"][record.claim_certainty],
        "certainty": CODES["certainty"][record.certainty],
        "side": CODES["side"][record.side],
        "claimant": sharing.text(record.claimant),
        "actor": sharing.text(record.actor),
        "hearsay": int(record.hearsay),
        "from": _day(record.days, "start"),
        "to": _day(record.days, "end"),
        "edtf": sharing.text(record.edtf),
        "basis": CODES["basis"][record.basis],
        "independent": record.independent,
        "copies": record.copies,
        "doubtful": int(record.status == "doubtful"),
        "candidates": _candidates(record, places),
        "weapons": [CODES["weapon"][arm.weapon] for arm in facts.weapons],
        "launched": _bounds_of(facts.launched),
        "shotDown": _bounds_of(facts.shot_down),
        "killed": _bounds_of(facts.killed),
        "wounded": _bounds_of(facts.wounded),
        "targets": [CODES["target"][struck.target] for struck in facts.targets],
    }


def _bounds_of(count: Count | None) -> list[int] | None:
    """Return a count as the least and the most; -1 where it has no upper end."""
    return None if count is None else [count.least, -1 if count.most is None else count.most]


def _report_row(report: Report, document: Document | None, sharing: Sharing) -> dict[str, Any]:
    name, view, span = report.name_in_quote, report.in_view, report.quote_span
    url = link_of(report.url)
    published = report.published
    quote: str | int = report.quote
    if document and len(report.quote) > LONGEST_KEPT and span.of(document.text) == quote:
        quote = span.end  # many names may share it
    origin: Origin = (
        report.document,
        report.title,
        report.publisher,
        url if url and len(url) <= LONGEST_URL else None,
        report.language,
        _day(published.days, "start"),
        _day(published.days, "end"),
        CODES["publicationBasis"][published.basis],
        published.days.edtf() if published.days else None,
    )
    return {
        "claim": None,
        "document": sharing.document(origin),
        "quote": quote,
        "quoteAt": span.start,
        "start": _units(report.quote, name.start),
        "end": _units(report.quote, name.end),
        "cutStart": _units(report.quote, view.start),
        "cutEnd": _units(report.quote, view.end),
        "sourceWords": sharing.text(report.source_words),
        "timeWords": sharing.text(report.time_words),
        "timeReason": sharing.text(report.time_reason),
        "placeReason": sharing.text(report.place_reason),
        "roleReason": sharing.text(report.role_reason),
        "corrected": sharing.text("; ".join(report.corrected)),
    }


def _units(quote: str, position: int) -> int:
    """Return how many characters stand before a position as a browser counts them, in UTF-16.

    >>> _units("\U0001f680 in Lyman", 5)
    6
    """
    return position if quote.isascii() else len(quote[:position].encode("utf-16-le", "surrogatepass")) // 2


def _documents(documents: Iterable[Origin], texts: _Texts) -> dict[str, list[Any]]:
    keys = ("id", "title", "publisher", "url", "language", "from", "to", "basis", "edtf")
    rows = [
        (
            name[:LONGEST_URL],
            texts.add(title),
            texts.add(publisher),
            texts.add(url, LONGEST_URL),
            *others,
            texts.add(edtf),
        )
        for name, title, publisher, url, *others, edtf in documents
    ]
    return _columns(keys, rows)


def _candidates(record: Record, places: Places) -> list[tuple[str, int]]:
    """Return place and score, in hundredths, of the likeliest places of the report that knows most."""
    best = max(record.reports, key=lambda r: len(r.candidates)).candidates[:5]
    if record.certainty == "certain" and len(best) < 2:
        return []
    return [(places.add(candidate.entry), round(100 * candidate.score)) for candidate in best]


def _day(days: Days | None, end: Literal["start", "end"]) -> int | None:
    if days is None:
        return None
    return (days.start if end == "start" else days.end).toordinal() - EPOCH


def _label(label: Label) -> list[Any]:
    """Return a label as a row, for there are many: id, kind, rank, lon, lat, name, name in Ukrainian."""
    lon, lat = (round(degrees, 3) for degrees in label.point)
    local = [label.local] if label.local else []
    return [label.id, label.kind, label.rank, lon, lat, label.name, *local]


def _spellings(known: Sequence[Spelling]) -> list[list[str]]:
    """Return the spellings that a page shows and searches: text and kind, the telling kinds first."""
    order = {kind: i for i, kind in enumerate(SPELLING_ORDER)}
    kept = sorted(known, key=lambda s: order.get(s.kind, len(order)))
    return [[text, kind] for text, kind in {s.text: s.kind for s in reversed(kept)}.items()][::-1][
        :MOST_SPELLINGS
    ]


def _ground(ground: Basemap | None) -> dict[str, Any]:
    if ground is None:
        return {"basemap": {}}
    return {
        "basemap": {
            "land": [deltas(ring) for polygon in ground.land for ring in polygon],
            "water": [deltas(ring) for polygon in ground.lakes for ring in polygon],
            "rivers": [deltas(line) for line in ground.rivers],
            "borders": [deltas(line) for line in ground.borders],
            "regions": [deltas(line) for line in ground.first_level],
            "disputed": [deltas(line) for line in ground.disputed],
        }
    }


def _bounds(entries: Sequence[Entry], counts: Mapping[int, int], ground: Basemap | None) -> dict[str, Any]:
    """Return what holds all claims, and how far the page can be panned."""
    drawn = [
        entry.point for i, entry in enumerate(entries) if counts.get(i) and standing_of(entry) != "listed"
    ]
    extent, _ = extents_of(drawn)
    limits = ground.extent if ground else extent.grown(10)
    boxes = {"whole": extent.grown(0.4), "limits": limits}
    return {name: [round(x, 3) for x in box] for name, box in boxes.items()}


def _credits(surroundings: Surroundings) -> Iterable[Credit]:
    if surroundings.ground is not None:
        yield from surroundings.ground.credits
    yield from surroundings.credits


def deltas(points: Iterable[tuple[float, float]]) -> list[int]:
    """Return a line as differences of thousandths of a degree, lon and lat in turn.

    >>> deltas([(30.5, 50.4), (30.501, 50.4)])
    [30500, 50400, 1, 0]
    """
    found: list[int] = []
    last_lon = last_lat = 0
    for lon, lat in points:
        x, y = round(lon * 1000), round(lat * 1000)
        if found and x == last_lon and y == last_lat:
            continue
        found += (x - last_lon, y - last_lat)
        last_lon, last_lat = x, y
    return found


def rings_of(shape: shapely.Geometry) -> list[list[int]]:
    """Return the rings of a polygon or of several, shells before their holes; shells turn anticlockwise."""
    rings = []
    for part in shapely.get_parts(shape):
        if part.geom_type != "Polygon":
            continue
        turned = shapely.orient_polygons(part)
        for ring in (turned.exterior, *turned.interiors):
            packed = deltas(ring.coords[:-1])
            if len(packed) >= 6:
                rings.append(packed)
    return rings
