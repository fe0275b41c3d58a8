"""Who may sign in with a local password."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.http import HttpRequest

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.accounts.queries import memberships_on
from openmappa.foundation.accounts.services import (
    DemonstrationAccount,
    NotADemonstration,
    make_demonstration_accounts,
)

pytestmark = pytest.mark.django_db

STARTED = date(2024, 1, 1)
ACCOUNT = DemonstrationAccount(
    "co-ordinator@demo.example", "Demo co-ordinator", Role.CO_ORDINATOR, "probation-london", 21
)


def make(password: str = "a long password") -> User:
    make_demonstration_accounts([ACCOUNT], password=password, start_date=STARTED, using="default")
    return User.objects.get(email=ACCOUNT.email)


def signed_in(password: str = "a long password") -> object:
    return authenticate(HttpRequest(), username=ACCOUNT.email, password=password)


def test_demonstration_account_signs_in_to_the_demonstration() -> None:
    assert make() == signed_in()
    assert signed_in("another password") is None


def test_demonstration_account_is_refused_elsewhere(settings: Any) -> None:
    user = make()
    settings.DEMONSTRATION = False
    assert signed_in() is None
    from openmappa.foundation.accounts.services import LocalSignIn

    assert LocalSignIn().get_user(user.pk) is None


def test_demonstration_accounts_are_not_made_elsewhere(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(NotADemonstration):
        make()
    assert not User.objects.exists()


def test_making_accounts_again_changes_the_password_only() -> None:
    make()
    make("a newer password")
    assert signed_in() is None
    assert signed_in("a newer password")
    assert Membership.objects.count() == 1


def test_account_that_is_not_active_is_refused() -> None:
    make()
    User.objects.update(is_active=False)
    assert signed_in() is None


@pytest.mark.parametrize(
    ("start", "until", "holds"),
    [
        (date(2024, 4, 10), None, True),
        (date(2024, 4, 11), None, False),
        (STARTED, date(2024, 4, 11), True),
        (STARTED, date(2024, 4, 10), False),
    ],
    ids=["from today", "from tomorrow", "until tomorrow", "until today"],
)
def test_membership_holds_from_its_first_day_until_the_day_it_ends(
    start: date, until: date | None, holds: bool
) -> None:
    user = make()
    Membership.objects.update(start_date=start, until_date=until)
    assert memberships_on(user, as_at=date(2024, 4, 10)).exists() is holds


def test_closed_account_holds_nothing() -> None:
    user = make()
    assert memberships_on(user, as_at=date(2024, 4, 10)).exists()
    User.objects.update(is_active=False)
    assert not memberships_on(user, as_at=date(2024, 4, 10)).exists()
