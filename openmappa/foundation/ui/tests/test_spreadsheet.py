"""No cell that OpenMAPPA writes is a formula, whatever somebody entered."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openmappa.foundation.ui.spreadsheet import Sheet, csv_file, harmless, spreadsheet

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
CELL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-cell"
FORMULA = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}formula"
STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    " =",
    "\u00a0@",
    "\ufeff=",
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.builds(str.__add__, st.sampled_from(STARTS), st.text(st.characters(exclude_categories=["Cs"]))),
)


def runs(cell: str) -> bool:
    """Return whether a spreadsheet may take the cell for a formula."""
    return (
        cell.lstrip(" \u00a0\ufeff\0")[:1] in set("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
        and bool(cell.strip(" \0"))
        and cell != "-"
    )


@pytest.mark.parametrize("start", STARTS)
def test_cell_that_could_run_begins_with_a_quotation_mark(start: str) -> None:
    assert harmless(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("value", [-5, 0, 1.5, -0.25, None, "", "Morgan", "12-34", "–", "[c]", "-", "'=x"])
def test_numbers_and_harmless_texts_stay_as_they_are(value: object) -> None:
    assert harmless(value) is value  # type: ignore[arg-type]


@given(st.lists(st.one_of(texts, st.integers(), st.none()), min_size=1, max_size=5))
def test_no_cell_of_a_csv_runs_and_numbers_come_back(row: list[str | int | None]) -> None:
    made = csv_file(["h"] * len(row), [row]).decode("utf-8")
    [_, read] = list(csv.reader(StringIO(made, newline="")))
    for value, cell in zip(row, read, strict=True):
        if isinstance(value, str):
            assert cell in (value, f"'{value}")
            assert not runs(cell)
        else:
            assert cell == ("" if value is None else str(value))


@given(texts)
def test_no_cell_of_a_spreadsheet_runs_and_the_file_is_well_formed(value: str) -> None:
    made = spreadsheet(
        [Sheet("S", "T", (value,), ("H", value), ((value, -7),))], title="T", created="2026-01-01"
    )
    content = ElementTree.fromstring(ZipFile(BytesIO(made)).read("content.xml"))  # noqa: S314  our own file
    for cell in content.iter(CELL):
        assert FORMULA not in cell.attrib
        for words in cell.iter(TEXT):
            if cell.attrib.get("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type") == "string":
                assert not runs(words.text or "")
    assert any("value" in "".join(each.attrib) for each in content.iter(CELL))
