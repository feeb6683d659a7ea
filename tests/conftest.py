# ruff: noqa: E501
"""A gazetteer of a few dozen entries, written and read by the same code as the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from geomap.gazetteer import Credit, Gazetteer, LonLat, Precision, Spelling
from geomap.gazetteer.builtin import BuiltIn
from geomap.gazetteer.places import Place
from geomap.gazetteer.spellings import generated
from geomap.gazetteer.writing import write_gazetteer
from tests.page_driver import browser, opened, seeds, site  # noqa: F401 - the fixtures of all tests of the page

collect_ignore = ["qgis_client.py"]  # only the Python of QGIS can import it

# Examples are counted, not timed: a busy machine fails no test. They are the same each time: a check that fails
# by chance stops who has changed nothing; `make fuzz` looks farther.
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.load_profile("untimed")

UKRAINE, RUSSIA, AMERICA, FRANCE, GEORGIA = (
    f"geonames:{n}" for n in (690791, 2017370, 6252001, 3017382, 614540)
)
KHARKIV, DONETSK, KHERSON, ZAPORIZHZHIA = (f"geonames:{n}" for n in (706482, 709716, 706442, 687699))
ROSTOV, TEXAS = "geonames:501165", "geonames:4736286"
BERYSLAV, BAKHMUT_RAION, KRAMATORSK = "geonames:712259", "geonames:713173", "geonames:704617"


def _unit(
    place_id: str,
    name: str,
    at: tuple[float, float],
    country: str,
    parent: str | None,
    code: str,
    *others: str,
) -> Place:
    return Place(
        id=place_id,
        name=name,
        point=LonLat(at[1], at[0]),
        country=country,
        parent=parent,
        feature_class="A",
        feature_code=code,
        population=0,
        precision="area",
        radius_km=100.0 if code == "ADM1" else 500.0,
        spellings=tuple(Spelling(text=text, kind="official") for text in others),
        sounds=country in ("UA", "RU"),
    )


def _town(
    place_id: str,
    name: str,
    at: tuple[float, float],
    country: str,
    parent: str,
    population: int = 0,
    *others: Spelling,
    code: str = "PPL",
    precision: Precision = "exact",
) -> Place:
    return Place(
        id=place_id,
        name=name,
        point=LonLat(at[1], at[0]),
        country=country,
        parent=parent,
        feature_class="P",
        feature_code=code,
        population=population,
        precision=precision,
        radius_km=23.0 if precision == "hromada" else 1.5,
        spellings=tuple(others),
        sounds=country in ("UA", "RU"),
    )


def _ukrainian(
    number: int,
    name: str,
    uk: str,
    at: tuple[float, float],
    parent: str,
    population: int,
    *others: Spelling,
    code: str = "PPL",
) -> Place:
    official = Spelling(text=uk, kind="official", language="uk")
    made = (official, *others, *generated(uk))
    return _town(f"geonames:{number}", name, at, "UA", parent, population, *made, code=code)


def _village(code: str, name: str, uk: str, at: tuple[float, float], parent: str) -> Place:
    official = Spelling(text=uk, kind="official", language="uk")
    made = (official, *generated(uk))
    return _town(f"katottg:{code}", name, at, "UA", parent, 0, *made, precision="hromada")


def _russian(text: str) -> Spelling:
    return Spelling(text=text, kind="russian", language="ru" if not text.isascii() else "en")


PLACES = (
    _unit(UKRAINE, "Ukraine", (49, 32), "UA", None, "PCLI", "Україна", "Украина"),
    _unit(RUSSIA, "Russia", (60, 100), "RU", None, "PCLI", "Росія", "Россия", "Russian Federation"),
    _unit(AMERICA, "United States", (39.76, -98.5), "US", None, "PCLI", "США", "United States of America"),
    _unit(FRANCE, "France", (46, 2), "FR", None, "PCLI"),
    _unit(GEORGIA, "Georgia", (42, 43.5), "GE", None, "PCLI", "Грузія"),
    _unit("geonames:4197000", "Georgia", (32.75, -83.5), "US", AMERICA, "ADM1"),
    _unit(TEXAS, "Texas", (31.25, -99.25), "US", AMERICA, "ADM1"),
    _unit(KHARKIV, "Kharkiv Oblast", (49.5, 36.5), "UA", UKRAINE, "ADM1", "Kharkiv region", "Харківська область"),
    _unit(DONETSK, "Donetsk Oblast", (48.1, 37.8), "UA", UKRAINE, "ADM1", "Donetsk region", "Донецька область"),
    _unit(KHERSON, "Kherson Oblast", (46.6, 33.5), "UA", UKRAINE, "ADM1", "Kherson region", "Херсонська область"),
    _unit(ZAPORIZHZHIA, "Zaporizhzhia Oblast", (47.3, 35.6), "UA", UKRAINE, "ADM1", "Запорізька область"),
    _unit(ROSTOV, "Rostov Oblast", (47.5, 41.2), "RU", RUSSIA, "ADM1", "Ростовская область"),
    _unit(BERYSLAV, "Beryslav Raion", (47.2, 33.4), "UA", KHERSON, "ADM2", "Бериславський район"),
    _unit(BAKHMUT_RAION, "Bakhmut Raion", (48.6, 38.1), "UA", DONETSK, "ADM2", "Бахмутський район"),
    _unit(KRAMATORSK, "Kramatorsk Raion", (48.8, 37.6), "UA", DONETSK, "ADM2", "Краматорський район"),
    _ukrainian(703448, "Kyiv", "Київ", (50.45466, 30.5238), UKRAINE, 2952301, _russian("Киев"), _russian("Kiev"), code="PPLC"),
    _ukrainian(706483, "Kharkiv", "Харків", (49.98081, 36.25272), KHARKIV, 1433886, _russian("Харьков"), _russian("Kharkov"), code="PPLA"),
    _ukrainian(709717, "Donetsk", "Донецьк", (48.023, 37.80224), DONETSK, 901645, code="PPLA"),
    _ukrainian(706448, "Kherson", "Херсон", (46.63695, 32.61458), KHERSON, 66000, code="PPLA"),
    _ukrainian(687700, "Zaporizhzhia", "Запоріжжя", (47.85167, 35.11714), ZAPORIZHZHIA, 710052, _russian("Запорожье"), code="PPLA"),
    _ukrainian(707292, "Izium", "Ізюм", (49.20885, 37.24847), KHARKIV, 45884, _russian("Изюм")),
    _ukrainian(704204, "Lyman", "Лиман", (48.99012, 37.80843), KRAMATORSK, 20066,
               Spelling(text="Krasnyi Lyman", kind="former", language="en", until="2016-02-04"),
               Spelling(text="Красний Лиман", kind="former", language="uk", until="2016-02-04")),
    _ukrainian(703071, "Lyman", "Лиман", (49.59358, 36.46548), KHARKIV, 4008),
    _ukrainian(703076, "Lyman", "Лиман", (45.67332, 29.74444), UKRAINE, 1641),
    _ukrainian(713174, "Bakhmut", "Бахмут", (48.59419, 37.99886), BAKHMUT_RAION, 80500,
               Spelling(text="Artemivsk", kind="former", language="en", until="2016-02-04"),
               Spelling(text="Артемівськ", kind="former", language="uk", until="2016-02-04"),
               Spelling(text="Артёмовск", kind="former", language="ru", until="2016-02-04")),
    _ukrainian(712446, "Avdiivka", "Авдіївка", (48.13989, 37.74255), DONETSK, 31940),
    _ukrainian(688689, "Vysokopillia", "Високопілля", (47.4893, 33.53056), BERYSLAV, 4035),
    _village("UA65020070010000001", "Myroliubivka", "Миролюбівка", (47.45, 33.6), BERYSLAV),
    _village("UA63100050010000001", "Myroliubivka", "Миролюбівка", (49.7, 35.4), KHARKIV),
    _village("UA65020030020000001", "Sukhyi Stavok", "Сухий Ставок", (47.2, 33.15), BERYSLAV),
    _village("UA23060030010000001", "Robotyne", "Роботине", (47.5, 35.9), ZAPORIZHZHIA),
    _town("geonames:501175", "Rostov-na-Donu", (47.23135, 39.72328), "RU", ROSTOV, 1074482,
          Spelling(text="Rostov-on-Don", kind="official", language="en"),
          Spelling(text="Ростов-на-Дону", kind="official", language="ru"), code="PPLA"),
    _town("geonames:524901", "Moscow", (55.75222, 37.61556), "RU", RUSSIA, 10381222,
          Spelling(text="Москва", kind="official", language="ru"), code="PPLC"),
    _town("geonames:2988507", "Paris", (48.85341, 2.3488), "FR", FRANCE, 2138551, code="PPLC"),
    _town("geonames:4717560", "Paris", (33.66094, -95.55551), "US", TEXAS, 24782),
    _town("geonames:5391959", "San Francisco", (37.77493, -122.41942), "US", AMERICA, 864816),
    Place(id="geomap:donbas", name="Donbas", point=LonLat(38.4, 48.5), country="UA", parent=UKRAINE,
          feature_class="L", feature_code="RGN", precision="area", radius_km=170.0,
          spellings=(Spelling(text="Донбас", kind="official", language="uk"),
                     Spelling(text="Donbass", kind="russian", language="en"))),
    Place(id="geomap:kremlin", name="Kremlin", point=LonLat(37.6178, 55.7517), country="RU", parent=RUSSIA,
          feature_class="S", feature_code="GOVL", precision="exact", radius_km=0.5,
          spellings=(Spelling(text="Кремль", kind="official", language="ru"),)),
)  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _no_gazetteer_of_the_developers_own() -> Iterator[None]:
    """Keep whatever the one who runs the tests has added to his own gazetteer out of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOMAP_GAZETTEER", "")
        yield


CREDIT = Credit(source="fixture", licence="CC BY 4.0", line="Made for the tests.")


@pytest.fixture(scope="session")
def gazetteer_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the small gazetteer."""
    folder = tmp_path_factory.mktemp("gazetteer")
    write_gazetteer(PLACES, (CREDIT,), folder)
    return folder


@pytest.fixture(scope="session")
def gazetteer(gazetteer_folder: Path) -> Gazetteer:
    """Return the small gazetteer, opened."""
    return Gazetteer((BuiltIn(gazetteer_folder),))
