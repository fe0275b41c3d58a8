"""The rule "MAPPA-eligible on 31 March, in the community": the first table of the annual report."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells, position
from openmappa.oversight.statistics.domain.tables import CATEGORIES, LEVELS

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

_DAY = "%(last_date)s::date"

_SQL = f"""
SELECT person.subject_id,
       {_DAY} AS counted_date,
       responsibility.area_id AS area,
       standing.category,
       level.level
FROM people_person person
{position.standing("person", _DAY)}
{position.level(_DAY)}
{position.responsibility("person", _DAY)}
WHERE NOT person.recorded_in_error
  AND responsibility.area_id = ANY (%(areas)s)
  AND {position.in_community("person", _DAY)}
"""

_CELLS = cells.split(CATEGORIES, LEVELS, without_level=True)

ELIGIBLE_ON_31_MARCH = CountingRule(
    name="eligible_on_31_march",
    version=1,
    title="MAPPA-eligible individuals on 31 March",
    description=(
        "Everybody who on 31 March was MAPPA-eligible, for whom the area was responsible, and who was in the"
        " community: not in custody, not detained in hospital and not abroad. Each is counted once, in the"
        " category and at the level of that day."
    ),
    source=(
        "Criminal Justice Act 2003 ss.325 to 327; MAPPA annual reports, MAPPA Statistics and Explanation"
        " commentary."
    ),
    choices=CHOICES,
    tables={**position.POSITION_TABLES, **position.INSIDE_TABLES},
    keeps_out=frozenset(position.INSIDE_TABLES),
    sql=_SQL,
    cells=_CELLS,
    fields=cells.named("CAT{category}L{level}", _CELLS),
    is_snapshot=True,
)
