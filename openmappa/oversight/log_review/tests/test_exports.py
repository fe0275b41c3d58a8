"""Exports of the log: whole for the Commissioner, without third parties for the person, never a formula."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection

from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.models import Event
from openmappa.foundation.audit.services import consulted, record_event
from openmappa.oversight.log_review.services.exporting import UnableToExport, Wanted, export

pytestmark = pytest.mark.django_db

ASKED = {"by": "A. Officer", "recipient": "the person", "reason": "Request 17"}


@pytest.fixture
def subject(make_person) -> UUID:
    return make_person()


@pytest.fixture
def looked(somebody, subject):
    viewer = somebody(Membership.CO_ORDINATOR)
    consulted("case file opened", by=viewer, subjects=[subject], area=21, detail={"page": "=1+1"})
    changed = {"before": {"level": 1}, "after": {"level": 2}, "justification": "His sister rang"}
    record_event(
        connection,
        Entry(Operation.ALTERATION, "level changed", actor=viewer.user_id, subjects=(subject,), **changed),
    )
    record_event(connection, Entry(Operation.CONSULTATION, "another looked at", acting="test"))
    return viewer


def rows_of(wanted: Wanted) -> list[dict[str, str]]:
    out = io.StringIO()
    export(wanted, to=out, form="csv", **ASKED)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_export_of_nothing_has_its_head_and_pages_are_named_in_words(somebody, subject) -> None:
    out = io.StringIO()
    assert export(Wanted(subject=subject), to=out, form="csv", **ASKED) == 0
    assert out.getvalue().startswith("entry,at,operation,what,page,roles,agencies,recipient,justification")
    page = {"page": "people:person_timeline"}
    consulted("case file opened", by=somebody(Membership.CO_ORDINATOR), subjects=[subject], detail=page)
    assert [row["page"] for row in rows_of(Wanted(subject=subject))] == ["", "timeline"]


def test_a_subjects_export_leaves_third_parties_out(looked, subject) -> None:
    rows = rows_of(Wanted(subject=subject))
    assert [row["what"] for row in rows] == ["case file opened", "level changed"]
    assert {row["roles"] for row in rows} == {"MAPPA co-ordinator"}
    said = json.dumps(rows)
    assert looked.name not in said
    assert "sister" not in said
    assert rows[1]["justification"].startswith("withheld")
    assert "325" in rows[0]["justification"]
    whole = json.dumps(rows_of(Wanted(subject=subject, third_parties=True)))
    assert looked.name in whole
    assert "sister" in whole


def test_the_commissioners_export_is_of_days_and_whole(looked, subject) -> None:
    today = datetime.now(tz=UTC).date()
    out = io.StringIO()
    assert export(Wanted(start_date=today, last_date=today), to=out, form="json", **ASKED) == 3
    rows = json.loads(out.getvalue())
    assert rows[1]["after"] == '{"level": 2}'
    assert rows[1]["name"] == looked.name
    assert rows[1]["subjects"] == str(subject)
    assert rows_of(Wanted(start_date=date(2020, 1, 1), last_date=date(2020, 1, 2))) == []


def test_an_export_is_written_down_as_a_disclosure_with_its_recipient(looked, subject) -> None:
    rows_of(Wanted(subject=subject))
    event = Event.objects.get(operation="disclosure")
    assert (event.what, event.acting, event.recipient, event.justification, event.subjects) == (
        "log exported",
        "A. Officer",
        "the person",
        "Request 17",
        [subject],
    )
    assert event.detail["entries"] == 2


@pytest.mark.parametrize("left_out", ["by", "recipient", "reason"])
def test_an_export_says_who_to_whom_and_why(subject, left_out) -> None:
    with pytest.raises(UnableToExport):
        export(Wanted(subject=subject), to=io.StringIO(), form="csv", **{**ASKED, left_out: " "})
    assert not Event.objects.exists()


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(start_date=date(2026, 1, 1))])
def test_an_export_is_of_somebody_or_of_days(wanted) -> None:
    with pytest.raises(UnableToExport, match="of one subject"):
        export(wanted, to=io.StringIO(), form="csv", **ASKED)


def test_a_formula_in_the_log_is_plain_in_the_file(looked, subject) -> None:
    assert rows_of(Wanted(subject=subject))[0]["page"] == "'=1+1"
