"""Tables with a text a row: CSV, TSV, XLSX, Parquet."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from geomap.documents import Settings
from geomap.documents.day_order import DayColumn, in_order
from tests.command_line import app
from tests.read import Outcome, outcome, shown

STRUCK = "Missiles struck Kharkiv on Monday."


def days(read: Outcome) -> list[str | None]:
    return [one.published.edtf() if one.published else None for one in read.documents]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f'link,headline,body,outlet\nhttps://l.example/1,Strike,"{STRUCK}",Post\n'),
        ("a.csv", f"\ufefflink;Headline;BODY;outlet\r\nhttps://l.example/1;Strike;{STRUCK};Post\r\n"),
        (
            "a.tsv",
            f"sep=\t\nlink\theadline\tbody\toutlet\nhttps://l.example/1\tStrike\t{STRUCK}\tPost\n\n\t\t\t\n",
        ),
        ("a.csv", f"My log\n\nlink|headline|body|outlet\nhttps://l.example/1|Strike|{STRUCK}|Post\n"),
        ("a.txt", f"link;headline;body;outlet\nhttps://l.example/1;Strike;{STRUCK};Post\n"),
    ],
    ids=shown,
)
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, name: str, content: str) -> None:
    read = outcome(tmp_path, name, content)
    assert (read.only.id, read.only.title, read.only.text) == ("https://l.example/1", "Strike", STRUCK)
    assert (read.only.publisher, read.only.url) == ("Post", "https://l.example/1")
    assert f"{name}: text = body, title = headline, publisher = outlet, url = link" in [
        remark.lower() for remark in read.remarks
    ]
    assert read.refusals == ()


def test_cyrillic_headings_of_a_code_page_and_lines_within_cells(tmp_path: Path) -> None:
    table = 'дата;джерело;текст;настрій\n26.09.2022;Вісник;"Обстріляли Нікополь.\nДвоє поранені.";так\n'
    read = outcome(tmp_path, "a.csv", table.encode("cp1251"))
    assert read.only.text == "Обстріляли Нікополь.\nДвоє поранені."
    assert (days(read), read.only.publisher) == (["2022-09-26"], "Вісник")
    assert read.remarks[1].endswith("published = дата, publisher = джерело; not used: настрій")


def test_headings_as_a_newsroom_writes_them(tmp_path: Path) -> None:
    head = "Заголовок;Повідомлення;Дата публікації;Видання;Посилання;Мова"
    row = "Удар;Обстріляли Ізюм.;2022-09-05;Вісник;https://v.example/1;українська"
    one = outcome(tmp_path, "a.csv", f"{head}\n{row}\n").only
    assert (one.title, one.text, one.publisher) == ("Удар", "Обстріляли Ізюм.", "Вісник")
    assert (one.id, one.language) == ("https://v.example/1", "uk")
    assert one.published is not None


def test_a_table_without_a_text_names_its_columns_and_the_option(tmp_path: Path) -> None:
    table = "a,b\n1,Shells hit Kharkiv on Monday.\n"
    read = outcome(tmp_path, "a.csv", table)
    assert read.refusal == "a.csv: no column is a text; the columns are a, b: name it with --map text=COLUMN"
    assert outcome(tmp_path, "a.csv", table, Settings(columns={"text": "B"})).only.text.startswith("Shells")


def test_titles_are_no_texts_where_another_column_is_longer(tmp_path: Path) -> None:
    words = "Missiles struck Kharkiv on Monday and shells hit Nikopol at night."
    table = f"title,words,mood\nStrike,{words},calm\n"
    read = outcome(tmp_path, "a.csv", table)
    assert read.documents == ()
    assert "'words' is longer" in str(read.refusal)
    assert "name it with --map text=COLUMN" in str(read.refusal)
    assert outcome(tmp_path, "a.csv", table, Settings(columns={"text": "words"})).only.text == words
    headlines = "title,mood\nMissiles strike Kharkiv,calm\n"
    assert outcome(tmp_path, "b.csv", headlines).only.text == "Missiles strike Kharkiv"


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    prose = "Summary, notes and more\nShells hit Kharkiv on Monday, and Izium.\n"
    assert outcome(tmp_path, "a.txt", prose).only.text == prose


def test_columns_that_the_user_names_go_before_all_others(tmp_path: Path) -> None:
    table = f"text,notes,date,source\nno,{STRUCK},2022-09-05,Post\n"
    read = outcome(
        tmp_path, "a.csv", table, Settings(columns={"text": "notes", "published": "", "title": "head"})
    )
    assert (read.only.text, read.only.published, read.only.publisher) == (STRUCK, None, "Post")
    assert "no column 'head', which --map names" in read.remarks[0]
    assert read.remarks[0].endswith("not used: text, date")


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["05.09.2022", "26.09.2022"], "dmy"),
        (["05/09/2022", "09/26/2022"], "mdy"),
        (["05.09.2022", "06.09.2022"], None),
        (["26.09.2022", "09.26.2022", "05.09.2022"], None),
        (["2022-09-05", "05.05.2022"], None),
    ],
)
def test_the_whole_column_settles_the_order_of_its_days(values: list[str], order: str | None) -> None:
    column = DayColumn()
    for value in values:
        column.add(value)
    assert column.order() == order


def test_days_that_stay_open_are_left_out_with_what_to_do(tmp_path: Path) -> None:
    table = f"date,text\n05.09.2022,{STRUCK}\n06.09.2022,{STRUCK} Again.\n7 September 2022,{STRUCK} Later.\n"
    read = outcome(tmp_path, "a.csv", table)
    assert days(read) == [None, None, "2022-09-07"]
    (refusal,) = read.refusals
    assert refusal.startswith(
        "a.csv: date: '05.09.2022' may be day.month or month.day, and the column does not"
    )
    assert "--date-order dmy or mdy" in refusal
    settled = outcome(tmp_path, "a.csv", table, Settings(date_order="mdy"))
    assert (days(settled), settled.refusals) == (["2022-05-09", "2022-06-09", "2022-09-07"], ())


def test_a_day_that_no_order_fits_is_refused_with_its_row(tmp_path: Path) -> None:
    assert in_order("26.09.2022", "mdy") == "2022-26-09"
    table = f"date,text\n26.09.2022,{STRUCK}\n"
    read = outcome(tmp_path, "a.csv", table, Settings(date_order="mdy"))
    assert read.refusals[0].startswith("a.csv:2: published: ")


def test_rows_without_an_id_keep_theirs_when_others_are_put_before_them(tmp_path: Path) -> None:
    one = outcome(tmp_path, "a.csv", f"text\n{STRUCK}\n").only
    both = outcome(tmp_path, "a.csv", f"text\nShells hit Izium.\n{STRUCK}\n").documents
    assert both[1].id == one.id
    assert both[0].id != one.id


def test_an_address_of_several_rows_is_led_on_by_what_they_say(tmp_path: Path) -> None:
    row = "https://l.example/1,Shells hit Izium.\n"
    read = outcome(tmp_path, "a.csv", f"url,text\n{row}{row}{row.replace('Izium', 'Lyman')}")
    first, second = read.documents
    assert (first.id, second.id.partition("#")[0], second.text) == (
        *("https://l.example/1", "https://l.example/1", "Shells hit Lyman."),
    )
    assert (read.refusals, read.left_out) == ((), (("rows that stand in the file twice", 1),))


def test_where_no_column_is_a_text_the_title_is(tmp_path: Path) -> None:
    read = outcome(tmp_path, "a.csv", f"title,url\n{STRUCK},https://l.example/1\n")
    assert read.only.text == STRUCK
    assert read.remarks == (
        "a.csv: title = title, url = url; the title is the text, since no column holds one",
    )


def test_what_is_wrong_with_a_row_costs_the_row(tmp_path: Path) -> None:
    table = f'id,text\n1,"Shells" hit\n2,one,two\n3,\n4,{STRUCK}\n5,"open\n6,x\n'
    read = outcome(tmp_path, "a.csv", table)
    assert [(one.id, one.text) for one in read.documents] == [("1", "Shells hit"), ("4", STRUCK)]
    assert [line.split(";")[0] for line in read.refusals] == [
        "a.csv:3: 3 cells under 2 columns",
        "a.csv:6: a quote is opened here and never closed, so that all from here on is left out: "
        "close the quotes, or double them in a cell",
    ]
    assert read.left_out == (("rows without text", 1),)


def test_a_cell_longer_than_a_document_costs_its_row(tmp_path: Path) -> None:
    table = f"id,text\n1,{'a' * 200_000}\n2,{STRUCK}\n"
    read = outcome(tmp_path, "a.csv", table, Settings(largest=150_000))
    assert [one.id for one in read.documents] == ["2"]
    assert read.refusals[0].startswith("a.csv:2: field larger than field limit")


ACLED = (
    "event_id_cnty,event_date,source,notes,timestamp,latitude\n"
    f'UKR1,06 September 2022,Post; Herald,"{STRUCK}",1662600000,49.4\n'
)
VIINA = (
    "viina_version,event_id,date,time,geonameid,text,lang,url,source\n"
    f"2,7,20220906,10:15,1,{STRUCK},ua,https://s.example/7,steppe\n"
)
UCDP = (
    "id,source_office,source_date,source_headline,where_coordinates,date_start\n"
    "450001,Post,2022-09-07,Troops enter Balakliia,Balakliya town,2022-09-06\n"
)
UCDP_SEVERAL = UCDP.replace("2022-09-07", "2022-09-07;2022-09-08").replace("Post", "Post;Herald")
UCDP_SAME = UCDP.replace("2022-09-07", "2022-09-07;2022-09-07").replace("Post", "Post;Herald")
GDELT = "URL,MobileURL,Date,Title\nhttps://l.example/1,,2022-09-06 19:15:00,Troops enter Balakliia\n"
MEDIA_CLOUD = (
    "id,indexed_date,language,media_name,publish_date,title,url\n"
    "abc,2022-09-09,en,l.example,2022-09-06,Troops enter Balakliia,https://l.example/1\n"
)


@pytest.mark.parametrize(
    ("table", "name", "given"),
    [
        (ACLED, "ACLED", ("UKR1", None, "Post; Herald")),
        (VIINA, "VIINA", ("7", "2022-09-06", "steppe")),
        (UCDP, "UCDP", ("450001", "2022-09-07", "Post")),
        (UCDP_SEVERAL, "UCDP", ("450001", None, "Post;Herald")),
        (UCDP_SAME, "UCDP", ("450001", "2022-09-07", "Post;Herald")),
        (GDELT, "GDELT DOC", ("https://l.example/1", None, None)),
        (MEDIA_CLOUD, "Media Cloud", ("abc", "2022-09-06", "l.example")),
    ],
    ids=shown,
)
def test_tables_of_a_known_make_never_give_the_day_of_an_event_for_that_of_print(
    tmp_path: Path, table: str, name: str, given: tuple[str, str | None, str | None]
) -> None:
    read = outcome(tmp_path, "a.csv", table)
    assert (read.only.id, *days(read), read.only.publisher) == given
    assert read.remarks[0].startswith(f"a.csv: read as {name}: ")
    assert read.refusals == ()
    assert ("forbid passing its notes on" in read.remarks[0]) == (name == "ACLED")


def test_a_column_of_event_dates_alone_is_no_day_of_print(tmp_path: Path) -> None:
    table = f"text,event_date,updated,seendate\n{STRUCK},2022-09-06,2022-09-08,20220907T101500Z\n"
    read = outcome(tmp_path, "a.csv", table)
    assert days(read) == [None]
    assert read.remarks == ("a.csv: text = text; not used: event_date, updated, seendate",)


def test_a_side_table_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STRUCK, encoding="utf-8")
    outcome(tmp_path, "documents.csv", "file,title\na.txt,Strike\n")
    assert outcome(tmp_path, "a.txt", STRUCK).only.title == "Strike"


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


LOG: list[list[object]] = [["id", "date", "text"], [201, date(2022, 9, 5), STRUCK], [], [202, None, None]]


def test_all_sheets_with_a_text_are_read_and_the_others_named(tmp_path: Path) -> None:
    more: list[list[object]] = [["текст"], ["Обстріляли Нікополь."]]
    read = outcome(
        tmp_path, "a.xlsx", workbook(("log", LOG), ("notes", [["anything"]]), ("more", more), ("no", []))
    )
    assert [one.text for one in read.documents] == [STRUCK, "Обстріляли Нікополь."]
    assert (read.documents[0].id, days(read)) == ("201", ["2022-09-05", None])
    assert "a.xlsx: sheet log: id = id, text = text, published = date" in read.remarks
    assert any(line.startswith("a.xlsx: sheet notes: no column is a text") for line in read.remarks)
    assert (read.refusals, read.left_out) == ((), (("rows without text", 1),))


def test_a_workbook_is_known_under_another_name(tmp_path: Path) -> None:
    assert outcome(tmp_path, "a.bin", workbook(("log", LOG))).only.text == STRUCK


def test_a_workbook_without_texts_is_refused(tmp_path: Path) -> None:
    assert (
        "sheet notes: no column is a text"
        in outcome(tmp_path, "a.xlsx", workbook(("notes", [["x"]]))).refusal
    )
    assert "empty" in outcome(tmp_path, "a.xlsx", workbook(("notes", []))).refusal


def spoilt(content: bytes, put: bytes) -> bytes:
    """Return a workbook with something put at the end of its first sheet's rows."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"</sheetData>", put + b"</sheetData>")
            new.writestr(name, part)
    return file.getvalue()


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (
            b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            "a sheet of 1,048,576 rows and 16,384 columns",
        ),
        (b" " * 25_000_000, "more than 20 MB unpacked; raise --max-size"),
        (b"<c", "no spreadsheet that can be read"),
    ],
    ids=shown,
)
def test_a_workbook_made_to_do_harm_costs_one_line(tmp_path: Path, put: bytes, said: str) -> None:
    content = spoilt(workbook(("log", LOG)), put)
    assert said in outcome(tmp_path, "a.xlsx", content, Settings(largest=1_000_000)).refusal


