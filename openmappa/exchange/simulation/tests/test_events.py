"""The year's events of London's caseload add up to London's published figures, with decoys on both sides of each rule."""

import copy
import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from openmappa.exchange.simulation.domain.events.figures import FIELDS
from openmappa.exchange.simulation.domain.plan import NotAPublishedTable
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services.published import UnableToSimulate, simulate_published
from openmappa.exchange.simulation.tests.conftest import nobody_watches
from openmappa.exchange.simulation.tests.recount import DAY_AFTER, NEVER, Person, Row
from openmappa.exchange.simulation.tests.recount_events import (
    FIRST,
    LAST,
    day_before,
    fields,
    in_year,
    place,
    true_rows,
)

EVE = day_before(FIRST)


@pytest.fixture(scope="module")
def found(londoners: dict[str, Person]) -> dict[str, int]:
    return fields(londoners)


def test_a_recount_finds_what_was_planned(found: dict[str, int], london: Summary) -> None:
    planned = london.fields[21]
    assert set(planned) == set(FIELDS)
    assert found == {name: number for name, number in planned.items() if number}


def test_the_year_at_levels_2_and_3_is_as_published(found: dict[str, int], published: dict[str, Any]) -> None:
    rows = published["table2_level_2_3_yearly"]["rows"]
    for level in (2, 3):
        assert [found[f"CAT{c}L{level}YEAR"] for c in (1, 2, 3)] == rows[f"level_{level}"][:3]
    assert sum(found[f"CAT{c}L{level}YEAR"] for c in (1, 2, 3) for level in (2, 3)) == 786


def test_returns_are_as_published(found: dict[str, int], published: dict[str, Any]) -> None:
    rows = published["table_returned_to_custody_breach_of_licence"]["rows"]
    for level in (2, 3):
        assert [found[f"CAT{c}L{level}LICBREACH"] for c in (1, 2, 3)] == rows[f"level_{level}"][:3]
        assert found.get(f"CAT1L{level}SOPOBREACH", 0) == 0


def test_single_figures_are_as_published(found: dict[str, int]) -> None:
    assert sum(found[f"CAT1L{level}CAUTCON"] for level in (1, 2, 3)) == 122
    assert {name: found[name] for name in ("RSOREVOKE", "SOPOGRANT", "FTOGRANT", "NOGRANT", "SROBREACH")} == {
        "RSOREVOKE": 43,
        "SOPOGRANT": 487,
        "FTOGRANT": 1,
        "NOGRANT": 20,
        "SROBREACH": 5,
    }


def test_some_notification_orders_are_notices(londoners: dict[str, Person]) -> None:
    kinds = [
        row["kind"]
        for person in londoners.values()
        for row in true_rows(person, "orders")
        if in_year(row["made_date"]) and row["kind"] in ("notification_order", "section_96za_notice")
    ]
    assert set(kinds) == {"notification_order", "section_96za_notice"}


Decoy = Callable[[Person], bool]


def of(table: str, test: Callable[[Person, Row], object], *, in_error: bool = False) -> Decoy:
    return lambda person: any(
        test(person, row) for row in person.tables[table] if (row["recorded_in_error"] == "true") == in_error
    )


def order(day: str, *, in_error: bool = False) -> Decoy:
    return of("orders", lambda p, r: r["kind"] == "shpo" and r["made_date"] == day, in_error=in_error)


def returned(
    reason: str, level: int, test: Callable[[Person, Row], object], *, in_error: bool = False
) -> Decoy:
    def matches(person: Person, row: Row) -> bool:
        cell = place(person, day_before(row["return_date"]))
        return row["reason"] == reason and cell is not None and cell[1] == level and bool(test(person, row))

    return of("custody_returns", matches, in_error=in_error)


def elsewhere(table: str, column: str) -> Decoy:
    def matches(person: Person, row: Row) -> bool:
        held = [each["area"] for each in person.during("responsibilities", row[column] or "0000")]
        return in_year(row[column]) and bool(held) and "21" not in held

    return of(table, matches)


def moved(person: Person, row: Row) -> bool:
    before = [each["area"] for each in person.during("responsibilities", day_before(row["return_date"]))]
    return "21" not in before and place(person, row["return_date"]) is not None


