"""Asking for access and its answer, giving and ending it, restricting, and the emergency with its review, as pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight, Subject
from openmappa.foundation.accounts.models import User
from openmappa.foundation.audit.models import Event
from tests.journeys.people import reference
from tests.sent import as_sent

NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
CHARLIE = reference("Charlie Unlevelled")
ROBIN = reference("Robin Fictitious")
RESTRICTED = reference("Alex Restricted")
ASK = {
    "reason": "Seen near a school",
    "wanted_until-day": "1",
    "wanted_until-month": "12",
    "wanted_until-year": "2026",
}
UNTIL = {"until_date-day": "1", "until_date-month": "12", "until_date-year": "2026"}

pytestmark = pytest.mark.usefixtures("_still")


@pytest.fixture
def _still():
    with time_machine.travel(NOW, tick=False):
        yield


def said(client: Client, path: str, data: dict[str, object] | None = None) -> str:
    answer = client.get(path) if data is None else client.post(path, as_sent(client, path, data), follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


def of(page: str, subject=CHARLIE) -> str:
    return reverse(f"need_to_know:{page}", kwargs={"subject_id": subject})


def user(role: str) -> User:
    return User.objects.get(email=f"{role}@example.test")


def test_presence_page_says_whom_to_ask_and_never_whose_record_it_is(signed_in) -> None:
    page = said(signed_in("police_offender_manager"), f"/people/{CHARLIE}/")
    assert "Anytown probation office answers for it, in London" in page
    assert of("access_ask") in page
    assert reverse("need_to_know:emergency_open_of", kwargs={"reference": CHARLIE}) in page
    assert "Charlie" not in page
    assert "Category" not in page


def test_access_is_asked_for_given_and_told(signed_in) -> None:
    asker, holder = signed_in("police_offender_manager"), signed_in("co_ordinator")
    assert "You have asked for access" in said(asker, of("access_ask"), ASK)
    assert "You have asked already" in said(asker, of("access_ask"), ASK)
    home = said(holder, "/")
    assert "1 request for access waits" in home
    assert "Charlie" not in home
    assert "Seen near" not in home
    key = AccessRequest.objects.get().id
    waiting = said(holder, "/access-requests/")
    assert "Charlie Unlevelled" in waiting
    assert "Jo Manager" in waiting
    answer = {"answer": "given", "level": "2", "reason": "Agreed by telephone", **UNTIL}
    assert "Your answer is saved" in said(holder, f"/access-requests/{key}/", answer)
    home = said(asker, "/")
    assert "You were given access to a record" in home
    assert "Charlie" not in home
    assert "Agreed by telephone" not in home
    assert "Charlie Unlevelled" in said(asker, f"/people/{CHARLIE}/")
    assert "Access given by Pat Coordinator" in said(holder, f"/access-requests/{key}/")
    events = Event.objects.filter(what__in=("access asked for", "access request answered")).order_by("id")
    assert [each.justification for each in events] == ["Seen near a school", "Agreed by telephone"]


def test_refusal_is_told_with_its_reason_and_opens_nothing(signed_in) -> None:
    asker, holder = signed_in("police_offender_manager"), signed_in("co_ordinator")
    said(asker, of("access_ask"), ASK)
    key = AccessRequest.objects.get().id
    assert "Enter the reason. Who asked will read it." in said(
        holder, f"/access-requests/{key}/", {"answer": "refused"}
    )
    said(holder, f"/access-requests/{key}/", {"answer": "refused", "reason": "Speak to the duty desk"})
    assert "Your request for access was refused" in said(asker, "/")
    assert "Speak to the duty desk" in said(asker, of("access_ask"))
    assert "A record exists" in said(asker, f"/people/{CHARLIE}/")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Enter what you need the record for"),
        ({"reason": "x"}, "Enter the day on which access ends"),
        ({**ASK, "wanted_until-year": "2025"}, "must be in the future"),
        ({**ASK, "wanted_until-year": "2029"}, "366 days at most"),
        ({**ASK, "reason": "x" * 1001}, "1,000 characters"),
    ],
)
def test_asking_says_what_is_wrong_and_keeps_what_was_typed(signed_in, typed, words: str) -> None:
    page = said(signed_in("police_offender_manager"), of("access_ask"), typed)
    assert words in page
    assert not AccessRequest.objects.exists()


def test_answering_is_for_those_who_may_give(signed_in) -> None:
    asker = signed_in("police_offender_manager")
    said(asker, of("access_ask"), ASK)
    key = AccessRequest.objects.get().id
    for role in ("police_offender_manager", "lay_adviser", "information_governance_officer"):
        assert signed_in(role).get("/access-requests/").status_code == 403
        assert signed_in(role).get(f"/access-requests/{key}/").status_code == 404


def test_access_is_given_listed_and_ended(signed_in) -> None:
    holder, partner = signed_in("co_ordinator"), signed_in("co_operating_member")
    typed = {
        "to": "user",
        "email": "Co_operating_member@example.test",
        "level": "3",
        "reason": "Housing plan",
        **UNTIL,
    }
    assert "Who may see the record is changed" in said(holder, of("sight_give", ROBIN), typed)
    page = said(holder, of("sight_list", ROBIN))
    for words in (
        "Cleo Partner",
        "Housing plan",
        "Pat Coordinator",
        "1 December 2026",
        "Anytown public protection unit",
    ):
        assert words in page
    assert "Robin Fictitious" in said(partner, f"/people/{ROBIN}/")
    listed = said(partner, "/people/")
    assert "1 person" in listed
    assert "Robin Fictitious" in listed
    assert of("sight_give", ROBIN) not in said(partner, of("sight_list", ROBIN))
    assert partner.get(of("sight_give", ROBIN)).status_code == 403
    key = Sight.objects.get(source="given").pk
    assert "Select whose access to end" in said(holder, of("sight_end", ROBIN), {"reason": "x"})
    assert "The access is ended" in said(
        holder, of("sight_end", ROBIN), {"sight": key, "reason": "Moved away"}
    )
    assert "Access that has ended" in said(holder, of("sight_list", ROBIN))
    assert partner.get(f"/people/{ROBIN}/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Select who is to have access"),
        ({"to": "user"}, "Enter the user&#39;s email address"),
        ({"to": "team"}, "Select a team"),
        ({"to": "agency", "agency": "999999"}, "Select an agency"),
        (
            {"to": "user", "email": "nobody@example.test", "level": "3", "reason": "x", **UNTIL},
            "No open account",
        ),
        (
            {"to": "user", "email": "co_ordinator@example.test", "level": "3", "reason": "x", **UNTIL},
            "to yourself",
        ),
        (
            {"to": "user", "email": "lay_adviser@example.test", "level": "3", "reason": "x", **UNTIL},
            "would open nothing",
        ),
        (
            {"to": "user", "email": "co_operating_member@example.test", "level": "3", "reason": "x"},
            "Enter the day",
        ),
    ],
)
def test_giving_says_what_is_wrong(signed_in, typed, words: str) -> None:
    assert words in said(signed_in("co_ordinator"), of("sight_give", ROBIN), typed)
    assert not Sight.objects.filter(source="given").exists()


def test_who_excludes_themselves_sees_no_more_of_the_record(signed_in) -> None:
    holder = signed_in("co_ordinator")
    typed = {"to": "user", "email": "co_ordinator@example.test", "level": "0", "reason": "A relative"}
    assert "Who may see the record is changed" in said(holder, of("sight_give", ROBIN), typed)
    assert holder.get(f"/people/{ROBIN}/").status_code == 404


def test_restricted_record_vanishes_from_lists_search_and_counts_of_others(signed_in) -> None:
    holder = signed_in("co_ordinator")
    said(holder, of("restriction_change", CHARLIE), {"reason": "Works in the building"})
    page = said(holder, of("sight_list", CHARLIE))
    assert "The record is restricted" in page
    assert "Works in the building" in page
    manager = signed_in("police_offender_manager")
    assert manager.get(f"/people/{CHARLIE}/").status_code == 404
    assert "people with a name like this" not in said(manager, "/search/", {"name": "Charlie Unlevelled"})
    said(holder, of("restriction_change", CHARLIE), {"reason": "Has left"})
    assert "A record exists" in said(manager, f"/people/{CHARLIE}/")


def test_restricting_what_somebody_else_restricted_meanwhile_does_not_lift_it(signed_in) -> None:
    holder, page = signed_in("co_ordinator"), of("restriction_change", CHARLIE)
    sent = as_sent(holder, page, {"reason": "A colleague knows him"})
    said(holder, page, {"reason": "Works in the building"})
    late = said(holder, page, sent)
    assert "Somebody else has changed the restriction" in late
    assert "nothing left to decide" in late
    assert "Works in the building" in late
    assert "A colleague knows him" in late
    assert "Lift the restriction</button>" not in late
    assert Subject.objects.get(id=CHARLIE).restricted
    assert holder.post(page, {"reason": "Has left"}).status_code == 400


def test_record_is_opened_in_an_emergency_told_and_reviewed(signed_in) -> None:
    manager, reviewer = signed_in("police_offender_manager"), signed_in("information_governance_officer")
    address = reverse("need_to_know:emergency_open_of", kwargs={"reference": CHARLIE})
    assert str(CHARLIE) in said(manager, address)
    page = said(manager, address, {"reference": CHARLIE, "reason": "A child may be with him"})
    assert "Charlie Unlevelled" in page
    assert "You opened this record in an emergency. It closes on 2 November 2026 at 13:30" in page
    assert "1 record was opened in an emergency" in said(signed_in("co_ordinator"), "/")
    home = said(reviewer, "/")
    assert "1 emergency access to review" in home
    access = EmergencyAccess.objects.get()
    detail = reverse("need_to_know:emergency_detail", kwargs={"access_id": access.id})
    for client in (reviewer, signed_in("co_ordinator")):
        told = said(client, detail)
        assert "A child may be with him" in told
        assert str(CHARLIE) in told
        assert "Charlie" not in told
    early = {"outcome": "justified", "review": "x"}
    open_now = as_sent(manager, detail, early)
    assert reviewer.post(detail, {**open_now, **early}).status_code == 403
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        # Their sessions have ended meanwhile.
        manager, reviewer = signed_in("police_offender_manager"), signed_in("information_governance_officer")
        assert "A record exists" in said(manager, f"/people/{CHARLIE}/")
        seen = as_sent(reviewer, detail, early)
        assert manager.post(detail, seen).status_code == 403
        # What was opened while the record was open does not count as a review of it.
        assert "nothing left to decide" not in said(reviewer, detail, open_now)
        assert "Select what the review found" in said(reviewer, detail, {"review": "x"})
        assert "The review is saved" in said(
            reviewer, detail, {"outcome": "referred", "review": "Nobody was asked"}
        )
        assert "Referred for investigation" in said(manager, detail)
    what = ("record opened in an emergency", "emergency access reviewed")
    events = Event.objects.filter(what__in=what).order_by("id")
    assert [each.justification for each in events] == ["A child may be with him", "Nobody was asked"]


def test_emergency_is_ended_early(signed_in) -> None:
    manager = signed_in("police_offender_manager")
    said(manager, reverse("need_to_know:emergency_open"), {"reference": CHARLIE, "reason": "At risk"})
    detail = reverse("need_to_know:emergency_detail", kwargs={"access_id": EmergencyAccess.objects.get().id})
    reviewer = signed_in("information_governance_officer")
    assert reviewer.post(detail, as_sent(manager, detail, {"end": "yes"})).status_code == 403
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        manager = signed_in("police_offender_manager")
        assert "The record is closed again" in said(manager, detail, {"end": "yes"})
        assert "A record exists" in said(manager, f"/people/{CHARLIE}/")


def test_restricted_record_opens_by_its_reference_and_answers_otherwise_like_a_missing_one(signed_in) -> None:
    manager = signed_in("police_offender_manager")
    open_it = reverse("need_to_know:emergency_open")
    distant, missing = reference("Sam Elsewhere"), uuid4()
    Sight.objects.create(
        subject_id=CHARLIE, user=user("police_offender_manager"), level=0, source="t", start_date="2022-01-01"
    )
    for each in (distant, missing, CHARLIE):
        page = said(manager, open_it, {"reference": each, "reason": "At risk"})
        assert "You cannot open a record with this reference" in page
    assert not EmergencyAccess.objects.exists()
    assert "Alex Restricted" in said(manager, open_it, {"reference": RESTRICTED, "reason": "At risk"})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Enter what the emergency is"),
        ({"reference": "no such", "reason": "x"}, "Enter the reference as it is written"),
        ({"reference": ROBIN, "reason": "x"}, "You can open this record already"),
    ],
)
def test_opening_in_an_emergency_says_what_is_wrong(signed_in, typed, words: str) -> None:
    assert words in said(signed_in("police_offender_manager"), reverse("need_to_know:emergency_open"), typed)


@pytest.mark.parametrize(
    "role", ["lay_adviser", "board_member", "analyst", "system_manager", "co_operating_member"]
)
def test_other_roles_open_nothing_in_an_emergency(signed_in, role: str) -> None:
    assert signed_in(role).get(reverse("need_to_know:emergency_open")).status_code == 403


@pytest.mark.parametrize(
    "role",
    [
        "lay_adviser",
        "board_member",
        "analyst",
        "system_manager",
        "national_statistician",
        "information_governance_officer",
    ],
)
def test_roles_without_cases_see_no_record_whatever_they_are_given(signed_in, role: str) -> None:
    Sight.objects.create(subject_id=ROBIN, user=user(role), level=3, source="t", start_date="2022-01-01")
    client = signed_in(role)
    assert client.get(f"/people/{ROBIN}/").status_code == 404
    assert client.get("/people/").status_code == 403
    assert Subject.objects.filter(id=ROBIN).exists()
