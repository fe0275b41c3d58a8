"""The rule "managed at Level 2 or 3 in the year": the second table of the annual report."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells, position
from openmappa.oversight.statistics.domain.tables import CATEGORIES

MEETING_LEVELS = (2, 3)

# least() and greatest() pass over what is not known, so an open end is the end of the year.
_FIRST_DAY = """greatest(%(first_date)s::date, level.start_date, standing.start_date,
                   responsibility.start_date)"""
_LAST_DAY = """least(%(last_date)s::date, level.until_date - 1, standing.last_date,
                 responsibility.until_date - 1)"""

_HELD = f"""
    SELECT level.subject_id,
           {_LAST_DAY} AS counted_date,
           responsibility.area_id AS area,
           standing.category,
           level.level,
           level.level::text AS alone
    FROM standing_level level
    {position.person("level")}
    JOIN standing_standing standing
      ON standing.id = level.standing_id
     AND standing.kind = 'eligible'
     AND NOT standing.recorded_in_error
    JOIN responsibility_responsibility responsibility
      ON responsibility.subject_id = level.subject_id
     AND NOT responsibility.recorded_in_error
    WHERE level.level IN (2, 3)
      AND NOT level.recorded_in_error
      AND {_FIRST_DAY}
          <= {_LAST_DAY}
      AND (NOT %(year_needs_a_day_in_the_community)s OR NOT (
          datemultirange(daterange(
              {_FIRST_DAY},
              {_LAST_DAY}, '[]'))
          <@ coalesce((
              SELECT range_agg(daterange(away.start_date, away.until_date))
              FROM (
                  SELECT spell.start_date, spell.until_date FROM custody_custodyspell spell
                  WHERE spell.subject_id = level.subject_id AND NOT spell.recorded_in_error
                  UNION ALL
                  SELECT abroad.start_date, abroad.until_date FROM custody_absenceabroad abroad
                  WHERE abroad.subject_id = level.subject_id AND NOT abroad.recorded_in_error
              ) away), datemultirange())))"""

_CELLS = cells.split(CATEGORIES, MEETING_LEVELS, without_level=False)

LEVEL_2_OR_3_IN_YEAR = CountingRule(
    name="level_2_or_3_in_year",
    version=1,
    title="MAPPA-eligible individuals managed at Level 2 or 3 in the year",
    description=(
        "Everybody who was managed at Level 2 or 3 on any day from 1 April to 31 March, in custody or not. Each"
        " is counted once, at the highest level, in the category and by the area of the last day of the year"
        " at that level."
    ),
    source="MAPPA annual reports, Explanation commentary: figures other than the first table are of the year.",
    choices=(
        Choice(
            "First and last day of a level",
            "The day on which a level ends is the first of the next: Level 2 that ended on 1 April was not held"
            " in the year; Level 2 from 31 March was.",
            "One level holds on any day.",
        ),
        Choice(
            "Area",
            "The area responsible on the last day of the year at that level; if no area was then, the last that was.",
            "Who is transferred in the year is counted by one area, so that areas add up to people.",
        ),
        Choice(
            "Category",
            "The category held on the last day of the year at that level.",
            "Level and category are then of the same day.",
        ),
    ),
    tables={**position.POSITION_TABLES, **position.INSIDE_TABLES},
    keeps_out=frozenset(position.INSIDE_TABLES),
    sql=position.once_a_person(_HELD, setting="once_at_the_highest_level"),
    cells=_CELLS,
    fields=cells.named("CAT{category}L{level}YEAR", _CELLS),
    settings=("once_at_the_highest_level", "year_needs_a_day_in_the_community"),
)
