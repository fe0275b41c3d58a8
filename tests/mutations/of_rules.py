"""Edits of the counting rules: every bound and every condition."""

from __future__ import annotations

from tests.mutations.edits import (
    CHOICES,
    COUNT,
    OF_RULE,
    POLICIES,
    POSITION,
    RATE,
    RULES,
    Edit,
    of_rule,
)

IN_YEAR = "BETWEEN %(first_date)s AND %(last_date)s"


def sides_of_the_year(column: str) -> tuple[tuple[str, str, str], ...]:
    """Return the four edits that move a bound of the year by a day, for a column of a day."""
    inside = f"{column} {IN_YEAR}"
    return (
        ("the first day of the year is left out", inside, inside.replace("s AND", "s::date + 1 AND")),
        ("the day before the year counts", inside, inside.replace("s AND", "s::date - 1 AND")),
        ("the last day of the year is left out", inside, f"{inside}::date - 1"),
        ("the day after the year counts", inside, f"{inside}::date + 1"),
    )


YEARLY = "level_2_or_3_in_year"
POSITION_EDITS = (
    (
        "the last day of eligibility no longer counts",
        "standing.last_date >= {day}",
        "standing.last_date > {day}",
    ),
    (
        "eligibility counts from the day after its first",
        "standing.start_date <= {day}",
        "standing.start_date < {day}",
    ),
    ("a level's last day becomes inclusive", "level.until_date > {day}", "level.until_date >= {day}"),
    ("a level counts from the day after its first", "level.start_date <= {day}", "level.start_date < {day}"),
    ("the day of release counts as inside", "spell.until_date > {day}", "spell.until_date >= {day}"),
    ("the first day inside counts as outside", "spell.start_date <= {day}", "spell.start_date < {day}"),
    (
        "custody is not excluded",
        "WHERE spell.subject_id = {of}.subject_id",
        "WHERE false AND spell.subject_id = {of}.subject_id",
    ),
    (
        "people abroad are not excluded",
        "WHERE abroad.subject_id = {of}.subject_id",
        "WHERE false AND abroad.subject_id = {of}.subject_id",
    ),
    (
        "the day of return from abroad counts as abroad",
        "abroad.until_date > {day}",
        "abroad.until_date >= {day}",
    ),
    ("the first day abroad counts as at home", "abroad.start_date <= {day}", "abroad.start_date < {day}"),
    (
        "the day of a transfer still counts for the old area",
        "responsibility.until_date > {day}",
        "responsibility.until_date >= {day}",
    ),
    (
        "the day of a transfer does not count for the new area",
        "responsibility.start_date <= {day}",
        "responsibility.start_date < {day}",
    ),
    ("people who are not eligible are counted", " AND standing.kind = 'eligible'", ""),
    ("standings recorded in error are counted", " AND NOT standing.recorded_in_error", ""),
    ("levels recorded in error are counted", " AND NOT level.recorded_in_error", ""),
    ("spells recorded in error exclude", "AND NOT spell.recorded_in_error", ""),
    ("absences recorded in error exclude", "AND NOT abroad.recorded_in_error", ""),
    ("responsibilities recorded in error count", " AND NOT responsibility.recorded_in_error", ""),
)
ONCE_EDITS = (
    ("the lowest level wins", "level DESC NULLS LAST", "level NULLS LAST"),
    ("no level wins over a level", "level DESC NULLS LAST", "level DESC"),
    ("the earlier day wins", "counted_date DESC", "counted_date"),
    ("each counts", "THEN '' ELSE alone", "THEN alone ELSE alone"),
    ("people recorded in error are counted", "AND NOT person.recorded_in_error", ""),
)
ORDER_RULES = ("shpo_made", "shpo_with_foreign_travel", "notification_order_made")
LICENCE, HARM = "returned_for_breach_of_licence", "returned_for_breach_of_shpo"

