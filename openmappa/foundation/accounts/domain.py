"""The roles that a membership gives."""

from enum import StrEnum


class Role(StrEnum):
    """What a person does in the arrangements. What each may see and do is declared in access."""

    CO_ORDINATOR = "co_ordinator"
    POLICE_OFFENDER_MANAGER = "police_offender_manager"
    BOARD_MEMBER = "board_member"
    LAY_ADVISER = "lay_adviser"
    NATIONAL_STATISTICIAN = "national_statistician"
