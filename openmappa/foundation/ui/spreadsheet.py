"""Tables as files: CSV, and OpenDocument as government statisticians publish, nothing merged, no formula.

Format: OpenDocument 1.3 part 3 (ISO/IEC 26300). Each sheet is one table that begins after its title and notes.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from xml.sax.saxutils import escape, quoteattr

MIME = "application/vnd.oasis.opendocument.spreadsheet"
Value = str | int | float | None

# Spreadsheets run a cell that begins so, some after blanks, some in the wide forms of East Asian scripts.
_RUN = re.compile(r"[\s\u200b\ufeff\0]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
DASH = "-"
"""What stands where there can be no number. By itself it runs nothing."""
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_BOLD = '<style:text-properties fo:font-weight="bold"/>'
_RIGHT = '<style:paragraph-properties fo:text-align="end"/>'
_UNDER = 'fo:border-bottom="0.75pt solid #0b0c0c"'
_OVER = 'fo:border-top="0.75pt solid #0f5257"'
_FEW, _MILLIMETRES = 6, 2.6
_WRAP, _WHOLE = 'fo:wrap-option="wrap"', ' style:data-style-name="whole"'


def _cells(name: str, properties: str, more: str = "", also: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{also}>'
        f"<style:table-cell-properties {properties}/>{more}</style:style>"
    )


def _columns(name: str, width: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>'
    )


_STYLES = "".join(
    (
        "<office:automatic-styles>",
        '<number:number-style style:name="whole"><number:number number:decimal-places="0"',
        ' number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
        '<style:style style:name="sheet" style:family="table" style:master-page-name="sheet">',
        '<style:table-properties table:display="true"/></style:style>',
        # A row is as high as its longest text needs: without this, software keeps the height of one line.
        '<style:style style:name="row" style:family="table-row">',
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>',
        *(_columns(f"wide-{each}", f"{each}mm") for each in range(5, 205, 5)),
        _cells("text", f'{_WRAP} style:vertical-align="top"'),
        _cells("line", 'fo:wrap-option="no-wrap"'),
        _cells(
            "title",
            'fo:wrap-option="no-wrap"',
            '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/>',
        ),
        _cells("header", f'{_WRAP} style:vertical-align="bottom" {_UNDER}', _BOLD),
        _cells("figure-header", f'{_WRAP} style:vertical-align="bottom" {_UNDER}', _RIGHT + _BOLD),
        _cells("figure", 'style:vertical-align="top"', _RIGHT, _WHOLE),
        _cells("total", f'style:vertical-align="top" {_OVER}', _RIGHT + _BOLD, _WHOLE),
        _cells("total-text", f'{_WRAP} style:vertical-align="top" {_OVER}', _BOLD),
        "</office:automatic-styles>",
    )
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its title, lines of text under it, and then one table with its header row.

    Figures are numbers; a text in their place is right-aligned. A row in `totals`, by its place, is set apart.
    """

    name: str
    title: str
    lines: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[tuple[Value, ...], ...] = ()
    totals: frozenset[int] = frozenset()
    all_text: bool = False


def harmless(value: Value) -> Value:
    """Return the value as a cell that no spreadsheet runs: a text that could be a formula begins with `'`.

    Numbers stay numbers, negative ones too. The dash of what cannot be stays a dash.
    Source: OWASP, "CSV injection".
    """
    if isinstance(value, str) and _RUN.match(value) and value != DASH:
        return f"'{value}"
    return value


