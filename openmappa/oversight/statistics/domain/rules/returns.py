"""The rules about people at Level 2 or 3 who were returned to custody in the year."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells, position
from openmappa.oversight.statistics.domain.rules.yearly import MEETING_LEVELS
from openmappa.oversight.statistics.domain.tables import CATEGORIES

_DAY = "(returned.return_date - CASE WHEN %(day_before_the_return)s THEN 1 ELSE 0 END)"


def _sql(*, joins: str = "", which: str) -> str:
    rows = f"""
    SELECT returned.subject_id,
           returned.return_date AS counted_date,
           responsibility.area_id AS area,
           standing.category,
           level.level,
           returned.id::text AS alone
    FROM custody_custodyreturn returned
    {position.position("returned", _DAY)}{joins}
    WHERE returned.return_date BETWEEN %(first_date)s AND %(last_date)s
      AND NOT returned.recorded_in_error
      AND level.level IN (2, 3)
      AND {which}"""
    return position.once_a_person(rows, setting="persons_for_breaches")


_TABLES = {
    **position.POSITION_TABLES,
    "custody_custodyreturn": (
        "id",
        "subject_id",
        "order_id",
        "reason",
        "return_date",
        "recorded_in_error",
    ),
}
_CHOICES = (
    Choice(
        "Level 1",
        "Returns of people at Level 1 do not count.",
        "The tables are of Levels 2 and 3.",
    ),
    Choice(
        "Which year",
        "That of the first day back inside.",
        "The figure is of those returned.",
    ),
)
_SETTINGS = ("persons_for_breaches", "day_before_the_return")
_LICENCE_CELLS = cells.split(CATEGORIES, MEETING_LEVELS, without_level=False)
_ORDER_CELLS = cells.split((1,), MEETING_LEVELS, without_level=False)

RETURNED_FOR_BREACH_OF_LICENCE = CountingRule(
    name="returned_for_breach_of_licence",
    version=1,
    title="Returned to custody for a breach of licence",
    description=(
        "Everybody at Level 2 or 3 who was returned to custody in the year for a breach of licence, in the"
        " category and at the level held then."
    ),
    source="Fields of the annual return; MAPPA annual reports, MAPPA Statistics.",
    choices=_CHOICES,
    tables=_TABLES,
    sql=_sql(which="returned.reason = 'breach_of_licence'"),
    cells=_LICENCE_CELLS,
    fields=cells.named("CAT{category}L{level}LICBREACH", _LICENCE_CELLS),
    settings=_SETTINGS,
)

RETURNED_FOR_BREACH_OF_SHPO = CountingRule(
    name="returned_for_breach_of_shpo",
    version=1,
    title="Category 1: returned to custody for a breach of a Sexual Harm Prevention Order",
    description=(
        "Everybody in Category 1 at Level 2 or 3 who was returned to custody in the year for a breach of a"
        " Sexual Harm Prevention Order."
    ),
    source="Fields of the annual return; MAPPA annual reports, MAPPA Statistics.",
    choices=(
        *_CHOICES,
        Choice(
            "Other orders",
            "A breach of another order, of an interim one, or of a former Sexual Offences Prevention Order does"
            " not count.",
            "The table is of Sexual Harm Prevention Orders.",
        ),
    ),
    tables={**_TABLES, "orders_courtorder": ("id", "kind", "recorded_in_error")},
    sql=_sql(
        joins="""
    JOIN orders_courtorder court_order
      ON court_order.id = returned.order_id
     AND NOT court_order.recorded_in_error""",
        which="""returned.reason = 'breach_of_order'
      AND court_order.kind = 'shpo'
      AND standing.category = 1""",
    ),
    cells=_ORDER_CELLS,
    fields=cells.named("CAT{category}L{level}SOPOBREACH", _ORDER_CELLS),
    settings=_SETTINGS,
)
