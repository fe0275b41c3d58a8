"""The teams of a simulated area: about a dozen of police, probation, youth offending and mental health services."""

from collections.abc import Mapping

from openmappa.exchange.lives.domain.leads import NATIONAL_SECURITY_DIVISION
from openmappa.exchange.simulation.domain.layout import Row
from openmappa.statute.vocabulary.agencies import LeadAgency

REGISTER = "mappa-register"

_OF_AN_AREA = (
    (LeadAgency.POLICE, "public protection unit", 5),
    (LeadAgency.PROBATION, "probation delivery unit", 5),
    (LeadAgency.YOUTH_OFFENDING_TEAM, "youth offending team", 2),
    (LeadAgency.MENTAL_HEALTH, "forensic mental health team", 2),
)
_OF_THE_DIVISION = ((LeadAgency.NATIONAL_SECURITY_DIVISION, "unit", 12),)


def teams_of(area: int, name: str) -> Mapping[str, list[Row]]:
    """Return the rows of teams, by lead agency."""
    kinds = _OF_THE_DIVISION if area == NATIONAL_SECURITY_DIVISION else _OF_AN_AREA
    rows: dict[str, list[Row]] = {}
    key = 0
    for agency, words, how_many in kinds:
        for number in range(1, how_many + 1):
            key += 1
            team = f"{name} {words} {number}"
            rows.setdefault(agency.value, []).append((REGISTER, f"T-{key}", agency.value, team, ""))
    return rows
