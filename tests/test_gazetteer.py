from __future__ import annotations

import dataclasses
import hashlib
import pickle
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer import Gazetteer, open_gazetteer
from geomap.gazetteer.builtin import MOST, SHIPPED, BuiltIn
from geomap.gazetteer.folding import fold, sound
from geomap.gazetteer.writing import write_gazetteer
from tests.conftest import CREDIT, PLACES

NAMES = st.text() | st.sampled_from([s.text for place in PLACES for s in place.spellings])


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_a_sound_sounds_like_itself(name: str) -> None:
    assert sound(name).strip() == sound(name)


@given(NAMES)
def test_a_lookup_never_raises(name: str) -> None:
    shipped = open_gazetteer()
    assert isinstance(shipped.candidates(name), tuple)
    assert isinstance(shipped.continues(name), bool)
    assert shipped.entry(name) is None or shipped.entry(name)


def test_every_spelling_finds_its_own_place(gazetteer: Gazetteer) -> None:
    for place in PLACES:
        for spelling in place.spellings:
            assert place.id in [c.entry.id for c in gazetteer.candidates(spelling.text)], spelling


def test_the_order_of_places_changes_no_byte(gazetteer_folder: Path, tmp_path: Path) -> None:
    shuffled = list(PLACES)
    random.Random(7).shuffle(shuffled)  # noqa: S311
    write_gazetteer(shuffled, (CREDIT,), tmp_path)
    for path in gazetteer_folder.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_newspaper_spellings_lead_to_the_place(gazetteer: Gazetteer) -> None:
    for name, place_id in (
        ("Avdeyevka", "geonames:712446"),
        ("Авдеевка", "geonames:712446"),
        ("Vysokopolye", "geonames:688689"),
        ("Rabotino", "katottg:UA23060030010000001"),
        ("KHARKIV", "geonames:706483"),
        ("Киів", "geonames:703448"),
    ):
        assert place_id in [c.entry.id for c in gazetteer.candidates(name)], name


CASE_FORMS = {
    "Харкові": "geonames:706483",
    "Харкова": "geonames:706483",
    "Харькове": "geonames:706483",
    "Києві": "geonames:703448",
    "Ізюмом": "geonames:707292",
    "Изюма": "geonames:707292",
    "Авдіївці": "geonames:712446",
    "Авдеевкой": "geonames:712446",
    "Високопіллям": "geonames:688689",
    "Сухого Ставка": "katottg:UA65020030020000001",
    "Роботиного": "katottg:UA23060030010000001",
    "Москвою": "geonames:524901",
    "Харківської області": "geonames:706482",
    "Бахмутському районі": "geonames:713173",
    "Красного Лимана": "geonames:704204",
}


def test_case_forms_lead_to_the_name(gazetteer: Gazetteer) -> None:
    for form, place_id in CASE_FORMS.items():
        kinds = {c.entry.id: c.spelling.kind for c in gazetteer.candidates(form)}
        assert kinds.get(place_id) == "inflected", form


def test_an_adjective_is_no_name(gazetteer: Gazetteer) -> None:
    kinds = {c.entry.id: c.spelling.kind for c in gazetteer.candidates("бахмутському")}
    assert kinds["geonames:713174"] == "demonym"


def test_case_forms_continue(gazetteer: Gazetteer) -> None:
    assert gazetteer.continues("Сухого")
    assert gazetteer.continues("Харківській")


def test_an_entry_knows_what_holds_it(gazetteer: Gazetteer) -> None:
    entry = gazetteer.entry("geonames:688689")
    assert entry is not None
    assert entry.path == ("geonames:690791", "geonames:706442", "geonames:712259")
    assert (entry.admin1, entry.admin2) == ("Kherson Oblast", "Beryslav Raion")


def test_a_former_name_keeps_its_last_day(gazetteer: Gazetteer) -> None:
    dated = {s.text: s.until for s in gazetteer.spellings("geonames:713174") if s.kind == "former"}
    assert dated == {"Artemivsk": "2016-02-04", "Артемівськ": "2016-02-04", "Артёмовск": "2016-02-04"}


