"""The extract tables about the notification requirements."""

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
)
from openmappa.statute.vocabulary.events import OUTCOMES, REQUIREMENT_BASES

REQUIREMENTS = Table(
    name="notification_requirements",
    title="Notification requirements",
    description="One row for each time in which a person is subject to the notification requirements, with its basis. "
    "Several may run at once; the last to end governs.",
    fields=(
        person_field(),
        coded("basis", "Why the person is subject to them.", codes(REQUIREMENT_BASES), required=True),
        Field(
            "order_id",
            Kind.TEXT,
            "The order they follow from: a source_id of orders.csv.",
            references="orders",
            most=64,
        ),
        day("start_date", "First day.", required=True, example="2020-02-03"),
        day("last_date", "Last day, inclusive. Blank if indefinite, or until a further order."),
        Field("is_indefinite", Kind.BOOLEAN, "true if they have no end (Sexual Offences Act 2003 s.82)."),
        day("revoked_date", "Day on which indefinite requirements were revoked on application (s.91A)."),
    ),
    periods=(Period("start_date", "last_date", inclusive=True),),
    rules=(
        Rule(
            "revoked_without_end",
            "last_date",
            "r.revoked_date IS NOT NULL AND r.last_date IS DISTINCT FROM r.revoked_date",
            "the day of the revocation as the last day",
        ),
        Rule(
            "revoked_though_not_indefinite",
            "revoked_date",
            "r.revoked_date IS NOT NULL AND NOT coalesce(r.is_indefinite, false)",
            "no revocation, since the requirements are not indefinite",
        ),
        Rule(
            "indefinite_with_end",
            "last_date",
            "coalesce(r.is_indefinite, false) AND r.last_date IS NOT NULL AND r.revoked_date IS NULL",
            "no last day, since the requirements are indefinite and not revoked",
        ),
        Rule(
            "order_missing",
            "order_id",
            "r.basis IN ('order', 'police_notice', 'breach_of_sro') AND r.order_id IS NULL",
            "the order or notice that they follow from",
        ),
    ),
)

BREACHES = Table(
    name="notification_breaches",
    title="Breaches of the notification requirements",
    description="One row for each failure to comply with the notification requirements (Sexual Offences Act 2003 s.91).",
    fields=(
        person_field(),
        day("breach_date", "First day of the failure.", required=True, example="2023-09-04"),
        coded("outcome", "What came of it.", codes(OUTCOMES), required=True),
        day("outcome_date", "Day of the caution or conviction.", example="2023-11-20"),
    ),
    rules=(
        Rule(
            "outcome_date_missing",
            "outcome_date",
            "r.outcome IN ('cautioned', 'convicted') AND r.outcome_date IS NULL",
            "the day of the caution or conviction",
        ),
        Rule(
            "outcome_before_breach",
            "outcome_date",
            "r.outcome_date < r.breach_date",
            "a day on or after the breach",
        ),
    ),
)
