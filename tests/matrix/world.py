"""Two people with something unmistakable in every table, one of them restricted, and a user in each situation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pgtrigger
from django.utils import timezone

from openmappa.casework.duties.models import Duty
from openmappa.casework.eligibility.models import Decision, DecisionAnswer
from openmappa.casework.legal_position.models import Computed
from openmappa.casework.responsibility.models import Responsibility
from openmappa.casework.reviews.domain.application import Validity
from openmappa.casework.reviews.models import FactorConsidered, ReviewApplication
from openmappa.casework.standing.models import Ground, Level
from openmappa.foundation.access.models import AccessRequest, EmergencyAccess, Sight, Subject
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.domain import Part
from openmappa.foundation.agencies.models import Agency, Team
from openmappa.oversight.data_quality.services import check
from openmappa.oversight.statistics.domain.years import ReportingYear
from openmappa.oversight.statistics.services import LoadInfo, count
from openmappa.record.convictions.models import Conviction, Disposal, SeriousFurtherOffence
from openmappa.record.custody.models import AbsenceAbroad, CustodyLeave, CustodyReturn, CustodySpell
from openmappa.record.notification.models import (
    ChildHouseholdStay,
    NotificationBreach,
    NotificationMade,
    NotificationRequirement,
    PremisesStay,
)
from openmappa.record.orders.models import CourtOrder, OrderEvent
from openmappa.record.people.models import Address, Name, Person
from tests.matrix.situations import SITUATIONS, Given, Situation
from tests.worlds import person

LONDON, KENT = 21, 20
YEAR = "2023-24"
LONG_AGO = date(2010, 1, 4)
OPEN, RESTRICTED = "", "restricted"
"""Whose markers: those of the restricted person are told apart by what follows them."""


Ids = Mapping[str, Any]
"""What stands in addresses about a person, by the name of the part."""


def subjects() -> Mapping[str, Ids]:
    """Add the two people, both of London and both in its published table, and count them."""
    found = {OPEN: _marked("", restricted=False), RESTRICTED: _marked("restricted", restricted=True)}
    loads = {LONDON: LoadInfo((1,), date(2024, 4, 10), fictitious=True)}
    count(ReportingYear(YEAR), [LONDON], loads=loads)
    check([LONDON], day=date(2024, 3, 31))
    return found


def _marked(more: str, *, restricted: bool) -> Ids:
    somebody, _ = User.objects.get_or_create(email="somebody@example.test", defaults={"name": "Somebody"})
    subject: Subject = person(LONDON, restricted, LONDON, marked_by=somebody)
    _plant(subject, Name, given_names="Avery", family_name=f"Markername{more}")
    _plant(subject, Person, date_of_birth=_day(date(1951, 7, 23), more))
    _plant(subject, Address, lines=f"1 Markerstreet{more}")
    _plant(subject, Conviction, court=f"Markercourt{more}", conviction_date=_day(date(2011, 8, 19), more))
    _plant(subject, Disposal, imposed_date=_day(date(2011, 8, 19), more))
    _plant(subject, SeriousFurtherOffence, charge_date=_day(date(2011, 8, 19), more))
    _plant(
        subject,
        CustodySpell,
        establishment=f"Markerprison{more}",
        start_date=_day(date(2012, 10, 17), more),
        until_date=_day(date(2013, 10, 17), more),
        ended_by="released",
    )
    _plant(subject, CustodyLeave, start_date=_day(date(2012, 10, 17), more), until_date=date(2012, 11, 1))
    _plant(subject, CustodyReturn, return_date=_day(date(2012, 10, 17), more))
    _plant(subject, AbsenceAbroad, start_date=_day(date(2012, 10, 17), more), until_date=date(2012, 11, 1))
    made = _day(date(2013, 11, 13), more)
    _plant(subject, CourtOrder, court=f"Markerbench{more}", made_date=made, start_date=made)
    _plant(subject, OrderEvent, event_date=made)
    _plant(subject, NotificationRequirement, start_date=_day(date(2014, 12, 11), more))
    _plant(subject, NotificationBreach, breach_date=_day(date(2015, 2, 9), more))
    _plant(subject, NotificationMade, place=f"Markerstation{more}")
    _plant(subject, PremisesStay, premises=f"Markerstay{more}")
    _plant(subject, ChildHouseholdStay, premises=f"Markerstay{more}")
    _plant(subject, Duty, trigger=f"Markertrigger{more}", due_date=_day(date(2015, 2, 9), more))
    start = _day(date(2016, 3, 7), more)
    _plant(subject, ReviewApplication, received_date=_day(date(2013, 6, 27), more))
    _plant(subject, FactorConsidered, finding=f"Markerfinding{more}")
    _plant(subject, Ground, start_date=start)
    _plant(subject, Level, start_date=start, reason=f"Markerlevel{more}")
    officer = {"officer": f"Markerofficer{more}", "start_date": _day(date(2017, 5, 5), more)}
    _plant(subject, Responsibility, **officer)
    _plant_decided(subject, more)
    invalid = ReviewApplication.objects.get(subject=subject)
    _applied_again(invalid, by=somebody)
    ids: Ids = {
        "subject_id": subject.id,
        "reference": subject.id,
        "application": invalid.pk,
        "duty_id": Duty.objects.get(subject=subject).pk,
    }
    return {**ids, **_asked_and_opened(subject, somebody)}


def _applied_again(former: ReviewApplication, *, by: User) -> None:
    """Add an application that is valid and waits for its next step."""
    ReviewApplication.objects.create(
        subject_id=former.subject_id,
        responsible_area_id=LONDON,
        restricted=former.restricted,
        received_date=former.received_date,
        way=former.way,
        recorded_by=by,
        validity=Validity.VALID.value,
    )


def _plant_decided(subject: Subject, more: str) -> None:
    # What was decided stands for ever, but for a test that must mark it.
    with pgtrigger.ignore():
        _plant(subject, Decision, reason=f"Markeradvice{more}")
        _plant(subject, DecisionAnswer, reason=f"Markeranswer{more}")
    # Another category than the recorded one, so that the person stands among those about whom is to decide.
    _plant(subject, Computed, category=2)


def _asked_and_opened(subject: Subject, somebody: User) -> Ids:
    now = timezone.now()
    asked = AccessRequest.objects.create(
        subject=subject,
        user=somebody,
        reason="Needed",
        wanted_until=timezone.localdate() + timedelta(days=9),
        asked_at=now - timedelta(days=1),
    )
    opened = EmergencyAccess.objects.create(
        subject=subject,
        area_id=LONDON,
        user=somebody,
        reason="Needed at once",
        opened_at=now - timedelta(days=1),
        until_at=now - timedelta(hours=20),
    )
    return {"request_id": asked.id, "access_id": opened.id}


def _plant(subject: Subject, model: type, **values: object) -> None:
    model.objects.filter(subject=subject).update(**values)  # type: ignore[attr-defined]


def _day(day: date, more: str) -> date:
    # The restricted person's days are a year earlier, so that a page of both tells whose it shows.
    return day.replace(year=day.year - 1) if more else day


def user(role: Role | None, situation: Situation, about: Mapping[str, Ids]) -> User:
    """Add a user who holds the role, and whom the situation gives sight of both people."""
    today = timezone.localdate()
    name = f"{role.value if role else 'nobody'}-{SITUATIONS.index(situation)}"
    made = User.objects.create(email=f"{name}@example.test", name="A viewer")
    # An agency of each user's own: what one situation gives an agency must not reach the next user.
    agency = Agency.objects.create(code=name, name=name, kind="police", part=Part.RESPONSIBLE_AUTHORITY.value)
    team = Team.objects.create(area_id=LONDON, lead_agency="police", name=name)
    if role:
        everywhere = role is Role.NATIONAL_STATISTICIAN
        area = None if everywhere else KENT if situation.elsewhere else LONDON
        Membership.objects.create(
            user=made, agency=agency, area_id=area, team=team, role=role.value, start_date=LONG_AGO
        )
    for ids in about.values():
        for number, each in enumerate(situation.given):
            _give(
                each, ids["subject_id"], {"user": made, "team": team, "agency": agency}, (made, number), today
            )
    return made


def _give(
    given: Given, subject: UUID, holders: Mapping[str, object], key: tuple[User, int], today: date
) -> None:
    Sight.objects.create(
        subject_id=subject,
        level=given.level,
        section=given.section or None,
        source="matrix",
        reference=hash((key[0].pk, key[1], subject)) % 2**62,
        start_date=LONG_AGO,
        until_date=today - timedelta(days=1) if given.ended else None,
        until_at=None if given.hours is None else timezone.now() + timedelta(hours=given.hours),
        **{given.holder: holders[given.holder]},
    )
