from datetime import date
from pathlib import Path

import pytest

from geomap.documents import Document, Refusal, Remark, scan_documents
from geomap.documents.document import Item, Settings
from geomap.spans import Days

BODY = (
    "<p>Missiles struck Kharkiv on Monday, the mayor said, and three people were taken to hospital there.</p>"
    "<p>Firefighters worked through the night, and the power was back in most of the city by the morning.</p>"
)


def scan(
    folder: Path, html: str | bytes, name: str = "page.html", settings: Settings | None = None
) -> list[Item]:
    (folder / name).write_bytes(html if isinstance(html, bytes) else html.encode())
    return list(scan_documents([folder / name], None, settings))


def document(folder: Path, html: str | bytes) -> Document:
    (found,) = [item for item in scan(folder, html) if isinstance(item, Document)]
    return found


def refusal(folder: Path, html: str) -> str:
    (found,) = scan(folder, html)
    assert isinstance(found, Refusal)
    return str(found)


@pytest.mark.parametrize("name", ["page.html", "page.php", "page", "page.txt"])
def test_a_page_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    scan(tmp_path / "in", f"<!DOCTYPE html><html><body>{BODY}</body></html>", name)
    (found,) = scan_documents([tmp_path / "in"])
    assert isinstance(found, Document)
    assert (found.id, found.text.startswith("Missiles struck")) == (name, True)


def test_a_day_of_change_or_of_saving_is_no_day_of_publication(tmp_path: Path) -> None:
    changed = '<meta property="article:modified_time" content="2023-01-01">'
    saved = "<!-- saved from url=(0027)https://lowland.example/1 saved date: Thu Sep 08 2022 -->"
    page = document(tmp_path, f"<!DOCTYPE html>{saved}<html><head>{changed}</head><body>{BODY}</body></html>")
    assert (page.published, page.url) == (None, "https://lowland.example/1")


TIME = "<time {0} datetime=2022-09-0{1}T23:05:00+03:00>{1} September</time>"
FIFTH = Days.one(date(2022, 9, 5))
HEADS = {
    "below the heading": ("<article><h1>Strike</h1>" + TIME.format("", 5), FIFTH),
    "above the heading": ("<article><header>" + TIME.format("", 5) + "<h1>Strike</h1></header>", FIFTH),
    "without an article": ("<div><h1>Strike</h1><p>By A. Writer, " + TIME.format("", 5) + "</p>", FIFTH),
    "below a lead": (
        f"<article><h1>Strike</h1><h2>{'One more night of fire. ' * 3}</h2>{TIME.format('', 5)}",
        FIFTH,
    ),
    "beside a day of change, by class": (
        f"<article><h1>Strike</h1>{TIME.format('class=updated', 7)}{TIME.format('', 5)}",
        FIFTH,
    ),
    "beside a day of change, by words": (
        f"<article><h1>Strike</h1><i>{TIME.format('', 5)}</i><i>Оновлено: {TIME.format('', 7)}</i>",
        FIFTH,
    ),
    "only a day of change": ("<article><h1>Strike</h1>Updated: " + TIME.format("", 7), None),
    "two days": (f"<article><h1>Strike</h1>{TIME.format('', 5)}{TIME.format('', 7)}", None),
    "that of a comment": (f"<article><h1>Strike</h1><p class=comment>{TIME.format('', 7)}</p>", None),
    "that of another article": (f"<main><h1>Strike</h1><article>{TIME.format('', 7)}</article>", None),
    "that of the site": (f"<div><i>{TIME.format('', 7)}</i></div><div><h1>Strike</h1>", None),
    "within the text": (f"<article><h1>Strike</h1>{BODY}{TIME.format('', 7)}", None),
}


@pytest.mark.parametrize(("head", "day"), HEADS.values(), ids=HEADS)
def test_the_time_at_the_head_of_an_article_is_its_day(tmp_path: Path, head: str, day: Days | None) -> None:
    page = document(tmp_path, f"<html><body>{head}{BODY}</body></html>")
    assert page.published == day


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<h1>Lowland</h1><main><article><h1>Strike on Sumy</h1>", "Strike on Sumy"),
        ("<h1>Lowland</h1><div><h1>Strike on Sumy</h1>", "Strike on Sumy"),
        ("<div><h1>A strike on Sumy</h1><h1>More</h1>", "A strike on Sumy"),
        ("<div>", "Strike on Sumy | Lowland"),
    ],
    ids=["within the article", "named by the page", "the first", "of the page"],
)
def test_the_name_of_a_site_is_no_title(tmp_path: Path, body: str, title: str) -> None:
    head = "<head><title>Strike on Sumy | Lowland</title></head>"
    assert document(tmp_path, f"<html>{head}<body>{body}{BODY}</body></html>").title == title


