"""The roles that a membership gives, and the conditions that a role may have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a person does in the arrangements. What each may see and do is declared in access."""

    CO_ORDINATOR = "co_ordinator"
    ADMINISTRATOR = "administrator"
    POLICE_OFFENDER_MANAGER = "police_offender_manager"
    POLICE_SUPERINTENDENT = "police_superintendent"
    PROBATION_PRACTITIONER = "probation_practitioner"
    PRISON_OFFENDER_MANAGER = "prison_offender_manager"
    CO_OPERATING_MEMBER = "co_operating_member"
    BOARD_MEMBER = "board_member"
    LAY_ADVISER = "lay_adviser"
    ANALYST = "analyst"
    NATIONAL_STATISTICIAN = "national_statistician"
    INFORMATION_GOVERNANCE_OFFICER = "information_governance_officer"
    SYSTEM_MANAGER = "system_manager"


class QualificationKind(StrEnum):
    """What a user may be able to show: that they were vetted, or trained."""

    VETTING = "vetting"
    TRAINING = "training"
    DATA_PROTECTION = "data_protection"


KINDS: Mapping[QualificationKind, str] = {
    QualificationKind.VETTING: "Vetting",
    QualificationKind.TRAINING: "MAPPA training",
    QualificationKind.DATA_PROTECTION: "Data protection training",
}
"""Every kind of qualification in words."""

LEVELS: Mapping[QualificationKind, Mapping[int, str]] = {
    QualificationKind.VETTING: {1: "Baseline", 2: "Enhanced", 3: "Full"},
    QualificationKind.TRAINING: {1: "Awareness", 2: "Practitioner"},
    QualificationKind.DATA_PROTECTION: {1: "Completed"},
}
"""The steps of each kind, a higher one holding those below it. Our own scale: the schemes of agencies differ."""

WARNING_DAYS = 28
"""So many days before a qualification runs out, its holder is told on signing in."""

UNVERIFIED = "Practice under the MAPPA Guidance, not verified"


@dataclass(frozen=True, slots=True)
class SuggestedCondition:
    """A condition that an area may take up; none holds until the area's system managers say so."""

    role: Role
    kind: QualificationKind
    level: int
    source: str = UNVERIFIED


SUGGESTED_CONDITIONS: tuple[SuggestedCondition, ...] = tuple(
    SuggestedCondition(role, kind, 1)
    for role in (
        Role.CO_ORDINATOR,
        Role.ADMINISTRATOR,
        Role.POLICE_OFFENDER_MANAGER,
        Role.POLICE_SUPERINTENDENT,
        Role.PROBATION_PRACTITIONER,
        Role.PRISON_OFFENDER_MANAGER,
        Role.CO_OPERATING_MEMBER,
    )
    for kind in (QualificationKind.VETTING, QualificationKind.DATA_PROTECTION)
)


@dataclass(frozen=True, slots=True)
class ConditionState:
    """How one condition of a membership stands for its holder. `last_date` is the last day on which it is met."""

    role: Role
    area_name: str
    kind: QualificationKind
    level: int
    last_date: date | None

    def is_met(self, as_at: date) -> bool:
        """Return whether the condition is met on the day."""
        return self.last_date is not None and self.last_date >= as_at
