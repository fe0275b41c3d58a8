"""What the law is told of an application, and the stages that it answers with."""

from __future__ import annotations

from collections.abc import Iterable

from openmappa.casework.reviews.domain.application import AppealOutcome, ApplicationSeen
from openmappa.casework.reviews.domain.stages import Stage, stages_of
from openmappa.statute.facts.binding import ReviewApplication, ReviewDecision
from openmappa.statute.review.review import steps_of


def application_facts(application: ApplicationSeen) -> ReviewApplication:
    """Return an application as the law asks of it, as far as the police determined it."""
    return ReviewApplication(
        received_date=application.received_date,
        bodies_asked_date=application.bodies_asked_date,
        determined_date=application.determined_date,
        decision=ReviewDecision(application.decision) if application.decision else None,
        notice_date=application.notice_date,
        further_years=application.further_years,
    )


def stages(application: ApplicationSeen) -> tuple[Stage, ...]:
    """Return the stages of an application with their due days; none of one that does not count."""
    if not application.is_valid:
        return ()
    return stages_of(application, steps_of(application_facts(application)))


def review_applications(applications: Iterable[ApplicationSeen]) -> tuple[ReviewApplication, ...]:
    """
    Return the applications that count, for the person's facts; invalid and withdrawn ones do not.

    One that was allowed on appeal ended the requirements on the day of the court's decision.
    """
    return tuple(_as_it_stands(each) for each in applications if each.is_valid)


def _as_it_stands(application: ApplicationSeen) -> ReviewApplication:
    if application.appeal_outcome != AppealOutcome.ALLOWED:
        return application_facts(application)
    return ReviewApplication(
        received_date=application.received_date,
        bodies_asked_date=application.bodies_asked_date,
        determined_date=application.appeal_outcome_date,
        decision=ReviewDecision.NO_LONGER_SUBJECT,
        notice_date=application.notice_date,
    )