def test_an_article_among_others_of_json_ld_is_not_taken_for_the_page(tmp_path: Path) -> None:
    first = '{"@type":"NewsArticle","headline":"A","datePublished":"2022-01-01"}'
    told = f'[{first},{{"@type":"NewsArticle","headline":"B"}}]'
    page = document(
        tmp_path, f'<html><script type="application/ld+json">{told}</script><h1>C</h1>{BODY}</html>'
    )
    assert (page.title, page.published) == ("C", None)


FIRST = "https://lowland.example/1"


@pytest.mark.parametrize(
    "told",
    [
        f'<link rel="canonical" href="https://archive.ph/2024.02.03-101112/{FIRST}">',
        f'<link rel="canonical" href="https://archive.is/AbCdE">'
        f'<link rel="bookmark" href="http://archive.today/20240203101112/{FIRST}">',
        f'<meta property="og:url" content="http://archive.md/AbCdE"><div id="HEADER">'
        f'<form><input name="q" value="{FIRST}"></form><time datetime="2024-02-03">3 Feb</time></div>',
    ],
    ids=["canonical", "bookmark", "header"],
)
def test_of_archive_today_neither_its_address_nor_its_day_nor_its_name_is_taken(
    tmp_path: Path, told: str
) -> None:
    taken = '<meta property="article:published_time" content="2024-02-03T10:11:12Z">'
    name = '<meta property="og:site_name" content="archive.ph">'
    page = document(tmp_path, f"<html>{name}{taken}{told}<body><h1>Strike</h1>{BODY}</body></html>")
    assert (page.url, page.published, page.publisher) == (FIRST, None, None)


def test_an_article_about_an_archive_keeps_its_own_address_and_day(tmp_path: Path) -> None:
    own = f'<link rel="canonical" href="{FIRST}?about=archive.ph/x"><meta name="date" content="2022-09-05">'
    link = f'<a href="https://archive.ph/2024.02.03-101112/{FIRST}0">a copy</a>'
    page = document(tmp_path, f"<html>{own}<body><h1>Strike</h1>{BODY}<p>See {link} of it.</p></body></html>")
    assert (page.url, page.published) == (f"{FIRST}?about=archive.ph/x", FIFTH)


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("<h1>Strike on Sumy</h1>", "2022-09-05"),
        ("<title>Blasts in Lviv</title><h1>Blasts</h1>", "2022-11-01"),
        ("<link rel=canonical href=https://lowland.example/2?utm_source=x><h1>Blasts</h1>", "2022-11-01"),
        ("<link rel=canonical href=https://lowland.example/3><h1>Blasts</h1>", None),
    ],
    ids=["heading", "title", "address", "neither"],
)
def test_of_several_articles_of_json_ld_that_of_the_page_counts(
    tmp_path: Path, page: str, day: str | None
) -> None:
    told = (
        '{"@type":"NewsArticle","headline":"Strike on Sumy","datePublished":"2022-09-05"}',
        '{"@type":"NewsArticle","headline":"Blasts in Lviv","datePublished":"2022-11-01",'
        '"mainEntityOfPage":{"@id":"https://lowland.example/2"}}',
    )
    scripts = "".join(f'<script type="application/ld+json">{one}</script>' for one in told)
    found = document(tmp_path, f"<html>{scripts}{page}{BODY}</html>")
    assert (found.published.edtf() if found.published else None) == day


def test_a_publisher_may_be_told_under_an_id(tmp_path: Path) -> None:
    graph = (
        '{"@graph":[{"@type":["NewsArticle"],"headline":"A &amp; B","datePublished":"2022-09-05",'
        '"publisher":{"@id":"#us"}},{"@type":"Organization","@id":"#us","name":"Lowland Post"}]}'
    )
    page = document(tmp_path, f'<html><script type="application/ld+json">{graph}</script>{BODY}</html>')
    assert (page.title, page.publisher) == ("A & B", "Lowland Post")


ENTRY = (
    '<article {}><time datetime="2022-09-0{}T10:00:00+03:00">10:00</time>'
    "<p>Shells hit Nikopol, the army said.</p></article>"
)


def test_entries_have_their_own_day_and_place_on_the_page(tmp_path: Path) -> None:
    page = (
        "<html><link rel=canonical href=https://lowland.example/live>"
        + ENTRY.format("id=a", 6)
        + ENTRY.format("", 5)
    )
    first, second = (item for item in scan(tmp_path, page + "</html>") if isinstance(item, Document))
    assert (first.id, first.url) == ("page.html#a", "https://lowland.example/live#a")
    assert (second.id, second.url) == ("page.html#2022-09-05T10:00:00+03:00", "https://lowland.example/live")
    assert [one.published.edtf() for one in (first, second) if one.published] == ["2022-09-06", "2022-09-05"]


