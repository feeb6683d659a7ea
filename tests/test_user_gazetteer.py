from __future__ import annotations

import gzip
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from geomap.errors import GazetteerError, InputError, OutputError
from geomap.gazetteer import Credit, Gazetteer, LonLat, Precision, Spelling, linking, resemblance
from geomap.gazetteer import lookup as lookup_module
from geomap.gazetteer.adding import Report, add
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.lookup import open_gazetteer
from geomap.gazetteer.matching import Anchor, Settlement, Site, distance_km, match
from geomap.gazetteer.places import Place
from geomap.gazetteer.spellings import generated
from geomap.gazetteer.user import UserSource
from geomap.gazetteer.userstore import NameFilter, NameFilterMaker, row_of, user_path
from geomap.gazetteer.writing import write_gazetteer
from tests.test_importers import dump_line, written

# A country of two hromadas in one oblast: the west around (33.0, 47.5), the east around (33.6, 47.5), and one
# more oblast far to the north. Towns have points; villages have their hromada's centre.
COUNTRY, OBLAST, NORTH, RAION = "geonames:90", "geonames:91", "geonames:92", "geonames:93"
WEST, EAST, FAR = "katottg:UA01W", "katottg:UA01E", "katottg:UA02F"
CENTRE = {WEST: (33.0, 47.5), EAST: (33.6, 47.5), FAR: (33.0, 51.0)}
CREDIT = Credit(source="made up", licence="none", line="Made up for the tests.")


def _unit(place_id: str, name: str, parent: str | None, code: str, at: tuple[float, float]) -> Place:
    return Place(
        id=place_id, name=name, point=LonLat(*at), country="UA", parent=parent, feature_class="A",
        feature_code=code, precision="area", radius_km=20.0,
    )  # fmt: skip


def _settlement(
    place_id: str, uk: str, parent: str, at: tuple[float, float], precision: Precision = "exact"
) -> Place:
    made = (Spelling(text=uk, kind="official", language="uk"), *generated(uk))
    return Place(
        id=place_id, name=made[1].text, point=LonLat(*at), country="UA", parent=parent, feature_class="P",
        feature_code="PPL", population=900 if precision == "exact" else 0, precision=precision,
        radius_km=1.5 if precision == "exact" else 23.0, spellings=made, sounds=True,
    )  # fmt: skip


def _village(code: str, uk: str, hromada: str) -> Place:
    return _settlement(f"katottg:{code}", uk, hromada, CENTRE[hromada], "hromada")


PLACES = (
    _unit(COUNTRY, "Ukraine", None, "PCLI", (32.0, 49.0)),
    _unit(OBLAST, "Stepova Oblast", COUNTRY, "ADM1", (33.3, 47.5)),
    _unit(NORTH, "Lisova Oblast", COUNTRY, "ADM1", (33.0, 51.0)),
    _unit(RAION, "Stepovyi Raion", OBLAST, "ADM2", (33.3, 47.5)),
    _unit(WEST, "Zakhidna hromada", RAION, "ADM3", CENTRE[WEST]),
    _unit(EAST, "Skhidna hromada", RAION, "ADM3", CENTRE[EAST]),
    _unit(FAR, "Lisova hromada", NORTH, "ADM3", CENTRE[FAR]),
    _settlement("geonames:101", "Рудня", WEST, (33.00, 47.50)),
    _settlement("geonames:102", "Калинове", WEST, (32.95, 47.55)),
    _settlement("geonames:103", "Гранітне", EAST, (33.60, 47.50)),
    _settlement("geonames:104", "Озерне", EAST, (33.65, 47.45)),
    _settlement("geonames:105", "Соснове", FAR, (33.00, 51.00)),
    _village("UA0101", "Тиха Балка", WEST),
    _village("UA0102", "Вишневе", WEST),
    _village("UA0103", "Вишневе", EAST),
    _village("UA0104", "Вишневе", FAR),
    _village("UA0105", "Ковилівка", EAST),
    _village("UA0106", "Ковилівка", EAST),
    _village("UA0107", "Грушка", FAR),
)
# What the user's dump says: (geonameid, name, other names, lon, lat, oblast code).
VILLAGES = (
    (101, "Rudnia", "Рудня", 33.001, 47.501, "08"),
    (103, "Hranitne", "Гранітне", 33.601, 47.501, "08"),
    (105, "Sosnove", "Соснове", 33.001, 51.001, "02"),
    (201, "Tykha Balka", "Тиха Балка", 32.90, 47.45, "08"),
    (202, "Vyshneve", "Вишневе", 33.08, 47.52, "08"),
    (203, "Vyshneve", "Вишневе", 33.55, 47.56, "08"),
    (204, "Vyshnëve", "", 33.05, 51.05, "02"),
    (205, "Kovylivka", "Ковилівка", 33.62, 47.55, "08"),
    (206, "Hrushka", "Грушка", 33.1, 47.52, "08"),
    (207, "Ozerne", "Озерне,Staroozerne", 33.655, 47.452, "08"),
    (208, "Nova Zoria", "Нова Зоря", 33.2, 47.6, "08"),
)


