"""What every change of a system manager's has in common: the right to it, a refusal in words, and its entry."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event


class UnableToAdminister(RuntimeError):
    """A change that cannot be made; the message says why, `field` where in the form."""

    def __init__(self, words: str, *, field: str = "") -> None:
        super().__init__(words)
        self.field = field


def must_manage(by: Viewer, area: int | None) -> None:
    """Refuse who does not manage the accounts of the area.

    :raises PermissionDenied: if so
    """
    if area is None or not by.may(Permission.MANAGE_ACCOUNTS, area=area):
        raise PermissionDenied


def write_down(
    by: Viewer,
    what: str,
    *,
    area: int | None,
    reason: str = "",
    operation: Operation = Operation.ALTERATION,
    **detail: object,
) -> None:
    """Write an entry of the change, in its transaction."""
    told = {
        name.replace("_", " "): value if isinstance(value, int | None) else str(value)
        for name, value in detail.items()
    }
    entry = Entry(operation, what, actor=by.user_id, area=area, justification=reason, detail=told)
    record_event(transaction.get_connection(), entry)
