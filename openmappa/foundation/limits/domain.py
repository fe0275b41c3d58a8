"""How often one may ask: so many at once, and so many in a time after that."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(\d{1,6}) in (\d{1,6})s")


class LimitRefused(ValueError):
    """A limit is not written as `30 in 60s`."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests at once, and as many again in `seconds`, evenly spread (a token bucket)."""

    requests: int
    seconds: int

    @property
    def each_second(self) -> float:
        """Return how many requests become free again in a second."""
        return self.requests / self.seconds


def limit_written(text: str) -> Limit:
    """
    Return the limit that is written as `30 in 60s`: 30 at once, and 30 again in a minute.

    :raises LimitRefused: if it is written otherwise or allows nothing
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or "0" in (found[1].lstrip("0") or "0", found[2].lstrip("0") or "0"):
        raise LimitRefused("a limit was expected as in `30 in 60s`, neither number being 0")
    return Limit(int(found[1]), int(found[2]))


@dataclass(frozen=True, slots=True)
class Kind:
    """Pages that are limited together: by URL name and method, for one user and for one address.

    An address may be a whole building's, so its limit is far wider than a user's.
    """

    name: str
    pages: frozenset[str]
    methods: frozenset[str]
    user: Limit
    address: Limit


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a request may go on, and if not, in how many seconds; `first` refusal since one was allowed."""

    allowed: bool
    wait: int = 0
    first: bool = False
