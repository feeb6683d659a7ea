"""The map as one HTML file that opens without a network: folium's shell, everything else inside it.

The shell is the same for every page, and importing folium takes as long as reading a hundred articles: so it
stands ready in ``files/page/shell.html`` and ``shell.js``, which ``files.folium_shell`` writes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geomap.documents import Tally
from geomap.errors import UsageError
from geomap.files.arrays import told
from geomap.files.columns import Columns, columns_of, put_on
from geomap.files.periods import CLAIMS_A_PAGE
from geomap.files.scratch import told_as, written_whole
from geomap.records import Record, by_day
from geomap.surroundings import Surroundings

LANGUAGES = ("en", "uk")
SCRIPTS = (
    "store words state select search telling paint canvas layout symbols map legend timeline panel dossier "
    "wrong about print download main"
).split()
"""The page's own script, in the order in which its files are joined."""
VENDORED = ("leaflet/leaflet.js", "leaflet/leaflet.css", "page.css")
"""What the shell links to, all of it shipped: the page must not ask for more."""
MARK = re.compile("%%([a-z./-]+)%%")
"""What stands in the shell for a part of the page."""
PACK_FROM = 1_500_000
"""Bytes of data from which it is packed: below, unpacking costs more than reading a longer file."""
PACKED = 5
"""How hard it is packed: a step more takes twice as long and saves a twenty-fifth of the bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """An online tile layer: such a page asks a server for pictures; without, nothing leaves the page."""

    url: str
    """With ``{z}``, ``{x}`` and ``{y}``, perhaps ``{s}``; only https or http."""
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a page shows besides its claims. A UsageError tells what language is none."""

    language: str = "en"
    title: str | None = None
    tiles: Tiles | None = None
    tally: Tally | None = None
    claims_a_page: int = CLAIMS_A_PAGE
    """How many a page holds at most, where there are several."""

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise UsageError(f"language: {self.language!r} is not one of {', '.join(LANGUAGES)}")
        if self.claims_a_page < 1:
            raise UsageError(
                f"claims_a_page: {self.claims_a_page} is none; give a number of claims, such as 50000"
            )


def write_map(
    records: Iterable[Record] | Columns,
    path: str | PathLike[str],
    *,
    surroundings: Surroundings | None = None,
    language: str = "en",
    title: str | None = None,
    tiles: Tiles | None = None,
    tally: Tally | None = None,
    claims_a_page: int = CLAIMS_A_PAGE,
) -> None:
    """Write the map page of the records; the same records give the same bytes.

    Of more than ``claims_a_page`` it is an index, and a page for each period stands beside it, under its name
    with that of the period: ``map-2022.html``. Such pages of an earlier map that are none of this one are
    removed. ``Columns`` are of one page.
    """
    from geomap.files.pages import map_written, plan_of  # they are made of what is here

    look = Look(language=language, title=title, tiles=tiles, tally=tally, claims_a_page=claims_a_page)
    if isinstance(records, Columns):
        write_page(map_parts(records, look), Path(path), tiles)
        return
    kept = sorted(records, key=by_day)
    plan = plan_of(kept, claims_a_page)
    with map_written(Path(path), surroundings or Surroundings(), plan, look) as page:
        put_on(page, kept)


def write_page(parts: Mapping[str, str], path: Path, tiles: Tiles | None) -> None:
    """Write a page made of its parts; it is there whole or not at all."""
    with written_whole(path) as scratch:
        put_page(parts, scratch, tiles)


def put_page(parts: Mapping[str, str], path: Path, tiles: Tiles | None) -> None:
    """Write a page into a file as it is."""
    put_texts(filled(parts, tiles), path)


def put_texts(texts: Iterable[str], path: Path) -> None:
    """Write texts into a file, one after another; an OutputError says why it cannot be."""
    with told_as(path, path), path.open("w", encoding="utf-8", newline="\n") as page:
        page.writelines(texts)


def render_map(
    records: Iterable[Record] | Columns,
    *,
    surroundings: Surroundings | None = None,
    language: str = "en",
    title: str | None = None,
    tiles: Tiles | None = None,
    tally: Tally | None = None,
) -> str:
    """Return the page. Article text goes in as JSON that no HTML parser can end; scripts write it as text."""
    look = Look(language=language, title=title, tiles=tiles, tally=tally)
    page = records if isinstance(records, Columns) else columns_of(records, surroundings or Surroundings())
    return "".join(filled(map_parts(page, look), tiles))


def map_parts(page: Columns, look: Look) -> dict[str, str]:
    """Return what makes the page of the shell, or of a map of folium."""
    data = page_data(page, look)
    texts = data["strings"][look.language]
    return parts_of(data, heading=look.title or texts["title"], about=texts["about.not"], tiles=look.tiles)


def page_data(page: Columns, look: Look) -> dict[str, Any]:
    """Return all that the page's script reads."""
    data = page.data()
    if look.tiles:
        data["credits"].append(look.tiles.credit)
        data["basemapCredits"] = [look.tiles.credit]
    strings = {code: strings_of(code) for code in LANGUAGES}
    data |= {"language": look.language, "title": look.title, "strings": strings}
    if look.tally:
        data["tally"] = asdict(look.tally)
    return data


