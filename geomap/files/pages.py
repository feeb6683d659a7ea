"""A map of more claims than one page holds: a page for each period, and an index that leads to them.

Claims come in the order of their days, so that one page after the other is filled and written: memory holds
one page, and of every claim the beginning of its id and the number of its page.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.documents import Document
from geomap.files.columns import EPOCH, ID, OWN_KEYS, Adding, Columns, Common, Known, Told
from geomap.files.html import (
    Look,
    escaped,
    map_parts,
    own_script,
    page_data,
    parts_of,
    put_in,
    put_page,
    put_texts,
    source,
    write_page,
)
from geomap.files.period_index import Held, Written, address, index_parts, key_of
from geomap.files.period_words import Words, words_of_all
from geomap.files.periods import CLAIMS_A_PAGE, Period, numbers_of, periods_of
from geomap.files.scratch import set_written_whole
from geomap.files.siblings import check_free, file_of, mark_of, remove_outdated
from geomap.records import Record
from geomap.surroundings import Surroundings, centred_among
from geomap.tables import last_publication

if TYPE_CHECKING:
    from datetime import date

FROM, TO = map(OWN_KEYS.index, ("from", "to"))


class Plan(NamedTuple):
    """How a map is divided."""

    periods: tuple[Period, ...]
    """In the order of their pages; none where the map is one page."""
    last: date | None
    """The last day on which any article was published."""
    page_of: Callable[[str], int | None]
    """Gives the number of the page on which the claim of an id stands; None where there is no such claim."""

    @classmethod
    def of(cls, periods: tuple[Period, ...], last: date | None, day_of: Callable[[str], int | None]) -> Plan:
        """Return the plan of periods; ``day_of`` gives the first day of a claim, 0 where it has none."""
        number_of = numbers_of(periods)

        def page_of(name: str) -> int | None:
            day = day_of(name)
            return None if day is None else number_of(day or None)

        return cls(periods, last, page_of)


def plan_of(records: Sequence[Record], most: int = CLAIMS_A_PAGE) -> Plan:
    """Return how a map of these records is divided, where they are more than ``most``."""
    days = {record.id: record.days.start.toordinal() if record.days else 0 for record in records}
    counts = Counter(days.values())
    undated = counts.pop(0, 0)
    last = last_publication(records) if len(records) > most else None
    return Plan.of(periods_of(counts, undated, most), last, days.get)


@contextmanager
def map_written(path: Path, around: Surroundings, plan: Plan, look: Look) -> Iterator[Adding]:
    """Give what takes the claims of a map, in the order of their days; at the end the map is written.

    All its files are there whole or not at all. Pages that geomap wrote beside ``path`` and that are none of
    the map any more are removed.
    """
    names = [file_of(path.name, period) for period in plan.periods]
    if not names:
        page = Columns(around)
        yield page
        write_page(map_parts(page, look), path, look.tiles)
    else:
        with set_written_whole(path) as scratch:
            pages = Pages(scratch / path.name, around, plan, look)
            yield pages
            pages.end()
            check_free(path, names)
    remove_outdated(path, names)


class Pages:
    """Takes claims, and writes the page of a period as soon as one of the next comes."""

    def __init__(self, index: Path, around: Surroundings, plan: Plan, look: Look) -> None:
        """Begin with no page; all will stand in the folder of the index."""
        self._index, self._around, self._plan, self._look = index, around, plan, look
        self._number_of = numbers_of(plan.periods)
        self._known = Known()
        self._at = -1
        self._page = Columns(around, self._known)
        self._written: list[Written] = []
        self._reaching = array("q", [0] * (len(plan.periods) + 1))
        """How many claims more than of the period before began earlier and go on into a period."""
        self._keys = array("Q")
        """Where each claim stands, as ``key_of`` has it."""
        self._places: dict[str, array[int]] = defaultdict(lambda: array("i"))
        self._documents: set[str] = set()
        self._words = words_of_all()

    def add(self, told: Told, group: Hashable, common: Common, documents: Mapping[str, Document]) -> None:
        """Add a record to the page of its period."""
        claim = told.claim
        number = self._number_of(_number(claim[FROM]))
        if number != self._at:
            self._turn()
            self._at = number
        if claim[TO] is not None:
            self._reaching[number + 1] += 1
            self._reaching[self._number_of(_number(claim[TO])) + 1] -= 1
        self._keys.append(key_of(claim[ID], number))
        self._page.add(told, group, common, documents)

    def end(self) -> None:
        """Write the last page, and the index."""
        self._turn()
        held = Held(tuple(self._written), self._keys, self._places, len(self._documents))
        put_texts(put_in(index_parts(held, self._look, self._words), source("index.html")), self._index)

    def _turn(self) -> None:
        """Write the page that is full, and begin the next one."""
        page, number = self._page, self._at
        self._page = Columns(self._around, self._known)
        if number < 0:
            return
        period = self._plan.periods[number]
        places = page.places()
        for place in places:
            self._places[place.id].append(number)
        self._documents.update(page.documents())
        file = file_of(self._index.name, period)
        self._written.append(Written(file, period, len(places)))
        put_page(self._parts(page, number), self._index.with_name(file), self._look.tiles)

    def _parts(self, page: Columns, number: int) -> dict[str, str]:
        """Return what makes the page of a period of the shell."""
        look = replace(self._look, title=None, tally=None)  # they are of all pages
        data = page_data(page, look)
        reaching = list(accumulate(self._reaching))[number]
        for code, words in self._words.items():
            data["strings"][code] |= self._said(words, number, reaching)
        centred = self._around.centred
        if centred:
            own = centred_among(page.places(), remedied=centred.remedied)
            data["centred"] = own and asdict(own)
        data["elsewhere"] = self._elsewhere(page, number)
        said = data["strings"][look.language]
        parts = parts_of(data, heading=said["title"], about=said["about.not"], tiles=look.tiles)
        above = parts["above"].replace('<p id="sheet">', f'{self._links(number, said)}<p id="sheet">', 1)
        return parts | {
            "above": above,
            "page.css": parts["page.css"] + source("periods.css"),
            "claims": f"{own_script()}\n{source('periods.js')}",
            "more": mark_of(self._index.name),
        }

    def _said(self, words: Words, number: int, reaching: int) -> dict[str, Any]:
        """Return what the page of a period says besides what every page does."""
        names = [words.name(period) for period in self._plan.periods]
        said = {f"period.{other}": name for other, name in enumerate(names)}
        title = self._look.title or words.say("title")
        said["title"] = words.say("periods.title", title=title, period=names[number])
        said["periods.note"] = ""
        if self._plan.periods[number].days is None:
            said["periods.note"] = words.say("periods.withoutDay")
        elif reaching:
            said["periods.note"] = words.say("periods.reaching", n=reaching)
        return words.table | said

    def _links(self, number: int, said: Mapping[str, Any]) -> str:
        """Return the links of a page to the one before, to the one after, and to the index."""
        files = [address(file_of(self._index.name, period)) for period in self._plan.periods]
        links = []
        if number:
            links.append((files[number - 1], 'class="before" rel="prev"', f"period.{number - 1}"))
        links.append((address(self._index.name), 'rel="up"', "periods.all"))
        if number + 1 < len(files):
            links.append((files[number + 1], 'class="after" rel="next"', f"period.{number + 1}"))
        shown = "".join(
            f'<a href="{escaped(file)}" {how} data-say="{key}">{escaped(said[key])}</a>'
            for file, how, key in links
        )
        note = escaped(said["periods.note"])
        below = f'<p id="reaching" data-say="periods.note">{note}</p>' if note else ""
        label = escaped(said["periods"])
        return f'<nav id="periods" data-label="periods" aria-label="{label}">{shown}</nav>{below}'

    def _elsewhere(self, page: Columns, number: int) -> dict[str, Any]:
        """Return what a page must know of the others: where the claims are that its own stand against."""
        numbers: dict[str, int] = {}
        pages, links = [], []
        for position, kind, name in page.strangers():
            if name not in numbers:
                found = self._plan.page_of(name)
                if found is None:
                    continue
                numbers[name] = len(numbers)
                pages.append(found)
            links.append((position, kind, numbers[name]))
        last, days = self._plan.last, self._plan.periods[number].days
        return {
            "last": last and last.toordinal() - EPOCH,
            "days": days and [days.start.toordinal() - EPOCH, days.end.toordinal() - EPOCH],
            "files": [address(file_of(self._index.name, period)) for period in self._plan.periods],
            "ids": list(numbers),
            "pages": pages,
            "links": links,
        }


def _number(day: int | None) -> int | None:
    """Return a day of the page's data as ``date.toordinal`` counts it."""
    return None if day is None else day + EPOCH
