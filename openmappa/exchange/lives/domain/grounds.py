"""The grounds that a simulated life gives: every limb that holds, each with its own days."""

from openmappa.exchange.lives.domain.course import Course
from openmappa.exchange.lives.domain.days import NO_DAY
from openmappa.exchange.lives.domain.lives import ARRANGEMENTS_BEGAN, Life
from openmappa.statute.vocabulary.disposals import DISPOSALS
from openmappa.statute.vocabulary.limbs import Limb
from openmappa.statute.vocabulary.results import ConvictionResult

Ground = tuple[str, int, int]
"""Limb, first day, last day (`NO_DAY` if it is open or not known)."""

_TWELVE_MONTHS = 12


def grounds_of(course: Course) -> list[Ground]:
    """Return the grounds of an eligible standing, those of its own category first."""
    life = course.life
    if life.category == 3:
        return [(Limb.CATEGORY_3.value, life.start, life.end)]
    if life.category == 2:
        return [(limb, life.start, life.end) for limb in life.sentence.limbs]
    if life.category == 1:
        notification = (Limb.CATEGORY_1_NOTIFICATION.value, life.start, life.end)
        return [notification, *_by_sentence(life, Limb.CATEGORY_2_CONVICTION.value)]
    by_order = [
        (Limb.CATEGORY_1_NOTIFICATION.value, each.start, each.last)
        for each in course.requirements
        if not each.in_error
    ]
    notification = (Limb.CATEGORY_4_NOTIFICATION.value, life.start, life.end)
    return [notification, *_by_sentence(life, Limb.CATEGORY_4_CONVICTION.value), *by_order]


def _by_sentence(life: Life, limb: str) -> list[Ground]:
    """Return the ground that the sentence gives, if it is one that does (CJA 2003 s.327(3)(b))."""
    sentence = life.sentence
    words = DISPOSALS[sentence.disposal]  # type: ignore[index]  # an enumeration of strings
    is_long = words.is_custodial and sentence.months + sentence.extension >= _TWELVE_MONTHS
    qualifies = words.is_indeterminate or words.is_hospital_or_guardianship or is_long
    if not qualifies or sentence.result != ConvictionResult.CONVICTED.value:
        return []
    last, has_ended = life.sentence_last, life.end != NO_DAY and life.end <= life.as_at
    if has_ended and (last == NO_DAY or last > life.end):
        last = life.end
    start = max(life.imposed, life.start, ARRANGEMENTS_BEGAN)
    return [(limb, start, last)] if last == NO_DAY or last >= start else []
