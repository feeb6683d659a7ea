"""How well a dump's settlements are matched to the built-in ones that are known by their unit's centre only.

    python benchmarks/match_settlements.py UA.zip UA-alternatenames.zip

First the share of Ukraine's settlements that are exact with the dump added. Then a trial on known truth: of
the settlements that are built in with their own point, a share is held out, as if only their hromada were
known, by the centre of those that are left there (poorer centres than the real ones); the dump's points for
them are compared with the true ones. The draw is fixed.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from geomap.gazetteer import Entry, LonLat, Precision, open_gazetteer
from geomap.gazetteer.adding import add
from geomap.gazetteer.builtin import BuiltIn, Sketch
from geomap.gazetteer.matching import distance_km
from geomap.gazetteer.user import UserSource

SHARE = 0.3
FAR_KM = 5.0


def settlements(base: BuiltIn) -> Iterator[Entry]:
    """Yield the settlements of Ukraine that the codifier lists: those that lie in a hromada."""
    for entry in base.entries():
        if (
            entry.country == "UA"
            and entry.feature_class == "P"
            and (entry.admin3 or entry.id.startswith("katottg:"))
        ):
            yield entry


class HeldOut(BuiltIn):
    """The built-in gazetteer with some settlements moved to the centre of their unit, under another id."""

    def __init__(self, held: dict[str, tuple[LonLat, Precision]]) -> None:
        super().__init__()
        self.held = held

    def entry(self, entry_id: str) -> Entry | None:
        """Return the entry of this id, held out or not."""
        return super().entry(entry_id.replace("held:", "geonames:"))

    def sketches(self) -> Iterator[Sketch]:
        """Yield the sketch of every entry, of those held out without their number and point."""
        for sketch in super().sketches():
            held = self.held.get(f"geonames:{sketch.geonameid}")
            yield sketch._replace(geonameid=None, point=held[0], precision=held[1]) if held else sketch

    def _make_entry(self, row: int) -> Entry:
        entry = super()._make_entry(row)
        if entry.id not in self.held:
            return entry
        centre, precision = self.held[entry.id]
        return replace(entry, id=f"held:{entry.id[9:]}", point=centre, precision=precision)


def hold_out(base: BuiltIn) -> tuple[dict[str, Entry], dict[str, tuple[LonLat, Precision]]]:
    """Return the entries held out, and what is left to be known of each."""
    draw = random.Random(5)  # noqa: S311
    exact = [entry for entry in settlements(base) if entry.precision == "exact"]
    held = {entry.id: entry for entry in exact if draw.random() < SHARE}
    inside: dict[str, list[LonLat]] = defaultdict(list)
    for entry in exact:
        if entry.id not in held:
            for unit in entry.path:
                inside[unit].append(entry.point)
    left: dict[str, tuple[LonLat, Precision]] = {}
    for entry in held.values():
        points = inside[entry.path[-1]] or inside[entry.path[-2]]
        middle = LonLat(sum(p.lon for p in points) / len(points), sum(p.lat for p in points) / len(points))
        left[entry.id] = (middle, "hromada" if inside[entry.path[-1]] else "raion")
    return held, left


def main() -> None:
    """Print the share of exact settlements and the trial."""
    files = [Path(name) for name in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "user.sqlite"
        base = BuiltIn()
        add(files, target, base)
        gazetteer = open_gazetteer(target)
        precisions = [entry.precision for e in settlements(base) if (entry := gazetteer.entry(e.id))]
        for precision in ("exact", "near", "hromada", "raion"):
            count = precisions.count(precision)
            share = count / len(precisions)
            print(f"{count:>7,} of {len(precisions):,} settlements are {precision} ({share:.1%})")

        held, left = hold_out(base)
        trial = HeldOut(left)
        target.unlink()
        add(files, target, trial)
        source = UserSource(target, trial)
        better = {key: source.upgrade(f"held:{key[9:]}") for key in held}
        errors = sorted(distance_km(e.point, held[key].point) for key, e in better.items() if e is not None)
        far = sum(error > FAR_KM for error in errors)
        print(f"held out: {len(held):,}, matched {len(errors):,} ({len(errors) / len(held):.1%})")
        middle, high = errors[len(errors) // 2], errors[len(errors) * 95 // 100]
        print(f"error in km: median {middle:.1f}, 95th percentile {high:.1f}")
        print(f"over {FAR_KM:g} km off: {far} ({far / len(errors):.2%})")


if __name__ == "__main__":
    main()
