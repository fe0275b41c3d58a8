"""Rows without identity, as the viewer may read them."""

from __future__ import annotations

from django.db import transaction

from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.agencies.models import Agency, Area
from openmappa.oversight.de_identified.domain import COLUMNS, Row
from openmappa.oversight.de_identified.permissions import VIEW

LONGEST_RECIPIENT = 200


class NotPermitted(Exception):
    """The viewer may not read de-identified rows of this area."""


def rows_of(*, viewer: Viewer, area: int) -> list[Row]:
    """
    Return a row for each eligible person of the area in Categories 1 to 3 on the viewer's day.

    Each reading has keys of its own, and the order is theirs: two readings cannot be laid beside each other.

    :raises NotPermitted: if the viewer may not read them
    """
    if not viewer.may(Permission.READ_DE_IDENTIFIED, area=area):
        raise NotPermitted
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(COLUMNS)} FROM {VIEW} WHERE area = %s ORDER BY key", [area])
        return [Row(*each) for each in cursor.fetchall()]


def recipient(*, viewer: Viewer, area: int) -> str:
    """Return to whom a file of the area's rows goes: the viewer's name, and the agencies that it is held for."""
    held = {each.agency_id for each in viewer.held if each.area == area}
    agencies = Agency.objects.filter(pk__in=held).order_by("name").values_list("name", flat=True)
    return ", ".join((viewer.name, *agencies))[:LONGEST_RECIPIENT]


def areas_to_read(*, viewer: Viewer) -> list[tuple[int, str]]:
    """Return the areas of which the viewer may read de-identified rows, as number and name."""
    numbers = viewer.areas_where(Permission.READ_DE_IDENTIFIED)
    return list(Area.objects.filter(number__in=numbers).values_list("number", "name")) if numbers else []
