"""The roles that a membership gives."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does in the arrangements. What each may see and do is declared in access."""

    CO_ORDINATOR = "co_ordinator"
    ADMINISTRATOR = "administrator"
    POLICE_OFFENDER_MANAGER = "police_offender_manager"
    PROBATION_PRACTITIONER = "probation_practitioner"
    PRISON_OFFENDER_MANAGER = "prison_offender_manager"
    CO_OPERATING_MEMBER = "co_operating_member"
    BOARD_MEMBER = "board_member"
    LAY_ADVISER = "lay_adviser"
    ANALYST = "analyst"
    NATIONAL_STATISTICIAN = "national_statistician"
    INFORMATION_GOVERNANCE_OFFICER = "information_governance_officer"
    SYSTEM_MANAGER = "system_manager"
