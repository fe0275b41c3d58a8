"""Findings about what the law says of the record: where the category recorded is not the one that follows."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import CO_ORDINATOR, LEAD_AGENCY, Finding, reading

_TABLES = reading(
    {
        "legal_position_computed": (
            "subject_id", "responsible_area_id", "state", "as_at", "category", "undecided", "since",
            "recorded_in_error",
        ),
        "standing_standing": ("subject_id", "kind", "category", "start_date", "last_date", "recorded_in_error"),
        "people_person": ("subject_id", "recorded_in_error"),
        "responsibility_responsibility": ("subject_id", "area_id", "start_date", "until_date", "recorded_in_error"),
    }
)  # fmt: skip

# Recorded and worked out are compared as at the same day: that for which the law was asked, and not that of the check.
_COMPARED = """
SELECT position.subject_id,
       coalesce(responsibility.area_id, position.responsible_area_id) AS area,
       coalesce(standing.start_date, position.since, position.as_at) AS since_date
FROM legal_position_computed position
JOIN people_person person ON person.subject_id = position.subject_id AND NOT person.recorded_in_error
LEFT JOIN standing_standing standing
  ON standing.subject_id = position.subject_id
 AND NOT standing.recorded_in_error
 AND standing.kind = 'eligible'
 AND standing.start_date <= position.as_at
 AND (standing.last_date IS NULL OR standing.last_date >= position.as_at)
LEFT JOIN responsibility_responsibility responsibility
  ON responsibility.subject_id = position.subject_id
 AND NOT responsibility.recorded_in_error
 AND responsibility.start_date <= %(day)s::date
 AND (responsibility.until_date IS NULL OR responsibility.until_date > %(day)s::date)
WHERE NOT position.recorded_in_error
  AND coalesce(responsibility.area_id, position.responsible_area_id) = ANY (%(areas)s)
"""

# What is missing could bring these categories, or leave the one worked out.
_IS_POSSIBLE = (
    "(standing.category IS NOT DISTINCT FROM position.category"
    " OR coalesce(standing.category = ANY (position.undecided), false))"
)

CATEGORY_DIFFERS = Finding(
    name="category_differs",
    version=1,
    title="Recorded category is not the one that follows from the record",
    why="The category recorded, or that none is, cannot be right if the convictions, sentences and orders recorded are:"
    " no missing fact could bring it. Somebody may be managed without ground in law, or not managed though eligible.",
    mend="Open the record and compare what is recorded with the court's. Correct the fact that is wrong, or have a"
    " named officer decide the standing anew. Nothing is corrected by itself.",
    owner=CO_ORDINATOR,
    source="Criminal Justice Act 2003 ss.325 and 327, as OpenMAPPA's rule book restates them, as at the day for which"
    " the position was worked out. Which category goes before another is a setting",
    tables=_TABLES,
    sql=f"{_COMPARED} AND position.state = 'worked_out' AND NOT {_IS_POSSIBLE}",
)

CATEGORY_UNDECIDED = Finding(
    name="category_undecided",
    version=1,
    title="Category cannot be decided by what is recorded",
    why="A fact is missing that could bring another category than the one recorded, or eligibility where none is"
    " recorded. Until it is known, the category recorded can be neither confirmed nor said to be wrong.",
    mend="Find the fact that the list names, such as the sentence or the age of the victim, and record it in the system"
    " that the extract comes from.",
    owner=LEAD_AGENCY,
    source="Criminal Justice Act 2003 ss.325 and 327, as OpenMAPPA's rule book restates them. A list in the law that"
    " was not verified counts as a missing fact",
    tables=_TABLES,
    sql=f"{_COMPARED} AND position.state = 'worked_out' AND cardinality(position.undecided) > 0 AND {_IS_POSSIBLE}",
)

NOT_WORKED_OUT = Finding(
    name="position_not_worked_out",
    version=1,
    title="Category could not be worked out",
    why="What is recorded cannot be put before the law, for example because an offence code is in no list. Nobody is"
    " then told when the person's category and the record part.",
    mend="Correct the fact that the list names. If it names none, tell whoever runs OpenMAPPA.",
    owner=LEAD_AGENCY,
    source="Our check: the position of the person ended with a failure",
    tables=_TABLES,
    sql=f"{_COMPARED} AND position.state = 'not_worked_out'",
)

FINDINGS = (CATEGORY_DIFFERS, CATEGORY_UNDECIDED, NOT_WORKED_OUT)
EXPLAINED = frozenset(each.name for each in FINDINGS)
"""The findings whose lists say of each person what was worked out, and why."""
