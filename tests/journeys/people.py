"""A small fictitious caseload for the browser: built row by row, so that each page has something to show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from openmappa.casework.case_reviews.models import SeriousCaseReview
from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.standing.models import Ground, Level, Standing
from openmappa.foundation.access.models import Sight, Subject
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Acceptance, Membership, User
from openmappa.foundation.agencies.models import Agency, SourceSystem, Team
from openmappa.foundation.signing_in.domain import terms
from openmappa.record.convictions.models import Conviction, Disposal, SeriousFurtherOffence
from openmappa.record.custody.models import CustodyReturn, CustodySpell
from openmappa.record.notification.models import NotificationBreach, NotificationRequirement
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.record.people.models import Address, Identifier, Name, Person
from openmappa.statute.vocabulary import fictitious

LONDON, KENT = 21, 20
PASSWORD = "a password for journeys"
SPACE = UUID("6f1b0f5e-3c9b-4b57-9d3e-2a4f0f9b7c11")
GIVEN = ("Avery", "Blair", "Casey", "Devon", "Ellis", "Frankie", "Gray", "Harper")
FAMILY = ("Madeup", "Imaginary", "Placeholder", "Notreal", "Invented")
NAMES = {
    Role.CO_ORDINATOR: "Pat Coordinator",
    Role.POLICE_OFFENDER_MANAGER: "Jo Manager",
    Role.POLICE_SUPERINTENDENT: "Su Superintendent",
    Role.BOARD_MEMBER: "Kim Board",
    Role.LAY_ADVISER: "Lee Adviser",
    Role.NATIONAL_STATISTICIAN: "Max Statistician",
    Role.SYSTEM_MANAGER: "Sam Manager",
    Role.INFORMATION_GOVERNANCE_OFFICER: "Ira Governance",
    Role.CO_OPERATING_MEMBER: "Cleo Partner",
    Role.ANALYST: "Ana Analyst",
}
SECOND_MANAGER, NEWCOMER, NEW_MANAGER, FORGETFUL = (
    "second_manager",
    "newcomer",
    "new_manager",
    "forgetful",
)
SECOND_OFFICER = "second_officer"
START = date(2022, 4, 4)
FOR_LIFE = 2
"""The number of the person who is subject to the notification requirements for life: Casey Placeholder."""
OPEN_FACT, AGAINST_THE_LAW, NOT_ELIGIBLE = "Gray Placeholder", "Harper Notreal", "Frankie Madeup"
"""Whose standing is decided: with a fact that is not known, against what the law says, and as no longer so."""


def reference(name: str) -> UUID:
    """Return the id of the subject with this name in the fixture."""
    return uuid5(SPACE, name)


class Builder:
    """Builds people in one database, numbered from 0."""

    def __init__(self, using: str) -> None:
        self.using = using
        self.number = 0
        self.system = self.make(SourceSystem, area_id=LONDON, name="fixture")
        self.police = self.make(
            Team, area_id=LONDON, lead_agency="police", name="Anytown public protection unit"
        )
        self.probation = self.make(
            Team, area_id=LONDON, lead_agency="probation", name="Anytown probation office"
        )

    def make(self, model: type, **values: Any) -> Any:
        """Return a new row."""
        return model.objects.using(self.using).create(**values)

    def subject_of(self, name: str) -> Subject:
        """Return the subject with this name, who was made before."""
        return Subject.objects.using(self.using).get(id=reference(name))

    def about(self, model: type, subject: Subject, **values: Any) -> Any:
        """Return a new row about a subject."""
        carried = {"responsible_area_id": subject.responsible_area_id, "restricted": subject.restricted}
        return self.make(
            model,
            subject=subject,
            source_system=self.system,
            source_id=str(uuid5(subject.id, f"{model}{values}")),
            **carried,
            **values,
        )

    def person(  # a person with everything that the count and the pages ask for
        self,
        given: str,
        family: str,
        *,
        category: int = 1,
        level: int | None = 1,
        area: int = LONDON,
        team: Team | None = None,
        restricted: bool = False,
        inside: bool = False,
    ) -> Subject:
        """Return a new eligible person."""
        number, self.number = self.number, self.number + 1
        subject = self.make(
            Subject, id=reference(f"{given} {family}"), responsible_area_id=area, restricted=restricted
        )
        birth = date(1960, 1, 1) + timedelta(days=397 * number)
        self.about(Person, subject, date_of_birth=birth, sex="male", ethnicity="white_british")
        self.about(Name, subject, kind="legal", given_names=given, family_name=family, start_date=birth)
        for kind, value in (
            ("pnc", fictitious.fictitious_pnc(number)),
            ("crn", fictitious.fictitious_crn(number)),
        ):
            self.about(Identifier, subject, kind=kind, value=value)
        self._standing(subject, category, level)
        self._responsibility(subject, area, team, officer=f"Officer {number}")
        if inside:
            held = {"kind": "sentenced", "establishment": "Anytown (HMP)", "start_date": date(2023, 5, 2)}
            self.about(CustodySpell, subject, **held)
        return subject

    def _responsibility(self, subject: Subject, area: int, team: Team | None, *, officer: str) -> None:
        agency = "probation" if team is self.probation else "police"
        values = {
            "area_id": area,
            "lead_agency": agency,
            "team": team,
            "officer": officer,
            "start_date": START,
        }
        answers = self.about(Responsibility, subject, **values)
        if team:
            sight = {"level": 3, "source": "responsibility", "reference": answers.id, "start_date": START}
            self.make(Sight, subject=subject, team=team, **sight)

    def _standing(self, subject: Subject, category: int, level: int | None) -> None:
        standing = self.about(Standing, subject, kind="eligible", category=category, start_date=START)
        limb = {
            1: "category_1_notification",
            2: "category_2_conviction",
            3: "category_3",
            4: "category_4_risk",
        }
        self.about(Ground, subject, standing=standing, limb=limb[category], start_date=START)
        if level:
            self.about(Level, subject, standing=standing, category=category, level=level, start_date=START)


def build(*, using: str) -> None:
    """Fill a migrated database with the fixture's people and accounts."""
    builder = Builder(using)
    featured = builder.person("Robin", "Fictitious", category=2, level=1, team=builder.police)
    _full_record(builder, featured)
    _orders_and_after(builder, featured)
    builder.person("Morgan", "Seriously-Fictitious", category=3, level=2, team=builder.probation)
    builder.person("Sam", "Elsewhere", area=KENT)
    builder.person("Alex", "Restricted", restricted=True, category=4, level=2)
    builder.person("Charlie", "Unlevelled", level=None, team=builder.probation)
    for number in range(34):
        made = builder.person(
            GIVEN[number % len(GIVEN)],
            FAMILY[number % len(FAMILY)],
            category=1 + number % 2,
            level=1 + number % 3,
            team=builder.police if number == FOR_LIFE else builder.probation,
            inside=number % 7 == 0,
        )
        if number == FOR_LIFE:
            _subject_for_life(builder, made)
    for name in ("Avery Madeup", "Blair Imaginary"):
        _subject_to_requirements(builder, Subject.objects.using(using).get(id=reference(name)))
    _to_decide(builder)
    accounts(builder)


