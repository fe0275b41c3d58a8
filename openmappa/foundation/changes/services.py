"""Tell those above that facts changed. Calls go down; news goes up, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.changes.domain import News, What

Subscriber = Callable[[BaseDatabaseWrapper, News], None]


@dataclass(frozen=True, slots=True)
class Subscription:
    """Who wants to know of what, and why, in words for the page of subscribers."""

    what: frozenset[What]
    subscriber: Subscriber
    why: str

    @property
    def name(self) -> str:
        """Return where the subscriber stands."""
        return f"{self.subscriber.__module__}.{self.subscriber.__qualname__}"


_subscriptions: dict[str, Subscription] = {}


def subscribe(what: Collection[What], subscriber: Subscriber, *, why: str) -> None:
    """Have the subscriber called whenever facts of these kinds change. Called from a room's apps.py."""
    subscription = Subscription(frozenset(what), subscriber, why)
    _subscriptions[subscription.name] = subscription


def subscriptions() -> Iterable[Subscription]:
    """Return all subscriptions, by name."""
    return [_subscriptions[name] for name in sorted(_subscriptions)]


def changed(
    connection: BaseDatabaseWrapper, *, area: int, what: Collection[What], subjects: Collection[UUID]
) -> None:
    """Tell of changed facts about these subjects of the area, in the transaction that changed them."""
    _tell(connection, News(area, frozenset(what), tuple(subjects)))


def changed_by_load(connection: BaseDatabaseWrapper, *, area: int, what: Collection[What]) -> None:
    """Tell once, at the end of a load, that facts of these kinds changed in the area."""
    if what:
        _tell(connection, News(area, frozenset(what)))


def _tell(connection: BaseDatabaseWrapper, news: News) -> None:
    for subscription in subscriptions():
        if subscription.what & news.what:
            subscription.subscriber(connection, news)
