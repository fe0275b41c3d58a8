"""Every other rule of the annual return, counted in DuckDB straight from extract folders.

Written from the definitions in words, and sharing nothing with the rules' own queries. Who is managed at
Level 2 or 3 is spread over the days of the year, a row a day. For what happens on a day, a table says where
each person stands on each day that is asked about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import duckdb

from tests.second_count.count import read

Row = tuple[str, int, int | None, int | None]
"""Person, area, category and level."""

_SOUND = """
CREATE OR REPLACE TABLE sound_{name} AS
SELECT t.* FROM {name} t
WHERE t.recorded_in_error IS DISTINCT FROM 'true'
  AND (t.folder, t.{person}) IN (
      SELECT (folder, source_id) FROM people WHERE recorded_in_error IS DISTINCT FROM 'true')
"""
_OF_A_PERSON = (
    "standings",
    "levels",
    "responsibilities",
    "custody_spells",
    "absences_abroad",
    "orders",
    "notification_requirements",
    "notification_breaches",
    "custody_returns",
    "serious_further_offences",
    "serious_case_reviews",
)

_SPREAD = """
CREATE OR REPLACE TABLE category_spans AS
SELECT folder, person_id AS person, category::INTEGER AS category, source_id AS standing,
       start_date::DATE AS first_day, coalesce(last_date::DATE, DATE '9999-12-31') AS final_day
FROM sound_standings WHERE kind = 'eligible';

CREATE OR REPLACE TABLE level_spans AS
SELECT l.folder, l.person_id AS person, l.level::INTEGER AS level, l.standing_id AS standing,
       l.start_date::DATE AS first_day, coalesce(l.until_date::DATE - 1, DATE '9999-12-31') AS final_day
FROM sound_levels l;

CREATE OR REPLACE TABLE area_spans AS
SELECT folder, person_id AS person, area::INTEGER AS area,
       start_date::DATE AS first_day, coalesce(until_date::DATE - 1, DATE '9999-12-31') AS final_day
FROM sound_responsibilities;

CREATE OR REPLACE TABLE asked AS
SELECT folder, person_id AS person, outcome_date::DATE AS day FROM sound_notification_breaches
    WHERE outcome_date IS NOT NULL
UNION SELECT folder, person_id, revoked_date::DATE FROM sound_notification_requirements
    WHERE revoked_date IS NOT NULL
UNION SELECT folder, person_id, start_date::DATE FROM sound_notification_requirements
UNION SELECT folder, person_id, made_date::DATE FROM sound_orders
UNION SELECT folder, person_id, return_date::DATE - 1 FROM sound_custody_returns
UNION SELECT folder, person_id, charge_date::DATE FROM sound_serious_further_offences
UNION SELECT folder, person_id, start_date::DATE FROM sound_serious_case_reviews;

CREATE OR REPLACE TABLE stood AS
SELECT a.folder, a.person, a.day,
       (SELECT any_value(area) FROM area_spans s
        WHERE s.folder = a.folder AND s.person = a.person AND a.day BETWEEN s.first_day AND s.final_day) AS area,
       (SELECT any_value(category) FROM category_spans s
        WHERE s.folder = a.folder AND s.person = a.person AND a.day BETWEEN s.first_day AND s.final_day) AS category,
       (SELECT any_value(level) FROM level_spans s
        WHERE s.folder = a.folder AND s.person = a.person AND a.day BETWEEN s.first_day AND s.final_day) AS level
FROM asked a;

-- Where nobody answers on the day, nobody counts.
DELETE FROM stood WHERE area IS NULL;

CREATE OR REPLACE TABLE returned AS
SELECT r.folder, r.person_id AS person, r.return_date::DATE AS day, r.reason, r.order_id,
       s.area, s.category, s.level
FROM sound_custody_returns r
JOIN stood s ON s.folder = r.folder AND s.person = r.person_id AND s.day = r.return_date::DATE - 1
WHERE s.level > 1 AND s.category IS NOT NULL AND r.return_date::DATE BETWEEN $first AND $last;
"""

_HIGHEST = """
SELECT person, area, category, level FROM (
    SELECT *, row_number() OVER (PARTITION BY folder, person ORDER BY coalesce(level, 0) DESC, day DESC) AS place
    FROM ({rows})) WHERE place = 1
