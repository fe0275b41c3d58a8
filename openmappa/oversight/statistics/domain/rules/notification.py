"""The rules about the notification requirements: breaches, revocations, and those that follow a breach of an SRO."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells, position
from openmappa.oversight.statistics.domain.tables import NOT_SPLIT

_BREACH_CELLS = cells.split((1,), (1, 2, 3), without_level=True)

_BREACHED = f"""
    SELECT breach.subject_id,
           breach.outcome_date AS counted_date,
           responsibility.area_id AS area,
           standing.category,
           level.level,
           breach.id::text AS alone
    FROM notification_notificationbreach breach
    {position.position("breach", "breach.outcome_date")}
    WHERE breach.outcome IN ('cautioned', 'convicted')
      AND breach.outcome_date BETWEEN %(first_date)s AND %(last_date)s
      AND standing.category = 1
      AND NOT breach.recorded_in_error"""

BREACH_OF_NOTIFICATION = CountingRule(
    name="breach_of_notification",
    version=1,
    title="Category 1: cautioned or convicted for breach of the notification requirements",
    description=(
        "Everybody in Category 1 who was cautioned or convicted in the year for a breach of the notification"
        " requirements, by the level on the day of the caution or conviction."
    ),
    source="Sexual Offences Act 2003 s.91; fields of the annual return.",
    choices=(
        Choice(
            "Which year",
            "That of the caution or conviction, whenever the breach was.",
            "The figure is of those cautioned or convicted.",
        ),
        Choice(
            "Category 1",
            "Is asked of the day of the caution or conviction.",
            "The figure is of Category 1.",
        ),
        Choice(
            "No level recorded on that day",
            "Is in no figure of the return. It is stated as a fault of the data.",
            "A person who is eligible has a level; to guess it would hide the fault.",
        ),
    ),
    tables={
        **position.POSITION_TABLES,
        "notification_notificationbreach": (
            "id",
            "subject_id",
            "outcome",
            "outcome_date",
            "recorded_in_error",
        ),
    },
    sql=position.once_a_person(_BREACHED, setting="persons_for_breaches"),
    cells=_BREACH_CELLS,
    fields=cells.named("CAT{category}L{level}CAUTCON", _BREACH_CELLS),
    settings=("persons_for_breaches",),
)

_REQUIREMENTS = {
    "notification_notificationrequirement": (
        "id",
        "subject_id",
        "basis",
        "start_date",
        "revoked_date",
        "recorded_in_error",
    )
}

_REVOKED = f"""
SELECT * FROM (
    SELECT DISTINCT ON (requirement.subject_id)
           requirement.subject_id,
           requirement.revoked_date AS counted_date,
           responsibility.area_id AS area,
           NULL::smallint AS category,
           NULL::smallint AS level
    FROM notification_notificationrequirement requirement
    {position.person("requirement")}
    {position.standing("requirement", "requirement.revoked_date")}
    {position.responsibility("requirement", "requirement.revoked_date")}
    WHERE requirement.revoked_date BETWEEN %(first_date)s AND %(last_date)s
      AND standing.category = 1
      AND NOT requirement.recorded_in_error
    ORDER BY requirement.subject_id, requirement.revoked_date DESC
) revoked
WHERE area = ANY (%(areas)s)
"""

NOTIFICATION_REVOKED = CountingRule(
    name="notification_revoked",
    version=1,
    title="Category 1: lifetime notification revoked on application",
    description=(
        "Everybody in Category 1 whose indefinite notification requirements were revoked on application in the"
        " year."
    ),
    source="Sexual Offences Act 2003 ss.91A to 91F; fields of the annual return.",
    choices=(
        Choice(
            "Day of the revocation",
            "Is the last day of the requirements; area and category are those of that day.",
            "From the day after, the person may no longer be in Category 1.",
        ),
        Choice("More than one revocation", "A person counts once.", "The figure is of people."),
    ),
    tables={
        **{each: columns for each, columns in position.POSITION_TABLES.items() if each != "standing_level"},
        **_REQUIREMENTS,
    },
    sql=_REVOKED,
    cells=(NOT_SPLIT,),
    fields={"RSOREVOKE": NOT_SPLIT},
)

_AFTER_BREACH = f"""
SELECT * FROM (
    SELECT DISTINCT ON (requirement.subject_id)
           requirement.subject_id,
           requirement.start_date AS counted_date,
           responsibility.area_id AS area,
           NULL::smallint AS category,
           NULL::smallint AS level
    FROM notification_notificationrequirement requirement
    {position.person("requirement")}
    {position.responsibility("requirement", "requirement.start_date")}
    WHERE requirement.basis = 'breach_of_sro'
      AND requirement.start_date BETWEEN %(first_date)s AND %(last_date)s
      AND NOT requirement.recorded_in_error
    ORDER BY requirement.subject_id, requirement.start_date
) began
WHERE area = ANY (%(areas)s)
"""

NOTIFICATION_AFTER_SRO = CountingRule(
    name="notification_after_breach_of_sro",
    version=1,
    title="Became subject to notification after a breach of a Sexual Risk Order",
    description=(
        "Everybody whose notification requirements began in the year because of a breach of a Sexual Risk"
        " Order, or of an interim one."
    ),
    source="Sexual Offences Act 2003 ss.122H and 122I; fields of the annual return.",
    choices=(
        Choice(
            "Which year and area",
            "Those of the first day of the requirements.",
            "The figure is of those who became subject to them.",
        ),
        Choice(
            "Category",
            "Is not asked.",
            "Before the breach the person need not have been MAPPA-eligible.",
        ),
        Choice("More than one breach", "A person counts once.", "The figure is of people."),
    ),
    tables={
        **{
            each: columns
            for each, columns in position.POSITION_TABLES.items()
            if not each.startswith("standing_")
        },
        **_REQUIREMENTS,
    },
    sql=_AFTER_BREACH,
    cells=(NOT_SPLIT,),
    fields={"SROBREACH": NOT_SPLIT},
)
