"""A dated duty: what must be notified by when, why, and whether it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from openmappa.statute.provisions.rule import Rule


class DutyKind(StrEnum):
    """What must be notified."""

    INITIAL = "initial"
    NAME = "name"
    HOME_ADDRESS = "home_address"
    IDENTITY_DOCUMENT = "identity_document"
    ACCOUNT_OR_CARD = "account_or_card"
    OTHER_PRESCRIBED = "other_prescribed"
    PREMISES = "premises"
    CHILD_HOUSEHOLD = "child_household"
    RELEASE = "release"
    DID_NOT_HAPPEN = "did_not_happen"
    PERIODIC = "periodic"
    TRAVEL = "travel"
    RETURN = "return"
    NAME_BEFOREHAND = "name_beforehand"
    ABSENCE = "absence"


class DutyStatus(StrEnum):
    """How a duty stands as at a day."""

    OVERDUE = "overdue"
    DUE = "due"
    STOPPED = "stopped"
    NEEDS_FACT = "needs_fact"
    DONE = "done"
    LATE = "late"
    ENDED = "ended"


DUTY_KINDS = {
    DutyKind.INITIAL: "Initial notification",
    DutyKind.NAME: "Change of name",
    DutyKind.HOME_ADDRESS: "Change of home address",
    DutyKind.IDENTITY_DOCUMENT: "Change of identity document",
    DutyKind.ACCOUNT_OR_CARD: "Change of bank account or card",
    DutyKind.OTHER_PRESCRIBED: "Another prescribed change",
    DutyKind.PREMISES: "Stay at other premises",
    DutyKind.CHILD_HOUSEHOLD: "Stay in a household with a child",
    DutyKind.RELEASE: "Release",
    DutyKind.DID_NOT_HAPPEN: "Announced change that did not happen",
    DutyKind.PERIODIC: "Periodic notification",
    DutyKind.TRAVEL: "Travel outside the United Kingdom",
    DutyKind.RETURN: "Return to the United Kingdom",
    DutyKind.NAME_BEFOREHAND: "Change of name, beforehand",
    DutyKind.ABSENCE: "Absence from the main residence",
}
"""Every kind of duty in words."""

DUTY_STATUSES = {
    DutyStatus.OVERDUE: "Overdue",
    DutyStatus.DUE: "Due",
    DutyStatus.STOPPED: "Clock stopped",
    DutyStatus.NEEDS_FACT: "Needs a fact",
    DutyStatus.DONE: "Done in time",
    DutyStatus.LATE: "Done late",
    DutyStatus.ENDED: "No longer due",
}
"""Every status in words, in the order in which a worklist shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """
    A duty to notify.

    `trigger` says in words what brought it about, on `trigger_date`. `due_date` is the last day on which it can be done in
    time, None while its clock stands still; `arithmetic` says how that day was worked out. `done_date` is the day of the
    notification that closed it. `needs` says which fact could change the answer, and is empty if none could.
    """

    kind: DutyKind
    trigger: str
    trigger_date: date
    source: str
    rule: Rule
    due_date: date | None
    arithmetic: str
    status: DutyStatus
    done_date: date | None = None
    needs: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether something is still to be done."""
        return self.status in (
            DutyStatus.OVERDUE,
            DutyStatus.DUE,
            DutyStatus.STOPPED,
            DutyStatus.NEEDS_FACT,
        )
