"""All findings, in the order in which they are shown. A room above may register its own."""

from __future__ import annotations

from collections.abc import Iterable

from openmappa.oversight.data_quality.domain import custody, mended, orders, position, standing
from openmappa.oversight.data_quality.domain.findings import Finding

_OWN = (*standing.FINDINGS, *custody.FINDINGS, *orders.FINDINGS, *position.FINDINGS, *mended.FINDINGS)
_registered: dict[str, Finding] = {}

NOT_ASKED = (
    "Whether an address lies outside the responsible area is not asked: that needs a table of which postcodes lie"
    " in which area, and OpenMAPPA has none."
)
"""What cannot be found here, in words for the page and the command line."""


class UnknownFinding(LookupError):
    """There is no finding of this name."""


def register_finding(finding: Finding) -> None:
    """Add a finding about tables of a room above. Called from that room's apps.py; twice changes nothing."""
    _registered[finding.name] = finding


def findings() -> Iterable[Finding]:
    """Return all findings: this room's in their order, then those registered, by name."""
    return (*_OWN, *(_registered[name] for name in sorted(_registered)))


def finding_named(name: str) -> Finding:
    """
    Return the finding of this name.

    :raises UnknownFinding: if there is none
    """
    for each in findings():
        if each.name == name:
            return each
    raise UnknownFinding(name)
