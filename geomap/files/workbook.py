"""What GDAL leaves out of a workbook: columns as wide as their texts, a head that stays, links to click."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from string import ascii_uppercase
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    import pandas

WIDTH = 15
WIDTHS = {
    "place_name": 22,
    "edtf": 22,
    "claim": 80,
    "claimant": 26,
    "source": 24,
    "url": 32,
    "record_id": 17,
    "report_id": 19,
    "start_time": 19,
    "end_time": 19,
    "title": 40,
    "about": 120,
}
"""Characters; those of columns that are not here are ``WIDTH``."""
MOST_LINKS = 65_530
"""On one sheet; what has more Excel calls damaged. So it does with an address that is none or is too long."""
LONGEST_LINK = 2_079
_SAFE = "/:?#@!$&'()*+,;=~%"
_PART = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
_ADDRESS = re.compile(rf"https?://[A-Za-z0-9.-]+(?::\d+)?(?:[/?]{_PART})?(?:#{_PART})?")
_COLUMNS = re.compile(rb"<cols>.*?</cols>", re.DOTALL)
_FORMATS = re.compile(rb'<cellXfs count="(\d+)">(.*?)</cellXfs>', re.DOTALL)
_FONTS = re.compile(rb'<fonts count="(\d+)">(.*?)</fonts>', re.DOTALL)
_BLUE = b'<font><u/><sz val="10"/><color rgb="FF0563C1"/><name val="Arial"/><family val="2"/></font>\n'
_HEAD = (
    b'<sheetViews><sheetView workbookViewId="0">'
    b'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_TYPES, _STYLES = "[Content_Types].xml", "xl/styles.xml"


def dressed(members: Mapping[str, bytes], frames: Sequence[pandas.DataFrame]) -> dict[str, bytes]:
    """Return the files of GDAL's workbook with what it lacks; ``frames`` are its sheets as they were made."""
    style, styles = _with_link_style(members[_STYLES])
    made = {**members, _STYLES: styles}
    for number, frame in enumerate(frames, 1):
        name = f"sheet{number}.xml"
        sheet = _COLUMNS.sub(_HEAD + _widths(frame.columns), made[f"xl/worksheets/{name}"], count=1)
        if links := _links(frame):
            sheet = _with_links(sheet, links, style)
            relations = f"xl/worksheets/_rels/{name}.rels"
            made[relations] = _related(links.values())
            part = f'<Override PartName="/{relations}" ContentType="{_RELATIONS_TYPE}"/>\n</Types>'
            made[_TYPES] = made[_TYPES].replace(b"</Types>", part.encode())
        made[f"xl/worksheets/{name}"] = sheet
    return made


def link_target(address: str) -> str | None:
    """Return an address as a cell may link to it, or None for what Excel would not take.

    >>> link_target("https://example.org/Київ?a=[1]")
    'https://example.org/%D0%9A%D0%B8%D1%97%D0%B2?a=%5B1%5D'
    >>> link_target("https://example.org/a#b#c"), link_target("https://приклад.укр/"), link_target("")
    (None, None, None)
    """
    target = quote(address, safe=_SAFE)
    return target if len(target) <= LONGEST_LINK and _ADDRESS.fullmatch(target) else None


def _links(frame: pandas.DataFrame) -> dict[str, str]:
    """Return where the cells of addresses lead, by the names of the cells."""
    if "url" not in frame.columns:
        return {}
    column = ascii_uppercase[list(frame.columns).index("url")]
    targets = ((f"{column}{row}", link_target(address)) for row, address in enumerate(frame["url"], 2))
    return dict([(cell, target) for cell, target in targets if target][:MOST_LINKS])


def _widths(columns: Iterable[object]) -> bytes:
    told = (
        f'<col min="{n}" max="{n}" width="{WIDTHS.get(str(column), WIDTH)}" customWidth="1"/>\n'
        for n, column in enumerate(columns, 1)
    )
    return f"<cols>\n{''.join(told)}</cols>".encode()


def _with_link_style(styles: bytes) -> tuple[int, bytes]:
    """Return the number of a style for links, blue and underlined, and the styles with it."""
    fonts, formats = _FONTS.search(styles), _FORMATS.search(styles)
    if fonts is None or formats is None:
        raise ValueError("the styles have no fonts or no formats of cells")
    font, style = int(fonts[1]), int(formats[1])
    blue = b'<fonts count="%d">%s%s</fonts>' % (font + 1, fonts[2], _BLUE)
    added = b'<xf numFmtId="164" fontId="%d" applyFont="1" xfId="0"/>\n' % font
    linked = b'<cellXfs count="%d">%s%s</cellXfs>' % (style + 1, formats[2], added)
    return style, styles.replace(fonts[0], blue).replace(formats[0], linked)


def _with_links(sheet: bytes, links: Mapping[str, str], style: int) -> bytes:
    """Return a sheet whose cells lead to the relations of their numbers, and look so."""
    column = next(iter(links))[0].encode()

    def styled(cell: re.Match[bytes]) -> bytes:
        return b'%s s="%d"' % (cell[0], style) if cell[1].decode() in links else cell[0]

    sheet = re.sub(rb'<c r="(%s\d+)"' % column, styled, sheet)
    told = "".join(f'<hyperlink ref="{cell}" r:id="rId{n}"/>\n' for n, cell in enumerate(links, 1))
    end = f"</sheetData>\n<hyperlinks>\n{told}</hyperlinks>"
    return sheet.replace(b"</sheetData>", end.encode())


def _related(targets: Iterable[str]) -> bytes:
    told = (
        f'<Relationship Id="rId{n}" Type="{_LINK}" Target={quoteattr(target)} TargetMode="External"/>\n'
        for n, target in enumerate(targets, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{_RELATIONS}">\n{"".join(told)}</Relationships>\n'.encode()