"""

_ORDERS = """
SELECT o.person_id, s.area, NULL, NULL
FROM sound_orders o JOIN stood s ON s.folder = o.folder AND s.person = o.person_id AND s.day = o.made_date::DATE
WHERE s.category = 1 AND s.day BETWEEN $first AND $last AND {which}
"""

_CHARGES = """
SELECT f.person_id, s.area, s.category, s.level
FROM sound_serious_further_offences f
JOIN stood s ON s.folder = f.folder AND s.person = f.person_id AND s.day = f.charge_date::DATE
WHERE s.category IS NOT NULL AND s.day BETWEEN $first AND $last AND {which}
"""

QUERIES = {
    "level_2_or_3_in_year": _HIGHEST.format(
        rows="""
        SELECT folder, person, day, area, category, level
        FROM (
            SELECT *, unnest(generate_series(greatest(first_day, $first), least(final_day, $last),
                                             INTERVAL 1 DAY))::DATE AS day
            FROM level_spans WHERE level <> 1) spread
        JOIN (SELECT folder, person, category, standing, first_day AS c1, final_day AS c2 FROM category_spans)
            USING (folder, person, standing)
        JOIN (SELECT folder, person, area, first_day AS a1, final_day AS a2 FROM area_spans) place
            ON place.folder = spread.folder AND place.person = spread.person AND spread.day BETWEEN a1 AND a2
        WHERE day BETWEEN c1 AND c2"""
    ).replace("SELECT folder, person, day", "SELECT spread.folder, spread.person, day"),
    "breach_of_notification": _HIGHEST.format(
        rows="""
        SELECT s.* FROM sound_notification_breaches b
        JOIN stood s ON s.folder = b.folder AND s.person = b.person_id AND s.day = b.outcome_date::DATE
        WHERE b.outcome NOT IN ('pending', 'no_further_action') AND s.category = 1
          AND s.day BETWEEN $first AND $last"""
    ),
    "notification_revoked": """
        SELECT DISTINCT ON (s.folder, s.person) s.person, s.area, NULL, NULL
        FROM sound_notification_requirements r
        JOIN stood s ON s.folder = r.folder AND s.person = r.person_id AND s.day = r.revoked_date::DATE
        WHERE s.category = 1 AND s.day BETWEEN $first AND $last
        ORDER BY s.folder, s.person, s.day DESC""",
    "shpo_made": _ORDERS.format(which="o.kind = 'shpo'"),
    "shpo_with_foreign_travel": _ORDERS.format(
        which="o.kind = 'shpo' AND o.prohibits_foreign_travel = 'true'"
    ),
    "notification_order_made": _ORDERS.format(
        which="o.kind IN ('notification_order', 'section_96za_notice')"
    ),
    "notification_after_breach_of_sro": """
        SELECT DISTINCT ON (r.folder, r.person_id) r.person_id, s.area, NULL, NULL
        FROM sound_notification_requirements r
        JOIN stood s ON s.folder = r.folder AND s.person = r.person_id AND s.day = r.start_date::DATE
        WHERE r.basis = 'breach_of_sro' AND s.day BETWEEN $first AND $last
        ORDER BY r.folder, r.person_id, s.day""",
    "returned_for_breach_of_licence": _HIGHEST.format(
        rows="SELECT * FROM returned WHERE reason = 'breach_of_licence'"
    ),
    "returned_for_breach_of_shpo": _HIGHEST.format(
        rows="""
        SELECT t.* FROM returned t
        WHERE category = 1 AND (folder, order_id) IN (
            SELECT (folder, source_id) FROM sound_orders WHERE kind = 'shpo')"""
    ),
    "further_offence_charged": _CHARGES.format(which="true"),
    "further_offence_convicted": _CHARGES.format(which="f.outcome = 'convicted'"),
    "further_offence_still_charged": _CHARGES.format(which="f.outcome = 'still_charged'"),
    "further_offence_other": _CHARGES.format(which="f.outcome = 'other'"),
    "serious_case_review": """
        SELECT v.person_id, s.area, s.category, s.level
        FROM sound_serious_case_reviews v
        LEFT JOIN sound_serious_further_offences f ON f.folder = v.folder AND f.source_id = v.further_offence_id
        JOIN stood s ON s.folder = v.folder AND s.person = v.person_id
          AND s.day = CASE WHEN f.source_id IS NULL THEN v.start_date ELSE f.charge_date END::DATE
        WHERE s.category IS NOT NULL AND v.start_date::DATE BETWEEN $first AND $last""",
    "registered_in_category_4": """
        SELECT c.person, a.area, 4, l.level
        FROM category_spans c
        JOIN area_spans a ON a.folder = c.folder AND a.person = c.person AND $last BETWEEN a.first_day AND a.final_day
        LEFT JOIN level_spans l ON l.folder = c.folder AND l.person = c.person
          AND $last BETWEEN l.first_day AND l.final_day
        WHERE c.category = 4 AND $last BETWEEN c.first_day AND c.final_day
          AND (c.folder, c.person) IN (
              SELECT (folder, person_id) FROM sound_notification_requirements
              WHERE $last BETWEEN start_date::DATE AND coalesce(last_date::DATE, DATE '9999-12-31'))
          AND (c.folder, c.person) NOT IN (
              SELECT (folder, person_id) FROM sound_custody_spells
              WHERE $last >= start_date::DATE AND (until_date IS NULL OR $last < until_date::DATE)
              UNION ALL SELECT (folder, person_id) FROM sound_absences_abroad
              WHERE $last >= start_date::DATE AND (until_date IS NULL OR $last < until_date::DATE))""",
}
"""A query for each rule, by its name."""


def prepare(connection: duckdb.DuckDBPyConnection, *, first: date, last: date) -> None:
    """Work out where people stand, from the extracts that the connection has read."""
    for name in _OF_A_PERSON:
        connection.execute(_SOUND.format(name=name, person="person_id"))
    for statement in _SPREAD.split(";"):
        if statement.strip():
            given = {"first": first, "last": last}
            connection.execute(statement, {k: v for k, v in given.items() if f"${k}" in statement})


def rows_of(connection: duckdb.DuckDBPyConnection, rule: str, *, first: date, last: date) -> list[Row]:
    """Return what the rule counts in the year: a row for each, of the extracts that were prepared."""
    query = QUERIES[rule]
    given = {"first": first, "last": last}
    found = connection.execute(query, {k: v for k, v in given.items() if f"${k}" in query}).fetchall()
    return [row for row in found if row[1] is not None]


def every_rule(folders: Iterable[Path], *, first: date, last: date) -> dict[str, list[Row]]:
    """Return what each rule counts in the year, by the rule's name."""
    with duckdb.connect() as connection:
        read(connection, list(folders))
        prepare(connection, first=first, last=last)
        return {rule: rows_of(connection, rule, first=first, last=last) for rule in QUERIES}


def cells_of(rows: Iterable[Row]) -> Counter[tuple[int, int | None, int | None]]:
    """Return how many rows there are in each area, category and level."""
    return Counter((area, category, level) for _, area, category, level in rows)
