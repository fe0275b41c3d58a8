"""Count by every rule and store the runs; read them whole; note when an area's facts changed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.changes.domain import News
from openmappa.oversight.statistics.services.counting import CountedRun, LoadInfo, UnknownArea, count
from openmappa.oversight.statistics.services.population import load_packaged_populations, populations
from openmappa.oversight.statistics.services.reading import (
    distinct_fields,
    snapshot_by,
    stored_fields,
    stored_figures,
)
from openmappa.oversight.statistics.services.settings import stored_settings

__all__ = (
    "CountedRun",
    "LoadInfo",
    "UnknownArea",
    "count",
    "distinct_fields",
    "load_packaged_populations",
    "note_change",
    "populations",
    "snapshot_by",
    "stored_fields",
    "stored_figures",
    "stored_settings",
)


def note_change(connection: BaseDatabaseWrapper, news: News) -> None:
    """Remember that facts changed now, so that an older count can say that it is older.

    It is remembered of the area, and of the other areas that answered for these people or that the load's
    changed responsibilities name.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT statistics_note_change(%s::smallint, %s::uuid[])", [news.area, list(news.subjects)]
        )
