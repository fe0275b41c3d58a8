"""Each format, read back: what it says, and whether everybody can read it."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pikepdf
import pytest

from openmappa.oversight.annual_report.services import FORMATS, report
from openmappa.oversight.annual_report.tests.a_source import FIELDS, source
from openmappa.oversight.document.domain.blocks import Report, digest
from openmappa.oversight.statistics.domain.years import ReportingYear

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


def files(name: str, *, with_last: bool = False, suppress_below: int | None = None) -> dict[str, bytes]:
    made = replace(source(with_last=with_last), suppress_below=suppress_below)
    return dict(FORMATS[name](made, report(made)))


class Page(HTMLParser):
    """What a page says: its elements with their attributes, its cells and its headings."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note the text of the innermost element."""
        if data.strip() and self._open:
            self.texts.append((self._open[-1], data.strip()))

    def of(self, tag: str) -> list[str]:
        """Return the texts of the elements of the tag."""
        return [text for each, text in self.texts if each == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(files("html", with_last=True)["report.html"].decode("utf-8"))


def test_page_has_language_title_landmarks_and_nothing_from_elsewhere(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert ("html", {"lang": "en-gb"}) in page.elements
    assert [tags.count(tag) for tag in ("h1", "main", "nav", "header")] == [1, 1, 1, 1]
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert "Fictitious people: no figure here is of anybody real" in page.of("p")


def test_page_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_page_has_every_printed_figure_under_headers(page: Page) -> None:
    cells = page.of("td")
    for printed in ("7,082", "11,108", "786", "122", "43", "487", "20", "102", "90", "7,898,816"):
        assert printed in cells
    headers = [attributes.get("scope") for tag, attributes in page.elements if tag == "th"]
    assert set(headers) == {"col", "row"}
    tables = [tag for tag, _ in page.elements].count("table")
    assert tables == len(page.of("caption")) == 12


def test_page_marks_identifiers_once(page: Page) -> None:
    found = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(found) == len(set(found))
    pointed = {
        each
        for _, attributes in page.elements
        for each in str(attributes.get("aria-labelledby") or "").split()
    }
    assert pointed <= set(found)


def test_charts_have_title_description_and_their_figures_as_text(page: Page) -> None:
    charts = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert len(charts) == 3
    assert all(attributes["role"] == "img" and attributes["aria-labelledby"] for attributes in charts)
    assert len(page.of("desc")) == 3
    assert {"Category 1, Level 2", "180", "274"} <= set(page.of("text"))


def test_own_chapter_cannot_bring_in_markup(page: Page) -> None:
    assert "b" not in [tag for tag, _ in page.elements]
    assert "two <b>not bold</b>" in page.of("li")
    assert "A. Chair, Probation Service, London region" in page.of("p")


def test_last_year_stands_beside_this_year_and_says_where_it_does_not_compare(page: Page) -> None:
    assert "Category 1, 2022/23" in page.of("th")
    assert "6,900" in page.of("td")
    assert any("rests on the mid-2022 estimate" in each for each in page.of("li"))


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(files("pdf", with_last=True)["report.pdf"]))


def structure(pdf: pikepdf.Pdf) -> list[tuple[str, pikepdf.Dictionary]]:
    return structure_below(pdf.Root.StructTreeRoot)


def structure_below(element: pikepdf.Dictionary) -> list[tuple[str, pikepdf.Dictionary]]:
    found: list[tuple[str, pikepdf.Dictionary]] = []

    def walk(element: object) -> None:
        if isinstance(element, pikepdf.Array):
            for each in element:
                walk(each)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                found.append((str(element.S), element))
            if "/K" in element:
                walk(element.K)

    walk(element.K)
    return found


def test_pdf_is_tagged_and_has_title_and_language(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang) == "en-GB"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"].startswith("Multi-Agency Public Protection Arrangements: London")
        assert metadata["pdfuaid:part"] == "1"


def test_pdf_has_headings_table_headers_and_words_for_charts(pdf: pikepdf.Pdf) -> None:
    tags = [name for name, _ in structure(pdf)]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") >= 8
    assert tags.count("/Table") == 12
    headers = [element for name, element in structure(pdf) if name == "/TH"]
    assert len(headers) == sum(1 + len(each.columns) for each in report(source(with_last=True)).tables())
    scopes = {str(one.Scope) for each in headers for one in each.A if "/Scope" in one}
    assert scopes == {"/Column"}
    charts = [element for name, element in structure(pdf) if name == "/Figure"]
    assert len(charts) == 3
    assert all("Category 1" in str(each.Alt) for each in charts)


def texts(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """Return the text of each piece of marked content, by the page's object and the piece's number.

    The fonts' own tables of characters are read, as a screen reader's are.
    """
    found: dict[tuple[int, int], str] = {}
    for page in pdf.pages:
        fonts = {name: characters(font) for name, font in page.Resources.Font.items()}
        inside: list[int | None] = []
        font: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BDC":
                marked = operands[1]
                inside.append(
                    int(marked.MCID) if isinstance(marked, pikepdf.Dictionary) and "/MCID" in marked else None
                )
            elif name == "BMC":
                inside.append(None)
            elif name == "EMC":
                inside.pop()
            elif name == "Tf":
                font = fonts[str(operands[0])]
            elif name in ("Tj", "TJ"):
                parts = operands[0] if name == "TJ" else operands
                codes = b"".join(bytes(each) for each in parts if isinstance(each, pikepdf.String))
                said = "".join(font[int.from_bytes(codes[at : at + 2])] for at in range(0, len(codes), 2))
                # What no element holds must be an artefact, such as the page's number.
                number = next((each for each in reversed(inside) if each is not None), None)
                if number is not None:
                    key = (page.objgen[0], number)
                    found[key] = found.get(key, "") + said
    return found


def characters(font: pikepdf.Object) -> dict[int, str]:
    """Return the font's table from codes to text."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    single = re.findall(r"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", table, re.M)
    ranges = re.findall(r"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", table, re.M)
    found = {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in single}
    for first, last, text in ranges:
        for step in range(int(last, 16) - int(first, 16) + 1):
            found[int(first, 16) + step] = chr(int(text, 16) + step)
    return found


def spoken(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Return each heading, table cell and caption in reading order, with the text below it."""
    said = texts(pdf)

    def below(element: object, page: pikepdf.Dictionary | None) -> str:
        if isinstance(element, pikepdf.Array):
            return "".join(below(each, page) for each in element)
        if isinstance(element, int):
            assert page is not None
            return said.get((page.objgen[0], element), "")
        if not isinstance(element, pikepdf.Dictionary):
            return ""
        page = element.get("/Pg", page)
        if "/MCID" in element:
            assert page is not None
            return said.get((page.objgen[0], int(element.MCID)), "")
        return below(element.K, page) if "/K" in element else ""

    kinds = ("/H1", "/H2", "/H3", "/H4", "/TH", "/TD", "/Caption")
    return [(name, " ".join(below(each, None).split())) for name, each in structure(pdf) if name in kinds]


def test_pdf_reads_out_the_headings_in_order_and_skips_no_level(pdf: pikepdf.Pdf) -> None:
    made = report(source(with_last=True))
    headings = [(name, text) for name, text in spoken(pdf) if name.startswith("/H")]
    levels = [int(name[2]) for name, _text in headings]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert headings[0] == ("/H1", made.title)
    assert [text for name, text in headings if name == "/H2"] == [
        "Contents",
        *(each.title for each in made.chapters),
    ]


def test_pdf_reads_out_every_table_row_by_row_under_its_headers(pdf: pikepdf.Pdf) -> None:
    cells = [(name, text.replace("\xa0", " ")) for name, text in spoken(pdf) if name in ("/TH", "/TD")]
    expected = [
        cell
        for table in report(source(with_last=True)).tables()
        for cell in (
            *(("/TH", each) for each in (table.row_header, *table.columns)),
            *(
                ("/TD", text)
                for row in table.rows
                for text in (row.title, *(each.printed for each in row.cells))
            ),
        )
    ]
    assert cells == expected


def test_pdf_tables_are_regular_and_hold_rows_of_cells_only(pdf: pikepdf.Pdf) -> None:
    for name, table in structure(pdf):
        if name != "/Table":
            continue
        rows = [each for kind, each in structure_below(table) if kind == "/TR"]
        assert (
            len({len([1 for kind, _ in structure_below(row) if kind in ("/TH", "/TD")]) for row in rows}) == 1
        )
        assert all(kind == "/TH" for kind, _ in structure_below(rows[0]) if kind in ("/TH", "/TD"))


def test_pdf_leaves_no_text_outside_its_tags(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        depth = 0
        for _operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert depth or name not in ("Tj", "TJ", "Do"), (
                "text or a picture that is neither tagged nor an artefact"
            )
        assert page.Tabs == "/S"
        assert "/StructParents" in page


def test_pdf_embeds_its_fonts_with_their_characters(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            assert "/ToUnicode" in font
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())


def test_pdf_uses_the_font_of_its_package(pdf: pikepdf.Pdf) -> None:
    fonts = {
        str(font.BaseFont)
        for each in pdf.pages
        for font in each.Resources.get("/Font", pikepdf.Dictionary()).values()
    }
    assert fonts
    assert all("SourceSansPro" in each for each in fonts)


def sheets(content: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.infolist()[0].filename == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        meta = ElementTree.fromstring(archive.read("meta.xml"))  # noqa: S314
        assert (meta.find(f".//{DC}title")).text.startswith("Multi-Agency")  # type: ignore[union-attr]
        assert meta.find(f".//{DC}language").text == "en-GB"  # type: ignore[union-attr]
        root = ElementTree.fromstring(archive.read("content.xml"))  # noqa: S314
    return {each.attrib[f"{TABLE}name"]: each for each in root.iter(f"{TABLE}table")}


def values(row: ElementTree.Element) -> list[str | float]:
    return [
        float(cell.attrib[f"{OFFICE}value"])
        if cell.attrib.get(f"{OFFICE}value-type") == "float"
        else "".join(cell.itertext())
        for cell in row.iter(f"{TABLE}table-cell")
    ]


def test_ods_has_cover_contents_notes_and_one_table_a_sheet() -> None:
    found = sheets(files("ods")["report.ods"])
    tables = [f"Table_{number}" for number in range(1, 10)]
    assert list(found) == ["Cover", "Contents", "Notes", "Chapters", *tables]
    for sheet in found.values():
        assert len(sheet.findall(f"{TABLE}table-header-rows")) == 1
        cells = list(sheet.iter(f"{TABLE}table-cell"))
        merged = {f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"}
        assert not any(merged & set(cell.attrib) for cell in cells)
        assert not list(sheet.iter(f"{TABLE}covered-table-cell"))
        # No blank rows: software takes one for the end of the table.
        assert all(any(values(row)) for row in sheet.iter(f"{TABLE}table-row"))


def test_ods_holds_figures_as_numbers_under_their_headers() -> None:
    (first, *_) = [sheet for name, sheet in sheets(files("ods")["report.ods"]).items() if name == "Table_1"]
    (header,) = first.findall(f"{TABLE}table-header-rows/{TABLE}table-row")
    assert values(header)[0] == "Level"
    rows = [values(row) for row in first.iter(f"{TABLE}table-row")]
    assert ["Level 1", 7082.0, 3855.0, "-", 10937.0] in rows
    assert ["Total", 7110.0, 3942.0, 56.0, 11108.0] in rows


def test_csv_is_described_beside_itself() -> None:
    found = files("csv")
    names = [name for name in found if name.endswith(".csv")]
    assert len(names) == 9 + 1
    for name in names:
        header, *rows = csv.reader(StringIO(found[name].decode("utf-8")))
        described = json.loads(found[f"{name}-metadata.json"])
        assert described["url"] == name.removeprefix("csv/")
        columns = described["tableSchema"]["columns"]
        assert [each["titles"] for each in columns] == header
        for row in rows:
            for column, value in zip(columns, row, strict=True):
                if column["datatype"] == "integer":
                    assert value.isdigit() or value in column["null"]


@pytest.mark.parametrize("name", FORMATS)
def test_own_chapters_are_in_every_format_and_formulas_in_them_are_text(name: str) -> None:
    formula = "=HYPERLINK(1)"
    chapters = (replace(source().chapters[0], markdown=formula, author="@A. Chair"), *source().chapters[1:])
    made = replace(source(), chapters=chapters)
    found = dict(FORMATS[name](made, report(made)))
    if name == "pdf":
        assert len(pikepdf.open(BytesIO(found["report.pdf"])).Root.StructTreeRoot.K) > 0
        return
    if name == "ods":
        rows = [values(row) for row in sheets(found["report.ods"])["Chapters"].iter(f"{TABLE}table-row")]
        assert ["Foreword", "'@A. Chair, Probation Service, London region", f"'{formula}"] in rows
        return
    text = found.get("csv/chapters.csv") or next(iter(found.values()))
    assert formula in text.decode("utf-8")
    assert "Three events for chairs of meetings." in text.decode("utf-8")
    if name == "csv":
        rows = list(csv.reader(StringIO(text.decode("utf-8"))))
        assert rows[1] == ["Foreword", "'@A. Chair, Probation Service, London region", f"'{formula}"]
        assert not any(each.startswith(("=", "+", "-", "@")) for row in rows for each in row)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_source_gives_the_same_file(name: str) -> None:
    assert files(name, with_last=True) == files(name, with_last=True)


@pytest.mark.parametrize("name", ["html", "ods", "csv", "json"])
def test_hidden_numbers_are_in_no_format(name: str) -> None:
    content = files(name, suppress_below=6)
    text = b" ".join(
        zipfile.ZipFile(BytesIO(each)).read("content.xml") if file.endswith(".ods") else each
        for file, each in content.items()
    ).decode("utf-8")
    assert ("null" if name == "json" else "[c]") in text
    # Of the three charts one is left: two tables have hidden numbers, which their charts would show.
    assert text.count("<svg") == (name == "html")
    rate = {"html": "Category 1 individuals per 100,000", "json": "cat1_per_100000"}.get(name, "per 100,000")
    assert rate in text


def test_rate_is_hidden_with_the_people_that_it_is_of() -> None:
    made = replace(source(CAT1L1=1, CAT1L2=1, CAT1L3=0), suppress_below=6)
    assert "rate_per_100_000" not in {each.key for each in report(made).tables()}
    assert "cat1_per_100000_population_printed" not in json.loads(
        dict(FORMATS["json"](made, report(made)))["report.json"]
    )


def test_tables_that_were_not_counted_are_left_out_and_said() -> None:
    fields = {name: value for name, value in FIELDS.items() if not name.endswith("YEAR")}
    made = source()
    made = replace(made, counted=replace(made.counted, fields=fields))
    said = report(made)
    assert "table2_level_2_3_yearly" not in {each.key for each in said.tables()}
    assert b"Individuals managed at Levels 2 and 3" in dict(FORMATS["html"](made, said))["report.html"]
    assert "table2_level_2_3_yearly" not in json.loads(dict(FORMATS["json"](made, said))["report.json"])


def test_digest_changes_with_one_figure_or_one_word() -> None:
    def of(changed: Report) -> str:
        return digest(changed)

    whole = source()
    assert of(report(whole)) == of(report(whole))
    assert of(report(whole)) != of(report(source(CAT3L3=10)))
    chapters = (replace(whole.chapters[0], markdown="Other words."), *whole.chapters[1:])
    assert of(report(whole)) != of(report(replace(whole, chapters=chapters)))
    year = replace(whole.counted, year=ReportingYear("2022-23"))
    assert of(report(whole)) != of(report(replace(whole, counted=year)))
