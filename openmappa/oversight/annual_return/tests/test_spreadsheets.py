"""The spreadsheets opened by LibreOffice, as a reader opens them: nothing to repair, and everything comes back."""

from __future__ import annotations

import csv
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from openmappa.foundation.ui.spreadsheet import Sheet, Value
from openmappa.oversight.annual_report.services import report
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR, source
from openmappa.oversight.annual_return.domain.fields import COLUMNS, row
from openmappa.oversight.annual_return.domain.national import Return
from openmappa.oversight.annual_return.services import spreadsheet_of
from openmappa.oversight.annual_return.services.national import national_report
from openmappa.oversight.document.services.ods import ods, sheets
from openmappa.oversight.statistics.domain.rules.catalogue import FIELDS as COUNTED

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SECONDS = 300
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="install it: sudo apt install libreoffice-calc"),
]

Rows = list[list[str | float]]


def gathered() -> Return:
    """Return what two units counted: London, and one without a population."""
    every = dict.fromkeys(COUNTED, 3) | FIELDS
    return Return(
        year=YEAR,
        units={LONDON: "London", 43: "National Security Division"},
        fields={LONDON: every, 43: {"CAT4L1": 12, "CAT4L2": 4, "CAT4L3": 1}},
        distinct=every,
        by_sex={"male": every, "female": every},
        by_ethnicity={"white": every},
        population_year="mid-2023",
        populations={LONDON: 7_898_816},
        counted_on=date(2024, 5, 1),
        fictitious=True,
    )


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with both spreadsheets, and what LibreOffice made of them: xlsx, CSV of each sheet, and PDF."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "report.ods").write_bytes(ods(report(source(with_last=True))))
    (folder / "annual-return.ods").write_bytes(spreadsheet_of(gathered(), national_report(gathered())))
    names = ["report.ods", "annual-return.ods"]
    for kind in (
        "xlsx",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
        "pdf",
    ):
        converted(folder, kind, names)
    return folder


def converted(folder: Path, kind: str, names: Sequence[str]) -> None:
    """Have LibreOffice open the files and save them as another kind, with a profile of its own, and complain of nothing."""
    done = subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            kind,
            "--outdir",
            str(folder / "out"),
            *names,
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    # A file that had to be repaired is not loaded at all without somebody to say yes.
    assert "could not be loaded" not in said
    assert said.count("convert ") == len(names), said


def read(path: Path) -> dict[str, Rows]:
    """Return the rows of each sheet of a workbook: texts, and figures as numbers."""
    with zipfile.ZipFile(path) as archive:
        strings = [
            "".join(each.itertext())
            for each in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314
        ]
        names = [
            each.attrib["name"]
            for each in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")  # noqa: S314
        ]
        return {
            name: rows_of(archive.read(f"xl/worksheets/sheet{number}.xml"), strings)
            for number, name in enumerate(names, start=1)
        }


def rows_of(sheet: bytes, strings: Sequence[str]) -> Rows:
    """Return the rows that hold something."""
    root = ElementTree.fromstring(sheet)  # noqa: S314
    assert root.find(f"{MAIN}mergeCells") is None
    found: Rows = []
    for each in root.iter(f"{MAIN}row"):
        cells = [
            strings[int(value.text or "")] if cell.attrib.get("t") == "s" else float(value.text or "")
            for cell in each.iter(f"{MAIN}c")
            if (value := cell.find(f"{MAIN}v")) is not None
        ]
        if cells:
            found.append(cells)
    return found


def expected(sheet: Sheet) -> Rows:
    """Return what a reader must find on the sheet."""

    def held(values: Sequence[Value]) -> list[str | float]:
        return [each if isinstance(each, str) else float(each) for each in values if each is not None]

    lines: list[Sequence[Value]] = [[sheet.title], *([each] for each in sheet.lines), sheet.header]
    return [found for each in (*lines, *sheet.rows) if (found := held(each))]


def source_sheets(name: str) -> dict[str, Rows]:
    """Return what the file was made from."""
    if name == "report":
        return {each.name: expected(each) for each in sheets(report(source(with_last=True)))}
    return {each.name: expected(each) for each in sheets(national_report(gathered()))}


@pytest.mark.parametrize("name", ["report", "annual-return"])
def test_every_sheet_heading_header_and_number_comes_back(opened: Path, name: str) -> None:
    found = read(opened / "out" / f"{name}.xlsx")
    wanted = source_sheets(name)
    assert [each for each in found if each in wanted] == list(wanted)
    assert set(found) - set(wanted) == (set() if name == "report" else {"Annual_return"})
    for sheet, rows in wanted.items():
        assert found[sheet] == rows, sheet


def test_return_comes_back_under_the_fields_own_names(opened: Path) -> None:
    _title, _note, header, london, division = read(opened / "out" / "annual-return.xlsx")["Annual_return"]
    assert header == ["NAME", "AREA", *COLUMNS]
    assert london == ["London", 21.0, *row(gathered().fields[LONDON], population=7_898_816).values()]
    assert division == ["National Security Division", 43.0, 12.0, 4.0, 1.0, 17.0]


def test_numbers_are_numbers_in_csv_too(opened: Path) -> None:
    with (opened / "out" / "report-Table_1.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert ["Level 1", "7082", "3855", "-", "10937"] in rows
    assert ["Total", "7110", "3942", "56", "11108"] in rows


def test_it_prints(opened: Path) -> None:
    for name in ("report", "annual-return"):
        assert (opened / "out" / f"{name}.pdf").read_bytes().startswith(b"%PDF-")


def test_a_damaged_file_is_noticed(opened: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(opened / "report.ods") as whole, zipfile.ZipFile(tmp_path / "bad.ods", "w") as bad:
        for each in whole.infolist():
            content = whole.read(each)
            bad.writestr(each, content[:-40] if each.filename == "content.xml" else content)
    with pytest.raises(AssertionError, match="loaded"):
        converted(tmp_path, "xlsx", ["bad.ods"])
