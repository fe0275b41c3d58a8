"""Note when an area's facts changed."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.changes.domain import News


def note_change(connection: BaseDatabaseWrapper, news: News) -> None:
    """Remember that the area's facts changed now, so that an older count can say that it is older."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO statistics_areachange (area_id, changed_at) VALUES (%s, now())"
            " ON CONFLICT (area_id) DO UPDATE SET changed_at = excluded.changed_at",
            [news.area],
        )
