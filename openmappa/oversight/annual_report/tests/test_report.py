"""The report's files, from stored counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openmappa.oversight.annual_report.services import (
    NoPopulation,
    UnableToWriteReport,
    write_report,
)
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR
from openmappa.oversight.statistics.domain.figures import NotCounted
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import load_packaged_populations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted() -> None:
    """Store London's published figures and the package's populations."""
    load_packaged_populations()
    store()


def test_every_format_is_written(tmp_path: Path) -> None:
    paths = write_report(LONDON, YEAR, formats=["html", "pdf", "ods", "csv", "json"], out=tmp_path)
    assert {path.name for path in paths if path.parent == tmp_path} == {
        "report.html", "report.pdf", "report.ods", "report.json",
    }  # fmt: skip
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["source"]["area"] == "London"


def test_population_is_chosen_and_named(tmp_path: Path) -> None:
    (path,) = write_report(LONDON, YEAR, formats=["json"], out=tmp_path, population="mid-2019")
    said = json.loads(path.read_text(encoding="utf-8"))
    assert "mid-2019" in said["footnote_population"]
    assert said["cat1_per_100000_population_printed"] != 90


def test_population_that_is_not_stored_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NoPopulation, match="mid-2019, mid-2020, mid-2023"):
        write_report(LONDON, YEAR, formats=["json"], out=tmp_path, population="mid-1999")


def test_last_year_is_beside_where_it_was_counted(tmp_path: Path) -> None:
    store(FIELDS | {"CAT1L1": 6900}, year=ReportingYear("2022-23"))
    (path,) = write_report(LONDON, YEAR, formats=["html"], out=tmp_path)
    text = path.read_text(encoding="utf-8")
    assert "6,900" in text
    assert "2022/23" in text


def test_writing_again_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text("old", encoding="utf-8")
    paths = write_report(LONDON, YEAR, formats=["html", "json"], out=tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    assert "old" not in (tmp_path / "report.json").read_text(encoding="utf-8")[:10]


def test_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="html, pdf, ods, csv, json"):
        write_report(LONDON, YEAR, formats=["json", "docx"], out=tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UnableToWriteReport, match="cannot be written to"):
        write_report(LONDON, YEAR, formats=["json"], out=tmp_path / "file" / "below")


def test_report_of_what_was_not_counted_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotCounted):
        write_report(LONDON, ReportingYear("2010-11"), formats=["json"], out=tmp_path)


def test_category_4_is_in_no_areas_report(tmp_path: Path) -> None:
    store(FIELDS | {"CAT4L1": 7654, "CAT4L2YEAR": 33}, area=LONDON)
    (path,) = write_report(LONDON, YEAR, formats=["json"], out=tmp_path)
    assert "7654" not in path.read_text(encoding="utf-8")
