"""Inputs for the targets: sound ones of our own, spoilt in a few places.

Hypothesis alone makes them for ``make fuzz``: it changes words, fields and values where changed bytes mostly
end at the first door, and needs no wheel. Where Atheris installs, ``guided.py`` lets the code reached choose
among the same inputs; an article takes tens of milliseconds, so it sees some twenty a second.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from geomap.documents import Document
from geomap.files.records import Archive, records_lines
from geomap.records import make_records
from tests.gold_texts import gold_texts
from tests.records_of import QUOTE, report
from tests.test_importers import dump_line

Draw = st.DrawFn
HERE = Path(__file__)
ARTICLE = {
    "id": "a",
    "text": "Lyman fell.",
    "title": "Front",
    "published": "2022-09-05",
    "url": "https://e.org",
}
FILES = ("table", "mail", "mailbox", "captions", "rich text", "web archive", "pdf")
"""Targets that start from what the corpus holds for them."""
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251", "cp1252", "koi8-u")
PIECES = (
    # Words and shapes that rules look for.
    *(
        "\n\n",
        "\n- ",
        "---\n",
        "+++\n",
        "...",
        "?!",
        "«",
        "»",
        '"',
        "“",
        "”",
        "(",
        ")",
        " — ",
        "-",
        "'",
        "’",
        "|",
    ),
    *(
        " said ",
        " near ",
        " from ",
        " in ",
        " of ",
        "According to ",
        " заявив ",
        " сообщил ",
        " під ",
        "область",
    ),
    *(
        "Kharkiv",
        "Lyman, Donetsk region",
        "New York",
        "Харків",
        "Нью-Йорк",
        "Київська область",
        "U.S.",
        "St. ",
    ),
    *("Kharkiv" * 9, "Kharkiv, " * 30, "A." * 40, "\n" * 30, "> " * 20, "=" * 50, "1" * 40, "Kyiv-" * 30),
    *("31 February 2022", "29.02.2023", "Feb. 29", "on Monday", "0000-00-00", "9999-12-31", "99 years ago"),
    *("last century", "in 1900", "in 2100", "December 31, 2100", "1 січня 1900", "через 900 лет", "tomorrow"),
    *(
        "until 2101",
        "May 2022",
        "5-4 May",
        "31 грудня",
        "10-11 серпня",
        "at 25:61",
        "on the night of 1 January 1900",
    ),
    # Oddities of Unicode.
    *(
        "\0",
        "\r",
        "\x0b",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u00ad",
        "\u200b",
        "\u200d",
        "\ufeff",
        "\u202e",
        "\ufffe",
    ),
    *(
        "\u0301",
        "\u0306" * 5,
        "İ",
        "ß",
        "ﬁ",
        "K",
        "ǅ",
        "\u1e9e",
        "٣",
        "²",
        "𝐊𝐡𝐚𝐫𝐤𝐢𝐯",
        "👩‍🚒",
        "\U0010ffff",
        "한",
        "ʼ",
    ),
    *(
        "&amp;",
        "&#x41;",
        "&nbsp;",
        "&#0;",
        "&#xD800;",
        "&lt;b&gt;",
        "<br>",
        "Ха\u0301рьков",
        "Хар-\nків",
        "РҐР°СЂ",
    ),
    # What parts or closes things.
    *(
        ",",
        ";",
        "\t",
        "{",
        "}",
        "[",
        "]",
        ":",
        "\\",
        "\\u0000",
        "\\ud800",
        "null",
        "NaN",
        "1e999",
        "!!python/none",
    ),
    *(
        "&a [*a, *a]",
        "? ",
        "%",
        "published: ",
        "title: [",
        "sep=;\n",
        "file",
        "a.txt",
        "\udc80",
        "\udcff\udcfe",
    ),
)
VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        1 << 53,
        1 << 70,
        -(1 << 63),
        0.5,
        1e308,
        -0.0,
        1e-320,
        float("nan"),
        float("inf"),
    ),
    *(
        "",
        " ",
        "x",
        "2022-02-30",
        "0001-01-01",
        "9999-12-31",
        "\0",
        "\u2028",
        "\ud800",
        "geonames:1",
        "И" * 300,
    ),
    *(
        [],
        {},
        [[]],
        [None],
        ["a", "b"],
        {"": None},
        [[[[0]]]],
        [1e400, 5],
        [33.1, 47.2],
        [0, 0],
        [-5, 3],
        [9, 2],
    ),
)
"""Of JSON."""


@st.composite
def edited(draw: Draw, seeds: tuple[str, ...]) -> str:
    """Return a seed with up to six edits: cuts, repeats, splices with another, odd pieces put in."""
    text = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 1, 2, 5, 20, 100, 1000))))
        middle = text[start:end]
        match draw(st.sampled_from(("piece", "piece", "cut", "repeat", "splice", "case", "any"))):
            case "piece":
                middle = draw(st.sampled_from(PIECES))
            case "cut":
                middle = ""
            case "repeat":
                middle *= draw(st.integers(2, 20))
            case "splice":
                other = draw(st.sampled_from(seeds))
                middle, end = other[draw(st.integers(0, len(other))) :], len(text)
            case "case":
                middle = middle.swapcase()
            case "any":
                middle = draw(st.text(max_size=4))
        text = (text[:start] + middle + text[end:])[:8_000]
    return text


@st.composite
def in_bytes(draw: Draw, texts: st.SearchStrategy[str]) -> str:
    """Return a text in some encoding, now and then with broken bytes, as ``surrogateescape`` writes bytes."""
    data = bytearray(draw(texts).encode("utf-8", "surrogatepass"))
    data = bytearray(data.decode("utf-8", "replace").encode(draw(st.sampled_from(ENCODINGS)), "replace"))
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 3)))):
        if data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return data.decode("utf-8", "surrogateescape")


@st.composite
def changed(draw: Draw, values: tuple[Any, ...]) -> str:
    """Return JSON, one value a line, in which up to three fields are other than they should be."""
    values = json.loads(json.dumps(values))
    for _ in range(draw(st.integers(0, 3))):
        at: Any = values
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            key = draw(st.sampled_from(keys))
            if not (isinstance(at[key], dict | list) and at[key]) or not draw(st.integers(0, 3)):
                break
            at = at[key]
        match draw(st.sampled_from(("value", "value", "text", "drop", "double", "wrap"))):
            case "value":
                at[key] = json.loads(json.dumps(draw(st.sampled_from(VALUES))))
            case "text":
                at[key] = draw(st.sampled_from(PIECES))
            case "drop" if len(at) > 1:
                del at[key]
            case "double":
                at[key] = [at[key], at[key]]
            case "wrap":
                at[key] = {"": at[key]}
    ascii_only = draw(st.booleans())
    lines = [json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":")) for value in values]
    return "\n".join(lines).encode("utf-8", "replace").decode() + "\n"


def tables() -> tuple[str, ...]:
    return (
        "file,title,published\na.txt,Front,2022-09-05\n",
        'sep=;\r\nФайл;заголовок;дата;extra\r\n.\\a.txt;"Обстріл; ""вночі""";05.09.2022;\r\nb.txt;x\r\n',
    )


