"""Drawing from weights and spans. Everything is drawn from a seeded generator, so that a seed gives the same caseload."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def between(random: Random, low: int, high: int) -> int:
    """Return a whole number from `low` to `high`, both included; `low` if there is nothing between them."""
    return low + int(random.random() * (high - low + 1)) if high > low else low


def one_of(random: Random, things: Sequence[T]) -> T:
    """Return one of the things, each as likely as the next."""
    return things[int(random.random() * len(things))]


def drum(weights: Mapping[T, int]) -> tuple[T, ...]:
    """Return each thing as often as it weighs, to draw from with `one_of`."""
    return tuple(thing for thing, weight in weights.items() for _ in range(weight))


def spread(total: int, shares: Mapping[T, float]) -> dict[T, int]:
    """
    Return `total` split by shares into whole numbers that add up to it (largest remainders first).

    :raises ValueError: if there is something to split and no share is above nought
    """
    whole = sum(shares.values())
    if whole <= 0:
        if total:
            raise ValueError("There are people to place, and nowhere to place them.")
        return dict.fromkeys(shares, 0)
    exact = {thing: total * share / whole for thing, share in shares.items()}
    counts = {thing: int(value) for thing, value in exact.items()}
    missing = total - sum(counts.values())
    for thing in sorted(exact, key=lambda each: counts[each] - exact[each])[:missing]:
        counts[thing] += 1
    return counts
