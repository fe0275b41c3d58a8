"""Small generated worlds: areas, teams, viewers, sight, and people with a row in every personal table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import strategies as st

from openmappa.casework.case_reviews.models import SeriousCaseReview
from openmappa.casework.duties.models import Duty
from openmappa.casework.eligibility.models import DangerousReview, DangerousStatus, Decision, DecisionAnswer
from openmappa.casework.legal_position.models import Computed
from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.reviews.domain.application import Validity
from openmappa.casework.reviews.models import BodyAsked, FactorConsidered, ReviewApplication
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.domain import Section
from openmappa.foundation.access.models import (
    AboutSubject,
    AccessRequest,
    EmergencyAccess,
    Restriction,
    Sight,
    Subject,
)
from openmappa.foundation.accounts.domain import QualificationKind, Role
from openmappa.foundation.accounts.models import Condition, Membership, Qualification, User
from openmappa.foundation.agencies.models import Agency, Team
from openmappa.record.convictions.models import Conviction, Disposal, SeriousFurtherOffence
from openmappa.record.custody.models import AbsenceAbroad, CustodyLeave, CustodyReturn, CustodySpell
from openmappa.record.notification.models import (
    AbsenceFromHome,
    ChildHouseholdStay,
    Journey,
    MissingPeriod,
    NotifiableChange,
    NotificationBreach,
    NotificationMade,
    NotificationRequirement,
    PremisesStay,
)
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.record.people.models import Address, Identifier, Name, Person
from openmappa.statute.explanation.answer import law_of
from openmappa.statute.explanation.document import as_document
from openmappa.statute.facts.person import PersonFacts

TODAY = date(2024, 4, 10)
NOW = datetime(2024, 4, 10, 12, tzinfo=UTC)
AREAS = (17, 21, 43)
LONG_AGO = date(2010, 1, 4)


@dataclass(frozen=True)
class GeneratedMembership:
    role: Role
    area: int
    team: int | None
    start: int
    length: int | None


@dataclass(frozen=True)
class GeneratedSight:
    holder: str
    subject: int
    level: int
    section: Section | None
    start: int
    length: int | None
    minutes: int | None = None
    """When it ends in the course of the day, from now."""


@dataclass(frozen=True)
class GeneratedCondition:
    role: Role
    area: int
    kind: QualificationKind
    level: int
    start: int
    length: int | None


@dataclass(frozen=True)
class GeneratedQualification:
    kind: QualificationKind
    level: int
    start: int
    days: int


@dataclass(frozen=True)
class World:
    subjects: list[tuple[int, bool, int]]
    memberships: list[GeneratedMembership]
    sights: list[GeneratedSight]
    active: bool = True
    conditions: list[GeneratedCondition] = field(default_factory=list)
    qualifications: list[GeneratedQualification] = field(default_factory=list)
    people: list[UUID] = field(default_factory=list)


_spans = {"start": st.integers(-3, 3), "length": st.none() | st.integers(1, 4)}


_conditions_of_roles = st.lists(
    st.builds(
        GeneratedCondition,
        role=st.sampled_from(Role),
        area=st.sampled_from(AREAS),
        kind=st.sampled_from(QualificationKind),
        level=st.integers(1, 3),
        **_spans,
    ),
    max_size=4,
    unique_by=lambda each: (each.role, each.area, each.kind),
)

_qualifications = st.lists(
    st.builds(
        GeneratedQualification,
        kind=st.sampled_from(QualificationKind),
        level=st.integers(1, 3),
        start=st.integers(-3, 3),
        days=st.integers(0, 4),
    ),
    max_size=3,
)


def worlds() -> st.SearchStrategy[World]:
    """Return worlds of up to six people. Days are offsets from today, so that both sides of each date occur."""
    return st.builds(
        World,
        subjects=st.lists(
            st.tuples(st.sampled_from(AREAS), st.booleans(), st.sampled_from(AREAS)), min_size=1, max_size=6
        ),
        memberships=st.lists(
            st.builds(
                GeneratedMembership,
                role=st.sampled_from(Role),
                area=st.sampled_from(AREAS),
                team=st.none() | st.integers(0, 2),
                **_spans,
            ),
            max_size=3,
        ),
        sights=st.lists(
            st.builds(
                GeneratedSight,
                holder=st.sampled_from(("user", "team0", "team1", "team2", "agency", "other")),
                subject=st.integers(0, 5),
                level=st.integers(0, 3),
                section=st.none() | st.sampled_from(Section),
                minutes=st.none() | st.integers(-1, 1),
                **_spans,
            ),
            max_size=5,
        ),
        active=st.sampled_from((True, True, True, False)),
        conditions=_conditions_of_roles,
        qualifications=_qualifications,
    )


def _until(start: int, length: int | None) -> date | None:
    return None if length is None else TODAY + timedelta(days=start + length)


def build(world: World) -> User:
    """Put the world into the database, as the owner, and return the user who will look."""
    user = User.objects.create(email="viewer@openmappa.example", name="A viewer", is_active=world.active)
    other = User.objects.create(email="other@openmappa.example", name="Somebody else")
    agency = Agency.objects.order_by("id")[0]
    teams = [
        Team.objects.create(area_id=21, lead_agency="police", name=f"Generated team {number}")
        for number in range(3)
    ]
    for each in world.memberships:
        Membership.objects.create(
            user=user,
            agency=agency,
            role=each.role.value,
            area_id=each.area,
            team=None if each.team is None else teams[each.team],
            start_date=TODAY + timedelta(days=each.start),
            until_date=_until(each.start, each.length),
        )
    _conditions(world, user)
    subjects = [
        person(area, restricted, moved_to, marked_by=other) for area, restricted, moved_to in world.subjects
    ]
    for number, each in enumerate(world.sights):
        holder = {"user": {"user": user}, "agency": {"agency": agency}, "other": {"user": other}}.get(
            each.holder
        ) or {"team": teams[int(each.holder[-1])]}
        Sight.objects.create(
            subject=subjects[each.subject % len(subjects)],
            level=each.level,
            section=each.section.value if each.section else None,
            source="generated",
            reference=number,
            start_date=TODAY + timedelta(days=each.start),
            until_date=_until(each.start, each.length),
            until_at=None if each.minutes is None else NOW + timedelta(minutes=each.minutes),
            **holder,
        )
    for number, subject in enumerate(subjects):
        _asked_and_opened(subject, by=user if number % 3 == 0 else other)
    return user


def _conditions(world: World, user: User) -> None:
    for each in world.conditions:
        Condition.objects.create(
            area_id=each.area,
            role=each.role.value,
            kind=each.kind.value,
            level=each.level,
            source="generated",
            start_date=TODAY + timedelta(days=each.start),
            until_date=_until(each.start, each.length),
        )
    for each in world.qualifications:
        start = TODAY + timedelta(days=each.start)
        Qualification.objects.create(
            user=user,
            kind=each.kind.value,
            level=each.level,
            start_date=start,
            last_date=start + timedelta(days=each.days),
        )


def _asked_and_opened(subject: Subject, *, by: User) -> None:
    """Add that somebody asked for access to the record, and opened it in an emergency, which is over."""
    opened = NOW - timedelta(days=1)
    AccessRequest.objects.create(
        subject=subject, user=by, reason="Needed", wanted_until=TODAY + timedelta(days=9), asked_at=opened
    )
    EmergencyAccess.objects.create(
        subject=subject,
        area_id=subject.responsible_area_id,
        user=by,
        reason="Needed at once",
        opened_at=opened,
        until_at=opened + timedelta(hours=4),
    )


def person(area: int, restricted: bool, moved_to: int, *, marked_by: User) -> Subject:
    """Make a person with a row in every table, change each row once, then move the person to an area."""
    subject = Subject.objects.create(responsible_area_id=area, restricted=restricted)
    about = {"subject": subject, "responsible_area_id": area, "restricted": restricted}
    conviction = Conviction(
        offence_code="SX03001", result="convicted", conviction_date=LONG_AGO, court="Anytown", **about
    )
    spell = CustodySpell(kind="sentenced", start_date=LONG_AGO, **about)
    standing = Standing(kind="eligible", category=1, start_date=LONG_AGO, **about)
    order = CourtOrder(kind="shpo", route="conviction", made_date=LONG_AGO, start_date=LONG_AGO, **about)
    charge = SeriousFurtherOffence(
        offence_code="SX03001", charge_date=LONG_AGO, outcome="still_charged", **about
    )
    applied = ReviewApplication(
        received_date=LONG_AGO, way="post", recorded_by=marked_by, validity=Validity.INVALID.value, **about
    )
    rows = [
        Person(sex="male", ethnicity="unknown", date_of_birth=date(1980, 1, 1), **about),
        Name(kind="legal", given_names="Fictitious", family_name="Person", **about),
        Identifier(kind="crn", value=f"X{str(subject.id.int)[:6]}", **about),
        Address(kind="main", lines="1 Example Road", start_date=LONG_AGO, **about),
        conviction,
        Disposal(conviction=conviction, kind="imprisonment", imposed_date=LONG_AGO, term_months=24, **about),
        spell,
        CustodyLeave(spell=spell, kind="temporary_release", start_date=LONG_AGO, **about),
        AbsenceAbroad(kind="living_abroad", start_date=LONG_AGO, **about),
        standing,
        Ground(standing=standing, limb="category_1_notification", start_date=LONG_AGO, **about),
        Level(standing=standing, category=1, level=1, start_date=LONG_AGO, **about),
        order,
        OrderEvent(order=order, kind="varied", event_date=LONG_AGO, **about),
        *_lived(about),
        CustodyReturn(spell=spell, reason="other", return_date=LONG_AGO, **about),
        charge,
        SeriousCaseReview(further_offence=charge, start_date=LONG_AGO, **about),
        applied,
        BodyAsked(application=applied, agency=Agency.objects.order_by("id")[0], **about),
        FactorConsidered(application=applied, factor="seriousness", finding="Recorded", **about),
        Responsibility(area_id=area, lead_agency="police", start_date=LONG_AGO, **about),
        Restriction(reason="Known to staff", marked_by=marked_by, marked_at=NOW, **about),
        _computed(about),
        *_dangerous(standing, marked_by, about),
    ]
    for row in rows:
        row.save()
        type(row).objects.filter(pk=row.pk).update(version=2)
    _decided(subject, by=marked_by)
    Subject.objects.filter(pk=subject.pk).update(responsible_area_id=moved_to)
    return subject


def _computed(about: dict[str, object]) -> Computed:
    """Return what the law says of the person, as it would be kept."""
    digests = dict.fromkeys(("settings_digest", "facts_digest", "answer_digest"), "none")
    said = {"state": "worked_out", "as_at": TODAY, "category": 1, "since": LONG_AGO, "has_no_last_date": True}
    return Computed(rules_version=1, **said, **digests, **about)


def _dangerous(
    standing: Standing, by: User, about: dict[str, object]
) -> tuple[DangerousStatus, DangerousReview]:
    """Return a status that was ended by a review. The review is of the status once that is saved."""
    who = {
        "authorised_by": "Somebody",
        "rank": "superintendent",
        "recorded_by": by,
        "review_date": TODAY,
        **about,
    }
    days = {"start_date": LONG_AGO, "last_date": TODAY}
    status = DangerousStatus(standing=standing, reason="Threats", **days, **who)
    return status, DangerousReview(status=status, outcome="ends", reason="Read again", **who)


def _decided(subject: Subject, *, by: User) -> None:
    """Add an override that was withdrawn, of a person of whom nothing was known."""
    findings = as_document(law_of(PersonFacts(), as_at=TODAY))
    values = {"facts": {}, "findings": findings, "settings": findings["settings"], "rules_version": 1}
    decision = Decision.objects.create(
        subject=subject, number=1, as_at=TODAY, route="overridden", digest="none", kind="considered_not_eligible",
        start_date=TODAY, reason="Advice", decided_by=by, decided_in_role="", **values,
    )  # fmt: skip
    DecisionAnswer.objects.create(
        decision=decision,
        subject=subject,
        answer="withdrawn",
        reason="A mistake",
        answered_by=by,
        answered_in_role="",
    )


def _lived(about: dict[str, object]) -> list[AboutSubject]:
    """Return a row in every table of what is notified and what must be."""
    return [
        NotificationRequirement(basis="conviction", start_date=LONG_AGO, **about),
        NotificationBreach(breach_date=LONG_AGO, outcome="pending", **about),
        NotificationMade(kind="initial", made_date=LONG_AGO, **about),
        NotifiableChange(kind="account_or_card", change_date=LONG_AGO, **about),
        PremisesStay(premises="2 Example Road", start_date=LONG_AGO, **about),
        ChildHouseholdStay(premises="3 Example Road", start_date=LONG_AGO, start_time=time(18), **about),
        Journey(state="intended", departure_date=LONG_AGO, **about),
        AbsenceFromHome(start_date=LONG_AGO, **about),
        MissingPeriod(kind="missing", start_date=LONG_AGO, **about),
        Duty(
            kind="periodic", trigger_date=LONG_AGO, source="a", trigger="a", rule="s85", state="open", **about
        ),
    ]
