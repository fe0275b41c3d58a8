"""The rule "serious case reviews commissioned in the year"."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells, position
from openmappa.oversight.statistics.domain.rules.yearly import MEETING_LEVELS
from openmappa.oversight.statistics.domain.tables import CATEGORIES, LEVELS, PUBLISHED_CATEGORIES

_DAY = "coalesce(further.charge_date, review.start_date)"

_SQL = f"""
SELECT review.subject_id,
       review.start_date AS counted_date,
       responsibility.area_id AS area,
       standing.category,
       level.level
FROM case_reviews_seriouscasereview review
LEFT JOIN convictions_seriousfurtheroffence further
  ON further.id = review.further_offence_id
 AND NOT further.recorded_in_error
{position.position("review", _DAY)}
WHERE review.start_date BETWEEN %(first_date)s AND %(last_date)s
  AND NOT review.recorded_in_error
  AND responsibility.area_id = ANY (%(areas)s)
"""

SERIOUS_CASE_REVIEW = CountingRule(
    name="serious_case_review",
    version=1,
    title="Serious case reviews commissioned",
    description=(
        "Every serious case review that was commissioned in the year, in the category and at the level held on"
        " the day of the charge that led to it, or else on the day on which it was commissioned."
    ),
    source="MAPPA Guidance, chapter 20; fields of the annual return.",
    choices=(
        Choice(
            "Which year",
            "That of the day on which the review was commissioned, whenever the charge was.",
            "The figure is of reviews commissioned.",
        ),
        Choice(
            "Category, level and area",
            "Are those of the day of the charge, if one is linked.",
            "The review is of how the person was managed then.",
        ),
        Choice(
            "Level 1 and Category 4",
            "Are counted and stored, and are in no field of the return.",
            "The return asks for Categories 1 to 3 at Levels 2 and 3.",
        ),
    ),
    tables={
        **position.POSITION_TABLES,
        "case_reviews_seriouscasereview": (
            "subject_id",
            "further_offence_id",
            "start_date",
            "recorded_in_error",
        ),
        "convictions_seriousfurtheroffence": ("id", "charge_date", "recorded_in_error"),
    },
    sql=_SQL,
    cells=cells.split(CATEGORIES, LEVELS, without_level=True),
    fields=cells.named(
        "CAT{category}L{level}SCR", cells.split(PUBLISHED_CATEGORIES, MEETING_LEVELS, without_level=False)
    ),
)
