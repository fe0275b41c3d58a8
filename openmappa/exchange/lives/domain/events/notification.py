"""The notification requirements that follow from a simulated sentence."""

from openmappa.exchange.lives.domain.course import Course, Requirement
from openmappa.exchange.lives.domain.days import NO_DAY, last_of
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.statute.vocabulary.events import RequirementBasis
from openmappa.statute.vocabulary.results import ConvictionResult

_BASES = {
    ConvictionResult.CONVICTED.value: RequirementBasis.CONVICTION.value,
    ConvictionResult.CAUTIONED.value: RequirementBasis.CAUTION.value,
}


def add_requirements(course: Course) -> None:
    """Add what Category 1 brings: from conviction, finding or caution, for as long as SOA 2003 s.82(1) says."""
    life = course.life
    if life.category != 1 or life.kind != "eligible":
        return
    months = life.sentence.eligible_months
    is_revoked = not months and bool(life.end) and not life.died
    course.requirements.append(
        Requirement(
            basis=_BASES.get(life.sentence.result, RequirementBasis.FINDING.value),
            start=life.conviction,
            last=last_of(life.conviction, months) if months else life.end if is_revoked else NO_DAY,
            is_indefinite=not months,
            revoked=life.end if is_revoked else NO_DAY,
        )
    )


def mark_in_error(course: Course) -> None:
    """Where the standing was recorded in error, so were the requirements and the orders that it rests on."""
    if course.life.situation is Situation.STANDING_IN_ERROR:
        for requirement in course.requirements:
            requirement.in_error = True
        for order in course.orders:
            order.in_error = True