def level_until(day: str) -> Decoy:
    return of("levels", lambda p, r: r["level"] == "2" and r["until_date"] == day)


def varied_only(person: Person, row: Row) -> bool:
    kinds = {
        each["kind"]
        for each in person.tables["order_events"]
        if each["order_id"] == row["source_id"] and in_year(each["event_date"])
    }
    return row["kind"] == "shpo" and row["made_date"] < FIRST and {"varied", "renewed"} <= kinds


def decided(outcome: str) -> Decoy:
    return of("notification_breaches", lambda p, r: r["outcome"] == outcome and in_year(r["breach_date"]))


def breach(day: str) -> Decoy:
    return of("notification_breaches", lambda p, r: r["outcome"] == "convicted" and r["outcome_date"] == day)


def subject(day: str) -> Decoy:
    return of(
        "notification_requirements", lambda p, r: r["basis"] == "breach_of_sro" and r["start_date"] == day
    )


def standing_ended(column: str) -> Callable[[Person, Row], bool]:
    return lambda person, row: in_year(row[column]) and person.standing(row[column]) is None


def charge(day: str) -> Decoy:
    return of("serious_further_offences", lambda p, r: r["charge_date"] == day)


def review(day: str) -> Decoy:
    return of("serious_case_reviews", lambda p, r: r["start_date"] == day)


def requirement_without_category_1(person: Person) -> bool:
    """Return whether a true requirement holds on the snapshot date without Category 1 or 4, of a living, true person."""
    standing = person.standing()
    subject_to = any(
        row["start_date"] <= LAST <= (row["last_date"] or NEVER)
        for row in true_rows(person, "notification_requirements")
    )
    left = person.row["date_of_death"] or person.row["recorded_in_error"]
    return subject_to and not left and (standing is None or standing["category"] not in ("1", "4"))


DECOYS: dict[str, Decoy] = {
    "order_made_day_before_year": order(EVE),
    "order_made_day_after_year": order(DAY_AFTER),
    "order_varied_or_renewed_only": of("orders", varied_only),
    "order_made_by_another_area": elsewhere("orders", "made_date"),
    "order_interim": of("orders", lambda p, r: r["kind"] == "interim_shpo" and in_year(r["made_date"])),
    "order_in_category_4": of(
        "orders",
        lambda p, r: (
            r["kind"] == "shpo" and in_year(r["made_date"]) and p.standing(r["made_date"])["category"] == "4"
        ),  # type: ignore[index]
    ),
    "order_in_error": of("orders", lambda p, r: in_year(r["made_date"]), in_error=True),
    "risk_order_on_potentially_dangerous": of(
        "orders",
        lambda p, r: (
            r["kind"] == "sro"
            and in_year(r["made_date"])
            and p.tables["standings"][0]["kind"] == "potentially_dangerous"
        ),
    ),
    "subject_after_risk_order_day_before_year": subject(EVE),
    "subject_after_risk_order_day_after_year": subject(DAY_AFTER),
    "subject_after_risk_order_in_error": of(
        "notification_requirements",
        lambda p, r: r["basis"] == "breach_of_sro" and in_year(r["start_date"]),
        in_error=True,
    ),
    "breach_pending": decided("pending"),
    "breach_no_further_action": decided("no_further_action"),
    "breach_decided_day_before_year": breach(EVE),
    "breach_decided_day_after_year": breach(DAY_AFTER),
    "breach_in_error": of("notification_breaches", lambda p, r: in_year(r["outcome_date"]), in_error=True),
    "breach_after_category_1": of("notification_breaches", standing_ended("outcome_date")),
    "breach_in_another_area": elsewhere("notification_breaches", "outcome_date"),
    "second_breach_in_year": lambda p: (
        sum(in_year(row["outcome_date"]) for row in true_rows(p, "notification_breaches")) > 1
    ),
    "return_at_level_1": returned("breach_of_licence", 1, lambda p, r: in_year(r["return_date"])),
    "return_day_before_year": returned("breach_of_licence", 2, lambda p, r: r["return_date"] == EVE),
    "return_day_after_year": returned("breach_of_licence", 2, lambda p, r: r["return_date"] == DAY_AFTER),
    "return_in_error": returned(
        "breach_of_licence", 2, lambda p, r: in_year(r["return_date"]), in_error=True
    ),
    "return_for_another_reason": returned("other", 2, lambda p, r: in_year(r["return_date"])),
    "return_after_transfer": of("custody_returns", moved),
    "level_2_until_year_began": level_until(FIRST),
    "level_2_from_day_after_year": of(
        "levels", lambda p, r: r["level"] == "2" and r["start_date"] == DAY_AFTER
    ),
    "level_2_then_3": lambda p: (
        {"2", "3"}
        <= {
            r["level"]
            for r in p.tables["levels"]
            if r["start_date"] <= LAST and (r["until_date"] or "9") > FIRST
        }
    ),
    "revoked_day_before_year": of("notification_requirements", lambda p, r: r["revoked_date"] == EVE),
    "revoked_day_after_year": of("notification_requirements", lambda p, r: r["revoked_date"] == DAY_AFTER),
    "revoked_in_error": of(
        "notification_requirements", lambda p, r: in_year(r["revoked_date"]), in_error=True
    ),
    "requirement_ended_by_itself": of(
        "notification_requirements", lambda p, r: in_year(r["last_date"]) and not r["revoked_date"]
    ),
    "charge_day_before_year": charge(EVE),
    "charge_day_after_year": charge(DAY_AFTER),
    "charge_in_error": of("serious_further_offences", lambda p, r: in_year(r["charge_date"]), in_error=True),
    "charge_after_standing_ended": of("serious_further_offences", standing_ended("charge_date")),
    "charge_in_another_area": elsewhere("serious_further_offences", "charge_date"),
    "review_day_before_year": review(EVE),
    "review_day_after_year": review(DAY_AFTER),
    "review_at_level_1": of(
        "serious_case_reviews",
        lambda p, r: in_year(r["start_date"]) and place(p, r["start_date"]) in ((1, 1), (2, 1)),
    ),
    "review_in_error": of("serious_case_reviews", lambda p, r: in_year(r["start_date"]), in_error=True),
    "requirement_outlasts_category_1": requirement_without_category_1,
}


