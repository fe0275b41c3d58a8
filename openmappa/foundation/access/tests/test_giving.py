"""Who may give sight, restrict a record, ask and answer: by the services, and by raw SQL past them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from openmappa.foundation.access.domain import Answer, Level, Section, Sensitivity, Source, Viewer
from openmappa.foundation.access.models import AccessRequest, Restriction, Sight, Subject, opens
from openmappa.foundation.access.queries import NotVisible, may_give, sight_of, team_to_ask
from openmappa.foundation.access.services.asking import ask_for_access, give_access, refuse_access
from openmappa.foundation.access.services.restriction import lift_restriction, restrict
from openmappa.foundation.access.services.sight import (
    Holder,
    MayNotGive,
    UnableToGive,
    end_sight,
    give_sight,
)
from openmappa.foundation.access.tests.conftest import TODAY, looking
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Agency, Team

FULL = Sensitivity(Section.PRESENCE, Level.FULL)
UNTIL = TODAY + timedelta(days=30)


def sees(
    viewer: Viewer, subject: Subject, least: Level = Level.FULL, section: Section = Section.PRESENCE
) -> bool:
    """Return whether both walls let the viewer see so much, and assert that they agree."""
    with looking(viewer):
        asked = Subject.objects.filter(
            opens(viewer, Sensitivity(section, least), subject="id"), id=subject.id
        )
        seen = asked.exists()
        if least is Level.PRESENCE:
            assert seen == Subject.objects.filter(id=subject.id).exists()
    return seen


def give(by: Viewer, subject: Subject | UUID, holder: Holder, **more) -> None:
    given = {"level": Level.FULL, "section": None, "until_date": UNTIL, "reason": "Works with the family"}
    with looking(by):
        give_sight(by=by, subject_id=getattr(subject, "id", subject), holder=holder, **{**given, **more})


def test_sight_given_by_name_opens_until_its_end_and_says_why(viewer, subject) -> None:
    giver, other = viewer(Role.CO_ORDINATOR), viewer(Role.CO_OPERATING_MEMBER)
    assert not sees(other, subject, Level.PRESENCE)
    give(giver, subject, Holder(user_id=other.user_id))
    assert sees(other, subject)
    assert sees(replace(other, as_at=UNTIL - timedelta(days=1), at=None), subject)
    assert not sees(replace(other, as_at=UNTIL, at=None), subject, Level.PRESENCE)
    row = Sight.objects.get()
    assert (row.reason, row.given_by_id, row.source) == ("Works with the family", giver.user_id, "given")


@pytest.mark.parametrize("holder", ["agency", "team"])
def test_sight_is_given_to_agencies_and_teams(viewer, subject, holder: str) -> None:
    team = Team.objects.create(area_id=21, lead_agency="police", name="A team")
    giver, other = viewer(Role.CO_ORDINATOR), viewer(Role.CO_OPERATING_MEMBER, team=team)
    agency = Agency.objects.get(code="police-metropolitan")
    to = Holder(agency_id=agency.id) if holder == "agency" else Holder(team_id=team.id)
    give(giver, subject, to, level=Level.SUMMARY)
    assert sees(other, subject, Level.SUMMARY)
    assert not sees(other, subject)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": " "}, "Enter the reason"),
        ({"reason": "x" * 1001}, "1,000 characters"),
        ({"until_date": None}, "Enter the day"),
        ({"until_date": TODAY}, "in the future"),
        ({"until_date": TODAY + timedelta(days=367)}, "366 days at most"),
        ({"level": Level.NONE, "section": Section.HEALTH, "until_date": None}, "whole record"),
    ],
)
def test_what_is_given_needs_a_reason_and_an_end(viewer, subject, given, words: str) -> None:
    giver, other = viewer(Role.CO_ORDINATOR), viewer(Role.CO_OPERATING_MEMBER)
    with pytest.raises(UnableToGive, match=words):
        give(giver, subject, Holder(user_id=other.user_id), **given)
    assert not Sight.objects.exists()


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.CO_ORDINATOR])
def test_nobody_but_the_co_ordinator_gives(viewer, subject, role: Role) -> None:
    giver, other = viewer(role), viewer(Role.CO_OPERATING_MEMBER)
    Sight.objects.create(subject=subject, user_id=giver.user_id, level=3, source="test", start_date=TODAY)
    with pytest.raises(MayNotGive):
        give(giver, subject, Holder(user_id=other.user_id))
    assert not inserted(giver, subject, user_id=other.user_id)


def test_nobody_gives_to_oneself_or_to_who_works_on_no_case(viewer, subject) -> None:
    giver, board = viewer(Role.CO_ORDINATOR), viewer(Role.BOARD_MEMBER)
    with pytest.raises(UnableToGive, match="yourself"):
        give(giver, subject, Holder(user_id=giver.user_id))
    assert not inserted(giver, subject, user_id=giver.user_id)
    with pytest.raises(UnableToGive, match="no role"):
        give(giver, subject, Holder(user_id=board.user_id))
    give(giver, subject, Holder(user_id=giver.user_id), level=Level.NONE, until_date=None)
    assert not sees(giver, subject, Level.PRESENCE)


def test_special_section_is_given_only_by_who_holds_it(viewer, subject) -> None:
    giver, other = viewer(Role.CO_ORDINATOR), viewer(Role.CO_OPERATING_MEMBER)
    health = {"section": Section.HEALTH}
    with pytest.raises(MayNotGive):
        give(giver, subject, Holder(user_id=other.user_id), **health)
    assert not inserted(giver, subject, user_id=other.user_id, section="health")
    Sight.objects.create(
        subject=subject, user_id=giver.user_id, level=3, section="health", source="test", start_date=TODAY
    )
    with looking(giver):
        assert may_give(viewer=giver, subject_id=subject.id) == {None, Section.HEALTH}
    give(giver, subject, Holder(user_id=other.user_id), level=Level.SUMMARY)
    assert not sees(other, subject, Level.FULL, Section.HEALTH)
    give(giver, subject, Holder(user_id=other.user_id), **health)
    assert sees(other, subject, Level.FULL, Section.HEALTH)
    assert not sees(other, subject, Level.FULL, Section.VICTIM)
    assert not sees(other, subject)


def inserted(by: Viewer, subject: Subject | UUID, **values) -> bool:
    """Return whether the raw web role may insert a row of sight; every refusal says the same."""
    row = {
        "subject_id": getattr(subject, "id", subject), "level": 3, "source": "given", "start_date": TODAY,
        "until_date": UNTIL, "reason": "Because", "given_by_id": by.user_id, **values,
    }  # fmt: skip
    columns = ", ".join(row)
    statement = f"INSERT INTO access_sight ({columns}) VALUES ({', '.join(['%s'] * len(row))})"
    with looking(by):
        said = refusal(statement, list(row.values()))
    assert said in ("", 'new row violates row-level security policy for table "access_sight"')
    return not said


def refusal(statement: str, values: list[object]) -> str:
    """Return what the database says against a statement; "" if nothing."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as problem:
        return str(problem).strip()
    return ""


