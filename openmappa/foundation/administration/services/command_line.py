"""What only the command line does, as the owner: the first system managers, and roles of all areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connections, transaction
from django.db.models import Q

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.accounts.services import invite, same_address
from openmappa.foundation.agencies.models import Agency
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.database.roles import Role as DatabaseRole

USING = DatabaseRole.OWNER.value
ACTING = "command line"
FIRST_MANAGERS = 2


class UnableToGive(RuntimeError):
    """The command line does not give this; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """An account that was let in, and the secret of its one-time link."""

    email: str
    secret: str


def let_in_system_manager(*, area: int, email: str, name: str, as_at: date, now: datetime) -> LetIn:
    """Make one of an area's first two system managers. Further ones are proposed and agreed to on screen.

    :raises UnableToGive: if the area has two system managers, or the address has this role already
    """
    held = Membership.objects.using(USING).filter(
        Q(until_date__isnull=True) | Q(until_date__gt=as_at),
        role=Role.SYSTEM_MANAGER.value,
        area_id=area,
        user__is_active=True,
    )
    address = same_address(email)
    if held.filter(user__email=address).exists():
        raise UnableToGive("this address is a system manager of the area already; make it a new link instead")
    if held.count() >= FIRST_MANAGERS:
        raise UnableToGive(
            "the area has two system managers, who can propose and agree to further ones under Accounts"
        )
    agency = Agency.objects.using(USING).get(area_id=area, kind="probation")
    return _let_in(Role.SYSTEM_MANAGER, agency, area=area, address=address, name=name, as_at=as_at, now=now)


def let_in_statistician(*, agency_code: str, email: str, name: str, as_at: date, now: datetime) -> LetIn:
    """Make a national statistician, whose role is of all areas and is therefore given here only.

    :raises UnableToGive: if there is no such agency
    """
    agency = Agency.objects.using(USING).filter(code=agency_code).first()
    if agency is None:
        raise UnableToGive(f"there is no agency {agency_code}; expected a code such as prison-service")
    address = same_address(email)
    return _let_in(
        Role.NATIONAL_STATISTICIAN, agency, area=None, address=address, name=name, as_at=as_at, now=now
    )


def new_link_for(email: str, *, now: datetime) -> LetIn:
    """Make a new one-time link for an account that is there.

    :raises UnableToGive: if there is none, or it is closed
    """
    user = User.objects.using(USING).filter(email=same_address(email), is_active=True).first()
    if user is None:
        raise UnableToGive("there is no open account with this email address")
    with transaction.atomic(using=USING):
        secret = invite(user, by=None, now=now, using=USING)
        _write("one-time link made", user)
    return LetIn(user.email, secret)


def _let_in(
    role: Role, agency: Agency, *, area: int | None, address: str, name: str, as_at: date, now: datetime
) -> LetIn:
    with transaction.atomic(using=USING):
        user = User.objects.using(USING).filter(email=address).first()
        if user is None:
            user = User(email=address, name=name.strip(), area_id=area)
            user.set_unusable_password()
            user.save(using=USING)
        Membership.objects.using(USING).create(
            user=user, agency=agency, area_id=area, role=role.value, start_date=as_at
        )
        secret = invite(user, by=None, now=now, using=USING)
        _write("membership given", user, role=role.value, area=area)
    return LetIn(address, secret)


def _write(what: str, user: User, *, role: str = "", area: int | None = None) -> None:
    detail = {"account": str(user.pk), **({"role": role} if role else {})}
    record_event(
        connections[USING], Entry(Operation.ALTERATION, what, acting=ACTING, area=area, detail=detail)
    )
