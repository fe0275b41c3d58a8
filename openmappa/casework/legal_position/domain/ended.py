"""
Convictions that have no effect left as at a day, whatever their days were: all such are of one form.

Most people recorded are no longer eligible, and differ in nothing but when that was. The test is careful: a conviction
that it does not recognise is merely worked out in full.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from openmappa.statute.facts.offending import Conviction, Sentence
from openmappa.statute.notification.terms import counted_length
from openmappa.statute.provisions.dates import Length, later
from openmappa.statute.provisions.thresholds import constant
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from openmappa.statute.vocabulary.offences import UnknownOffence, offence
from openmappa.statute.vocabulary.results import ConvictionResult

LONG_PAST = date(1990, 1, 1)
"""The day of all that ended."""

_MAY_BE_INDEFINITE = frozenset({Disposal.HOSPITAL_ORDER_WITH_RESTRICTION, Disposal.CONDITIONAL_DISCHARGE})
_PART_3 = 3
_OF_PART_3, _OTHER = "TR06007", "SX03001"


def ended(given: Conviction, *, as_at: date) -> Conviction | None:
    """
    Return the form of a conviction that neither is a ground nor can bring notification as at the day, None for others.

    The person was grown up, and no term of theirs counts together with another.
    """
    if not given.sentences and given.result is not ConvictionResult.CAUTIONED:
        return None
    if given.terrorism_notification_applies or not _is_past(given, as_at):
        return None
    if not all(_has_ended(each, as_at) for each in given.sentences or ()):
        return None
    cautioned = given.result is ConvictionResult.CAUTIONED
    return Conviction(
        reference=given.reference,
        offence_code=_OF_PART_3 if offence(given.offence_code).schedule_15_part == _PART_3 else _OTHER,
        result=ConvictionResult.CAUTIONED if cautioned else ConvictionResult.CONVICTED,
        conviction_date=LONG_PAST,
        sentences=(Sentence(reference="", kind=Disposal.FINE, imposed_date=LONG_PAST),),
        indicates_serious_harm=given.indicates_serious_harm,
        terrorist_connection=given.terrorist_connection,
        terrorism_notification_applies=given.terrorism_notification_applies,
    )


def without_length(given: Conviction, *, as_at: date) -> Conviction:
    """Return the conviction with what ended passed on the day of the conviction, where the day of it decides nothing."""
    on = given.conviction_date
    return replace(
        given,
        sentences=given.sentences
        and tuple(
            replace(each, imposed_date=on, last_date=on) if _is_one_with_its_end(each, as_at) else each
            for each in given.sentences
        ),
    )


def _is_one_with_its_end(sentence: Sentence, as_at: date) -> bool:
    """Return whether a sentence ended and its term is told from others by whole months, wherever it began."""
    if sentence.kind is Disposal.DETENTION_AND_TRAINING_ORDER or sentence.last_date != sentence.imposed_date:
        return False
    return sentence.imposed_date < as_at and (sentence.term is None or sentence.term.length.days <= 1)


def _is_past(given: Conviction, as_at: date) -> bool:
    """Return whether notification, if the conviction brought any, is over as at the day."""
    try:
        found = offence(given.offence_code)
    except UnknownOffence:
        return False
    days = (given.conviction_date, *(each.imposed_date for each in given.sentences or ()))
    if found.is_schedule_known and not found.schedule_3:
        return max(days) < as_at
    longest = Length(
        max(constant(f"period.{name}") for name in ("long", "short", "hospital", "caution", "other")), 1
    )
    return later(max(days), longest) < as_at and all(_is_definite(each) for each in given.sentences or ())


def _is_definite(sentence: Sentence) -> bool:
    words = DISPOSALS[sentence.kind]
    if sentence.kind in _MAY_BE_INDEFINITE or words.is_indeterminate:
        return False
    if not words.is_custodial:
        return True
    length = counted_length(sentence)
    start = sentence.imposed_date
    return length is not None and later(start, length) < later(
        start, Length(constant("period.indefinite_from"))
    )


def _has_ended(sentence: Sentence, as_at: date) -> bool:
    """Return whether a sentence that could bring Category 2 or 4 had its last day before the day."""
    words = DISPOSALS[sentence.kind]
    if not (words.is_custodial or words.is_hospital_or_guardianship):
        return sentence.imposed_date < as_at
    last = sentence.last_date
    return (
        sentence.imposed_date < as_at
        and last is not None
        and last < as_at
        and sentence.supervision_last_date is None
    )
