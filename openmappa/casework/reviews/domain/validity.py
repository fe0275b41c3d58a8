"""Whether what was received counts as an application, and if not, from when one may be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from openmappa.casework.reviews.domain.application import Validity
from openmappa.statute.facts.person import PersonFacts
from openmappa.statute.orders.lasting import binds_on, last_day_of_order
from openmappa.statute.provisions.dates import NO_LAST_DATE, ONE_DAY, in_words
from openmappa.statute.provisions.finding import Outcome, Reason
from openmappa.statute.review.review import BARRING, Review
from openmappa.statute.vocabulary.orders import ORDERS

_VALIDITY = {
    Outcome.MET: Validity.VALID,
    Outcome.NOT_MET: Validity.INVALID,
    Outcome.NEEDS_FACT: Validity.UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class MayApply:
    """Whether the person may apply on a day, and why.

    `earliest_date` is the first day on which they may, as far as recorded facts tell; None where there is nothing
    to apply for, an order bars without a last day, or a fact is missing. `barred` says until when an order bars.
    """

    validity: Validity
    earliest_date: date | None
    reasons: tuple[Reason, ...]
    barred: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the reasons that decide, each with its provision, in one paragraph."""
        wanted = Outcome.NOT_MET if self.validity is Validity.INVALID else None
        wanted = Outcome.NEEDS_FACT if self.validity is Validity.UNDECIDED else wanted
        deciding = [each for each in self.reasons if wanted is None or each.outcome is wanted]
        said = [f"{each.words} ({each.rule.citation})" for each in dict.fromkeys(deciding)]
        return " ".join((*said, *self.barred))


def may_apply(facts: PersonFacts, found: Review, *, day: date) -> MayApply:
    """
    Return whether the person may apply on the day, from what the law says of these facts.

    Law: Sexual Offences Act 2003 ss.91A and 91B.
    """
    ends = [
        (ORDERS[each.kind].name, last_day_of_order(each))
        for each in facts.orders or ()
        if each.kind in BARRING and binds_on(each, day)
    ]
    barred = tuple(_until(name, last) for name, last in ends)
    earliest = found.qualifying_date
    for _name, last in ends:
        open_ended = last is None or last == NO_LAST_DATE
        earliest = None if earliest is None or open_ended or last is None else max(earliest, last + ONE_DAY)
    return MayApply(_VALIDITY[found.finding.outcome], earliest, found.finding.reasons, barred)


def _until(name: str, last: date | None) -> str:
    if last is None or last == NO_LAST_DATE:
        return f"{name}: it has no last day, so no day can be named before it ends."
    return f"{name}: its last day is {in_words(last)}; the day after is {in_words(last + ONE_DAY)}."
