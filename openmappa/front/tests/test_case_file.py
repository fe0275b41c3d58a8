"""The case file: orders, requirements, returns, further offences and reviews, and what is withheld of them."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openmappa.casework.case_reviews.models import SeriousCaseReview
from openmappa.foundation.access.models import Sight
from openmappa.foundation.accounts.models import User
from openmappa.front.tests.test_pages import CASE_PAGES, ROBIN
from openmappa.record.convictions.models import SeriousFurtherOffence
from openmappa.record.custody.models import CustodyReturn
from openmappa.record.notification.models import NotificationBreach, NotificationRequirement
from openmappa.record.orders.models import CourtOrder, OrderEvent


def _double(subject_id: UUID) -> None:
    """Add to a person as many facts again of those that may stand beside each other."""
    for model in (
        SeriousCaseReview,
        CustodyReturn,
        SeriousFurtherOffence,
        CourtOrder,
        OrderEvent,
        NotificationRequirement,
        NotificationBreach,
    ):
        for row in list(model.objects.filter(subject_id=subject_id)):
            row.pk, row.source_id, row._state.adding = None, str(uuid4()), True
            row.save()


def test_orders_stand_apart_by_whether_they_have_ended(signed_in) -> None:
    said = signed_in("co_ordinator").get(f"/people/{ROBIN}/orders/").content.decode()
    current, ended = said.split("Orders that have ended")
    assert "Sexual Harm Prevention Order (SHPO), made on 2 March 2020" in current
    assert "Prohibited; last day 1 March 2025" in current
    assert "Convicted on 7 August 2023" in current
    assert "Interim Sexual Risk Order, made on 3 June 2019" in ended
    assert "Indefinite" in ended
    assert "Cautioned on 6 September 2022" in ended


def test_order_that_is_not_seen_is_withheld_and_never_none(signed_in) -> None:
    user = User.objects.get(email="co_operating_member@example.test")
    for number, section in enumerate(("presence", "notification"), start=1):
        Sight.objects.create(
            subject_id=ROBIN, user=user, level=3, section=section, source="t", reference=number,
            start_date="2022-01-01",
        )  # fmt: skip
    said = signed_in("co_operating_member").get(f"/people/{ROBIN}/orders/").content.decode()
    assert "An order (withheld)" in said
    assert "SHPO" not in said
    assert said.count("Withheld: your role") == 1
    assert "Cautioned on 6 September 2022" in said


def test_new_facts_stand_beside_offences_and_custody(signed_in) -> None:
    client = signed_in("co_ordinator")
    offences = client.get(f"/people/{ROBIN}/offences/").content.decode()
    assert "Still charged" in offences
    assert "Not finished" in offences
    assert "charged on 9 June 2023" in offences
    custody = client.get(f"/people/{ROBIN}/custody/").content.decode()
    assert "Breach of an order" in custody
    assert "Sexual Harm Prevention Order (SHPO)" in custody


@pytest.mark.parametrize(
    "title",
    [
        "Sexual Harm Prevention Order (SHPO): breached",
        "Notification requirements begin",
        "Breach of the notification requirements",
        "Returned to custody",
        "Charged with a serious further offence",
        "Serious case review commissioned",
        "Conviction for a listed offence, 3 February 2020, Indefinite",
    ],
)
def test_timeline_tells_the_facts_of_each_room_and_what_they_said_before(signed_in, title: str) -> None:
    assert title in signed_in("co_ordinator").get(f"/people/{ROBIN}/timeline/").content.decode()


@pytest.mark.parametrize("page", CASE_PAGES)
def test_number_of_queries_of_a_case_page_does_not_grow_with_its_facts(signed_in, page: str) -> None:
    client, address = signed_in("co_ordinator"), reverse(page, kwargs={"subject_id": ROBIN})
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        counts.append(len(made))
        _double(ROBIN)
    assert counts[0] == counts[1]
