"""Why a decision is refused."""

from __future__ import annotations

from openmappa.casework.eligibility.domain.matter import Matter


class UnableToDecide(ValueError):
    """It cannot be decided or recorded so. `field` is the field of the form that it concerns, empty for none."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MayNotDecide(PermissionError):
    """The viewer's role, or sight of this person, does not reach to it."""


class MatterHasChanged(Exception):  # noqa: N818  a state of affairs, not a fault
    """What the decision was to be taken from has changed since the viewer looked. `now` is as it stands."""

    def __init__(self, now: Matter) -> None:
        super().__init__("the matter has changed since")
        self.now = now
