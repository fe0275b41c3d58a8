"""Confirm what the law says, decide otherwise with a reason, and answer such a decision as the second officer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.deciding import (
    CONSIDERED,
    LONGEST_REASON,
    Answer,
    Route,
    Target,
    target_on,
)
from openmappa.casework.eligibility.domain.effects import Effect, Impossible, effect_of
from openmappa.casework.eligibility.domain.matter import DecisionSeen, Matter
from openmappa.casework.eligibility.models import Decision, DecisionAnswer
from openmappa.casework.eligibility.queries import answer_kept, matter_of, proposal_of
from openmappa.casework.eligibility.services.permitting import hold, role_of, subject_to
from openmappa.casework.eligibility.services.problems import MatterHasChanged, UnableToDecide
from openmappa.casework.eligibility.services.standings import carry_out
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.queries import SubjectSeen
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day
from openmappa.statute.vocabulary.limbs import Limb


def confirm(*, by: Viewer, subject_id: UUID, start_date: date, reason: str, expected: str) -> None:
    """
    Decide as the law says of the record: the standing, its grounds and its levels follow from `start_date` on.

    `expected` is the token of the matter as the viewer saw it (domain.matter). Where a missing fact could bring a
    category that goes before, and where the person is not eligible, a reason is asked for.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotDecide: if the viewer may not decide for the person
    :raises MatterHasChanged: if the law, the record or the decisions are no longer as seen
    :raises UnableToDecide: if it cannot be decided so, in words
    """
    subject = subject_to(Permission.DECIDE_ELIGIBILITY, by=by, subject_id=subject_id)
    with transaction.atomic():
        matter = _as_seen(by, subject_id, expected)
        _refuse_while_one_waits(matter)
        target = matter.law
        if (matter.proposal.is_open or target.kind == CONSIDERED) and not reason.strip():
            raise UnableToDecide(_("Enter the reason for the decision"), field="reason")
        _refuse_reason_or_day(reason, start_date, matter)
        effect = effect_for(matter, target, start_date=start_date, was_confirmed=True)
        standing = _carry_out(subject, effect, target)
        _news(subject)
        decision = _store(
            by,
            subject,
            matter,
            Route.CONFIRMED,
            target,
            start_date,
            reason,
            standing_id=standing,
            settled=_settled(by, subject_id),
        )
        _tell(by, subject, "eligibility decided", reason, decision, matter)


def override(
    *, by: Viewer, subject_id: UUID, limb: Limb | None, start_date: date, reason: str, expected: str
) -> None:
    """
    Decide otherwise than the law says of the record: eligible on this limb, or with None not eligible.

    Nothing changes in the standing until a second officer agrees. Errors as for `confirm`.
    """
    subject = subject_to(Permission.DECIDE_ELIGIBILITY, by=by, subject_id=subject_id)
    with transaction.atomic():
        matter = _as_seen(by, subject_id, expected)
        _refuse_while_one_waits(matter)
        if not reason.strip():
            raise UnableToDecide(_("Enter why you decide otherwise"), field="reason")
        _refuse_reason_or_day(reason, start_date, matter)
        target = target_on(limb, matter.proposal, start=start_date)
        if (target.kind, target.category) == (matter.law.kind, matter.law.category):
            raise UnableToDecide(
                _("That is what the law says of the record already. Confirm it, or select something else."),
                field="limb",
            )
        effect_for(matter, target, start_date=start_date, was_confirmed=False)
        decision = _store(by, subject, matter, Route.OVERRIDDEN, target, start_date, reason, limb=limb)
        _tell(by, subject, "eligibility override put to a second officer", reason, decision, matter)


def answer_override(*, by: Viewer, subject_id: UUID, answer: Answer, reason: str, expected: str) -> None:
    """
    Agree to the override that waits, decline it, or as the officer who decided it withdraw it.

    Only an agreement changes the standing, and only if the law still says what it said when the override was decided.
    Errors as for `confirm`.
    """
    withdraws = answer is Answer.WITHDRAWN
    permission = Permission.DECIDE_ELIGIBILITY if withdraws else Permission.AGREE_ELIGIBILITY
    subject = subject_to(permission, by=by, subject_id=subject_id)
    with transaction.atomic():
        matter = _as_seen(by, subject_id, expected)
        waiting = matter.waiting
        if waiting is None:
            raise UnableToDecide(_("No decision waits for a second officer"))
        _refuse_the_same_person(by, waiting, withdraws=withdraws)
        if answer is not Answer.AGREED and not reason.strip():
            raise UnableToDecide(_("Enter the reason"), field="reason")
        if len(reason) > LONGEST_REASON:
            raise UnableToDecide(_("The reason must be 4,000 characters or fewer"), field="reason")
        agreed = answer is Answer.AGREED
        standing = _carry_out_override(subject, matter, waiting) if agreed else None
        if agreed:
            _news(subject)
        role = role_of(by, permission, area=subject.area)
        _insert(
            DecisionAnswer,
            decision_id=waiting.id,
            subject_id=subject.id,
            answer=answer.value,
            reason=reason.strip(),
            standing_id=standing,
            **(_settled(by, subject_id) if agreed else {}),
            answered_by_id=by.user_id,
            answered_in_role=role,
        )
        _tell_answer(by, subject, waiting, answer, reason)


def effect_for(matter: Matter, target: Target, *, start_date: date, was_confirmed: bool) -> Effect:
    """
    Return what deciding this changes.

    :raises UnableToDecide: if a later standing stands in the way, in words
    """
    try:
        return effect_of(
            target,
            matter.standings,
            start_date=start_date,
            as_at=matter.proposal.as_at,
            was_confirmed=was_confirmed,
        )
    except Impossible as problem:
        words = _("The date must be after %(day)s: a standing that is recorded begins or ends later")
        said = words % {"day": day(problem.later_than)}
        raise UnableToDecide(said, field="start_date") from problem


def target_of_override(waiting: DecisionSeen) -> Target:
    """Return what an override makes of the person."""
    limb = Limb(waiting.limb) if waiting.limb else None
    return target_on(limb, waiting.proposal, start=waiting.start_date)


def _as_seen(by: Viewer, subject_id: UUID, expected: str) -> Matter:
    hold(by, subject_id)
    matter = matter_of(viewer=by, subject_id=subject_id)
    if matter.token != expected:
        raise MatterHasChanged(matter)
    return matter


def _refuse_while_one_waits(matter: Matter) -> None:
    if matter.waiting is not None:
        raise UnableToDecide(
            _(
                "A decision waits for a second officer. It must be answered or withdrawn before another is taken."
            )
        )


def _refuse_reason_or_day(reason: str, start_date: date, matter: Matter) -> None:
    if len(reason) > LONGEST_REASON:
        raise UnableToDecide(_("The reason must be 4,000 characters or fewer"), field="reason")
    if start_date > matter.proposal.as_at:
        raise UnableToDecide(_("The date must be today or in the past"), field="start_date")


def _refuse_the_same_person(by: Viewer, waiting: DecisionSeen, *, withdraws: bool) -> None:
    if withdraws:
        if waiting.by_id != by.user_id:
            raise UnableToDecide(_("Only the officer who decided can withdraw the decision"), field="answer")
        return
    if waiting.by_id == by.user_id:
        raise UnableToDecide(_("You took this decision. A second officer must agree to it."), field="answer")
    if _plain(waiting.by) == _plain(by.name):
        raise UnableToDecide(
            _("The officer who decided has the same name as you. Somebody else must be the second officer."),
            field="answer",
        )


def _plain(name: str) -> str:
    return "".join(name.lower().split())


def _carry_out_override(subject: SubjectSeen, matter: Matter, waiting: DecisionSeen) -> int | None:
    if matter.proposal.digest != waiting.digest:
        raise UnableToDecide(
            _("What the law says of the record has changed since. Decline, and have it decided anew."),
            field="answer",
        )
    target = target_of_override(waiting)
    effect = effect_for(matter, target, start_date=waiting.start_date, was_confirmed=False)
    return _carry_out(subject, effect, target)


def _carry_out(subject: SubjectSeen, effect: Effect, target: Target) -> int | None:
    try:
        with transaction.atomic():
            return carry_out(subject, effect, target)
    except IntegrityError as problem:
        # The rules above should have said so; the database has the last word.
        raise UnableToDecide(
            _("The decision contradicts what is recorded of standings or levels. Look at them and try again.")
        ) from problem


def _store(
    by: Viewer,
    subject: SubjectSeen,
    matter: Matter,
    route: Route,
    target: Target,
    start_date: date,
    reason: str,
    *,
    limb: Limb | None = None,
    standing_id: int | None = None,
    settled: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    proposal = matter.proposal
    values: dict[str, Any] = {
        "subject_id": subject.id,
        "number": (matter.decisions[0].number if matter.decisions else 0) + 1,
        "as_at": proposal.as_at,
        "route": route.value,
        "facts": proposal.facts,
        "findings": proposal.findings,
        "rules_version": proposal.findings["rules_version"],
        "settings": proposal.findings["settings"],
        "proposed_category": proposal.category,
        "undecided": list(proposal.undecided),
        "met": sorted(str(each.limb) for each in proposal.met),
        "digest": proposal.digest,
        "kind": target.kind,
        "category": target.category,
        "limb": str(limb or ""),
        "start_date": start_date,
        "reason": reason.strip(),
        "standing_id": standing_id,
        **(settled or {}),
        "decided_by_id": by.user_id,
        "decided_in_role": role_of(by, Permission.DECIDE_ELIGIBILITY, area=subject.area),
    }
    _insert(Decision, **values)
    return values


def _insert(model: Any, **values: Any) -> None:
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError as problem:
        raise UnableToDecide(
            _("The decision contradicts what is recorded. Look at it and try again.")
        ) from problem


def _tell(
    by: Viewer, subject: SubjectSeen, what: str, reason: str, decision: dict[str, Any], matter: Matter
) -> None:
    present = matter.present
    before = {"kind": present.kind, "category": present.category} if present else None
    after = {name: decision[name] for name in ("number", "kind", "category", "start_date", "rules_version")}
    _write_down(by, subject, what, reason, before, after)


def _tell_answer(
    by: Viewer, subject: SubjectSeen, waiting: DecisionSeen, answer: Answer, reason: str
) -> None:
    what = {
        Answer.AGREED: "eligibility override agreed to",
        Answer.DECLINED: "eligibility override declined",
        Answer.WITHDRAWN: "eligibility override withdrawn",
    }
    after = {"number": waiting.number, "kind": waiting.kind, "category": waiting.category}
    _write_down(by, subject, what[answer], reason, None, after)


def _write_down(
    by: Viewer,
    subject: SubjectSeen,
    what: str,
    reason: str,
    before: dict[str, Any] | None,
    after: dict[str, Any],
) -> None:
    entry = Entry(
        Operation.ALTERATION,
        what,
        actor=by.user_id,
        subjects=(subject.id,),
        area=subject.area,
        # The whole reason stands in the decision.
        justification=reason.strip()[:1000],
        before=before,
        after=after,
    )
    record_event(transaction.get_connection(), entry)


def _settled(by: Viewer, subject_id: UUID) -> dict[str, str]:
    """Return what the law says of the record as a decision has left it, by the two names for it."""
    return {
        "settled": proposal_of(viewer=by, subject_id=subject_id).digest,
        "settled_answer": answer_kept(viewer=by, subject_id=subject_id),
    }


def _news(subject: SubjectSeen) -> None:
    changed(transaction.get_connection(), area=subject.area, what={What.STANDING}, subjects=[subject.id])
