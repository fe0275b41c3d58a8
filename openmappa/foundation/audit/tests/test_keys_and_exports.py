"""Keys from the environment, and exports of the log."""

from __future__ import annotations

import csv
import io
import json
import stat
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.models import Event
from openmappa.foundation.audit.services import consulted, record_event
from openmappa.foundation.audit.services.exporting import UnableToExport, Wanted, export, plain
from openmappa.foundation.audit.services.keys import (
    KeyRefused,
    fingerprint,
    make_key,
    private_key,
    trusted_keys,
)

pytestmark = pytest.mark.django_db

ASKED = {"by": "A. Officer", "recipient": "the person", "reason": "Request 17"}


def test_a_key_comes_from_the_environment_or_from_a_file_it_names(settings, tmp_path) -> None:
    path = tmp_path / "key.pem"
    made = make_key(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    settings.AUDIT_KEY, settings.AUDIT_KEY_FILE = "", str(path)
    from_file = private_key()
    settings.AUDIT_KEY, settings.AUDIT_KEY_FILE = path.read_text(), ""
    from_text = private_key()
    assert {fingerprint(each.public_key()) for each in (made, from_file, from_text)} == set(trusted_keys([]))
    settings.AUDIT_KEY = ""
    assert private_key() is None
    with pytest.raises(KeyRefused, match="never overwritten"):
        make_key(path)


@pytest.mark.parametrize("text", ["x", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"])
def test_what_is_no_key_is_refused_without_repeating_it(settings, text) -> None:
    settings.AUDIT_KEY = text
    with pytest.raises(KeyRefused, match="OPENMAPPA_AUDIT_KEY") as refused:
        private_key()
    assert text not in str(refused.value)


def test_no_key_stands_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name LIKE 'audit_%'")
        assert not {name for (name,) in cursor.fetchall()} & {"private_key", "secret"}


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


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(value) -> None:
    assert plain(value) == f"'{value}"
    assert plain("x=1") == "x=1"


def test_a_formula_in_the_log_is_plain_in_the_file(looked, subject) -> None:
    assert rows_of(Wanted(subject=subject))[0]["page"] == "'=1+1"
