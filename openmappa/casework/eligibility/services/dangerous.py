"""Start the status of a potentially dangerous person, review it, and end it by a review."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.dangerous import (
    RANKS,
    Rank,
    ReviewOutcome,
    StatusSeen,
    StatusSettings,
)
from openmappa.casework.eligibility.domain.deciding import DANGEROUS, ELIGIBLE, LONGEST_REASON, Target
from openmappa.casework.eligibility.domain.effects import Impossible, effect_of
from openmappa.casework.eligibility.domain.matter import Matter
from openmappa.casework.eligibility.models import DangerousReview, DangerousStatus
from openmappa.casework.eligibility.queries import matter_of, statuses_of
from openmappa.casework.eligibility.services.permitting import hold, subject_to
from openmappa.casework.eligibility.services.problems import MatterHasChanged, UnableToDecide
from openmappa.casework.eligibility.services.standings import carry_out
from openmappa.casework.standing.models import Standing
from openmappa.foundation.access.domain import Permission, Viewer
from openmappa.foundation.access.queries import SubjectSeen
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.changes.domain import What
from openmappa.foundation.changes.services import changed
from openmappa.foundation.ui.words import day
from openmappa.statute.provisions.dates import Length, later


def status_settings() -> StatusSettings:
    """Return who may authorise the status and how soon it is reviewed, as this installation has it."""
    return StatusSettings(Rank(settings.DANGEROUS_LEAST_RANK), settings.DANGEROUS_REVIEW_MONTHS)


def start_status(
    *,
    by: Viewer,
    subject_id: UUID,
    start_date: date,
    authorised_by: str,
    rank: str,
    reason: str,
    review_date: date,
    expected: str,
) -> None:
    """
    Record that somebody who is not eligible is a potentially dangerous person: authorised, with a reason, and to be
    reviewed on a day. `expected` is the token of the matter as the viewer saw it.

    Source: College of Policing, Authorised Professional Practice: dated, authorised and reviewed.

    :raises NotVisible: if the viewer may not know of the person
    :raises MayNotDecide: if the viewer may not record it
    :raises MatterHasChanged: if the law, the record or the decisions are no longer as seen
    :raises UnableToDecide: if the person is or may be eligible, or an entry is wrong, in words
    """
    subject = subject_to(Permission.RECORD_DANGEROUS, by=by, subject_id=subject_id)
    with transaction.atomic():
        hold(by, subject_id)
        matter = matter_of(viewer=by, subject_id=subject_id)
        if matter.token != expected:
            raise MatterHasChanged(matter)
        _refuse_eligible(matter)
        if start_date > by.as_at:
            raise UnableToDecide(_("The date must be today or in the past"), field="start_date")
        _refuse_entries(authorised_by, rank, reason)
        _refuse_review_date(review_date, after=start_date)
        standing = _begin(subject, matter, start_date)
        status = _create(
            DangerousStatus, subject, by, standing_id=standing, start_date=start_date, reason=reason.strip(),
            authorised_by=authorised_by.strip(), rank=rank, review_date=review_date,
        )  # fmt: skip
        after = {"status": status.pk, "start_date": start_date, "rank": rank, "review_date": review_date}
        _tell(by, subject, "potentially dangerous person recorded", reason, after)


def review_status(
    *,
    by: Viewer,
    subject_id: UUID,
    review_date: date,
    outcome: ReviewOutcome,
    authorised_by: str,
    rank: str,
    reason: str,
    next_review_date: date | None,
    expected: str,
) -> None:
    """
    Record a review of the status: it continues until the next review, or ends with the day of this one.

    `expected` is the token of the status as the viewer saw it. Errors as for `start_status`.
    """
    subject = subject_to(Permission.RECORD_DANGEROUS, by=by, subject_id=subject_id)
    with transaction.atomic():
        hold(by, subject_id)
        status = present_status(viewer=by, subject_id=subject_id)
        if status is None or status.token != expected:
            raise MatterHasChanged(matter_of(viewer=by, subject_id=subject_id))
        if not status.start_date <= review_date <= by.as_at:
            words = _(
                "The date must be today or in the past, and not before %(day)s, when the status started"
            )
            raise UnableToDecide(words % {"day": day(status.start_date)}, field="review_date")
        _refuse_entries(authorised_by, rank, reason)
        ends = outcome is ReviewOutcome.ENDS
        if not ends:
            _refuse_review_date(next_review_date, after=review_date, field="next_review_date")
        _create(
            DangerousReview, subject, by, status_id=status.id, review_date=review_date, outcome=outcome.value,
            reason=reason.strip(), authorised_by=authorised_by.strip(), rank=rank,
            next_review_date=None if ends else next_review_date,
        )  # fmt: skip
        change = {"last_date": review_date} if ends else {"review_date": next_review_date}
        _update(DangerousStatus.objects.filter(pk=status.id), **change)
        if ends:
            _update(Standing.objects.filter(pk=status.standing_id), last_date=review_date)
        after = {"status": status.id, "outcome": outcome.value, **change}
        _tell(by, subject, "potentially dangerous person reviewed", reason, after)


def present_status(*, viewer: Viewer, subject_id: UUID) -> StatusSeen | None:
    """Return the status that holds on the viewer's day."""
    found = statuses_of(viewer=viewer, subject_id=subject_id)
    return next((each for each in found if each.holds_on(viewer.as_at)), None)


