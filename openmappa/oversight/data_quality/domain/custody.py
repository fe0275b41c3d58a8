"""Findings about custody: what cannot both be so, and what nobody has heard of for long."""

from __future__ import annotations

from openmappa.oversight.data_quality.domain.findings import (
    ELIGIBLE,
    ELIGIBLE_TABLES,
    LEAD_AGENCY,
    Finding,
    reading,
)

_SPELLS = {
    "custody_custodyspell": ("subject_id", "start_date", "until_date", "ended_by", "recorded_in_error")
}
_ABROAD = {"custody_absenceabroad": ("subject_id", "start_date", "until_date", "recorded_in_error")}
_ADDRESSES = {"people_address": ("subject_id", "kind", "start_date", "until_date", "recorded_in_error")}

INSIDE_AND_ELSEWHERE = Finding(
    name="inside_and_elsewhere",
    version=1,
    title="In custody and elsewhere at once",
    why="Somebody in custody does not count as in the community. If the custody has in truth ended, the person is"
    " missing from the figures.",
    mend="Ask the prison or the hospital whether the person is still there. Record the day of release, or end the"
    " address or the time abroad.",
    owner=LEAD_AGENCY,
    source="Our check: custody without an end on the day, and on the same day a time abroad, or an address"
    " (not a secondary one) that began after the custody did",
    tables=reading(ELIGIBLE_TABLES, _SPELLS, _ABROAD, _ADDRESSES),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id, eligible.area, max(spell.start_date) AS since_date
FROM eligible
JOIN custody_custodyspell spell
  ON spell.subject_id = eligible.subject_id
 AND NOT spell.recorded_in_error
 AND spell.start_date <= %(day)s::date
 AND spell.until_date IS NULL
WHERE EXISTS (
    SELECT FROM custody_absenceabroad abroad
    WHERE abroad.subject_id = spell.subject_id
      AND NOT abroad.recorded_in_error
      AND abroad.start_date <= %(day)s::date
      AND (abroad.until_date IS NULL OR abroad.until_date > %(day)s::date))
   OR EXISTS (
    SELECT FROM people_address address
    WHERE address.subject_id = spell.subject_id
      AND NOT address.recorded_in_error
      AND address.kind <> 'secondary'
      AND address.start_date > spell.start_date
      AND address.start_date <= %(day)s::date
      AND (address.until_date IS NULL OR address.until_date > %(day)s::date))
GROUP BY 1, 2
""",
)

LONG_AT_LARGE = Finding(
    name="long_at_large",
    version=1,
    title="Unlawfully at large for a year or more",
    why="Somebody unlawfully at large counts as in the community. After a year without news the record may simply"
    " not have been ended.",
    mend="Ask the police and the prison. Record the return to custody, the address, the time abroad or the death.",
    owner=LEAD_AGENCY,
    source="Our check: the last custody ended unlawfully at large at least a year before the day, and no custody,"
    " address or time abroad began since",
    tables=reading(ELIGIBLE_TABLES, _SPELLS, _ABROAD, _ADDRESSES),
    sql=f"""
WITH {ELIGIBLE}
SELECT eligible.subject_id, eligible.area, max(spell.until_date) AS since_date
FROM eligible
JOIN custody_custodyspell spell
  ON spell.subject_id = eligible.subject_id
 AND NOT spell.recorded_in_error
 AND spell.ended_by = 'unlawfully_at_large'
 AND spell.until_date <= %(day)s::date - INTERVAL '1 year'
WHERE NOT EXISTS (
    SELECT FROM custody_custodyspell later
    WHERE later.subject_id = spell.subject_id
      AND NOT later.recorded_in_error
      AND later.start_date BETWEEN spell.until_date AND %(day)s::date)
  AND NOT EXISTS (
    SELECT FROM custody_absenceabroad abroad
    WHERE abroad.subject_id = spell.subject_id
      AND NOT abroad.recorded_in_error
      AND abroad.start_date BETWEEN spell.until_date AND %(day)s::date)
  AND NOT EXISTS (
    SELECT FROM people_address address
    WHERE address.subject_id = spell.subject_id
      AND NOT address.recorded_in_error
      AND address.start_date BETWEEN spell.until_date AND %(day)s::date)
GROUP BY 1, 2
""",
)

FINDINGS = (INSIDE_AND_ELSEWHERE, LONG_AT_LARGE)
