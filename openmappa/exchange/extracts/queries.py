"""Which loads an area's records rest on."""

from __future__ import annotations

from openmappa.exchange.extracts.models import Load
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.oversight.statistics.services import LoadInfo


def loads_by_area() -> dict[int, LoadInfo]:
    """Return, for each area with a load, the numbers of its loads, and what the newest says of its days.

    An area's figures are fictitious if any of its loads was.
    """
    with acting_as(Role.LOADER) as connection:
        loads = Load.objects.using(connection.alias).order_by("number")
        found: dict[int, LoadInfo] = {}
        for load in loads:
            before = found.get(load.area_id, LoadInfo((), None, fictitious=False))
            found[load.area_id] = LoadInfo(
                (*before.numbers, load.number),
                load.data_as_at,
                load.fictitious or before.fictitious,
                load.records_from,
            )
        return found