def test_an_entry_may_lead_to_itself(tmp_path: Path) -> None:
    own = ENTRY.format("id=b", 5).replace("<p>", "<h3><a href=/live#b>Strike</a></h3><p>")
    items = scan(tmp_path, f"<html>{ENTRY.format('id=a', 6)}{own}</html>")
    assert [item.id for item in items if isinstance(item, Document)] == ["page.html#a", "page.html#b"]


def test_what_a_table_beside_a_page_says_counts_more_than_the_page(tmp_path: Path) -> None:
    (tmp_path / "documents.csv").write_text("file,published\npage.html,2022-09-07\n", encoding="utf-8")
    page = document(tmp_path, f'<html><meta name="date" content="2022-09-05">{BODY}</html>')
    assert page.published == Days.one(date(2022, 9, 7))


@pytest.mark.parametrize(
    "other", [ENTRY.format("class=comment", 7), ENTRY.format("", 7).replace("<p>", "<h3><a>x</a></h3><p>")]
)
def test_comments_and_cards_of_other_articles_are_no_entries(tmp_path: Path, other: str) -> None:
    page = f'<html><article><time datetime="2022-09-05">5</time>{BODY}</article>{other}</html>'
    assert "Firefighters worked" in document(tmp_path, page).text


SAYS_ARTICLE = '<meta property="og:type" content="article">'
CARDS = {
    "a title that is a link": "<a href=/n/{0}><span>Shells fell on Sumy</span></a>{1}",
    "all of it a link": "<a href=/n/{0}><div>Shells fell on Sumy</div>{1}</a>",
    "a line that is a link": "{1}<p><a href=/n/{0}>Shells fell on Sumy</a></p>",
    "a title and a first sentence": "<a href=/n/{0}>Shells fell on Sumy</a>{1}<p>The mayor told of it.</p>",
}


def cards_of(card: str, number: int = 3) -> str:
    times = (f"<time datetime=2022-11-0{day}T10:00:00Z>{day} November</time>" for day in range(1, number + 1))
    return "".join(f"<article>{card.format(day, time)}</article>" for day, time in enumerate(times, 1))


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
@pytest.mark.parametrize("around", ["<div>{}</div>", "<article>{}</article>", "<article>{}{}</article>"])
def test_cards_with_days_beside_an_article_are_neither_entries_nor_text(
    tmp_path: Path, card: str, around: str
) -> None:
    cards = cards_of(card)
    beside = "" if around.count("{}") > 1 else f"<section>{cards}</section>"
    body = f"<main>{around.format(BODY, cards)}{beside}</main>"
    page = document(tmp_path, f"<html>{SAYS_ARTICLE}<body><h1>Strike</h1>{body}</body></html>")
    assert ("Firefighters worked" in page.text, "Sumy" in page.text) == (True, False)


def test_a_page_of_nothing_but_cards_is_a_list(tmp_path: Path) -> None:
    cards = cards_of(CARDS["a title that is a link"], 6)
    assert "a list of articles" in refusal(tmp_path, f"<html><body><h1>Latest</h1>{cards}</body></html>")


def test_an_entry_may_lead_to_a_page_of_its_own_where_there_is_no_other_text(tmp_path: Path) -> None:
    entries = "".join(
        ENTRY.format(f"id=e{day}", day).replace("<p>", f"<h3><a href=/n/{day}>Strike {day}</a></h3><p>")
        for day in (7, 6)
    )
    live = f"<html>{SAYS_ARTICLE}<body><h1>War live</h1>{entries}</body></html>"
    first, second = (one for one in scan(tmp_path, live) if isinstance(one, Document))
    assert (first.id, first.text.split("\n")[0]) == ("page.html#e7", "Strike 7")
    assert second.published == Days.one(date(2022, 9, 6))


@pytest.mark.parametrize("about", ["", SAYS_ARTICLE])
def test_entries_below_a_few_words_of_introduction_are_entries(tmp_path: Path, about: str) -> None:
    entries = "".join(ENTRY.format(f"id=e{day}", day) for day in range(1, 6))
    live = f"<html>{about}<body><p>Follow the news of the war here, day and night.</p>{entries}</body></html>"
    assert len([one for one in scan(tmp_path, live) if isinstance(one, Document)]) == 5


