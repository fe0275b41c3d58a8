"""Which roles the members of which agencies can hold. Pure Python."""

from __future__ import annotations

from collections.abc import Mapping

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.agencies.domain import Part

OF_KIND: Mapping[Role, str] = {
    Role.POLICE_OFFENDER_MANAGER: "police",
    Role.POLICE_SUPERINTENDENT: "police",
    Role.PROBATION_PRACTITIONER: "probation",
    Role.PRISON_OFFENDER_MANAGER: "prison",
}
"""Roles that only members of one kind of agency hold."""

GIVEN_ON_SCREEN = tuple(role for role in Role if role is not Role.NATIONAL_STATISTICIAN)
"""Roles of an area. Those of all areas are given from the command line."""


def fits(role: Role, *, kind: str, part: Part) -> bool:
    """Return whether a member of an agency of this kind, with this part in the arrangements, can hold the role."""
    if role is Role.CO_OPERATING_MEMBER:
        return part is not Part.RESPONSIBLE_AUTHORITY
    return OF_KIND.get(role, kind) == kind
