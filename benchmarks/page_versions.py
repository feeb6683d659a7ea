# ruff: noqa: E501
"""Measure the map page of this version beside that of another checkout, on the same invented claims, in turns.

For each size the medians of some rounds: milliseconds of processor-bound work until the page can be used, of a step of time,
of the first search and the next, of opening the busiest place, and megabytes of script memory. Only ratios within one
run mean anything. Needs chromium.

    python -m benchmarks.page_versions ../other-checkout [--sizes 10000] [--rounds 5]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parents[1]
MAKE = """
import sys
from pathlib import Path
from geomap.files.html import write_map
from geomap.gazetteer import open_gazetteer
from geomap.surroundings import surroundings_of
from tests.page_records import records
found = records(int(sys.argv[1]), places=700, days=365)
write_map(found, Path(sys.argv[2]), surroundings=surroundings_of(found, open_gazetteer()))
"""
MEASURE = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const settled = async () => { do await frame(); while (!geomap.idle()); };
  const timed = async (act) => { const start = performance.now(); act(); await settled(); return performance.now() - start; };
  await settled();
  const figures = {};
  const { byPlace } = geomap.counts();
  figures.search = await timed(() => geomap.set({ query: "bakhmut railway" }));
  figures.again = await timed(() => geomap.set({ query: "minister lyman" }));
  await timed(() => geomap.set({ query: "" }));
  const steps = [];
  geomap.set({ window: [22400, 22406] });
  await settled();
  for (let k = 1; k < 30; k++) {
    await frame();
    const start = performance.now();
    geomap.set({ window: [22400 + k, 22406 + k] });
    await frame();
    steps.push(performance.now() - start);
  }
  await settled();
  figures.step = steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)];
  figures.worst = steps.at(-1);
  await timed(() => geomap.set({ window: null, tab: "places" }));
  figures.dossier = await timed(() => document.querySelector("#places .open").click());
  figures.heap = performance.memory.usedJSHeapSize / 1e6;
  return figures;
}"""
READY = "Boolean(window.geomap && document.querySelector('#claims li'))"


def made(checkout: Path, size: int, target: Path) -> None:
    """Write the page of so many claims as a checkout does; the claims are invented by this one."""
    paths = os.pathsep.join((str(checkout), str(HERE)))
    environment = {**os.environ, "PYTHONPATH": paths}
    subprocess.run(
        [sys.executable, "-c", MAKE, str(size), str(target)], check=True, env=environment, cwd=target.parent
    )


def figures(browser: Browser, path: Path) -> dict[str, float]:
    """Return what one opening of a page costs."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(path.as_uri(), wait_until="commit")
    for _ in range(10_000):
        if page.evaluate(READY):
            break
        page.wait_for_timeout(2)
    else:
        raise SystemExit(f"{path}: the page never became usable")
    usable = float(page.evaluate("performance.now()"))
    found: dict[str, float] = page.evaluate(MEASURE)
    context.close()
    return {"usable": usable, **found}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("other", type=Path, help="a checkout of another version")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000])
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not here; on Debian: apt-get install chromium")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        for size in options.sizes:
            pages = {"other": Path(folder) / "other.html", "this": Path(folder) / "this.html"}
            for name, checkout in (("other", options.other.resolve()), ("this", HERE)):
                made(checkout, size, pages[name])
            rounds = [
                {name: figures(browser, path) for name, path in pages.items()} for _ in range(options.rounds)
            ]
            print(f"{size} claims, medians of {options.rounds} rounds in turns")
            for key in rounds[0]["this"]:
                other, this = (median(found[name][key] for found in rounds) for name in pages)
                print(
                    f"  {key:<9} other {other:>9.1f}   this {this:>9.1f}   ratio {this / other:.2f}",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
