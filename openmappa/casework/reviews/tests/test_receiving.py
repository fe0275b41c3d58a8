"""Receiving an application: valid, invalid or undecided by the law of the day, and never lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from openmappa.casework.reviews.models import ReviewApplication
from openmappa.casework.reviews.services import receiving
from openmappa.casework.reviews.services.changing import MayNotReview, ReviewHasChanged, UnableToRecord
from openmappa.casework.reviews.tests.acting import RECEIVED, latest, receive, take
from openmappa.casework.reviews.tests.conftest import LONDON, TODAY
from openmappa.foundation.access.queries import NotVisible
from openmappa.foundation.audit.models import Event
from openmappa.foundation.changes import services as changes
from openmappa.foundation.changes.domain import What
from openmappa.record.orders.models import CourtOrder

pytestmark = pytest.mark.django_db
QUALIFYING = date(2025, 5, 10)


def order(subject_id: Any, kind: str, **values: Any) -> None:
    made = {"made_date": date(2020, 1, 6), "start_date": date(2020, 1, 6), "route": "application", **values}
    about = {"subject_id": subject_id, "responsible_area_id": LONDON, "restricted": False}
    CourtOrder.objects.create(kind=kind, **made, **about)


@pytest.mark.parametrize(
    ("received", "validity"), [(QUALIFYING - timedelta(days=1), "invalid"), (QUALIFYING, "valid")]
)
def test_application_counts_from_the_qualifying_date(officer, person, notified, received, validity) -> None:
    subject = person()
    receive(officer, subject, received_date=received)
    row = ReviewApplication.objects.get(subject_id=subject)
    assert (row.validity, row.received_date, row.earliest_date) == (validity, received, QUALIFYING)
    assert "s.91B" in row.validity_words


def test_application_made_too_early_says_from_when_and_leaves_the_way_open(officer, person, notified) -> None:
    subject = person()
    said = receive(officer, subject, received_date=date(2025, 1, 6))
    assert said.earliest_date == QUALIFYING
    words = ReviewApplication.objects.get().validity_words
    assert words == "An application may be made from 10 May 2025. (Sexual Offences Act 2003 s.91B(1) and (2))"
    receive(officer, subject)
    assert [each.validity for each in ReviewApplication.objects.order_by("id")] == ["invalid", "valid"]


def test_somebody_under_18_qualifies_after_8_years(officer, person, notified) -> None:
    notified(date(2017, 6, 3))
    subject = person(born=date(1987, 3, 3))
    receive(officer, subject, received_date=date(2025, 6, 2))
    receive(officer, subject, received_date=date(2025, 6, 3))
    assert [each.validity for each in ReviewApplication.objects.order_by("id")] == ["invalid", "valid"]


@pytest.mark.parametrize(
    ("last", "earliest", "validity"),
    [
        (RECEIVED, RECEIVED + timedelta(days=1), "invalid"),
        (RECEIVED - timedelta(days=1), QUALIFYING, "valid"),
        (None, None, "invalid"),
    ],
    ids=["last day", "day after", "until further order"],
)
@pytest.mark.parametrize("kind", ["shpo", "interim_shpo", "sopo", "interim_sopo"])
def test_order_bars_while_it_lasts(officer, person, notified, kind, last, earliest, validity) -> None:
    subject = person()
    order(subject, kind, last_date=last)
    receive(officer, subject)
    row = ReviewApplication.objects.get()
    assert (row.validity, row.earliest_date) == (validity, earliest)
    if validity == "invalid":
        assert "bars an application while it lasts. (Sexual Offences Act 2003 s.91A)" in row.validity_words


def test_missing_fact_leaves_it_undecided_until_an_officer_decides(officer, person, notified) -> None:
    notified(None)
    subject = person()
    receive(officer, subject)
    row = ReviewApplication.objects.get()
    assert (row.validity, row.earliest_date) == ("undecided", None)
    assert "The day of the relevant notification is not known." in row.validity_words
    with pytest.raises(UnableToRecord, match="cannot be taken now"):
        take(receiving.acknowledge, officer, subject, acknowledged_date=RECEIVED)
    with pytest.raises(UnableToRecord, match="Enter the reason"):
        take(receiving.decide_validity, officer, subject, validity="valid", reason=" ")
    with pytest.raises(UnableToRecord, match="Select whether"):
        take(receiving.decide_validity, officer, subject, validity="undecided", reason="Not sure")
    take(
        receiving.decide_validity,
        officer,
        subject,
        validity="valid",
        reason="The paper file of 2010 shows it",
    )
    assert latest(officer, subject).validity == "valid"
    assert "The paper file of 2010 shows it" in latest(officer, subject).validity_words


def test_application_is_one_audit_event_and_news_of_notification(
    officer, person, notified, monkeypatch
) -> None:
    heard = []
    monkeypatch.setattr(changes, "_subscriptions", {})
    changes.subscribe({What.NOTIFICATION}, lambda connection, news: heard.append(news.subjects), why="test")
    subject = person()
    receive(officer, subject)
    event = Event.objects.get(what="review application received")
    assert (event.actor, event.subjects, event.area) == (officer.user_id, [subject], LONDON)
    assert event.after["validity"] == "valid"
    assert heard == [(subject,)]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"received_date": TODAY + timedelta(days=1)}, "received_date", "today or in the past"),
        ({"received_date": date(2012, 7, 29)}, "received_date", "30 July 2012, when reviews began"),
        ({"way": "pigeon"}, "way", "Select how"),
    ],
)
def test_application_that_cannot_be_is_refused_in_words(
    officer, person, notified, values, field, words
) -> None:
    subject = person()
    with pytest.raises(UnableToRecord, match=words) as raised:
        receive(officer, subject, **values)
    assert raised.value.field == field
    assert not ReviewApplication.objects.exists()
    assert not Event.objects.filter(operation="alteration").exists()


def test_application_on_the_first_day_and_today_is_kept(officer, person, notified) -> None:
    subject = person()
    receive(officer, subject, received_date=date(2012, 7, 30))
    receive(officer, subject, received_date=TODAY)
    assert ReviewApplication.objects.count() == 2


def test_second_application_waits_for_the_first(officer, person, notified) -> None:
    subject = person()
    receive(officer, subject)
    with pytest.raises(UnableToRecord, match="cannot be taken now"):
        receive(officer, subject)
    take(receiving.withdraw, officer, subject, withdrawn_date=RECEIVED, reason="By letter")
    receive(officer, subject)
    assert ReviewApplication.objects.count() == 2


@pytest.mark.parametrize("step", ["acknowledge", "withdraw"])
def test_day_of_a_step_is_on_or_after_the_one_before(officer, person, notified, step) -> None:
    subject = person()
    receive(officer, subject)
    service, name, more = {
        "acknowledge": (receiving.acknowledge, "acknowledged_date", {}),
        "withdraw": (receiving.withdraw, "withdrawn_date", {"reason": "By letter"}),
    }[step]
    with pytest.raises(UnableToRecord, match="on or after 2 June 2025, when the application was received"):
        take(service, officer, subject, **{name: RECEIVED - timedelta(days=1)}, **more)
    with pytest.raises(UnableToRecord, match="today or in the past"):
        take(service, officer, subject, **{name: TODAY + timedelta(days=1)}, **more)
    take(service, officer, subject, **{name: RECEIVED}, **more)


def test_stale_step_is_refused_and_tells_what_is_recorded_now(officer, person, notified) -> None:
    subject = person()
    receive(officer, subject)
    seen = latest(officer, subject).token
    take(receiving.acknowledge, officer, subject, acknowledged_date=RECEIVED)
    with pytest.raises(ReviewHasChanged) as raised:
        take(receiving.withdraw, officer, subject, withdrawn_date=TODAY, reason="By letter", expected=seen)
    assert raised.value.now.acknowledged_date == RECEIVED


@pytest.mark.parametrize("role", ["co_ordinator", "administrator", "police_superintendent"])
def test_roles_that_see_in_full_do_not_record(viewer_with, person, notified, role) -> None:
    with pytest.raises(MayNotReview):
        receive(viewer_with(role, name="other"), person(), expected="none")


def test_who_sees_only_presence_does_not_record_and_who_sees_nothing_is_told_nothing(
    viewer_with, person, notified
) -> None:
    subject = person()
    with pytest.raises(MayNotReview):
        receive(viewer_with("police_offender_manager", name="apart"), subject, expected="none")
    with pytest.raises(NotVisible):
        receive(viewer_with("police_offender_manager", name="kent", area=20), subject, expected="none")
