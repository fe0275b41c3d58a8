"""A co-ordinator of London with a password, and a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Membership, User
from openmappa.foundation.agencies.models import Agency

PASSWORD = "umbrella teapot glacier"
ADDRESS = "pat@example.test"


@pytest.fixture
def user(db: None) -> User:
    made = User(email=ADDRESS, name="Pat", area_id=21)
    made.set_password(PASSWORD)
    made.save()
    agency = Agency.objects.get(code="probation-london")
    Membership.objects.create(
        user=made, agency=agency, area_id=21, role=Role.CO_ORDINATOR.value, start_date=date(2024, 1, 1)
    )
    return made


@pytest.fixture
def sign_in(user: User) -> Callable[..., Client]:
    """Return a way to give an address and a password, in a new browser or one that is there."""

    def give(address: str = ADDRESS, password: str = PASSWORD, client: Client | None = None) -> Client:
        client = client or Client()
        client.last = client.post("/sign-in/", {"email": address, "password": password})  # type: ignore[attr-defined]
        return client

    return give