def csv_file(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8 for people and their spreadsheets: no cell is a formula.

    Extracts are not written by this: programs exchange them, and a value must arrive as it was sent.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in (header, *rows):
        writer.writerow([harmless(each) for each in row])
    return text.getvalue().encode("utf-8")


def spreadsheet(sheets: Sequence[Sheet], *, title: str, language: str = "en-GB", created: str) -> bytes:
    """Return the file. The same sheets and day of creation give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        # The kind comes first and uncompressed, so that it can be told without unpacking.
        _add(archive, "mimetype", MIME, zipfile.ZIP_STORED)
        _add(archive, "content.xml", "".join(_content(sheets)))
        _add(archive, "styles.xml", _styles(language))
        _add(archive, "meta.xml", _meta(title, language, created))
        _add(archive, "META-INF/manifest.xml", _manifest())
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, how: int = zipfile.ZIP_DEFLATED) -> None:
    archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, how)


def _content(sheets: Sequence[Sheet]) -> Iterator[str]:
    yield f'{_XML}<office:document-content {_NAMES} office:version="1.3">{_STYLES}<office:body><office:spreadsheet>'
    for sheet in sheets:
        yield from _sheet(sheet)
    yield "<table:database-ranges>"
    for sheet in sheets:
        if sheet.header:
            yield _range(sheet)
    yield "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f'<table:table table:name={quoteattr(sheet.name)} table:style-name="sheet">'
    for width in _widths(sheet):
        yield f'<table:table-column table:style-name="wide-{width}"/>'
    yield _row([_text(sheet.title, "title")])
    for line in sheet.lines:
        yield _row([_text(line, "line")])
    if sheet.header:
        of_rows, *others = sheet.header
        style = "header" if sheet.all_text else "figure-header"
        cells = [_text(of_rows, "header"), *(_text(each, style) for each in others)]
        yield f"<table:table-header-rows>{_row(cells)}</table:table-header-rows>"
    for number, row in enumerate(sheet.rows):
        yield _row(
            [_cell(each, number in sheet.totals, sheet.all_text or not at) for at, each in enumerate(row)]
        )
    yield "</table:table>"


def _widths(sheet: Sheet) -> Iterator[int]:
    """Yield the width of each column in millimetres: of what it holds, for nothing may run into the next."""
    columns = max([len(sheet.header), 1, *(len(row) for row in sheet.rows)])
    for column in range(columns):
        held = [
            f"{row[column]:,}" if isinstance(row[column], int | float) else str(row[column] or "")
            for row in sheet.rows
            if column < len(row)
        ]
        header = sheet.header[column] if column < len(sheet.header) else ""
        if sheet.all_text:
            yield 180 if column else 90
        elif column == 0:
            yield _wide([*held, header], least=30, most=150)
        else:
            yield _wide([*held, *header.split()], least=30 if columns > _FEW else 40, most=100)


def _wide(texts: Sequence[str], *, least: int, most: int) -> int:
    longest = max((len(each) for each in texts), default=0)
    return min(most, max(least, -(-round(longest * _MILLIMETRES + 6) // 5) * 5))


def _row(cells: Sequence[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells)}</table:table-row>'


def _cell(value: Value, is_total: bool, is_text: bool) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        style = ("total-text" if is_text else "total") if is_total else ("text" if is_text else "figure")
        return _text(value, style)
    style = "total" if is_total else "figure"
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="float" office:value="{value}">'
        f"<text:p>{value:,}</text:p></table:table-cell>"
    )


def _text(value: str, style: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">'
        f"<text:p>{escape(_NOT_IN_XML.sub('', str(harmless(value))))}</text:p></table:table-cell>"
    )


def _range(sheet: Sheet) -> str:
    """Return the named range of a sheet's table, header row included, so that software finds where it begins."""
    start = 1 + len(sheet.lines) + 1
    end = start + len(sheet.rows)
    name = sheet.name.replace("'", "''")
    address = f"'{name}'.A{start}:'{name}'.{_letters(len(sheet.header))}{end}"
    label = "".join(each if each.isalnum() else "_" for each in sheet.name)
    return (
        f'<table:database-range table:name={quoteattr(label)} table:contains-header="true"'
        f" table:target-range-address={quoteattr(address)}/>"
    )


def _letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _styles(language: str) -> str:
    code, _, country = language.partition("-")
    return (
        f'{_XML}<office:document-styles {_NAMES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial"'
        f' fo:font-family="Arial" fo:font-size="12pt" fo:language="{code}" fo:country="{country}"/>'
        "</style:default-style></office:styles><office:automatic-styles>"
        '<style:page-layout style:name="landscape"><style:page-layout-properties fo:page-width="29.7cm"'
        ' fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="sheet" style:page-layout-name="landscape"/></office:master-styles>'
        "</office:document-styles>"
    )


def _meta(title: str, language: str, created: str) -> str:
    return (
        f'{_XML}<office:document-meta {_NAMES} office:version="1.3"><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language>"
        f"<meta:creation-date>{created}T00:00:00</meta:creation-date>"
        "<meta:generator>OpenMAPPA</meta:generator></office:meta></office:document-meta>"
    )


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (
            ("/", MIME),
            ("content.xml", "text/xml"),
            ("styles.xml", "text/xml"),
            ("meta.xml", "text/xml"),
        )
    )
    return (
        f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
        f' manifest:version="1.3">{entries}</manifest:manifest>'
    )
