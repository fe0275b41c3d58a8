"""How far a long piece of work has come."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Whoever is told of progress: the command line shows it with its rate and the time left."""

    def begin(self, words: str, total: int, unit: str) -> None:
        """Take note that a piece of work of `total` units begins. Its forerunner is done."""
        ...

    def advance(self, count: int) -> None:
        """Take note that so many further units are done."""
        ...


class Unwatched:
    """Progress that nobody watches."""

    def begin(self, words: str, total: int, unit: str) -> None:
        """Do nothing."""

    def advance(self, count: int) -> None:
        """Do nothing."""
