"""Where a person stands on a day: the parts of a query that every rule shares.

Each returns SQL that joins one table, for `of`, the alias of a row with a subject_id, and `day`, an expression.
In every part a row recorded in error is as if it had never been written.
"""

from __future__ import annotations

from collections.abc import Mapping

Tables = Mapping[str, tuple[str, ...]]

POSITION_TABLES: Tables = {
    "people_person": ("subject_id", "recorded_in_error"),
    "standing_standing": (
        "id",
        "subject_id",
        "kind",
        "category",
        "start_date",
        "last_date",
        "recorded_in_error",
    ),
    "standing_level": (
        "standing_id",
        "subject_id",
        "level",
        "start_date",
        "until_date",
        "recorded_in_error",
    ),
    "responsibility_responsibility": (
        "subject_id",
        "area_id",
        "start_date",
        "until_date",
        "recorded_in_error",
    ),
}
INSIDE_TABLES: Tables = {
    "custody_custodyspell": ("subject_id", "start_date", "until_date", "recorded_in_error"),
    "custody_absenceabroad": ("subject_id", "start_date", "until_date", "recorded_in_error"),
}


def person(of: str) -> str:
    """Join the person, unless the whole record is in error."""
    return f"""
JOIN people_person person
  ON person.subject_id = {of}.subject_id
 AND NOT person.recorded_in_error"""


def standing(of: str, day: str) -> str:
    """Join the eligible standing of the day. Its last day is one on which it holds."""
    return f"""
JOIN standing_standing standing
  ON standing.subject_id = {of}.subject_id
 AND NOT standing.recorded_in_error
 AND standing.kind = 'eligible'
 AND standing.start_date <= {day}
 AND (standing.last_date IS NULL OR standing.last_date >= {day})"""


def level(day: str) -> str:
    """Join the level of the day, if there is one, to the standing. The day of a change is the first of the new."""
    return f"""
LEFT JOIN standing_level level
  ON level.standing_id = standing.id
 AND NOT level.recorded_in_error
 AND level.start_date <= {day}
 AND (level.until_date IS NULL OR level.until_date > {day})"""


def responsibility(of: str, day: str) -> str:
    """Join the area that answers on the day. The day of a transfer is the first of the new area's."""
    return f"""
JOIN responsibility_responsibility responsibility
  ON responsibility.subject_id = {of}.subject_id
 AND NOT responsibility.recorded_in_error
 AND responsibility.start_date <= {day}
 AND (responsibility.until_date IS NULL OR responsibility.until_date > {day})"""


def position(of: str, day: str) -> str:
    """Join person, standing, level and area of the day. Who was not eligible, or nobody's, that day is left out."""
    return person(of) + standing(of, day) + level(day) + responsibility(of, day)


def in_community(of: str, day: str) -> str:
    """Say that the person is neither inside nor abroad on the day. The day of release or return is the first out."""
    return f"""
NOT EXISTS (
      SELECT FROM custody_custodyspell spell
      WHERE spell.subject_id = {of}.subject_id
        AND NOT spell.recorded_in_error
        AND spell.start_date <= {day}
        AND (spell.until_date IS NULL OR spell.until_date > {day}))
  AND NOT EXISTS (
      SELECT FROM custody_absenceabroad abroad
      WHERE abroad.subject_id = {of}.subject_id
        AND NOT abroad.recorded_in_error
        AND abroad.start_date <= {day}
        AND (abroad.until_date IS NULL OR abroad.until_date > {day}))"""


def once_a_person(
    rows: str, *, setting: str, then_by: str = "level DESC NULLS LAST, counted_date DESC"
) -> str:
    """Keep of the rows one a person, the highest, if the setting says so; and of those the areas asked for.

    The rows have an `alone`, which tells apart what counts by itself when the setting is off.
    """
    return f"""
SELECT subject_id, counted_date, area, category, level
FROM (
    SELECT DISTINCT ON (subject_id, apart) *
    FROM (
        SELECT *, CASE WHEN %({setting})s THEN '' ELSE alone END AS apart
        FROM ({rows}
        ) every_row
    ) told_apart
    ORDER BY subject_id, apart, {then_by}
) once
WHERE area = ANY (%(areas)s)
"""
