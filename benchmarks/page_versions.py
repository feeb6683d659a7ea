# ruff: noqa: E501
"""Measure the map page of this version beside that of another checkout, on the same invented claims, in turns.

For each size the medians of some rounds: milliseconds until the page can be used, and of these the processor time of its
main thread; of the first search, another and a step of time the milliseconds up to the next frame, and those in which the
frame itself is made (``work``); of opening the busiest place; megabytes of script memory, with arrays, when the page is open
and after a search, and of the file. Only ratios within one run mean anything. Needs chromium.

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

from playwright.sync_api import Browser, CDPSession, sync_playwright

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
  // A step begins with a frame, so its time holds the rest of the frame before it; its work is that of its own frame.
  const stepped = async (act) => {
    await frame();
    const start = performance.now();
    let begun = 0;
    requestAnimationFrame(() => (begun = performance.now()));
    act();
    await frame();
    return [performance.now() - start, performance.now() - begun];
  };
  const timed = async (act) => { const start = performance.now(); act(); await settled(); return performance.now() - start; };
  await settled();
  const figures = {};
  const { byPlace } = geomap.counts();
  [figures.search, figures["search work"]] = await stepped(() => geomap.set({ query: "bakhmut railway" }));
  await settled();
  [figures.again, figures["again work"]] = await stepped(() => geomap.set({ query: "minister lyman" }));
  await settled();
  await timed(() => geomap.set({ query: "" }));
  const steps = [];
  geomap.set({ window: [22400, 22406] });
  await settled();
  for (let k = 1; k < 30; k++) steps.push(await stepped(() => geomap.set({ window: [22400 + k, 22406 + k] })));
  await settled();
  ["", " work"].forEach((what, which) => {
    const sorted = steps.map((step) => step[which]).sort((a, b) => a - b);
    figures[`step${what}`] = sorted[Math.floor(sorted.length / 2)];
    figures[`worst${what}`] = sorted.at(-1);
  });
  await timed(() => geomap.set({ window: null, tab: "places" }));
  figures.dossier = await timed(() => document.querySelector("#places .open").click());
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
    client = context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="commit")
    for _ in range(10_000):
        if page.evaluate(READY):
            break
        page.wait_for_timeout(2)
    else:
        raise SystemExit(f"{path}: the page never became usable")
    usable = float(page.evaluate("performance.now()"))
    metrics = client.send("Performance.getMetrics")["metrics"]
    thread = next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration") * 1000
    opened = memory(client)
    found: dict[str, float] = page.evaluate(MEASURE)
    searched = memory(client)
    context.close()
    size = path.stat().st_size / 1e6
    return {"usable": usable, "thread": thread, **found, "heap": opened, "searched": searched, "file": size}


def memory(client: CDPSession) -> float:
    """Return the megabytes that scripts hold when all that nobody holds is collected, those of arrays included."""
    client.send("HeapProfiler.collectGarbage")
    usage = client.send("Runtime.getHeapUsage")
    return float(usage["usedSize"] + usage.get("backingStorageSize", 0)) / 1e6


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
                    f"  {key:<11} other {other:>9.1f}   this {this:>9.1f}   ratio {this / other:.2f}",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
