"""Word documents, PDF and RTF; collections of articles in one file; libraries that are missing."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from geomap.documents import Settings
from geomap.documents.readers.pdf import Line, joined
from tests.read import outcome, shown

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*paragraphs: str, title: str = "", head: str = "") -> bytes:
    """Return a Word document with these paragraphs, given as XML."""
    body = "".join(f"<w:p>{one}</w:p>" if not one.startswith("<w:tbl>") else one for one in paragraphs)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(
            "docProps/core.xml",
            '<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
            f"<dc:title>{title}</dc:title><t:created>2013-12-23T23:15:00Z</t:created></p>",
        )
        parts.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<w:body>{body}</w:body></w:document>",
        )
    return file.getvalue()


def words(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.txt"])
def test_a_word_document_gives_all_that_it_shows(tmp_path: Path, name: str) -> None:
    cells = "".join(f"<w:tc><w:p>{words(cell)}</w:p></w:tc>" for cell in ("Izium", "two houses"))
    table = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    box = f"{words('Shells hit ')}<w:r><w:txbxContent><w:p>{words('A box.')}</w:p></w:txbxContent></w:r>"
    content = docx(
        f"{box}{words('Khar')}{words('kiv.')}",
        table,
        "<w:del><w:r><w:delText>Lyman fell.</w:delText></w:r></w:del>",
        f"{words('One')}<w:r><w:tab/></w:r>{words('two')}<w:r><w:instrText>HYPERLINK</w:instrText></w:r>",
        f"{words('Kept.')}<mc:Fallback>{words('Odesa again.')}</mc:Fallback>",
        title="Situation report 12",
    )
    one = outcome(tmp_path, name, content).only
    assert one.text == "A box.\nShells hit Kharkiv.\nIzium\ntwo houses\nOne two\nKept."
    assert (one.title, one.published) == ("Situation report 12", None)


def test_a_title_that_the_program_wrote_is_none(tmp_path: Path) -> None:
    assert outcome(tmp_path, "a.docx", docx(words("Lyman fell."), title="Word Document")).only.title is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (docx(words("&e;"), head='<!DOCTYPE d [<!ENTITY e "Kharkiv">]>'), "it declares entities"),
        (docx(words("x" * 25_000_000)), "more than 20 MB unpacked"),
        (docx("<w:r>"), "no Word document that can be read"),
        (docx(words(" ")), "a Word document without a text"),
        (docx(words("Lyman fell."))[:-40], "no Word document that can be read"),
    ],
    ids=shown,
)
def test_a_word_document_that_is_made_to_do_harm_or_broken_costs_one_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    assert said in outcome(tmp_path, "a.docx", content, Settings(largest=1_000_000)).refusal


# --- collections ------------------------------------------------------------------------------------

NEXIS = """User Name: Ivan Reader
Date and Time: Friday, September 9, 2022
Documents (2)

Troops enter Balakliia
Lowland Post
September 6, 2022 Tuesday 10:15 PM GMT
Copyright 2022 Lowland Post All Rights Reserved
Section: WORLD; Pg. 4
Length: 41 words
Byline: A. Writer

Body

Ukrainian troops entered Balakliia on Tuesday.
Shells fell on Savyntsi.

Classification
Language: ENGLISH
Load-Date: September 9, 2022

End of Document

Kharkiv struck
Steppe Herald (Dnipro)
September 5, 2022 Monday
Length: 12 words
Body
Missiles struck Kharkiv on Monday.
Load-Date: September 5, 2022
End of Document
"""
FACTIVA = """Troops enter Balakliia
By A. Writer
41 words
6 September 2022
22:15
Lowland Post
LOWP
English
Copyright 2022 Lowland Post

Ukrainian troops entered Balakliia on Tuesday.
Document LOWP000020220906ei9600001

Kharkiv struck
12 words
5 September 2022
Steppe Herald (Dnipro)
STEP
English
(c) 2022 Steppe Herald
Missiles struck Kharkiv on Monday.
Document STEP000020220905ei9500002
"""
FACTIVA_FIELDS = """SE   World
HD   Troops enter
     Balakliia
BY   A. Writer
WC   41 words
PD   6 September 2022
SN   Lowland Post
LA   English
CY   Copyright 2022 Lowland Post

LP   Ukrainian troops entered Balakliia on Tuesday.

TD   Shells fell on Savyntsi.
     RE was painted on a wall.

NS   gwar : War
AN   Document LOWP000020220906ei9600001

HD   Kharkiv struck
PD   5 September 2022
SN   Steppe Herald (Dnipro)
LP
Missiles struck Kharkiv on Monday.
AN   Document STEP000020220905ei9500002

Search Summary
User Name  Ivan Reader
"""
NEXIS_OF_OLD = """User Name: Ivan Reader

                               1 of 2 DOCUMENTS

                                 Lowland Post

                          September 6, 2022 Tuesday
                                 Late Edition

Troops enter
Balakliia

BYLINE: A. Writer

LENGTH: 41 words

DATELINE: KYIV

