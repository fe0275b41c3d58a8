"""The return's columns: the fields' own names, and what follows from them."""

from __future__ import annotations

from openmappa.oversight.annual_report.domain.layout import published_fields
from openmappa.oversight.annual_report.tests.a_source import FIELDS
from openmappa.oversight.annual_return.domain.fields import COLUMNS, SUMS, added, row
from openmappa.oversight.annual_return.domain.national import groups
from openmappa.oversight.statistics.domain.rules.catalogue import FIELDS as COUNTED


def test_derived_fields_are_those_of_the_return() -> None:
    assert set(SUMS) == {
        "LEVEL1TOTT1", "LEVEL2TOTT1", "LEVEL3TOTT1", "CAT1TOT", "CAT2TOT", "CAT3TOT", "CAT4TOT",
        "TOTAL_MAPPA_OFFENDERS", "CAT1CAUTCON", "BREACHTOTALT7", "SOPOTOTALT7",
    }  # fmt: skip
    assert SUMS["LEVEL1TOTT1"] == ("CAT1L1", "CAT2L1", "CAT4L1")
    assert SUMS["CAT3TOT"] == ("CAT3L2", "CAT3L3")
    assert len(COLUMNS) == len(set(COLUMNS)) == 87 + 13


def test_every_sum_is_of_fields_that_are_counted() -> None:
    assert {each for parts in SUMS.values() for each in parts} <= set(COUNTED)


def test_what_was_not_counted_is_empty_and_so_are_its_sums() -> None:
    found = row(FIELDS, population=7_898_816)
    assert found["CAT4L1"] is None
    assert found["CAT4TOT"] is None
    assert found["TOTAL_MAPPA_OFFENDERS"] is None
    assert found["CAT1TOT"] == 7110


def test_rate_and_population_round_a_half_to_the_even() -> None:
    fields = dict.fromkeys(COUNTED, 0) | {"CAT1L1": 5}
    assert row(fields, population=200_000)["RSO_POP"] == 2
    assert row(fields | {"CAT1L1": 7}, population=200_000)["RSO_POP"] == 4
    assert row(fields, population=200_050)["NEWPOP"] == 200_000


def test_reports_print_only_fields_of_the_return_and_never_category_4() -> None:
    printed = set(published_fields())
    assert printed <= set(COUNTED)
    assert not any(each.startswith("CAT4") for each in printed)
    assert printed == set(FIELDS)


def test_national_tables_hold_every_field_once() -> None:
    found = [name for group in groups() for name in group.fields]
    assert sorted(found) == sorted(COUNTED)


def test_units_are_added_up() -> None:
    assert added(iter([{"a": 1, "b": 2}, {"a": 3}])) == {"a": 4, "b": 2}
