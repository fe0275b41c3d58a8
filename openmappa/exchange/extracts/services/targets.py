"""Where each extract table goes, in the order of the format."""

from __future__ import annotations

from collections.abc import Mapping

from openmappa.casework.case_reviews.load import TARGETS as CASE_REVIEWS
from openmappa.casework.responsibility.load import TARGETS as RESPONSIBILITY
from openmappa.casework.standing.load import TARGETS as STANDING
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.foundation.access.load import Target
from openmappa.foundation.changes.domain import What
from openmappa.record.convictions.load import TARGETS as CONVICTIONS
from openmappa.record.custody.load import TARGETS as CUSTODY
from openmappa.record.notification.load import TARGETS as NOTIFICATION
from openmappa.record.orders.load import TARGETS as ORDERS
from openmappa.record.people.load import TARGETS as PEOPLE

_BY_ROOM: Mapping[What, tuple[Target, ...]] = {
    What.PERSON: PEOPLE,
    What.OFFENDING: CONVICTIONS,
    What.ORDERS: ORDERS,
    What.CUSTODY: CUSTODY,
    What.NOTIFICATION: NOTIFICATION,
    What.STANDING: STANDING,
    What.RESPONSIBILITY: RESPONSIBILITY,
    What.CASE_REVIEW: CASE_REVIEWS,
}
_BY_TABLE = {target.table.name: target for targets in _BY_ROOM.values() for target in targets}

TARGETS: tuple[Target, ...] = tuple(_BY_TABLE[table.name] for table in TABLES)
NEWS: Mapping[str, What] = {
    target.table.name: what for what, targets in _BY_ROOM.items() for target in targets
}
REFERENCED = {field.references for table in TABLES for field in table.fields if field.references} - {"people"}


def key_of(target: Target) -> str:
    """Return the column that is the key of a target's table."""
    key = target.model._meta.pk
    return str(key.column) if key else "id"


def columns_of(target: Target) -> frozenset[str]:
    """Return the columns of a target's table."""
    return frozenset(str(each.column) for each in target.model._meta.concrete_fields)
