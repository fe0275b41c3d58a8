"""The report's pages: approve, publish, and read what changed since."""

from __future__ import annotations

import pytest
from django.test import Client

from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.oversight.annual_report.domain.editions import APPROVERS
from openmappa.oversight.annual_report.models import ReportEdition
from openmappa.oversight.annual_report.tests.a_count import store
from openmappa.oversight.annual_report.tests.a_source import FIELDS
from openmappa.oversight.statistics.services import load_packaged_populations
from openmappa.oversight.statistics.tests.a_world import person, user
from tests.sent import as_sent

pytestmark = pytest.mark.django_db
PAGE = "/reports/21/2023-24/"


@pytest.fixture(autouse=True)
def counted() -> None:
    """Store London's published figures and the package's populations."""
    load_packaged_populations()
    store()


def signed_in(client: Client, role: Membership, *, area: int | None = 21) -> Client:
    client.force_login(user(role, area=area))
    return client


def sent(client: Client, word: str, **typed: object) -> str:
    """Return what the page answers to its form of the word."""
    data = as_sent(client, PAGE, typed, action=f"{PAGE}{word}/")
    return client.post(f"{PAGE}{word}/", data, follow=True).content.decode()


def test_journey_from_preview_to_the_revisions_note(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    text = client.get(PAGE).content.decode()
    assert "11,108" in text
    assert "What is MAPPA?" in text
    assert "Publish this edition" not in text
    for kind in APPROVERS:
        assert "The approval is recorded." in sent(client, "approve", agency=kind, on_behalf_of="A. Head")
    assert "Publish this edition" in client.get(PAGE).content.decode()
    assert "Edition 1 is published." in sent(client, "publish")

    note = f"{PAGE}editions/1/revisions/"
    assert "counted the same now" in client.get(note).content.decode()
    person(category=3, level=3)
    store(FIELDS | {"CAT3L3": 10})
    text = client.get(note).content.decode()
    assert "Category 3, Level 3" in text
    assert "Records of the year came in after the count." in text


def test_mistake_is_answered_in_words(client: Client) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    text = sent(client, "approve", agency="police", on_behalf_of="")
    assert "Enter who approved the report for this agency" in text
    text = sent(client, "approve", agency="police", on_behalf_of="A. Head", expected="0" * 64)
    assert "The report has changed since you read it" in text
    assert "A. Head" in text
    seen = as_sent(client, PAGE, {}, action=f"{PAGE}approve/")
    assert "Not yet approved by" in client.post(f"{PAGE}publish/", seen).content.decode()
    assert not ReportEdition.objects.exists()


@pytest.mark.parametrize("role", [Membership.LAY_ADVISER, Membership.BOARD_MEMBER])
def test_others_read_and_do_not_publish(client: Client, role: Membership) -> None:
    signed_in(client, role)
    assert client.get(PAGE).status_code == 200
    assert client.post(f"{PAGE}publish/", {"expected": "seen"}).status_code == 403


def test_offender_managers_and_other_areas_are_refused(client: Client) -> None:
    signed_in(client, Membership.POLICE_OFFENDER_MANAGER)
    assert client.get(PAGE).status_code == 403
    signed_in(client, Membership.CO_ORDINATOR, area=7)
    assert client.get(PAGE).status_code == 403


@pytest.mark.parametrize(
    "address", ["/reports/21/2010-11/", "/reports/21/2023/", f"{PAGE}editions/9/revisions/"]
)
def test_what_is_not_there_is_not_there(client: Client, address: str) -> None:
    signed_in(client, Membership.CO_ORDINATOR)
    assert client.get(address).status_code == 404
