"""Which years of an area's figures compare with each other, and why others do not."""

from __future__ import annotations

from collections.abc import Sequence

from openmappa.oversight.statistics.domain.choices import in_words
from openmappa.oversight.statistics.domain.figures import Figures
from openmappa.oversight.statistics.domain.rules import CountingRule

Difference = tuple[str, str, str]
"""A question that was settled otherwise, how before, and how now."""


def whole_years(years: Sequence[Figures]) -> list[Figures]:
    """Return the years whose records are whole, as far as they say: no others may stand beside each other."""
    return [each for each in years if each.is_whole]


def has_new_version(rule: CountingRule, before: Figures, now: Figures) -> bool:
    """Return whether the rule had another version in the count of the year before."""
    versions = (before.versions.get(rule.name), now.versions.get(rule.name))
    return None not in versions and versions[0] != versions[1]


def settled_otherwise(rule: CountingRule, before: Figures, now: Figures) -> list[Difference]:
    """Return the settings which the rule heeds and which were others in the count of the year before."""
    return [
        (question, was, is_now)
        for (name, question, was, _), (_, _, is_now, _) in zip(
            in_words(before.choices), in_words(now.choices), strict=True
        )
        if name in rule.settings and was != is_now
    ]


def compares(rule: CountingRule, before: Figures, now: Figures) -> bool:
    """Return whether the rule counted both years alike."""
    return not has_new_version(rule, before, now) and not settled_otherwise(rule, before, now)