@pytest.mark.parametrize("kind", DECOYS)
def test_every_decoy_is_there(kind: str, londoners: dict[str, Person], london: Summary) -> None:
    people = sum(DECOYS[kind](person) for person in londoners.values())
    assert people >= london.not_counted[kind] > 0


def test_a_check_of_the_records_finds_what_was_planted_and_no_more(
    londoners: dict[str, Person], london: Summary
) -> None:
    """Of two findings of data quality the caseload has people on purpose; whoever else had one would be a slip."""
    told = london.not_counted
    without_level = [
        person
        for person in londoners.values()
        if person.standing() and person.area() and not person.during("levels")
    ]
    planted = told["without_level"] + told["level_starts_day_after"]
    elsewhere = sum(person.area() != 21 for person in without_level)
    assert (len(without_level), elsewhere) == (planted, 0)
    open_still = sum(requirement_without_category_1(person) for person in londoners.values())
    never_revoked = len(london.differences["ended_though_not_revoked"])
    assert open_still == told["requirement_outlasts_category_1"] + never_revoked == 2 + 2


def test_every_decoy_is_told_of(london: Summary) -> None:
    assert set(DECOYS) <= set(london.not_counted)


ON_THE_EDGE: dict[str, Decoy] = {
    "order on the first day": lambda p: order(FIRST)(p) and place(p, FIRST) is not None,
    "order on the last day": lambda p: order(LAST)(p) and place(p, LAST) is not None,
    "two orders on one person": lambda p: (
        sum(r["kind"] == "shpo" and in_year(r["made_date"]) for r in true_rows(p, "orders")) == 2
    ),
    "breach decided on the first day": breach(FIRST),
    "breach decided on the last day": breach(LAST),
    "Level 2 on the first day only": level_until("2023-04-02"),
    "Level 2 from the last day": of("levels", lambda p, r: r["level"] == "2" and r["start_date"] == LAST),
    "revoked on the first day": of("notification_requirements", lambda p, r: r["revoked_date"] == FIRST),
    "returned on the last day": returned("breach_of_licence", 2, lambda p, r: r["return_date"] == LAST),
}


@pytest.mark.parametrize("kind", ON_THE_EDGE)
def test_what_counts_by_a_day_is_there(kind: str, londoners: dict[str, Person]) -> None:
    assert any(ON_THE_EDGE[kind](person) for person in londoners.values())