def test_parquet_is_read_as_other_tables(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    late = datetime(2022, 9, 5, 21, 30, tzinfo=UTC)
    file = io.BytesIO()
    parquet.write_table(arrow.table({"id": [1, 2], "text": [STRUCK, None], "date": [late, late]}), file)
    read = outcome(tmp_path, "a.parquet", file.getvalue())
    assert (read.only.id, days(read)) == ("1", ["2022-09-06"])  # in Kyiv
    assert read.left_out == (("rows without text", 1),)
    assert "no Parquet table that can be read" in outcome(tmp_path, "a.parquet", b"PAR1" + b"x" * 99).refusal


def test_the_options_of_the_command_line_say_what_columns_are(tmp_path: Path) -> None:
    table, output = tmp_path / "a.csv", tmp_path / "map"
    table.write_text(f"a,b\n05.09.2022,{STRUCK}\n", encoding="utf-8")
    options = ["run", str(table), "-o", str(output), "--map", "text=b", "--map", "published=a"]
    done = CliRunner().invoke(app, options)
    assert (done.exit_code, "--date-order dmy or mdy" in done.stderr) == (1, True)
    done = CliRunner().invoke(app, [*options, "--date-order", "dmy"])
    assert (done.exit_code, done.stderr) == (0, f"geomap: {table}: text = b, published = a\n")
    assert '"2022-09-05"' in (output / "records.jsonl").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--map", "notes"], "write FIELD=COLUMN, such as text=notes; the fields are id, text"),
        (["--map", "body=notes"], "write FIELD=COLUMN"),
        (["--date-order", "ymd"], "is no order of days; write dmy or mdy"),
    ],
)
def test_options_that_say_nothing_are_refused(tmp_path: Path, options: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["run", str(tmp_path), "-o", str(tmp_path / "map"), *options])
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.replace("│", " ").split())