@pytest.mark.parametrize(
    "values",
    [
        {"given_by_id": None},
        {"reason": " "},
        {"until_date": None},
        {"until_date": TODAY + timedelta(days=367)},
        {"start_date": TODAY - timedelta(days=1)},
        {"source": "responsibility"},
        {"source": "responsibility", "reference": 1},
        {"reference": 1},
        {"source": "restriction"},
        {"source": "emergency"},
        {"level": 0, "until_date": None, "section": "health"},
    ],
)
def test_raw_web_role_gives_only_as_the_services_do(viewer, subject, values) -> None:
    giver, other = viewer(Role.CO_ORDINATOR), viewer(Role.CO_OPERATING_MEMBER)
    assert inserted(giver, subject, user_id=other.user_id)
    assert not inserted(giver, subject, user_id=other.user_id, **values)


def test_missing_restricted_and_distant_people_are_refused_alike(viewer) -> None:
    giver, other = viewer(Role.CO_ORDINATOR), viewer(Role.CO_OPERATING_MEMBER)
    restricted = Subject.objects.create(responsible_area_id=21, restricted=True)
    distant = Subject.objects.create(responsible_area_id=17)
    for each in (restricted.id, distant.id, uuid4()):
        assert not inserted(giver, each, user_id=other.user_id)
        with pytest.raises(MayNotGive):
            give(giver, each, Holder(user_id=other.user_id))


def test_sight_is_neither_changed_nor_deleted_by_the_web(viewer, subject) -> None:
    giver = viewer(Role.CO_ORDINATOR)
    for statement in ("UPDATE access_sight SET level = 3", "DELETE FROM access_sight"):
        with looking(giver), pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_ended_sight_opens_nothing_at_once_and_stays_on_record(viewer, subject) -> None:
    giver, other, stranger = (
        viewer(Role.CO_ORDINATOR),
        viewer(Role.CO_OPERATING_MEMBER),
        viewer(Role.ADMINISTRATOR),
    )
    give(giver, subject, Holder(user_id=other.user_id))
    key = Sight.objects.get().id
    for by in (stranger, other):
        with looking(by), pytest.raises(NotVisible):
            end_sight(by=by, sight_id=key, reason="No reason of mine")
    with looking(giver):
        end_sight(by=giver, sight_id=key, reason="The work is done")
    assert not sees(other, subject, Level.PRESENCE)
    with looking(giver):
        (row,) = sight_of(viewer=giver, subject_id=subject.id)
    assert (row.until_date, row.until_at, row.ended_by_id, row.end_reason) == (
        UNTIL, giver.now, giver.user_id, "The work is done",
    )  # fmt: skip
    with looking(giver), pytest.raises(NotVisible):
        end_sight(by=giver, sight_id=key, reason="Again")


