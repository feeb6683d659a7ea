"""The shell of the map page as folium makes it: the frame, Leaflet and the map with its options.

``map_of`` gives the map on its page as one of folium, to be added to; run as a module, this writes the shell
that ``files.html`` fills, with marks in place of all that differs from page to page.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from branca.element import CssLink, Element, Figure, JavascriptLink, Link, MacroElement
from folium import Map
from folium.template import Template

from geomap.errors import InputError
from geomap.files.html import VENDORED, Tiles, content_policy

PARTS = (
    "language",
    "heading",
    "more",
    "about",
    "above",
    "below",
    "data-type",
    "data",
    "tiles",
    "claims",
    *VENDORED,
)
"""What differs from page to page, or stands in a file of its own."""


def page_of(parts: Mapping[str, str], tiles: Tiles | None = None, *, shut: bool = True) -> Page:
    """Return the page as folium's figure; as it is, it renders to what ``files.html`` fills the shell to.

    One that is not shut has no policy, and links to what is added, as any page of folium does.
    """
    figure = Page(parts, tiles, shut=shut)
    shell = _Shell(
        parts,
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
    shell.add_child(_Claims(parts), name="claims")
    return figure


def map_of(parts: Mapping[str, str], tiles: Tiles | None = None) -> Map:
    """Return the page's map: folium adds to it and saves it, with the page around it."""
    page = page_of(parts, tiles, shut=False)
    (shell,) = page._children.values()
    if not isinstance(shell, Map):
        raise TypeError("the page holds a map and nothing else")
    shell.add_child(_StandIns(), name="stand-ins")  # type: ignore[no-untyped-call]
    return shell


def shells() -> dict[str, str]:
    """Return the shell of the page and that of its script, by the names of their files."""
    page = page_of({part: f"%%{part}%%" for part in PARTS})
    head, body, script = page.rendered_parts()
    shell = page.joined(head=head, body=body, script="%%script%%", policy="%%policy%%")
    return {"shell.html": shell, "shell.js": script}


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

    def __init__(self, parts: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._above, self._below = parts["above"], parts["below"]

    @property
    def frame(self) -> str:
        """The page's body, with the map's own element where it is drawn."""
        return f'{self._above}<div class="folium-map" id="{self.get_name()}"></div>{self._below}'


class _Raw(Element):
    """Text that is put in as it stands."""

    _template = Template("{{ this.text }}")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class _StandIns(MacroElement):
    """What folium's markers and popups look for and the page lacks: the picture of a pin, jQuery's ``$``."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            globalThis.$ ??= (html) => {
                const made = document.createElement("template");
                made.innerHTML = html.trim();
                return made.content.children;
            };
            L.Marker.prototype.options.icon = L.divIcon({
                className: "", iconSize: [14, 14],
                html: '<svg width="14" height="14"><circle cx="7" cy="7" r="6" fill="#38f"/></svg>'
            });
        {% endmacro %}
        """
    )


class _Claims(Element):
    """The claims as data, and the script that draws them on the map it is added to.

    No MacroElement: that hands what its macros return to jinja once more, as a template: a quote that holds
    ``{{ }}`` would be run while the page is written. This one adds its parts raw.
    """

    def __init__(self, parts: Mapping[str, str]) -> None:
        super().__init__()
        self._name = "Claims"
        self._id = "claims"
        self.parts = parts

    def render(self, **kwargs: Any) -> str:
        """Add the data to the figure's body and the script to its scripts; return nothing of its own."""
        del kwargs
        figure, parent = self.get_root(), self._parent
        if not isinstance(figure, Figure) or not isinstance(parent, Map):
            raise TypeError("the claims belong on a map in a figure")
        parts, name = self.parts, self.get_name()
        data = f'<script id="geomap-data" type="{parts["data-type"]}">{parts["data"]}</script>'
        script = f"{parts['tiles']}{parts['claims']}\nstart({parent.get_name()});"
        figure.html.add_child(_Raw(data), name=name)
        figure.script.add_child(_Raw(script), name=name)
        return ""


class Page(Figure):
    """folium's figure as a whole page: language, title, description, and a policy that shuts all else out."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="{{ parts.language }}">\n<head>\n<meta charset="utf-8">\n'
        '{% if policy %}<meta http-equiv="Content-Security-Policy" content="{{ policy }}">\n{% endif %}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n{{ parts.more }}'
        "<title>{{ parts.heading }}</title>\n"
        '<meta name="description" content="{{ parts.about }}">\n'
        "{{ head }}\n</head>\n<body>\n{{ body }}\n<script>{{ script }}</script>\n</body>\n</html>\n"
    )

    def __init__(self, parts: Mapping[str, str], tiles: Tiles | None, *, shut: bool = True) -> None:
        super().__init__()
        self.parts, self.tiles, self.shut = parts, tiles, shut
        self.assets = _Inlined(parts, shut=shut)
        self.assets._parent = self  # as folium does for the header this one stands in for
        self.header = self.assets

    def render(self, **kwargs: Any) -> str:
        """Return the page; the policy names the hash of each script and style that was put in, no other."""
        head, body, script = self.rendered_parts(**kwargs)
        if not self.shut:
            return self.joined(head=head, body=body, script=script, policy="")
        policy = content_policy(
            scripts=(*self.assets.codes(JavascriptLink), script),
            styles=self.assets.codes(CssLink),
            tiles=self.tiles,
        )
        return self.joined(head=head, body=body, script=script, policy=policy)

    def rendered_parts(self, **kwargs: Any) -> tuple[str, str, str]:
        """Return what goes into the head and the body, and the script."""
        for child in self._children.values():
            child.render(**kwargs)
        # After Leaflet's own style, which it changes.
        self.assets.add_child(CssLink("page.css"), name="page_css")
        script = f'(() => {{ "use strict";\n{self.script.render(**kwargs)}\n}})();'
        return self.assets.render(embedded=True), self.html.render(**kwargs), script

    def joined(self, **parts: str) -> str:
        """Return the page made of these parts."""
        return str(self._template.render(parts=self.parts, **parts))


class _Inlined(Element):
    """A header that takes what folium links to from the parts; of a page that is shut another is an error."""

    def __init__(self, parts: Mapping[str, str], *, shut: bool) -> None:
        super().__init__()
        self._parts, self._shut = parts, shut

    def add_child(self, child: Any, name: str | None = None, index: int | None = None) -> Any:
        if isinstance(child, Link):
            if child.url not in VENDORED and not self._shut:
                return super().add_child(_Raw(child.render(embedded=False)), name=name, index=index)
            if child.url not in VENDORED:
                raise InputError(
                    f"{child.url}: not among the files shipped with geomap, and a page must not ask for more"
                )
            # branca pastes what it downloaded as bytes; as text it is put in as it should be.
            child.code = self._parts[child.url]  # type: ignore[assignment]
        return super().add_child(child, name=name, index=index)

    def codes(self, kind: type[Link]) -> tuple[str, ...]:
        """Return the text of all scripts or all styles."""
        return tuple(str(c.code) for c in self._children.values() if isinstance(c, kind))


def main() -> None:
    """Write the shell anew into the package."""
    for name, text in shells().items():
        (Path(__file__).parent / "page" / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
