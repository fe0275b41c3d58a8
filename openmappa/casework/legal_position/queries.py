"""What the law says of one person, of the record as the viewer sees it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from openmappa.casework.legal_position.facts import person_facts
from openmappa.casework.standing import queries as standing
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.queries import subject_for
from openmappa.foundation.ui.case import PARTS
from openmappa.record.convictions import queries as convictions
from openmappa.record.custody import queries as custody
from openmappa.record.notification import queries as notification
from openmappa.record.orders import queries as orders
from openmappa.record.people import queries as people
from openmappa.statute.explanation.answer import Answer, law_of
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings

ASKED = ("identity", "offending", "orders", "custody", "notification", "standing")
"""The parts of a case file whose records the law asks about, by the names of `PARTS`."""


class FactsWithheld(Exception):
    """A part of what the law asks about is not open to the viewer, so that no answer is given. `parts` names which."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts


def facts_of(*, viewer: Viewer, subject_id: UUID) -> PersonFacts:
    """
    Return what is recorded of the subject as facts for the law.

    :raises NotVisible: if the viewer may not know of the person
    :raises FactsWithheld: if a part is not open to the viewer; a record seen in part gives no answer
    """
    seen = subject_for(viewer=viewer, subject_id=subject_id, parts={name: PARTS[name] for name in ASKED})
    if withheld := tuple(name for name in ASKED if not seen.open[name]):
        raise FactsWithheld(withheld)
    birth_date, addresses = people.facts_of(viewer=viewer, subject_id=subject_id)
    inside, abroad = custody.facts_of(viewer=viewer, subject_id=subject_id)
    decided, levels = standing.facts_of(viewer=viewer, subject_id=subject_id)
    return person_facts(
        birth_date=birth_date,
        convictions=convictions.facts_of(viewer=viewer, subject_id=subject_id),
        orders=orders.facts_of(viewer=viewer, subject_id=subject_id),
        custody=inside,
        abroad=abroad,
        decided=decided,
        levels=levels,
        revoked=notification.revocations_of(viewer=viewer, subject_id=subject_id),
        addresses=addresses,
    )


def position_of(*, viewer: Viewer, subject_id: UUID, as_at: date, settings: LawSettings = DEFAULTS) -> Answer:
    """
    Return what the law says of the subject as at a day.

    :raises NotVisible: if the viewer may not know of the person
    :raises FactsWithheld: if a part of the facts is not open to the viewer
    """
    return law_of(facts_of(viewer=viewer, subject_id=subject_id), as_at=as_at, settings=settings)
