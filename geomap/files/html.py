"""The map as one HTML file that opens without a network: folium as the shell, everything else inside it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from branca.element import CssLink, Element, Figure, JavascriptLink, Link
from folium import Map
from folium.template import Template

from geomap.documents import Tally
from geomap.errors import InputError
from geomap.files.columns import columns
from geomap.files.scratch import written_whole
from geomap.records import Record
from geomap.surroundings import Surroundings

LANGUAGES = ("en", "uk")
SCRIPTS = (
    "store words state select telling paint canvas layout symbols map legend timeline panel dossier about "
    "print download main"
).split()
"""The page's own script, in the order in which its files are joined."""
PACK_FROM = 1_500_000
"""Bytes of data from which it is packed: below, unpacking costs more than reading a longer file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """An online tile layer: such a page asks a server for pictures; without, nothing leaves the page."""

    url: str
    """With ``{z}``, ``{x}`` and ``{y}``, perhaps ``{s}``; only https or http."""
    credit: str


def write_map(
    records: Iterable[Record],
    path: Path,
    *,
    surroundings: Surroundings | None = None,
    language: str = "en",
    title: str | None = None,
    tiles: Tiles | None = None,
    tally: Tally | None = None,
) -> None:
    """Write the map page of the records; the same records give the same bytes."""
    page = render_map(
        records, surroundings=surroundings, language=language, title=title, tiles=tiles, tally=tally
    )
    with written_whole(path) as scratch:
        scratch.write_text(page, encoding="utf-8", newline="\n")


def render_map(
    records: Iterable[Record],
    *,
    surroundings: Surroundings | None = None,
    language: str = "en",
    title: str | None = None,
    tiles: Tiles | None = None,
    tally: Tally | None = None,
) -> str:
    """Return the page. Article text goes in as JSON that no HTML parser can end; scripts write it as text."""
    if language not in LANGUAGES:
        raise InputError(f"language: {language!r} is not one of {', '.join(LANGUAGES)}")
    strings = {code: json.loads(_source(f"strings/{code}.json")) for code in LANGUAGES}
    data = columns(tuple(records), surroundings or Surroundings())
    if tiles:
        data["credits"].append(tiles.credit)
        data["basemapCredits"] = [tiles.credit]
    data |= {"language": language, "title": title, "strings": strings}
    if tally:
        data["tally"] = asdict(tally)
    heading = title or strings[language]["title"]
    figure = _Page(language=language, heading=heading, about=strings[language]["about.not"], tiles=tiles)
    shell = _Shell(
        location=[48.5, 32.0],
        zoom_start=6,
        tiles=None,
        control_scale=True,
        min_zoom=3,
        max_zoom=12,
        zoom_snap=0.5,
        zoom_delta=1,
        wheel_px_per_zoom_level=110,
        attribution_control=False,
        max_bounds_viscosity=0.8,
    )
    # Ids are random in folium; the page has one map, and equal input gives equal bytes.
    shell._id = "geomap"
    figure.add_child(shell, name="map")
    shell.add_child(_Claims(data, tiles), name="claims")
    return str(figure.render())


class _Shell(Map):
    """folium's map with Leaflet alone, from the files shipped here, inside the page's own frame."""

    default_js = [  # noqa: RUF012 - folium declares it so
        ("leaflet", "leaflet/leaflet.js"),
    ]
    default_css = [  # noqa: RUF012
        ("leaflet_css", "leaflet/leaflet.css"),
    ]
    _template = Template(
        """
        {% macro html(this, kwargs) %}{{ this.frame }}{% endmacro %}
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
                center: {{ this.location|tojson }},
                crs: L.CRS.{{ this.crs }},
                ...{{ this.options|tojavascript }},
                ...(matchMedia("(prefers-reduced-motion: reduce)").matches
                    ? { zoomAnimation: false, fadeAnimation: false, inertia: false } : {})
            });
            {%- if this.control_scale %}
            L.control.scale({ imperial: false }).addTo({{ this.get_name() }});
            {%- endif %}
        {% endmacro %}
        """
    )

    @property
    def frame(self) -> str:
        """The page's body, with the map's own element where it is drawn."""
        return _source("body.html").replace(
            "<!-- map -->", f'<div class="folium-map" id="{self.get_name()}"></div>'
        )


class _Raw(Element):
    """Text that is put in as it stands."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _Claims(Element):
    """The claims as data, and the script that draws them on the map it is added to.

    No MacroElement: that hands what its macros return to jinja once more, as a template: a quote that holds
    ``{{ }}`` would be run while the page is written. This one adds its parts raw.
    """

    def __init__(self, data: Mapping[str, Any], tiles: Tiles | None) -> None:
        super().__init__()
        self._name = "Claims"
        self._id = "claims"
        self.tiles = tiles
        self.data = data

    def render(self, **kwargs: Any) -> str:
        """Add the data to the figure's body and the script to its scripts; return nothing of its own."""
        del kwargs
        figure, parent = self.get_root(), self._parent
        if not isinstance(figure, Figure) or not isinstance(parent, Map):
            raise TypeError("the claims belong on a map in a figure")
        kind, text = data_block(self.data)
        name = parent.get_name()
        script = [own_script(), f"start({name});"]
        if self.tiles:
            script.insert(0, f"L.tileLayer({json.dumps(self.tiles.url)}, {{ maxZoom: 12 }}).addTo({name});")
        figure.html.add_child(
            _Raw(f'<script id="geomap-data" type="{kind}">{text}</script>'), name=self.get_name()
        )
        figure.script.add_child(_Raw("\n".join(script)), name=self.get_name())
        return ""


