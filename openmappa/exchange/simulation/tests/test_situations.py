"""Everybody who must count, and everybody who must not, is found in the files themselves."""

from collections.abc import Callable

import pytest

from openmappa.exchange.lives.domain.situations import Situation
from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.tests.recount import DAY_AFTER, DAY_BEFORE, SNAPSHOT, Person

Seen = Callable[[Person], bool]


def inside(kind: str) -> Seen:
    return lambda person: any(row["kind"] == kind for row in person.during("custody_spells"))


def left_custody(how: str) -> Seen:
    return lambda person: any(row["ended_by"] == how for row in person.tables["custody_spells"])


def on_leave(kind: str) -> Seen:
    return lambda person: any(row["kind"] == kind for row in person.during("custody_leaves"))


def abroad(kind: str) -> Seen:
    return lambda person: any(row["kind"] == kind for row in person.during("absences_abroad"))


def released_on(day: str) -> Seen:
    return lambda person: any(
        row["until_date"] == day and row["ended_by"] == "released" for row in person.tables["custody_spells"]
    )


def last_day(day: str) -> Seen:
    return lambda person: any(
        row["kind"] == "eligible" and row["last_date"] == day for row in person.tables["standings"]
    )


def standing(kind: str) -> Seen:
    return lambda person: any(row["kind"] == kind for row in person.tables["standings"])


def lives_in(kind: str) -> Seen:
    return lambda person: any(row["kind"] == kind for row in person.during("addresses"))


def moved_in(day: str) -> Seen:
    def seen(person: Person) -> bool:
        rows = sorted(person.tables["responsibilities"], key=lambda row: row["start_date"])
        return any(
            (old["area"] != "21") and new["area"] == "21" and new["start_date"] == day
            for old, new in zip(rows, rows[1:], strict=False)
        )

    return seen


def level_changed(person: Person) -> bool:
    rows = sorted(person.tables["levels"], key=lambda row: row["start_date"])
    return len(rows) > 1 and rows[-1]["start_date"] == SNAPSHOT == rows[-2]["until_date"]


def in_error(table: str) -> Seen:
    return lambda person: any(row["recorded_in_error"] == "true" for row in person.tables[table])


COUNTED: dict[str, Seen] = {
    "released_on_snapshot": released_on(SNAPSHOT),
    "last_day_on_snapshot": last_day(SNAPSHOT),
    "level_changed_on_snapshot": level_changed,
    "transferred_in_on_snapshot": moved_in(SNAPSHOT),
    "home_detention_curfew": left_custody("home_detention_curfew"),
    "approved_premises": lives_in("approved_premises"),
    "unlawfully_at_large": left_custody("unlawfully_at_large"),
    "no_fixed_abode": lives_in("no_fixed_abode"),
}

NOT_COUNTED: dict[str, Seen] = {
    "in_prison": inside("sentenced"),
    "on_remand": inside("remand"),
    "recalled": inside("recalled"),
    "immigration_detention": inside("immigration_detention"),
    "in_hospital": inside("hospital"),
    "temporary_release": on_leave("temporary_release"),
    "section_17_leave": on_leave("section_17_leave"),
    "released_day_after": released_on(DAY_AFTER),
    "ended_day_before": last_day(DAY_BEFORE),
    "ended_earlier": lambda person: all(
        row["last_date"] and row["last_date"] < DAY_BEFORE for row in person.tables["standings"]
    ),
    "transferred_out": lambda person: (
        person.area() not in (0, 21) and person.during("responsibilities", DAY_AFTER)[0]["area"] != "21"
    ),
    "transferred_in_after": lambda person: (
        person.area() not in (0, 21)
        and any(row["area"] == "21" for row in person.during("responsibilities", "2024-04-10"))
    ),
    "ended_in_year": lambda person: any(
        row["category"] == "3" and "2023-04-01" <= row["last_date"] <= DAY_BEFORE
        for row in person.tables["standings"]
    ),
    "revoked_in_year": lambda person: any(
        "2023-03-31" <= row["revoked_date"] <= DAY_BEFORE and row["recorded_in_error"] != "true"
        for row in person.tables["notification_requirements"]
    ),
    "potentially_dangerous": standing("potentially_dangerous"),
    "considered_not_eligible": standing("considered_not_eligible"),
    "person_in_error": lambda person: person.row["recorded_in_error"] == "true",
    "standing_in_error": in_error("standings"),
    "without_level": lambda person: person.standing() is not None and not person.tables["levels"],
    "level_starts_day_after": lambda person: (
        person.standing() is not None
        and [row["start_date"] for row in person.tables["levels"]] == [DAY_AFTER]
    ),
    "living_abroad": abroad("living_abroad"),
    "deported": abroad("deported"),
    "started_day_after": lambda person: person.tables["standings"][0]["start_date"] == DAY_AFTER,
    "category_4": lambda person: person.row["restricted"] == "true",
}


def in_londons_table(person: Person) -> bool:
    cell = person.cell()
    return cell is not None and cell[0] == 21 and cell[1] < 4


@pytest.mark.parametrize("situation", COUNTED)
def test_who_must_count_is_there_and_counts(
    situation: str, londoners: dict[str, Person], london: Summary
) -> None:
    found = [person for person in londoners.values() if COUNTED[situation](person)]
    counted = [person for person in found if in_londons_table(person)]
    assert len(counted) >= london.counted[situation] > 0
    # Whoever else looks alike must be away, ended or elsewhere for a reason of their own.
    assert len(counted) > len(found) * 0.6


@pytest.mark.parametrize("how", ["community_treatment_order", "conditional_discharge_from_hospital"])
def test_who_left_hospital_counts(how: str, londoners: dict[str, Person]) -> None:
    assert any(in_londons_table(person) for person in londoners.values() if left_custody(how)(person))


@pytest.mark.parametrize("situation", NOT_COUNTED)
def test_who_must_not_count_is_there_and_does_not(
    situation: str, londoners: dict[str, Person], london: Summary
) -> None:
    found = [person for person in londoners.values() if NOT_COUNTED[situation](person)]
    assert len(found) >= london.not_counted[situation] > 0
    assert not [person for person in found if in_londons_table(person)]


def test_every_situation_is_told_of(london: Summary) -> None:
    hospital = {"plain", "community_treatment_order", "conditional_discharge"}
    assert set(london.counted) - hospital == set(COUNTED)
    situations = {*Situation, "category_4"}
    assert set(london.not_counted) & situations == set(NOT_COUNTED)


def test_a_transfer_on_the_snapshot_date_itself_is_among_those_out(londoners: dict[str, Person]) -> None:
    moved = [
        row
        for person in londoners.values()
        for row in person.tables["responsibilities"]
        if row["area"] != "21" and row["start_date"] == SNAPSHOT
    ]
    assert moved
