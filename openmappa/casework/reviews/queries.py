"""Applications for review, and what the law says of them, as far as the viewer's sight reaches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from openmappa.casework.legal_position.queries import facts_of
from openmappa.casework.reviews.domain.application import ApplicationSeen, BodySeen, Validity
from openmappa.casework.reviews.domain.stages import Stage, next_due
from openmappa.casework.reviews.domain.validity import MayApply, may_apply
from openmappa.casework.reviews.facts import review_applications, stages
from openmappa.casework.reviews.models import REMAINS, BodyAsked, FactorConsidered, ReviewApplication
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.models import AboutSubjectQuerySet
from openmappa.foundation.agencies.models import Agency
from openmappa.statute.notification.requirements import requirements
from openmappa.statute.provisions.thresholds import constant
from openmappa.statute.review.review import review


@dataclass(frozen=True, slots=True)
class OpenReview:
    """A review of the worklist: its area's name, the stage that is due next, and whether that is overdue."""

    application: ApplicationSeen
    area_name: str
    due: Stage | None
    is_overdue: bool


def applications_of(*, viewer: Viewer, subject_id: UUID) -> list[ApplicationSeen]:
    """Return every application of the subject, the latest first, invalid and withdrawn ones included."""
    rows = _whole(viewer).filter(subject_id=subject_id).order_by("-received_date", "-id")
    return [_seen(each) for each in rows]


def latest_application(*, viewer: Viewer, subject_id: UUID) -> ApplicationSeen | None:
    """Return the latest application that is not invalid: the one on which steps are taken."""
    rows = _whole(viewer).filter(subject_id=subject_id).exclude(validity=Validity.INVALID.value)
    found = rows.order_by("-received_date", "-id").first()
    return _seen(found) if found else None


def application_as_it_was(*, viewer: Viewer, subject_id: UUID, token: str) -> ApplicationSeen | None:
    """Return the application that a token names, as it then was; None if it names none of the subject's."""
    key, _, version = token.partition(".")
    if not (key.isdecimal() and version.isdecimal() and len(token) < 20):
        return None
    row = _whole(viewer).filter(subject_id=subject_id, id=int(key)).first()
    if row is None or row.version == int(version):
        return _seen(row) if row else None
    former = row.history.filter(version=int(version)).order_by("pgh_id").last()
    return _as_seen(viewer, row, former) if former else None


def _as_seen(viewer: Viewer, row: Any, former: Any) -> ApplicationSeen:
    """Return a former state with the answers and findings that there were until it ended."""
    seen = _seen(former, bodies=row)
    answered = _until(
        BodyAsked.objects.visible_to(viewer).filter(application_id=row.pk), former.pgh_created_at
    )
    bodies = tuple(
        replace(each, answered_date=answered[each.id].answered_date, answer=answered[each.id].answer)
        for each in seen.bodies
        if former.bodies_asked_date
    )
    factors = FactorConsidered.objects.visible_to(viewer).filter(application_id=row.pk)
    found = _until(factors, former.pgh_created_at).values() if former.assessed_date else ()
    return replace(seen, bodies=bodies, findings={each.factor: each.finding for each in found})


def _until(rows: QuerySet[Any], moment: datetime) -> dict[int, Any]:
    """Return each row by its key, as it was until the moment."""
    found = {}
    for each in rows.prefetch_related("history"):
        since = [former for former in each.history.all() if former.pgh_created_at >= moment]
        found[each.pk] = min(since, key=lambda former: former.pgh_id, default=each)
    return found


def may_apply_on(
    *, viewer: Viewer, subject_id: UUID, day: date, applications: list[ApplicationSeen] | None = None
) -> MayApply:
    """
    Return whether the person may apply for a review on the day, by everything that is recorded.

    `applications` are the subject's, where the caller has them already.
    Law: Sexual Offences Act 2003 ss.91A and 91B. Raises what legal_position.queries.facts_of raises.
    """
    given = facts_of(viewer=viewer, subject_id=subject_id)
    if applications is None:
        applications = applications_of(viewer=viewer, subject_id=subject_id)
    own = review_applications(applications)
    facts = replace(given, review_applications=tuple({*(given.review_applications or ()), *own}))
    return may_apply(facts, review(facts, requirements(facts, as_at=day), as_at=day), day=day)


def open_reviews(*, viewer: Viewer) -> list[OpenReview]:
    """Return the reviews that wait for a step, in the order of areas, overdue ones first, then by due day."""
    found = []
    for row in _waiting(viewer).select_related("responsible_area"):
        seen = _seen(row)
        due = next_due(stages(seen), as_at=viewer.as_at)
        overdue = due is not None and due.is_overdue(viewer.as_at)
        found.append(OpenReview(seen, row.responsible_area.name, due, overdue))
    return sorted(found, key=_by_urgency)


