"""Nobody's edit is lost: on every form that decides, both versions side by side and the typed text; and its draft."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from openmappa.foundation.audit.models import Event
from openmappa.foundation.drafts.models import StoredDraft
from tests.architecture.test_shell import addresses
from tests.journeys import people
from tests.late_saves.case import MINE, Case, client_of
from tests.late_saves.cases import ADDS, ALSO, CASES
from tests.sent import as_sent

# Every versioned form whose typed words are not kept as a draft, with the reason why.
WITHOUT_DRAFT = {
    "annual_report:chapter_detail": "a name at most, which the answer shows again",
    "annual_report:report_approve": "a name at most, which the answer shows again",
    "annual_report:report_publish": "a button: nothing is typed",
    "administration:new_link": "a button: nothing is typed",
    "administration:condition_end": "a button: nothing is typed",
    "administration:agency_end": "a button: nothing is typed",
}
MARKED = {name: entry.callback for name, _, entry in addresses()}
VERSIONED = {name for name, view in MARKED.items() if getattr(view, "requires_version", False)}
DRAFTED = {name for name, view in MARKED.items() if getattr(view, "keeps_draft", False)}


def test_every_form_that_decides_has_its_case() -> None:
    assert set(CASES) == VERSIONED


def test_every_form_in_which_something_is_typed_keeps_a_draft() -> None:
    assert set(WITHOUT_DRAFT) == VERSIONED - DRAFTED
    assert set(ADDS) == DRAFTED - VERSIONED


@pytest.fixture
def caseload(db: None) -> None:
    people.build(using="default")


def words_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page)))


def changes() -> int:
    return Event.objects.exclude(operation="consultation").count()


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("name", [*CASES, *ALSO])
def test_late_save_shows_both_versions_and_keeps_what_was_typed(name: str) -> None:
    case = {**CASES, **ALSO}[name]
    case.first()
    client = client_of(case.who)
    page, action = case.page(), case.action()
    sent = as_sent(client, page, case.typed(), action=action)
    assert len(str(sent["expected"])) > 0
    case.meanwhile()
    before = changes()
    answer = client.post(action or page, sent)
    text = answer.content.decode()
    assert answer.status_code == 200, text
    assert changes() == before, "something was saved"
    compared = re.search(r'id="both-versions".*?</section>', text, re.DOTALL)
    assert compared, text
    assert "When you opened the form" in compared[0]
    assert "Recorded now" in compared[0]
    assert "What you entered" in compared[0]
    assert case.shows in words_of(compared[0])
    assert text.startswith("<!DOCTYPE html>")
    assert "Error: " in text.split("</title>")[0]
    if case.mine in map(str, sent.values()):
        assert case.mine in words_of(compared[0])
    _saves_again_or_is_over(client, case, text, sent, action or page)


def _saves_again_or_is_over(client: Client, case: Case, text: str, sent: dict[str, object], to: str) -> None:
    """Send the form of the answer: with the present state in view it is taken, unless nothing is left to decide."""
    tokens = re.findall(r'name="expected" value="([^"]*)"', text)
    before = changes()
    if case.over:
        for token in {*map(unescape, tokens), str(sent["expected"])}:
            client.post(to, {**sent, "expected": token})
        assert changes() == before
        return
    if case.mine in map(str, sent.values()):
        assert case.mine in unescape(
            "".join(re.findall(r"<textarea.*?</textarea>|<input[^>]*>", text, re.DOTALL))
        )
    again = client.post(to, {**sent, "expected": unescape(tokens[0])})
    assert again.status_code == 302 or "One-time link" in again.content.decode()
    assert changes() > before


@pytest.mark.usefixtures("caseload")
@pytest.mark.parametrize("name", sorted(DRAFTED))
def test_what_was_typed_waits_after_the_session_has_ended(name: str) -> None:
    if name in CASES:
        case = CASES[name]
        case.first()
        who, page, typed, mine = case.who, case.page(), dict(case.typed()), case.mine
    else:
        who, of_page, of_typed = ADDS[name]
        page, typed, mine = of_page(), dict(of_typed()), MINE
    client = client_of(who)
    sent = as_sent(client, page, typed)
    client.logout()
    answer = client.post(page, sent)
    assert answer["Location"].startswith("/sign-in/?next=")
    assert mine not in answer["Location"]
    text = client_of(who).get(f"{page}?draft=use").content.decode()
    assert "It is not saved yet" in text
    assert mine in unescape("".join(re.findall(r"<textarea.*?</textarea>|<input[^>]*>", text, re.DOTALL)))
    if name in CASES:
        assert f'name="expected" value="{sent["expected"]}"' in text
    assert StoredDraft.objects.get().place == page
    discarded = client_of(who).post(reverse("drafts:discard"), {"draft": sent["draft"]})
    assert discarded["Location"] == page


@pytest.mark.usefixtures("caseload")
def test_draft_that_goes_on_from_an_older_state_shows_both_versions_at_once() -> None:
    case = CASES["administration:give_role"]
    client, page = client_of(case.who), case.page()
    client.post(reverse("drafts:save"), as_sent(client, page, case.typed()))
    assert "both-versions" not in client.get(f"{page}?draft=use").content.decode()
    case.meanwhile()
    text = client.get(f"{page}?draft=use").content.decode()
    assert "Somebody else has changed the account" in text
    assert 'id="both-versions"' in text
    assert MINE in text
