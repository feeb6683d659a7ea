"""Print the figures of docs/evaluation.md, with denominators and 95 % intervals.

    python benchmarks/evaluate.py EVAL_FOLDER [SET ...]

EVAL_FOLDER holds `score.py` and its gold in `dev/`. Neither is part of this repository: the texts are other
people's. Where the folder is absent this says so and ends. Intervals come from drawing the documents of a
set anew, with replacement, 200 times; the draws are seeded, so that a figure keeps its interval. Last comes
what the certainty of a claim is worth: how many claims of each are right, over the sets that mark claims.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import sys
from collections.abc import Iterator
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


def judged(
    score: ModuleType, row: dict[str, Any], mentions: list[dict[str, Any]]
) -> Iterator[tuple[str, tuple[bool, bool, bool]]]:
    """Yield the certainty of each claim on the map, and whether its role, action and modality are right.

    Claims of which the gold does not say it are left out: objects, worked-out places, optional mentions.
    """
    for mention in mentions:
        if not score.is_mapped(mention):
            continue
        claim = mention["claim"]
        told = next((g for g in row["marked"] if score.overlaps(mention, g)), None)
        if told is None:
            if row["all_marked"] and not score.is_object(mention) and not score.is_derived(mention):
                yield claim["certainty"], (False, False, False)
        elif told["event"] is not None:
            modality = claim["modality"] or "factual"
            action_right = told["event"] and claim["action"] in told.get("action", [claim["action"]])
            modality_right = told["event"] and modality in told.get("modality", [modality])
            yield claim["certainty"], (told["event"], action_right, modality_right)


def marked(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a row of a claims set or of ``kinds`` says of its mentions: event or not, and what fields.

    ``event`` is None where either answer is fair.
    """
    if "expect" in row:
        found = []
        for wanted in row["expect"]:
            start = -1
            for _ in range(wanted.get("nth", 1)):
                start = row["text"].index(wanted["toponym"], start + 1)
            span = {"start": start, "end": start + len(wanted["toponym"])}
            fields = {key: wanted[key] for key in ("action", "modality") if key in wanted}
            found.append(span | {"event": wanted["on_map"]} | fields)
        return {"marked": found, "all_marked": row.get("nothing_else_on_map", False)}
    found = []
    for mention in row["mentions"]:
        span = {"start": mention["start"], "end": mention["end"]}
        claim, roles = mention["claim"], {mention["role"], *mention["role_alternatives"]}
        event = None if mention["optional"] or len(roles) > 1 else "event_location" in roles
        fields = {
            key: [claim[key], *claim.get(f"{key}_alternatives", ())]
            for key in ("action", "modality")
            if claim
        }
        found.append(span | {"event": event} | fields)
    return {"marked": found, "all_marked": True}


def print_certainties(worth: dict[str, list[tuple[str, tuple[bool, bool, bool]]]]) -> None:
    """Print what part of the claims of each certainty is right, by set and over all."""
    worth["all"] = [verdict for verdicts in worth.values() for verdict in verdicts]
    print("\n| set | certainty of the claim | role | action | modality | all three | of |")
    print("|---|---|---|---|---|---|---|")
    for name, verdicts in worth.items():
        for certainty in ("certain", "less-certain", "uncertain"):
            of = [right for told, right in verdicts if told == certainty]
            if of:
                hits = [sum(right[field] for right in of) for field in range(3)] + [sum(map(all, of))]
                shares = " | ".join(f"{hit / len(of):.3f}" for hit in hits)
                print(f"| {name} | {certainty} | {shares} | {hits[-1]}/{len(of)} |")


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
    worth: dict[str, list[tuple[str, tuple[bool, bool, bool]]]] = {}
    print("| set | figure | value | 95 % interval | of | floor / aim |\n|---|---|---|---|---|---|")
    for name in names:
        gold = score.read_rows(data / f"{name}.jsonl")
        answers, _ = score.run(options.geomap, [score.as_document(row) for row in gold], None)
        scorer = score.scorer(name)
        result = scorer(gold, answers)
        if name == "kinds" or name.startswith("claims"):
            worth[name] = [
                verdict
                for row in gold
                for verdict in judged(score, marked(row), answers.get(row["id"], {}).get("mentions", []))
            ]
        if name == "kinds":
            continue
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
    if worth:
        print_certainties(worth)


if __name__ == "__main__":
    main()