def _subject_to_requirements(builder: Builder, subject: Subject) -> None:
    """Make somebody subject to the notification requirements: the first of them is inside, the other at home."""
    builder.about(Address, subject, kind="main", lines="2 Example Road, Anytown", start_date=START)
    imposed = date(2023, 5, 2)
    rape = {"offence_code": "SX03001", "result": "convicted", "conviction_date": imposed}
    conviction = builder.about(Conviction, subject, **rape)
    term = {"kind": "imprisonment", "imposed_date": imposed, "term_months": 36}
    builder.about(Disposal, subject, conviction=conviction, **term)


def _subject_for_life(builder: Builder, subject: Subject) -> None:
    day = date(2005, 3, 2)
    rape = {"offence_code": "SX03001", "result": "convicted", "conviction_date": day}
    conviction = builder.about(Conviction, subject, **rape)
    life = {"kind": "imprisonment_life", "imposed_date": day}
    builder.about(Disposal, subject, conviction=conviction, **life)
    builder.about(NotificationRequirement, subject, basis="conviction", start_date=day, is_indefinite=True)


def _to_decide(builder: Builder) -> None:
    """Give somebody a conviction of which Schedule 3 asks how old the child was, which nobody has recorded."""
    subject = builder.subject_of(OPEN_FACT)
    days = {"offence_date": date(2019, 5, 1), "conviction_date": date(2020, 2, 3)}
    photographs = {"offence_code": "CJ88115", "result": "convicted", "court": "Anytown Crown Court", **days}
    conviction = builder.about(Conviction, subject, **photographs)
    term = {"imposed_date": date(2020, 3, 2), "term_months": 8, "last_date": date(2020, 11, 1)}
    builder.about(Disposal, subject, conviction=conviction, kind="imprisonment", **term)


def _full_record(builder: Builder, subject: Subject) -> None:
    builder.about(Name, subject, kind="alias", given_names="Bobby", family_name="Pretend")
    builder.about(
        Address, subject, kind="main", lines="1 Example Road, Anytown", postcode="ZZ99 1ZZ", start_date=START
    )
    conviction = builder.about(
        Conviction,
        subject,
        offence_code="COML025A",
        result="convicted",
        offence_date=date(2019, 5, 1),
        conviction_date=date(2020, 2, 3),
        court="Anytown Crown Court",
    )
    builder.about(
        Disposal,
        subject,
        conviction=conviction,
        kind="imprisonment",
        imposed_date=date(2020, 3, 2),
        term_months=54,
        last_date=date(2024, 9, 1),
    )
    spell = builder.about(
        CustodySpell,
        subject,
        kind="sentenced",
        establishment="Anytown (HMP)",
        start_date=date(2020, 3, 2),
        until_date=date(2022, 4, 3),
        ended_by="released",
    )
    spell.establishment = "Othertown (HMP)"
    spell.version += 1
    spell.save(using=builder.using)


