"""Which memberships hold on a day: the one statement that both walls ask."""

from __future__ import annotations

from collections.abc import Mapping

# A membership holds on its days, of an account that is open, as long as every condition that the area sets
# for the role is met. Written once: Python asks it by `accounts_held_by`, the policies' functions directly.
_HOLDS = """
SELECT m.* FROM accounts_membership m JOIN accounts_user u ON u.id = m.user_id AND u.is_active
WHERE m.user_id = of_user AND m.start_date <= on_day AND (m.until_date IS NULL OR m.until_date > on_day)
  AND NOT EXISTS (
    SELECT FROM accounts_condition c
    WHERE c.area_id = m.area_id AND c.role = m.role
      AND c.start_date <= on_day AND (c.until_date IS NULL OR c.until_date > on_day)
      AND NOT EXISTS (
        SELECT FROM accounts_qualification q
        WHERE q.user_id = m.user_id AND q.kind = c.kind AND q.level >= c.level
          AND q.start_date <= on_day AND q.last_date >= on_day))
"""

READ_BY_DEFINER = (
    "accounts_membership",
    "accounts_user",
    "accounts_condition",
    "accounts_qualification",
)
"""The tables that the functions read past the policies."""


def functions() -> Mapping[str, str]:
    """Return the statements that create the functions, by signature, each after those that it calls."""
    return {
        # Neither SECURITY DEFINER nor SET, so that PostgreSQL takes it up into the statement that asks it.
        "accounts_holding(uuid, date)": "CREATE OR REPLACE FUNCTION accounts_holding(of_user uuid, on_day date)"
        f" RETURNS SETOF accounts_membership LANGUAGE sql STABLE AS $${_HOLDS}$$",
        # The memberships are asked before there is a viewer, so this one sees past the policies.
        "accounts_held_by(uuid, date)": "CREATE OR REPLACE FUNCTION accounts_held_by(of_user uuid, on_day date)"
        " RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"
        " AS $$SELECT h.id FROM accounts_holding(of_user, on_day) h$$",
    }
