"""Each finding: somebody just inside it, and somebody just outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from openmappa.casework.legal_position.models import Computed
from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.standing.models import Level, Standing
from openmappa.foundation.access.models import Subject
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.data_quality.domain.catalogue import findings
from openmappa.oversight.data_quality.services import UnableToCheck, check
from openmappa.oversight.statistics.tests.a_world import LONDON, person
from openmappa.record.custody.models import AbsenceAbroad, CustodySpell
from openmappa.record.notification.models import NotificationRequirement
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.record.people.models import Address, Person

pytestmark = pytest.mark.django_db

DAY = date(2024, 3, 31)
ONE = timedelta(days=1)
Case = Callable[[], UUID]


def about(model: type, subject_id: UUID, **values: Any) -> Any:
    """Add a row about a subject, given or found."""
    subject = Subject.objects.get(id=subject_id)
    carried = {"responsible_area_id": subject.responsible_area_id, "restricted": subject.restricted}
    return model.objects.create(subject=subject, **carried, **values)


def order(*, discharged: date | None = None, **values: Any) -> UUID:
    found = person(category=2)
    days = {"made_date": date(2022, 1, 10), "start_date": date(2022, 1, 10)}
    made = about(CourtOrder, found, route="application", **{**days, **values})
    if discharged:
        about(OrderEvent, found, order=made, kind="discharged", event_date=discharged)
    return found


def level(*, until: date) -> UUID:
    found = person()
    Level.objects.filter(subject_id=found).update(until_date=until)
    return found


def answered(*, until: date) -> UUID:
    found = person()
    Responsibility.objects.filter(subject_id=found).update(until_date=until)
    return found


def required(category: int, *, last: date | None = None, restricted: bool = False) -> UUID:
    found = person(category=category, level=2, restricted=restricted)
    about(NotificationRequirement, found, basis="conviction", start_date=date(2020, 2, 3), last_date=last)
    return found


def no_longer_eligible() -> UUID:
    found = required(1)
    Level.objects.filter(subject_id=found).update(until_date=date(2023, 1, 1))
    Standing.objects.filter(subject_id=found).update(last_date=date(2023, 1, 1))
    return found


def inside_and(model: type, *, start: date, **values: Any) -> UUID:
    found = person()
    about(CustodySpell, found, kind="sentenced", start_date=date(2022, 5, 1))
    about(model, found, start_date=start, **values)
    return found


def at_large(*, until: date, news: date | None = None) -> UUID:
    found = person()
    about(
        CustodySpell, found, kind="recalled", start_date=date(2021, 5, 1), until_date=until,
        ended_by="unlawfully_at_large",
    )  # fmt: skip
    if news:
        about(Address, found, kind="main", lines="1 Example Road", start_date=news)
    return found


def mended() -> UUID:
    found = person()
    Level.objects.filter(subject_id=found).update(changed_here=True)
    return found


def worked_out(
    category: int | None, *undecided: int, recorded: int = 2, until: date | None = None, **values: Any
) -> UUID:
    """Add somebody recorded in a category, `until` a day, of whom the law says another or what is missing."""
    found = person(category=recorded, level=2)
    if until:
        Level.objects.filter(subject_id=found).update(until_date=until)
        Standing.objects.filter(subject_id=found).update(last_date=until)
    digests = dict.fromkeys(("settings_digest", "facts_digest", "answer_digest"), "none")
    given = {
        "state": "worked_out",
        "as_at": DAY - ONE,
        "category": category,
        "since": date(2021, 1, 1) if category else None,
        "undecided": list(undecided),
        "rules_version": 1,
    }
    about(Computed, found, **{**given, **digests, **values})
    return found


def died(subject_id: UUID, on: date) -> UUID:
    Person.objects.filter(subject_id=subject_id).update(date_of_death=on)
    return subject_id


TRAVEL = {"kind": "shpo", "prohibits_foreign_travel": True}
A_YEAR_BEFORE = date(2023, 3, 31)

FOUND: dict[str, list[Case]] = {
    "no_level": [
        lambda: person(level=None),
        lambda: level(until=DAY),
        lambda: person(level=None, inside=True),
    ],
    "nobody_responsible": [lambda: answered(until=DAY)],
    "dead_and_eligible": [lambda: died(person(), DAY - ONE)],
    "category_1_without_requirement": [lambda: person(category=1), lambda: required(1, last=DAY - ONE)],
    "requirement_without_category_1": [
        lambda: required(2),
        lambda: required(3, last=DAY),
        no_longer_eligible,
    ],
    "inside_and_elsewhere": [
        lambda: inside_and(AbsenceAbroad, start=DAY, kind="deported"),
        lambda: inside_and(Address, start=date(2022, 5, 2), kind="main"),
    ],
    "long_at_large": [
        lambda: at_large(until=A_YEAR_BEFORE),
        lambda: at_large(until=A_YEAR_BEFORE, news=DAY + ONE),
    ],
    "travel_without_last_day": [lambda: order(**TRAVEL), lambda: order(**TRAVEL, discharged=DAY + ONE)],
    "fixed_term_without_last_day": [lambda: order(kind="interim_shpo"), lambda: order(kind="svro")],
    "shorter_than_allowed": [
        lambda: order(kind="shpo", last_date=date(2027, 1, 8)),
        lambda: order(kind="sro", start_date=date(2022, 4, 10), last_date=date(2024, 4, 8)),
    ],
    "category_differs": [
        lambda: worked_out(1),
        lambda: worked_out(None),
        lambda: worked_out(2, until=DAY - ONE - ONE),
        lambda: worked_out(1, 4, recorded=2),
        lambda: worked_out(1, as_at=DAY - 400 * ONE),
    ],
    "category_undecided": [
        lambda: worked_out(None, 2),
        lambda: worked_out(2, 4, 1),
        lambda: worked_out(None, 4, 1, 2, recorded=1),
        lambda: worked_out(None, 2, until=DAY - ONE - ONE),
    ],
    "position_not_worked_out": [lambda: worked_out(None, state="not_worked_out", failure="Problem")],
    "changed_here": [mended],
}

NOT_FOUND: dict[str, list[Case]] = {
    "no_level": [person, lambda: level(until=DAY + ONE)],
    "nobody_responsible": [person, lambda: answered(until=DAY + ONE)],
    "dead_and_eligible": [person, lambda: died(person(), DAY)],
    "category_1_without_requirement": [
        lambda: required(1, last=DAY),
        lambda: required(1),
        lambda: person(category=2),
    ],
    "requirement_without_category_1": [
        lambda: required(1),
        lambda: required(2, last=DAY - ONE),
        lambda: required(4, restricted=True),
        lambda: died(required(2), DAY - ONE),
    ],
    "inside_and_elsewhere": [
        lambda: inside_and(AbsenceAbroad, start=DAY + ONE, kind="deported"),
        lambda: inside_and(AbsenceAbroad, start=date(2022, 1, 1), until_date=DAY, kind="living_abroad"),
        lambda: inside_and(Address, start=date(2022, 5, 1), kind="main"),
        lambda: inside_and(Address, start=date(2022, 5, 2), kind="secondary"),
    ],
    "long_at_large": [
        lambda: at_large(until=A_YEAR_BEFORE + ONE),
        lambda: at_large(until=A_YEAR_BEFORE, news=DAY),
    ],
    "travel_without_last_day": [
        lambda: order(**TRAVEL, travel_last_date=date(2025, 1, 9)),
        lambda: order(kind="shpo"),
        lambda: order(**TRAVEL, discharged=DAY),
        lambda: died(order(**TRAVEL), DAY - ONE),
        lambda: order(**TRAVEL, last_date=DAY - ONE),
    ],
    "fixed_term_without_last_day": [
        lambda: order(kind="interim_shpo", last_date=date(2024, 6, 1)),
        lambda: order(kind="shpo"),
    ],
    "shorter_than_allowed": [
        lambda: order(kind="shpo", last_date=date(2027, 1, 9)),
        lambda: order(kind="sro", start_date=date(2022, 4, 10), last_date=date(2024, 4, 9)),
        lambda: order(**TRAVEL, last_date=date(2025, 1, 9), travel_last_date=date(2025, 1, 9)),
        lambda: order(kind="interim_shpo", last_date=date(2024, 6, 1)),
    ],
    "category_differs": [
        lambda: worked_out(2),
        lambda: worked_out(None, until=DAY - ONE - ONE),
        lambda: worked_out(2, until=DAY - ONE),
        lambda: worked_out(None, 2),
        lambda: worked_out(1, 4, 2),
        lambda: worked_out(None, state="not_worked_out", failure="Problem"),
        lambda: worked_out(None, state="died"),
        lambda: worked_out(1, recorded_in_error=True),
    ],
    "category_undecided": [
        lambda: worked_out(2),
        lambda: worked_out(1, 4),
        lambda: worked_out(None, 2, recorded_in_error=True),
    ],
    "position_not_worked_out": [lambda: worked_out(2), lambda: worked_out(None, state="died")],
    "changed_here": [person],
}


def people_of(name: str) -> list[UUID]:
    """Return whom a finding has in London, as the web's superior reads it."""
    from django.db import connection

    finding = next(each for each in findings() if each.name == name)
    with connection.cursor() as cursor:
        cursor.execute(finding.sql, {"day": DAY, "areas": [LONDON]})
        return [subject for subject, _, _ in cursor.fetchall()]


