"""Findings about the category recorded and the one that the law gives for the recorded facts. Nothing is corrected."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import (
    CO_ORDINATOR,
    LEAD_AGENCY,
    Finding,
    reading,
)

_TABLES = reading(
    {
        "legal_position_computed": (
            *("subject_id", "responsible_area_id", "recorded_in_error", "state", "as_at", "category"),
            *("undecided", "limbs", "since"),
        ),
        "people_person": ("subject_id", "recorded_in_error"),
        "responsibility_responsibility": (
            *("subject_id", "area_id", "start_date", "until_date", "recorded_in_error"),
        ),
        "standing_standing": (
            *("subject_id", "kind", "category", "start_date", "last_date", "recorded_in_error"),
        ),
    }
)

# As at the day to which each person's position was last worked out: what is recorded for that day, beside it.
_POSITIONS = """
WITH position AS (
    SELECT computed.subject_id,
           coalesce(responsibility.area_id, computed.responsible_area_id) AS area,
           coalesce(computed.since, standing.start_date, computed.as_at) AS since_date,
           standing.category AS recorded,
           computed.category,
           computed.undecided,
           computed.limbs,
           computed.state
    FROM legal_position_computed computed
    JOIN people_person person ON person.subject_id = computed.subject_id AND NOT person.recorded_in_error
    LEFT JOIN responsibility_responsibility responsibility
      ON responsibility.subject_id = computed.subject_id
     AND NOT responsibility.recorded_in_error
     AND responsibility.start_date <= computed.as_at
     AND (responsibility.until_date IS NULL OR responsibility.until_date > computed.as_at)
    LEFT JOIN standing_standing standing
      ON standing.subject_id = computed.subject_id
     AND NOT standing.recorded_in_error
     AND standing.kind = 'eligible'
     AND standing.start_date <= computed.as_at
     AND (standing.last_date IS NULL OR standing.last_date >= computed.as_at)
    WHERE NOT computed.recorded_in_error
      AND computed.state <> 'died'
      AND coalesce(responsibility.area_id, computed.responsible_area_id) = ANY (%(areas)s)
)
SELECT subject_id, area, since_date, recorded, category, limbs
FROM position
WHERE """

_CERTAIN = "state = 'worked_out' AND undecided = '{}' AND "
_ASKED = " Compared for the day to which the law was last worked out for the person: that of the data, or of the last change"

OTHER_CATEGORY = Finding(
    name="other_category_by_law",
    version=1,
    title="Recorded in another category than the law gives",
    why="The recorded convictions, sentences, orders and decisions bring another category than the one recorded. The"
    " person is counted in the wrong one.",
    mend="Look at the person's legal position, which says on which limb the category rests and why. Correct the fact"
    " that is wrong, or record the category anew. A limb that has ended may leave another that still holds.",
    owner=CO_ORDINATOR,
    source="Criminal Justice Act 2003 ss.325 and 327, as in docs/rule-book.md." + _ASKED,
    tables=_TABLES,
    sql=_POSITIONS + _CERTAIN + "recorded <> category",
)

NO_LONGER = Finding(
    name="eligible_but_not_by_law",
    version=1,
    title="Recorded as eligible, though the law gives no category",
    why="Nothing recorded makes the person MAPPA-eligible: the requirements or the licence ended, or the sentence is too"
    " short. The person is managed and counted without a ground.",
    mend="Look at the person's legal position for the limb that ended and its last day. End the standing, or record the"
    " conviction, sentence or order that is missing.",
    owner=LEAD_AGENCY,
    source="Criminal Justice Act 2003 ss.325 and 327, as in docs/rule-book.md." + _ASKED,
    tables=_TABLES,
    sql=_POSITIONS + _CERTAIN + "recorded IS NOT NULL AND category IS NULL",
)

NOT_RECORDED = Finding(
    name="eligible_by_law_only",
    version=1,
    title="Eligible by law, though not recorded as eligible",
    why="The recorded facts make the person MAPPA-eligible, and no standing says so. The person may be managed by"
    " nobody, and is missing from the figures.",
    mend="Look at the person's legal position. Record the standing with its ground, or correct the fact that is wrong,"
    " such as a conviction of somebody else or a revocation that was not recorded.",
    owner=CO_ORDINATOR,
    source="Criminal Justice Act 2003 ss.325 and 327, as in docs/rule-book.md." + _ASKED,
    tables=_TABLES,
    sql=_POSITIONS + _CERTAIN + "recorded IS NULL AND category IS NOT NULL",
)

FACT_MISSING = Finding(
    name="category_needs_a_fact",
    version=1,
    title="Category that a missing fact would decide",
    why="Without a fact, such as a victim's age or the last day of a licence, nobody can say whether the category"
    " recorded is right.",
    mend="Look at the person's legal position: it names the fact that would decide. Ask for it and record it.",
    owner=LEAD_AGENCY,
    source="Criminal Justice Act 2003 ss.325 and 327, as in docs/rule-book.md." + _ASKED,
    tables=_TABLES,
    sql=_POSITIONS + "(state = 'not_worked_out' OR undecided <> '{}')",
)

FINDINGS = (OTHER_CATEGORY, NO_LONGER, NOT_RECORDED, FACT_MISSING)
"""Everybody whose recorded category is not certainly that of the law, each in one of them."""
