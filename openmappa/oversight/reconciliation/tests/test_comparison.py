"""Comparing printed figures with counted ones."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from openmappa.oversight.annual_report.domain.layout import LAYOUTS
from openmappa.oversight.annual_report.tests.a_source import FIELDS, POPULATION
from openmappa.oversight.reconciliation.domain.comparison import Reconciliation, reconcile
from openmappa.oversight.reconciliation.domain.published import published
from openmappa.oversight.reconciliation.services import read_published

PEOPLE = 7110


def compared(fields: dict[str, int], *, document: dict[str, Any] | None = None) -> Reconciliation:
    printed = published(document, file="f") if document else read_published("london-2023-24")
    return reconcile(
        printed,
        fields,
        rate_people=sum(fields.get(f"CAT1L{level}", 0) for level in (1, 2, 3)),
        population=POPULATION.aged_10_and_over,
    )


@pytest.fixture
def document() -> dict[str, Any]:
    return copy.deepcopy(dict(read_published("london-2023-24").document))


def test_equal_figures_agree_in_every_cell_and_sum_of_every_table() -> None:
    found = compared(FIELDS)
    assert found.ok
    assert len(found.figures) == sum(len(each.figures) for each in LAYOUTS) == 49
    assert all(each.equal for each in found.figures)
    assert found.broken_sums == ()
    assert found.not_yet_counted == ()
    assert "49 of 49 figures equal." in list(found.lines())


@pytest.mark.parametrize("field", FIELDS)
def test_one_changed_field_fails_and_is_named_with_its_sums(field: str) -> None:
    found = compared(FIELDS | {field: FIELDS[field] + 1})
    assert not found.ok
    changed = [each for each in found.figures if not each.equal]
    expected = [
        figure.words for layout in LAYOUTS for figure in layout.figures if field in (figure.fields or ())
    ]
    assert [each.label for each in changed] == expected
    assert sum(line.endswith("DIFFERENT") for line in found.lines()) == len(changed)


def test_two_errors_that_cancel_in_the_total_still_fail() -> None:
    assert not compared(FIELDS | {"CAT1L1": 7083, "CAT2L1": 3854}).ok


def test_people_of_category_4_are_in_no_figure() -> None:
    assert compared(FIELDS | {"CAT4L1": 12, "CAT4L2YEAR": 3, "CAT4L2LICBREACH": 1}).ok


def test_tables_not_counted_are_listed_by_caption() -> None:
    fields = {name: value for name, value in FIELDS.items() if name != "NOGRANT"}
    found = compared(fields)
    assert found.ok
    assert found.not_yet_counted == ("Restrictive orders made for Category 1 individuals, 2023/24",)


def test_printed_sums_that_do_not_add_up_are_said(document: dict[str, Any]) -> None:
    document["table1_eligible_on_31_march"]["rows"]["total"][0] = 7111
    document["table_returned_to_custody_breach_of_SHPO"]["total"] = 4
    found = compared(FIELDS, document=document)
    assert not found.ok
    assert [(each.label, each.printed, each.added) for each in found.broken_sums] == [
        ("Category 1, all levels", 7111, 7110),
        ("All categories, all levels", 11108, 11109),
        ("Total", 4, 0),
    ]


def test_rate_that_contradicts_its_own_footnote_is_named_and_does_not_fail() -> None:
    found = compared(FIELDS)
    assert found.rate is not None
    assert found.ok
    assert (found.rate.printed, found.rate.by_footnote, found.rate.counted) == (91, 90, 90)
    assert found.rate.would_give == (7_770_492, 7_856_353)
    named = [line for line in found.lines() if line.startswith("Named difference")]
    assert named == [
        (
            "Named difference: the printed rate does not follow from its own footnote: 7,770,492 to 7,856,353"
            " people would give it."
        )
    ]
    assert any("90.01, rounded 90; counted 90" in line for line in found.lines())


def test_rate_that_follows_from_its_footnote_is_not_named(document: dict[str, Any]) -> None:
    document["cat1_per_100000_population_printed"] = 90
    found = compared(FIELDS, document=document)
    assert found.ok
    assert not any("Named difference" in line for line in found.lines())


def test_count_that_gives_another_rate_than_the_footnote_fails() -> None:
    found = compared(FIELDS | {"CAT1L1": FIELDS["CAT1L1"] + 100})
    assert found.rate is not None
    assert not found.rate.ok
    assert not found.ok


def test_rate_is_never_bent_to_the_printed_one(document: dict[str, Any]) -> None:
    document["cat1_per_100000_population_printed"] = 5000
    found = compared(FIELDS, document=document)
    assert found.rate is not None
    assert found.rate.counted == 90


def test_json_says_the_same() -> None:
    said = compared(FIELDS | {"CAT3L3": 8}).as_json()
    assert said["ok"] is False
    figures = said["figures"]
    assert isinstance(figures, list)
    table = "MAPPA-eligible individuals on 31 March 2024"
    assert {
        "table": table, "figure": "Category 3, Level 3", "is_sum": False, "printed": 9, "counted": 8, "equal": False,
    } in figures  # fmt: skip
    assert {
        "table": table, "figure": "Category 3, Level 1", "is_sum": False, "printed": None, "counted": None, "equal": True,
    } in figures  # fmt: skip
    rate = said["rate"]
    assert isinstance(rate, dict)
    assert rate["populations_that_would_give_it"] == [7_770_492, 7_856_353]
