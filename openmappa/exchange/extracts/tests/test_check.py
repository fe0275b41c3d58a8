"""Each rule of the format is broken by one change to a valid extract, and is found where it was broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from openmappa.exchange.extracts.domain.faults import Fault
from openmappa.exchange.extracts.domain.package import file_of
from openmappa.exchange.extracts.domain.progress import Unwatched
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.extracts.services.check import check
from openmappa.exchange.extracts.tests import an_extract


def faults_of(folder: Path) -> list[Fault]:
    with check(folder, as_at=an_extract.TODAY, report=Unwatched()) as checked:
        return list(checked.faults)


def found(folder: Path) -> list[tuple[str, int | None, str, str]]:
    return [(each.file, each.line, each.column, each.rule) for each in faults_of(folder)]


def changed(tmp_path: Path, table: str, line: int, **values: str) -> Path:
    rows = an_extract.rows()
    rows[table][line - 2] |= values
    return an_extract.write(tmp_path, rows)


def test_the_example_has_no_fault() -> None:
    with check(an_extract.EXAMPLE, as_at=an_extract.TODAY, report=Unwatched()) as checked:
        assert list(checked.faults) == []
        assert checked.sound
        assert checked.related
        assert checked.rows["people"] == 3


ONE_FAULT = [
    # what is wrong with a value by itself
    ("people", 3, {"sex": ""}, "sex", "value_missing"),
    ("people", 3, {"sex": "M"}, "sex", "code_unknown"),
    ("convictions", 5, {"offence_code": "ZZ99999"}, "offence_code", "code_unknown"),
    ("names", 4, {"start_date": "2024-02-31"}, "start_date", "not_a_date"),
    ("names", 4, {"start_date": "2015-5-1"}, "start_date", "not_a_date"),
    ("names", 4, {"start_date": "01/05/2015"}, "start_date", "not_a_date"),
    ("names", 4, {"start_date": "1899-12-31"}, "start_date", "not_a_date"),
    ("addresses", 2, {"until_date": "2201-01-01"}, "until_date", "not_a_date"),
    ("addresses", 2, {"until_date": "infinity"}, "until_date", "not_a_date"),
    ("people", 4, {"restricted": "TRUE"}, "restricted", "not_a_boolean"),
    ("people", 4, {"recorded_in_error": "0"}, "recorded_in_error", "not_a_boolean"),
    ("disposals", 2, {"term_months": "24.0"}, "term_months", "not_a_whole_number"),
    ("disposals", 2, {"term_months": "99999999999"}, "term_months", "not_a_whole_number"),
    ("disposals", 2, {"term_days": "-1"}, "term_days", "out_of_bounds"),
    ("levels", 2, {"level": "4"}, "level", "out_of_bounds"),
    ("names", 2, {"family_name": "x" * 101}, "family_name", "too_long"),
    ("names", 2, {"family_name": "A\tB"}, "family_name", "control_character"),
    ("names", 2, {"family_name": "A\x00B"}, "family_name", "control_character"),
    ("names", 2, {"family_name": "A\u2028B"}, "family_name", "control_character"),
    ("names", 2, {"family_name": " Fictitious"}, "family_name", "space_at_end"),
    ("names", 2, {"source_system": "Probation"}, "source_system", "not_so_written"),
    ("addresses", 2, {"postcode": "ZZ999ZZ"}, "postcode", "not_so_written"),
    ("identifiers", 2, {"value": "2010/9900000X"}, "value", "not_such_a_number"),
    ("identifiers", 2, {"value": "2025/9900000Z"}, "value", "not_such_a_number"),
    ("identifiers", 3, {"value": "Z00000"}, "value", "not_such_a_number"),
    ("identifiers", 4, {"value": "900000/10B"}, "value", "not_such_a_number"),
    ("identifiers", 5, {"value": "Z0000A"}, "value", "not_such_a_number"),
    ("identifiers", 6, {"value": "FICT//1"}, "value", "not_such_a_number"),
    # references
    ("responsibilities", 2, {"team_id": "T-9"}, "team_id", "reference_missing"),
    ("names", 5, {"person_id": "P-9"}, "person_id", "reference_missing"),
    ("disposals", 4, {"runs_against_id": "D-1"}, "runs_against_id", "reference_to_another_person"),
    # periods
    ("addresses", 3, {"until_date": "2023-05-01"}, "until_date", "end_before_start"),
    ("grounds", 3, {"last_date": "2018-02-04"}, "last_date", "end_before_start"),
    ("names", 4, {"start_date": "2015-04-30"}, "start_date", "overlap"),
    ("addresses", 4, {"start_date": "2023-07-31"}, "start_date", "overlap"),
    ("standings", 4, {"start_date": "2023-12-31"}, "start_date", "overlap"),
    ("responsibilities", 4, {"start_date": "2021-05-31"}, "start_date", "overlap"),
    # days to come
    ("convictions", 5, {"conviction_date": "2024-04-11"}, "conviction_date", "in_the_future"),
    ("custody_spells", 3, {"start_date": "2024-04-11"}, "start_date", "in_the_future"),
    # rules of the tables
    ("people", 2, {"date_of_death": "1979-06-29"}, "date_of_death", "death_before_birth"),
    ("names", 6, {"kind": "alias"}, "source_id", "no_name"),
    ("convictions", 2, {"offence_date": "2020-02-04"}, "conviction_date", "conviction_before_offence"),
    ("convictions", 5, {"conviction_date": "2000-11-04"}, "conviction_date", "conviction_before_birth"),
    ("disposals", 2, {"imposed_date": "2020-02-02"}, "imposed_date", "imposed_before_conviction"),
    ("disposals", 5, {"conviction_id": "C-1"}, "conviction_id", "of_another_person"),
    ("disposals", 5, {"term_months": ""}, "term_months", "term_missing"),
    ("disposals", 4, {"runs_against_id": ""}, "runs_against_id", "runs_against_nothing"),
    ("disposals", 4, {"runs_against_id": "D-3"}, "runs_against_id", "runs_against_itself"),
    ("disposals", 2, {"last_date": "2020-03-01"}, "last_date", "ends_before_it_starts"),
    ("disposals", 2, {"detention_days": "5"}, "detention_months", "detention_of_another_disposal"),
    ("disposals", 2, {"overlap_months": "1"}, "overlap_months", "overlap_of_another_run"),
    ("custody_spells", 3, {"ended_by": "released"}, "until_date", "end_without_date"),
    ("custody_spells", 3, {"until_date": "2024-01-01"}, "ended_by", "date_without_end"),
    ("custody_leaves", 2, {"until_date": "2023-05-02"}, "start_date", "outside_its_spell"),
    ("standings", 4, {"category": "1"}, "category", "category_not_expected"),
    ("standings", 5, {"category": ""}, "category", "category_missing"),
    ("grounds", 4, {"recorded_in_error": "true"}, "source_id", "ground_missing"),
    ("grounds", 4, {"standing_id": "E-3"}, "standing_id", "of_no_eligible_standing"),
    ("levels", 5, {"level": "1"}, "level", "category_3_at_level_1"),
    ("levels", 2, {"start_date": "2020-02-02"}, "start_date", "outside_its_standing"),
    ("levels", 2, {"standing_id": "E-4"}, "standing_id", "of_no_eligible_standing"),
    # orders and what happened to them
    ("orders", 2, {"prohibits_foreign_travel": "yes"}, "prohibits_foreign_travel", "not_a_boolean"),
    ("orders", 2, {"kind": "shpo_foreign_travel"}, "kind", "code_unknown"),
    ("orders", 3, {"start_date": "2023-06-04"}, "start_date", "served_before_made"),
    ("orders", 3, {"last_date": "2023-06-06"}, "last_date", "end_before_start"),
    ("orders", 2, {"travel_last_date": "2025-03-02"}, "travel_last_date", "travel_prohibited_too_long"),
    ("orders", 3, {"travel_last_date": "2025-01-01"}, "travel_last_date", "travel_date_without_prohibition"),
    (
        *("orders", 2, {"prohibits_foreign_travel": "false"}),
        *("travel_last_date", "travel_date_without_prohibition"),
    ),
    ("orders", 3, {"route": "police_notice"}, "route", "notice_by_court"),
    ("orders", 2, {"replaces_interim_id": "O-1"}, "replaces_interim_id", "replaces_itself_or_of_another"),
    ("orders", 3, {"replaces_interim_id": "O-1"}, "replaces_interim_id", "replaces_itself_or_of_another"),
    ("orders", 2, {"foreign_date": "2010-01-01"}, "foreign_date", "abroad_of_another_order"),
    ("orders", 4, {"foreign_date": "2024-04-10"}, "foreign_date", "abroad_after_order"),
    ("orders", 4, {"route": "application"}, "route", "notice_by_court"),
    ("order_events", 3, {"order_id": "O-1"}, "order_id", "reference_to_another_person"),
    ("order_events", 2, {"event_date": "2020-03-01"}, "event_date", "before_its_order"),
    ("order_events", 2, {"outcome": "pending"}, "outcome", "outcome_of_no_breach"),
    ("order_events", 3, {"outcome": "", "outcome_date": ""}, "outcome", "outcome_of_no_breach"),
    ("order_events", 3, {"outcome_date": ""}, "outcome_date", "outcome_date_missing"),
    ("order_events", 3, {"outcome_date": "2023-11-05"}, "outcome_date", "outcome_before_breach"),
    # returns to custody
    ("custody_returns", 2, {"return_date": "2023-10-01"}, "return_date", "not_the_start_of_its_spell"),
    ("custody_returns", 2, {"reason": "breach_of_order"}, "order_id", "order_missing"),
    ("custody_returns", 2, {"spell_id": "S-2"}, "spell_id", "reference_to_another_person"),
    # the notification requirements
    ("notification_requirements", 2, {"is_indefinite": "1"}, "is_indefinite", "not_a_boolean"),
    ("notification_requirements", 2, {"is_indefinite": "true"}, "last_date", "indefinite_with_end"),
    (
        *("notification_requirements", 2, {"revoked_date": "2023-06-01", "last_date": "2023-06-01"}),
        *("revoked_date", "revoked_though_not_indefinite"),
    ),
    (
        "notification_requirements",
        2,
        {"is_indefinite": "true", "revoked_date": "2023-06-01", "last_date": ""},
        "last_date",
        "revoked_without_end",
    ),
    ("notification_requirements", 4, {"order_id": ""}, "order_id", "order_missing"),
    ("notification_breaches", 2, {"outcome_date": ""}, "outcome_date", "outcome_date_missing"),
    ("notification_breaches", 2, {"outcome_date": "2023-09-03"}, "outcome_date", "outcome_before_breach"),
    # serious further offences and case reviews
    ("serious_further_offences", 2, {"offence_code": "ZZ99999"}, "offence_code", "code_unknown"),
    ("serious_further_offences", 2, {"outcome_date": "2024-03-01"}, "outcome_date", "outcome_without_date"),
    ("serious_further_offences", 3, {"outcome_date": ""}, "outcome_date", "outcome_without_date"),
    ("serious_further_offences", 3, {"outcome_date": "2023-06-04"}, "outcome_date", "outcome_before_charge"),
    ("serious_case_reviews", 2, {"last_date": "2024-03-03"}, "last_date", "end_before_start"),
    (
        "serious_case_reviews",
        2,
        {"further_offence_id": "F-2"},
        "further_offence_id",
        "reference_to_another_person",
    ),
]


BOTH_SIDES = [
    ("orders", 2, {"travel_last_date": "2025-03-01"}),
    ("orders", 3, {"start_date": "2023-06-05", "last_date": "2023-06-05"}),
    ("order_events", 2, {"event_date": "2020-03-02"}),
    ("order_events", 3, {"outcome_date": "2023-11-06"}),
    ("order_events", 3, {"outcome": "pending", "outcome_date": ""}),
    ("notification_requirements", 2, {"is_indefinite": "true", "last_date": ""}),
    (
        "notification_requirements",
        2,
        {"is_indefinite": "true", "last_date": "2023-06-01", "revoked_date": "2023-06-01"},
    ),
    ("notification_breaches", 2, {"outcome_date": "2023-09-04"}),
    ("notification_breaches", 2, {"outcome": "no_further_action", "outcome_date": ""}),
    ("serious_further_offences", 3, {"outcome_date": "2023-06-05"}),
    ("serious_case_reviews", 2, {"last_date": "2024-03-04", "further_offence_id": ""}),
]
"""The last values before a rule is broken."""


@pytest.mark.parametrize(("table", "line", "values"), BOTH_SIDES)
def test_a_value_on_the_right_side_is_no_fault(
    tmp_path: Path, table: str, line: int, values: dict[str, str]
) -> None:
    assert found(changed(tmp_path, table, line, **values)) == []


@pytest.mark.parametrize(("table", "line", "values", "column", "rule"), ONE_FAULT)
def test_a_change_is_found_where_it_is(
    tmp_path: Path, table: str, line: int, values: dict[str, str], column: str, rule: str
) -> None:
    faults = found(changed(tmp_path, table, line, **values))

    assert (column, rule) in {(each[2], each[3]) for each in faults}
    if rule not in ("no_name", "ground_missing"):
        assert (f"{table}.csv", line, column, rule) in faults


@pytest.mark.parametrize(
    "rule", sorted({(table.name, rule.name) for table in TABLES for rule in table.rules})
)
def test_every_rule_of_a_table_is_broken_by_a_test(rule: tuple[str, str]) -> None:
    elsewhere = {("people", "no_name"), ("standings", "ground_missing"), ("standings", "after_death")}
    assert rule in {(table, name) for table, _, _, _, name in ONE_FAULT} | elsewhere


def test_a_death_ends_the_standing(tmp_path: Path) -> None:
    folder = changed(tmp_path, "people", 2, date_of_death="2024-01-01")
    assert found(folder) == [("standings.csv", 2, "last_date", "after_death")]


def test_a_person_without_a_responsibility_here_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, "responsibilities", 5, area="7")
    assert found(folder) == [("people.csv", 4, "source_id", "no_responsibility_here")]


def test_a_key_used_twice_is_refused_on_both_lines(tmp_path: Path) -> None:
    folder = changed(tmp_path, "absences_abroad", 2, source_id="B-1")
    assert found(folder) == []
    rows = an_extract.rows()
    rows["identifiers"][1]["source_id"] = "I-1"
    assert found(an_extract.write(tmp_path, rows)) == [
        ("identifiers.csv", 2, "source_id", "key_repeated"),
        ("identifiers.csv", 3, "source_id", "key_repeated"),
    ]


def test_a_row_sent_twice_is_refused(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["identifiers"].append(rows["identifiers"][0])
    assert ("identifiers.csv", 7, "source_id", "key_repeated") in found(an_extract.write(tmp_path, rows))


def test_a_number_of_two_people_is_refused_however_it_is_written(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["identifiers"][4] |= {"kind": "pnc", "value": "10/9900000w"}
    assert found(an_extract.write(tmp_path, rows)) == [
        ("identifiers.csv", 2, "value", "not_unique"),
        ("identifiers.csv", 6, "value", "not_unique"),
    ]


def test_what_was_recorded_in_error_overlaps_nothing(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["addresses"].append(rows["addresses"][0] | {"source_id": "A-9", "recorded_in_error": "true"})
    assert found(an_extract.write(tmp_path, rows)) == []


def test_a_name_without_a_first_day_was_always_the_name(tmp_path: Path) -> None:
    folder = changed(tmp_path, "names", 4, start_date="")
    assert found(folder) == [("names.csv", 3, "start_date", "overlap")]


def test_secondary_addresses_may_overlap(tmp_path: Path) -> None:
    rows = an_extract.rows()
    rows["addresses"].append(rows["addresses"][3] | {"source_id": "A-9"})
    assert found(an_extract.write(tmp_path, rows)) == []


def test_an_end_may_be_planned(tmp_path: Path) -> None:
    assert found(changed(tmp_path, "addresses", 2, until_date="2024-06-01")) == []


def test_a_row_with_a_wrong_value_breaks_no_further_rule(tmp_path: Path) -> None:
    folder = changed(tmp_path, "absences_abroad", 2, kind="x", until_date="2022-05-09")
    assert found(folder) == [("absences_abroad.csv", 2, "kind", "code_unknown")]


def test_a_fault_is_laid_to_its_person(tmp_path: Path) -> None:
    assert [each.person for each in faults_of(changed(tmp_path, "people", 3, sex="M"))] == ["P-2"]
    assert [each.person for each in faults_of(changed(tmp_path, "names", 2, kind="M"))][:1] == ["P-1"]
    assert [each.person for each in faults_of(changed(tmp_path, "teams", 3, lead_agency="M"))] == [""]


def _bytes(tmp_path: Path, file: str, edit: Callable[[bytes], bytes]) -> Path:
    folder = an_extract.write(tmp_path)
    path = folder / file
    path.write_bytes(edit(path.read_bytes()))
    return folder


@pytest.mark.parametrize(
    "edit",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n", 2),
        lambda data: data.removesuffix(b"\n"),
        lambda data: data.replace(b",Fictitious,", b',"Fictitious",'),
        lambda data: data.replace(b",Fictitious,", b',"Fict\xc3\xafti, ""ous""",'),
    ],
    ids=["byte order mark", "returns", "both", "no last line end", "quoted", "quotes and commas"],
)
def test_ways_of_writing_that_are_read(tmp_path: Path, edit: Callable[[bytes], bytes]) -> None:
    assert found(_bytes(tmp_path, "names.csv", edit)) == []


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    lines = (an_extract.EXAMPLE / "teams.csv").read_text().splitlines()
    turned = "\n".join(",".join(reversed(line.split(","))) for line in lines).encode()
    assert found(_bytes(tmp_path, "teams.csv", lambda _: turned)) == []


