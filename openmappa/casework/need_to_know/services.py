"""Ask for access, give and end it, restrict a record, open one in an emergency: each written down as it is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from openmappa.foundation.access.domain import Answer, Level, Outcome, Section, Viewer
from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight
from openmappa.foundation.access.queries import emergency_access, sight_of
from openmappa.foundation.access.services import asking, emergency, restriction, sight
from openmappa.foundation.access.services.sight import Holder
from openmappa.foundation.audit.domain import CASEWORK, LAWFULNESS, Entry, Operation
from openmappa.foundation.audit.services import consulted, record_event


def give_sight(
    *,
    by: Viewer,
    subject_id: UUID,
    holder: Holder,
    level: Level,
    sections: Collection[Section],
    until_date: date | None,
    reason: str,
) -> None:
    """Give sight at this level, and of the special sections named; as access.services.sight says of errors."""
    with transaction.atomic():
        for section in (None, *sorted(sections)):
            sight.give_sight(
                by=by, subject_id=subject_id, holder=holder, level=level, section=section,
                until_date=until_date, reason=reason,
            )  # fmt: skip
        to = holder.user_id or holder.team_id or holder.agency_id
        detail = {"to": str(to), "level": level.name.lower(), "sections": sorted(sections)}
        _write_down(by, "sight given", subject_id, reason, {**detail, "until": str(until_date or "")})


def end_sight(*, by: Viewer, given: Sight, reason: str) -> None:
    """End sight that was given by name; as access.services.sight says of errors."""
    sight.end_sight(by=by, sight_id=given.pk, reason=reason)
    _write_down(by, "sight ended", given.subject_id, reason, {"sight": given.pk})


def running_sight(*, by: Viewer, subject_id: UUID) -> list[Sight]:
    """Return the sight given by name that holds on the viewer's day and can be ended."""
    return [
        each
        for each in sight_of(viewer=by, subject_id=subject_id)
        if each.until_at is None
        and each.given_by_id is not None
        and (each.until_date is None or each.until_date > by.as_at)
    ]


def restrict(*, by: Viewer, subject_id: UUID, reason: str) -> None:
    """Restrict the record; as access.services.restriction says of errors."""
    restriction.restrict(by=by, subject_id=subject_id, reason=reason)
    _write_down(by, "record restricted", subject_id, reason, {})


def lift_restriction(*, by: Viewer, subject_id: UUID, reason: str) -> None:
    """Lift the restriction; as access.services.restriction says of errors."""
    restriction.lift_restriction(by=by, subject_id=subject_id, reason=reason)
    _write_down(by, "restriction lifted", subject_id, reason, {})


def ask_for_access(*, by: Viewer, subject_id: UUID, reason: str, wanted_until: date | None) -> None:
    """Ask for access; as access.services.asking says of errors."""
    asking.ask_for_access(by=by, subject_id=subject_id, reason=reason, wanted_until=wanted_until)
    _write_down(
        by, "access asked for", subject_id, reason, {"until": str(wanted_until)}, Operation.CONSULTATION
    )


def answer_request(
    *,
    by: Viewer,
    asked: AccessRequest,
    answer: Answer,
    level: Level | None,
    sections: Collection[Section],
    until_date: date | None,
    reason: str,
) -> None:
    """Answer a request for access; as access.services.asking says of errors."""
    if answer is Answer.REFUSED:
        asking.refuse_access(by=by, request_id=asked.id, reason=reason)
    else:
        asking.give_access(
            by=by, request_id=asked.id, level=level or Level.NONE, sections=sections,
            until_date=until_date, reason=reason,
        )  # fmt: skip
    detail = {
        "to": str(asked.user_id),
        "answer": answer.value,
        "level": level.name.lower() if level else "",
        "sections": sorted(sections),
        "until": str(until_date or ""),
    }
    _write_down(by, "access request answered", asked.subject_id, reason, detail)


def open_in_emergency(
    *, by: Viewer, subject_id: UUID, reason: str, sections: Collection[Section]
) -> EmergencyAccess:
    """Open a record in an emergency; as access.services.emergency says of errors."""
    opened = emergency.open_in_emergency(by=by, subject_id=subject_id, reason=reason, sections=sections)
    detail = {"until": opened.until_at.isoformat(), "sections": opened.sections}
    _write_down(by, "record opened in an emergency", subject_id, reason, detail, Operation.CONSULTATION)
    return opened


def end_emergency(*, by: Viewer, access_id: UUID) -> None:
    """Close a record that is open in an emergency; as access.services.emergency says of errors."""
    opened = emergency_access(viewer=by, access_id=access_id)
    emergency.end_emergency(by=by, access_id=access_id)
    _write_down(by, "emergency access ended", opened.subject_id, "", {"opened_by": str(opened.user_id)})


def review_emergency(*, by: Viewer, access_id: UUID, outcome: Outcome, review: str) -> None:
    """Record what the review found; as access.services.emergency says of errors."""
    opened = emergency_access(viewer=by, access_id=access_id)
    emergency.review_emergency(by=by, access_id=access_id, outcome=outcome, review=review)
    detail = {"opened_by": str(opened.user_id), "outcome": outcome.value}
    _write_down(by, "emergency access reviewed", opened.subject_id, review, detail)


def write_down_presence(*, by: Viewer, subject_id: UUID) -> None:
    """Write down that the viewer saw that a record exists."""
    consulted("presence of a record seen", by=by, subjects=[subject_id])


def write_down_requests_shown(*, by: Viewer, subjects: Collection[UUID]) -> None:
    """Write down whose access the requests shown are about."""
    consulted("access requests shown", by=by, subjects=subjects)


def write_down_emergencies_shown(*, by: Viewer, subjects: Collection[UUID]) -> None:
    """Write down whose records the emergency accesses shown are about."""
    why = CASEWORK if by.works_on_cases else LAWFULNESS
    consulted("emergency accesses shown", by=by, subjects=subjects, why=why)


def _write_down(
    by: Viewer,
    what: str,
    of: UUID | Collection[UUID],
    why: str,
    detail: Mapping[str, object],
    operation: Operation = Operation.ALTERATION,
) -> None:
    subjects = (of,) if isinstance(of, UUID) else tuple(dict.fromkeys(of))
    entry = Entry(
        operation, what, actor=by.user_id, subjects=subjects, justification=why.strip(), detail=detail
    )
    record_event(transaction.get_connection(), entry)
