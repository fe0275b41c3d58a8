"""Exports of the log: for a person's request, and for the Information Commissioner."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from openmappa.foundation.access.domain import RIGHTS
from openmappa.foundation.accounts.domain import Role as Membership
from openmappa.foundation.audit.domain import CASEWORK, LAWFULNESS, Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.foundation.ui.spreadsheet import harmless
from openmappa.oversight.log_review.domain import PAGES

FORMATS = ("csv", "json")
_ROWS = 2_000
_COMMON = ("entry", "at", "operation", "what", "page", "roles", "agencies", "recipient")

_HELD = """FROM accounts_membership m JOIN agencies_agency a ON a.id = m.agency_id
  WHERE m.user_id = e.actor AND m.start_date <= e.at::date AND (m.until_date IS NULL OR m.until_date > e.at::date)
  ORDER BY 1"""

_ENTRIES = f"""
SELECT e.id, e.at, e.operation, e.what, coalesce(e.detail ->> 'page', ''), coalesce(u.name, ''), e.acting,
  ARRAY(SELECT DISTINCT m.role::text {_HELD}), ARRAY(SELECT DISTINCT a.name::text {_HELD}),
  e.justification, e.recipient, e.subjects, e.detail::text, e.before::text, e.after::text
FROM audit_event e LEFT JOIN accounts_user u ON u.id = e.actor
"""  # noqa: S608  our own columns


class UnableToExport(RuntimeError):
    """The export was not asked for in full."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export: one subject's entries, or all of some days, the last included.

    An export for a subject leaves out whom else the entries tell of: the names of users, and reasons that
    they typed. `third_parties` leaves them in.
    """

    subject: UUID | None = None
    start_date: date | None = None
    last_date: date | None = None
    third_parties: bool = False


def export(wanted: Wanted, *, to: IO[str], form: str, by: str, recipient: str, reason: str) -> int:
    """
    Write the entries in the form, write down that they were disclosed, and return how many there were.

    Sources: Data Protection Act 2018 s.45 (right of access; the recipients of one's data), s.62(5) (logs are made
    available to the Commissioner). Whether the right of access is to be restricted, s.45(4), is for who exports
    to decide first.

    :raises UnableToExport: if who exports, for whom or why is not said
    """
    for value, words in ((by, "who exports"), (recipient, "who receives it"), (reason, "why")):
        if not value.strip():
            raise UnableToExport(f"an export says {words}")
    if (wanted.subject is None) == (wanted.start_date is None or wanted.last_date is None):
        raise UnableToExport("an export is of one subject, or from a day to a day")
    with acting_as(Role.SEALER) as connection:
        count = _WRITERS[form](to, _rows(connection, wanted), _columns(wanted))
        days = [each and each.isoformat() for each in (wanted.start_date, wanted.last_date)]
        record_event(
            connection,
            Entry(
                Operation.DISCLOSURE,
                "log exported",
                acting=by.strip()[:60],
                subjects=(wanted.subject,) if wanted.subject else (),
                justification=reason.strip()[:1000],
                recipient=recipient.strip()[:200],
                detail={"entries": count, "days": days, "third_parties": wanted.third_parties},
            ),
        )
    return count


def _rows(connection: BaseDatabaseWrapper, wanted: Wanted) -> Iterator[Mapping[str, str]]:
    where, values = _condition(wanted)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"{_ENTRIES} WHERE {where} ORDER BY e.id", values)
        while rows := cursor.fetchmany(_ROWS):
            for row in rows:
                yield _for_a_subject(row, wanted) if wanted.subject else _whole(row)


def _condition(wanted: Wanted) -> tuple[str, list[Any]]:
    if wanted.subject:
        return "e.subjects @> %s::uuid[]", [[str(wanted.subject)]]
    assert wanted.start_date is not None  # noqa: S101  export() has seen to it
    assert wanted.last_date is not None  # noqa: S101
    return "e.at >= %s AND e.at < %s", [
        _midnight(wanted.start_date),
        _midnight(wanted.last_date + timedelta(days=1)),
    ]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))  # noqa: DTZ001  made aware here


def _common(row: tuple) -> dict[str, str]:  # type: ignore[type-arg]
    return {
        "entry": str(row[0]),
        "at": timezone.localtime(row[1]).isoformat(timespec="seconds"),
        "operation": row[2],
        "what": row[3],
        "page": row[4],
        "roles": ", ".join(RIGHTS[Membership(each)].title for each in row[7]),
        "agencies": ", ".join(row[8]),
        "recipient": row[10],
    }


def _for_a_subject(row: tuple, wanted: Wanted) -> dict[str, str]:  # type: ignore[type-arg]
    """Return what the person is told: which page was opened in words, and nothing of others unless they are wanted."""
    typed = not row[9].endswith((CASEWORK, LAWFULNESS))
    withheld = typed and bool(row[9]) and not wanted.third_parties
    page = PAGES.get(row[4], row[4])
    found = {
        **_common(row),
        "page": page,
        "justification": "withheld: it may tell of others" if withheld else row[9],
    }
    return {**found, "name": row[5] or row[6]} if wanted.third_parties else found


def _whole(row: tuple) -> dict[str, str]:  # type: ignore[type-arg]
    subjects = " ".join(str(each) for each in row[11])
    return {
        **_common(row),
        "justification": row[9],
        "name": row[5] or row[6],
        "subjects": subjects,
        "detail": row[12],
        "before": row[13] or "",
        "after": row[14] or "",
    }


def _columns(wanted: Wanted) -> tuple[str, ...]:
    if wanted.subject is None:
        return (*_COMMON, "justification", "name", "subjects", "detail", "before", "after")
    return (*_COMMON, "justification", *(("name",) if wanted.third_parties else ()))


def _csv(to: IO[str], rows: Iterator[Mapping[str, str]], columns: tuple[str, ...]) -> int:
    writer, count = csv.writer(to), 0
    # An export of nothing says so by its head alone.
    writer.writerow(columns)
    for row in rows:
        writer.writerow(harmless(row[each]) for each in columns)
        count += 1
    return count


def _json(to: IO[str], rows: Iterator[Mapping[str, str]], columns: tuple[str, ...]) -> int:
    count = 0
    to.write("[")
    for count, row in enumerate(rows, start=1):
        to.write(
            ("\n" if count == 1 else ",\n")
            + json.dumps({each: row[each] for each in columns}, ensure_ascii=False)
        )
    to.write("\n]\n")
    return count


_WRITERS = {"csv": _csv, "json": _json}
