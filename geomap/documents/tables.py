"""Tables with a text a row: which column is what, and the rows as documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import NamedTuple

from geomap.documents.day_order import ORDERS, DayColumn, Order, in_order
from geomap.documents.document import Refusal, Remark, Settings
from geomap.documents.fields import ALIASES, IDS, TEXTS, field_name, plain_name
from geomap.documents.kinds import Read
from geomap.documents.profiles import Profile, profile_of
from geomap.documents.rows import Rows

NAMES: dict[str, tuple[str, ...]] = {"id": IDS, "text": TEXTS, **ALIASES}
"""The columns in which each field is looked for."""
ABOVE = 10
"""Rows among which the head is looked for: a title or a note may stand above it."""
SHOWN = 20
"""Columns that a message names."""
LONGEST_NAME = 40


class Cells(NamedTuple):
    """A row of a table, and where it stands."""

    where: str
    values: Sequence[object]


Table = Callable[[], Iterator[Cells | Refusal]]
"""Gives the rows of a table from its start, every time that it is called."""


class Advice(NamedTuple):
    """What is to be done where a table does not tell."""

    text: str
    """Which column is the text."""
    order: str
    """Whether the day or the month stands first."""


BY_OPTIONS = Advice("name it with --map text=COLUMN", "--date-order dmy or mdy")


LOOKED_AT, LONGER = 50, 1.5
"""Rows of which cells are compared, and how much longer than titles those of a text are."""


class Columns(NamedTuple):
    """What the columns of a table are."""

    head: int
    """How many rows there are up to the head, which is the last of them."""
    names: tuple[str, ...]
    taken: tuple[tuple[int, str], ...]
    """The columns whose values are handed on, and under which name."""
    dated: tuple[int, ...]
    """Where days of publication may stand, the best place first."""
    profile: Profile | None
    without_text: bool
    missing: tuple[str, ...]
    """Columns that the user named and the table does not have."""
    titles_only: bool = False
    """Whether no name is that of a text, so that titles would be read, and nobody has said so."""


def read_table(
    where: str, name: str, table: Table, settings: Settings, advice: Advice = BY_OPTIONS
) -> Iterator[Read]:
    """Yield the rows of a table as documents, after one line that says what was taken for what."""
    columns = columns_of(table(), settings)
    if columns is None:
        yield Refusal(where, "empty; there is nothing to read")
        return
    if columns.without_text:
        yield Refusal(where, f"no column is a text; {_named(columns.names)}: {advice.text}")
        return
    if columns.titles_only and (longer := _long_column(columns, table())):
        what = f"the titles are short, and {longer!r} is longer; {_named(columns.names)}"
        yield Refusal(where, f"{what}: {advice.text}")
        return
    dated, order, refusal = _days(where, columns, table(), settings, advice)
    yield Remark(where, _told(columns, dated))
    if refusal:
        yield refusal
    rows = Rows(name)
    count = 0
    empty = True
    for cells in table():
        if isinstance(cells, Refusal):
            empty = False
            yield cells
            continue
        count += 1
        if count <= columns.head or not any(map(as_cell, cells.values)):
            continue
        empty = False
        yield from _row(cells, columns, dated, order, rows)
    if empty:
        yield Refusal(where, "a head without rows; there is nothing to read")


def columns_of(rows: Iterator[Cells | Refusal], settings: Settings) -> Columns | None:
    """Return what the columns of a table are, by its head; None where the table is empty.

    The head is the first row with a column for the text or title, else the first that is not empty.
    """
    first: Columns | None = None
    for number, cells in enumerate(islice((row for row in rows if isinstance(row, Cells)), ABOVE), 1):
        names = tuple(map(as_cell, cells.values))
        if any(names):
            columns = _columns(number, names, settings.columns)
            if not columns.without_text:
                return columns
            first = first or columns
    return first


def as_cell(value: object) -> str:
    """Return a cell as text; whole numbers and days lose what spreadsheets give them beyond that.

    >>> as_cell(201.0), as_cell(datetime(2022, 9, 5)), as_cell(None)
    ('201', '2022-09-05', '')
    """
    if isinstance(value, datetime):
        midnight = value.tzinfo is None and not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if value is None or isinstance(value, bool):
        return ""
    return str(value).strip()


def _columns(head: int, names: tuple[str, ...], named: Mapping[str, str]) -> Columns:
    folded = [field_name(name) for name in names]
    plain = [plain_name(name) for name in names]
    profile = profile_of(plain)
    folded = plain if profile else folded
    taken: list[tuple[int, str]] = []
    dated: tuple[int, ...] = ()
    missing = []
    found: set[str] = set()
    wanted: tuple[str, ...]
    for field, aliases in NAMES.items():
        if field in named:
            wanted = (field_name(named[field]),) if named[field] else ()
            missing += [named[field] for name in wanted if name not in folded]
        elif profile:
            wanted = (profile.fields[field],) if field in profile.fields else ()
        else:
            wanted = aliases
        places = [folded.index(name) for name in wanted if name in folded]
        found.update({field} if places else ())
        if field == "published":
            dated = tuple(places)
            continue
        own = field not in named and profile is None
        taken += [(place, names[place] if own else field) for place in places]
    without = not found & {"text", "title"}
    titles = "text" not in found and profile is None and "text" not in named
    return Columns(head, names, tuple(taken), dated, profile, without, tuple(missing), titles)


def _long_column(columns: Columns, rows: Iterator[Cells | Refusal]) -> str:
    """Return the name of a column that nothing is taken from and whose cells are longer than titles."""
    lengths = [0] * len(columns.names)
    told = (row for row in rows if isinstance(row, Cells))
    for cells in islice(told, columns.head, columns.head + LOOKED_AT):
        for place, value in enumerate(cells.values[: len(lengths)]):
            lengths[place] += len(as_cell(value))
    used = {place for place, _ in columns.taken} | set(columns.dated)
    titles = (lengths[place] for place, name in columns.taken if field_name(name) in NAMES["title"])
    title = max(titles, default=0)
    rest = [place for place in range(len(lengths)) if place not in used and columns.names[place]]
    longest = max(rest, key=lengths.__getitem__, default=-1)
    return columns.names[longest] if longest >= 0 and lengths[longest] > LONGER * title else ""


def _days(
    where: str, columns: Columns, rows: Iterator[Cells | Refusal], settings: Settings, advice: Advice
) -> tuple[int | None, Order | None, Refusal | None]:
    """Return the column of the days of publication, their order, and what is wrong with them."""
    days = {place: DayColumn() for place in columns.dated}
    if days:
        for cells in islice((row for row in rows if isinstance(row, Cells)), columns.head, None):
            for place, column in days.items():
                if place < len(cells.values):
                    column.add(as_cell(cells.values[place]))
    dated = next((place for place in columns.dated if days[place].any), None)
    if dated is None:
        return None, None, None
    column = days[dated]
    order = ORDERS.get(settings.date_order or "") or column.order()
    refusal = None
    if order is None and column.either:
        why = "tells both" if column.day_first else "does not tell"
        refusal = Refusal(
            f"{where}: {columns.names[dated]}",
            f"{column.either[:40]!r} may be day.month or month.day, and the column {why}; say which with "
            f"{advice.order}. Articles with such a day are read as undated",
            documents=0,
        )
    return dated, order, refusal


def _row(
    cells: Cells, columns: Columns, dated: int | None, order: Order | None, rows: Rows
) -> Iterator[Read]:
    values = cells.values
    if len(values) > len(columns.names):
        what = f"{len(values)} cells under {len(columns.names)} columns; the row is left out: put a cell in "
        yield Refusal(cells.where, f"{what}quotes if it holds what parts the columns")
        return
    row: dict[str, object] = {}
    for place, name in columns.taken:
        if place < len(values):
            row.setdefault(name, as_cell(values[place]))
    if dated is not None and dated < len(values):
        row["published"] = _day(as_cell(values[dated]), order)
    yield rows.read(cells.where, row)


def _day(value: str, order: Order | None) -> str:
    """Return the day of a cell; none where it holds the days of several sources, which differ."""
    days = {in_order(part.strip(), order) or "" for part in value.split(";")}
    return days.pop() if len(days) == 1 else ""


def _told(columns: Columns, dated: int | None) -> str:
    """Return in one line what was taken for what, and what was not used."""
    fields: dict[str, str] = {}
    used = [*columns.taken, *([] if dated is None else [(dated, "published")])]
    for field, aliases in NAMES.items():
        at = next((i for i, name in used if name == field or field_name(name) in aliases), None)
        if at is not None:
            fields[field] = columns.names[at]
    told = f"read as {columns.profile.name}: " if columns.profile else ""
    told += ", ".join(f"{field} = {name}" for field, name in fields.items())
    told += "" if "text" in fields else "; the title is the text, since no column holds one"
    if columns.profile and columns.profile.remark:
        told += f"; {columns.profile.remark}"
    if columns.missing:
        told += f"; no column {', '.join(map(repr, columns.missing))}, which --map names"
    unused = [name for i, name in enumerate(columns.names) if name and i not in dict(used)]
    return f"{told}; not used: {_listed(unused)}" if unused else told


def _named(names: Sequence[str]) -> str:
    return f"the columns are {_listed([name for name in names if name])}"


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} others" if len(names) > SHOWN else ""
    return (
        ", ".join(name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + "…" for name in names[:SHOWN])
        + more
    )
