"""One simulated life: what the court did, when, and what the person's situation on the snapshot date makes of it."""

from random import Random

from openmappa.exchange.lives.domain.chance import between, one_of
from openmappa.exchange.lives.domain.days import NO_DAY, last_of, later
from openmappa.exchange.lives.domain.placing import EARLIEST, course, place
from openmappa.exchange.lives.domain.sentences import (
    category_1,
    category_2,
    category_3,
    category_4,
    offences,
)
from openmappa.exchange.lives.domain.sentences.facts import Sentence
from openmappa.exchange.lives.domain.situations import TRAITS, Placing, Setting, Situation
from openmappa.statute.vocabulary.disposals import Disposal

AS_AT_AFTER = 10
"""Days from the snapshot date to the date that the extract's data are as at."""

_OLDEST = 34_000
_ACT_OF_2003 = 38_107
"""1 May 2004, when the Sexual Offences Act 2003 came into force."""
ARRANGEMENTS_BEGAN = 36_981
"""1 April 2001 (Criminal Justice and Court Services Act 2000 ss.67 and 68)."""
_CATEGORY_4_BEGAN = 44_739
"""28 June 2022, as the law has it here: the day was not verified."""
_EARLY_END = 0.05
_UNTIL_REVIEW = 15 * 365 + 5
_FORMER_CATEGORY_2 = 0.3
_EXACT = frozenset({Placing.LAST_ON_SNAPSHOT, Placing.LAST_DAY_BEFORE})
_ENDING = frozenset({Placing.ENDED, *_EXACT})
_GOES_ON = frozenset({Situation.TRANSFERRED_IN_AFTER, Situation.LEVEL_STARTS_DAY_AFTER})
"""Something happens after the snapshot date, so that the standing must outlast it."""
_TERM = frozenset(
    {
        Disposal.COMMUNITY_ORDER.value,
        Disposal.YOUTH_REHABILITATION_ORDER.value,
        Disposal.CONDITIONAL_DISCHARGE.value,
    }
)
"""Disposals whose last day the court's term gives."""
_NEVER_ELIGIBLE = frozenset({Situation.POTENTIALLY_DANGEROUS, Situation.CONSIDERED_NOT_ELIGIBLE})


class Life:
    """
    The dates and facts of one person. Days are numbers; `NO_DAY` stands for open or unknown.

    `end` is when eligibility ends by law; `last` is that day as the standing records it, blank while it lasts
    unless the end is known. `release` is when the sentence's time inside ends or ended. `former` holds the
    first and last day of a Category 2 standing before that of Category 3. `now` is the snapshot date or `end`,
    whichever is first. `is_wrongly_convicted` says that the person was taken for another; `is_last_day_known` whether
    the last day of the sentence is recorded where there is one.
    """

    __slots__ = (
        "born",
        "category",
        "conviction",
        "died",
        "end",
        "former",
        "imposed",
        "is_last_day_known",
        "is_wrongly_convicted",
        "kind",
        "last",
        "level",
        "now",
        "offence",
        "offence_code",
        "release",
        "sentence",
        "situation",
        "snapshot",
        "start",
        "victim_age",
    )

    born: int
    conviction: int
    end: int
    imposed: int
    last: int
    now: int
    offence: int
    offence_code: str
    release: int
    sentence: Sentence
    start: int
    victim_age: int | None

    def __init__(
        self, category: int, level: int, situation: Situation, snapshot: int, random: Random
    ) -> None:
        self.category = category
        self.level = level
        self.situation = situation
        self.snapshot = snapshot
        self.died = NO_DAY
        self.is_wrongly_convicted = situation is Situation.STANDING_IN_ERROR
        self.is_last_day_known = True
        self.former: tuple[int, int] = (NO_DAY, NO_DAY)
        self.kind = situation.value if situation in _NEVER_ELIGIBLE else "eligible"
        if category == 3:
            _discretionary(self, random)
        else:
            _statutory(self, random)
        sentence = self.sentence
        self.conviction = self.imposed - sentence.gap
        self.release = self.imposed + sentence.served if sentence.served else NO_DAY
        _birth(self, random)
        _recorded_end(self, random)

    @property
    def as_at(self) -> int:
        """Return the day that the extract's data are as at."""
        return self.snapshot + AS_AT_AFTER

    @property
    def sentence_last(self) -> int:
        """Return the last day of the order, or of the sentence with its licence; `NO_DAY` where no term gives it."""
        sentence = self.sentence
        if sentence.disposal in _TERM:
            return last_of(self.imposed, sentence.months)
        if sentence.disposal == Disposal.SUSPENDED_SENTENCE.value:
            return last_of(self.imposed, max(sentence.supervised_months, 12))
        if sentence.months and sentence.served:
            return last_of(self.imposed, sentence.months + sentence.extension) - sentence.remand
        return NO_DAY


def _statutory(life: Life, random: Random) -> None:
    traits = TRAITS[life.situation]
    placing, snapshot = traits.placing, life.snapshot
    cut_short = placing is Placing.ENDED and random.random() < _EARLY_END
    if cut_short:
        placing, snapshot = Placing.COMMUNITY, snapshot - between(random, 2, 3_000)
    life.sentence = _sentence(life, placing, random)
    if life.situation is Situation.REVOKED_IN_YEAR:
        _revoked(life, random)
        return
    # After the requirements that follow from it a hospital order may go on, and with it Category 2.
    goes_on = (life.situation in _GOES_ON or life.sentence.is_hospital) and not cut_short
    while True:
        life.imposed = place(life.sentence, placing, snapshot, random)
        start, life.end = course(life.sentence, life.imposed)
        if not goes_on or life.end == NO_DAY or life.end > life.as_at:
            break
    life.start = max(start, _CATEGORY_4_BEGAN if life.category == 4 else ARRANGEMENTS_BEGAN)
    if cut_short:
        life.end = snapshot
        may_be_revoked = category_1_alone(life, snapshot) and random.random() < 0.5
        if not may_be_revoked:
            life.died = snapshot


