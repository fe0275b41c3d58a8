"""End indefinite notification requirements on review."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.record.notification.models import NotificationRequirement


def revoke_indefinite(*, by: Viewer, subject_id: UUID, on: date) -> int:
    """
    End every indefinite requirement of the subject that holds on the day, whose last day it becomes.

    Returns how many ended: 0 if none is recorded as indefinite. Whether the viewer may is for the caller to say;
    the database asks for full sight. Law: Sexual Offences Act 2003 ss.91A to 91F.
    """
    rows = NotificationRequirement.objects.visible_to(by).counting().filter(subject_id=subject_id)
    rows = rows.filter(is_indefinite=True, last_date__isnull=True, start_date__lte=on)
    with transaction.atomic():
        held = {each.pk: each.responsible_area_id for each in rows.select_for_update(of=("self",))}
        if not held:
            return 0
        values = {"revoked_date": on, "last_date": on, "version": F("version") + 1, "changed_here": True}
        ended = NotificationRequirement.objects.filter(pk__in=held).update(**values)
        connection, area = transaction.get_connection(), next(iter(held.values()))
        entry = Entry(
            Operation.ALTERATION,
            "indefinite notification requirements revoked",
            actor=by.user_id,
            subjects=(subject_id,),
            area=area,
            before={"revoked_date": None},
            after={"revoked_date": str(on), "requirements": sorted(held)},
        )
        record_event(connection, entry)
        changed(connection, area=area, what={What.NOTIFICATION}, subjects=[subject_id])
        return ended