Ukrainian troops entered Balakliia on Tuesday.

UPDATE: Shells fell on Savyntsi.

GRAPHIC: Photo: smoke over Lviv

LOAD-DATE: September 9, 2022

                               2 of 2 DOCUMENTS

                      Copyright 2022 Steppe Herald
                             All Rights Reserved
                            Steppe Herald (Dnipro)

                           September 5, 2022 Monday

Kharkiv struck

LENGTH: 12 words

Missiles struck Kharkiv on Monday.

LANGUAGE: ENGLISH
"""


def as_docx(text: str) -> bytes:
    return docx(*(words(line) for line in text.split("\n")))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", NEXIS.encode()),
        ("a.docx", as_docx(NEXIS)),
        ("a.rtf", b"{\\rtf1\\ansi " + NEXIS.replace("\n", "\\par\n").encode() + b"}"),
        ("a.txt", FACTIVA.encode()),
        ("a.txt", FACTIVA_FIELDS.encode()),
        ("a.docx", as_docx(FACTIVA_FIELDS.replace("   ", "\n"))),
        ("a.txt", NEXIS_OF_OLD.encode()),
        ("a.docx", as_docx(NEXIS_OF_OLD.replace("Troops enter\n", "Troops enter "))),
        ("a.rtf", b"{\\rtf1\\ansi " + NEXIS_OF_OLD.replace("\n", "\\par\n").encode() + b"}"),
    ],
    ids=shown,
)
def test_a_collection_gives_its_articles(tmp_path: Path, name: str, content: bytes) -> None:
    first, second = outcome(tmp_path, name, content).documents
    assert (first.id, second.id) == (f"{name}#1", f"{name}#2")
    assert (first.title, second.title) == ("Troops enter Balakliia", "Kharkiv struck")
    assert (first.publisher, second.publisher) == ("Lowland Post", "Steppe Herald")
    days = [one.published.edtf() if one.published else None for one in (first, second)]
    assert days == ["2022-09-06", "2022-09-05"]
    assert first.text.split("\n")[0] == "Ukrainian troops entered Balakliia on Tuesday."
    assert "A. Writer" not in first.text
    assert second.text == "Missiles struck Kharkiv on Monday."
    assert "Ivan" not in repr((first, second))


@pytest.mark.parametrize("text", [FACTIVA_FIELDS, NEXIS_OF_OLD])
def test_all_of_the_text_of_an_article_is_read_whatever_it_begins_with(tmp_path: Path, text: str) -> None:
    first, _ = outcome(tmp_path, "a.txt", text).documents
    assert first.text.endswith(("UPDATE: Shells fell on Savyntsi.", "\nRE was painted on a wall."))


def test_what_stands_below_the_pictures_of_an_article_is_none_of_its_text(tmp_path: Path) -> None:
    body = "Missiles struck Kharkiv.\nGraphic pictures were shown.\n\nGraphic\n\nPhoto: smoke over Lviv\n"
    text = f"Kharkiv struck\nHerald\nBody\n{body}Classification\nLoad-Date: 9 May 2022\nEnd of Document\n"
    assert outcome(tmp_path, "a.txt", text).only.text.endswith("Graphic pictures were shown.")


def test_an_article_without_a_day_is_not_dated_by_when_it_was_stored(tmp_path: Path) -> None:
    text = "Kharkiv struck\nHerald\nBody\nMissiles struck.\nLoad-Date: September 9, 2022\nEnd of Document\n"
    assert outcome(tmp_path, "a.txt", text).only.published is None


@pytest.mark.parametrize(
    "text",
    [
        "The body lay there.\nBody\nof a soldier, it said. End of Document it was not.\n",
        "Troops came.\nDocument ABC was signed.\nEnd of Document\n",
        "Troops came.\n2 of 2 DOCUMENTS\n were burnt, it said.\n",
        "HD   is what they called it.\nPD   was the police.\nTroops came.\n",
        "Troops came.\nGraphic\nPhoto: smoke over Lviv\n",
    ],
)
def test_a_text_that_only_speaks_of_documents_is_one(tmp_path: Path, text: str) -> None:
    assert outcome(tmp_path, "a.txt", text).only.text == text


# --- RTF ----------------------------------------------------------------------------------------------


def test_rtf_is_read_in_the_code_page_that_it_names(tmp_path: Path) -> None:
    told = "".join(f"\\'{byte:02x}" for byte in "Обстріляли".encode("cp1251"))
    more = "".join(f"\\u{ord(letter)}?" for letter in "Нікополь")
    content = f"{{\\rtf1\\ansi\\ansicpg1251 {told} {more}.\\par}}"
    assert outcome(tmp_path, "a.rtf", content).only.text == "Обстріляли Нікополь."
    assert "RTF without a text" in outcome(tmp_path, "a.rtf", "{\\rtf1}").refusal


# --- PDF ----------------------------------------------------------------------------------------------


def pdf(*pages: Sequence[tuple[int, int, str]], title: str = "") -> bytes:
    """Return a PDF with lines of Courier, ten points high, at these places."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"
    kids = []
    for lines in pages:
        stream = "".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines)
        bodies.append(f"<< /Length {len(stream)} >>\nstream\n{stream}endstream")
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {len(bodies)} 0 R "
            f"/Resources << /Font << /F {font} >> >> >>"
        )
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    bodies.append(f"<< /Title ({title}) /CreationDate (D:20261126052322Z) >>")
    file, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(file))
        file += f"{number} 0 obj\n{body}\nendobj\n"
    xref = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(bodies) + 1
    trailer = f"<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>"
    table = f"xref\n0 {size}\n0000000000 65535 f \n{xref}"
    return f"{file}{table}trailer\n{trailer}\nstartxref\n{len(file)}\n%%EOF".encode()


