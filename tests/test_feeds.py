import json
from pathlib import Path

import pytest

from geomap.documents import Document, Refusal, Remark, scan_documents
from geomap.documents.document import Item

ITEM = "<item><title>{0}</title><link>https://lowland.example/{0}</link><pubDate>{1}</pubDate>{2}</item>"
WORDS = "<description>Missiles struck Kharkiv on Monday, the mayor said.</description>"


def scan(folder: Path, content: str | bytes, name: str = "feed.xml") -> list[Item]:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(scan_documents([folder / name]))


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>Lowland Post</title>{"".join(items)}</channel></rss>'


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 06 Sep 2022 23:30:00 -0400", "2022-09-06"),
        ("Mon, 05 Sep 2022 22:30:00 GMT", "2022-09-06"),
        ("Mon, 05 Sep 2022 22:30:00 MEST", "2022-09-05"),
        ("Mon, 05 Sep 22 10:00:00 +0300", "2022-09-05"),
        ("", None),
    ],
)
def test_the_day_is_the_one_written_and_that_in_kyiv_of_a_time_in_utc(
    tmp_path: Path, written: str, day: str | None
) -> None:
    (document,) = scan(tmp_path, rss(ITEM.format(1, written, WORDS)))
    assert isinstance(document, Document)
    assert (document.published.edtf() if document.published else None) == day


def test_the_day_of_change_in_atom_is_none_and_the_one_day_of_dublin_core_is(tmp_path: Path) -> None:
    entry = "<entry><title>Shells hit Izium</title><updated>2022-09-05T10:00:00+03:00</updated></entry>"
    (atom,) = scan(tmp_path, f'<feed xmlns="http://www.w3.org/2005/Atom"><title>L</title>{entry}</feed>')
    item = "<item><title>Shells hit Izium</title><dc:date>2022-09-05</dc:date></item>"
    (core,) = scan(tmp_path, rss(item).replace("<rss", '<rss xmlns:dc="http://purl.org/dc/elements/1.1/"'))
    assert isinstance(atom, Document)
    assert isinstance(core, Document)
    assert (atom.published, core.published.edtf() if core.published else None) == (None, "2022-09-05")


@pytest.mark.parametrize(
    ("element", "read"),
    [
        ("<yandex:full-text>{}</yandex:full-text>", True),
        ("<fulltext><![CDATA[<p>{}</p>]]></fulltext>", True),
        ("<full-text>true</full-text>", False),
        ("<yandex:related>{}</yandex:related>", False),
    ],
)
def test_the_full_text_is_read_before_the_summary(tmp_path: Path, element: str, *, read: bool) -> None:
    full = element.format("Missiles struck Kharkiv on Monday, the mayor said. Firefighters worked all night.")
    feed = rss(ITEM.format(1, "2022-09-05", WORDS + full))
    (document,) = scan(tmp_path, feed.replace("<rss", '<rss xmlns:yandex="http://news.yandex.ru"'))
    assert isinstance(document, Document)
    assert document.text.endswith("all night.") is read
    assert document.text.startswith("Missiles struck")


def test_a_day_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    feed = rss(ITEM.format(1, "2022-09-05", WORDS), "\n\n" + ITEM.format(2, "yesterday", WORDS))
    _, refusal, document = scan(tmp_path, feed)
    assert str(refusal).startswith(f"{tmp_path / 'feed.xml'}:3: published: 'yesterday' is no date")
    assert isinstance(document, Document)


def test_a_feed_that_is_cut_off_keeps_its_entries_and_one_of_nothing_is_refused(tmp_path: Path) -> None:
    items = scan(
        tmp_path, rss(ITEM.format(1, "2022-09-05", WORDS), ITEM.format(2, "2022-09-06", WORDS))[:-60]
    )
    assert isinstance(items[0], Remark)
    assert "cut off" in str(items[0])
    assert "https://lowland.example/1" in [item.id for item in items if isinstance(item, Document)]
    (refusal,) = scan(tmp_path, rss())
    assert "without entries" in str(refusal)


def test_lines_that_lead_elsewhere_are_left_out_unless_there_are_no_others(tmp_path: Path) -> None:
    def text(html: str) -> str:
        feed = rss(ITEM.format(1, "", f"<description><![CDATA[{html}]]></description>"))
        (document,) = scan(tmp_path, feed)
        assert isinstance(document, Document)
        return document.text

    more = "<p>Read also: <a href=/2>What we know about Kherson</a></p>"
    assert (
        text(f"<p>Shells hit <a href=/3>Izium</a>, police said.</p>{more}")
        == "Shells hit Izium, police said."
    )
    assert text(more) == "Read also: What we know about Kherson"


def test_entities_of_its_own_are_not_expanded(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">]>' + rss(ITEM.format("&a;", "", WORDS))
    (refusal,) = scan(tmp_path, bomb)
    assert isinstance(refusal, Refusal)
    assert "<!DOCTYPE" in str(refusal)


def test_an_address_in_a_feed_is_never_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    (document,) = scan(tmp_path, rss(ITEM.format(1, "2022-09-05", WORDS)))
    assert isinstance(document, Document)


def test_json_feeds_have_html_or_text_and_ids_or_addresses(tmp_path: Path) -> None:
    items = [
        {
            "id": 7,
            "content_html": "<p>Shells hit&nbsp;Izium.</p><script>var a</script>",
            "date_published": "2022-09-05",
        },
        {"url": "https://lowland.example/8", "content_text": "Shells hit Lyman."},
        {"id": "9", "title": "Shells hit Siversk"},
        {"id": "10"},
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Lowland Post", "items": items}
    *documents, left = scan(tmp_path, json.dumps(feed), "feed.json")
    assert [(one.id, one.text) for one in documents if isinstance(one, Document)] == [
        ("7", "Shells hit Izium."),
        ("https://lowland.example/8", "Shells hit Lyman."),
        ("9", "Shells hit Siversk"),
    ]
    assert "entries without words: 1" in str(left)
