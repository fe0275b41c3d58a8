"""Who answers for a simulated person over time: area, lead agency, from when to when."""

from random import Random

from openmappa.exchange.lives.domain.chance import between
from openmappa.exchange.lives.domain.days import NO_DAY, later
from openmappa.exchange.lives.domain.lives import Life
from openmappa.exchange.lives.domain.situations import Situation
from openmappa.statute.vocabulary.agencies import LeadAgency

NATIONAL_SECURITY_DIVISION = 43

Turn = tuple[int, str, int, int]
"""Area (0: the extract's own), lead agency, first day, first day no longer (`NO_DAY` while it lasts)."""

_POLICE, _PROBATION = LeadAgency.POLICE.value, LeadAgency.PROBATION.value
_YOUTH, _MENTAL_HEALTH = LeadAgency.YOUTH_OFFENDING_TEAM.value, LeadAgency.MENTAL_HEALTH.value
_NATIONAL = LeadAgency.NATIONAL_SECURITY_DIVISION.value
_MOVED_IN_LONG_AGO = 0.02
_NEW_OFFICER = 0.06


def turns_of(life: Life, area: int, other_area: int, random: Random) -> list[Turn]:
    """Return the responsibilities in order, each ending where the next starts, the last with a standing that has ended."""
    first = life.former[0] or life.start
    leads = _leads(life, first, area, random)
    if random.random() < _NEW_OFFICER and life.now - leads[-1][1] > 60:
        leads.append((leads[-1][0], between(random, leads[-1][1] + 30, life.now - 1)))
    moves = _areas(life, first, leads, other_area, random)
    until = life.last + 1 if life.last and life.last <= life.as_at else NO_DAY
    following = [*(start for _, _, start in moves[1:]), until]
    return [(where, lead, start, stop) for (where, lead, start), stop in zip(moves, following, strict=True)]


def _leads(life: Life, first: int, area: int, random: Random) -> list[tuple[str, int]]:
    sentence = life.sentence
    if area == NATIONAL_SECURITY_DIVISION:
        return [(_NATIONAL, first)]
    if sentence.is_hospital:
        return [(_MENTAL_HEALTH, first)]
    if life.category == 3 and not life.former[0]:
        return [(_PROBATION if random.random() < 0.6 else _POLICE, first)]
    supervised_until = (
        later(life.imposed, sentence.supervised_months) if sentence.supervised_months else NO_DAY
    )
    after = _PROBATION if life.category in (2, 3) else _POLICE
    leads = [(_PROBATION if supervised_until else after, first)]
    if sentence.is_minor:
        adult_on = later(life.born, 18 * 12)
        leads = [(_YOUTH, first)]
        if adult_on >= supervised_until:
            leads.append((after, adult_on))
        else:
            leads.append((_PROBATION, adult_on))
    if leads[-1][0] == _PROBATION and after == _POLICE:
        leads.append((after, supervised_until))
    return [lead for place, lead in enumerate(leads) if place == 0 or first < lead[1] < life.now]


def _areas(
    life: Life, first: int, leads: list[tuple[str, int]], other_area: int, random: Random
) -> list[tuple[int, str, int]]:
    situation, snapshot = life.situation, life.snapshot
    own = [(0, lead, start) for lead, start in leads]
    if situation is Situation.TRANSFERRED_OUT:
        # Every second transfer is on the snapshot date itself: that day is the first of the new area.
        left = (
            snapshot if random.random() < 0.5 else between(random, max(first + 1, snapshot - 700), snapshot)
        )
        return [*(turn for turn in own if turn[2] < left), (other_area, leads[-1][0], left)]
    if situation is Situation.TRANSFERRED_IN_ON_SNAPSHOT:
        arrived = snapshot
    elif situation is Situation.TRANSFERRED_IN_AFTER:
        arrived = snapshot + (1 if random.random() < 0.5 else between(random, 1, 9))
    elif situation is Situation.PLAIN and life.now - first > 400 and random.random() < _MOVED_IN_LONG_AGO:
        arrived = between(random, first + 100, life.now - 1)
    else:
        return own
    lead = [turn for turn in own if turn[2] <= arrived][-1][1]
    return [(other_area, own[0][1], first), (0, lead, arrived), *(turn for turn in own if turn[2] > arrived)]
