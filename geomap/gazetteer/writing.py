"""Places into the compact files of ``storage``: same places, same bytes, in whatever order they come."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import marisa_trie

from geomap.gazetteer.entries import Credit, Spelling
from geomap.gazetteer.folding import fold, sound
from geomap.gazetteer.places import KIND_WEIGHT, Place, prior
from geomap.gazetteer.storage import (
    DATED,
    FORMAT,
    GEONAMES,
    KATOTTG,
    KINDS,
    LIST,
    NO_PARENT,
    OWN,
    PRECISIONS,
    ROW,
    ROW_BITS,
    SOUND_MARK,
    TEXT_BITS,
    posting,
    u32s,
)

CHIEFS = frozenset({"PCLI", "PPLC"})
"""Codes of what every map names, whatever its size: countries and capitals."""
SCHEMES = {"geonames": GEONAMES, "katottg": KATOTTG, "geomap": OWN}


def write_gazetteer(places: Iterable[Place], credit_lines: tuple[Credit, ...], folder: Path) -> None:
    """Write the files of a built-in gazetteer into a folder."""
    by_id = {place.id: place for place in places}
    texts = _texts(by_id)
    number = {place_id: _number(place_id, texts) for place_id in by_id}
    ordered = sorted(by_id.values(), key=lambda place: number[place.id])
    rows = {place.id: row for row, place in enumerate(ordered)}
    countries = sorted({place.country or "" for place in ordered})
    features = sorted({f"{place.feature_class}.{place.feature_code}" for place in ordered})

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "places.bin").open("wb") as file:
        for place in ordered:
            file.write(
                ROW.pack(
                    round(place.point.lon * 100_000),
                    round(place.point.lat * 100_000),
                    place.population,
                    texts[place.name],
                    NO_PARENT if place.parent is None else rows[place.parent],
                    number[place.id],
                    countries.index(place.country or ""),
                    features.index(f"{place.feature_class}.{place.feature_code}"),
                    PRECISIONS.index(place.precision),
                    round(_weight(place) * 255),
                    min(round(place.radius_km * 10), 0xFFFF),
                )
            )
    _write_names(ordered, folder)
    _write_spellings(ordered, texts, folder)
    _write_ranks(ordered, folder)
    if len(ordered) > 1 << ROW_BITS or len(texts) > 1 << TEXT_BITS:
        message = f"{len(ordered)} places with {len(texts)} texts are more than the format holds"
        raise OverflowError(message)
    texts.save(str(folder / "texts.trie"))
    meta = {
        "format": FORMAT,
        "places": len(ordered),
        "countries": countries,
        "features": features,
        "credits": [[line.source, line.licence, line.line] for line in credit_lines],
    }
    (folder / "meta.json").write_text(
        json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n"
    )


def _texts(places: Mapping[str, Place]) -> marisa_trie.Trie:
    """Return the trie of every text that a reader may want back."""
    texts = set()
    for place in places.values():
        texts.add(place.name)
        texts.update(s.text for s in place.spellings if s.kind not in ("generated",))
        scheme, _, local = place.id.partition(":")
        if scheme != "geonames":
            texts.add(local)
    return marisa_trie.Trie(sorted(texts))


def _number(place_id: str, texts: marisa_trie.Trie) -> int:
    scheme, _, local = place_id.partition(":")
    number: int = int(local) if scheme == "geonames" else texts[local]
    return SCHEMES[scheme] << 30 | number


def _write_names(ordered: list[Place], folder: Path) -> None:
    found: dict[str, dict[int, tuple[float, int]]] = {}
    for row, place in enumerate(ordered):
        weight = _weight(place)
        shown = Spelling(text=place.name, kind="official", language="en")
        named = [shown, *place.spellings] if _shows_own_name(place) else list(place.spellings)
        for spelling in named:
            score = weight * KIND_WEIGHT[spelling.kind]
            heard = sound(spelling.text) if place.sounds and spelling.kind != "demonym" else ""
            if heard:
                generated = posting(row, "generated", spelling.language)
                lowered = weight * KIND_WEIGHT["generated"]
                _file(found, SOUND_MARK + heard, row, lowered, generated)
            if spelling.kind != "generated" or not heard:  # what is made by rule is found by its sound
                filed = posting(row, spelling.kind, spelling.language)
                _file(found, fold(spelling.text), row, score, filed)
    found.pop("", None)
    trie = marisa_trie.Trie(sorted(found))
    heads = [0] * len(trie)
    lists: list[int] = []
    for key in sorted(found):
        postings = [p for _, p in sorted(found[key].values(), key=lambda pair: (-pair[0], pair[1]))]
        if len(postings) == 1:
            heads[trie[key]] = postings[0]
        else:
            heads[trie[key]] = LIST | len(lists)
            lists += [len(postings), *postings]
    trie.save(str(folder / "names.trie"))
    (folder / "postings.bin").write_bytes(u32s(heads))
    (folder / "lists.bin").write_bytes(u32s(lists))


def _weight(place: Place) -> float:
    return prior(place.feature_code, place.population or place.townspeople)


def _shows_own_name(place: Place) -> bool:
    """Tell whether the name to show is a spelling of its own, none of those that follow."""
    key = fold(place.name)
    return all(fold(spelling.text) != key for spelling in place.spellings)


def _file(
    found: dict[str, dict[int, tuple[float, int]]], key: str, row: int, score: float, packed: int
) -> None:
    """File a posting under a key; of two spellings of one place that fold alike, the better stays."""
    slot = found.setdefault(key, {})
    old = slot.get(row)
    if old is None or (-score, packed) < (-old[0], old[1]):
        slot[row] = (score, packed)


def _write_spellings(ordered: list[Place], texts: marisa_trie.Trie, folder: Path) -> None:
    """Write where each row's spellings begin, then text, kind, language and perhaps days."""
    starts: list[int] = []
    body: list[int] = []
    for place in ordered:
        starts.append(len(body))
        for spelling in place.spellings:
            if spelling.kind == "generated" or spelling.text == place.name:
                continue
            packed = posting(0, spelling.kind, spelling.language) >> ROW_BITS << TEXT_BITS
            dated = spelling.since is not None or spelling.until is not None
            body.append(texts[spelling.text] | packed | (DATED if dated else 0))
            if dated:
                body += [_day(spelling.since), _day(spelling.until)]
    starts.append(len(body))
    (folder / "spellings.bin").write_bytes(u32s(starts) + u32s(body))


def _write_ranks(ordered: list[Place], folder: Path) -> None:
    """Write what a map names for orientation, in the order in which it takes them up."""

    def rank(row: int) -> tuple[bool, int, int]:
        return ordered[row].feature_class != "A", -ordered[row].population, row

    chiefs = [row for row, place in enumerate(ordered) if place.feature_code in CHIEFS]
    towns = [
        row
        for row, place in enumerate(ordered)
        if place.feature_class == "P" and place.population and place.feature_code not in CHIEFS
    ]
    rows = (*sorted(chiefs, key=rank), *sorted(towns, key=rank))
    (folder / "ranks.bin").write_bytes(u32s([len(chiefs), *rows]))


def _day(iso: str | None) -> int:
    return int(iso.replace("-", "")) if iso else 0


assert len(KINDS) <= 16  # noqa: S101 - the kinds must fit the bits of a posting
