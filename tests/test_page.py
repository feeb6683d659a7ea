# ruff: noqa: E501
"""The page as text: whole, closed, deterministic, and true to the records. Browser tests drive it elsewhere."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import random
import re
from dataclasses import asdict, replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
import shapely
from branca.element import CssLink

from geomap.claimants import Side
from geomap.errors import InputError, OutputError
from geomap.events import Action, Modality
from geomap.excerpts import LONGEST
from geomap.facts import Target, Weapon
from geomap.files import folium_shell, html
from geomap.files.columns import deltas, rings_of
from geomap.files.html import LANGUAGES, PACK_FROM, Tiles, data_block, own_script, render_map, write_map
from geomap.gazetteer import Entry, Gazetteer, Precision, SpellingKind, open_gazetteer
from geomap.places import Certainty
from geomap.records import make_records
from geomap.spans import Span
from geomap.surroundings import MOST_NEAR, Centred, Surroundings, surroundings_by, surroundings_of
from geomap.when import WhenBasis
from tests.page_records import AREAS, columns, records, reports, spellings
from tests.records_of import LYMAN, report

SOME = records(120)
HOSTILE = (
    '</script><script>alert(1)</script><img src=x onerror="alert(2)">${alert(3)}`{{7*7}}{%if%}{#\u2028<!--'
)


class _Elements(HTMLParser):
    """Collects the elements of a page, with what stands inside scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside.append("")
        self.open = True

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside[-1] += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.open = False


def elements(page: str) -> list[tuple[str, dict[str, str | None], str]]:
    parser = _Elements()
    parser.feed(page)
    return [(tag, attrs, text) for (tag, attrs), text in zip(parser.found, parser.inside, strict=True)]


def data_of(page: str) -> dict[str, Any]:
    (block,) = [(attrs, text) for tag, attrs, text in elements(page) if attrs.get("id") == "geomap-data"]
    attrs, text = block
    raw = gzip.decompress(base64.b64decode(text)) if attrs["type"] == "application/gzip" else text
    found: dict[str, Any] = json.loads(raw)
    return found


def test_the_same_records_give_the_same_bytes_in_any_order() -> None:
    shuffled = list(SOME)
    random.Random(3).shuffle(shuffled)  # noqa: S311
    assert render_map(SOME) == render_map(shuffled) == render_map(SOME)


def test_the_page_says_its_language_title_and_description() -> None:
    page = render_map(SOME, language="uk", title="Осінь & зима")
    assert page.startswith('<!DOCTYPE html>\n<html lang="uk">')
    assert "<title>Осінь &amp; зима</title>" in page
    assert any(
        a.get("name") == "description" and a["content"] for tag, a, _ in elements(page) if tag == "meta"
    )
    assert "user-scalable" not in page


def test_nothing_is_fetched_and_all_that_runs_is_named_by_its_hash() -> None:
    page = render_map(SOME)
    found = elements(page)
    assert not [tag for tag, attrs, _ in found if attrs.get("src") or (tag == "link")]
    policy = next(a["content"] or "" for _, a, _ in found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    inline = [text for tag, a, text in found if tag == "style" or (tag == "script" and "type" not in a)]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline}
    assert hashes == set(re.findall(r"'sha256-([^']+)'", policy))


def test_tiles_open_the_policy_for_their_own_server_alone() -> None:
    page = render_map(
        SOME, tiles=Tiles(url="https://{s}.tiles.example/{z}/{x}/{y}.png", credit="Example tiles")
    )
    assert "img-src https://*.tiles.example&#39;" in page or 'img-src https://*.tiles.example"' in page
    assert "Example tiles" in data_of(page)["credits"]
    for address in ("javascript:alert(1)", "https://a b/{z}", "tiles.png", "https://x; script-src *"):
        with pytest.raises(InputError, match="tiles: "):
            render_map(SOME, tiles=Tiles(url=address, credit=""))


def test_article_text_cannot_leave_its_data_block() -> None:
    quote = f"{HOSTILE} in Lyman"
    hostile = report(
        title=HOSTILE, publisher=HOSTILE, url="javascript:alert(4)", claimant=HOSTILE, quote=quote,
        quote_span=Span(0, len(quote)), toponym_span=Span(len(quote) - 5, len(quote)), document=HOSTILE,
    )  # fmt: skip
    page = render_map(make_records([hostile]), title=HOSTILE)
    plain = render_map(make_records([report()]))
    assert [tag for tag, _, _ in elements(page)] == [tag for tag, _, _ in elements(plain)]
    assert data_of(page)["quotes"] == [quote]


