"""Setting a sentence in time, so that the snapshot date falls where the situation needs it."""

from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.days import NO_DAY, last_of, later
from openmappa.exchange.lives.domain.sentences.facts import DAYS_IN_MONTH, Basis, Sentence
from openmappa.exchange.lives.domain.situations import Placing

EARLIEST = 35_716
"""
14 October 1997: no sentence is earlier, so that no conviction is before notification began.

That was on 1 September 1997 (Sex Offenders Act 1997); of earlier convictions it is not known whether it applies.
"""

_EARLIEST_TERRORISM = 39_996
"""3 July 2009: two years before it, offences of the Acts of 2000 and 2006 were in force."""
_MARGIN = 4
"""Days that a count of average months can be wrong by, in either direction, rounded up."""
_SETTLED = 20
"""Days that most people have been in the community for, so that something can have happened since."""
_ENDED_WITHIN = 12 * 365


def place(sentence: Sentence, placing: Placing, snapshot: int, random: Random) -> int:
    """
    Return the day of sentence (day number).

    For `LAST_ON_SNAPSHOT` and `LAST_DAY_BEFORE` the sentence must be exact: whole years, no gap, no remand.
    """
    if placing is Placing.RELEASE_ON_SNAPSHOT:
        return snapshot - sentence.served
    if placing is Placing.RELEASE_DAY_AFTER:
        return snapshot + 1 - sentence.served
    if placing is Placing.INSIDE:
        return snapshot - int(random.random() * sentence.served)
    if placing is Placing.LAST_ON_SNAPSHOT:
        return later(snapshot + 1, -sentence.eligible_months)
    if placing is Placing.LAST_DAY_BEFORE:
        return later(snapshot, -sentence.eligible_months)
    if placing is Placing.STARTS_DAY_AFTER:
        return snapshot + 1
    if placing is Placing.RECENT_RELEASE:
        return snapshot - sentence.served - between(random, 1, 60)
    if placing is Placing.ENDED:
        newest = snapshot - _span(sentence) - _MARGIN - 2
        return between(random, max(EARLIEST, newest - _ENDED_WITHIN), newest)
    return _in_community(sentence, snapshot, random)


def course(sentence: Sentence, imposed: int) -> tuple[int, int]:
    """Return the first and last day of eligibility; the last is `NO_DAY` if it is without end."""
    if sentence.basis is Basis.CONVICTION:
        start = clock = imposed - sentence.gap
    elif sentence.basis is Basis.SENTENCE:
        start = clock = imposed
    else:
        start, clock = imposed, imposed + sentence.served
    if not sentence.eligible_months:
        return start, NO_DAY
    end = last_of(clock, sentence.eligible_months)
    return start, end - sentence.remand if sentence.basis is Basis.SENTENCE else end


def _in_community(sentence: Sentence, snapshot: int, random: Random) -> int:
    newest = snapshot - sentence.served - _SETTLED
    oldest = _EARLIEST_TERRORISM if sentence.basis is Basis.RELEASE else EARLIEST
    if sentence.eligible_months:
        oldest = max(oldest, snapshot - _span(sentence) + sentence.gap + sentence.remand + _MARGIN)
    return between(random, min(oldest, newest), newest)


def _span(sentence: Sentence) -> int:
    days = int(sentence.eligible_months * DAYS_IN_MONTH)
    return days + sentence.served if sentence.basis is Basis.RELEASE else days
