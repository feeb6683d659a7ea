# ruff: noqa: E501
"""Measure the map page beside two of folium's time plugins on the same invented claims.

For 100, 1,000, 10,000 and 50,000 claims: bytes of the file, seconds to write it, milliseconds until it can be
used, milliseconds from a step of time to the next painted frame (median of 20, and the worst), and
megabytes of script memory. Needs chromium; the plugins also need npm, as they load their
scripts from the network, which stays closed here: npm fetches them beforehand into the folder ``--assets``.

    python -m benchmarks.page [--assets build/assets] [--sizes 100 1000]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import folium
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from playwright.sync_api import Browser, Page, Route, sync_playwright

from geomap.files.html import write_map
from geomap.gazetteer import open_gazetteer
from geomap.records import Record
from geomap.surroundings import surroundings_of
from tests.page_records import records as invent

PLACES, DAYS, STEPS = 700, 365, 20
FIRST_DAY_MS = 1_930_089_600_000
"""1 March 2031, when the invented claims begin, as scripts count time."""
DAY_MS = 86_400_000
PACKAGES = {
    "leaflet.js": ("leaflet@1.9.3", "dist/leaflet.js"),
    "leaflet.css": ("leaflet@1.9.3", "dist/leaflet.css"),
    "jquery-3.7.1.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
    "jquery.min.js": ("jquery@3.7.1", "dist/jquery.min.js"),
    "jquery-ui.min.js": ("jquery-ui-dist@1.13.3", "jquery-ui.min.js"),
    "moment.min.js": ("moment@2.18.1", "min/moment.min.js"),
    "iso8601.min.js": ("iso8601-js-period@0.2.1", "iso8601.js"),
    "leaflet.timedimension.min.js": ("leaflet-timedimension@1.1.1", "dist/leaflet.timedimension.min.js"),
    "leaflet.timedimension.control.css": (
        "leaflet-timedimension@1.1.1",
        "dist/leaflet.timedimension.control.css",
    ),
    "leaflet.timeline.min.js": ("leaflet.timeline@1.6.0", "dist/leaflet.timeline.js"),
}
"""Files that folium's pages ask for, by the end of their address. Fonts and buttons are left out of the race."""

STEP = """async (step) => {
  const advance = window.benchmarkStep;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const waits = [];
  for (let i = 0; i < step.count; i++) {
    await frame();
    await new Promise((done) => setTimeout(done, 250));
    await frame();
    const start = performance.now();
    advance(i);
    await frame();
    waits.push(performance.now() - start);
  }
  return waits;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one page of one size costs."""

    page: str
    claims: int
    megabytes: float
    write_s: float
    load_ms: float
    step_ms: float
    worst_ms: float
    heap_mb: float

    def row(self) -> str:  # noqa: D102
        return (
            f"{self.page:<20}{self.claims:>8}{self.megabytes:>9.2f}{self.write_s:>9.2f}{self.load_ms:>9.0f}"
            f"{self.step_ms:>9.1f}{self.worst_ms:>9.1f}{self.heap_mb:>9.1f}"
        )


def geomap_page(records: Sequence[Record], path: Path) -> None:
    write_map(records, path, surroundings=surroundings_of(records, open_gazetteer()))


def features(records: Sequence[Record]) -> Iterator[tuple[Record, dict[str, Any]]]:
    for record in records:
        if record.place and record.days:
            point = {"type": "Point", "coordinates": list(record.place.point)}
            text = record.reports[0].quote
            yield record, {"type": "Feature", "geometry": point, "properties": {"claim": text}}


def milliseconds(record: Record, end: str) -> int:
    assert record.days  # noqa: S101 - features() kept dated records only
    day = record.days.start if end == "start" else record.days.end
    return (day.toordinal() - 719_163) * DAY_MS


def timeline_page(records: Sequence[Record], path: Path) -> None:
    found = []
    for record, feature in features(records):
        feature["properties"] |= {
            "start": milliseconds(record, "start"),
            "end": milliseconds(record, "end") + DAY_MS,
        }
        found.append(feature)
    shown = folium.Map(location=[48.5, 34], zoom_start=6, tiles=None, prefer_canvas=True)
    line = Timeline({"type": "FeatureCollection", "features": found}).add_to(shown)
    slider: Any = TimelineSlider(auto_play=False, show_ticks=True)
    slider.add_timelines(line).add_to(shown)
    shown.save(path)
    _add_step(path, f"{line.get_name()}.setTime({FIRST_DAY_MS} + (60 + i) * {DAY_MS})")


