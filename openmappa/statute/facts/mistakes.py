"""Mistakes in facts that were given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a fact is wrong, what is wrong with it and what was expected. Never the value itself."""

    path: str
    wrong: str
    expected: str

    def __str__(self) -> str:
        return f"{self.path} {self.wrong}: expected {self.expected}"


class WrongFacts(ValueError):
    """The facts cannot be read, or cannot all be true. `mistakes` names each of them."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("; ".join(str(each) for each in mistakes))
        self.mistakes = mistakes
