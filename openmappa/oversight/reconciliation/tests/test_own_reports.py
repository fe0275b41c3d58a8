"""Our own files and counts beside London's published report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openmappa.oversight.annual_report.services import write_edition, write_report
from openmappa.oversight.annual_report.services.editions import publish_edition
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import FIELDS, LONDON, YEAR
from openmappa.oversight.annual_report.tests.test_editions import REPORT, approve_by_all, co_ordinator
from openmappa.oversight.annual_report.tests.test_formats import files
from openmappa.oversight.reconciliation.domain.comparison import reconcile
from openmappa.oversight.reconciliation.domain.published import published
from openmappa.oversight.reconciliation.services import compare, read_published
from openmappa.oversight.statistics.services import load_packaged_populations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted() -> None:
    """Store London's published figures and the package's populations."""
    load_packaged_populations()
    store()


def test_json_has_every_key_and_figure_of_the_published_file() -> None:
    said = json.loads(files("json")["report.json"])
    printed = dict(read_published("london-2023-24").document)
    assert set(said) == set(printed) | {"arithmetic_checks", "chapters"}
    same = set(printed) - {
        "source", "arithmetic_checks", "footnote_population", "footnote_comparability",
        "cat1_per_100000_population_printed",
    }  # fmt: skip
    assert len(same) == 8
    for key in same:
        assert said[key] == printed[key], key
    assert said["cat1_per_100000_population_printed"] == 90
    assert all(each["ok"] for each in said["arithmetic_checks"])
    for name in ("area", "period", "snapshot"):
        assert said["source"][name] == printed["source"][name]  # type: ignore[index]


def test_json_can_itself_be_reconciled() -> None:
    document = published(json.loads(files("json")["report.json"]), file="report.json")
    found = reconcile(document, FIELDS, rate_people=7110, population=7_898_816)
    assert found.ok
    assert found.rate is not None
    assert not found.rate.contradicts_footnote
    assert found.not_yet_counted == ()


def test_all_figures_of_london_reconcile_and_the_rate_is_named() -> None:
    found = compare(read_published("london-2023-24"), LONDON)
    assert found.ok
    assert len(found.figures) == 49
    assert found.rate is not None
    assert found.rate.contradicts_footnote
    assert found.rate.would_give == (7_770_492, 7_856_353)


def test_json_of_an_edition_reconciles_with_the_count_that_it_froze(tmp_path: Path) -> None:
    with co_ordinator() as viewer:
        approve_by_all(viewer)
        publish_edition(by=viewer, **REPORT)
    store(FIELDS | {"CAT1L1": 1})
    (path,) = write_edition(LONDON, YEAR, 1, formats=["json"], out=tmp_path)
    assert not compare(read_published(str(path)), LONDON).ok
    store()
    assert compare(read_published(str(path)), LONDON).ok


def test_json_that_was_written_reconciles(tmp_path: Path) -> None:
    (path,) = write_report(LONDON, YEAR, formats=["json"], out=tmp_path)
    assert compare(read_published(str(path)), LONDON).ok
