"""Take the pictures by which the map page is judged: desktop, a week, phone, dark, and a sheet of paper.

python -m benchmarks.screenshots maps/front-line.html build/pictures [--week 2022-09-05]
"""

from __future__ import annotations

import argparse
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


def take(browser: Browser, page_file: Path, target: Path, fragment: str, options: dict[str, Any]) -> None:
    """Take one picture, or a sheet where the target is a PDF, with the network closed."""
    context = browser.new_context(offline=True, **options)
    page = context.new_page()
    page.goto(page_file.resolve().as_uri() + (f"#{fragment}" if fragment else ""))
    while not page.evaluate("Boolean(window.geomap && geomap.idle())"):
        page.wait_for_timeout(20)
    if target.suffix == ".pdf":
        page.pdf(path=target, prefer_css_page_size=True, print_background=True)
    else:
        page.screenshot(path=target)
    context.close()
    print(target)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--week", type=date.fromisoformat, default=None, help="first day of the week shown")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("chromium is not here; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shots: list[tuple[str, str, dict[str, Any]]] = [
            ("desktop.png", "", DESKTOP),
            ("dark.png", "lang=uk", {**DESKTOP, "color_scheme": "dark"}),
            ("phone.png", "", PHONE),
            ("sheet.pdf", "", DESKTOP),
        ]
        if options.week:
            shots.append(("week.png", f"from={options.week}&to={options.week + timedelta(6)}", DESKTOP))
        for name, fragment, view in shots:
            take(browser, options.page, options.folder / name, fragment, view)
        browser.close()


if __name__ == "__main__":
    main()
