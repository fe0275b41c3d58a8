"""The worklists: under the viewer's sight, counted, filtered, and derived from the day of reading."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openmappa.casework.duties.models import Duty
from openmappa.casework.duties.queries import Chosen, When, for_calendar, worklist
from openmappa.casework.duties.tests.conftest import TODAY, Recorded, as_web
from openmappa.casework.responsibility.models import Responsibility
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.accounts.models import User
from openmappa.foundation.agencies.models import Team
from openmappa.foundation.audit.models import Event
from openmappa.record.notification.models import MissingPeriod

pytestmark = pytest.mark.django_db


EVERYBODY = Chosen()


def due(
    person: Recorded, days: int | None, *, needs: str = "", state: str = "open", kind: str = "periodic"
) -> Duty:
    return Duty.objects.create(
        kind=kind,
        trigger_date=date(2023, 1, 1),
        source="test",
        trigger="Notified on 1 January 2023",
        rule="s85",
        due_date=None if days is None else TODAY + timedelta(days=days),
        arithmetic="A year after.",
        state=state,
        done_date=TODAY if state in ("done", "late") else None,
        needs=needs,
        **person.carried,
    )


def listed(viewer: Viewer, when: When, chosen: Chosen = EVERYBODY) -> list[int]:
    found = as_web(viewer, lambda: worklist(viewer=viewer, when=when, chosen=chosen, number=1))
    assert found.counts[when] == len(found.rows)
    return [(each.due_date - TODAY).days for each in found.rows]


def test_each_day_is_in_its_lists(recorded: Callable[..., Recorded], co_ordinator: Viewer) -> None:
    person = recorded()
    for days in (-400, -1, 0, 7, 8, 28, 29):
        due(person, days)
    due(person, -5, needs="notifications")
    due(person, 3, needs="notifications")
    for state in ("done", "late", "ended"):
        due(person, -2, state=state)
    due(person, None, state="stopped")
    Duty.objects.create(
        **{name: value for name, value in vars(due(person, -9)).items() if name not in ("_state", "id")}
        | {"replaced_at": "2024-04-01T00:00Z", "replaced_why": "news"}
    )
    Duty.objects.filter(due_date=TODAY - timedelta(days=9), replaced_at__isnull=True).update(state="ended")
    assert listed(co_ordinator, When.OVERDUE) == [-400, -1]
    assert listed(co_ordinator, When.WEEK) == [0, 3, 7]
    assert listed(co_ordinator, When.MONTH) == [0, 3, 7, 8, 28]
    assert listed(co_ordinator, When.UNKNOWN) == [-5]
    calendar = as_web(co_ordinator, lambda: for_calendar(viewer=co_ordinator, chosen=Chosen()))
    assert [(each[2] - TODAY).days for each in calendar] == [-400, -1, 0, 3, 7, 8, 28]


def test_nobody_sees_what_is_due_from_whom_they_do_not_see(
    recorded: Callable[..., Recorded], viewer_with: Callable[..., Viewer]
) -> None:
    due(recorded(), -1)
    for role, area in (("co_ordinator", 17), ("police_offender_manager", 21)):
        assert listed(viewer_with(role, area=area), When.OVERDUE) == []


def test_filters_of_who_answers(recorded: Callable[..., Recorded], co_ordinator: Viewer) -> None:
    teams = [Team.objects.create(area_id=21, lead_agency="police", name=name) for name in ("One", "Other")]
    for number, (team, officer) in enumerate(((0, "PC 1"), (0, "PC 2"), (1, "PC 1")), 1):
        person = recorded()
        due(person, -number)
        Responsibility.objects.create(
            area_id=21,
            lead_agency="police" if number < 3 else "probation",
            team=teams[team],
            officer=officer,
            start_date=date(2020, 1, 1),
            **person.carried,
        )
    first = teams[0].pk
    assert listed(co_ordinator, When.OVERDUE, Chosen(team=first)) == [-2, -1]
    assert listed(co_ordinator, When.OVERDUE, Chosen(team=first, officer="PC 1")) == [-1]
    assert listed(co_ordinator, When.OVERDUE, Chosen(agency="probation")) == [-3]
    assert listed(co_ordinator, When.OVERDUE, Chosen(area=17)) == []
    assert listed(co_ordinator, When.OVERDUE, Chosen(area=21)) == [-3, -2, -1]


def client_of(viewer: Viewer) -> Client:
    client = Client()
    client.force_login(User.objects.get(id=viewer.user_id))
    return client


def test_the_page_asks_few_questions_however_many_rows(
    recorded: Callable[..., Recorded], co_ordinator: Viewer
) -> None:
    client, asked = client_of(co_ordinator), []
    for rows in (1, 40):
        for _ in range(rows):
            person = recorded()
            due(person, -1)
            MissingPeriod.objects.create(kind="missing", start_date=date(2024, 1, 1), **person.carried)
        with CaptureQueriesContext(connection) as questions:
            assert client.get("/duties/").status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 25
    assert Event.objects.filter(what="worklist of duties shown").count() == 2


def test_a_persons_page_asks_few_questions(recorded: Callable[..., Recorded], co_ordinator: Viewer) -> None:
    person, client = recorded(), client_of(co_ordinator)
    for days in range(-20, 20):
        due(person, days)
    with CaptureQueriesContext(connection) as questions:
        page = client.get(f"/people/{person.id}/duties/")
    assert page.status_code == 200
    assert len(questions) <= 25


def test_a_calendar_opens_by_its_secret_and_holds_no_word_of_whom(
    recorded: Callable[..., Recorded], co_ordinator: Viewer
) -> None:
    person, client = recorded(), client_of(co_ordinator)
    row = due(person, -1)
    made = client.post("/duties/calendars/", {})
    address = made.content.decode().partition("<code>")[2].partition("</code>")[0]
    path = address.partition("testserver")[2]
    fetched = Client().get(path)
    assert fetched.status_code == 200
    assert fetched["Content-Type"].startswith("text/calendar")
    text = fetched.content.decode()
    assert "SUMMARY:Periodic notification\r\n" in text
    assert f"/duties/{row.pk}/" in text.replace("\r\n ", "")
    assert str(person.id) not in text
    assert client.get(f"/duties/{row.pk}/").url == f"/people/{person.id}/duties/"
    assert Client().get(path + "x").status_code == 404
    assert Client().get("/duties/calendar/another/duties.ics").status_code == 404
    entry = Event.objects.get(what="calendar of duties fetched")
    assert entry.actor == co_ordinator.user_id
    feed = str(row.__class__._meta.apps.get_model("duties", "Feed").objects.get().pk)
    assert client.post("/duties/calendars/", {"stop": feed}).status_code == 302
    assert Client().get(path).status_code == 404


def test_a_calendar_of_a_closed_account_opens_nothing(
    recorded: Callable[..., Recorded], co_ordinator: Viewer
) -> None:
    made = client_of(co_ordinator).post("/duties/calendars/", {})
    address = made.content.decode().partition("<code>")[2].partition("</code>")[0]
    User.objects.filter(id=co_ordinator.user_id).update(is_active=False)
    assert Client().get(address.partition("testserver")[2]).status_code == 404