def dump(rows: tuple[tuple[object, ...], ...] = VILLAGES) -> str:
    columns = ("name", "names", "lon", "lat", "admin1")
    return "".join(
        dump_line(str(number), ascii="", **dict(zip(columns, map(str, rest), strict=True))) + "\n"
        for number, *rest in rows
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("steppe")
    write_gazetteer(PLACES, (CREDIT,), folder)
    return folder


@pytest.fixture
def base(folder: Path) -> BuiltIn:
    return BuiltIn(folder)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "user" / "gazetteer.sqlite"


def over(base: BuiltIn, target: Path) -> Gazetteer:
    return Gazetteer((base, UserSource(target, base)))


def added(base: BuiltIn, target: Path, text: str, name: str = "UA.txt") -> Report:
    return add([written(target.parent.parent / name, text)], target, base)


def test_villages_get_their_own_points(base: BuiltIn, target: Path) -> None:
    report = added(base, target, dump())
    gazetteer = over(base, target)
    (found,) = gazetteer.candidates("Tykha Balka")
    assert found.entry.id == "katottg:UA0101"
    assert (found.entry.precision, found.entry.point) == ("exact", (32.9, 47.45))
    assert found.entry.radius_km < 5
    assert found.entry.admin3 == "Zakhidna hromada"
    assert gazetteer.entry("katottg:UA0101") == found.entry
    assert report.linked.upgraded == 4
    assert report.linked.awaiting == 3


def test_namesakes_go_to_the_hromada_that_they_lie_in(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    where = {c.entry.id: c.entry.point for c in over(base, target).candidates("Вишневе")}
    assert where == {
        "katottg:UA0102": (33.08, 47.52),
        "katottg:UA0103": (33.55, 47.56),
        "katottg:UA0104": (33.05, 51.05),
    }


def test_a_village_placed_by_hand_gets_its_own_point_where_the_file_has_it_nearby(tmp_path: Path) -> None:
    hand = {"katottg:UA0101": (32.92, 47.46), "katottg:UA0102": (34.5, 47.5)}
    places = [
        replace(p, point=LonLat(*hand[p.id]), precision="near", radius_km=10.0) if p.id in hand else p
        for p in PLACES
    ]
    write_gazetteer(places, (CREDIT,), tmp_path / "steppe")
    base, target = BuiltIn(tmp_path / "steppe"), tmp_path / "user" / "gazetteer.sqlite"
    added(base, target, dump())
    gazetteer = over(base, target)
    (found,) = gazetteer.candidates("Tykha Balka")
    assert (found.entry.id, found.entry.precision, found.entry.point) == (
        "katottg:UA0101",
        "exact",
        (32.9, 47.45),
    )
    far = gazetteer.entry("katottg:UA0102")
    assert far is not None
    assert (far.precision, far.point) == ("near", (34.5, 47.5)), "a namesake 100 km off is another village"


def test_only_a_dump_counts_as_one_that_has_given_its_points(base: BuiltIn, target: Path) -> None:
    assert not Gazetteer((base,)).has_dump
    added(base, target, "name,lat,lon,katottg\nTykha,47.44,32.91,UA0101\n", "own.csv")
    assert not over(base, target).has_dump
    added(base, target, dump())
    assert over(base, target).has_dump


def test_a_doubtful_village_stays_unmatched(base: BuiltIn, target: Path) -> None:
    report = added(base, target, dump())
    gazetteer = over(base, target)
    by_id = {c.entry.id: c.entry.precision for c in gazetteer.candidates("Kovylivka")}
    assert by_id == {"katottg:UA0105": "hromada", "katottg:UA0106": "hromada", "geonames:205": "exact"}
    assert report.linked.doubtful == 1


def test_a_village_of_another_oblast_is_no_match(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    assert {c.entry.id for c in over(base, target).candidates("Грушка")} == {"katottg:UA0107", "geonames:206"}


def test_what_is_built_in_is_not_listed_twice_but_lends_its_names(base: BuiltIn, target: Path) -> None:
    report = added(base, target, dump())
    gazetteer = over(base, target)
    assert [c.entry.id for c in gazetteer.candidates("Рудня")] == ["geonames:101"]
    assert [c.entry.id for c in gazetteer.candidates("Озерне")] == ["geonames:104"]
    (found,) = gazetteer.candidates("Staroozerne")
    assert found.entry.id == "geonames:104"
    assert found.entry.point == (33.65, 47.45)
    assert "Staroozerne" in [s.text for s in gazetteer.spellings("geonames:104")]
    assert report.linked.same == 4


def test_a_new_place_stands_in_the_unit_of_its_code_and_is_found_in_any_spelling(
    base: BuiltIn, target: Path
) -> None:
    added(base, target, dump())
    gazetteer = over(base, target)
    for name in ("Nova Zoria", "Нова Зоря", "NOVA ZORYA", "Novaya Zorya", "Новая Зоря", "Нової Зорі"):
        assert [c.entry.id for c in gazetteer.candidates(name)] == ["geonames:208"], name
    (found,) = gazetteer.candidates("Nova Zoria")
    assert (found.entry.admin1, found.entry.path) == ("Stepova Oblast", (COUNTRY, OBLAST))
    assert gazetteer.continues("Nova")
    assert not gazetteer.continues("Stara")


def test_adding_again_or_in_another_order_changes_nothing(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    once = answers(over(base, target))
    added(base, target, dump())
    assert answers(over(base, target)) == once
    shuffled = list(VILLAGES)
    random.Random(3).shuffle(shuffled)  # noqa: S311
    other = target.with_name("other.sqlite")
    for part in (shuffled[:5], shuffled[5:]):
        added(base, other, dump(tuple(part)))
    assert answers(over(base, other)) == once


def links(target: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(target)) as db:
        return db.execute("SELECT id, built_in, relation FROM place ORDER BY id").fetchall()


def test_row_by_row_the_places_are_linked_as_all_at_once(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    other = target.with_name("other.sqlite")
    for row in sorted(VILLAGES, key=lambda row: -int(str(row[0]))):
        added(base, other, dump((row,)))
    assert links(other) == links(target)


def test_a_row_that_is_no_village_of_the_register_costs_no_comparison_of_the_others(
    base: BuiltIn, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = added(base, target, dump())
    before = links(target)
    compared: list[str] = []
    monkeypatch.setattr(resemblance, "_named", lambda *asked: compared.append(asked[1]))
    monkeypatch.setattr(linking, "match", lambda *asked: pytest.fail(f"matched {len(asked)} again"))
    report = added(base, target, "name,lat,lon,country\nTabir,47.5,33.0,UA\nTabir,47.6,33.0,UA\n", "own.csv")
    assert set(compared) == {"tabir"}
    assert report.linked == first.linked
    assert [link for link in links(target) if int(str(link[0])) > 0] == before
    monkeypatch.undo()
    # A village that may be one of the register's is matched, and with it all that it bears on.
    report = added(base, target, dump(((209, "Vyshneve", "Вишневе", 33.56, 47.55, "08"),)))
    assert report.linked.same == first.linked.same + 1, "the village listed twice"


def test_beside_another_edition_all_is_compared_anew(base: BuiltIn, target: Path, tmp_path: Path) -> None:
    write_gazetteer(PLACES[:8], (CREDIT,), tmp_path / "older")
    assert added(BuiltIn(tmp_path / "older"), target, dump()).linked.upgraded == 0
    added(base, target, "name,lat,lon\nTabir,47.5,33.0\n", "own.csv")
    other = target.with_name("other.sqlite")
    added(base, other, dump())
    assert [link for link in links(target) if int(str(link[0])) > 0] == links(other)


def answers(gazetteer: Gazetteer) -> dict[str, list[tuple[str, object]]]:
    names = [str(text) for row in VILLAGES for text in (row[1], *str(row[2]).split(","))]
    return {name: [(c.entry.id, c.entry.point) for c in gazetteer.candidates(name)] for name in names}


def test_what_shares_its_name_with_a_settlement_stands_behind_it(base: BuiltIn, target: Path) -> None:
    features = {"H": "STM", "S": "RSTN", "V": "FRST", "L": "INDS", "T": "ISL"}
    spots = "".join(
        dump_line(number, name=name, ascii="", names="", **{"class": letter, "code": code}) + "\n"
        for number, (name, (letter, code)) in enumerate(
            (
                (name, feature)
                for name in ("Nova Zoria", "Vyshneve", "Krasnyi")
                for feature in features.items()
            ),
            start=300,
        )
    )
    added(base, target, dump() + spots)
    gazetteer = over(base, target)
    for name in ("Nova Zoria", "Nova Zorya", "Нова Зоря", "Vyshneve", "Вишневе", "Вишневому"):
        found = [c.entry.feature_class for c in gazetteer.candidates(name)]
        assert found[0] == "P", name
        assert found == sorted(found, key=lambda letter: letter != "P"), name
    assert {c.entry.feature_class for c in gazetteer.candidates("Nova Zoria")} == {"P", *features}
    assert {c.entry.feature_class for c in gazetteer.candidates("Krasnyi")} == set(features)


def test_a_spot_that_is_built_in_is_not_listed_twice(tmp_path: Path) -> None:
    airfield = replace(
        _settlement("geomap:ozerne", "Озерне", WEST, (33.10, 47.60)), feature_class="S", feature_code="AIRB"
    )
    write_gazetteer((*PLACES, airfield), (CREDIT,), tmp_path / "steppe")
    base, target = BuiltIn(tmp_path / "steppe"), tmp_path / "user" / "gazetteer.sqlite"
    rows = ((400, (33.11, 47.605), "AIRF"), (401, (33.3, 47.6), "AIRF"))
    added(
        base,
        target,
        dump()
        + "".join(
            dump_line(
                n, name="Ozerne", names="Озерне", lon=str(lon), lat=str(lat), **{"class": "S", "code": code}
            )
            + "\n"
            for n, (lon, lat), code in rows
        ),
    )
    spots = {c.entry.id for c in over(base, target).candidates("Ozerne") if c.entry.feature_class == "S"}
    assert spots == {"geomap:ozerne", "geonames:401"}, "14 km off is another one"


def test_many_streams_of_a_name_do_not_crowd_out_its_village(base: BuiltIn, target: Path) -> None:
    streams = (dump_line(n, name="Sukha", **{"class": "H", "code": "STM"}) + "\n" for n in range(300, 360))
    added(base, target, "".join(streams) + dump_line(400, name="Sukha", population="0") + "\n")
    assert over(base, target).candidates("Sukha")[0].entry.id == "geonames:400"


def test_alternate_names_reach_the_users_and_the_built_in_places(base: BuiltIn, target: Path) -> None:
    lines = ("208\tru\tКрасная Заря\t\t\t\t", "102\ten\tMaiske\t\t\t\t1", "999\ten\tNowhere\t\t\t\t")
    names = "".join(f"{n}\t{line}\t\t\n" for n, line in enumerate(lines))
    path = written(target.parent.parent / "names", gzip.compress(names.encode()))
    report = add([path, written(path.with_name("UA.txt"), dump())], target, base)
    gazetteer = over(base, target)
    (found,) = gazetteer.candidates("Красная Заря")
    assert (found.entry.id, found.spelling.kind) == ("geonames:208", "russian")
    (found,) = gazetteer.candidates("Maiske")
    assert (found.entry.id, found.spelling.kind) == ("geonames:102", "historic")
    assert [(file.format, file.names, file.homeless) for file in report.files][1] == (
        "GeoNames alternate names",
        2,
        1,
    )


def test_a_table_may_say_which_place_it_means(base: BuiltIn, target: Path) -> None:
    added(base, target, "name,lat,lon,katottg\nTykha,47.44,32.91,UA0101\nCamp,47.3,33.3,\n", "own.csv")
    gazetteer = over(base, target)
    (found,) = gazetteer.candidates("Tykha")
    assert (found.entry.id, found.entry.precision, found.entry.point) == (
        "katottg:UA0101",
        "exact",
        (32.91, 47.44),
    )
    (camp,) = gazetteer.candidates("Camp")
    assert camp.entry.id.startswith("user:")
    assert gazetteer.entry(camp.entry.id) == camp.entry
    assert any("own.csv" in credit.line for credit in gazetteer.credits())


@pytest.mark.parametrize("column", ["katottg", "katotth", "katottg_code", "code", "id"])
def test_a_code_of_the_register_links_without_guessing(tmp_path: Path, column: str) -> None:
    codes = ("UA65000010010000101", "UA65000010020000102")
    villages = tuple(
        _village(code, "Дальнє", hromada) for code, hromada in zip(codes, (WEST, EAST), strict=True)
    )
    write_gazetteer((*PLACES, *villages), (CREDIT,), tmp_path / "steppe")
    base, target = BuiltIn(tmp_path / "steppe"), tmp_path / "user" / "gazetteer.sqlite"
    rows = (
        ("Дальнє", "47.58", "33.52", codes[0]),  # the point lies in the other's hromada
        ("Східна громада", "47.5", "33.6", "UA65000020000000103"),
        ("Південний район", "47.6", "33.7", "UA65000010010100104"),
        ("Дальнє", "47.52", "33.61", "UA65000010070000105"),  # of another edition of the register
        ("Стан", "47.3", "33.3", "12-7"),
    )
    table = f"name,{column},lat,lon\n" + "".join(f"{n},{code},{lat},{lon}\n" for n, lat, lon, code in rows)
    report = added(base, target, table, "register.csv")
    gazetteer = over(base, target)
    assert (report.files[0].places, report.files[0].left_out) == (4, 1)
    far = {c.entry.id: (c.entry.precision, c.entry.point) for c in gazetteer.candidates("Дальнє")}
    assert far == {
        f"katottg:{codes[0]}": ("exact", (33.52, 47.58)),
        f"katottg:{codes[1]}": ("hromada", CENTRE[EAST]),
        "katottg:UA65000010070000105": ("exact", (33.61, 47.52)),
    }
    (district,) = gazetteer.candidates("Південний район")
    assert (district.entry.feature_code, district.entry.country) == ("PPLX", "UA")
    (camp,) = gazetteer.candidates("Стан")
    assert camp.entry.id == ("user:register/12-7" if column in ("code", "id") else "katottg:12-7")


def test_a_column_of_codes_of_its_own_gives_way_to_one_of_the_register(base: BuiltIn, target: Path) -> None:
    added(base, target, "name,code,katottg,lat,lon\nДвір,7,UA0101,47.44,32.91\n", "own.csv")
    entry = over(base, target).entry("katottg:UA0101")
    assert entry is not None
    assert entry.point == (32.91, 47.44)


def test_the_same_numbers_in_two_tables_are_two_places(base: BuiltIn, target: Path) -> None:
    for name, point in (("alpha", "47.3,33.3"), ("beta", "47.8,33.9")):
        added(
            base,
            target,
            f"name,lat,lon,id\nCamp {name},{point},1\nTent,{point},wd:Q{len(name)}\n",
            f"{name}.csv",
        )
    gazetteer = over(base, target)
    found = {name: [c.entry for c in gazetteer.candidates(f"Camp {name}")] for name in ("alpha", "beta")}
    assert {name: [(e.id, e.point) for e in entries] for name, entries in found.items()} == {
        "alpha": [("user:alpha/1", (33.3, 47.3))],
        "beta": [("user:beta/1", (33.9, 47.8))],
    }
    assert {c.entry.id for c in gazetteer.candidates("Tent")} == {"user:wd:Q5", "user:wd:Q4"}


def test_a_refused_file_leaves_the_gazetteer_as_it_was(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    before = target.read_bytes()
    cut = gzip.compress(dump().encode() * 40)[:-30]
    with pytest.raises(InputError, match="damaged"):
        add([written(target.with_name("cut.gz"), cut)], target, base)
    with pytest.raises(InputError, match="not one usable row"):
        added(base, target, "name,lat,lon\nKyiv,here,there\n", "own.csv")
    assert target.read_bytes() == before
    assert {path.name for path in target.parent.iterdir()} <= {
        "gazetteer.sqlite",
        "gazetteer.sqlite.lock",
        "cut.gz",
    }


def test_an_interrupted_import_leaves_the_gazetteer_as_it_was(
    base: BuiltIn, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(base, target, dump())
    before = target.read_bytes()

    def interrupt(doing: str, done: int, total: int) -> None:
        del done, total
        if doing == "comparing names":
            raise KeyboardInterrupt

    more = written(target.with_name("more.txt"), dump_line(300, name="Lukove") + "\n")
    with pytest.raises(KeyboardInterrupt):
        add([more], target, base, advance=interrupt)
    assert target.read_bytes() == before
    add([more], target, base)
    assert over(base, target).candidates("Lukove")


def test_a_part_left_by_a_killed_import_does_no_harm(base: BuiltIn, target: Path) -> None:
    target.parent.mkdir()
    target.with_name(target.name + ".part").write_bytes(b"half a database")
    target.with_name(target.name + ".stage").write_bytes(b"half a table")
    added(base, target, dump())
    assert over(base, target).candidates("Nova Zoria")


def test_two_imports_at_once_are_refused(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    lock = sqlite3.connect(target.with_name(target.name + ".lock"), isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with pytest.raises(OutputError, match="another import is at work"):
        added(base, target, dump())
    lock.close()


def test_a_file_that_is_no_gazetteer_is_never_overwritten(base: BuiltIn, target: Path) -> None:
    target.parent.mkdir()
    target.write_text("my diary")
    with pytest.raises(GazetteerError, match="no gazetteer of geomap"):
        added(base, target, dump())
    assert target.read_text() == "my diary"


def test_beside_another_built_in_gazetteer_no_name_is_lost(
    base: BuiltIn, target: Path, tmp_path: Path
) -> None:
    added(base, target, dump())
    write_gazetteer(PLACES[:8], (CREDIT,), tmp_path / "older")
    gazetteer = over(BuiltIn(tmp_path / "older"), target)
    for name in ("Вишневе", "Гранітне", "Nova Zoria"):
        assert gazetteer.candidates(name), name


def test_threads_may_share_a_gazetteer(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    once = answers(over(base, target))
    shared = over(base, target)
    with ThreadPoolExecutor(4) as pool:
        assert all(found == once for found in pool.map(lambda _: answers(shared), range(20)))


def test_a_damaged_file_is_told_from_an_unknown_name(base: BuiltIn, target: Path) -> None:
    added(base, target, dump())
    whole = target.read_bytes()
    target.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(GazetteerError, match="is damaged"):
        over(base, target).candidates("Nova Zoria")


def test_which_file_is_used(
    folder: Path, base: BuiltIn, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added(base, target, dump())
    monkeypatch.setattr(lookup_module, "BuiltIn", lambda: BuiltIn(folder))
    monkeypatch.setenv("GEOMAP_GAZETTEER", "")
    assert user_path() is None
    assert not open_gazetteer().candidates("Nova Zoria")
    assert open_gazetteer(target).candidates("Nova Zoria")
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(target))
    assert open_gazetteer().candidates("Nova Zoria")
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(target.with_name("none.sqlite")))
    with pytest.raises(GazetteerError, match="no gazetteer there"):
        open_gazetteer()
    monkeypatch.delenv("GEOMAP_GAZETTEER")
    monkeypatch.setenv("XDG_DATA_HOME", str(target.parent))
    assert open_gazetteer()
    default = user_path()
    assert default is not None
    assert default.name == "gazetteer.sqlite"


@given(st.text())
def test_no_name_makes_the_users_source_raise(user_source: UserSource, name: str) -> None:
    gazetteer = Gazetteer((user_source,))
    assert isinstance(gazetteer.candidates(name), tuple)
    assert isinstance(gazetteer.continues(name), bool)
    assert gazetteer.entry(name) is None
    assert gazetteer.spellings(name) == ()


@pytest.fixture(scope="module")
def user_source(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> UserSource:
    target = tmp_path_factory.mktemp("user") / "sub" / "gazetteer.sqlite"
    base = BuiltIn(folder)
    added(base, target, dump())
    return UserSource(target, base)


@given(st.sets(st.text(max_size=8), max_size=60))
def test_the_filter_never_denies_a_word_it_holds(words: set[str]) -> None:
    words = {word.encode("utf-8", "replace").decode() for word in words}
    made = NameFilterMaker(bits=16)
    for word in words:
        made.add(word)
    bitmap = made.bitmap()
    assert all(NameFilter(bitmap).may_have(word) for word in words)
    assert len(bitmap) < 1000


@given(st.text())
def test_rows_of_other_ids_never_meet_those_of_geonames(entry_id: str) -> None:
    assert row_of("user:" + entry_id) < 0


POINTS = st.builds(LonLat, st.floats(32.5, 34.5), st.floats(47.0, 48.5))


@given(st.data())
def test_matching_is_one_to_one_and_knows_no_order(data: st.DataObject) -> None:
    units = data.draw(st.lists(st.sampled_from(["w", "e"]), min_size=1, max_size=6))
    settlements = {
        f"s{i}": Settlement(
            id=f"s{i}", unit=unit, levels=("c", "o", unit), centre=data.draw(POINTS), reach_km=60.0
        )
        for i, unit in enumerate(units)
    }
    named = st.dictionaries(st.sampled_from(sorted(settlements)), st.sampled_from([0.7, 0.85, 1.0]))
    sites = [
        Site(id=i, point=point, unit=None, names=data.draw(named))
        for i, point in enumerate(data.draw(st.lists(POINTS, max_size=8)))
    ]
    anchors = [
        Anchor(point, ("c", "o", "w" if point.lon < 33.5 else "e")) for point in data.draw(st.lists(POINTS))
    ]
    found = match(settlements, sites, anchors)
    assert len({site for site, _ in found.pairs}) == len(found.pairs) == len({s for _, s in found.pairs})
    assert not {site for site, _ in found.pairs} & {site for site, _ in found.twins}
    assert match(settlements, data.draw(st.permutations(sites)), data.draw(st.permutations(anchors))) == found
    for number, settlement in found.pairs:
        assert distance_km(sites[number].point, settlements[settlement].centre) <= 60.0
