"""Record a fact of a conviction that decides a limb and was not known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.deciding import LONGEST_REASON
from openmappa.casework.eligibility.domain.questions import OLDEST, VICTIM_AGE, Question, questions
from openmappa.casework.eligibility.queries import matter_of
from openmappa.casework.eligibility.services.permitting import hold, subject_to
from openmappa.casework.eligibility.services.problems import MatterHasChanged, UnableToDecide
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.queries import SubjectSeen
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.record.convictions.models import Conviction


def record_facts(
    *, by: Viewer, subject_id: UUID, answers: Mapping[Question, bool | int], reason: str, expected: str
) -> None:
    """
    Record facts of the subject's convictions that were not known and are asked for. The reason says how they are known.

    A fact that is known is not changed here. `expected` is the token of the matter as the viewer saw it.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotDecide: if the viewer may not decide for the person
    :raises MatterHasChanged: if the law, the record or the decisions are no longer as seen
    :raises UnableToDecide: if nothing is answered, nothing says how it is known, or an answer is out of bounds
    """
    subject = subject_to(Permission.DECIDE_ELIGIBILITY, by=by, subject_id=subject_id)
    with transaction.atomic():
        hold(by, subject_id)
        matter = matter_of(viewer=by, subject_id=subject_id)
        if matter.token != expected:
            raise MatterHasChanged(matter)
        _refuse(answers, reason, questions(matter.proposal))
        rows = _by_reference(by, subject_id)
        for each, value in answers.items():
            row = Conviction.objects.filter(pk=rows[each.conviction].pk, **{each.fact: None})
            row.update(version=F("version") + 1, changed_here=True, **{each.fact: value})
        after = {f"{rows[each.conviction].pk}.{each.fact}": value for each, value in answers.items()}
        _tell(by, subject, reason, after)


def _refuse(answers: Mapping[Question, bool | int], reason: str, asked: tuple[Question, ...]) -> None:
    if not answers:
        raise UnableToDecide(_("Answer at least one question, or go back"))
    if not set(answers) <= set(asked):
        raise UnableToDecide(_("One of the questions is not open any more. Look at the questions again."))
    for each, value in answers.items():
        if each.fact == VICTIM_AGE and not 0 <= value <= OLDEST:
            raise UnableToDecide(_("The age must be a number from 0 to 120"), field=each.name)
    if not reason.strip():
        raise UnableToDecide(_("Enter how you know"), field="reason")
    if len(reason) > LONGEST_REASON:
        raise UnableToDecide(_("The reason must be 4,000 characters or fewer"), field="reason")


def _by_reference(by: Viewer, subject_id: UUID) -> dict[str, Any]:
    """Return the convictions by the numbers that they have as facts: in the order of record/convictions/facts.py."""
    rows = Conviction.objects.visible_to(by).counting().filter(subject_id=subject_id)
    found = sorted(rows, key=lambda each: (each.conviction_date, each.offence_code, each.id))
    return {str(number): each for number, each in enumerate(found, 1)}


def _tell(by: Viewer, subject: SubjectSeen, reason: str, after: dict[str, Any]) -> None:
    connection = transaction.get_connection()
    entry = Entry(
        Operation.ALTERATION,
        "fact that decides eligibility recorded",
        actor=by.user_id,
        subjects=(subject.id,),
        area=subject.area,
        justification=reason.strip()[:1000],
        before=dict.fromkeys(after),
        after=after,
    )
    record_event(connection, entry)
    changed(connection, area=subject.area, what={What.OFFENDING}, subjects=[subject.id])
