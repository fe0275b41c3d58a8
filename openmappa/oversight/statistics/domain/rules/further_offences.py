"""The rules about charges of serious further offences, all of them and by what came of them."""

from __future__ import annotations

from openmappa.oversight.statistics.domain.rules import Choice, CountingRule, cells, position
from openmappa.oversight.statistics.domain.tables import CATEGORIES, LEVELS

_CELLS = cells.split(CATEGORIES, LEVELS, without_level=True)
_TABLES = {
    **position.POSITION_TABLES,
    "convictions_seriousfurtheroffence": (
        "id",
        "subject_id",
        "charge_date",
        "outcome",
        "recorded_in_error",
    ),
}
_CHOICES = (
    Choice(
        "Charges, not people",
        "Each charge in the year counts, whatever came of it and when.",
        "The return asks for those charged, and then for what came of the charges.",
    ),
    Choice(
        "Category, level and area",
        "Are those of the day of the charge.",
        "The later ones may follow from the charge itself.",
    ),
    Choice(
        "No level recorded on that day",
        "Is in no figure of the return. It is stated as a fault of the data.",
        "A person who is eligible has a level; to guess it would hide the fault.",
    ),
)


def _sql(which: str = "") -> str:
    return f"""
SELECT further.subject_id,
       further.charge_date AS counted_date,
       responsibility.area_id AS area,
       standing.category,
       level.level
FROM convictions_seriousfurtheroffence further
{position.position("further", "further.charge_date")}
WHERE further.charge_date BETWEEN %(first_date)s AND %(last_date)s
  AND NOT further.recorded_in_error
  AND responsibility.area_id = ANY (%(areas)s){which}
"""


def _rule(name: str, title: str, description: str, field: str, which: str = "") -> CountingRule:
    return CountingRule(
        name=name,
        version=1,
        title=title,
        description=description,
        source="MAPPA Guidance, chapter 20; fields of the annual return.",
        choices=_CHOICES,
        tables=_TABLES,
        sql=_sql(which),
        cells=_CELLS,
        fields=cells.named(f"CAT{{category}}L{{level}}{field}", _CELLS),
    )


FURTHER_OFFENCE_CHARGED = _rule(
    "further_offence_charged",
    "Serious further offences: charged",
    "Every charge in the year of a MAPPA-eligible person with a serious further offence.",
    "SFO",
)
FURTHER_OFFENCE_CONVICTED = _rule(
    "further_offence_convicted",
    "Serious further offences: convicted",
    "Every such charge of the year that has ended in a conviction.",
    "SFOCONV",
    "\n  AND further.outcome = 'convicted'",
)
FURTHER_OFFENCE_STILL_CHARGED = _rule(
    "further_offence_still_charged",
    "Serious further offences: still charged",
    "Every such charge of the year that has not ended.",
    "SFOCHARGE",
    "\n  AND further.outcome = 'still_charged'",
)
FURTHER_OFFENCE_OTHER = _rule(
    "further_offence_other",
    "Serious further offences: ended in another way",
    "Every such charge of the year that has ended in another way than a conviction.",
    "SFOOTHER",
    "\n  AND further.outcome = 'other'",
)
