"""Print the figures of docs/evaluation.md, with denominators and 95 % intervals.

    python benchmarks/evaluate.py EVAL_FOLDER [SET ...]

EVAL_FOLDER holds `score.py` and its gold in `dev/`. Neither is part of this repository: the texts are other
people's. Where the folder is absent this says so and ends. Intervals come from drawing the documents of a
set anew, with replacement, 200 times; the draws are seeded, so that a figure keeps its interval.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

DRAWS = 200
FIGURES: dict[str, tuple[tuple[str, str], ...]] = {
    "claims": (
        ("mentions", "f1"),
        ("role accuracy (found)", "value"),
        ("resolution accuracy (found, resolved)", "value"),
        ("event places", "p"),
        ("event places", "r"),
        ("event places at the right point", "f1"),
        ("event places right in every field", "f1"),
        ("quote", "value"),
        ("action", "value"),
        ("modality", "value"),
        ("acting side, right of answered", "value"),
        ("claimant, attributed only", "value"),
        ("date, dated only", "value"),
        ("date, not the day of publication", "value"),
    ),
    "ua_sentences": (
        ("all but homonyms without context", "right"),
        ("homonym without context", "right"),
        ("language en", "right"),
        ("language uk", "right"),
        ("language ru", "right"),
        ("variant spelling", "right"),
        ("reported events", "right"),
    ),
    "ua_hard_negatives": (("put on the map wrongly", "value"),),
    "timex": (("found", "f1"), ("value right", "value")),
    "attribution": (("source and content", "f1"),),
    "": (("spans, exact", "f1"), ("right place", "f1"), ("acc@161 end to end", "value")),
}

WANTED: dict[tuple[str, str], str] = {
    ("claims", "role accuracy (found)"): ".78 / .88",
    ("claims", "event places P"): ".75 / .85",
    ("claims", "event places R"): ".75 / .85",
    ("claims", "event places at the right point F1"): ".70 / .82",
    ("claims", "quote"): ".95 / .98",
    ("claims", "action"): ".70 / .82",
    ("claims", "modality"): ".90 / .94",
    ("claims", "claimant, attributed only"): ".65 / .80",
    ("claims", "date, dated only"): ".87 / .93",
    ("claims", "date, not the day of publication"): ".60 / .78",
    ("ua_sentences", "all but homonyms without context"): ".78 / .85",
    ("ua_sentences", "language uk"): "- / .80",
    ("ua_sentences", "language ru"): "- / .80",
    ("ua_sentences", "variant spelling"): "- / .80",
    ("ua_hard_negatives", "put on the map wrongly"): "2 / 1 of 28",
    ("timex", "found F1"): ".80 / .87",
    ("timex", "value right"): ".72 / .82",
    ("attribution", "source and content F1"): ".45 / .60",
    ("geowebnews", "right place F1"): ".69 / .75",
    ("geowebnews", "acc@161 end to end"): "- / .72",
    ("lgl", "right place F1"): ".45 / .55",
    ("lgl", "acc@161 end to end"): "- / .57",
    ("geovirus", "right place F1"): ".68 / .75",
    ("geovirus", "acc@161 end to end"): "- / .76",
    ("trnews", "right place F1"): ".75 / .80",
    ("trnews", "acc@161 end to end"): "- / .80",
}
"""What the project set out for: the floor, and the aim."""


def load(folder: Path) -> ModuleType:
    """Return the score module of the folder."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder}: holds no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figure(result: dict[str, Any], name: str, key: str) -> tuple[float | None, str]:
    """Return a figure and its denominator, where it has a single one."""
    cell = result.get(name)
    if cell is None:
        return None, ""
    if key == "right":
        cell, key = cell["right"], "value"
    of = f"{cell['hit']}/{cell['of']}" if "of" in cell else ""
    return cell[key], of


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--geomap", default=f"{sys.executable} -m geomap")
    options = parser.parse_args()
    if not (options.folder / "score.py").exists():
        print(f"skipped: {options.folder} holds no score.py")
        return
    score = load(options.folder)
    data = options.folder / "dev"
    names = options.sets or sorted(p.stem for p in data.glob("*.jsonl") if p.stem != "ua_articles")
    print("| set | figure | value | 95 % interval | of | floor / aim |\n|---|---|---|---|---|---|")
    for name in names:
        gold = score.read_rows(data / f"{name}.jsonl")
        answers, _ = score.run(options.geomap, [score.as_document(row) for row in gold], None)
        scorer = score.scorer(name)
        result = scorer(gold, answers)
        wanted = next(figures for prefix, figures in FIGURES.items() if name.startswith(prefix))
        dice = random.Random(name)  # noqa: S311 - a draw of documents, not a secret
        drawn = [scorer(dice.choices(gold, k=len(gold)), answers) for _ in range(DRAWS)]
        for title, key in wanted:
            value, of = figure(result, title, key)
            if value is None:
                continue
            spread = sorted(v for v, _ in (figure(d, title, key) for d in drawn) if v is not None)
            low, high = spread[int(0.025 * len(spread))], spread[int(0.975 * len(spread)) - 1]
            label = {"p": " P", "r": " R", "f1": " F1"}.get(key, "")
            aim = next((w for (s, t), w in WANTED.items() if name.startswith(s) and t == title + label), "")
            cells = (f"{name} ({len(gold)})", title + label, f"{value:.3f}", f"{low:.3f}–{high:.3f}", of, aim)
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