def test_who_was_let_see_is_shown_to_who_sees_in_full(viewer, subject) -> None:
    giver, other, manager = (
        viewer(Role.CO_ORDINATOR),
        viewer(Role.CO_OPERATING_MEMBER),
        viewer(Role.POLICE_OFFENDER_MANAGER),
    )
    give(giver, subject, Holder(user_id=other.user_id), level=Level.SUMMARY)
    for by, rows in ((giver, 1), (other, 0), (manager, 0)):
        with looking(by):
            assert len(sight_of(viewer=by, subject_id=subject.id)) == rows


def test_restricted_record_is_open_by_name_only_and_says_why(viewer, subject) -> None:
    giver, colleague = viewer(Role.CO_ORDINATOR), viewer(Role.ADMINISTRATOR)
    with looking(giver):
        restrict(by=giver, subject_id=subject.id, reason="Known to staff")
    assert sees(giver, subject)
    assert not sees(colleague, subject, Level.PRESENCE)
    assert Restriction.objects.get().reason == "Known to staff"
    with looking(giver):
        lift_restriction(by=giver, subject_id=subject.id, reason="No longer known")
    assert sees(colleague, subject)
    row = Restriction.objects.get()
    assert (row.ended_by_id, row.end_reason) == (giver.user_id, "No longer known")
    assert Sight.objects.get().until_at == giver.now


def test_restricting_again_or_lifting_what_is_not_restricted_is_refused(viewer, subject) -> None:
    giver = viewer(Role.CO_ORDINATOR)
    with looking(giver):
        with pytest.raises(MayNotGive):
            lift_restriction(by=giver, subject_id=subject.id, reason="x")
        restrict(by=giver, subject_id=subject.id, reason="x")
        with pytest.raises(MayNotGive):
            restrict(by=giver, subject_id=subject.id, reason="x")


def test_record_is_restricted_anew_after_an_extract_sent_it_as_open(viewer, subject) -> None:
    giver = viewer(Role.CO_ORDINATOR)
    with looking(giver):
        restrict(by=giver, subject_id=subject.id, reason="First")
    Subject.objects.filter(id=subject.id).update(restricted=False)
    with looking(giver):
        restrict(by=giver, subject_id=subject.id, reason="Second")
    first, second = Restriction.objects.order_by("id")
    assert first.ended_at is not None
    assert (second.reason, second.ended_at) == ("Second", None)


@pytest.mark.parametrize("statement", ["restricted = NOT restricted", "responsible_area_id = 17"])
def test_full_sight_alone_does_not_restrict_or_move_a_record(viewer, subject, statement: str) -> None:
    manager = viewer(Role.POLICE_OFFENDER_MANAGER)
    Sight.objects.create(subject=subject, user_id=manager.user_id, level=3, source="test", start_date=TODAY)
    with looking(manager), pytest.raises(DatabaseError, match="decided by those"), transaction.atomic():
        connection.cursor().execute(f"UPDATE access_subject SET {statement}")


@pytest.mark.parametrize("role", list(Role))
def test_exclusion_beats_every_grant(viewer, subject, role: Role) -> None:
    giver, other = viewer(Role.CO_ORDINATOR), viewer(role)
    Sight.objects.create(subject=subject, user_id=other.user_id, level=3, source="test", start_date=TODAY)
    give(giver, subject, Holder(user_id=other.user_id), level=Level.NONE, until_date=None)
    assert not sees(other, subject, Level.PRESENCE)


def test_request_is_answered_by_giving_and_who_asked_sees_the_record(viewer, subject) -> None:
    asker, holder = viewer(Role.POLICE_OFFENDER_MANAGER), viewer(Role.CO_ORDINATOR)
    with looking(asker):
        asked = ask_for_access(by=asker, subject_id=subject.id, reason="Met at a visit", wanted_until=UNTIL)
        with pytest.raises(UnableToGive, match="asked already"):
            ask_for_access(by=asker, subject_id=subject.id, reason="Again", wanted_until=UNTIL)
        with pytest.raises(NotVisible):
            give_access(
                by=asker, request_id=asked.id, level=Level.FULL, sections=(), until_date=UNTIL, reason="x"
            )
    with looking(holder):
        give_access(
            by=holder, request_id=asked.id, level=Level.SUMMARY, sections=(), until_date=UNTIL, reason="Yes"
        )
        with pytest.raises(NotVisible):
            refuse_access(by=holder, request_id=asked.id, reason="Twice")
    assert sees(asker, subject, Level.SUMMARY)
    assert not sees(asker, subject)
    row = AccessRequest.objects.get()
    assert (row.answer, row.answered_by_id, row.answer_reason) == (Answer.GIVEN, holder.user_id, "Yes")


