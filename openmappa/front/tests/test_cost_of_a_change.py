"""What it costs to work out a position anew, beside opening the case file that shows it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openmappa.casework.legal_position.tests.conftest import TODAY, Recorded
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer, viewer_of
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def co_ordinator(db: None) -> Viewer:
    user = User.objects.create(email="co-ordinator@example.test", name="A co-ordinator")
    Membership.objects.create(
        user=user,
        agency=Agency.objects.get(code="probation-london"),
        area_id=21,
        role="co_ordinator",
        start_date=date(2020, 1, 1),
    )
    return viewer_of(user, as_at=TODAY)


def told(viewer: Viewer, person: Recorded) -> None:
    with acting_as(Role.WEB) as web:
        set_viewer(web, viewer)
        changed(web, area=21, what={What.OFFENDING}, subjects=[person.id])


def test_one_persons_change_costs_no_more_than_opening_their_case_file(
    co_ordinator: Viewer,
) -> None:
    person = Recorded()
    person.sentenced(person.convicted(), term_months=36, last_date=date(2018, 3, 31))
    with CaptureQueriesContext(connection) as first:
        told(co_ordinator, person)
    person.ordered()
    with CaptureQueriesContext(connection) as again:
        told(co_ordinator, person)
    browser = Client()
    browser.force_login(User.objects.get(id=co_ordinator.user_id))
    with CaptureQueriesContext(connection) as opening:
        assert browser.get(reverse("people:person_detail", args=[person.id])).status_code == 200
    work = [each["sql"] for each in first if "statistics_note_change" not in each["sql"]]
    assert len(work) <= len(opening)
    assert len(again) <= len(opening)
