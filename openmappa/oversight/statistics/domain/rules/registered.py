"""The rule "registered, and in Category 4, on 31 March": for the rate, where an area's setting holds them."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells
from openmappa.oversight.statistics.domain.rules.eligible import ELIGIBLE_ON_31_MARCH
from openmappa.oversight.statistics.domain.tables import LEVELS, NATIONAL_CATEGORY

REGISTERED_IN_CATEGORY_4 = CountingRule(
    name="registered_in_category_4",
    version=1,
    title="Registered people in Category 4 on 31 March",
    description=(
        "Of the people in Category 4 in the first table, those who on 31 March were subject to the notification"
        " requirements. They are not in Category 1, because one category is reported."
    ),
    source="Sexual Offences Act 2003 ss.80 to 82; MAPPA Guidance: one category is reported.",
    choices=(
        Choice(
            "Last day of the requirements",
            "Counts: somebody whose last day is 31 March is counted.",
            "The last day is one on which they hold.",
        ),
    ),
    tables={
        **ELIGIBLE_ON_31_MARCH.tables,
        "notification_notificationrequirement": (
            "subject_id",
            "start_date",
            "last_date",
            "recorded_in_error",
        ),
    },
    keeps_out=ELIGIBLE_ON_31_MARCH.keeps_out,
    sql=f"""
SELECT counted.* FROM ({ELIGIBLE_ON_31_MARCH.sql}) counted
WHERE counted.category = 4
  AND EXISTS (
      SELECT FROM notification_notificationrequirement requirement
      WHERE requirement.subject_id = counted.subject_id
        AND NOT requirement.recorded_in_error
        AND requirement.start_date <= counted.counted_date
        AND (requirement.last_date IS NULL OR requirement.last_date >= counted.counted_date))
""",
    cells=cells.split((NATIONAL_CATEGORY,), LEVELS, without_level=True),
    fields={},
    settings=("rate_holds_registered_in_category_4",),
    is_snapshot=True,
)