def test_refused_request_opens_nothing(viewer, subject) -> None:
    asker, holder = viewer(Role.POLICE_OFFENDER_MANAGER), viewer(Role.CO_ORDINATOR)
    with looking(asker):
        asked = ask_for_access(by=asker, subject_id=subject.id, reason="Curious", wanted_until=UNTIL)
    with looking(holder):
        refuse_access(by=holder, request_id=asked.id, reason="Not yours")
    assert AccessRequest.objects.get().answer == Answer.REFUSED
    assert not sees(asker, subject, Level.SUMMARY)


def test_nobody_asks_for_what_they_may_not_know_of(viewer) -> None:
    asker = viewer(Role.POLICE_OFFENDER_MANAGER)
    restricted = Subject.objects.create(responsible_area_id=21, restricted=True)
    for each in (restricted.id, uuid4()):
        with looking(asker):
            with pytest.raises(NotVisible):
                ask_for_access(by=asker, subject_id=each, reason="Curious", wanted_until=UNTIL)
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                AccessRequest.objects.create(
                    subject_id=each, user_id=asker.user_id, reason="x", wanted_until=UNTIL, asked_at=asker.now
                )


def test_request_cannot_be_answered_by_who_asked_in_the_database(viewer, subject) -> None:
    holder = viewer(Role.CO_ORDINATOR)
    asked = AccessRequest.objects.create(
        subject=subject, user_id=holder.user_id, reason="x", wanted_until=UNTIL, asked_at=holder.now
    )
    answer = {"answer": "given", "answered_by_id": holder.user_id, "answered_at": holder.now}
    with looking(holder):
        assert AccessRequest.objects.filter(id=asked.id).update(**answer) == 0
    with pytest.raises(IntegrityError, match="access_request_answer"), transaction.atomic():
        AccessRequest.objects.filter(id=asked.id).update(**answer)


def test_transfer_of_the_area_closes_for_the_old_and_opens_for_the_new(viewer, subject) -> None:
    old, new = viewer(Role.CO_ORDINATOR), viewer(Role.CO_ORDINATOR, area=17)
    assert (sees(old, subject), sees(new, subject)) == (True, False)
    Subject.objects.filter(id=subject.id).update(responsible_area_id=17)
    assert (sees(old, subject, Level.PRESENCE), sees(new, subject)) == (False, True)
    assert not sees(old, subject)


def test_transfer_of_responsibility_closes_for_the_old_team_and_opens_for_the_new(viewer, subject) -> None:
    Subject.objects.update(restricted=True)
    day = TODAY + timedelta(days=5)
    old, new = (
        Team.objects.create(area_id=21, lead_agency="police", name=f"Team {number}") for number in (1, 2)
    )
    for number, (team, start, until) in enumerate(((old, TODAY, day), (new, day, None))):
        Sight.objects.create(
            subject=subject, team=team, level=3, source=Source.RESPONSIBILITY, reference=number,
            start_date=start, until_date=until,
        )  # fmt: skip
    before, after = (viewer(Role.POLICE_OFFENDER_MANAGER, team=team) for team in (old, new))
    assert (sees(before, subject), sees(after, subject)) == (True, False)
    on_the_day = [replace(each, as_at=day, at=None) for each in (before, after)]
    assert [sees(each, subject) for each in on_the_day] == [False, True]


def test_team_to_ask_is_told_to_who_may_know_of_the_record(viewer, subject) -> None:
    team = Team.objects.create(area_id=21, lead_agency="police", name="Anytown unit")
    Sight.objects.create(
        subject=subject, team=team, level=3, source=Source.RESPONSIBILITY, reference=1, start_date=TODAY
    )
    manager, stranger = viewer(Role.POLICE_OFFENDER_MANAGER), viewer(Role.CO_OPERATING_MEMBER)
    for by, name in ((manager, "Anytown unit"), (stranger, "")):
        with looking(by):
            assert team_to_ask(viewer=by, subject_id=subject.id) == name


def test_closed_account_sees_nothing_that_it_was_given(viewer, subject) -> None:
    other = viewer(Role.CO_OPERATING_MEMBER)
    Sight.objects.create(subject=subject, user_id=other.user_id, level=3, source="test", start_date=TODAY)
    User.objects.filter(id=other.user_id).update(is_active=False)
    with looking(other):
        assert not Subject.objects.exists()