RULE_EDITS = (
    *(
        Edit(f"first table: {words}", POSITION, before, after, COUNT)
        for words, before, after in POSITION_EDITS
    ),
    Edit(
        "first table: people recorded in error are counted",
        f"{RULES}/eligible.py",
        "WHERE NOT person.recorded_in_error",
        "WHERE true",
        COUNT,
    ),
    Edit(
        "first table: another day",
        f"{RULES}/eligible.py",
        '"%(last_date)s::date"',
        '"%(first_date)s::date"',
        COUNT,
    ),
    Edit(
        "first table: other areas count too",
        f"{RULES}/eligible.py",
        "responsibility.area_id = ANY (%(areas)s)",
        "true",
        "tests/second_count/test_edge_cases.py::test_only_the_areas_asked_for_are_counted",
    ),
    *(
        Edit(f"once a person: {words}", POSITION, before, after, f"{OF_RULE}[breach_of_notification]")
        for words, before, after in ONCE_EDITS
    ),
    Edit(
        "once a person: other areas count too",
        POSITION,
        "WHERE area = ANY (%(areas)s)",
        "WHERE true",
        "tests/second_count/test_event_edges.py::test_only_the_areas_asked_for_are_counted[breach_of_notification]",
    ),
    *of_rule(
        "Level 2 or 3 in the year",
        YEARLY,
        "yearly",
        ("Level 1 counts", "level.level IN (2, 3)", "level.level IN (1, 2, 3)"),
        ("Level 3 does not count", "level.level IN (2, 3)", "level.level IN (2)"),
        (
            "the last day of the year is left out",
            "least(%(last_date)s::date",
            "least(%(last_date)s::date - 1",
        ),
        ("the day after the year counts", "least(%(last_date)s::date", "least(%(last_date)s::date + 1"),
        (
            "the first day of the year is left out",
            "greatest(%(first_date)s::date",
            "greatest(%(first_date)s::date + 1",
        ),
        (
            "the day before the year counts",
            "greatest(%(first_date)s::date",
            "greatest(%(first_date)s::date - 1",
        ),
        ("a level's last day becomes inclusive", "level.until_date - 1", "level.until_date"),
        ("a level's first day is forgotten", ", level.start_date,", ","),
        (
            "a responsibility's last day becomes inclusive",
            "responsibility.until_date - 1",
            "responsibility.until_date",
        ),
        (
            "a responsibility's first day is forgotten",
            ",\n                   responsibility.start_date)",
            ")",
        ),
        ("a span of one day is left out", "          <= {_LAST_DAY}", "          < {_LAST_DAY}"),
        ("levels recorded in error count", "      AND NOT level.recorded_in_error\n", ""),
        ("responsibilities recorded in error count", "     AND NOT responsibility.recorded_in_error\n", ""),
    ),
    *of_rule(
        "breach of notification",
        "breach_of_notification",
        "notification",
        *sides_of_the_year("breach.outcome_date"),
        ("cautions do not count", "IN ('cautioned', 'convicted')", "IN ('convicted')"),
        ("convictions do not count", "IN ('cautioned', 'convicted')", "IN ('cautioned')"),
        ("every outcome counts", "WHERE breach.outcome IN ('cautioned', 'convicted')", "WHERE true"),
        (
            "other categories count",
            "      AND standing.category = 1\n      AND NOT breach",
            "      AND NOT breach",
        ),
        ("breaches recorded in error count", "AND NOT breach.recorded_in_error", ""),
        (
            "the day of the breach is asked for",
            'position("breach", "breach.outcome_date")',
            'position("breach", "breach.outcome_date + 1")',
        ),
    ),
    *of_rule(
        "revocation",
        "notification_revoked",
        "notification",
        *sides_of_the_year("requirement.revoked_date"),
        (
            "other categories count",
            "      AND standing.category = 1\n      AND NOT requirement",
            "      AND NOT requirement",
        ),
        (
            "those recorded in error count",
            "AND standing.category = 1\n      AND NOT requirement.recorded_in_error",
            "AND standing.category = 1",
        ),
        ("the day after is asked for", '"requirement.revoked_date")}', '"requirement.revoked_date + 1")}'),
        ("the earlier one wins", "requirement.revoked_date DESC", "requirement.revoked_date"),
        (
            "each counts",
            "DISTINCT ON (requirement.subject_id)",
            "DISTINCT ON (requirement.subject_id, requirement.revoked_date)",
        ),
    ),
    *of_rule(
        "after a breach of an SRO",
        "notification_after_breach_of_sro",
        "notification",
        *sides_of_the_year("requirement.start_date"),
        ("other bases count", "requirement.basis = 'breach_of_sro'", "true"),
        (
            "those recorded in error count",
            "      AND NOT requirement.recorded_in_error\n    ORDER BY requirement.subject_id, requirement.start_date",
            "    ORDER BY requirement.subject_id, requirement.start_date",
        ),
        ("the day after is asked for", '"requirement.start_date")}', '"requirement.start_date + 1")}'),
        (
            "the later one wins",
            "requirement.subject_id, requirement.start_date",
            "requirement.subject_id, requirement.start_date DESC",
        ),
    ),
    *(
        edit
        for rule in ORDER_RULES
        for edit in of_rule(
            rule.replace("_", " "),
            rule,
            "orders",
            *sides_of_the_year("court_order.made_date"),
            ("other categories count", "  AND standing.category = 1\n", ""),
            ("orders recorded in error count", "  AND NOT court_order.recorded_in_error\n", ""),
            (
                "the area of the day after",
                'responsibility("court_order", "court_order.made_date")',
                'responsibility("court_order", "court_order.made_date + 1")',
            ),
            (
                "the category of the day after",
                'standing("court_order", "court_order.made_date")',
                'standing("court_order", "court_order.made_date + 1")',
            ),
        )
    ),
    *of_rule(
        "shpo made",
        "shpo_made",
        "orders",
        ("interim orders count", "OR %(interim_orders_count)s AND", "OR"),
        ("every order counts", "(court_order.kind = 'shpo' OR", "(true OR"),
        ("travel orders are left out", "(%(travel_orders_inside)s OR ", "("),
    ),
    *of_rule(
        "shpo with foreign travel",
        "shpo_with_foreign_travel",
        "orders",
        ("orders without it count", 'f"{_HARM}\\n  AND {_TRAVEL}"', "_HARM"),
        ("interim orders count", "OR %(interim_orders_count)s AND", "OR"),
    ),
    *of_rule(
        "notification order made",
        "notification_order_made",
        "orders",
        ("notices do not count", "OR %(notices_are_notification_orders)s AND", "OR NOT true AND"),
        (
            "interim orders count",
            "OR %(interim_orders_count)s AND court_order.kind = 'interim_n",
            "OR court_order.kind = 'interim_n",
        ),
        ("orders do not count", "(court_order.kind = 'notification_order'", "(false"),
    ),
    *(
        edit
        for rule in (LICENCE, HARM)
        for edit in of_rule(
            rule.replace("_", " "),
            rule,
            "returns",
            *sides_of_the_year("returned.return_date"),
            ("Level 1 counts", "level.level IN (2, 3)", "level.level IN (1, 2, 3)"),
            ("Level 3 does not count", "level.level IN (2, 3)", "level.level IN (2)"),
            ("returns recorded in error count", "      AND NOT returned.recorded_in_error\n", ""),
            ("the day of the return is asked for", "THEN 1 ELSE 0", "THEN 0 ELSE 0"),
            ("two days before are asked for", "THEN 1 ELSE 0", "THEN 2 ELSE 0"),
        )
    ),
    *of_rule(
        "returned for breach of licence",
        LICENCE,
        "returns",
        ("every reason counts", "which=\"returned.reason = 'breach_of_licence'\"", 'which="true"'),
    ),
    *of_rule(
        "returned for breach of an shpo",
        HARM,
        "returns",
        ("every order counts", "AND court_order.kind = 'shpo'", ""),
        ("other categories count", "AND standing.category = 1", ""),
        ("orders recorded in error count", "AND NOT court_order.recorded_in_error", ""),
    ),
    *of_rule(
        "charges",
        "further_offence_charged",
        "further_offences",
        *sides_of_the_year("further.charge_date"),
        ("charges recorded in error count", "  AND NOT further.recorded_in_error\n", ""),
        (
            "the day after is asked for",
            'position("further", "further.charge_date")',
            'position("further", "further.charge_date + 1")',
        ),
    ),
    *(
        edit
        for rule, outcome in (
            ("further_offence_convicted", "convicted"),
            ("further_offence_still_charged", "still_charged"),
            ("further_offence_other", "other"),
        )
        for edit in of_rule(
            rule.replace("_", " "),
            rule,
            "further_offences",
            ("every outcome counts", f"further.outcome = '{outcome}'", "true"),
        )
    ),
    *of_rule(
        "case reviews",
        "serious_case_review",
        "case_reviews",
        *sides_of_the_year("review.start_date"),
        ("reviews recorded in error count", "  AND NOT review.recorded_in_error\n", ""),
        ("charges recorded in error are followed", " AND NOT further.recorded_in_error\n", ""),
        (
            "the day of the charge is not asked for",
            "coalesce(further.charge_date, review.start_date)",
            "review.start_date",
        ),
    ),
    *of_rule(
        "registered in Category 4",
        "registered_in_category_4",
        "registered",
        ("other categories count", "counted.category = 4", "true"),
        (
            "the first day does not count",
            "requirement.start_date <= counted",
            "requirement.start_date < counted",
        ),
        (
            "the last day does not count",
            "requirement.last_date >= counted",
            "requirement.last_date > counted",
        ),
        ("requirements recorded in error count", "AND NOT requirement.recorded_in_error", ""),
        (
            "those not registered count",
            "WHERE requirement.subject_id = counted.subject_id",
            "WHERE requirement.subject_id IS NOT NULL",
        ),
    ),
)

