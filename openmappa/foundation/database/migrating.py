"""Operations of migrations that Django has no words for."""

from __future__ import annotations

from django.db.migrations import RunSQL

CARRIED = "subject_id, responsible_area_id, restricted"


def carries_subject(table: str) -> RunSQL:
    """Return the operation that ties a table's rows to their subject, its area and its restriction.

    A change of the subject's area or restriction cascades to every row that carries them.
    """
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_subject_carried FOREIGN KEY ({CARRIED})"
        " REFERENCES access_subject (id, responsible_area_id, restricted) ON UPDATE CASCADE",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_subject_carried",
    )
