from datetime import date
from pathlib import Path

import pytest

from geomap.documents import Document, Refusal, Remark, scan_documents
from geomap.spans import Days


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Lyman fell.", encoding="utf-8")
    return tmp_path


def read(folder: Path, table: str | bytes) -> tuple[Document, Document, list[str]]:
    """Return both documents, and what was said, without the name of the table."""
    path = folder / "documents.csv"
    path.write_bytes(table if isinstance(table, bytes) else table.encode())
    found = list(scan_documents([folder]))
    a, b = (item for item in found if isinstance(item, Document))
    said = [str(item).replace(str(path), "") for item in found if isinstance(item, Refusal | Remark)]
    return a, b, said


TITLED = "file;title;published\r\na.txt;Обстріл, вночі;05.09.2022\r\n"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (TITLED, []),
        ("sep=;\r\n" + TITLED, []),
        ("\ufeff" + TITLED.replace(";", "\t"), []),
        (TITLED.replace("file", " FILE").replace("published", '" Published"'), []),
        (TITLED.replace("file", "Файл").replace("published", "date").replace("a.txt", ".\\a.txt"), []),
        (TITLED.encode("cp1251"), [": read as windows-1251, which it looks like"]),
        (TITLED.replace(";", "\t").encode("utf-16"), [": read as UTF-16"]),
    ],
)
def test_a_table_is_read_as_spreadsheets_save_it(folder: Path, table: str | bytes, said: list[str]) -> None:
    a, b, told = read(folder, table)
    assert (a.title, a.published) == ("Обстріл, вночі", Days.one(date(2022, 9, 5)))
    assert b.title is None
    assert told == said


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "empty; nothing is known"),
        ("name;x\na.txt;b\n", ":1: no column 'file'; the columns are file, title"),
        (b"\0\1\2", "not a text file"),
    ],
)
def test_a_table_of_no_use_is_told_once_and_costs_no_article(
    folder: Path, table: str | bytes, said: str
) -> None:
    _, _, told = read(folder, table)
    assert len(told) == 1
    assert said in told[0]


def test_what_is_wrong_in_a_table_costs_what_it_says(folder: Path) -> None:
    a, b, told = read(
        folder,
        "file,title,title,mood\n"
        "a.txt,First,x,y\n"
        "a.txt,Second,x,y\n"
        "A.TXT,x,x,x\n"
        "c.txt,x,x,x\n"
        "b.txt,Strike, on Monday,x,y\n"
        "\n"
        "b.txt,Short\n"
        'b.txt,"open\n',
    )
    assert (a.title, b.title) == ("First", "Short")
    assert [line.split(";")[0] for line in told] == [
        ":1: column 'title' stands twice",
        ":3: 'a.txt' has a row already, :2",
        ":4: no file 'A.TXT' beside the table",
        ":5: no file 'c.txt' beside the table",
        ":6: 5 cells under 4 columns",
        ":8: 2 cells under 4 columns",
        ":9: unexpected end of data",
        "fields not used: mood (1)",
    ]
    assert "did you mean 'a.txt'?" in told[2]


def test_a_wrong_date_in_the_table_is_named_by_its_line(folder: Path) -> None:
    a, _, told = read(folder, "file,published\na.txt,2022-13-01\n")
    assert a.published is None
    assert told == [
        ":2: published: '2022-13-01' is no date; give ISO 8601, such as 2022-09-05, or leave it out; "
        "the article is read as undated"
    ]