def _revoked(life: Life, random: Random) -> None:
    """Set in time a life whose indefinite requirements were revoked in the year before the snapshot date."""
    life.end = life.snapshot - between(random, 1, 364)
    while True:
        life.sentence = _sentence(life, Placing.COMMUNITY, random)
        latest = life.end - max(life.sentence.served + _UNTIL_REVIEW, life.sentence.licence_days) - 30
        if not life.sentence.eligible_months and latest > EARLIEST:
            break
    life.imposed = between(random, EARLIEST, latest)
    life.start = max(life.imposed - life.sentence.gap, ARRANGEMENTS_BEGAN)


def category_1_alone(life: Life, day: int) -> bool:
    """
    Return whether a revocation that day would end eligibility.

    The requirements are indefinite, 15 years have passed since release (SOA 2003 s.91B), and no licence or
    hospital order goes on that would leave the person in Category 2.
    """
    sentence = life.sentence
    since = life.imposed + max(sentence.served + _UNTIL_REVIEW, sentence.licence_days)
    return life.category == 1 and not sentence.eligible_months and day > since


def _sentence(life: Life, placing: Placing, random: Random) -> Sentence:
    if life.category == 4:
        return category_4.sentence(random)
    if life.situation is Situation.HOME_DETENTION_CURFEW:
        return category_2.curfew_sentence(random)
    make = category_1.sentence if life.category == 1 else category_2.sentence
    exact = placing in _EXACT
    while True:
        sentence = make(random, TRAITS[life.situation].setting, ends=placing in _ENDING, exact=exact)
        if _fits(life.situation, sentence):
            return sentence


def _fits(situation: Situation, sentence: Sentence) -> bool:
    """Return whether the situation can follow from the sentence."""
    if situation is Situation.COMMUNITY_TREATMENT_ORDER:
        return sentence.disposal == Disposal.HOSPITAL_ORDER.value
    if situation is Situation.CONDITIONAL_DISCHARGE:
        return sentence.disposal == Disposal.HOSPITAL_ORDER_WITH_RESTRICTION.value
    if situation is Situation.STARTED_DAY_AFTER:
        return not sentence.served and not sentence.gap
    return True


def _discretionary(life: Life, random: Random) -> None:
    """Set a Category 3 standing in time: it starts and ends by decision, not with a sentence."""
    placing = TRAITS[life.situation].placing
    snapshot = life.snapshot
    if placing is Placing.ENDED:
        life.end = snapshot - between(random, 2, 3_500)
    elif placing is Placing.ENDED_IN_YEAR:
        life.end = snapshot - between(random, 1, 360)
    elif placing in _EXACT:
        life.end = snapshot - (placing is Placing.LAST_DAY_BEFORE)
    else:
        life.end = NO_DAY
    life.start = (life.end or snapshot) - between(random, 21, 600)
    if life.kind == "eligible" and random.random() < _FORMER_CATEGORY_2:
        life.sentence = category_2.sentence(random, Setting.ANY, ends=True, exact=True)
        life.imposed = later(life.start, -life.sentence.eligible_months)
        life.former = course(life.sentence, life.imposed)
        life.start = life.former[1] + 1
    else:
        life.sentence = category_3.sentence(random)
        life.imposed = life.start - life.sentence.served - between(random, 10, 900)


def _birth(life: Life, random: Random) -> None:
    """Choose the offence with its date, and a date of birth that both and the snapshot date allow."""
    sentence = life.sentence
    youngest, oldest = sentence.ages
    age = int((youngest + random.random() ** 1.5 * (oldest - youngest + 0.99)) * 365.2425) + 3
    life.born = max(life.conviction - age, life.snapshot - _OLDEST)
    if sentence.is_minor or life.category == 4 or random.random() > 0.06:
        life.offence = life.conviction - between(random, 20, 600)
    else:
        life.offence = life.conviction - between(
            random, 600, max(600, life.conviction - life.born - 14 * 366)
        )
    if life.category == 1 and not sentence.is_minor:
        # Schedule 3 lists several offences only if the offender was 18 or over (SOA 2003 Sch 3).
        life.born = min(life.born, later(life.offence, -18 * 12) - 1)
    codes = sentence.offences
    if life.category == 1 and life.offence < _ACT_OF_2003 and codes is not offences.IMAGES:
        codes = offences.SEXUAL_BEFORE_2004
    life.offence_code = one_of(random, codes)
    youngest, oldest = offences.VICTIMS.get(life.offence_code, (0, 0))
    # The Schedule asks for the victim's age, and for that of nobody else's victim.
    life.victim_age = youngest + life.conviction % (oldest - youngest + 1) if oldest else None


def _recorded_end(life: Life, random: Random) -> None:
    """An end that has come is recorded; one that is known and to come, for some."""
    if life.end == NO_DAY or life.end <= life.as_at or random.random() < 0.3:
        life.last = life.end
    else:
        life.last = NO_DAY
    life.now = min(life.snapshot, life.end or life.snapshot)