def _line(number: int, edit: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    def edited(data: bytes) -> bytes:
        lines = data.split(b"\n")
        lines[number - 1] = edit(lines[number - 1])
        return b"\n".join(lines)

    return edited


BROKEN_LINES = [
    (4, lambda line: line.replace(b"Invented", b"Inv\xe9nted"), "not_utf8"),
    (3, lambda line: line + b",", "wrong_number_of_values"),
    (3, lambda line: line[:20], "wrong_number_of_values"),
    (3, lambda line: b"", "line_blank"),
    (3, lambda line: line.replace(b"Imagined", b'"Imagined'), "quotation_open"),
    (3, lambda line: line.replace(b"Imagined", b'"Imag\ned"'), "quotation_open"),
    (3, lambda line: line.replace(b"Imagined", b'I"magine"d'), "quotation_misplaced"),
    (3, lambda line: line.replace(b"Imagined", b'"Imag"ined'), "quotation_misplaced"),
    (3, lambda line: line.replace(b"Imagined", b"Imag\rined"), "line_break_in_value"),
]


@pytest.mark.parametrize(("number", "edit", "rule"), BROKEN_LINES)
def test_a_line_that_cannot_be_read_is_named(
    tmp_path: Path, number: int, edit: Callable[[bytes], bytes], rule: str
) -> None:
    faults = found(_bytes(tmp_path, "names.csv", _line(number, edit)))
    assert faults[0] == ("names.csv", number, "", rule)
    assert all(each[3].startswith("quotation") for each in faults[1:])


def test_the_other_lines_of_such_a_file_are_checked_too(tmp_path: Path) -> None:
    def edit(data: bytes) -> bytes:
        return _line(3, lambda line: b"")(data).replace(b"2015-05-01,,", b"2015-05-32,,")

    assert found(_bytes(tmp_path, "names.csv", edit)) == [
        ("names.csv", 3, "", "line_blank"),
        ("names.csv", 4, "start_date", "not_a_date"),
    ]


@pytest.mark.parametrize(
    ("edit", "column", "rule"),
    [
        (lambda line: line.replace(b",kind", b""), "kind", "column_missing"),
        (lambda line: line + b",shoe_size", "column 11", "column_unknown"),
        (lambda line: line + b",kind", "kind", "column_repeated"),
        (lambda line: b"", "kind", "column_missing"),
        (lambda line: line.replace(b"kind", b"k\xefnd"), "", "not_utf8"),
        (lambda line: line.decode().encode("utf-16"), "", "not_utf8"),
    ],
)
def test_a_header_that_is_not_the_formats(
    tmp_path: Path, edit: Callable[[bytes], bytes], column: str, rule: str
) -> None:
    faults = found(_bytes(tmp_path, "names.csv", _line(1, edit)))
    assert ("names.csv", 1, column, rule) in faults


def test_a_first_line_of_data_is_not_repeated(tmp_path: Path) -> None:
    folder = _bytes(tmp_path, "names.csv", lambda data: data.split(b"\n", 1)[1])
    assert "Fictitious" not in " ".join(map(str, faults_of(folder)))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = an_extract.write(tmp_path)
    (folder / "levels.csv").unlink()
    assert found(folder) == [("levels.csv", None, "", "file_missing")]


def test_a_folder_of_nothing(tmp_path: Path) -> None:
    faults = found(tmp_path)
    assert faults[0] == ("datapackage.json", None, "", "file_missing")
    assert [each[0] for each in faults[1:]] == [file_of(table) for table in TABLES]


def test_an_awkward_folder_name_is_read(tmp_path: Path) -> None:
    assert found(an_extract.write(tmp_path / "it's [1] *")) == []


@pytest.mark.parametrize(
    ("length", "column", "rule"),
    [(1_000_000, "family_name", "too_long"), (11_000_000, "", "file_unreadable")],
)
def test_a_very_long_line_is_refused(tmp_path: Path, length: int, column: str, rule: str) -> None:
    folder = _bytes(
        tmp_path, "names.csv", lambda data: data.replace(b",Imagined,", b"," + b"x" * length + b",")
    )
    assert [(each[2], each[3]) for each in found(folder)] == [(column, rule)]


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    with check(an_extract.EXAMPLE, as_at=an_extract.TODAY, report=Unwatched()) as checked:
        before = checked.digest
    with check(
        changed(tmp_path, "teams", 3, name="Other"), as_at=an_extract.TODAY, report=Unwatched()
    ) as checked:
        assert checked.digest != before
