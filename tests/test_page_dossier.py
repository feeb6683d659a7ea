"""The dossier of a place: nothing is cut without a word, the claim that was asked for comes first."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from geomap.files.html import write_map
from geomap.records import Record, make_records
from geomap.spans import Days, Span
from tests.page_driver import Driven, Opener
from tests.records_of import LYMAN, report

pytestmark = pytest.mark.browser

SAID = (None, "the mayor", "Igor Konashenkov")


def told(n: int) -> Any:
    """Return one of many reports of one town, each of a day and a sentence of its own."""
    day = Days.one(date(2020, 1, 1) + timedelta(n))
    quote = f"Note {n}: shells hit Lyman."
    at = quote.index("Lyman")
    return report(
        document=f"d{n}",
        quote=quote,
        quote_span=Span(0, len(quote)),
        toponym_span=Span(at, at + 5),
        days=day,
        edtf=day.edtf(),
        action="struck",
        claimant=SAID[n % 3],
        modality=("factual", "factual", "planned", "factual", "negated")[n % 5],
    )


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Record, ...]]:
    made = make_records([told(n) for n in range(900)])
    path = tmp_path_factory.mktemp("busy") / "busy.html"
    write_map(made, path)
    return path, made


def entries(driven: Driven) -> list[str]:
    driven.settle()
    found: list[str] = driven.page.evaluate(
        "[...document.querySelectorAll('#dossier [data-entry]')].map((entry) => entry.dataset.entry)"
    )
    return found


@pytest.mark.parametrize("which", [0, 450, -1])
def test_the_claim_of_a_link_comes_first_in_however_many(
    opened: Opener, busy: tuple[Path, tuple[Record, ...]], which: int
) -> None:
    path, made = busy
    wanted = sorted(made, key=lambda r: (r.days.start if r.days else date.min, r.id))[which]
    driven = opened(path, f"claim={wanted.id}")
    shown = entries(driven)
    assert shown[0] == wanted.id
    assert len(shown) == len(set(shown))
    entry = driven.page.locator(f"[data-entry='{wanted.id}']")
    assert entry.bounding_box()["y"] < 500
    # However many there are, few are made at once: that is what opening takes.
    assert len(shown) <= 51


def test_nothing_is_cut_without_a_word(opened: Opener, busy: tuple[Path, tuple[Record, ...]]) -> None:
    path, made = busy
    driven = opened(path, f"place={LYMAN.id}&from=2020-01-01&to=2020-02-29")
    inside = {r.id for r in made if r.days and r.days.end <= date(2020, 2, 29)}
    assert "900 claims in all" in driven.page.inner_text("#dossier .summary")
    assert f"{len(inside)} claims in view" in driven.page.inner_text("#dossier")
    while (more := driven.page.locator("#dossier .more button")).count():
        before = len(entries(driven))
        n, of = (int(word) for word in more.first.inner_text().split() if word.isdigit())
        assert before + of == len(inside)
        more.first.click()
        assert len(entries(driven)) == before + n
    assert set(entries(driven)) == inside
    driven.page.locator("#dossier .rest summary").click()
    driven.until("document.querySelector('#dossier .rest .more') !== null")
    assert "Show 100 more of 815" in driven.page.inner_text("#dossier .rest")


def test_the_views_of_a_dossier_tell_who_and_what_did_not_happen(
    opened: Opener, busy: tuple[Path, tuple[Record, ...]]
) -> None:
    path, made = busy
    driven = opened(path, f"place={LYMAN.id}")
    of_modality = Counter(r.modality for r in made)
    views = driven.page.locator("#dossier .views button")
    unhappened = of_modality["planned"] + of_modality["negated"]
    assert [text.split()[-1] for text in views.all_inner_texts()] == ["900", "900", str(unhappened)]
    driven.page.click("[data-view=open]")
    driven.settle()
    assert driven.page.locator("#dossier h3").all_inner_texts() == [
        f"{of_modality['planned']} planned or expected",
        f"{of_modality['negated']} denied, or did not happen",
    ]
    assert driven.page.evaluate("document.activeElement.dataset.view") == "open"
    driven.page.click("[data-view=who]")
    driven.settle()
    heads = driven.page.locator("#dossier .claimant-row h4").all_inner_texts()
    of_claimant = Counter(r.claimant or "In the outlet’s own words" for r in made)
    assert {head.split("\n")[0]: int(head.split("\n")[-1]) for head in heads} == of_claimant
    first = driven.page.locator("#dossier [data-says]").first
    wanted = first.get_attribute("data-says")
    first.locator("button").click()
    assert entries(driven)[0] == wanted