def _orders_and_after(builder: Builder, subject: Subject) -> None:
    order = builder.about(
        CourtOrder,
        subject,
        kind="shpo",
        route="conviction",
        court="Anytown Crown Court",
        made_date=date(2020, 3, 2),
        start_date=date(2020, 3, 2),
        prohibits_foreign_travel=True,
        travel_last_date=date(2025, 3, 1),
    )
    old = {"kind": "interim_sro", "route": "application", "court": "Anytown Magistrates' Court"}
    days = {"made_date": date(2019, 6, 3), "start_date": date(2019, 6, 5), "last_date": date(2019, 9, 4)}
    builder.about(CourtOrder, subject, **old, **days)
    builder.about(OrderEvent, subject, order=order, kind="varied", event_date=date(2021, 5, 4))
    decided = {"outcome": "convicted", "outcome_date": date(2023, 8, 7)}
    builder.about(OrderEvent, subject, order=order, kind="breached", event_date=date(2023, 6, 5), **decided)
    first = {"basis": "conviction", "start_date": date(2020, 2, 3), "is_indefinite": True}
    required = builder.about(NotificationRequirement, subject, **first)
    required.basis, required.version = "finding", required.version + 1
    required.save(using=builder.using)
    follows = {"basis": "order", "order": order, "start_date": date(2020, 3, 2)}
    builder.about(NotificationRequirement, subject, **follows)
    cautioned = {"outcome": "cautioned", "outcome_date": date(2022, 9, 6)}
    builder.about(NotificationBreach, subject, breach_date=date(2022, 8, 1), **cautioned)
    held = {"kind": "recalled", "establishment": "Anytown (HMP)", "start_date": date(2023, 6, 8)}
    ended = {"until_date": date(2023, 9, 4), "ended_by": "released"}
    spell = builder.about(CustodySpell, subject, **held, **ended)
    reason = {"reason": "breach_of_order", "order": order, "return_date": date(2023, 6, 8)}
    builder.about(CustodyReturn, subject, spell=spell, **reason)
    charged = {"offence_code": "COML025A", "charge_date": date(2023, 6, 9)}
    offence = builder.about(SeriousFurtherOffence, subject, **charged, outcome="still_charged")
    builder.about(SeriousCaseReview, subject, further_offence=offence, start_date=date(2023, 10, 2))


def accounts(builder: Builder) -> None:
    """Make one account for each role; the part of the address before the @ is the role."""
    police = Agency.objects.using(builder.using).get(code="police-metropolitan")
    probation = Agency.objects.using(builder.using).get(code="probation-london")
    housing = Agency.objects.using(builder.using).get(code="housing-london")
    for role, agency, area, team in (
        (Role.CO_ORDINATOR, probation, LONDON, None),
        (Role.POLICE_OFFENDER_MANAGER, police, LONDON, builder.police),
        (Role.POLICE_SUPERINTENDENT, police, LONDON, None),
        (Role.BOARD_MEMBER, probation, LONDON, None),
        (Role.LAY_ADVISER, probation, LONDON, None),
        (Role.NATIONAL_STATISTICIAN, probation, None, None),
        (Role.INFORMATION_GOVERNANCE_OFFICER, probation, LONDON, None),
        (Role.CO_OPERATING_MEMBER, housing, LONDON, None),
        (Role.ANALYST, probation, LONDON, None),
        (Role.SYSTEM_MANAGER, probation, LONDON, None),
    ):
        user = _account(builder, role.value, NAMES[role])
        builder.make(
            Membership, user=user, agency=agency, area_id=area, team=team, role=role.value, start_date=START
        )
    held = {"agency": probation, "area_id": LONDON, "start_date": START}
    for who, name, role in (
        (SECOND_MANAGER, "Sasha Manager", Role.SYSTEM_MANAGER),
        (NEW_MANAGER, "Nik Manager", Role.POLICE_OFFENDER_MANAGER),
    ):
        builder.make(Membership, user=_account(builder, who, name), role=role.value, **held)
    practitioner = _account(builder, SECOND_OFFICER, "Terry Practitioner")
    role = Role.PROBATION_PRACTITIONER.value
    builder.make(Membership, user=practitioner, role=role, team=builder.probation, **held)
    _account(builder, NEWCOMER, "Nova Newcomer", accepts=False)
    _account(builder, FORGETFUL, "Frankie Forgetful")


def _account(builder: Builder, who: str, name: str, *, accepts: bool = True) -> User:
    user = User(email=f"{who}@example.test", name=name, area_id=LONDON)
    user.set_password(PASSWORD)
    user.save(using=builder.using)
    if accepts:
        present = terms()
        builder.make(Acceptance, user=user, version=present.version, digest=present.digest)
    return user
