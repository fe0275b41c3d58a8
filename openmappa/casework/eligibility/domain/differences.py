"""What changed between the facts and findings of one day and those of another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

DECIDING = (
    "birth_date",
    "convictions",
    "orders",
    "custody",
    "levels",
    "harm_decisions",
    "terrorism_risk_decisions",
    "terrorism_notification",
    "disqualification",
    "review_applications",
)
"""The facts on which eligibility hangs. An address, a journey or a notification does not change it."""

BY_DECISION = frozenset({"levels", "harm_decisions", "terrorism_risk_decisions"})
"""The facts that decisions of the arrangements make themselves: a change of them alone is no news about the person."""

NAMING = (
    "conviction_date", "offence_code", "imposed_date", "made_date", "decided_date", "received_date", "kind", "level",
    "start_date",
)  # fmt: skip
"""What tells the items of a list apart. References are numbers in the order of days: they move when one is added."""

REFERENCES = frozenset({"reference", "runs_against", "replaces_interim"})

Item = Mapping[str, Any]


class Happened(StrEnum):
    """What became of a fact."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FactChange:
    """
    A fact that is not as it was: its part (such as convictions), the item as it is or was, and what became of it.

    `inside` names the list within the item, `name` the fact, of which `before` and `now` are plain values, None where
    it was or is not known.
    """

    part: str
    happened: Happened
    item: Item
    inside: str = ""
    inner: Item | None = None
    name: str = ""
    before: Any = None
    now: Any = None


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A limb whose outcome or last day is not as it was. Each state is outcome, first and last day as documents have them."""

    limb: str
    before: tuple[str, str | None, str | None]
    now: tuple[str, str | None, str | None]


def facts_changed(
    before: Mapping[str, Any], now: Mapping[str, Any], *, by_decision: bool = True
) -> tuple[FactChange, ...]:
    """Return what changed of the facts on which eligibility hangs; those that decisions make only if asked for."""
    parts = [each for each in DECIDING if by_decision or each not in BY_DECISION]
    return tuple(change for part in parts for change in _part(part, before.get(part), now.get(part)))


def findings_changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[FindingChange, ...]:
    """Return the limbs of which the answer changed, in the order of the categories."""
    former = {each["limb"]: _state(each) for each in before["limbs"]}
    present = {each["limb"]: _state(each) for each in now["limbs"]}
    return tuple(
        FindingChange(limb, former[limb], state)
        for limb, state in present.items()
        if limb in former and former[limb] != state
    )


def _state(limb: Item) -> tuple[str, str | None, str | None]:
    return limb["outcome"], limb["start_date"], limb["last_date"]


def _part(part: str, before: Any, now: Any) -> Iterator[FactChange]:
    if before == now:
        return
    if not isinstance(before or now, list):
        yield FactChange(part, Happened.CHANGED, {}, name=part, before=before, now=now)
        return
    for happened, former, present in _paired(before or [], now or []):
        if happened is not Happened.CHANGED:
            yield FactChange(part, happened, present or former or {})
            continue
        yield from _item(part, former or {}, present or {})


def _item(part: str, before: Item, now: Item) -> Iterator[FactChange]:
    for name in dict.fromkeys((*before, *now)):
        former, present = before.get(name), now.get(name)
        if former == present or name in REFERENCES:
            continue
        if not _holds_items(former) and not _holds_items(present):
            yield FactChange(part, Happened.CHANGED, now, name=name, before=former, now=present)
            continue
        for happened, was, is_now in _paired(former or [], present or []):
            inner = is_now or was or {}
            if happened is not Happened.CHANGED:
                yield FactChange(part, happened, now, inside=name, inner=inner)
                continue
            for each in dict.fromkeys((*(was or {}), *(is_now or {}))):
                old, new = (was or {}).get(each), (is_now or {}).get(each)
                if old != new and each not in REFERENCES:
                    yield FactChange(part, Happened.CHANGED, now, name, inner, each, old, new)


def _holds_items(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _paired(before: list[Any], now: list[Any]) -> Iterator[tuple[Happened, Item | None, Item | None]]:
    """Yield items that were added, removed or changed. An item is the same one if what names it is the same."""
    former, present = _named(before), _named(now)
    for key in dict.fromkeys((*former, *present)):
        was, is_now = former.get(key), present.get(key)
        if was is None:
            yield Happened.ADDED, None, is_now
        elif is_now is None:
            yield Happened.REMOVED, was, None
        elif was != is_now:
            yield Happened.CHANGED, was, is_now


def _named(items: list[Item]) -> dict[tuple[Any, ...], Item]:
    """Return the items by what names each, and its number among those that are named alike."""
    found: dict[tuple[Any, ...], Item] = {}
    alike: dict[tuple[Any, ...], int] = {}
    for each in items:
        key = tuple(each.get(name) for name in NAMING)
        alike[key] = alike.get(key, 0) + 1
        found[(*key, alike[key])] = each
    return found
