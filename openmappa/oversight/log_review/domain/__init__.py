"""What looking is unusual, found by documented queries over the log; and what a review of it can come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Outcome(StrEnum):
    """What a review of unusual looking came to."""

    USUAL = "usual"
    EXPLAINED = "explained"
    PASSED_ON = "passed_on"
    BREACH = "breach"


OUTCOMES: Mapping[Outcome, str] = {
    Outcome.USUAL: "Part of the work: nothing further",
    Outcome.EXPLAINED: "Explained by the person who looked",
    Outcome.PASSED_ON: "Passed on for investigation",
    Outcome.BREACH: "A breach of confidentiality",
}


PAGES: Mapping[str, str] = {
    "people:person_detail": "overview",
    "people:person_timeline": "timeline",
    "people:person_offences": "offences and sentences",
    "people:person_orders": "orders and notification",
    "people:person_custody": "custody",
    "standing:standing_detail": "standing and level",
    "standing:level_change": "form to change the level",
    "responsibility:responsibility_list": "responsibility",
    "log_review:who_looked": "who has looked",
    "need_to_know:sight_list": "who may see the record",
    "need_to_know:sight_give": "form to give access",
    "need_to_know:sight_end": "form to end access",
    "need_to_know:restriction_change": "form to restrict the record",
    "need_to_know:access_ask": "form to ask for access",
    "duties:person_duties": "duties to notify",
    "duties:open_duty": "duty opened from a calendar",
    "duties:record_notification": "form to record a notification",
    "duties:record_address": "form to record a change of address",
    "duties:record_release": "form to record a release",
    "duties:record_missing": "form to record somebody as missing",
    "duties:record_found": "form to record somebody as found",
    "eligibility:eligibility_detail": "eligibility",
    "eligibility:decision_detail": "decision on eligibility",
    "eligibility:decide": "form to decide eligibility",
    "eligibility:override": "form to decide otherwise than the law says",
    "eligibility:answer": "form to answer as the second officer",
    "eligibility:record_facts": "form to record what decides eligibility",
    "eligibility:dangerous_start": "form to record a potentially dangerous person",
    "eligibility:dangerous_review": "form to review a potentially dangerous person",
    "reviews:review_detail": "review of indefinite notification",
    "reviews:step_take": "form to take a step of a review",
    "reviews:notice": "letter on a review",
}
"""What pages of a case file are called in the log."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when looking is unusual. They are ours, not from law or guidance; an installation can set its own.

    More than `people_in_an_hour` records opened within a clock hour; `refusals_in_a_day` or more refusals; before
    `day_starts` or from `day_ends` on (hours of the clock in England and Wales), or at a weekend. The list goes
    back `days` whole days.
    """

    people_in_an_hour: int = 30
    refusals_in_a_day: int = 5
    day_starts: int = 7
    day_ends: int = 20
    days: int = 28

    def __post_init__(self) -> None:
        """Refuse what could find nothing, or everything."""
        if not 0 <= self.day_starts < self.day_ends <= 24:
            raise ValueError("the working day must start before it ends, between 0 and 24")
        if min(self.people_in_an_hour, self.refusals_in_a_day, self.days) < 1:
            raise ValueError("people_in_an_hour, refusals_in_a_day and days must be 1 or more")


@dataclass(frozen=True, slots=True)
class Unusual:
    """One kind of unusual looking: `which` is the condition on an entry, `span` what entries are put together by.

    `only_if` is the condition on those entries together. The query's names are explained at `query`.
    """

    name: str
    title: str
    why: str
    which: str
    span: str = "day"
    only_if: str = "true"


OWN_NAME = Unusual(
    "own_name",
    "Own family name searched for or opened",
    "Somebody may have looked for themselves or a relative. Who has a personal interest in a case must not work"
    " on it, and is excluded from it.",
    "(l.detail ? 'own_name' OR l.id = ANY (%(own_name)s))",
)
OWN_ADDRESS = Unusual(
    "own_address",
    "Own home postcode: record of somebody there opened",
    "Somebody may have looked for themselves, a relative or a neighbour: the person lives, or lived, at the home"
    " postcode of who looked. It is found only for accounts of which a home postcode is registered.",
    "l.id = ANY (%(own_address)s)",
)
MANY_PEOPLE = Unusual(
    "many_people",
    "Many records opened within an hour",
    "Nobody reads so many records so fast for their work. Records may have been gathered to be taken away.",
    "cardinality(l.subjects) = 1 AND l.what <> 'presence of a record seen'",
    span="hour",
    only_if="count(DISTINCT s) > %(people_in_an_hour)s",
)
OUTSIDE_AREA = Unusual(
    "outside_area",
    "Records of another area opened",
    "The person who looked had no membership in the area that answers for the record. There may be a transfer or"
    " a joint case behind it.",
    "l.id = ANY (%(outside_area)s)",
)
AFTER_HOURS = Unusual(
    "after_hours",
    "Looked outside working hours",
    "Duty desks work at night and at weekends; most others do not. Somebody else may be using the account.",
    "cardinality(l.subjects) > 0 AND (extract(isodow FROM l.local) > 5"
    " OR extract(hour FROM l.local) < %(day_starts)s OR extract(hour FROM l.local) >= %(day_ends)s)",
)
REFUSALS = Unusual(
    "refusals",
    "Refused again and again",
    "Somebody may be trying out what they can reach, or lacks access that their work needs.",
    "l.what = 'refused'",
    only_if="count(DISTINCT l.id) >= %(refusals_in_a_day)s",
)
EMERGENCIES = Unusual(
    "emergencies",
    "Records opened in an emergency",
    "Emergency access goes past need to know. Somebody else looks at whether there was an emergency.",
    "l.what = 'record opened in an emergency'",
)
UNUSUAL: tuple[Unusual, ...] = (
    OWN_NAME,
    OWN_ADDRESS,
    EMERGENCIES,
    MANY_PEOPLE,
    OUTSIDE_AREA,
    REFUSALS,
    AFTER_HOURS,
)


class UnknownKind(LookupError):
    """There is no such kind of unusual looking."""


def unusual_named(name: str) -> Unusual:
    """
    Return the kind with this name.

    :raises UnknownKind: if there is none
    """
    for each in UNUSUAL:
        if each.name == name:
            return each
    raise UnknownKind(name)


def query(kind: Unusual) -> str:
    """Return the query of one kind: a row for each user and day, or hour, with the entries and how many people.

    `l` is an entry of the log that the reader may read, made by a user on or after %(since)s, with its time by
    the clock (`local`); `s` is each person whom it showed. %(own_name)s, %(own_address)s and %(outside_area)s are the
    entries that the database found by comparing what the reader may not see. The thresholds come by their names.
    """
    return f"""
