"""The pages: how many questions each asks, what it withholds, and that a decision is not found under another person."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openmappa.casework.eligibility.models import Decision
from openmappa.foundation.access.models import Sight
from openmappa.foundation.accounts.models import User
from tests.journeys import people
from tests.journeys.people import OPEN_FACT, reference

pytestmark = pytest.mark.django_db
MOST = 25
ROBIN, OPEN = reference("Robin Fictitious"), reference(OPEN_FACT)


@pytest.fixture
def signed_in(db: None) -> Callable[[str], Client]:
    people.build(using="default")

    def of(role: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{role}@example.test"))
        return client

    return of


def address(name: str, subject: UUID = ROBIN, **more: object) -> str:
    return reverse(f"eligibility:{name}", kwargs={"subject_id": subject, **more})


def questions(client: Client, where: str) -> int:
    """Return how many questions the page asks of tables when it is opened; it must be there."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(where).status_code == 200
    return sum(" FROM " in each["sql"] for each in asked.captured_queries)


def decide(client: Client, subject: UUID) -> None:
    said = client.get(address("decide", subject)).content.decode()
    [expected] = re.findall(r'name="expected" value="([^"]+)"', said)
    posted = {
        "expected": expected, "reason": "As recorded",
        "start_date-day": "26", "start_date-month": "11", "start_date-year": "2024",
    }  # fmt: skip
    assert client.post(address("decide", subject), posted).status_code == 302


@pytest.mark.parametrize(
    "name", ["eligibility_detail", "decide", "override", "record_facts", "dangerous_start", "to_decide"]
)
@pytest.mark.parametrize("subject", [ROBIN, OPEN])
def test_no_page_asks_more_than_25_questions(signed_in, name: str, subject: UUID) -> None:
    client = signed_in("co_ordinator")
    where = reverse("eligibility:to_decide") if name == "to_decide" else address(name, subject)
    client.get(where)
    assert questions(client, where) <= MOST


def test_the_history_of_decisions_asks_no_more_questions(signed_in) -> None:
    client = signed_in("co_ordinator")
    for _ in range(3):
        decide(client, ROBIN)
    assert Decision.objects.count() == 3
    for where in (address("eligibility_detail"), address("decision_detail", number=2)):
        assert questions(client, where) <= MOST


def test_a_decision_is_not_found_under_another_person(signed_in) -> None:
    client = signed_in("co_ordinator")
    decide(client, ROBIN)
    assert client.get(address("decision_detail", number=1)).status_code == 200
    assert client.get(address("decision_detail", number=2)).status_code == 404
    assert client.get(address("decision_detail", OPEN, number=1)).status_code == 404


def test_who_sees_a_record_in_part_gets_no_answer_and_no_form(signed_in) -> None:
    client = signed_in("police_offender_manager")
    user = User.objects.get(email="police_offender_manager@example.test")
    Sight.objects.create(
        subject_id=OPEN,
        user=user,
        level=2,
        source="test",
        reference=1,
        start_date="2022-01-01",
        reason="Test",
    )
    said = client.get(address("eligibility_detail", OPEN)).content.decode()
    assert "Withheld: whether somebody is eligible hangs on every part of the record" in said
    assert "Schedule 3" not in said
    for name in ("decide", "override", "answer", "record_facts", "dangerous_start", "dangerous_review"):
        assert client.get(address(name, OPEN)).status_code == 403


def test_the_list_is_only_for_those_who_decide(signed_in) -> None:
    assert signed_in("board_member").get(reverse("eligibility:to_decide")).status_code == 403


def test_no_page_has_a_code_of_the_facts_on_it(signed_in) -> None:
    client = signed_in("co_ordinator")
    for subject in (ROBIN, OPEN):
        said = client.get(address("eligibility_detail", subject)).content.decode()
        for code in (
            "convictions[",
            "sentences[",
            "victim_age",
            "schedule_3_conditions",
            "needs_fact",
            "not_met",
        ):
            assert code not in said
