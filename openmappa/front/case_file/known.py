"""What the identity bar and the overview both say of a person, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass

from openmappa.casework.responsibility.domain import Responsible
from openmappa.casework.responsibility.queries import responsible_for
from openmappa.casework.standing.domain import Position
from openmappa.casework.standing.queries import positions_of
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.domain import Case
from openmappa.record.custody.domain import Place
from openmappa.record.custody.queries import places_of
from openmappa.record.people.domain import PersonSeen
from openmappa.record.people.queries import births_of, identifiers_of


@dataclass(frozen=True, slots=True)
class Known:
    """Who somebody is and how they are managed. What the viewer's sight does not reach is None, as `case.seen` says."""

    person: PersonSeen | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    position: Position | None = None
    responsible: Responsible | None = None
    place: Place | None = None


def known_of(viewer: Viewer, case: Case) -> Known:
    """Return what the viewer may know of the person."""
    one, key, seen = [case.subject_id], case.subject_id, case.seen
    return Known(
        person=births_of(viewer=viewer, subjects=one).get(key) if seen["identity"] else None,
        numbers=tuple(identifiers_of(viewer=viewer, subject_id=key)) if seen["identity"] else (),
        position=positions_of(viewer=viewer, subjects=one).get(key) if seen["standing"] else None,
        responsible=responsible_for(viewer=viewer, subjects=one).get(key) if seen["responsibility"] else None,
        place=places_of(viewer=viewer, subjects=one).get(key) if seen["custody"] else None,
    )