def timestamped_page(records: Sequence[Record], path: Path) -> None:
    found = []
    for record, feature in features(records):
        start, end = milliseconds(record, "start"), milliseconds(record, "end")
        feature["properties"]["times"] = list(range(start, end + 1, DAY_MS))
        days = len(feature["properties"]["times"])
        if days > 1:
            # This plugin has one place for each time: an interval needs its point as often as it has days.
            feature["geometry"] = {
                "type": "MultiPoint",
                "coordinates": [feature["geometry"]["coordinates"]] * days,
            }
        found.append(feature)
    shown = folium.Map(location=[48.5, 34], zoom_start=6, tiles=None, prefer_canvas=True)
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": found}, period="P1D", duration="P1D", auto_play=False
    ).add_to(shown)
    shown.save(path)
    name = shown.get_name()
    _add_step(path, f"{name}.timeDimension.setCurrentTime({FIRST_DAY_MS} + (60 + i) * {DAY_MS})")


def _add_step(path: Path, statement: str) -> None:
    text = path.read_text("utf-8")
    path.write_text(text + f"<script>window.benchmarkStep = (i) => {{ {statement}; }};</script>", "utf-8")


def fetch_assets(folder: Path) -> dict[str, Path] | None:
    """Return the plugins' scripts by name, fetched by npm once; None without npm."""
    if shutil.which("npm") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    found = {}
    for name, (package, inside) in PACKAGES.items():
        target = folder / package.replace("/", "_")
        if not target.exists():
            packed = subprocess.run(
                ["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True
            ).stdout.split()[-1]
            with tarfile.open(folder / packed) as archive:
                archive.extractall(target, filter="data")
        found[name] = next(target.glob(f"*/{inside}"))
    return found


@contextmanager
def opened(browser: Browser, path: Path, assets: dict[str, Path]) -> Iterator[Page]:
    """Open a page that can reach nothing but the assets, which an ordinary visit would load from the network."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})

    def answer(route: Route) -> None:
        name = route.request.url.split("?")[0].rsplit("/", 1)[-1]
        if route.request.url.startswith("file:"):
            route.continue_()
        elif name in assets:
            route.fulfill(path=assets[name])
        else:
            route.fulfill(body="")

    page.route("**/*", answer)
    page.goto(path.as_uri())
    yield page
    page.close()


def until(page: Page, condition: str) -> float:
    """Return the milliseconds since navigation at which a condition first held."""
    while not page.evaluate(f"Boolean({condition})"):
        page.wait_for_timeout(5)
    return float(page.evaluate("performance.now()"))


def measure(
    browser: Browser,
    name: str,
    write: Callable[[Sequence[Record], Path], None],
    records: Sequence[Record],
    path: Path,
    assets: dict[str, Path],
) -> Figures:
    """Write, open and step through one page."""
    own = name == "geomap"
    begun = time.process_time()
    write(records, path)
    write_s = time.process_time() - begun
    with opened(browser, path, assets) as page:
        load_ms = until(
            page, "window.geomap && document.querySelector('#claims li')" if own else "window.benchmarkStep"
        )
        if own:
            first = FIRST_DAY_MS // DAY_MS + 60
            page.evaluate(f"geomap.set({{ window: [{first}, {first + 6}] }})")
            page.wait_for_timeout(800)
            page.evaluate(
                "window.benchmarkStep = () => { const [a, b] = geomap.state().window; geomap.set({ window: [a + 1, b + 1] }); }"
            )
        waits = sorted(page.evaluate(STEP, {"count": STEPS}))
        heap = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
    return Figures(
        page=name,
        claims=len(records),
        megabytes=path.stat().st_size / 1e6,
        write_s=write_s,
        load_ms=load_ms,
        step_ms=waits[len(waits) // 2],
        worst_ms=waits[-1],
        heap_mb=heap,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--assets", type=Path, default=Path("build/benchmark-assets"))
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000, 50_000])
    options = parser.parse_args()
    assets = fetch_assets(options.assets)
    pages: dict[str, Callable[[Sequence[Record], Path], None]] = {"geomap": geomap_page}
    if assets is None:
        print("npm is not here: folium's plugins cannot get their scripts and are left out")
    else:
        pages |= {"Timeline": timeline_page, "TimestampedGeoJson": timestamped_page}
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not here; on Debian: apt-get install chromium")
    print(
        f"{'page':<20}{'claims':>8}{'MB':>9}{'write s':>9}{'load ms':>9}{'step ms':>9}{'worst':>9}{'heap MB':>9}"
    )
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--enable-precise-memory-info"]
        )
        for size in options.sizes:
            records = invent(size, places=PLACES, days=DAYS)
            for name, write in pages.items():
                figures = measure(browser, name, write, records, Path(folder) / "page.html", assets or {})
                print(figures.row(), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