TEASER = "<h3><a href=/{0}>Shelling of town number {0} goes on</a></h3><p>It was hit, the army said.</p>"


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (f"<nav>Kyiv | Lviv | Odesa</nav>{BODY[: BODY.index('</p>')]}</p>", "Missiles struck"),
        ("<form><nav>Kyiv | Lviv</nav><p>Missiles struck Kharkiv on Monday.</p></form>", "Missiles struck"),
        ("<form><div>Missiles struck Kharkiv on Monday.</div></form>", "Missiles struck"),
    ],
    ids=["beside a menu", "in a form with its menu", "in a form"],
)
def test_of_a_short_page_the_menu_is_left_out_and_the_text_is_not(
    tmp_path: Path, body: str, kept: str
) -> None:
    (found,) = [
        one for one in scan(tmp_path, f"<html><body>{body}</body></html>") if isinstance(one, Document)
    ]
    assert (found.text.startswith(kept), "Lviv" in found.text) == (True, False)


def test_a_list_is_refused_and_an_article_with_links_below_it_is_not(tmp_path: Path) -> None:
    teasers = "".join(map(TEASER.format, range(8)))
    assert "a list of articles" in refusal(tmp_path, f"<html><body><h1>Latest</h1>{teasers}</body></html>")
    article = '<meta property="og:type" content="article">'
    assert document(tmp_path, f"<html>{article}<body><h1>Strike</h1>{BODY}{teasers}</body></html>")


def test_the_language_that_a_template_notes_counts_if_it_may_be_so(tmp_path: Path) -> None:
    words = "<p>Ракети влучили у Харків у понеділок, повідомив мер міста, троє людей у лікарні.</p>" * 3
    assert document(tmp_path, f"<html lang=en-US><body>{words}</body></html>").language is None
    assert document(tmp_path, f"<html lang=uk-UA><body>{words}</body></html>").language == "uk"


def test_the_encoding_is_told_however_far_down_the_first_letter_stands(tmp_path: Path) -> None:
    words = "<p>Ракети влучили у Харків у понеділок, повідомив мер міста, троє людей у лікарні.</p>"
    page = f"<html><script>{'var a = 1; ' * 5_000}</script><body>{words}</body></html>"
    assert "Харків" in document(tmp_path, page.encode("koi8-u")).text


def test_what_telegram_itself_tells_of_a_channel_is_no_post(tmp_path: Path) -> None:
    post = (
        '<div class="tgme_widget_message {}" data-post="steppe/{}">'
        '<div class="tgme_widget_message_text">{}</div></div>'
    )
    posts = post.format("text_not_supported_wrap", 3, "Steppe pinned its hopes on the bridge at Sumy.")
    posts += post.format("service_message", 4, "Steppe pinned «Missiles struck Kharkiv on Monday»")
    found, left = scan(tmp_path, f"<html><body>{posts}</body></html>")
    assert isinstance(found, Document)
    assert found.id == "steppe/3"
    assert "notes of service: 1," in str(left)


def test_an_export_of_telegram_as_pages_is_refused_for_it_does_not_tell_what_is_private(
    tmp_path: Path,
) -> None:
    page = '<html><div class="page_body chat_page"><div class="text">Mum</div></div></html>'
    assert "export it as JSON" in refusal(tmp_path, page)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<!-- BEGIN WAYBACK TOOLBAR INSERT -->" * 50_000,
        "<" * 300_000,
        "<!--x-->" * 100_000,
        "\0",
    ],
    ids=["deep", "toolbars", "signs", "comments", "nul"],
)
def test_hostile_pages_end_in_a_sentence(tmp_path: Path, html: str) -> None:
    items = scan(tmp_path, f"<html><body>{html}</body></html>", settings=Settings(seconds=20))
    assert [type(item) for item in items if not isinstance(item, Remark)] in ([Refusal], [Document])


def test_pictures_within_a_page_do_not_count_and_its_size_has_a_limit(tmp_path: Path) -> None:
    small = Settings(largest=10_000)
    picture = f'<img src="data:image/png;base64,{"A" * 30_000}">'
    assert isinstance(scan(tmp_path, f"<html>{BODY}{picture}</html>", settings=small)[0], Document)
    assert "raise --max-size" in str(scan(tmp_path, f"<html>{BODY * 100}</html>", settings=small)[0])


def test_the_folder_of_a_saved_page_is_no_document(tmp_path: Path) -> None:
    for folder in ("a_files", "b_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(f"<html>{BODY}</html>", encoding="utf-8")
    scan(tmp_path, f"<html>{BODY}</html>", "a.html")
    *found, passed = scan_documents([tmp_path])
    assert [item.id for item in found if isinstance(item, Document)] == ["a.html", "b_files/frame.html"]
    assert "1 folders of saved pages" in str(passed)