def test_the_data_block_holds_no_character_that_html_or_script_could_read() -> None:
    kind, text = data_block({"quote": HOSTILE + "&amp;\u2029\ud800"})
    assert kind == "application/json"
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text)["quote"].startswith(HOSTILE)


def test_large_data_is_packed_and_reads_the_same() -> None:
    data = {"quotes": [f"claim {i}" * 12 for i in range(PACK_FROM // 60)]}
    kind, text = data_block(data)
    assert kind == "application/gzip"
    assert json.loads(gzip.decompress(base64.b64decode(text))) == data


def test_the_marked_words_are_the_toponym_in_units_of_a_browser() -> None:
    quote = "🔥🔥 Над Лиманом — Lyman 🔥"
    start = quote.index("Lyman")
    data = columns(
        make_records([report(quote=quote, quote_span=Span(50, 50 + len(quote)), toponym_span=Span(50 + start, 55 + start))]),
        Surroundings(),
    )  # fmt: skip
    units = quote.encode("utf-16-le")
    (first,), (last,) = data["reports"]["start"], data["reports"]["end"]
    assert units[2 * first : 2 * last].decode("utf-16-le") == "Lyman"


def test_an_endless_quote_is_stored_once_and_cut_around_each_toponym() -> None:
    quote = "🔥 shells hit " + "Lyman, " * 3_000 + "they said"
    names = [found.span() for found in re.finditer("Lyman", quote)]
    told = [report(quote=quote, quote_span=Span(0, len(quote)), toponym_span=Span(*name)) for name in names]
    data = columns(make_records(told), Surroundings())
    assert data["quotes"] == [quote]
    assert set(data["reports"]["quote"]) == {0}
    units = quote.encode("utf-16-le")
    views = zip(*(data["reports"][key] for key in ("cutStart", "start", "end", "cutEnd")), strict=True)
    for first, start, end, last in views:
        assert units[2 * start : 2 * end].decode("utf-16-le") == "Lyman"
        assert 0 <= first <= start < end <= last <= first + LONGEST


def test_every_claim_report_and_contradiction_reaches_the_page() -> None:
    data = data_of(render_map(SOME))
    assert sorted(data["claims"]["id"]) == sorted(r.id for r in SOME)
    assert len(data["reports"]["claim"]) == sum(len(r.reports) for r in SOME)
    ids = data["claims"]["id"]
    for record in SOME:
        row = ids.index(record.id)
        assert {ids[i] for i in data["claims"]["contradicts"][row]} == set(record.contradicts)
        assert {ids[i] for i in data["claims"]["mayDiffer"][row]} == set(record.may_differ)
        support = (data["claims"]["independent"][row], data["claims"]["copies"][row])
        assert support == (record.independent, record.copies)
        assert data["claims"]["doubtful"][row] == (record.status == "doubtful")
        day = data["claims"]["from"][row]
        assert (day is None) == (record.days is None)
        if record.days:
            assert date.fromordinal(day + date(1970, 1, 1).toordinal()) == record.days.start


def test_countries_are_listed_regions_drawn_and_vague_ones_marked() -> None:
    data = columns(
        make_records([report(place=place, toponym=place.name) for place in (*AREAS, LYMAN)]), Surroundings()
    )
    shown = dict(zip(data["places"]["name"], data["places"]["kind"], strict=True))
    assert (shown["Lyman"], shown["Kharkiv Oblast"], shown["Donbas"], shown["Ukraine"]) == (0, 1, 1, 2)
    assert [n for n, v in zip(data["places"]["name"], data["places"]["vague"], strict=True) if v] == [
        "Donbas"
    ]


def test_a_region_comes_with_its_shape_and_a_label_inside_it() -> None:
    (region,) = (a for a in AREAS if a.name == "Kharkiv Oblast")
    data = columns(make_records([report(place=region, toponym=region.name)]), Surroundings())
    (shape,), (label,) = data["places"]["shape"], data["places"]["labelAt"]
    shell = shapely.Polygon([(lon / 1000, lat / 1000) for lon, lat in unpacked(shape[0])])
    assert shell.contains(shapely.Point(*label))


def unpacked(packed: list[int]) -> list[tuple[int, int]]:
    pairs, lon, lat = [], 0, 0
    for i in range(0, len(packed), 2):
        lon, lat = lon + packed[i], lat + packed[i + 1]
        pairs.append((lon, lat))
    return pairs


def test_the_ground_the_labels_and_the_credits_reach_the_page() -> None:
    gazetteer = open_gazetteer()
    data = columns(SOME, surroundings_of(SOME, gazetteer))
    assert all(
        data["basemap"][layer] for layer in ("land", "water", "rivers", "borders", "regions", "disputed")
    )
    labels = {name: (kind, local) for _, kind, _, _, _, name, *local in data["labels"]}
    assert labels["Poltava"] == ("town", ["Полтава"])
    assert labels["Kyiv"][0] == "capital"
    assert labels["Moldova"][0] == "country"
    assert labels["Sea of Azov"] == ("water", ["Азовське море"])
    assert {credit.line for credit in gazetteer.credits()} <= set(data["credits"])


def test_small_towns_are_named_where_the_claims_are_and_quarters_of_a_city_nowhere() -> None:
    gazetteer = open_gazetteer()

    def named(place: Entry, claims: int, far: Entry) -> dict[str, int]:
        labels = surroundings_by([(place, claims), (far, 1)], gazetteer).labels
        return {label.name: label.rank for label in labels if label.kind == "town"}

    kyiv, lyman = (gazetteer.candidates(name)[0].entry for name in ("Kyiv", "Lyman"))
    by_lyman = named(lyman, 30, far=kyiv)
    assert by_lyman["Drobysheve"] >= 5 > by_lyman["Kramatorsk"]
    assert "Vorzel" not in by_lyman
    by_kyiv = named(kyiv, 30, far=lyman)
    assert by_kyiv["Vorzel"] >= 5
    assert "Drobysheve" not in by_kyiv
    assert {"Podil", "Obolon", "Nyvky"}.isdisjoint(by_kyiv)
    assert {"Brovary", "Irpin"} <= by_kyiv.keys()


def test_a_claim_at_the_other_end_of_the_world_takes_no_names_from_where_the_others_are() -> None:
    gazetteer = open_gazetteer()

    def small(*told: tuple[str, int]) -> set[str]:
        named = [(gazetteer.candidates(name)[0].entry, count) for name, count in told]
        labels = surroundings_by(named, gazetteer).labels
        assert len({label.id for label in labels}) == len(labels)
        found = {label.name for label in labels if label.rank >= 5}
        assert len(found) <= MOST_NEAR
        return found

    donbas = [("Pokrovsk", 3), ("Lyman", 3), ("Avdiivka", 3), ("Toretsk", 3), ("Bakhmut", 3)]
    around = {"Rodynske", "Bilytske", "Novohrodivka"}
    assert around <= small(*donbas)
    assert around <= small(*donbas, ("Darwin", 1), ("Lautoka", 1), ("Kyiv", 1))
    # Where little is claimed, little is named: of Darwin the suburbs, not the villages of half Australia.
    of_far = small(*donbas, ("Darwin", 1)) - small(*donbas)
    assert len(of_far) < MOST_NEAR / 10
    # Between places that stand apart, too, small towns have names.
    assert "Rodynske" in small(("Odesa", 1), ("Kharkiv", 1), ("Sumy", 1), ("Lyman", 1))


def test_places_at_the_centre_of_their_unit_are_counted_among_those_that_are_marked(
    gazetteer: Gazetteer,
) -> None:
    def around(*places: Entry) -> Centred | None:
        made = make_records([report(place=place) for place in (*places, *places[:1])])
        surroundings = surroundings_of(made, gazetteer)
        told = asdict(surroundings.centred) if surroundings.centred else None
        assert columns(made, surroundings)["centred"] == told
        return surroundings.centred

    oblast = replace(
        LYMAN, id="x:1", feature_class="A", feature_code="ADM1", precision="area", radius_km=90.0
    )
    near = replace(LYMAN, id="x:2", precision="near", radius_km=10.0)
    village = replace(LYMAN, id="x:3", precision="hromada", radius_km=25.0)
    abroad = replace(LYMAN, id="x:4", precision="raion", radius_km=40.0)
    assert around(LYMAN, near, oblast) is None
    assert around(village, LYMAN, near, oblast) == Centred(n=1, of=3, unit="hromada", remedied=False)
    assert around(village, abroad, LYMAN) == Centred(n=2, of=3, unit="raion", remedied=False)


def test_lines_are_packed_as_differences_without_repeated_points() -> None:
    assert deltas([(1.0, 2.0), (1.0001, 2.0001), (1.5, 1.0)]) == [1000, 2000, 500, -1000]
    (ring,) = rings_of(shapely.box(0, 0, 1, 1))
    assert len(ring) == 8


def test_the_names_of_the_pages_language_come_from_the_spellings() -> None:
    given = records(30)
    data = columns(given, Surroundings(spellings=spellings()))
    local = dict(zip(data["places"]["name"], data["places"]["local"], strict=True))
    assert all(
        not name.isascii()
        for place, name in local.items()
        if not place.endswith(("Oblast", "Donbas", "Ukraine"))
    )


def test_both_languages_have_the_same_words_and_every_word_the_script_asks_for() -> None:
    folder = Path(__file__).parents[1] / "geomap/files/page"
    tables = {code: json.loads((folder / f"strings/{code}.json").read_text("utf-8")) for code in LANGUAGES}
    assert set(tables["en"]) == set(tables["uk"])
    asked = set(re.findall(r'say\(\s*"([\w.-]+)"', own_script()))
    asked |= set(
        re.findall(r'data-(?:say|label|placeholder)="([\w.-]+)"', (folder / "body.html").read_text("utf-8"))
    )
    assert asked
    assert asked <= set(tables["en"])
    for code, forms in (("en", {"one", "other"}), ("uk", {"one", "few", "many", "other"})):
        assert set(tables[code]["claims"]) == forms


def test_every_word_of_the_vocabularies_has_its_words_in_both_languages() -> None:
    folder = Path(__file__).parents[1] / "geomap/files/page/strings"
    vocabularies = {
        "action": Action, "modality": Modality, "certainty": Certainty, "side": Side, "precision": Precision,
        "weapon": Weapon, "target": Target,
        "basis": WhenBasis, "spelling": SpellingKind,
    }  # fmt: skip
    for code in LANGUAGES:
        table = json.loads((folder / f"{code}.json").read_text("utf-8"))
        wanted = {f"{name}.{value}" for name, words in vocabularies.items() for value in get_args(words)}
        assert wanted <= set(table)


def test_an_unknown_language_or_an_unwritable_path_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'fr' is not one of en, uk"):
        render_map(SOME, language="fr")
    with pytest.raises(OutputError, match="no such folder; make it first"):
        write_map(SOME, tmp_path / "missing" / "map.html")


def test_no_records_still_make_a_page() -> None:
    assert data_of(render_map(()))["claims"]["id"] == []


def test_the_licence_of_leaflet_is_shipped() -> None:
    folder = Path(__file__).parents[1] / "geomap/files/page/leaflet"
    assert "Redistributions in binary form" in (folder / "LICENSE").read_text("utf-8")


def test_the_invented_reports_are_what_the_other_tests_take_them_for() -> None:
    assert all(r.toponym_span.of(" " * 100 + r.quote) == r.toponym for r in reports(50))


def test_the_shell_is_the_one_that_folium_makes() -> None:
    folder = Path(html.__file__).parent / "page"
    for name, text in folium_shell.shells().items():
        assert (folder / name).read_text("utf-8") == text, "run python -m geomap.files.folium_shell"


@pytest.mark.parametrize("tiles", [None, Tiles(url="https://t.example/{z}/{x}/{y}.png", credit="Example")])
def test_folium_renders_the_bytes_that_filling_its_shell_gives(tiles: Tiles | None) -> None:
    data = {"language": "uk", "quote": "{{ 1 }} {% x %} ${y} %%data%% </script>"}
    parts = html.parts_of(data, heading="%%about%% \"Осінь\" & 'зима' {{ 2 }}", about="<b>", tiles=tiles)
    assert folium_shell.page_of(parts, tiles).render() == "".join(html.filled(parts, tiles))


def test_a_link_that_is_not_shipped_is_refused() -> None:
    page = folium_shell.page_of(html.parts_of({"language": "en"}, heading="x", about="y"))
    with pytest.raises(InputError, match="must not ask for more"):
        page.header.add_child(CssLink("https://cdn.example/x.css"))
