import tomllib
from pathlib import Path

import pytest

from geomap.publishers import SHIPPED, PublisherError, host_of, read_publishers, shipped_publishers

TABLE = shipped_publishers()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ISW", None), (None, "https://www.criticalthreats.org/analysis/x")),
        (("understandingwar.org", None), ("Critical Threats Project", None)),
        (("The Guardian", None), ("guardian", "https://www.theguardian.com/world/1")),
        (("Радіо Свобода", None), (None, "https://www.svoboda.org/a/1.html")),
        (("Kyiv Post (a page with menus)", None), (None, "http://archive.kyivpost.com/1")),
        (("Harbour Times", "https://harbour.co.uk/1"), (None, "https://news.harbour.co.uk:8080/2")),
    ],
)
def test_names_and_hosts_of_one_publisher_share_a_key(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None]
) -> None:
    assert TABLE.keys(*one) & TABLE.keys(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Morning Post", None), ("Evening Post", None)),
        ((None, "https://harbour.co.uk/1"), (None, "https://ledger.co.uk/1")),
        ((None, "https://one.substack.com/p/1"), (None, "https://two.substack.com/p/1")),
        ((None, "https://president.gov.ua/1"), (None, "https://mil.gov.ua/1")),
        (("Post", "https://www.youtube.com/watch?v=1"), ("Ledger", "https://youtube.com/watch?v=2")),
        (("Interfax-Ukraine", None), ("Интерфакс", None)),
        (("Post", "https://notunderstandingwar.org/"), ("ISW", None)),
    ],
)
def test_different_publishers_share_none(
    one: tuple[str | None, str | None], other: tuple[str | None, str | None]
) -> None:
    assert not TABLE.keys(*one) & TABLE.keys(*other)


@pytest.mark.parametrize(
    "told", [(None, None), ("", ""), (" ", "/backgrounder/1"), (None, "https://t.me/post/1")]
)
def test_of_some_nothing_is_known(told: tuple[str | None, str | None]) -> None:
    assert TABLE.keys(*told) == frozenset()


def test_only_an_address_of_the_web_has_a_host() -> None:
    assert host_of("HTTPS://user:secret@News.Example.org:443/a") == "news.example.org"
    assert host_of("file:///etc/passwd") == host_of("news.example.org") == host_of("https://[::1") == ""


def test_every_family_that_ships_says_why_and_is_in_the_order_of_the_form() -> None:
    rows = tomllib.loads(SHIPPED.read_text("utf-8"))["family"]
    assert all(set(row) <= {"name", "hosts", "names", "why"} and row["hosts"] for row in rows)
    assert len({row["name"] for row in rows}) == len(rows)


def test_a_table_of_one_s_own_adds_to_the_one_that_ships(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[family]]\nname = "Tide Group"\nhosts = ["tide.example"]\nnames = ["The Ebb", "The Flow"]\n'
        'why = "both imprints name the Tide Group"\n'
        '[[family]]\nname = "Institute for the Study of War"\nhosts = ["isw.example"]\nwhy = "a mirror"\n',
        encoding="utf-8",
    )
    table = read_publishers(SHIPPED, own)
    assert (
        table.keys("Ebb", None) == table.keys("FLOW", "https://www.tide.example/1") != TABLE.keys("Ebb", None)
    )
    assert table.keys("ISW", None) == table.keys(None, "https://isw.example")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("family = [", "own.toml: no TOML"),
        ("[[publisher]]\n", "own.toml: publisher: not known"),
        ("family = 5\n", r"family: no tables"),
        ("shared = 5\n", r"shared: no list of texts"),
        ('[[family]]\nwhy = "x"\n', r"family 1 \(no name\): name: missing"),
        ('[[family]]\nname = "Tide"\nhosts = ["t.example"]\n', r"family 1 \(Tide\): why: missing"),
        ('[[family]]\nname = "Tide"\nwhy = "x"\nhosts = "t.example"\n', r"hosts: no list of texts"),
        ('[[family]]\nname = "Tide"\nwhy = "x"\nhosts = ["www.rt.com"]\n', r"'rt.com' is of RT; leave it"),
    ],
)
def test_a_faulty_table_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(PublisherError, match=said):
        read_publishers(SHIPPED, tmp_path / "own.toml")
    with pytest.raises(PublisherError, match=r"nosuch\.toml: cannot be read"):
        read_publishers(tmp_path / "nosuch.toml")
