"""The rules about orders made in the year: SHPOs, those with a prohibition on foreign travel, notification orders."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, position
from openmappa.oversight.statistics.domain.tables import NOT_SPLIT

_TABLES = {
    **{each: columns for each, columns in position.POSITION_TABLES.items() if each != "standing_level"},
    "orders_courtorder": (
        "id",
        "subject_id",
        "kind",
        "made_date",
        "prohibits_foreign_travel",
        "recorded_in_error",
    ),
}

_CHOICES = (
    Choice(
        "Orders, not people",
        "Each order made in the year counts, also two on one person.",
        "The figure is of orders imposed.",
    ),
    Choice(
        "Which year",
        "That of the day on which the order was made, not of its service.",
        "The figure is of orders imposed by the court.",
    ),
    Choice(
        "Variation and renewal",
        "Do not count: the order is the one that was made.",
        "A varied or renewed order was imposed before.",
    ),
    Choice(
        "Who is counted",
        "People in Category 1 on the day on which the order was made: not in Category 4, and not potentially"
        " dangerous people.",
        "The table is of Category 1.",
    ),
    Choice(
        "Area",
        "The area responsible on the day on which the order was made.",
        "An order is imposed on that area's application or offender.",
    ),
)


def _sql(which: str) -> str:
    return f"""
SELECT court_order.subject_id,
       court_order.made_date AS counted_date,
       responsibility.area_id AS area,
       NULL::smallint AS category,
       NULL::smallint AS level
FROM orders_courtorder court_order
{position.person("court_order")}
{position.standing("court_order", "court_order.made_date")}
{position.responsibility("court_order", "court_order.made_date")}
WHERE court_order.made_date BETWEEN %(first_date)s AND %(last_date)s
  AND standing.category = 1
  AND NOT court_order.recorded_in_error
  AND responsibility.area_id = ANY (%(areas)s)
  AND {which}
"""


_HARM = """(court_order.kind = 'shpo' OR %(interim_orders_count)s AND court_order.kind = 'interim_shpo')"""
_TRAVEL = "court_order.prohibits_foreign_travel"

SHPO_MADE = CountingRule(
    name="shpo_made",
    version=1,
    title="Category 1: Sexual Harm Prevention Orders",
    description="Every Sexual Harm Prevention Order made in the year on somebody in Category 1.",
    source="Sexual Offences Act 2003 s.103A; Sentencing Act 2020 ss.343 to 345; fields of the annual return.",
    choices=_CHOICES,
    tables=_TABLES,
    sql=_sql(f"{_HARM}\n  AND (%(travel_orders_inside)s OR {_TRAVEL} IS NOT TRUE)"),
    cells=(NOT_SPLIT,),
    fields={"SOPOGRANT": NOT_SPLIT},
    settings=("interim_orders_count", "travel_orders_inside"),
)

SHPO_WITH_TRAVEL = CountingRule(
    name="shpo_with_foreign_travel",
    version=1,
    title="Category 1: Sexual Harm Prevention Orders with a prohibition on foreign travel",
    description=(
        "Every Sexual Harm Prevention Order made in the year on somebody in Category 1 that holds a prohibition"
        " on foreign travel."
    ),
    source="Sexual Offences Act 2003 s.103D; fields of the annual return.",
    choices=_CHOICES,
    tables=_TABLES,
    sql=_sql(f"{_HARM}\n  AND {_TRAVEL}"),
    cells=(NOT_SPLIT,),
    fields={"FTOGRANT": NOT_SPLIT},
    settings=("interim_orders_count",),
)

NOTIFICATION_ORDER_MADE = CountingRule(
    name="notification_order_made",
    version=1,
    title="Category 1: notification orders",
    description="Every notification order made in the year on somebody in Category 1.",
    source="Sexual Offences Act 2003 ss.96ZA and 97; fields of the annual return.",
    choices=_CHOICES,
    tables=_TABLES,
    sql=_sql(
        "(court_order.kind = 'notification_order'\n"
        "   OR %(notices_are_notification_orders)s AND court_order.kind = 'section_96za_notice'\n"
        "   OR %(interim_orders_count)s AND court_order.kind = 'interim_notification_order')"
    ),
    cells=(NOT_SPLIT,),
    fields={"NOGRANT": NOT_SPLIT},
    settings=("interim_orders_count", "notices_are_notification_orders"),
)