def strings_of(code: str) -> dict[str, Any]:
    """Return the words of the page in a language, with their plurals where they have some."""
    found: dict[str, Any] = json.loads(source(f"strings/{code}.json"))
    return found


def parts_of(
    data: Mapping[str, Any], *, heading: str, about: str, tiles: Tiles | None = None
) -> dict[str, str]:
    """Return what the shell has marks for, by their names."""
    kind, text = data_block(data)
    above, _, below = source("body.html").removesuffix("\n").partition("<!-- map -->")
    return {
        "language": data["language"],
        "heading": escaped(heading),
        "about": escaped(about),
        "more": "",
        "above": above,
        "below": below,
        "data-type": kind,
        "data": text,
        "tiles": _tile_layer(tiles) if tiles else "",
        "claims": own_script(),
        **{name: vendored(name) for name in VENDORED},
    }


def filled(parts: Mapping[str, str], tiles: Tiles | None = None) -> Iterator[str]:
    """Yield the page that folium's shell makes of these parts; its policy allows no other script."""
    script = "".join(put_in(parts, source("shell.js")))
    policy = content_policy(
        scripts=(*(parts[name] for name in VENDORED if name.endswith(".js")), script),
        styles=[parts[name] for name in VENDORED if name.endswith(".css")],
        tiles=tiles,
    )
    return put_in({**parts, "script": script, "policy": policy}, source("shell.html"))


def put_in(parts: Mapping[str, str], shell: str) -> Iterator[str]:
    """Yield a shell with its marks replaced: what is put in is never read as a mark."""
    for number, piece in enumerate(MARK.split(shell)):
        yield parts[piece] if number % 2 else piece


def escaped(text: str) -> str:
    """Return a text as HTML, also within quotes."""
    return escape(text, quote=False).replace('"', "&#34;").replace("'", "&#39;")


def _tile_layer(tiles: Tiles) -> str:
    return f"L.tileLayer({json.dumps(tiles.url)}, {{ maxZoom: 12 }}).addTo(map_geomap);\n"


def data_block(data: Mapping[str, Any], pack_from: int = PACK_FROM) -> tuple[str, str]:
    r"""Return the type and the text of the script element that holds the data, packed from so many bytes on.

    >>> data_block({"quote": "</script>"})
    ('application/json', '{"quote":"\\u003c/script\\u003e"}')
    """
    coming, begun, size = told(data), [], 0
    for part in coming:
        begun.append(part)
        size += len(part)
        if size >= pack_from:
            return "application/gzip", base64.b64encode(_packed(chain(begun, coming))).decode("ascii")
    text = "".join(begun)
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return "application/json", text.encode("utf-8", "replace").decode("utf-8")


def _packed(parts: Iterable[str]) -> bytes:
    """Return text as gzip packs it, without a time."""
    packer = zlib.compressobj(PACKED, wbits=31)
    # A lone surrogate, which broken input may hold, has no UTF-8; it is shown as the sign for that.
    packed = b"".join(packer.compress(part.encode("utf-8", "replace")) for part in parts)
    return packed + packer.flush()


UNSAFE = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
"""What could end the element or a line of script; in JSON these only stand inside texts."""


def content_policy(*, scripts: Sequence[str], styles: Sequence[str], tiles: Tiles | None) -> str:
    """Return the Content-Security-Policy: these scripts and styles alone, and the tiles' server if any."""
    rules = [
        "default-src 'none'",
        "script-src " + " ".join(_hash(script) for script in scripts),
        "style-src " + " ".join(_hash(style) for style in styles),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if tiles:
        rules.append(f"img-src {origin_of(tiles.url)}")
    return "; ".join(rules)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def origin_of(url: str) -> str:
    """Return the server that an address of tiles asks; a UsageError tells what is none."""
    parts = urlsplit(url)
    host = re.sub(r"^\{s\}\.", "*.", parts.netloc)
    if parts.scheme not in ("https", "http") or not re.fullmatch(r"(\*\.)?[\w.-]+(:\d+)?", host):
        raise UsageError(f"tiles: {url!r} is no address; give one such as https://host/{{z}}/{{x}}/{{y}}.png")
    return f"{parts.scheme}://{host}"


@cache
def source(name: str) -> str:
    """Return a file of the page as it is shipped."""
    return files("geomap").joinpath("files", "page", name).read_text(encoding="utf-8")


@cache
def own_script() -> str:
    """Return the page's own script: its files joined, in one scope, strict."""
    return "\n".join(source(f"{name}.js") for name in SCRIPTS)


@cache
def vendored(name: str) -> str:
    """Return a file of Leaflet without what it would ask the network for: pictures we do not use, its map."""
    text = source(name)
    text = re.sub(r"url\([^()]*+\)", "none", text) if name.endswith(".css") else text
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", text)
