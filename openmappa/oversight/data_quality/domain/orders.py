"""Findings about orders: last days that the law asks for, and terms that it does not allow."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import (
    LEAD_AGENCY,
    Finding,
    reading,
)

FIXED_TERM_KINDS = (
    "interim_shpo",
    "interim_sro",
    "interim_sopo",
    "interim_notification_order",
    "interim_stalking_protection_order",
    "foreign_travel_order",
    "violent_offender_order",
    "svro",
    "dvpo",
)
"""Orders made for a fixed time only: none of them holds until further order."""

_ORDERS = {
    "orders_courtorder": (
        "id", "subject_id", "kind", "start_date", "last_date", "prohibits_foreign_travel", "travel_last_date",
        "responsible_area_id", "recorded_in_error",
    ),
    "orders_orderevent": ("order_id", "kind", "event_date", "recorded_in_error"),
    "people_person": ("subject_id", "date_of_death", "recorded_in_error"),
    "responsibility_responsibility": ("subject_id", "area_id", "start_date", "until_date", "recorded_in_error"),
}  # fmt: skip


def _orders(condition: str) -> str:
    """Return the query of orders that bind on the day and meet a condition on `court_order`."""
    return f"""
SELECT court_order.subject_id,
       coalesce(responsibility.area_id, court_order.responsible_area_id) AS area,
       min(court_order.start_date) AS since_date
FROM orders_courtorder court_order
JOIN people_person person
  ON person.subject_id = court_order.subject_id
 AND NOT person.recorded_in_error
 AND (person.date_of_death IS NULL OR person.date_of_death >= %(day)s::date)
LEFT JOIN responsibility_responsibility responsibility
  ON responsibility.subject_id = court_order.subject_id
 AND NOT responsibility.recorded_in_error
 AND responsibility.start_date <= %(day)s::date
 AND (responsibility.until_date IS NULL OR responsibility.until_date > %(day)s::date)
WHERE NOT court_order.recorded_in_error
  AND court_order.start_date <= %(day)s::date
  AND (court_order.last_date IS NULL OR court_order.last_date >= %(day)s::date)
  AND coalesce(responsibility.area_id, court_order.responsible_area_id) = ANY (%(areas)s)
  AND NOT EXISTS (
    SELECT FROM orders_orderevent event
    WHERE event.order_id = court_order.id
      AND NOT event.recorded_in_error
      AND event.kind = 'discharged'
      AND event.event_date <= %(day)s::date)
  AND ({condition})
GROUP BY 1, 2
"""


TRAVEL_WITHOUT_LAST_DAY = Finding(
    name="travel_without_last_day",
    version=1,
    title="Foreign travel prohibition without its last day",
    why="A prohibition on foreign travel is for a fixed time of at most five years. Without its last day nobody is"
    " warned that it runs out.",
    mend="Read the order, and record the last day of the prohibition.",
    owner="The police",
    source="Sexual Offences Act 2003 ss.103D and 122C",
    tables=reading(_ORDERS),
    sql=_orders("court_order.prohibits_foreign_travel AND court_order.travel_last_date IS NULL"),
)

FIXED_TERM_WITHOUT_LAST_DAY = Finding(
    name="fixed_term_without_last_day",
    version=1,
    title="Order for a fixed time without its last day",
    why="Interim orders, and some others, are made for a fixed time. Without a last day they read as holding until"
    " further order, and so does what depends on them.",
    mend="Read the order and record its last day. If the main application has been decided, record that day.",
    owner=LEAD_AGENCY,
    source="Sexual Offences Act 2003 ss.109 and 117 (interim orders of newer kinds follow s.109);"
    " for violent offender orders, serious violence reduction orders, domestic violence protection orders and"
    " interim stalking protection orders the text was not read",
    tables=reading(_ORDERS),
    sql=_orders(
        "court_order.last_date IS NULL AND court_order.kind IN ('" + "', '".join(FIXED_TERM_KINDS) + "')"
    ),
)

SHORTER_THAN_ALLOWED = Finding(
    name="shorter_than_allowed",
    version=1,
    title="Order shorter than the law allows",
    why="A Sexual Harm Prevention Order lasts at least five years and a Sexual Risk Order at least two, or until"
    " further order. A shorter one is probably an interim order, or has a wrong last day.",
    mend="Read the order. Correct its kind or its last day, with what it said before kept.",
    owner="The police",
    source="Sexual Offences Act 2003 s.103D and s.122A. An order that holds no more than a prohibition on"
    " foreign travel, and so ends with it, is left out",
    tables=reading(_ORDERS),
    sql=_orders("""
        ((court_order.kind = 'shpo' AND court_order.last_date + 1 < court_order.start_date + INTERVAL '5 years')
          OR (court_order.kind = 'sro' AND court_order.last_date + 1 < court_order.start_date + INTERVAL '2 years'))
        AND NOT (coalesce(court_order.prohibits_foreign_travel, false)
                 AND court_order.travel_last_date IS NOT DISTINCT FROM court_order.last_date)"""),
)

FINDINGS = (TRAVEL_WITHOUT_LAST_DAY, FIXED_TERM_WITHOUT_LAST_DAY, SHORTER_THAN_ALLOWED)
