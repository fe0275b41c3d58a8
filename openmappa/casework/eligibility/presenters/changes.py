"""What changed since a decision, in words."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.deciding import Proposal
from openmappa.casework.eligibility.domain.differences import (
    FactChange,
    FindingChange,
    Happened,
    facts_changed,
    findings_changed,
)
from openmappa.casework.eligibility.presenters.facts import item_in_words, name_of, value_in_words
from openmappa.casework.eligibility.presenters.outcomes import days_in_words, outcome_in_words
from openmappa.statute.vocabulary.limbs import LIMBS, Limb

_BY_DECISION = frozenset({Limb.CATEGORY_3, Limb.CATEGORY_4_RISK})


def facts_in_words(before: Proposal, now: Proposal) -> list[str]:
    """Return what changed of the recorded facts on which eligibility hangs, a sentence for each."""
    return [_fact(each) for each in facts_changed(before.facts, now.facts, by_decision=False)]


def changes_in_words(before: Proposal, now: Proposal) -> list[str]:
    """Return what changed of the facts, then of the answers, then of the rules: a sentence for each."""
    answers = findings_changed(before.findings, now.findings)
    by_decision = any(each.limb in _BY_DECISION for each in answers)
    facts = facts_changed(before.facts, now.facts, by_decision=by_decision)
    return [*map(_fact, facts), *map(_finding, answers), *_rules(before, now)]


def _fact(change: FactChange) -> str:
    if not change.item:
        where = name_of(change.part).capitalize()
    else:
        where = item_in_words(change.part, change.item)
        if change.inside and change.inner:
            inner = item_in_words(change.inside, change.inner)
            where = f"{where}, {inner[:1].lower()}{inner[1:]}"
    if change.happened is Happened.ADDED:
        return _("Added: %(fact)s.") % {"fact": where}
    if change.happened is Happened.REMOVED:
        return _("No longer recorded: %(fact)s.") % {"fact": where}
    return _("%(where)s. Changed: %(name)s, %(before)s before, %(now)s now.") % {
        "where": where,
        "name": name_of(change.name),
        "before": value_in_words(change.name, change.before),
        "now": value_in_words(change.name, change.now),
    }


def _finding(change: FindingChange) -> str:
    words = LIMBS[Limb(change.limb)]
    return _("Category %(category)s, %(limb)s: %(before)s before, %(now)s now.") % {
        "category": words.category,
        "limb": f"{_(words.name)[:1].lower()}{_(words.name)[1:]}",
        "before": _state(change.before),
        "now": _state(change.now),
    }


def _state(state: tuple[str, str | None, str | None]) -> str:
    outcome, start, last = state
    said = outcome_in_words(outcome).lower()
    days = days_in_words(start, last, inside=True) if outcome == "met" else ""
    return f"{said} ({days})" if days else said


def _rules(before: Proposal, now: Proposal) -> Iterator[str]:
    former, present = before.findings["rules_version"], now.findings["rules_version"]
    if former != present:
        yield _("The rules: version %(before)s before, version %(now)s now.") % {
            "before": former,
            "now": present,
        }
    if before.findings["settings"] != now.findings["settings"]:
        yield _("How open questions of law are answered was changed.")
