"""Which facts bring the same duties: from facts all is left out that brings no requirement to notify, whatever its days."""

from __future__ import annotations

from dataclasses import replace

from openmappa.statute.facts.offending import Conviction
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.vocabulary.offences import offence

OF_NOBODY = PersonFacts(convictions=(), orders=())
"""The facts of all who never were subject to the requirements, of whom nothing else is asked."""


def pattern_of(facts: PersonFacts) -> PersonFacts:
    """
    Return the facts that stand for all facts from which the same duties follow; a test compares the two for any facts.

    :raises UnknownOffence: if a conviction is of an offence that is none of the vocabulary's
    """
    if facts.convictions is None or facts.orders is None:
        return facts
    listed = tuple(each for each in facts.convictions if not _is_never_listed(each))
    if not listed and not facts.orders:
        return OF_NOBODY
    return facts if len(listed) == len(facts.convictions) else replace(facts, convictions=listed)


def _is_never_listed(given: Conviction) -> bool:
    """Return whether Schedule 3 does not name the offence, so that neither sentence nor condition matters."""
    found = offence(given.offence_code)
    return found.is_schedule_known and not found.schedule_3