HEAD = "Report 12 | 6 September 2022"
ONE = [
    (30, 780, HEAD),
    (30, 740, "Shelling damaged a school in Chuhuiv on Monday, and forty"),
    (30, 728, "families left for Poltava. More are expec-"),
    (30, 716, "ted in Dnipro."),
    (30, 690, "Kharkiv"),
    (30, 678, "Izium was struck, the mayor of the town said in the morning."),
    (30, 640, "A left column of the"),
    (30, 628, "page ends here."),
    (330, 640, "The right one says"),
    (330, 628, "that Lyman is quiet."),
    (30, 20, "Odesa office, page 1"),
]
TWO = [
    (30, 780, HEAD),
    (30, 740, "Two houses burned down in the village, rescuers said."),
    (30, 20, "Odesa office, page 2"),
]


def test_a_pdf_gives_paragraphs_without_what_runs_through_its_pages(tmp_path: Path) -> None:
    one = outcome(tmp_path, "a.pdf", pdf(ONE, TWO, title="Report 12")).only
    assert one.text.split("\n") == [
        HEAD,
        "Shelling damaged a school in Chuhuiv on Monday, and forty families left for Poltava. "
        "More are expected in Dnipro.",
        "Kharkiv",
        "Izium was struck, the mayor of the town said in the morning.",
        "A left column of the page ends here.",
        "The right one says that Lyman is quiet.",
        "Two houses burned down in the village, rescuers said.",
    ]
    assert (one.title, one.published) == ("Report 12", None)


def test_a_head_without_a_day_goes_from_the_first_page_too(tmp_path: Path) -> None:
    pages = [[(30, 780, "Kyiv office"), (30, 740, f"Shells hit {place}.")] for place in ("Izium", "Lyman")]
    assert outcome(tmp_path, "a.pdf", pdf(*pages)).only.text == "Shells hit Izium.\nShells hit Lyman."


def test_sentences_that_differ_by_a_figure_are_no_heads(tmp_path: Path) -> None:
    pages = [[(30, 780, f"At {hour}:00 shells hit Izium.")] for hour in (12, 14)]
    assert outcome(tmp_path, "a.pdf", pdf(*pages)).only.text == (
        "At 12:00 shells hit Izium.\nAt 14:00 shells hit Izium."
    )


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    pages = [[Line("Troops entered", 30, 99, 99, 5)], [Line("the town of Izium.", 30, 99, 99, 5)]]
    assert joined(pages) == "Troops entered the town of Izium."


def test_a_name_of_two_parts_keeps_its_hyphen() -> None:
    lines = [Line("Shells hit Ivano-", 30, 99, 99, 5), Line("Frankivsk and de-", 30, 99, 99, 5)]
    assert (
        joined([[*lines, Line("stroyed it.", 30, 70, 70, 5)]])
        == "Shells hit Ivano-Frankivsk and destroyed it."
    )


def test_pages_without_a_text_are_named(tmp_path: Path) -> None:
    read = outcome(tmp_path, "a.pdf", pdf(TWO, [], title="Microsoft Word - a.doc"))
    assert read.remarks == ("a.pdf: no text on page 2, which may be scans or damaged",)
    assert read.only.title is None
    assert "such as a scan" in outcome(tmp_path, "b.pdf", pdf([])).refusal


@pytest.mark.parametrize(
    "content",
    [pdf(ONE)[:300], b"%PDF-1.7\n", b"%PDF-1.4\n" + b"1 0 obj\n" * 1000],
    ids=shown,
)
def test_a_broken_pdf_costs_one_line(tmp_path: Path, content: bytes) -> None:
    assert "no PDF that can be read" in outcome(tmp_path, "a.pdf", content).refusal


# --- extras -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "library", "extra"),
    [
        (pdf(ONE), "pypdfium2", "office"),
        (docx().replace(b"word/document.xml", b"xl/workbook.xml.."), "python_calamine", "office"),
        (b"{\\rtf1 x}", "striprtf.striprtf", "office"),
        (b"PAR1", "pyarrow", "parquet"),
    ],
    ids=shown,
)
def test_a_library_that_is_missing_is_named_with_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, library: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    refusal = outcome(tmp_path, "a", content).refusal
    assert refusal.endswith(f"is read by an extra; install it: pip install 'geomap-frontline[{extra}]'")