WITH l AS (
  SELECT id, at, what, actor, subjects, detail, at AT TIME ZONE 'Europe/London' AS local
  FROM audit_event WHERE at >= %(since)s AND actor IS NOT NULL AND operation = 'consultation'
)
SELECT l.actor, min(l.id), min(l.at), max(l.at), count(DISTINCT s), array_agg(DISTINCT l.id ORDER BY l.id)
FROM l LEFT JOIN LATERAL unnest(l.subjects) AS s ON true
WHERE {kind.which}
GROUP BY l.actor, date_trunc('{kind.span}', l.local)
HAVING {kind.only_if}
ORDER BY min(l.at) DESC, 2"""  # noqa: S608  fixed words of this file


def parameters(
    thresholds: Thresholds, *, since: datetime, compared: Mapping[str, list[int]]
) -> dict[str, Any]:
    """Return what the queries ask for by name. `compared` has the entries that the database found, by kind."""
    return {**asdict(thresholds), "since": since, **compared}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a review came to, whose it was and when. `until` is the newest entry that it looked at."""

    outcome: Outcome
    note: str
    by: str
    at: datetime
    until: int


@dataclass(frozen=True, slots=True)
class Found:
    """Unusual looking by one user within a day or an hour, known by its kind and its first entry."""

    kind: Unusual
    actor: UUID
    name: str
    first: int
    first_at: datetime
    last_at: datetime
    people: int
    entries: tuple[int, ...]
    reviews: tuple[Reviewed, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Return whether a review has looked at all of it."""
        return any(each.until >= self.entries[-1] for each in self.reviews)


@dataclass(frozen=True, slots=True)
class Look:
    """One entry of the log, as its readers see it. `others` is how many more people it showed."""

    id: int
    at: datetime
    operation: str
    what: str
    page: str
    name: str
    acting: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    why: str
    recipient: str
    others: int


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """One entry behind unusual looking: whose records by reference only."""

    id: int
    at: datetime
    what: str
    page: str
    subjects: tuple[UUID, ...]
    why: str
