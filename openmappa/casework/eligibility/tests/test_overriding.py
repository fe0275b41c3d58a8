"""Deciding otherwise than the law says: nothing changes until a second officer, another person, has agreed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from openmappa.casework.eligibility.domain.deciding import Answer
from openmappa.casework.eligibility.models import Decision, DecisionAnswer
from openmappa.casework.eligibility.services.problems import MayNotDecide, UnableToDecide
from openmappa.casework.eligibility.tests.conftest import (
    PRESENT_START,
    RAPE,
    ROBBERY,
    TODAY,
    answered,
    confirmed,
    matter,
    overridden,
    web,
)
from openmappa.casework.standing.models import Ground
from openmappa.foundation.audit.models import Event
from openmappa.statute.vocabulary.limbs import Limb

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(recorded):  # type: ignore[no-untyped-def]
    found = recorded()
    found.convicted(ROBBERY)
    found.held(found.stands(2, "category_2_conviction"), 1)
    return found


def test_nothing_changes_until_a_second_officer_agrees(first, second, person) -> None:
    overridden(first, person, Limb.CATEGORY_1_NOTIFICATION)
    assert person.standings() == [("eligible", 2, PRESENT_START, None)]
    assert matter(second, person).waiting.by == "Pat First"
    answered(second, person, Answer.AGREED)
    assert person.standings() == [
        ("eligible", 2, PRESENT_START, date(2024, 4, 9)),
        ("eligible", 1, TODAY, None),
    ]
    assert person.levels() == [(2, 1, PRESENT_START, TODAY), (1, 1, TODAY, None)]
    limbs = Ground.objects.filter(standing__category=1).values_list("limb", flat=True)
    assert set(limbs) == {"category_1_notification", "category_2_conviction"}
    assert DecisionAnswer.objects.get().standing.category == 1
    assert not matter(first, person).is_to_decide


def test_a_level_that_does_not_fit_ends(first, second, person) -> None:
    overridden(first, person, Limb.CATEGORY_3)
    answered(second, person, Answer.AGREED)
    assert person.levels() == [(2, 1, PRESENT_START, TODAY)]
    assert person.standings()[-1] == ("eligible", 3, TODAY, None)


def test_not_eligible_against_the_law(first, second, person) -> None:
    overridden(first, person, None)
    answered(second, person, Answer.AGREED)
    assert person.standings()[-1] == ("considered_not_eligible", None, TODAY, None)
    assert person.levels() == [(2, 1, PRESENT_START, TODAY)]


@pytest.mark.parametrize("answer", [Answer.DECLINED, Answer.WITHDRAWN])
def test_declined_or_withdrawn_changes_nothing(first, second, person, answer) -> None:
    overridden(first, person, None)
    answered(first if answer is Answer.WITHDRAWN else second, person, answer, reason="No")
    assert person.standings() == [("eligible", 2, PRESENT_START, None)]
    assert matter(first, person).waiting is None
    assert matter(first, person).last is None


def test_the_same_officer_may_not_agree(first, person) -> None:
    overridden(first, person, None)
    for answer in (Answer.AGREED, Answer.DECLINED):
        with pytest.raises(UnableToDecide, match="You took this decision"):
            answered(first, person, answer)
    assert not DecisionAnswer.objects.exists()


def test_another_account_of_the_same_name_may_not_agree(first, officer, person) -> None:
    overridden(first, person, None)
    with pytest.raises(UnableToDecide, match="the same name"):
        answered(officer(name="pat  FIRST"), person, Answer.AGREED)


def test_nobody_withdraws_anothers_decision(first, second, person) -> None:
    overridden(first, person, None)
    with pytest.raises(UnableToDecide, match="Only the officer who decided"):
        answered(second, person, Answer.WITHDRAWN)


@pytest.mark.parametrize(
    ("who", "answer", "constraint"),
    [
        ("first", "agreed", "eligibility_answer_by_another"),
        ("namesake", "agreed", "eligibility_answer_by_another"),
        ("first", "declined", "eligibility_answer_by_another"),
        ("second", "withdrawn", "eligibility_answer_withdrawn"),
    ],
)
def test_the_database_itself_refuses_the_wrong_person(
    first, second, officer, person, who, answer, constraint
) -> None:
    overridden(first, person, None)
    viewer = {"first": first, "second": second, "namesake": officer(name="PatFirst")}[who]
    with pytest.raises(DatabaseError) as refused, web(viewer), transaction.atomic():
        DecisionAnswer.objects.create(
            decision=Decision.objects.get(), subject_id=person.id, answer=answer, reason="No",
            answered_by_id=viewer.user_id, answered_in_role="",
        )  # fmt: skip
    assert refused.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def test_only_an_override_waits_for_an_answer(first, second, person) -> None:
    confirmed(first, person)
    with pytest.raises(DatabaseError, match="only an override"), web(second), transaction.atomic():
        DecisionAnswer.objects.create(
            decision=Decision.objects.get(), subject_id=person.id, answer="declined", reason="No",
            answered_by_id=second.user_id, answered_in_role="",
        )  # fmt: skip


def test_the_database_lets_nobody_decide_under_anothers_name_or_without_the_permission(
    first, second, officer, person
) -> None:
    confirmed(first, person)
    values = {
        field.attname: getattr(Decision.objects.get(), field.attname)
        for field in Decision._meta.concrete_fields
        if field.attname not in ("id", "decided_at")
    } | {"number": 2}
    for viewer, by in ((second, first), (officer("administrator"), None)):
        with pytest.raises(DatabaseError, match="row-level security"), web(viewer), transaction.atomic():
            Decision.objects.create(**values | {"decided_by_id": (by or viewer).user_id})


@pytest.mark.parametrize("role", ["web", "loader", "statistics", "sealer", "owner"])
@pytest.mark.parametrize("table", ["eligibility_decision", "eligibility_decisionanswer"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_no_role_changes_or_deletes_a_decision(first, second, person, role, table, statement) -> None:
    overridden(first, person, None)
    answered(second, person, Answer.DECLINED)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"SET LOCAL ROLE openmappa_{role}")
        if role == "web":
            cursor.execute("SELECT set_config('openmappa.viewer', %s, true)", [str(first.user_id)])
            cursor.execute("SELECT set_config('openmappa.day', %s, true)", [TODAY.isoformat()])
        with pytest.raises(DatabaseError, match="permission denied|only grows|Cannot update or delete"):
            cursor.execute(statement.format(table))
        transaction.set_rollback(True)


def test_one_override_at_a_time_and_no_decision_beside_it(first, second, person) -> None:
    overridden(first, person, None)
    with pytest.raises(UnableToDecide, match="waits for a second officer"):
        overridden(second, person, None)
    with pytest.raises(UnableToDecide, match="waits for a second officer"):
        confirmed(second, person)


def test_what_the_law_says_already_is_no_override(first, person) -> None:
    with pytest.raises(UnableToDecide, match="what the law says"):
        overridden(first, person, Limb.CATEGORY_2_CONVICTION)
    with pytest.raises(UnableToDecide, match="why you decide otherwise"):
        overridden(first, person, None, reason=" ")
    assert not Decision.objects.exists()


def test_agreement_needs_the_law_to_say_what_it_said(first, second, person) -> None:
    overridden(first, person, None)
    person.convicted(RAPE, on=date(2024, 1, 8))
    with pytest.raises(UnableToDecide, match="has changed since"):
        answered(second, person, Answer.AGREED)
    answered(second, person, Answer.DECLINED)


def test_answering_needs_the_permission_and_something_that_waits(first, second, officer, person) -> None:
    with pytest.raises(UnableToDecide, match="No decision waits"):
        answered(second, person, Answer.AGREED)
    overridden(first, person, None)
    with pytest.raises(MayNotDecide):
        answered(officer("administrator"), person, Answer.AGREED)


def test_proposal_and_answer_are_entries_of_the_log(first, second, person) -> None:
    overridden(first, person, None)
    answered(second, person, Answer.AGREED, reason="I read the advice")
    said = [(each.what, each.actor) for each in Event.objects.filter(operation="alteration").order_by("id")]
    assert said == [
        ("eligibility override put to a second officer", first.user_id),
        ("eligibility override agreed to", second.user_id),
    ]
