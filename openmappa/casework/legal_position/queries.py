"""What the law says of one person, of the record as the viewer sees it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from openmappa.casework.legal_position.domain.position import Held, State
from openmappa.casework.legal_position.facts import person_facts
from openmappa.casework.legal_position.models import Computed
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
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Outcome
from openmappa.statute.provisions.settings import DEFAULTS, LawSettings
from openmappa.statute.vocabulary.limbs import Limb

ASKED = ("identity", "offending", "orders", "custody", "notification", "standing")
"""The parts of a case file whose records the law asks about, by the names of `PARTS`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A position as it was last worked out, as `domain.position.Position`, with its day. `is_due`: a fact is new since."""

    as_at: date
    state: State
    category: int | None
    undecided: tuple[int, ...]
    limbs: tuple[Held, ...]
    since: date | None
    last_date: date | None
    needs: tuple[str, ...]
    failure: str
    rules_version: int
    is_due: bool


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
    lived, revoked = notification.facts_of(viewer=viewer, subject_id=subject_id)
    return person_facts(
        birth_date=birth_date,
        convictions=convictions.facts_of(viewer=viewer, subject_id=subject_id),
        orders=orders.facts_of(viewer=viewer, subject_id=subject_id),
        custody=inside,
        abroad=abroad,
        decided=decided,
        levels=levels,
        revoked=revoked,
        addresses=addresses,
        lived=lived,
    )


def position_of(*, viewer: Viewer, subject_id: UUID, as_at: date, settings: LawSettings = DEFAULTS) -> Answer:
    """
    Return what the law says of the subject as at a day.

    :raises NotVisible: if the viewer may not know of the person
    :raises FactsWithheld: if a part of the facts is not open to the viewer
    """
    return law_of(facts_of(viewer=viewer, subject_id=subject_id), as_at=as_at, settings=settings)


def computed_of(*, viewer: Viewer, subjects: Collection[UUID]) -> dict[UUID, Seen]:
    """Return the stored position of each of these subjects, as last worked out, where the viewer sees it."""
    found = Computed.objects.visible_to(viewer).counting().filter(subject_id__in=subjects)
    return {
        each.subject_id: Seen(
            as_at=each.as_at,
            state=State(each.state),
            category=each.category,
            undecided=tuple(each.undecided),
            limbs=tuple(_held(limb) for limb in each.limbs),
            since=each.since,
            last_date=NO_LAST_DATE if each.has_no_last_date else each.last_date,
            needs=tuple(each.needs),
            failure=each.failure,
            rules_version=each.rules_version,
            is_due=each.is_due,
        )
        for each in found
    }


def _held(stored: Mapping[str, str | None]) -> Held:
    start, last = stored["start_date"], stored["last_date"]
    return Held(
        Limb(str(stored["limb"])),
        Outcome(str(stored["outcome"])),
        date.fromisoformat(start) if start else None,
        NO_LAST_DATE if last == "none" else date.fromisoformat(last) if last else None,
    )