class _Page(Figure):
    """folium's figure as a whole page: language, title, description, and a policy that shuts all else out."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="{{ this.language }}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title>{{ this.heading|e }}</title>\n"
        '<meta name="description" content="{{ this.about|e }}">\n'
        "{{ head }}\n</head>\n<body>\n{{ body }}\n<script>{{ script }}</script>\n</body>\n</html>\n"
    )

    def __init__(self, *, language: str, heading: str, about: str, tiles: Tiles | None) -> None:
        super().__init__()
        self.language, self.heading, self.about, self.tiles = language, heading, about, tiles
        self.assets = _Inlined()
        self.assets._parent = self  # as folium does for the header this one stands in for
        self.header = self.assets

    def render(self, **kwargs: Any) -> str:
        """Return the page; the policy names the hash of each script and style that was put in, no other."""
        for child in self._children.values():
            child.render(**kwargs)
        # After Leaflet's own style, which it changes.
        self.assets.add_child(CssLink("page.css"), name="page_css")
        script = _strict(self.script.render(**kwargs))
        policy = content_policy(
            scripts=(*self.assets.codes(JavascriptLink), script),
            styles=self.assets.codes(CssLink),
            tiles=self.tiles,
        )
        rendered = self._template.render(
            this=self,
            policy=policy,
            head=self.assets.render(embedded=True),
            body=self.html.render(**kwargs),
            script=script,
        )
        return str(rendered)


class _Inlined(Element):
    """A header that takes what folium links to from this package; an address it does not have is an error."""

    def add_child(self, child: Any, name: str | None = None, index: int | None = None) -> Any:
        if isinstance(child, Link):
            # branca pastes what it downloaded as bytes; as text it is put in as it should be.
            child.code = vendored(child.url)  # type: ignore[assignment]
        return super().add_child(child, name=name, index=index)

    def codes(self, kind: type[Link]) -> tuple[str, ...]:
        """Return the text of all scripts or all styles."""
        return tuple(str(c.code) for c in self._children.values() if isinstance(c, kind))


def data_block(data: Mapping[str, Any]) -> tuple[str, str]:
    r"""Return the type and the text of the script element that holds the data.

    >>> data_block({"quote": "</script>"})
    ('application/json', '{"quote":"\\u003c/script\\u003e"}')
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    if len(text) >= PACK_FROM:
        # A lone surrogate, which broken input may hold, has no UTF-8; it is shown as the sign for that.
        packed = gzip.compress(text.encode("utf-8", "replace"), 6, mtime=0)
        return "application/gzip", base64.b64encode(packed).decode("ascii")
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return "application/json", text.encode("utf-8", "replace").decode("utf-8")


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
        rules.append(f"img-src {_origin(tiles.url)}")
    return "; ".join(rules)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    host = re.sub(r"^\{s\}\.", "*.", parts.netloc)
    if parts.scheme not in ("https", "http") or not re.fullmatch(r"(\*\.)?[\w.-]+(:\d+)?", host):
        raise InputError(f"tiles: {url!r} is no address; give one such as https://host/{{z}}/{{x}}/{{y}}.png")
    return f"{parts.scheme}://{host}"


@cache
def _source(name: str) -> str:
    return files("geomap").joinpath("files", "page", name).read_text(encoding="utf-8")


@cache
def own_script() -> str:
    """Return the page's own script: its files joined, in one scope, strict."""
    return "\n".join(_source(f"{name}.js") for name in SCRIPTS)


def _strict(script: str) -> str:
    return f'(() => {{ "use strict";\n{script}\n}})();'


@cache
def vendored(url: str) -> str:
    """Return a file of Leaflet without what it would ask the network for: pictures we do not use, its map."""
    known = {"leaflet/leaflet.js", "leaflet/leaflet.css", "page.css"}
    if url not in known:
        raise InputError(f"{url}: not among the files shipped with geomap, and a page must not ask for more")
    text = _source(url)
    text = re.sub(r"url\([^()]*+\)", "none", text) if url.endswith(".css") else text
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", text)
