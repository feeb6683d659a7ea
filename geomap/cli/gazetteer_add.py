"""``geomap gazetteer add`` and ``download``: the user's own places."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geomap.cli.console import complain, fail, guarded
from geomap.cli.options import GazetteerOption
from geomap.files.plain import printable

if TYPE_CHECKING:
    from geomap.gazetteer.adding import FileReport, Report
    from geomap.gazetteer.importers.rows import Within

AllClassesOption = Annotated[
    bool, typer.Option("--all-classes", help="Take in hills, farms, schools, roads and the like, too.")
]

WithinOption = Annotated[
    list[str] | None,
    typer.Option(
        "--within",
        metavar="CODE=UNITS",
        help="Of this country's dump take these first-level units only, by GeoNames' codes: RU=09,10,41.",
    ),
]


@guarded
def add(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="GeoNames dumps and alternate names, Linked Places GeoJSON or CSV; also zipped or gzipped.",
            show_default=False,
        ),
    ],
    gazetteer: GazetteerOption = None,
    all_classes: AllClassesOption = False,  # noqa: FBT002
    within: WithinOption = None,
) -> None:
    """Add places and names from files to your gazetteer, which every verb uses from then on.

    Files are told by their content. A table needs the columns name, lat and lon; rows with a code of
    Ukraine's register (katottg, katotth, code) are that settlement. A settlement that geomap knows only by
    the centre of its hromada, or by a point written by hand, gets its own point; a place that is built in is
    not listed twice. Rows that cannot be used are named and left out.

    \b
    Examples:
      geomap gazetteer add UA.zip alternateNamesV2.zip
      geomap gazetteer add villages.csv --gazetteer project.sqlite
    """  # noqa: D301
    _add(files, gazetteer, all_classes=all_classes, within=dict(map(_units, within or ())))


@guarded
def download(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...",
            help="ukraine or front (see above), country codes (UA), names of GeoNames' dumps (allCountries).",
            show_default=False,
        ),
    ],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where to put the files.")] = Path(),
    add_them: Annotated[bool, typer.Option("--add", help="Add them to your gazetteer at once.")] = False,  # noqa: FBT002
    with_names: Annotated[  # noqa: FBT002
        bool, typer.Option("--names/--no-names", help="Fetch a country's alternate names as well.")
    ] = True,
    sha256: Annotated[
        str | None,
        typer.Option("--sha256", help="Checksum that the file must have, where one file is fetched."),
    ] = None,
    address: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="URL", envvar="GEOMAP_GEONAMES", help="Another address than GeoNames' own."
        ),
    ] = None,
    gazetteer: GazetteerOption = None,
) -> None:
    """Fetch dumps from GeoNames: the only verb that uses the network, and only when you call it.

    The word ukraine stands for Ukraine, Belarus, Moldova and the oblasts of Russia by the border (Belgorod,
    Bryansk, Kursk, Rostov, Voronezh; the rest of Russia is left out as it is read); front leaves out Belarus
    and Moldova.

    A transfer that broke off is taken up where it ended. GeoNames publishes no checksums; the size and the
    archive's own are checked, and yours with --sha256.

    \b
    Examples:
      geomap gazetteer download ukraine --add
      geomap gazetteer download MD BY --to dumps --no-names
    """  # noqa: D301
    from dataclasses import replace

    from geomap.gazetteer.download import downloads, fetch, within

    wanted = downloads(tuple(names), to, address=address, with_names=with_names)
    if sha256 is not None:
        if len(wanted) != 1:
            fail("--sha256 is for one file; name one, and give --no-names with a country", 2)
        wanted = (replace(wanted[0], sha256=sha256),)
    files = []
    for item in wanted:
        with _progress() as advance:
            files.append(fetch(item, advance))
        print(f"{printable(str(files[-1]))}: {files[-1].stat().st_size:,} bytes")  # noqa: T201
    cut = within(tuple(names))
    if add_them:
        _add(files, gazetteer, all_classes=False, within=cut)
    else:
        words = [f"--within {country}={','.join(sorted(units))}" for country, units in cut.items()]
        print(f"next: geomap gazetteer add {' '.join([*words, *map(printable, map(str, files))])}")  # noqa: T201


def _units(text: str) -> tuple[str, frozenset[str]]:
    """Return country and units of ``--within``."""
    found = re.fullmatch(r"([A-Za-z]{2})=(\w+(?:,\w+)*)", text)
    if found is None:
        fail(f"--within: {text!r}: give a country and units of it by GeoNames' codes, such as RU=09,10", 2)
    return found[1].upper(), frozenset(found[2].split(","))


def _add(files: list[Path], gazetteer: Path | None, *, all_classes: bool, within: Within) -> None:
    from geomap.gazetteer import adding
    from geomap.gazetteer.builtin import BuiltIn
    from geomap.gazetteer.features import everything, newsworthy
    from geomap.gazetteer.userstore import user_path

    target = user_path(gazetteer)
    if target is None:
        fail("GEOMAP_GAZETTEER is empty: name a file with --gazetteer", 2)
    taken = adding.Selection(wanted=everything if all_classes else newsworthy, within=within)
    with _progress() as advance:
        report = adding.add(files, target, BuiltIn(), taken=taken, advance=advance)
    for file in report.files:
        _say_file(file)
    _say(report)


def _say_file(file: FileReport) -> None:
    counts = [f"{file.places:,} places"] if file.places or not file.names else []
    counts += [f"{file.names:,} names"] if file.names else []
    if file.left_out:
        counts.append(f"{file.left_out:,} rows that are left out on purpose")
    if file.homeless:
        counts.append(f"{file.homeless:,} names of places not added: add those first, then the names again")
    print(f"{printable(file.file)}: {file.format}: {', '.join(counts)}")  # noqa: T201
    for fault in file.first_faults:
        complain(f"{file.file}:{fault.line}: {fault.problem}; left out")
    if file.faults > len(file.first_faults):
        complain(f"{file.file}: {file.faults:,} such rows in all")


def _say(report: Report) -> None:
    linked = report.linked
    print(f"{printable(str(report.path))}: {report.places:,} places of yours")  # noqa: T201
    for count, what in (
        (
            linked.upgraded,
            "give a settlement its own point in place of a centre or one written by hand",
        ),
        (linked.same, "are built in, or listed twice, and add their names only"),
        (linked.doubtful, "may be a built-in settlement, but not surely: they stand for themselves"),
    ):
        if count:
            print(f"  {count:,} {what}")  # noqa: T201


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give what shows the progress: a bar on standard error where that is a terminal, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None  # noqa: ARG005
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        last = ""

        def advance(doing: str, done: int, total: int) -> None:
            nonlocal last
            if doing != last:
                last = doing
                bar.reset(task, description=printable(doing))
            bar.update(task, completed=done, total=total if total > 1 else None)

        yield advance
