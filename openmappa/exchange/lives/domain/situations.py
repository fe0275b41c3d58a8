"""The situations that a simulated person is in on the snapshot date, and whether they are counted on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Situation(StrEnum):
    """Why a simulated person is, or is not, among those eligible in the community on the snapshot date."""

    PLAIN = "plain"
    RELEASED_ON_SNAPSHOT = "released_on_snapshot"
    LAST_DAY_ON_SNAPSHOT = "last_day_on_snapshot"
    LEVEL_CHANGED_ON_SNAPSHOT = "level_changed_on_snapshot"
    TRANSFERRED_IN_ON_SNAPSHOT = "transferred_in_on_snapshot"
    HOME_DETENTION_CURFEW = "home_detention_curfew"
    APPROVED_PREMISES = "approved_premises"
    COMMUNITY_TREATMENT_ORDER = "community_treatment_order"
    CONDITIONAL_DISCHARGE = "conditional_discharge"
    UNLAWFULLY_AT_LARGE = "unlawfully_at_large"
    NO_FIXED_ABODE = "no_fixed_abode"
    IN_PRISON = "in_prison"
    ON_REMAND = "on_remand"
    RECALLED = "recalled"
    IMMIGRATION_DETENTION = "immigration_detention"
    IN_HOSPITAL = "in_hospital"
    TEMPORARY_RELEASE = "temporary_release"
    SECTION_17_LEAVE = "section_17_leave"
    RELEASED_DAY_AFTER = "released_day_after"
    TRANSFERRED_OUT = "transferred_out"
    TRANSFERRED_IN_AFTER = "transferred_in_after"
    WITHOUT_LEVEL = "without_level"
    LEVEL_STARTS_DAY_AFTER = "level_starts_day_after"
    LIVING_ABROAD = "living_abroad"
    DEPORTED = "deported"
    STARTED_DAY_AFTER = "started_day_after"
    ENDED_DAY_BEFORE = "ended_day_before"
    ENDED_EARLIER = "ended_earlier"
    ENDED_IN_YEAR = "ended_in_year"
    REVOKED_IN_YEAR = "revoked_in_year"
    POTENTIALLY_DANGEROUS = "potentially_dangerous"
    CONSIDERED_NOT_ELIGIBLE = "considered_not_eligible"
    PERSON_IN_ERROR = "person_in_error"
    STANDING_IN_ERROR = "standing_in_error"


class Placing(StrEnum):
    """Where the snapshot date falls in the course of the sentence."""

    COMMUNITY = "community"
    RECENT_RELEASE = "recent_release"
    RELEASE_ON_SNAPSHOT = "release_on_snapshot"
    RELEASE_DAY_AFTER = "release_day_after"
    INSIDE = "inside"
    LAST_ON_SNAPSHOT = "last_on_snapshot"
    LAST_DAY_BEFORE = "last_day_before"
    STARTS_DAY_AFTER = "starts_day_after"
    ENDED = "ended"
    ENDED_IN_YEAR = "ended_in_year"


class Setting(StrEnum):
    """What the sentence must bring for the situation to be possible."""

    ANY = "any"
    PRISON = "prison"
    HOSPITAL = "hospital"


@dataclass(frozen=True, slots=True)
class Traits:
    """
    What a situation asks of a life.

    `counted`: among those eligible on the snapshot date in the area's table, if of Category 1, 2 or 3.
    `national_share` is of all people whose standing runs on the snapshot date in a national caseload,
    `published_share` of the published total (not counted) or of the published cell (counted). Both are this
    project's own choices; no source gives them.
    """

    counted: bool
    placing: Placing = Placing.COMMUNITY
    setting: Setting = Setting.ANY
    categories: tuple[int, ...] = (1, 2, 3)
    published_share: float = 0.0
    national_share: float = 0.0
    in_small_cells: bool = False


_P = Placing
_S = Setting
_ONE_AND_TWO = (1, 2)

TRAITS: Mapping[Situation, Traits] = {
    Situation.PLAIN: Traits(True, categories=(1, 2, 3, 4)),
    Situation.RELEASED_ON_SNAPSHOT: Traits(
        True, _P.RELEASE_ON_SNAPSHOT, _S.PRISON, _ONE_AND_TWO, 0.001, 0.0005, in_small_cells=True
    ),
    Situation.LAST_DAY_ON_SNAPSHOT: Traits(True, _P.LAST_ON_SNAPSHOT, _S.ANY, (1, 2, 3), 0.001, 0.0005),
    Situation.LEVEL_CHANGED_ON_SNAPSHOT: Traits(
        True, published_share=0.001, national_share=0.0005, in_small_cells=True
    ),
    Situation.TRANSFERRED_IN_ON_SNAPSHOT: Traits(True, published_share=0.0008, national_share=0.0004),
    Situation.HOME_DETENTION_CURFEW: Traits(True, _P.RECENT_RELEASE, _S.PRISON, (2,), 0.01, 0.002),
    Situation.APPROVED_PREMISES: Traits(True, _P.RECENT_RELEASE, _S.PRISON, _ONE_AND_TWO, 0.01, 0.006),
    Situation.COMMUNITY_TREATMENT_ORDER: Traits(True, _P.COMMUNITY, _S.HOSPITAL, _ONE_AND_TWO, 0.004, 0.003),
    Situation.CONDITIONAL_DISCHARGE: Traits(True, _P.COMMUNITY, _S.HOSPITAL, _ONE_AND_TWO, 0.006, 0.004),
    Situation.UNLAWFULLY_AT_LARGE: Traits(True, _P.RECENT_RELEASE, _S.PRISON, _ONE_AND_TWO, 0.002, 0.001),
    Situation.NO_FIXED_ABODE: Traits(True, published_share=0.015, national_share=0.012),
    Situation.IN_PRISON: Traits(False, _P.INSIDE, _S.PRISON, (1, 2, 4), 0.09, 0.09),
    Situation.ON_REMAND: Traits(False, published_share=0.01, national_share=0.008, categories=(1, 2, 3, 4)),
    Situation.RECALLED: Traits(False, _P.COMMUNITY, _S.PRISON, (2,), 0.025, 0.02),
    Situation.IMMIGRATION_DETENTION: Traits(False, _P.COMMUNITY, _S.PRISON, _ONE_AND_TWO, 0.002, 0.001),
    Situation.IN_HOSPITAL: Traits(False, _P.INSIDE, _S.HOSPITAL, _ONE_AND_TWO, 0.015, 0.01),
    Situation.TEMPORARY_RELEASE: Traits(False, _P.INSIDE, _S.PRISON, _ONE_AND_TWO, 0.003, 0.002),
    Situation.SECTION_17_LEAVE: Traits(False, _P.INSIDE, _S.HOSPITAL, _ONE_AND_TWO, 0.002, 0.001),
    Situation.RELEASED_DAY_AFTER: Traits(False, _P.RELEASE_DAY_AFTER, _S.PRISON, _ONE_AND_TWO, 0.001, 0.0005),
    Situation.TRANSFERRED_OUT: Traits(False, published_share=0.008, national_share=0.006),
    Situation.TRANSFERRED_IN_AFTER: Traits(False, published_share=0.001, national_share=0.0005),
    # Not in Category 3, of which management at Level 2 or 3 is a condition.
    Situation.WITHOUT_LEVEL: Traits(
        False, published_share=0.002, national_share=0.001, categories=_ONE_AND_TWO
    ),
    Situation.LEVEL_STARTS_DAY_AFTER: Traits(
        False, published_share=0.0005, national_share=0.0003, categories=_ONE_AND_TWO
    ),
    Situation.LIVING_ABROAD: Traits(False, published_share=0.003, national_share=0.003),
    Situation.DEPORTED: Traits(False, _P.COMMUNITY, _S.PRISON, _ONE_AND_TWO, 0.004, 0.003),
    Situation.STARTED_DAY_AFTER: Traits(False, _P.STARTS_DAY_AFTER, _S.ANY, (1,), 0.0005, 0.0003),
    Situation.ENDED_DAY_BEFORE: Traits(False, _P.LAST_DAY_BEFORE, _S.ANY, (1, 2, 3), 0.001, 0.0005),
    Situation.ENDED_EARLIER: Traits(False, _P.ENDED, _S.ANY, (1, 2, 3), 0.12),
    # How many of these there are follows from the published figures of the year.
    Situation.ENDED_IN_YEAR: Traits(False, _P.ENDED_IN_YEAR, _S.ANY, (3,), national_share=0.004),
    Situation.REVOKED_IN_YEAR: Traits(False, _P.COMMUNITY, _S.ANY, (1,), national_share=0.001),
    Situation.POTENTIALLY_DANGEROUS: Traits(
        False, published_share=0.003, national_share=0.003, categories=(3,)
    ),
    Situation.CONSIDERED_NOT_ELIGIBLE: Traits(
        False, published_share=0.006, national_share=0.005, categories=(3,)
    ),
    Situation.PERSON_IN_ERROR: Traits(False, published_share=0.001, national_share=0.0005),
    Situation.STANDING_IN_ERROR: Traits(False, published_share=0.0015, national_share=0.001),
}
"""Every situation with its traits. No area's published table counts Category 4, whatever the situation."""

NOT_ELIGIBLE_ON_SNAPSHOT = frozenset(
    {
        Situation.STARTED_DAY_AFTER,
        Situation.ENDED_DAY_BEFORE,
        Situation.ENDED_EARLIER,
        Situation.ENDED_IN_YEAR,
        Situation.REVOKED_IN_YEAR,
        Situation.POTENTIALLY_DANGEROUS,
        Situation.CONSIDERED_NOT_ELIGIBLE,
        Situation.PERSON_IN_ERROR,
        Situation.STANDING_IN_ERROR,
    }
)
"""The situations of people who have no true eligible standing on the snapshot date."""
