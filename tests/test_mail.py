"""Mails, mailboxes, pages saved as MHTML; captions of films."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from geomap.documents import Settings
from geomap.documents.readers.captions import spoken
from geomap.documents.readers.mail import DEEPEST
from tests.read import outcome, shown

HEADERS = (
    "Delivered-To: ivan.reader@example.org\r\n"
    "From: =?utf-8?b?0JLRltGB0L3QuNC6?= <news@lowland.example>\r\n"
    'To: "Ivan Reader" <ivan.reader@example.org>\r\n'
    "Subject: =?koi8-u?b?4sHMwcvMptE=?=\r\n"
    "Date: Tue, 06 Sep 2022 23:50:00 +0300\r\n"
    "List-Unsubscribe: <https://lowland.example/u/SECRET>\r\n"
    "List-Post: <https://lowland.example/briefing?issue=12&reader=SECRET>\r\n"
    "Message-ID: <12@lowland.example>\r\n"
    "MIME-Version: 1.0\r\n"
)
TEXT = "Військові увійшли до Балаклії."
PLAIN = (
    f"{TEXT} Більше: https://lowland.example/r?reader=SECRET\r\n\r\n"
    "Кому: ivan.reader@example.org\r\n\r\n-- \r\nВідписатися: https://lowland.example/u/SECRET\r\n"
)


def parts(*several: tuple[str, bytes]) -> bytes:
    body = b"".join(
        f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + base64.encodebytes(content)
        for kind, content in several
    )
    return b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body + b"--b--\r\n"


MAIL = HEADERS.encode() + parts(
    ("text/plain; charset=koi8-u", PLAIN.encode("koi8-u")),
    ("text/html; charset=utf-8", f"<html><head><title>x</title></head><p>{TEXT}</p>".encode()),
    ("image/png", b"\x89PNG"),
)


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_a_mail_gives_what_its_sender_wrote_for_all(tmp_path: Path, name: str) -> None:
    read = outcome(tmp_path, name, MAIL)
    one = read.only
    assert (one.id, one.title, one.publisher) == ("12@lowland.example", "Балаклія", "Вісник")
    assert one.published is not None
    assert one.published.edtf() == "2022-09-06"
    assert one.url == "https://lowland.example/briefing?issue=12"
    assert one.text.startswith(TEXT)
    assert read.left_out == (("attachments and pictures of mails", 1),)


def test_nothing_of_the_reader_is_left(tmp_path: Path) -> None:
    told = repr(outcome(tmp_path, "a.eml", MAIL))
    assert "SECRET" not in told
    assert "reader@" not in told
    assert "Ivan" not in told


def test_an_id_that_names_the_reader_is_not_taken(tmp_path: Path) -> None:
    mail = MAIL.replace(b"<12@lowland", b"<bounce-ivan.reader=example.org@lowland")
    assert outcome(tmp_path, "a.eml", mail).only.id == "a.eml"


def test_who_forwards_a_mail_to_himself_is_no_publisher(tmp_path: Path) -> None:
    mail = f"From: Ivan <i@x.example>\nTo: i@x.example\nMIME-Version: 1.0\n\n{TEXT}\n"
    assert outcome(tmp_path, "a.eml", mail).only.publisher is None


def forward(*lines: str, subject: str = "Strike") -> str:
    head = f"From: Anna Rider <a.rider@desk.example>\nTo: b@desk.example\nSubject: {subject}\n"
    more = "Date: Mon, 19 Sep 2022 09:00:00 +0300\nMessage-ID: <a.rider@desk.example>\nMIME-Version: 1.0\n"
    return head + more + "Content-Type: text/plain; charset=utf-8\n\n" + "\n".join(lines) + "\n"


INNER = ("From: Post <p@x.example>", "Date: 5 September 2022", "Subject: Hit", "To: A <a@x.example>,", " b")
FORWARDED = {
    "Gmail": forward("Look. Anna", "", "-- ", "Anna", "", f"{'-' * 10} Forwarded message {'-' * 9}", *INNER),
    "Apple": forward(
        "Begin forwarded message:", "", *(f"> {line}" for line in INNER), f"> \n> {TEXT}", "Anna"
    ),
    "Thunderbird": forward("-------- Перенаправлене повідомлення --------", "Тема: \tHit", *INNER[:2]),
    "mail.ru": forward("---- Пересылаемое сообщение ----", "От кого: Post <p@x.example>", "Дата: 05.09.2022"),
    "Outlook": forward(
        "Anna", "", "_" * 32, "Від: Post", "Надіслано: 5 вересня 2022 р.", "Тема: Hit", subject="FW: x"
    ),
    "twice": forward(
        "Fwd", "-- Forwarded message --", "From: Anna Rider <a.rider@desk.example>", "Subject: Fwd: Hit"
    )
    + "\n".join(("", "-- Forwarded message --", *INNER)),
}


@pytest.mark.parametrize("mail", FORWARDED.values(), ids=FORWARDED)
def test_of_a_mail_that_forwards_another_the_other_is_read(tmp_path: Path, mail: str) -> None:
    read = outcome(tmp_path, "a.eml", mail if TEXT in mail else f"{mail}\n{TEXT}\n")
    one = read.only
    assert (one.id, one.text, one.publisher) == ("a.eml", TEXT, "Post")
    assert one.title in ("Hit", "Strike")
    assert one.published is not None
    assert one.published.edtf() == "2022-09-05"
    assert not any(word in repr(read).lower() for word in ("anna", "rider", "desk"))


def test_who_forwards_his_own_mail_is_not_named_nor_is_its_day_guessed(tmp_path: Path) -> None:
    own = ("Begin forwarded message:", "From: Anna Rider <anna@home.example>", "Date: 9/5/2022", "", TEXT)
    one = outcome(tmp_path, "a.eml", forward(*own)).only
    assert (one.text, one.publisher, one.published) == (TEXT, None, None)


@pytest.mark.parametrize(
    "lines",
    [
        ("The ministry sent a forwarded message:", "From: the front", "Date: unknown"),
        ("Forwarded message", "", "It read: Kharkiv was struck."),
        ("From: Post", "Sent: 5 September 2022", "Subject: Hit"),
    ],
    ids=["within a sentence", "without a head", "a reply that quotes"],
)
def test_a_mail_that_only_speaks_of_another_is_its_senders(tmp_path: Path, lines: tuple[str, ...]) -> None:
    one = outcome(tmp_path, "a.eml", forward(TEXT, *lines, subject="Re: Strike")).only
    assert (one.text.startswith(TEXT), one.publisher) == (True, "Anna Rider")


def test_html_is_read_where_the_plain_text_only_stands_in(tmp_path: Path) -> None:
    html = (
        f"<html><head><title>x</title><style>p {{}}</style></head><p>{TEXT * 9}<p><a href='u'>Відписатися</a>"
    )
    mail = HEADERS.encode() + parts(
        ("text/plain", b"Open this."), ("text/html; charset=bogus", html.encode("cp1251"))
    )
    assert outcome(tmp_path, "a.eml", mail).only.text == f"{TEXT * 9}\n\nВідписатися"


def test_a_mail_that_is_there_twice_costs_nothing(tmp_path: Path) -> None:
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(MAIL)
    read = outcome(tmp_path, "c.mbox", b"From x\n" + MAIL, also=("a.eml", "b.eml"))
    assert (len(read.documents), read.refusals) == (1, ())
    assert ("documents that another file gave before", 2) in read.left_out


def test_prose_that_opens_like_a_letter_is_no_mail(tmp_path: Path) -> None:
    prose = "From: the front\nSubject: the war\n\nKharkiv was struck."
    assert outcome(tmp_path, "a.txt", prose).only.text == prose


def test_enclosed_mails_are_documents_of_their_own(tmp_path: Path) -> None:
    inner = MAIL.replace(b"<12@", b"<13@")
    outer = b"MIME-Version: 1.0\nSubject: Fwd\nContent-Type: multipart/mixed; boundary=o\n\n"
    outer += b"--o\nContent-Type: text/plain\n\nSee below, Izium.\n--o\nContent-Type: message/rfc822\n\n"
    read = outcome(tmp_path, "a.eml", outer + inner + b"\n--o--\n")
    assert [one.id for one in read.documents] == ["a.eml", "13@lowland.example"]


def test_a_mail_without_a_text_is_refused(tmp_path: Path) -> None:
    mail = HEADERS.encode() + parts(("application/octet-stream", b"x"))
    assert "a mail without a text" in outcome(tmp_path, "a.eml", mail).refusal


def test_mails_that_enclose_one_another_without_end_cost_one_line(tmp_path: Path) -> None:
    frame = b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    assert "nested too deep" in outcome(tmp_path, "a.eml", frame * (DEEPEST + 2)).refusal
    parts_of = b"".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n".encode() for i in range(3000)
    )
    assert "nested too deep" in outcome(tmp_path, "b.eml", b"MIME-Version: 1.0\n" + parts_of).refusal


def test_a_mailbox_gives_each_mail_once_by_an_id_that_stays(tmp_path: Path) -> None:
    plain = b"From: A <a@b.example>\nMIME-Version: 1.0\n\nShells hit Izium.\n"
    quoted = b">From there they went on.\n"
    box = b"From x\n" + MAIL + b"\nFrom x\n" + MAIL + b"\nFrom y\n" + plain + quoted
    read = outcome(tmp_path, "a.mbox", box)
    first, second = read.documents
    assert (first.id, second.text) == ("12@lowland.example", "Shells hit Izium.\nFrom there they went on.")
    assert ("mails that stand in the mailbox twice", 1) in read.left_out
    later = outcome(tmp_path, "a.mbox", b"From z\n" + plain.replace(b"Izium", b"Lyman") + b"\n" + box)
    assert second.id in [one.id for one in later.documents]


def test_a_mail_that_is_too_large_costs_itself(tmp_path: Path) -> None:
    box = b"From x\nMIME-Version: 1.0\n\n" + b"Lyman fell. \n" * 1000 + b"\nFrom y\n" + MAIL
    read = outcome(tmp_path, "a.mbox", box, Settings(largest=9_000))
    assert [one.id for one in read.documents] == ["12@lowland.example"]
    assert read.refusals == ("a.mbox: mail 1: more than 0.009 MB; raise --max-size, or cut it into several",)


PAGE = (
    "<html lang=uk><head><meta charset=windows-1251><meta property=og:title content='Балаклія'></head><body>"
    f"<article><p>{TEXT}</p><p>{'За його словами, пошкоджено кілька будинків у Марганці. ' * 5}</p></article>"
)


@pytest.mark.parametrize("name", ["a.mhtml", "a.txt"])
def test_a_page_saved_as_mhtml_is_dated_by_the_page_alone(tmp_path: Path, name: str) -> None:
    headers = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://lowland.example/1?utm_source=x\n"
        "Subject: x\nDate: Thu, 8 Sep 2022 10:00:00 +0300\nMIME-Version: 1.0\n"
    )
    content = headers.encode() + parts(("text/html", PAGE.encode("cp1251")), ("image/png", b"\x89PNG"))
    one = outcome(tmp_path, name, content).only
    assert (one.published, one.title, one.url) == (None, "Балаклія", "https://lowland.example/1")
    assert TEXT in one.text


def test_mhtml_without_a_page_is_refused(tmp_path: Path) -> None:
    content = b"MIME-Version: 1.0\nSnapshot-Content-Location: https://l.example\n" + parts(
        ("image/png", b"x")
    )
    assert "without a page" in outcome(tmp_path, "a.mhtml", content).refusal


SRT = """1
00:00:01,000 --> 00:00:04,000
Drones hit a depot

2
00:00:04,000 --> 00:00:07,500
<i>near</i> Odesa.
"""
VTT = """WEBVTT

NOTE made by hand

STYLE
::cue {}

00:01.000 --> 00:04.000 align:start
<v Anna>Drones hit

00:04.000 --> 00:06.000
Drones hit
a <00:05.000>depot

00:06.000 --> 00:07.000
a depot
near Odesa.
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.srt", SRT), ("a.txt", SRT), ("a.vtt", VTT)],
    ids=shown,
)
def test_cues_are_joined_to_what_is_said(tmp_path: Path, name: str, content: str) -> None:
    assert outcome(tmp_path, name, content).only.text == "Drones hit a depot near Odesa."


def test_a_word_said_twice_on_purpose_stays() -> None:
    cue = "00:01.000 --> 00:02.000\n{}\n\n"
    said = [cue.format(words) for words in ("Izium.", "Lyman.", "Both.", "Izium.")]
    assert spoken("".join(said)) == "Izium. Lyman. Both. Izium."


def test_captions_without_words_are_refused(tmp_path: Path) -> None:
    assert "empty" in outcome(tmp_path, "a.srt", "1\n00:00:01,000 --> 00:00:04,000\n\n").refusal
