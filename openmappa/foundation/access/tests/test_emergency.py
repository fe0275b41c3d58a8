"""A record opened in an emergency: for whom, for how long, told to whom, and reviewed by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from openmappa.foundation.access.domain import EMERGENCY_LASTS, Level, Outcome, Section, Viewer
from openmappa.foundation.access.models import EmergencyAccess, Sight, Subject
from openmappa.foundation.access.queries import NotVisible, emergency_accesses, may_give
from openmappa.foundation.access.services.emergency import end_emergency, open_in_emergency, review_emergency
from openmappa.foundation.access.services.sight import UnableToGive
from openmappa.foundation.access.tests.conftest import TODAY, looking
from openmappa.foundation.access.tests.test_giving import sees
from openmappa.foundation.accounts.domain import Role

MANAGER, GOVERNANCE = Role.POLICE_OFFENDER_MANAGER, Role.INFORMATION_GOVERNANCE_OFFICER


def opened(by: Viewer, subject: Subject, **more) -> EmergencyAccess:
    with looking(by):
        return open_in_emergency(by=by, subject_id=subject.id, reason="A child is at risk", **more)


def later(viewer: Viewer, hours: float) -> Viewer:
    return replace(viewer, at=viewer.now + timedelta(hours=hours))


@pytest.mark.parametrize("restricted", [False, True])
def test_record_is_open_in_full_for_four_hours_and_not_longer(viewer, subject, restricted: bool) -> None:
    Subject.objects.update(restricted=restricted)
    manager = viewer(MANAGER)
    assert not sees(manager, subject)
    access = opened(manager, subject)
    assert access.until_at - access.opened_at == EMERGENCY_LASTS
    assert sees(manager, subject)
    assert sees(later(manager, 3.99), subject)
    assert not sees(later(manager, 4), subject)


def test_special_sections_open_only_where_they_are_named(viewer, subject) -> None:
    manager = viewer(MANAGER)
    opened(manager, subject, sections=[Section.HEALTH])
    assert sees(manager, subject, Level.FULL, Section.HEALTH)
    assert not sees(manager, subject, Level.FULL, Section.VICTIM)


@pytest.mark.parametrize("role", [each for each in Role])
def test_only_roles_that_may_open_in_an_emergency(viewer, subject, role: Role) -> None:
    may = {
        Role.CO_ORDINATOR, MANAGER, Role.PROBATION_PRACTITIONER, Role.PRISON_OFFENDER_MANAGER,
    }  # fmt: skip
    Subject.objects.update(restricted=True)
    by = viewer(role)
    if role in may:
        opened(by, subject)
    else:
        with pytest.raises(NotVisible):
            opened(by, subject)
    assert sees(by, subject) is (role in may)


def test_missing_excluded_and_distant_records_answer_alike(viewer, subject) -> None:
    manager = viewer(MANAGER)
    distant = Subject.objects.create(responsible_area_id=17)
    Sight.objects.create(subject=subject, user_id=manager.user_id, level=0, source="test", start_date=TODAY)
    asked = []
    for each in (subject, distant, Subject(id=uuid4())):
        with looking(manager), CaptureQueriesContext(connection) as made, pytest.raises(NotVisible):
            open_in_emergency(by=manager, subject_id=each.id, reason="At risk")
        asked.append([query["sql"].replace(each.id.hex, "") for query in made])
        with looking(manager), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            EmergencyAccess.objects.create(
                subject_id=each.id, area_id=21, user_id=manager.user_id, reason="x",
                opened_at=manager.now, until_at=manager.now,
            )  # fmt: skip
    assert asked[0] == asked[1] == asked[2]


def test_exclusion_beats_an_emergency_that_is_open(viewer, subject) -> None:
    manager = viewer(MANAGER)
    opened(manager, subject)
    Sight.objects.create(subject=subject, user_id=manager.user_id, level=0, source="test", start_date=TODAY)
    assert not sees(manager, subject, Level.PRESENCE)


def test_who_sees_the_record_already_is_told_so(viewer, subject) -> None:
    with pytest.raises(UnableToGive, match="already"):
        opened(viewer(Role.CO_ORDINATOR), subject)


def test_emergency_lets_nobody_give_sight_to_others(viewer, subject) -> None:
    Subject.objects.update(restricted=True)
    by = viewer(Role.CO_ORDINATOR)
    opened(by, subject)
    with looking(by):
        assert may_give(viewer=by, subject_id=subject.id) == frozenset()


@pytest.mark.parametrize(
    "values",
    [{"until_at": timedelta(hours=5)}, {"section": "health"}, {"emergency": None}, {"subject": None}],
)
def test_raw_web_role_opens_no_more_than_the_emergency(viewer, subject, values) -> None:
    manager = viewer(MANAGER)
    other = Subject.objects.create(responsible_area_id=21)
    access = opened(manager, subject)
    row = {
        "subject_id": other.id if "subject" in values else subject.id, "user_id": manager.user_id, "level": 3,
        "section": values.get("section"), "source": "emergency", "start_date": TODAY, "reason": "x",
        "given_by_id": manager.user_id, "until_at": manager.now + values.get("until_at", EMERGENCY_LASTS),
        "emergency_id": None if "emergency" in values else access.id,
    }  # fmt: skip
    with looking(manager), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT INTO access_sight ({', '.join(row)}) VALUES ({', '.join(['%s'] * len(row))})",
            list(row.values()),
        )


def test_those_who_answer_for_the_record_and_who_reviews_are_told_at_once(viewer, subject) -> None:
    manager, lead = viewer(MANAGER), viewer(Role.PROBATION_PRACTITIONER)
    Sight.objects.create(subject=subject, user_id=lead.user_id, level=3, source="test", start_date=TODAY)
    opened(manager, subject)
    told = {
        lead: 1, viewer(Role.CO_ORDINATOR): 1, viewer(GOVERNANCE): 1, manager: 1,
        viewer(GOVERNANCE, area=17): 0, viewer(MANAGER): 0, viewer(Role.BOARD_MEMBER): 0,
    }  # fmt: skip
    for by, number in told.items():
        with looking(by):
            assert len(emergency_accesses(viewer=by, since=by.now)) == number
            assert EmergencyAccess.objects.count() == number


def test_review_comes_afterwards_once_and_from_somebody_else(viewer, subject) -> None:
    both = viewer(MANAGER, GOVERNANCE)
    reviewer = viewer(GOVERNANCE)
    access = opened(both, subject)

    def reviews(by: Viewer, review: str = "A child was at risk") -> None:
        with looking(by):
            review_emergency(by=by, access_id=access.id, outcome=Outcome.JUSTIFIED, review=review)

    for too_early in (
        reviewer,
        later(both, 5),
        later(viewer(Role.CO_ORDINATOR), 5),
        later(viewer(GOVERNANCE, area=17), 5),
    ):
        with pytest.raises(NotVisible):
            reviews(too_early)
    with pytest.raises(UnableToGive):
        reviews(later(reviewer, 5), " ")
    reviews(later(reviewer, 5))
    with pytest.raises(NotVisible):
        reviews(later(reviewer, 6))
    access.refresh_from_db()
    assert (access.outcome, access.reviewed_by_id) == (Outcome.JUSTIFIED, reviewer.user_id)


def test_own_review_is_refused_by_the_policy_and_by_the_constraint(viewer, subject) -> None:
    both = viewer(MANAGER, GOVERNANCE)
    access = opened(both, subject)
    after = later(both, 5)
    review = {"outcome": "justified", "review": "x", "reviewed_by_id": both.user_id, "reviewed_at": after.now}
    with looking(after):
        assert EmergencyAccess.objects.filter(id=access.id).update(**review) == 0
    with pytest.raises(IntegrityError, match="reviewed_by_another"), transaction.atomic():
        EmergencyAccess.objects.filter(id=access.id).update(**review)


def test_reviewer_changes_nothing_but_the_review(viewer, subject) -> None:
    access, reviewer = opened(viewer(MANAGER), subject), later(viewer(GOVERNANCE), 5)
    with looking(reviewer), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        EmergencyAccess.objects.filter(id=access.id).update(reason="Another")


def test_emergency_is_ended_early_by_who_opened_it_or_may_give_sight(viewer, subject) -> None:
    for ends in (None, viewer(Role.CO_ORDINATOR)):
        manager = viewer(MANAGER)
        access = opened(manager, subject)
        with looking(viewer(MANAGER)) as _, pytest.raises(NotVisible):
            end_emergency(by=manager, access_id=access.id)
        by = later(ends or manager, 1)
        with looking(by):
            end_emergency(by=by, access_id=access.id)
        assert not sees(later(manager, 1), subject)
        access.refresh_from_db()
        assert access.until_at == by.now


def test_emergency_cannot_last_longer_in_the_database(viewer, subject) -> None:
    manager = viewer(MANAGER)
    with pytest.raises(IntegrityError, match="access_emergency_lasts"), transaction.atomic():
        EmergencyAccess.objects.create(
            subject=subject, area_id=21, user_id=manager.user_id, reason="x", opened_at=manager.now,
            until_at=manager.now + EMERGENCY_LASTS + timedelta(seconds=1),
        )  # fmt: skip
