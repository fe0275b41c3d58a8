"""The draft of a form, from its page: a session that ends meanwhile, use and discard, and whose it is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from openmappa.casework.standing.models import Level
from openmappa.foundation.accounts.models import User
from openmappa.foundation.accounts.services.sessions import STARTED, USED
from openmappa.foundation.drafts.models import StoredDraft
from tests.journeys.people import PASSWORD, reference

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(caseload: None) -> str:
    return reverse("standing:level_change", kwargs={"subject_id": reference("Robin Fictitious")})


def sign_in(client: Client, role: str = "co_ordinator") -> None:
    client.force_login(User.objects.get(email=f"{role}@example.test"))


def form(client: Client, page: str, reason: str) -> dict[str, Any]:
    said = client.get(page).content.decode()
    hidden = {name: said.split(f'name="{name}" value="')[1].split('"')[0] for name in ("expected", "draft")}
    return {
        **hidden, "level": "3", "reason": reason,
        "start_date-day": "1", "start_date-month": "3", "start_date-year": "2024",
    }  # fmt: skip


def test_form_sent_after_its_session_has_ended_waits_for_its_user(page: str) -> None:
    client = Client()
    sign_in(client)
    sent = form(client, page, "Typed while the session ended")
    client.logout()
    answer = client.post(page, sent)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")
    assert "Typed" not in answer["Location"]
    assert "What you typed is kept" in client.get(answer["Location"]).content.decode()
    typed = {
        "email": "co_ordinator@example.test", "password": PASSWORD, "next": f"{page}?draft=use",
    }  # fmt: skip
    said = client.post("/sign-in/", typed, follow=True).content.decode()
    assert "Typed while the session ended" in said
    assert "It is not saved yet" in said
    assert Level.objects.filter(reason__startswith="Typed").count() == 0
    assert client.post(page, sent).status_code == 302
    assert "Typed while" not in client.get(page).content.decode()
    assert not StoredDraft.objects.exists()


@pytest.mark.parametrize("limit", [USED, STARTED])
def test_form_sent_by_a_session_that_reaches_a_limit_waits_too(page: str, limit: str) -> None:
    client = Client()
    sign_in(client)
    sent = form(client, page, "Typed before lunch")
    session = client.session
    session[limit] = 0
    session.save()
    answer = client.post(page, sent)
    assert answer["Location"].startswith("/sign-in/?next=")
    assert Level.objects.filter(reason__startswith="Typed").count() == 0
    sign_in(client)
    assert "Typed before lunch" in client.get(f"{page}?draft=use").content.decode()


def test_who_signs_in_instead_sees_nothing_of_it(page: str) -> None:
    client = Client()
    sign_in(client)
    sent = form(client, page, "Typed by somebody else")
    client.logout()
    client.post(page, sent)
    sign_in(client, "police_offender_manager")
    said = client.get(f"{page}?draft=use").content.decode()
    assert "Typed by somebody else" not in said
    assert "unsaved draft" not in said


def test_form_with_a_made_up_token_keeps_nothing(page: str) -> None:
    client = Client()
    answer = client.post(page, {"draft": "made up", "reason": "Planted"})
    assert answer["Location"] == f"/sign-in/?next={page}"
    assert not StoredDraft.objects.exists()


def test_draft_is_offered_used_and_discarded(page: str) -> None:
    client = Client()
    sign_in(client)
    sent = form(client, page, "Half a sentence")
    said = client.post(reverse("drafts:save"), sent).json()["said"]
    assert said.startswith("Draft kept at ")
    offered = client.get(page).content.decode()
    assert "You have an unsaved draft from" in offered
    assert "Half a sentence" not in offered
    used = client.get(f"{page}?draft=use").content.decode()
    assert "Half a sentence" in used
    assert "There is a problem" not in used
    answer = client.post(reverse("drafts:discard"), {"draft": sent["draft"]})
    assert answer["Location"] == page
    assert "unsaved draft" not in client.get(page).content.decode()


def test_draft_carries_its_subject(page: str) -> None:
    client = Client()
    sign_in(client)
    client.post(reverse("drafts:save"), form(client, page, "About Robin"))
    assert StoredDraft.objects.get().subject_id == reference("Robin Fictitious")


def test_anothers_token_saves_and_discards_nothing(page: str) -> None:
    client, other = Client(), Client()
    sign_in(client)
    sent = form(client, page, "Mine")
    client.post(reverse("drafts:save"), sent)
    sign_in(other, "police_offender_manager")
    for word in ("drafts:save", "drafts:discard"):
        assert other.post(reverse(word), sent).status_code == 400
    assert StoredDraft.objects.count() == 1


def test_form_whose_own_token_is_old_becomes_a_draft(page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client)
    sent = form(client, page, "Signed in anew in another window")
    answer = client.post(page, {**sent, "csrfmiddlewaretoken": "x" * 64})
    assert answer["Location"] == f"{page}?draft=use"
    assert "Signed in anew" in client.get(answer["Location"]).content.decode()


def test_draft_on_an_older_state_is_still_a_stale_save(page: str) -> None:
    client = Client()
    sign_in(client)
    sent = form(client, page, "The slower one")
    client.post(reverse("drafts:save"), sent)
    assert client.post(page, {**sent, "reason": "The faster one", "start_date-day": "2"}).status_code == 302
    answer = client.post(page, {**sent, "level": "1", "start_date-day": "3"})
    assert "Somebody else has changed the level" in answer.content.decode()
    assert "The slower one" in answer.content.decode()
