"""Confirming what the law says: what it writes, what it refuses, and what is written down."""

from __future__ import annotations

from datetime import date

import pytest

from openmappa.casework.eligibility.models import Decision
from openmappa.casework.eligibility.services.problems import MatterHasChanged, MayNotDecide, UnableToDecide
from openmappa.casework.eligibility.tests.conftest import (
    CONVICTED,
    IMPOSED,
    LAST,
    PHOTOGRAPH,
    PRESENT_START,
    RAPE,
    ROBBERY,
    TODAY,
    confirmed,
    matter,
)
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.audit.models import Event
from openmappa.foundation.changes import services as changes
from openmappa.foundation.changes.domain import What
from openmappa.statute.explanation.answer import RULES_VERSION

pytestmark = pytest.mark.django_db


def test_a_person_without_a_standing_gets_the_one_of_the_law_with_its_grounds(first, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    confirmed(first, person)
    assert person.standings() == [("eligible", 2, IMPOSED, None)]
    grounds = Ground.objects.filter(subject=person.subject).values_list("limb", "start_date", "last_date")
    assert list(grounds) == [("category_2_conviction", IMPOSED, LAST)]


def test_all_limbs_that_hold_become_grounds(first, recorded) -> None:
    person = recorded()
    person.convicted(RAPE)
    confirmed(first, person)
    assert person.standings() == [("eligible", 1, CONVICTED, None)]
    limbs = Ground.objects.filter(subject=person.subject).values_list("limb", flat=True)
    assert set(limbs) == {"category_1_notification", "category_2_conviction"}


def test_the_decision_keeps_facts_findings_rules_and_who_decided(first, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    confirmed(first, person, reason="As the certificate says")
    found = Decision.objects.get(subject=person.subject)
    assert (found.number, found.route, found.kind, found.category) == (1, "confirmed", "eligible", 2)
    assert found.facts["convictions"][0]["offence_code"] == ROBBERY
    assert found.findings["limbs"][1]["outcome"] == "met"
    assert (found.rules_version, found.settings["headline_order"]) == (RULES_VERSION, [4, 1, 2, 3])
    assert (found.decided_by_id, found.decided_in_role) == (first.user_id, "MAPPA co-ordinator")
    assert found.standing.category == 2
    assert found.met == ["category_2_conviction"]


def test_another_category_ends_the_standing_and_carries_the_level_over(first, recorded) -> None:
    person = recorded()
    person.convicted(RAPE)
    person.held(person.stands(2, "category_2_conviction"), 2)
    confirmed(first, person, start_date=date(2024, 3, 1))
    assert person.standings() == [
        ("eligible", 2, PRESENT_START, date(2024, 2, 29)),
        ("eligible", 1, date(2024, 3, 1), None),
    ]
    assert person.levels() == [
        (2, 2, PRESENT_START, date(2024, 3, 1)),
        (1, 2, date(2024, 3, 1), None),
    ]
    assert Ground.objects.get(standing__category=2).last_date == date(2024, 2, 29)
    assert all(Standing.objects.values_list("changed_here", flat=True))


def test_a_level_that_began_after_the_day_moves_to_the_new_standing(first, recorded) -> None:
    person = recorded()
    person.convicted(RAPE)
    standing = person.stands(2, "category_2_conviction")
    person.held(standing, 2, until_date=date(2024, 3, 20))
    person.held(standing, 3, date(2024, 3, 20))
    confirmed(first, person, start_date=date(2024, 3, 1))
    assert person.levels() == [
        (2, 2, PRESENT_START, date(2024, 3, 1)),
        (1, 2, date(2024, 3, 1), date(2024, 3, 20)),
        (1, 3, date(2024, 3, 20), None),
    ]


def test_who_is_no_longer_eligible_leaves_with_the_level(first, recorded) -> None:
    person = recorded()
    person.held(person.stands(2, "category_2_conviction"), 1)
    confirmed(first, person, reason="Licence ended", start_date=date(2024, 4, 1))
    assert person.standings() == [("eligible", 2, PRESENT_START, date(2024, 3, 31))]
    assert person.levels() == [(2, 1, PRESENT_START, date(2024, 4, 1))]


def test_who_was_never_eligible_is_considered_and_not_eligible_with_a_reason(first, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY, months=6)
    with pytest.raises(UnableToDecide, match="Enter the reason"):
        confirmed(first, person)
    confirmed(first, person, reason="Six months only")
    assert person.standings() == [("considered_not_eligible", None, TODAY, None)]
    assert matter(first, person).considered.reason == "Six months only"


def test_a_standing_from_the_same_day_is_marked_as_an_error(first, recorded) -> None:
    person = recorded()
    person.convicted(RAPE)
    person.held(person.stands(2, "category_2_conviction"), 1)
    confirmed(first, person, start_date=PRESENT_START)
    assert person.standings() == [("eligible", 1, PRESENT_START, None)]
    assert person.levels() == [(1, 1, PRESENT_START, None)]
    assert Standing.objects.get(category=2).recorded_in_error
    assert Level.objects.count() == 1


def test_the_same_category_brings_the_grounds_up_to_date(first, recorded) -> None:
    person = recorded()
    person.convicted(RAPE)
    person.stands(1, "category_1_notification")
    confirmed(first, person)
    assert person.standings() == [("eligible", 1, PRESENT_START, None)]
    limbs = Ground.objects.filter(subject=person.subject).values_list("limb", flat=True)
    assert set(limbs) == {"category_1_notification", "category_2_conviction"}


def test_a_day_in_the_future_and_before_another_standing_are_refused(first, recorded) -> None:
    person = recorded()
    person.convicted(RAPE)
    person.stands(2, "category_2_conviction")
    for day, words in (
        (date(2024, 4, 11), "today or in the past"),
        (date(2022, 4, 3), "must be after 3 April 2022"),
    ):
        with pytest.raises(UnableToDecide, match=words) as refused:
            confirmed(first, person, start_date=day)
        assert refused.value.field == "start_date"
    assert not Decision.objects.exists()


def test_what_is_open_needs_a_reason_and_is_kept_as_open(first, recorded) -> None:
    person = recorded()
    person.convicted(PHOTOGRAPH, months=8)
    with pytest.raises(UnableToDecide, match="Enter the reason"):
        confirmed(first, person)
    confirmed(first, person, reason="The age of the child is being asked for")
    assert Decision.objects.get().undecided == [1]
    assert person.standings()[0][0] == "considered_not_eligible"


def test_nothing_is_to_decide_after_a_decision_until_a_fact_changes(first, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    assert matter(first, person).is_to_decide
    confirmed(first, person)
    assert not matter(first, person).is_to_decide
    person.convicted(RAPE, on=date(2024, 1, 8))
    now = matter(first, person)
    assert now.is_to_decide
    assert now.proposal.category == 1


@pytest.mark.parametrize(("category", "to_decide"), [(2, False), (1, True), (3, True)])
def test_a_recorded_category_that_the_law_does_not_give_is_to_decide(
    first, recorded, category, to_decide
) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    person.stands(category)
    assert matter(first, person).is_to_decide is to_decide


def test_a_recorded_category_that_cannot_be_ruled_out_is_left(first, recorded) -> None:
    person = recorded()
    person.convicted(PHOTOGRAPH, months=8)
    person.stands(1, "category_1_notification")
    assert not matter(first, person).is_to_decide


def test_a_decision_on_a_state_that_has_changed_is_refused(first, second, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    seen = matter(first, person).token
    confirmed(second, person)
    with pytest.raises(MatterHasChanged) as late:
        confirmed(first, person, expected=seen)
    assert late.value.now.decisions[0].number == 1
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("change", ["conviction", "level", "standing"])
def test_every_change_of_what_is_decided_on_makes_another_state(first, recorded, change: str) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    standing = person.stands(2, "category_2_conviction")
    level = person.held(standing, 1)
    seen = matter(first, person).token
    if change == "conviction":
        person.convicted(RAPE)
    elif change == "level":
        Level.objects.filter(pk=level.pk).update(reason="Otherwise", version=2)
    else:
        Standing.objects.filter(pk=standing.pk).update(start_date=date(2022, 4, 3), version=2)
    assert matter(first, person).token != seen


def test_who_may_decide(officer, recorded) -> None:
    person = recorded()
    person.convicted(ROBBERY)
    with pytest.raises(MayNotDecide):
        confirmed(officer("administrator"), person)
    with pytest.raises(NotVisible):
        confirmed(officer(area=20), person)
    hidden = recorded(restricted=True)
    with pytest.raises(NotVisible):
        confirmed(officer(), hidden)
    assert not Decision.objects.exists()


def test_a_decision_is_one_entry_of_the_log_and_news(first, recorded, monkeypatch) -> None:
    person = recorded()
    person.convicted(RAPE)
    person.stands(2, "category_2_conviction")
    heard: list[object] = []
    monkeypatch.setattr(changes, "_tell", lambda connection, news: heard.append(news))
    confirmed(first, person, reason="The certificate of conviction")
    event = Event.objects.get(operation="alteration")
    assert (event.what, event.actor, event.subjects) == ("eligibility decided", first.user_id, [person.id])
    assert event.justification == "The certificate of conviction"
    assert event.before == {"kind": "eligible", "category": 2}
    assert (event.after["category"], event.after["number"]) == (1, 1)
    assert [each.what for each in heard] == [frozenset({What.STANDING})]  # type: ignore[attr-defined]


def test_a_missing_fact_ends_no_standing_and_no_ground(first, recorded) -> None:
    person = recorded()
    person.convicted(PHOTOGRAPH, months=8)
    person.held(person.stands(1, "category_1_notification"), 2)
    confirmed(first, person, reason="The age of the child is being asked for", start_date=TODAY)
    assert person.standings() == [("eligible", 1, PRESENT_START, None)]
    assert Ground.objects.get().last_date is None
    assert person.levels() == [(1, 2, PRESENT_START, None)]
    found = Decision.objects.get()
    assert (found.kind, found.category, found.undecided) == ("eligible", 1, [1])


def test_a_missing_fact_does_not_lower_a_category(first, recorded) -> None:
    person = recorded()
    person.convicted(PHOTOGRAPH, months=8)
    person.convicted(ROBBERY)
    person.stands(1, "category_1_notification")
    assert matter(first, person).proposal.category == 2
    confirmed(first, person, reason="The age of the child is being asked for")
    assert person.standings() == [("eligible", 1, PRESENT_START, None)]
    limbs = Ground.objects.filter(last_date__isnull=True).values_list("limb", flat=True)
    assert list(limbs) == ["category_1_notification"]
    assert Ground.objects.count() == 2
