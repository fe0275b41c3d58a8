"""A small caseload and signed-in browsers for the front's tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.journeys import people


@pytest.fixture
def caseload(db: None) -> None:
    people.build(using="default")


@pytest.fixture
def signed_in(caseload: None) -> Callable[[str], Client]:
    from openmappa.foundation.accounts.models import User

    def of(role: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{role}@example.test"))
        return client

    return of
