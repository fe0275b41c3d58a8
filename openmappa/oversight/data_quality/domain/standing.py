"""Findings about standing, level, responsibility and the notification requirements."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import (
    CO_ORDINATOR,
    ELIGIBLE,
    ELIGIBLE_TABLES,
    LEAD_AGENCY,
    Finding,
    reading,
)

_LEVELS = {"standing_level": ("standing_id", "level", "start_date", "until_date", "recorded_in_error")}
_REQUIREMENTS = {
    "notification_notificationrequirement": ("subject_id", "start_date", "last_date", "recorded_in_error")
}
_DEATHS = {"people_person": ("date_of_death",)}

NO_LEVEL = Finding(
    name="no_level",
    version=1,
    title="No level",
    why="Somebody who is MAPPA-eligible is managed at a level. Without one they stand in no figure of the first"
    " table, so its sums are too small.",
    mend="Find the decision on the level, and record it from the day on which it was taken. Do not guess: if none"
    " was taken, it is still to be taken.",
    owner=LEAD_AGENCY,
    source="MAPPA Guidance ch.7",
    tables=reading(ELIGIBLE_TABLES, _LEVELS),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id, eligible.area, eligible.start_date AS since_date
FROM eligible
WHERE NOT EXISTS (
    SELECT FROM standing_level level
    WHERE level.standing_id = eligible.id
      AND NOT level.recorded_in_error
      AND level.start_date <= %(day)s::date
      AND (level.until_date IS NULL OR level.until_date > %(day)s::date))
""",
)

NOBODY_RESPONSIBLE = Finding(
    name="nobody_responsible",
    version=1,
    title="No area and no lead agency on the day",
    why="A person counts in the area that is responsible on the day. With none recorded they count nowhere.",
    mend="Record which area and lead agency answered on the day. After a transfer, check that the day on which one"
    " area ended is the day on which the next began.",
    owner=CO_ORDINATOR,
    source="MAPPA Guidance: a person is managed in one area at a time",
    tables=reading(ELIGIBLE_TABLES),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id,
       eligible.area,
       greatest(eligible.start_date, (
           SELECT max(earlier.until_date)
           FROM responsibility_responsibility earlier
           WHERE earlier.subject_id = eligible.subject_id
             AND NOT earlier.recorded_in_error
             AND earlier.until_date <= %(day)s::date)) AS since_date
FROM eligible
WHERE NOT eligible.is_answered_for
""",
)

DEAD_AND_ELIGIBLE = Finding(
    name="dead_and_eligible",
    version=1,
    title="Recorded as dead and as eligible",
    why="Somebody who had died before the day still counts, as long as the standing has not been ended.",
    mend="Check that the death is recorded of the right person, then end the standing on the day of death.",
    owner=LEAD_AGENCY,
    source="Our check: a date of death before the day, and a standing that holds on the day",
    tables=reading(ELIGIBLE_TABLES, _DEATHS),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id, eligible.area, dead.date_of_death AS since_date
FROM eligible
JOIN people_person dead ON dead.subject_id = eligible.subject_id AND dead.date_of_death < %(day)s::date
""",
)

CATEGORY_1_WITHOUT_REQUIREMENT = Finding(
    name="category_1_without_requirement",
    version=1,
    title="Category 1 without a notification requirement",
    why="Category 1 is of people subject to the notification requirements. Without one recorded, the person may"
    " stand in the wrong category, or a requirement is missing.",
    mend="Record the requirement with its basis and its days, or end the standing if the requirements have ended.",
    owner="The police",
    source="Criminal Justice Act 2003 s.327(2); Sexual Offences Act 2003 ss.80 to 82",
    tables=reading(ELIGIBLE_TABLES, _REQUIREMENTS),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id, eligible.area, eligible.start_date AS since_date
FROM eligible
WHERE eligible.category = 1
  AND NOT EXISTS (
    SELECT FROM notification_notificationrequirement requirement
    WHERE requirement.subject_id = eligible.subject_id
      AND NOT requirement.recorded_in_error
      AND requirement.start_date <= %(day)s::date
      AND (requirement.last_date IS NULL OR requirement.last_date >= %(day)s::date))
""",
)

REQUIREMENT_WITHOUT_CATEGORY_1 = Finding(
    name="requirement_without_category_1",
    version=1,
    title="Notification requirement without Category 1",
    why="Whoever is subject to the notification requirements is in Category 1. A person recorded in Category 2 or 3,"
    " or not as eligible, is missing from Category 1.",
    mend="Check the requirement's last day, then the category. Category 4 is left out of this list: such a person"
    " may be subject to the requirements too.",
    owner="The police",
    source="Criminal Justice Act 2003 s.327(2). That Category 4 comes before Category 1 is our setting;"
    " the text behind it was not read",
    tables=reading(
        ELIGIBLE_TABLES,
        _REQUIREMENTS,
        {"notification_notificationrequirement": ("responsible_area_id",), **_DEATHS},
    ),
    sql="""
SELECT requirement.subject_id,
       coalesce(responsibility.area_id, requirement.responsible_area_id) AS area,
       min(requirement.start_date) AS since_date
FROM notification_notificationrequirement requirement
JOIN people_person person
  ON person.subject_id = requirement.subject_id
 AND NOT person.recorded_in_error
 AND (person.date_of_death IS NULL OR person.date_of_death >= %(day)s::date)
LEFT JOIN responsibility_responsibility responsibility
  ON responsibility.subject_id = requirement.subject_id
 AND NOT responsibility.recorded_in_error
 AND responsibility.start_date <= %(day)s::date
 AND (responsibility.until_date IS NULL OR responsibility.until_date > %(day)s::date)
WHERE NOT requirement.recorded_in_error
  AND requirement.start_date <= %(day)s::date
  AND (requirement.last_date IS NULL OR requirement.last_date >= %(day)s::date)
  AND coalesce(responsibility.area_id, requirement.responsible_area_id) = ANY (%(areas)s)
  AND NOT EXISTS (
    SELECT FROM standing_standing standing
    WHERE standing.subject_id = requirement.subject_id
      AND NOT standing.recorded_in_error
      AND standing.kind = 'eligible'
      AND standing.category IN (1, 4)
      AND standing.start_date <= %(day)s::date
      AND (standing.last_date IS NULL OR standing.last_date >= %(day)s::date))
GROUP BY 1, 2
""",
)

FINDINGS = (
    NO_LEVEL,
    NOBODY_RESPONSIBLE,
    DEAD_AND_ELIGIBLE,
    CATEGORY_1_WITHOUT_REQUIREMENT,
    REQUIREMENT_WITHOUT_CATEGORY_1,
)
