"""The extract tables about orders made on a person."""

from openmappa.foundation.changes.extract import (
    Field,
    Kind,
    Period,
    Rule,
    Table,
    coded,
    codes,
    day,
    person_field,
    text,
)
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.events import ORDER_EVENTS, ORDER_ROUTES, OUTCOMES
from openmappa.statute.vocabulary.orders import ORDERS, Order

# A prohibition on foreign travel stands inside an order, as a column, and is not an order of its own.
ORDER_KINDS = {
    kind: words
    for kind, words in ORDERS.items()
    if kind not in (Order.SHPO_FOREIGN_TRAVEL, Order.SRO_FOREIGN_TRAVEL)
}

ORDERS_TABLE = Table(
    name="orders",
    title="Orders",
    description="One row for each order or notice made on a person. Variation and renewal are events of it, not new orders.",
    fields=(
        person_field(),
        coded("kind", "What was made.", codes(ORDER_KINDS), required=True),
        coded("route", "How it was made.", codes(ORDER_ROUTES), required=True),
        text(
            "court",
            "The court, or the force that gave the notice.",
            most=100,
            example="Anytown Magistrates' Court",
        ),
        day("made_date", "Day on which it was made.", required=True, example="2023-06-05"),
        day(
            "start_date",
            "First day on which it binds: the day of service.",
            required=True,
            example="2023-06-05",
        ),
        day("last_date", "Last day of the order, inclusive. Blank until further order."),
        Field(
            "prohibits_foreign_travel",
            Kind.BOOLEAN,
            "true if the order holds a prohibition on foreign travel.",
        ),
        day("travel_last_date", "Last day of the prohibition on foreign travel, inclusive."),
        Field(
            "replaces_interim_id",
            Kind.TEXT,
            "The interim order that it takes the place of: a source_id of orders.csv.",
            references="orders",
            most=64,
        ),
        day(
            "foreign_date",
            "Of a notification order or a notice under section 96ZA: day of the conviction, finding or caution abroad.",
        ),
        coded(
            "foreign_disposal",
            "Of such an order or notice: the disposal in England and Wales to which the one abroad corresponds.",
            codes(DISPOSALS),
        ),
        Field("foreign_term_months", Kind.INTEGER, "Whole months of the term abroad.", least=0, most=1200),
        Field(
            "foreign_term_days",
            Kind.INTEGER,
            "Days of the term abroad beyond whole months.",
            least=0,
            most=3650,
        ),
    ),
    periods=(Period("start_date", "last_date", inclusive=True),),
    rules=(
        Rule(
            "served_before_made",
            "start_date",
            "r.start_date < r.made_date",
            "a first day on or after the day on which it was made",
        ),
        Rule(
            "travel_prohibited_too_long",
            "travel_last_date",
            "r.travel_last_date >= r.start_date + INTERVAL 5 YEAR",
            "a prohibition of at most five years at a time (Sexual Offences Act 2003 ss.103D and 122C)",
        ),
        Rule(
            "travel_date_without_prohibition",
            "travel_last_date",
            "r.travel_last_date IS NOT NULL AND NOT coalesce(r.prohibits_foreign_travel, false)",
            "no date, since the order holds no prohibition",
        ),
        Rule(
            "replaces_itself_or_of_another",
            "replaces_interim_id",
            "r.replaces_interim_id = r.source_id OR EXISTS (SELECT 1 FROM orders o"
            " WHERE o.source_id = r.replaces_interim_id AND (o.person_id <> r.person_id OR o.kind NOT LIKE 'interim_%'))",
            "an interim order of the same person",
        ),
        Rule(
            "abroad_of_another_order",
            "foreign_date",
            "r.kind NOT IN ('notification_order', 'section_96za_notice') AND (r.foreign_date IS NOT NULL"
            " OR r.foreign_disposal IS NOT NULL OR r.foreign_term_months IS NOT NULL"
            " OR r.foreign_term_days IS NOT NULL)",
            "nothing from abroad, since the order does not rest on it",
        ),
        Rule(
            "abroad_after_order",
            "foreign_date",
            "r.foreign_date > r.made_date",
            "a day on or before the day on which the order was made",
        ),
        Rule(
            "notice_by_court",
            "route",
            "(r.kind = 'section_96za_notice') <> (r.route = 'police_notice')",
            "the route police_notice for a notice under section 96ZA, and for nothing else",
        ),
    ),
)

EVENTS = Table(
    name="order_events",
    title="What happened to orders",
    description="One row for each variation, renewal, discharge or breach of an order.",
    fields=(
        person_field(),
        Field(
            "order_id",
            Kind.TEXT,
            "The order: a source_id of orders.csv.",
            required=True,
            references="orders",
            most=64,
            example="O-1",
        ),
        coded("kind", "What happened.", codes(ORDER_EVENTS), required=True),
        day("event_date", "Day on which it happened.", required=True, example="2024-01-15"),
        coded("outcome", "What came of a breach; blank for other events.", codes(OUTCOMES)),
        day("outcome_date", "Day of the caution or conviction for the breach."),
    ),
    rules=(
        Rule(
            "before_its_order",
            "event_date",
            "EXISTS (SELECT 1 FROM orders o WHERE o.source_id = r.order_id AND r.event_date < o.made_date)",
            "a day on or after the day on which the order was made",
        ),
        Rule(
            "outcome_of_no_breach",
            "outcome",
            "(r.kind = 'breached') <> (r.outcome IS NOT NULL)",
            "an outcome for a breach, and for nothing else",
        ),
        Rule(
            "outcome_date_missing",
            "outcome_date",
            "(r.outcome IN ('cautioned', 'convicted')) IS TRUE AND r.outcome_date IS NULL",
            "the day of the caution or conviction",
        ),
        Rule(
            "outcome_before_breach",
            "outcome_date",
            "r.outcome_date < r.event_date",
            "a day on or after the breach",
        ),
    ),
)

TABLES = (ORDERS_TABLE, EVENTS)
