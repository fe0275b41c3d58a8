"""The return's files, from stored counts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR
from openmappa.oversight.annual_return.services import write_return
from openmappa.oversight.statistics.services import load_packaged_populations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted() -> None:
    """Store London's published figures and the package's populations."""
    load_packaged_populations()
    store()


def test_return_has_a_row_for_each_unit_and_the_sums(tmp_path: Path) -> None:
    store({"CAT4L1": 7, "CAT4L2": 2, "CAT4L2YEAR": 3}, area=43)
    write_return(YEAR, formats=["html", "pdf", "ods", "csv", "json"], out=tmp_path, population="mid-2023")
    said = json.loads((tmp_path / "annual-return.json").read_text(encoding="utf-8"))
    london, division = said["units"]
    assert (london["AREA"], london["NAME"]) == (21, "London")
    assert {name: london[name] for name in FIELDS} == FIELDS
    assert london["TOTAL_MAPPA_OFFENDERS"] == 11108
    assert (london["CAT1TOT"], london["CAT1CAUTCON"], london["BREACHTOTALT7"]) == (7110, 122, 102)
    assert (london["RSO_POP"], london["NEWPOP"]) == (90, 7_898_800)
    assert (division["CAT4TOT"], division["RSO_POP"], division["NEWPOP"]) == (9, None, None)
    header = (tmp_path / "annual-return.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert header == list(london)


def test_category_4_is_in_no_table_by_area(tmp_path: Path) -> None:
    store(FIELDS | {"CAT4L1": 7654, "CAT4L2YEAR": 33}, area=LONDON)
    write_return(YEAR, formats=["csv"], out=tmp_path, population="mid-2023")
    by_area = (tmp_path / "national" / "by_area.csv").read_text(encoding="utf-8")
    assert (
        by_area.splitlines()[0]
        == 'Area,Category 1,Category 2,Category 3,Categories 1 to 3,"Category 1 per 100,000"'
    )
    assert "7654" not in by_area
    assert '"Category 4, Level 1",7654' in (tmp_path / "national" / "eligible.csv").read_text(
        encoding="utf-8"
    )