def _by_urgency(each: OpenReview) -> tuple[str, bool, date, int]:
    return (
        each.area_name,
        not each.is_overdue,
        each.due.due_date if each.due else date.max,
        each.application.id,
    )


def agencies_to_ask(*, viewer: Viewer, area: int) -> list[tuple[str, str]]:
    """
    Return the agencies, the police aside, of the area and of all areas that still take part, as key and name.

    Those of the responsible authority come first. Which of them are responsible bodies is for the officer to say:
    the definition in the Act was not read.
    """
    found = Agency.objects.filter(Q(area_id=area) | Q(area__isnull=True)).exclude(kind="police")
    found = found.filter(Q(until_date__isnull=True) | Q(until_date__gt=viewer.as_at)).order_by(
        "-part", "name"
    )
    return [(str(key), name) for key, name in found.values_list("id", "name")]


def rows_with_history(*, viewer: Viewer, subject_id: UUID) -> QuerySet[Any]:
    """Return the subject's applications with what each said before, errors included."""
    rows = ReviewApplication.objects.visible_to(viewer).filter(subject_id=subject_id)
    return rows.select_related("source_system").prefetch_related("history")


def _waiting(viewer: Viewer) -> AboutSubjectQuerySet:
    rows = _whole(viewer).exclude(validity=Validity.INVALID.value).filter(withdrawn_date__isnull=True)
    appealable = viewer.as_at - timedelta(days=constant("review.appeal"))
    return rows.filter(
        Q(determined_date__isnull=True)
        | Q(notice_date__isnull=True)
        | Q(decision=REMAINS, appeal_date__isnull=True, notice_date__gte=appealable)
        | Q(appeal_date__isnull=False, appeal_outcome="")
    )


def _whole(viewer: Viewer) -> AboutSubjectQuerySet:
    # Bodies and factors come along as JSON, so that a page asks once however many applications there are.
    bodies = _beside(BodyAsked, viewer).order_by("agency__name", "id")
    body = JSONObject(id="id", name="agency__name", answered_date="answered_date", answer="answer")
    factor = JSONObject(factor="factor", finding="finding")
    rows = ReviewApplication.objects.visible_to(viewer).counting()
    whole: AboutSubjectQuerySet = rows.select_related("recorded_by", "assessed_by", "determined_by").annotate(
        bodies_seen=ArraySubquery(bodies.values(told=body)),
        factors_seen=ArraySubquery(_beside(FactorConsidered, viewer).order_by("id").values(told=factor)),
    )
    return whole


def _beside(model: type[BodyAsked] | type[FactorConsidered], viewer: Viewer) -> AboutSubjectQuerySet:
    return model.objects.visible_to(viewer).counting().filter(application_id=OuterRef("pk"))


def _seen(row: Any, *, bodies: Any = None) -> ApplicationSeen:
    whole = bodies or row
    return ApplicationSeen(
        id=whole.pk,
        token=f"{whole.pk}.{row.version}",
        subject_id=row.subject_id,
        area=row.responsible_area_id,
        received_date=row.received_date,
        way=row.way,
        recorded_by=_name(row.recorded_by),
        validity=row.validity,
        validity_words=row.validity_words,
        earliest_date=row.earliest_date,
        acknowledged_date=row.acknowledged_date,
        bodies_asked_date=row.bodies_asked_date,
        assessed_date=row.assessed_date,
        assessed_by=_name(row.assessed_by),
        assessed_by_id=row.assessed_by_id,
        determined_date=row.determined_date,
        determined_by=_name(row.determined_by),
        rank=row.rank,
        decision=row.decision,
        reasons=row.reasons,
        further_years=row.further_years,
        notice_date=row.notice_date,
        notice_way=row.notice_way,
        appeal_date=row.appeal_date,
        appeal_court=row.appeal_court,
        appeal_outcome=row.appeal_outcome,
        appeal_outcome_date=row.appeal_outcome_date,
        withdrawn_date=row.withdrawn_date,
        bodies=tuple(_body(each) for each in whole.bodies_seen),
        findings={each["factor"]: each["finding"] for each in whole.factors_seen},
    )


def _body(told: Mapping[str, Any]) -> BodySeen:
    answered = told["answered_date"]
    return BodySeen(
        told["id"], told["name"], date.fromisoformat(answered) if answered else None, told["answer"]
    )


def _name(user: Any) -> str:
    return user.name if user else ""