def test_names_of_several_words_continue(gazetteer: Gazetteer) -> None:
    assert gazetteer.continues("Sukhyi")
    assert gazetteer.continues("San")
    assert not gazetteer.continues("Kharkivs")


def test_unknown_is_empty(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Nowhereville") == ()
    assert gazetteer.entry("geonames:1") is None
    assert gazetteer.entry("katottg:none") is None


MANIFEST = Path(__file__).parent.parent / "gazetteer" / "shipped.sha256"


def test_the_shipped_files_are_those_that_were_built() -> None:
    lines = (line.split() for line in MANIFEST.read_text(encoding="utf-8").splitlines())
    listed = {name: digest for digest, name in lines}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SHIPPED.iterdir()}
    assert found == listed, "run make gazetteer, and commit gazetteer/shipped.sha256 with the files"


def test_the_shipped_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 25_000_000


def test_a_misprint_is_answered_as_such(gazetteer: Gazetteer) -> None:
    for misprint, place_id in (("Vysokpillia", "geonames:688689"), ("Запоріжяж", "geonames:687700")):
        found = gazetteer.fuzzy(misprint)
        assert found[0].entry.id == place_id, misprint
        assert found[0].spelling.kind == "fuzzy"
    assert gazetteer.fuzzy("Paris") == ()


@given(NAMES)
def test_guessing_never_raises(name: str) -> None:
    assert isinstance(open_gazetteer().fuzzy(name), tuple)


def test_every_shipped_name_finds_its_own_record() -> None:
    shipped = BuiltIn()
    opened = Gazetteer((shipped,))
    for row in range(0, shipped.size, 997):
        entry = shipped.entry_at(row)
        for spelling in opened.spellings(entry.id):
            found = [c.entry.id for c in opened.candidates(spelling.text)]
            assert entry.id in found or len(found) >= MOST, (entry.id, spelling)


def test_abbreviations_are_told_from_words(gazetteer: Gazetteer) -> None:
    shipped = open_gazetteer()
    assert shipped.candidates("US")[0].entry.name == "United States"
    assert not any(c.spelling.kind == "abbreviation" for c in shipped.candidates("us"))
    assert any(c.entry.name == "West Virginia" for c in shipped.candidates("W.Va."))
    assert not any(c.spelling.kind == "abbreviation" for c in shipped.candidates("Mass"))


REGIONS = {
    "Kharkiv region": "Kharkiv Oblast",
    "Харківщині": "Kharkiv Oblast",
    "Харьковской области": "Kharkiv Oblast",
    "Zaporozhye region": "Zaporizhzhia Oblast",
    "Донбасу": "Donbas",
    "Transnistria": "Transnistria",
    "Кремля": "Kremlin",
    "Belgorod region": "Belgorod Oblast",
    "Бєлгородської області": "Belgorod Oblast",
    "Чорного моря": "Black Sea",
    "DNR": "Donetsk People's Republic",
    "Вашингтоні": "Washington",
    "Кривому Розі": "Kryvyi Rih",
    "Часовому Яру": "Chasiv Yar",
    "Ірпені": "Irpin",
}


def test_regions_and_seats_are_known() -> None:
    shipped = open_gazetteer()
    for name, shown in REGIONS.items():
        assert shown in [c.entry.name for c in shipped.candidates(name)][:2], name


def test_the_shipped_gazetteer_has_every_settlement() -> None:
    shipped = BuiltIn()
    assert shipped.size > 260_000
    village = Gazetteer((shipped,)).candidates("Бобровий Кут")
    assert any(c.entry.admin1 == "Kherson Oblast" and c.entry.precision == "hromada" for c in village)


def test_an_entry_read_late_is_like_any_other(gazetteer: Gazetteer) -> None:
    late = gazetteer.candidates("Izium")[0].entry
    copy = dataclasses.replace(late, population=1)
    assert (copy.name, copy.population) == ("Izium", 1)
    assert late == gazetteer.entry(late.id)
    assert "Izium" in repr(late)
    assert pickle.loads(pickle.dumps(copy)) == copy  # noqa: S301
