"""The agencies that can lead on a person's case."""

from collections.abc import Mapping
from enum import StrEnum


class LeadAgency(StrEnum):
    """
    The agency with the main responsibility for managing a person.

    Police lead on Category 1 out of statutory supervision, probation on adults on licence or an order, youth
    offending teams on people under 18, mental health services on hospital and guardianship orders, and
    the National Security Division of the Probation Service, with counter-terrorism police, on Category 4.
    """

    POLICE = "police"
    PROBATION = "probation"
    YOUTH_OFFENDING_TEAM = "youth_offending_team"
    MENTAL_HEALTH = "mental_health"
    NATIONAL_SECURITY_DIVISION = "national_security_division"


LEAD_AGENCIES: Mapping[LeadAgency, str] = {
    LeadAgency.POLICE: "Police",
    LeadAgency.PROBATION: "Probation",
    LeadAgency.YOUTH_OFFENDING_TEAM: "Youth offending team",
    LeadAgency.MENTAL_HEALTH: "Mental health services",
    LeadAgency.NATIONAL_SECURITY_DIVISION: "National Security Division",
}
"""Every lead agency in words."""
