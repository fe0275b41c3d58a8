"""The published figures of a year's events, which a simulated caseload is to add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from openmappa.exchange.simulation.domain.plan import NotAPublishedTable

Cell = tuple[int, int]
"""Category and level."""

_YEARLY = "table2_level_2_3_yearly"
_LICENCE = "table_returned_to_custody_breach_of_licence"
_OF_ORDER = "table_returned_to_custody_breach_of_SHPO"
_ORDERS = "restrictive_orders_cat1"
_LEVELS_OF = {1: (1, 2, 3), 2: (1, 2, 3), 3: (2, 3), 4: (1, 2, 3)}
_CELLS = tuple((category, level) for category, levels in _LEVELS_OF.items() for level in levels)
_HIGHER = tuple(cell for cell in _CELLS if cell[1] > 1)

FIELDS: tuple[str, ...] = (
    *(f"CAT{category}L{level}" for category, level in _CELLS),
    *(f"CAT{category}L{level}YEAR" for category, level in _HIGHER),
    *(f"CAT1L{level}CAUTCON" for level in (1, 2, 3)),
    *("SOPOGRANT", "NOGRANT", "FTOGRANT"),
    *(f"CAT{category}L{level}LICBREACH" for category, level in _HIGHER),
    *(f"CAT1L{level}SOPOBREACH" for level in (2, 3)),
    *(
        f"CAT{category}L{level}SFO{what}"
        for category, level in _CELLS
        for what in ("", "CONV", "CHARGE", "OTHER")
    ),
    *(f"CAT{category}L{level}SCR" for category, level in _HIGHER if category < 4),
    *("SROBREACH", "RSOREVOKE"),
)
"""The names of the annual return's fields, in the order in which its guidance lists the kinds of figures."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """
    How much of each kind happened in the year; nothing where the published figures do not tell.

    `yearly` and `licence` are people by category and level, `of_order` by level.
    """

    yearly: Mapping[Cell, int] = field(default_factory=dict)
    licence: Mapping[Cell, int] = field(default_factory=dict)
    of_order: Mapping[int, int] = field(default_factory=dict)
    breaches: int = 0
    revocations: int = 0
    prevention_orders: int = 0
    travel_orders: int = 0
    notification_orders: int = 0
    after_risk_orders: int = 0


def year_figures(published: Mapping[str, object]) -> YearFigures | None:
    """
    Return the figures of the year, or nothing if the table of the year at Levels 2 and 3 is not published.

    :raises NotAPublishedTable: if a figure is not a count, or counts more than the one it is part of
    """
    if _YEARLY not in published:
        return None
    orders = published.get(_ORDERS, {})
    orders = orders if isinstance(orders, Mapping) else {}
    of_order = published.get(_OF_ORDER, {})
    of_order = of_order if isinstance(of_order, Mapping) else {}
    figures = YearFigures(
        yearly=_table(published, _YEARLY),
        licence=_table(published, _LICENCE) if _LICENCE in published else {},
        of_order={level: _count(of_order.get(f"level_{level}", 0), _OF_ORDER) for level in (2, 3)},
        breaches=_of(published, "cat1_cautioned_or_convicted_breach_of_notification"),
        revocations=_of(published, "cat1_lifetime_notification_revoked_on_application"),
        prevention_orders=_count(orders.get("SHPO", 0), _ORDERS),
        travel_orders=_count(orders.get("SHPO_with_foreign_travel_restriction", 0), _ORDERS),
        notification_orders=_count(orders.get("notification_order", 0), _ORDERS),
        after_risk_orders=_of(published, "became_subject_to_notification_after_SRO_breach"),
    )
    if figures.travel_orders > figures.prevention_orders:
        raise NotAPublishedTable("Expected no more orders with a prohibition on foreign travel than orders.")
    for (category, level), returned in figures.licence.items():
        more = figures.of_order[level] if category == 1 else 0
        if returned + more > figures.yearly.get((category, level), 0):
            raise NotAPublishedTable(f"Expected no more returns than people at Level {level} in the year.")
    return figures


def _of(published: Mapping[str, object], name: str) -> int:
    return _count(published.get(name, 0), name)


def _count(value: object, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise NotAPublishedTable(f"Expected a whole number in {where}.")
    return value


def _table(published: Mapping[str, object], name: str) -> dict[Cell, int]:
    table = published[name]
    rows = table.get("rows") if isinstance(table, Mapping) else None
    cells = {}
    for level in (2, 3):
        row = rows.get(f"level_{level}") if isinstance(rows, Mapping) else None
        if not isinstance(row, list) or len(row) < 3:
            raise NotAPublishedTable(f"Expected level_{level} with a figure for each category, in {name}.")
        for category in (1, 2, 3):
            cells[category, level] = _count(row[category - 1], name)
    return cells
