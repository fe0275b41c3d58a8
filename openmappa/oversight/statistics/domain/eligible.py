"""The rule "MAPPA-eligible on 31 March, in the community": the first table of the annual report."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule

CHOICES = (
    Choice(
        "Last day of eligibility",
        "Counts: somebody whose last day is 31 March is counted.",
        "The last day of a notification period, an order or a licence is a day on which it holds.",
    ),
    Choice(
        "Day of release",
        "Is the first day out: somebody released on 31 March is counted, on 1 April is not.",
        "A person released on a day ends it in the community.",
    ),
    Choice(
        "Day of a transfer between areas, or of a change of level",
        "Is the first day of the new: somebody transferred on 31 March counts in the area that receives them.",
        "One area answers for a person on any day, and one level holds.",
    ),
    Choice(
        "Custody",
        "Anybody in prison (sentenced, on remand or recalled), in immigration detention, or detained in"
        " hospital under the Mental Health Act 1983 on 31 March does not count.",
        "The table is of people in the community (annual report, explanation of the statistics).",
    ),
    Choice(
        "Home detention curfew and approved premises",
        "Count as in the community.",
        "The person has been released; the curfew or the residence is a condition.",
    ),
    Choice(
        "Community treatment order and conditional discharge",
        "Count as in the community.",
        "The person is no longer detained in hospital, though liable to recall.",
    ),
    Choice(
        "Unlawfully at large, or missing",
        "Counts as in the community.",
        "The person is not in custody, and whoever is responsible still has to manage the risk.",
    ),
    Choice(
        "Temporary release, and leave under section 17 of the Mental Health Act 1983",
        "Counts as inside, so is not counted.",
        "The person is still serving the sentence, or still detained.",
    ),
    Choice(
        "Living abroad, or deported",
        "Does not count.",
        "The person is not in the community of the area.",
    ),
    Choice(
        "Area",
        "The area responsible on 31 March, wherever the person's address is.",
        "Responsibility moves by an accepted transfer, not with an address.",
    ),
    Choice(
        "More than one ground",
        "A person counts once, in the category reported.",
        "MAPPA Guidance: a person is in one category at a time.",
    ),
    Choice(
        "No level recorded",
        "Is in no cell. It is stated beside the table as a fault of the data.",
        "A person who is eligible has a level; to guess it would hide the fault.",
    ),
    Choice(
        "Category 4",
        "Is counted for the annual return, and is not in the area's published table.",
        "The numbers are low; they are published for England and Wales only.",
    ),
    Choice(
        "Recorded in error",
        "Does not count: neither the row so marked nor any row of a person so marked.",
        "It should never have been recorded.",
    ),
)

_TABLES = {
    "responsibility_responsibility": (
        "subject_id",
        "area_id",
        "start_date",
        "until_date",
        "recorded_in_error",
    ),
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
    "custody_custodyspell": ("subject_id", "start_date", "until_date", "recorded_in_error"),
    "custody_absenceabroad": ("subject_id", "start_date", "until_date", "recorded_in_error"),
}

_SQL = """
SELECT standing.subject_id,
       %(snapshot)s::date AS counted_date,
       responsibility.area_id AS area,
       standing.category,
       level.level
FROM responsibility_responsibility responsibility
JOIN people_person person
  ON person.subject_id = responsibility.subject_id
 AND NOT person.recorded_in_error
JOIN standing_standing standing
  ON standing.subject_id = responsibility.subject_id
 AND NOT standing.recorded_in_error
 AND standing.kind = 'eligible'
 AND standing.start_date <= %(snapshot)s::date
 AND (standing.last_date IS NULL OR standing.last_date >= %(snapshot)s::date)
LEFT JOIN standing_level level
  ON level.standing_id = standing.id
 AND NOT level.recorded_in_error
 AND level.start_date <= %(snapshot)s::date
 AND (level.until_date IS NULL OR level.until_date > %(snapshot)s::date)
WHERE responsibility.area_id = ANY (%(areas)s)
  AND NOT responsibility.recorded_in_error
  AND responsibility.start_date <= %(snapshot)s::date
  AND (responsibility.until_date IS NULL OR responsibility.until_date > %(snapshot)s::date)
  AND NOT EXISTS (
      SELECT FROM custody_custodyspell spell
      WHERE spell.subject_id = standing.subject_id
        AND NOT spell.recorded_in_error
        AND spell.start_date <= %(snapshot)s::date
        AND (spell.until_date IS NULL OR spell.until_date > %(snapshot)s::date))
  AND NOT EXISTS (
      SELECT FROM custody_absenceabroad abroad
      WHERE abroad.subject_id = standing.subject_id
        AND NOT abroad.recorded_in_error
        AND abroad.start_date <= %(snapshot)s::date
        AND (abroad.until_date IS NULL OR abroad.until_date > %(snapshot)s::date))
"""

ELIGIBLE_ON_31_MARCH = CountingRule(
    name="eligible_on_31_march",
    version=1,
    title="MAPPA-eligible individuals on 31 March",
    description=(
        "Everybody who on 31 March was MAPPA-eligible, for whom the area was responsible, and who was in the"
        " community: not in custody, not detained in hospital and not abroad. Each is counted once, in the"
        " category and at the level of that day."
    ),
    choices=CHOICES,
    tables=_TABLES,
    keeps_out=frozenset({"custody_custodyspell", "custody_absenceabroad"}),
    sql=_SQL,
)
"""Sources: CJA 2003 ss.325 to 327; MAPPA annual reports, "MAPPA Statistics" and "Explanation commentary"."""

RULES = (ELIGIBLE_ON_31_MARCH,)