def test_category_1_is_subject_to_the_requirements(londoners: dict[str, Person]) -> None:
    """Somebody of Category 1 has a requirement that runs with the standing, and one for each order that brings it."""
    for person in londoners.values():
        rows = person.tables["notification_requirements"]
        for standing in person.tables["standings"]:
            if standing["category"] == "1":
                base = [row for row in rows if row["basis"] in ("conviction", "finding", "caution")]
                assert any(row["start_date"] <= standing["start_date"] for row in base)
                assert any(
                    not row["last_date"]
                    or person.row["date_of_death"]
                    or row["last_date"] >= standing["last_date"]
                    for row in base
                )
        discharged = {
            row["order_id"]: str(date.fromisoformat(row["event_date"]) - timedelta(days=1))
            for row in person.tables["order_events"]
            if row["kind"] == "discharged"
        }
        bringing = {
            row["source_id"]: (row["start_date"], discharged.get(row["source_id"], row["last_date"]))
            for row in person.tables["orders"]
            if row["kind"] not in ("sro", "interim_sro")
        }
        follow = {
            row["order_id"]: (row["start_date"], row["last_date"])
            for row in rows
            if row["order_id"] and row["basis"] != "breach_of_sro"
        }
        assert follow == bringing


def test_no_order_outlasts_category_1(londoners: dict[str, Person]) -> None:
    for person in londoners.values():
        standing = person.tables["standings"][-1]
        grounds = [row for row in person.tables["grounds"] if row["limb"] == "category_1_notification"]
        ground = grounds[-1]["last_date"] if grounds else ""
        if standing["category"] == "1" and ground and not person.row["date_of_death"] and ground > LAST:
            for row in person.tables["orders"]:
                if row["kind"] in ("shpo", "sopo") and row["recorded_in_error"] != "true":
                    assert row["last_date"]
                    assert row["last_date"] <= ground


def test_another_area_with_returns_for_breach_of_an_order(published: dict[str, Any], tmp_path: Path) -> None:
    other = copy.deepcopy(published)
    other["table_returned_to_custody_breach_of_SHPO"] = {"level_2": 2, "level_3": 1, "total": 3}
    summary = simulate_published(other, area=21, year="2023-24", seed=5, out=tmp_path, report=nobody_watches)
    assert (summary.fields[21]["CAT1L2SOPOBREACH"], summary.fields[21]["CAT1L3SOPOBREACH"]) == (2, 1)
    from openmappa.exchange.simulation.tests.recount import read

    assert fields(read(tmp_path)) == {name: n for name, n in summary.fields[21].items() if n}


def test_figures_without_a_year_bring_no_fields(published: dict[str, Any], tmp_path: Path) -> None:
    only = {"table1_eligible_on_31_march": copy.deepcopy(published["table1_eligible_on_31_march"])}
    only["table1_eligible_on_31_march"]["rows"]["level_1"] = [9, 9, None, 18]
    summary = simulate_published(only, area=21, year="2023-24", seed=1, out=tmp_path, report=nobody_watches)
    assert summary.fields == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cat1_lifetime_notification_revoked_on_application", "43"),
        ("table2_level_2_3_yearly", {"rows": {"level_2": [1, 2]}}),
        ("restrictive_orders_cat1", {"SHPO": 1, "SHPO_with_foreign_travel_restriction": 2}),
        ("table2_level_2_3_yearly", {"rows": {"level_2": [0, 0, 0], "level_3": [0, 0, 0]}}),
    ],
)
def test_figures_of_a_year_that_cannot_be_are_refused(
    name: str, value: object, published: dict[str, Any], tmp_path: Path
) -> None:
    with pytest.raises(NotAPublishedTable):
        simulate_published(
            published | {name: value}, area=21, year="2023-24", seed=1, out=tmp_path, report=nobody_watches
        )


def test_a_year_with_more_people_than_there_are_is_refused(published: dict[str, Any], tmp_path: Path) -> None:
    small = json.loads(json.dumps(published))
    small["table1_eligible_on_31_march"]["rows"]["level_1"] = [20, 20, None, 40]
    with pytest.raises(UnableToSimulate):
        simulate_published(small, area=21, year="2023-24", seed=1, out=tmp_path, report=nobody_watches)
