"""The finding about what was mended by hand in OpenMAPPA, and not where it comes from."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import (
    ELIGIBLE,
    ELIGIBLE_TABLES,
    LEAD_AGENCY,
    Finding,
    reading,
)

_CHANGEABLE = (
    "standing_standing",
    "standing_level",
    "responsibility_responsibility",
    "custody_custodyspell",
    "orders_courtorder",
    "notification_notificationrequirement",
)
_COLUMNS = ("subject_id", "start_date", "changed_here", "recorded_in_error")

_CHANGED = "\n    UNION ALL ".join(
    f"SELECT subject_id, start_date FROM {table} WHERE changed_here AND NOT recorded_in_error"
    for table in _CHANGEABLE
)

CHANGED_HERE = Finding(
    name="changed_here",
    version=1,
    title="Mended by hand here",
    why="The record was changed in OpenMAPPA, for example because two times overlapped. The system that it came"
    " from may still say otherwise, and other reports are made from there.",
    mend="Make the same change in the system that the record came from. The next extract then agrees.",
    owner=LEAD_AGENCY,
    source="Our check: standings, levels, responsibilities, custody, orders or notification requirements of an"
    " eligible person that were changed on screen",
    tables=reading(ELIGIBLE_TABLES, dict.fromkeys(_CHANGEABLE, _COLUMNS)),
    sql=f"""
WITH {ELIGIBLE}, mended AS (
    {_CHANGED}
)
SELECT eligible.subject_id, eligible.area, max(mended.start_date) AS since_date
FROM eligible
JOIN mended ON mended.subject_id = eligible.subject_id
GROUP BY 1, 2
""",
)

FINDINGS = (CHANGED_HERE,)