def _refuse_eligible(matter: Matter) -> None:
    if matter.proposal.category is not None:
        raise UnableToDecide(
            _("The person is MAPPA-eligible by what is recorded. The status is only for people who are not.")
        )
    if matter.present is not None and matter.present.kind == ELIGIBLE:
        raise UnableToDecide(
            _(
                "The person is recorded as MAPPA-eligible. Decide on the standing first: the status is for others."
            )
        )
    if matter.present is not None and matter.present.kind == DANGEROUS:
        raise UnableToDecide(_("The person has the status already. Review it."))


def _refuse_entries(authorised_by: str, rank: str, reason: str) -> None:
    if not authorised_by.strip():
        raise UnableToDecide(_("Enter the name of the officer who authorised it"), field="authorised_by")
    allowed = status_settings()
    if rank not in allowed.ranks:
        words = _("The officer must be at least of the rank of %(rank)s")
        raise UnableToDecide(words % {"rank": _(RANKS[allowed.least_rank]).lower()}, field="rank")
    if not reason.strip():
        raise UnableToDecide(_("Enter the reason"), field="reason")
    if len(reason) > LONGEST_REASON:
        raise UnableToDecide(_("The reason must be 4,000 characters or fewer"), field="reason")


def _refuse_review_date(review_date: date | None, *, after: date, field: str = "review_date") -> None:
    latest = latest_review(after)
    if review_date is None or not after < review_date <= latest:
        words = _("The date of the next review must be after %(first)s, and not later than %(last)s")
        raise UnableToDecide(words % {"first": day(after), "last": day(latest)}, field=field)


def latest_review(after: date) -> date:
    """Return the latest day on which a status that starts, or is reviewed, on a day is to be reviewed next."""
    return later(after, Length(status_settings().review_months))


def _begin(subject: SubjectSeen, matter: Matter, start_date: date) -> int:
    target = Target(DANGEROUS)
    try:
        effect = effect_of(
            target, matter.standings, start_date=start_date, as_at=matter.proposal.as_at, was_confirmed=False
        )
        with transaction.atomic():
            standing = carry_out(subject, effect, target)
    except Impossible as problem:
        words = _("The date must be after %(day)s: a standing that is recorded begins or ends later")
        raise UnableToDecide(words % {"day": day(problem.later_than)}, field="start_date") from problem
    except IntegrityError as problem:
        raise UnableToDecide(
            _("It contradicts what is recorded of standings. Look at them and try again.")
        ) from problem
    assert standing is not None  # noqa: S101  the target starts or keeps a standing
    return standing


def _create(model: Any, subject: SubjectSeen, by: Viewer, **values: Any) -> Any:
    return model.objects.create(
        subject_id=subject.id,
        responsible_area_id=subject.area,
        restricted=subject.restricted,
        changed_here=True,
        recorded_by_id=by.user_id,
        **values,
    )


def _update(rows: Any, **values: Any) -> None:
    rows.update(version=F("version") + 1, changed_here=True, **values)


def _tell(by: Viewer, subject: SubjectSeen, what: str, reason: str, after: dict[str, Any]) -> None:
    connection = transaction.get_connection()
    entry = Entry(
        Operation.ALTERATION,
        what,
        actor=by.user_id,
        subjects=(subject.id,),
        area=subject.area,
        justification=reason.strip()[:1000],
        after=after,
    )
    record_event(connection, entry)
    changed(connection, area=subject.area, what={What.STANDING}, subjects=[subject.id])