COUNTING_EDITS = (
    Edit(
        "settings: a day out at the end is overlooked",
        f"{RULES}/yearly.py",
        "'[]'",
        "'[)'",
        f"{CHOICES}::test_day_in_the_community_is_needed_where_set",
    ),
    Edit(
        "settings: interim orders never count",
        f"{RULES}/orders.py",
        "OR %(interim_orders_count)s AND",
        "OR false AND",
        f"{CHOICES}::test_orders_count_as_set",
    ),
    Edit(
        "settings: an area's are forgotten",
        "openmappa/oversight/statistics/services/counting.py",
        "groups.setdefault(choices.get(area, USUAL), [])",
        "groups.setdefault(USUAL, [])",
        f"{CHOICES}::test_run_keeps_the_settings_of_its_area",
    ),
    Edit(
        "rate: the rest is cut off",
        "openmappa/oversight/statistics/domain/rate.py",
        "round(Fraction(category_1 * PER, population))",
        "category_1 * PER // population",
        RATE,
    ),
    Edit(
        "rate: a half is rounded up",
        "openmappa/oversight/statistics/domain/rate.py",
        "round(Fraction(category_1 * PER, population))",
        "floor(Fraction(category_1 * PER, population) + Fraction(1, 2))",
        RATE,
    ),
    Edit(
        "rate: people of Category 4 are always in it",
        "openmappa/oversight/statistics/domain/rate.py",
        "if choices.rate_holds_registered_in_category_4:",
        "if True:",
        RATE,
    ),
    Edit(
        "readers of an area read cells of Category 4",
        POLICIES,
        "category IS DISTINCT FROM 4",
        "true",
        "openmappa/oversight/statistics/tests/test_count.py::test_policy_hides_category_4_from_readers_of_an_area",
    ),
)