def cases(listed: dict[str, list[Case]]) -> list[Any]:
    return [
        pytest.param(name, make, id=f"{name}-{number}")
        for name, made in listed.items()
        for number, make in enumerate(made, start=1)
    ]


@pytest.mark.parametrize(("name", "make"), cases(FOUND))
def test_is_found(name: str, make: Case) -> None:
    subject_id = make()
    assert people_of(name) == [subject_id]
    assert check([LONDON], day=DAY)[0].counts[name] == 1


@pytest.mark.parametrize(("name", "make"), cases(NOT_FOUND))
def test_is_not_found(name: str, make: Case) -> None:
    make()
    assert people_of(name) == []
    assert check([LONDON], day=DAY)[0].counts[name] == 0


@pytest.mark.parametrize("name", FOUND)
def test_what_was_recorded_in_error_is_nobodys_finding(name: str) -> None:
    Person.objects.filter(subject_id=FOUND[name][0]()).update(recorded_in_error=True)
    assert people_of(name) == []


def test_every_own_finding_has_somebody_inside_and_outside() -> None:
    assert set(FOUND) == set(NOT_FOUND) == {each.name for each in findings()} - {"not_sent"}


def test_every_finding_says_what_a_finding_says() -> None:
    for each in findings():
        assert all((each.title, each.why, each.mend, each.owner, each.source)), each.name


def test_people_of_another_area_are_not_found() -> None:
    person(area=7, level=None)
    assert people_of("no_level") == []


def test_unknown_area_is_refused() -> None:
    with pytest.raises(UnableToCheck, match="no area of number 99"):
        check([LONDON, 99], day=DAY)


def test_statistics_role_reads_the_findings_views_and_not_the_tables() -> None:
    from django.db import ProgrammingError

    with pytest.raises(ProgrammingError, match="permission denied"), acting_as(Role.STATISTICS) as connection:
        connection.cursor().execute("SELECT count(*) FROM public.orders_courtorder")
