"""A form that decides about something: who opens it, what they type, what somebody else does first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from openmappa.foundation.accounts.models import User
from tests.sent import as_sent

MINE, THEIRS = "My own words, typed at length", "What somebody else wrote"
MANAGER, OTHER_MANAGER = "system_manager", "second_manager"
Typed = Mapping[str, object]


def client_of(who: str) -> Client:
    """Return a browser of the user's."""
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@example.test"))
    return client


def sends(who: str, page: str, typed: Typed, *, action: str = "") -> None:
    """Send a form in time, as somebody else does meanwhile; fail if it is not taken."""
    client = client_of(who)
    answer = client.post(action or page, as_sent(client, page, typed, action=action))
    assert answer.status_code == 302 or "One-time link" in answer.content.decode(), answer.content.decode()


def day(name: str, date: str) -> dict[str, str]:
    """Return the three boxes of a date that is written as 27 3 2024."""
    return {f"{name}-{part}": each for part, each in zip(("day", "month", "year"), date.split(), strict=True)}


@dataclass(frozen=True)
class Case:
    """A form: `page` shows it and `action` takes it, if that is another address.

    `first` is done before it is opened, `meanwhile` by somebody else while it is open. `shows` is what the answer
    must show of that. `over` says that nothing is left to save then. `mine` is, of what is typed, what must be found again.
    """

    who: str
    page: Callable[[], str]
    typed: Callable[[], Typed]
    meanwhile: Callable[[], object]
    shows: str
    first: Callable[[], object] = lambda: None
    action: Callable[[], str] = lambda: ""
    over: bool = False
    mine: str = MINE


def of(name: str, **parts: Any) -> Callable[[], str]:
    return lambda: reverse(name, kwargs=parts)
