"""Articles in, claims out, in one call: what ``read`` returns shows, narrows and writes itself."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Unpack

from geomap.attempts import Failure
from geomap.documents import Day, Document, Refusal, Settings, Tally, as_days, scan_documents
from geomap.documents.given import Given, given_frame, given_text, is_text
from geomap.documents.json_lines import is_own
from geomap.errors import InputError
from geomap.files.columns import columns_of
from geomap.files.folder import MAP, RECORDS, output_folder, records_in, settle
from geomap.files.geojson import write_geojson
from geomap.files.html import Look, map_parts, render_map, write_map
from geomap.files.periods import CLAIMS_A_PAGE
from geomap.files.records import Archive, read_records, write_records
from geomap.files.unlocated import write_unlocated
from geomap.gazetteer import Gazetteer, given_or_opened
from geomap.language import LANGUAGES
from geomap.pipeline import run
from geomap.records import Record
from geomap.selection import Filters, select
from geomap.surroundings import surroundings_of
from geomap.tables import Horizon, horizon_of, to_tables

if TYPE_CHECKING:
    import folium
    import geopandas
    import pandas

    from geomap.files.html import Tiles
    from geomap.layers import ClaimFrame

Layer: TypeAlias = "geopandas.GeoDataFrame | Mapping[str, Any] | str | PathLike[str]"
"""What can be drawn above the claims: a frame, GeoJSON as a dictionary, or the path of it."""
HEIGHT = 640
"""Pixels of the map in a notebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The claims that were read, with all that shows and writes them.

    It has a length, goes through its records, and shows itself in a notebook as its map.
    """

    records: tuple[Record, ...]
    """In the order of days."""
    documents: tuple[Document, ...]
    gazetteer: Gazetteer
    notes: tuple[str, ...] = ()
    """What is to be said of what was read: what was refused or failed, and why, and what else to know."""
    tally: Tally | None = None
    """What became of all documents; None where the claims are a selection."""
    horizon: Horizon | None = None
    """Of a selection that of all claims, so that a claim has the same times in every file; else None."""

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __repr__(self) -> str:
        places = {record.place.id for record in self.records if record.place}
        days = [record.days for record in self.records if record.days]
        told = f"{_counted(len(self), 'claim')} at {_counted(len(places), 'place')}"
        if days:
            told += f", {min(d.start for d in days)} to {max(d.end for d in days)}"
        return f"<geomap.Result: {told}, from {_counted(len(self.documents), 'document')}>"

    def _repr_html_(self) -> str:
        """Return the map for a notebook, in a frame of its own."""
        around = surroundings_of(self.records, self.gazetteer)
        page = escape(render_map(self.records, surroundings=around, tally=self.tally))
        style = f"width: 100%; height: {HEIGHT}px; border: 0"
        return f'<p>{escape(repr(self))}</p><iframe style="{style}" srcdoc="{page}"></iframe>'

    def select(self, **filters: Unpack[Filters]) -> Result:
        """Return the claims for which all that is asked holds, with the documents that tell them."""
        horizon = self.horizon or horizon_of(self.records)
        records = select(self.records, self.gazetteer, horizon, **filters)
        told = {report.document for record in records for report in record.reports}
        documents = tuple(document for document in self.documents if document.id in told)
        return replace(self, records=records, documents=documents, tally=None, horizon=horizon)

    def to_geodataframe(self, *, listed: bool = False, **filters: Unpack[Filters]) -> ClaimFrame:
        """Return the claims that a map shows as a frame of geopandas; with ``listed`` all others, too.

        Its columns are those of ``geomap.COLUMNS``. ``filters`` are those of ``select``.
        """
        from geomap.frames import to_frame

        horizon = self.horizon or horizon_of(self.records)
        chosen = select(self.records, self.gazetteer, horizon, **filters)
        return to_frame(chosen, self.gazetteer.credits(), listed=listed, horizon=horizon)

    def map(
        self,
        layers: Mapping[str, Layer] | None = None,
        *,
        title: str | None = None,
        language: str = "en",
        tiles: Tiles | None = None,
    ) -> folium.Map:
        """Return the map page as a ``folium.Map``: more can be added to it, and it saves itself.

        ``layers`` are drawn above the claims: frames of geopandas, GeoJSON as a dictionary, or paths of it; a
        UsageError names what is none.
        """
        import folium

        from geomap.files.folium_shell import map_of
        from geomap.files.overlays import overlays

        around = surroundings_of(self.records, self.gazetteer)
        look = Look(title=title, language=language, tiles=tiles, tally=self.tally)
        drawn = map_of(map_parts(columns_of(self.records, around), look), tiles)
        above = [] if layers is None else list(overlays(layers))
        for name, data in above:
            folium.GeoJson(data, name=escape(name)).add_to(drawn)
        if above:
            folium.LayerControl(position="bottomleft", collapsed=False).add_to(drawn)
        return drawn

    def save(
        self,
        folder: str | PathLike[str],
        *,
        title: str | None = None,
        language: str = "en",
        claims_a_page: int = CLAIMS_A_PAGE,
    ) -> Path:
        """Write the files of ``geomap run`` into a folder, a new one or that of an earlier run; return it.

        Of more than ``claims_a_page`` the map is an index and a page for each period, as of ``write_map``.
        """
        around = surroundings_of(self.records, self.gazetteer)
        tables = to_tables(self.records, around.credits, self.horizon)
        page: dict[str, Any] = {"title": title, "language": language, "tally": self.tally}
        page["claims_a_page"] = claims_a_page
        archive = Archive(documents=self.documents, records=self.records, tally=self.tally)
        with output_folder(Path(folder)) as scratch:
            write_geojson(tables, scratch)
            write_unlocated(tables, scratch)
            write_map(self.records, scratch / MAP, surroundings=around, **page)
            write_records(archive, scratch / RECORDS)
        return Path(folder)

    def export(self, path: str | PathLike[str], *, force: bool = False) -> Path:
        """Write the claims in the format of the path's ending, as ``geomap export`` does; return the path.

        With ``force`` a file of that name is written over; without, an OutputError says that there is one.
        """
        from geomap.files.formats import write_layers
        from geomap.layers import to_layers

        layers = to_layers(self.records, self.gazetteer.credits(), self.horizon)
        return write_layers(layers, path, force=force)


def read(
    source: str | PathLike[str] | pandas.DataFrame | Document | Iterable[Any],
    *,
    published: Day | None = None,
    publisher: str | None = None,
    language: str | None = None,
    gazetteer: Gazetteer | None = None,
) -> Result:
    """Return the claims of a text, a file, a folder, rows of a data frame, documents, or several of these.

    A string that names no file is the text itself, if it is a sentence or more; a ``Path`` never is. A frame
    has a column for the text, and may have others for ``published``, ``publisher``, ``title``, ``url``. What
    documents do not say themselves may be told for all: the day of publication, without which "on Monday" is
    no day, the publisher and the language. The folder of an earlier run, or the records.jsonl in it, is
    opened as it was read.

    What cannot be read is named in ``notes``, with a warning; where nothing can be, an InputError says why.
    """
    places = given_or_opened(gazetteer)
    if isinstance(source, str | PathLike) and _is_archive(source):
        settle(records_in(source).parent)
        archive = read_records(source)
        return Result(
            records=archive.records, documents=archive.documents, gazetteer=places, tally=archive.tally
        )
    if language is not None and language not in LANGUAGES:
        raise InputError(f"language: {language!r} is not read; {', '.join(LANGUAGES)} are")
    settings = Settings(
        published=None if published is None else as_days(published), publisher=publisher, language=language
    )
    documents, notes, lost = _documents(source, settings)
    made = run(documents, places)
    failed = [str(failure) for failure in made.failures]
    if lost or failed:
        told = _counted(lost + len(failed), "document")
        warnings.warn(f"{told} could not be read; notes tell which, and why", stacklevel=2)
    return Result(
        records=made.records,
        documents=made.documents,
        gazetteer=places,
        notes=(*notes, *failed),
        tally=Tally(
            read=len(made.documents), refused=lost, failed=len(failed), without_claims=made.without_claims
        ),
    )


def _documents(source: object, settings: Settings) -> tuple[list[Document], list[str], int]:
    """Return the documents of whatever was handed in, what is to be said of it, and how many were lost."""
    inputs = list(_inputs(source))
    documents = [
        replace(
            one,
            published=one.published or settings.published,
            publisher=one.publisher or settings.publisher,
            language=one.language or settings.language,
        )
        for one in inputs
        if isinstance(one, Document)
    ]
    notes: list[str] = []
    lost = 0
    for item in scan_documents([one for one in inputs if not isinstance(one, Document)], None, settings):
        if isinstance(item, Document):
            documents.append(item)
            continue
        notes.append(str(item))
        lost += item.documents if isinstance(item, Refusal) else isinstance(item, Failure)
    twice = [id_ for id_, count in Counter(document.id for document in documents).items() if count > 1]
    if twice:
        raise InputError(f"id {twice[0]!r} is that of several documents; give each document its own")
    if not documents:
        raise InputError("\n".join(notes) or "there is nothing to read; give a text, a path or a data frame")
    return documents, notes, lost


def _inputs(source: object) -> Iterator[str | Path | Given | Document]:
    """Yield what is read of whatever was handed in."""
    if isinstance(source, Document):
        yield source
    elif isinstance(source, str):
        yield given_text(source) if is_text(source) else source
    elif isinstance(source, PathLike):
        yield Path(source)
    elif hasattr(source, "itertuples"):
        yield given_frame(source)  # type: ignore[arg-type]
    elif isinstance(source, Iterable) and not isinstance(source, bytes | Mapping):
        for one in source:
            yield from _inputs(one)
    else:
        raise InputError(f"{type(source).__name__}: not read; give a text, a path, a data frame or documents")


def _is_archive(path: str | PathLike[str]) -> bool:
    """Tell whether a path is that of the records of a run, or of the folder that holds them."""
    try:
        with records_in(path).open("rb") as file:
            return is_own(file.read(64))
    except (OSError, ValueError):  # no such file; what is wrong with another is said when it is read
        return False


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
