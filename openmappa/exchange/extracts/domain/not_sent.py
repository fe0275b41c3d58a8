"""The finding about people whom an area's newest extract no longer holds."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import (
    ELIGIBLE,
    ELIGIBLE_TABLES,
    LEAD_AGENCY,
    Finding,
    reading,
)

NOT_SENT = Finding(
    name="not_sent",
    version=1,
    title="Not sent any more",
    why="An earlier extract of the area held this eligible person and the newest does not. They are still counted,"
    " because a record that is not sent is listed and not ended.",
    mend="Find out why the person is no longer sent: transferred, no longer eligible, dead, or left out by mistake."
    " Record that in the system that the extract comes from.",
    owner=LEAD_AGENCY,
    source="Our check: people listed as not sent by the area's newest load",
    tables=reading(
        ELIGIBLE_TABLES,
        {
            "extracts_notsent": ("subject_id", "load_id", "table_name", "recorded_in_error"),
            "extracts_load": ("number", "area_id", "data_as_at"),
        },
    ),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id, eligible.area, max(load.data_as_at) AS since_date
FROM eligible
JOIN extracts_notsent not_sent
  ON not_sent.subject_id = eligible.subject_id
 AND not_sent.table_name = 'people'
 AND NOT not_sent.recorded_in_error
JOIN extracts_load load
  ON load.number = not_sent.load_id
 AND load.area_id = eligible.area
WHERE NOT EXISTS (
    SELECT FROM extracts_load newer
    WHERE newer.area_id = load.area_id AND newer.number > load.number)
GROUP BY 1, 2
""",
)