def markdowns() -> tuple[str, ...]:
    return (
        "---\ntitle: Strike: the city\npublished: 2022-09-05\ntags: [a, b]\n---\n\nLyman fell on Monday.\n",
        '+++\ntitle = "Удар"\ndate = 2022-09-05T10:00:00Z\n+++\nХарків обстріляли у вівторок.\n',
    )


def places() -> tuple[str, ...]:
    names = "\t".join(("7", "1", "uk", "Білий Гай", "1", "", "", "", "1924", "20160519"))
    return (
        "".join(dump_line(n, names=f"Білий Гай {n},Belyy") + "\n" for n in range(1, 4)),
        f"{names}\n",
        'name,lat,lon,names\n"Bilyi Hai",47.5,33.25,Білий Гай|Belyy\nRuda,47.1,33.5,\n',
        "Longitude;Latitude;Title;Variants;geonameid;Country\n33.5;47.1;Ruda;Руда|Rudoye;42;ua\n",
        json.dumps(linked()),
    )


def linked() -> dict[str, Any]:
    feature = {
        "@id": "https://example.org/places/7",
        "properties": {"title": "Bilyi Hai", "ccodes": ["UA"]},
        "geometry": {"type": "Point", "coordinates": [33.1, 47.2]},
        "names": [{"toponym": "Білий Гай", "lang": "uk", "when": {"timespans": [{"start": {"in": "1924"}}]}}],
        "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
        "links": [{"type": "closeMatch", "identifier": "gn:42"}],
    }
    ring = [[33.0, 47.0], [34.0, 47.0], [34.0, 48.0], [33.0, 47.0]]
    area = {"properties": {"title": "Ruda"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return {"type": "FeatureCollection", "features": [feature, area]}


def record_rows() -> tuple[Any, ...]:
    document = Document(id="a.txt", text=QUOTE, title="Troops enter Lyman")
    told = make_records([report(), report(claimant=None, place=None, days=None, edtf=None)])
    return tuple(map(msgspec.json.decode, records_lines(Archive(documents=(document,), records=told))))


def sound_files() -> dict[str, tuple[str, ...]]:
    """Return the inputs of the corpus by target, of targets that read files of other kinds."""
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("corpus.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["target"] in FILES:
            found[row["target"]] = (*found.get(row["target"], ()), row["input"])
    return found


@cache
def inputs() -> dict[str, st.SearchStrategy[str]]:
    """Return what each target is given."""
    texts = tuple(gold.text[:2_000] for gold in gold_texts())
    objects = (ARTICLE, {**ARTICLE, "id": 7, "lang": "ua"}, {"id": "c", "text": texts[0][:300], "tags": [{}]})
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
    rows = record_rows()
    return {
        "extract": edited(texts),
        "text": in_bytes(edited(texts)),
        "markdown": in_bytes(edited(markdowns())),
        "json lines": in_bytes(changed(objects) | edited((lines,))),
        "side table": in_bytes(edited(tables())),
        "records": changed(rows) | in_bytes(edited(("\n".join(map(json.dumps, rows)),))),
        "importer": changed((linked(),)) | in_bytes(edited(places())),
        **{target: edited(sound) | in_bytes(edited(sound)) for target, sound in sound_files().items()},
    }
