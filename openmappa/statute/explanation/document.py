"""The answer as a document of plain values, for other programs and for what is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from openmappa.statute.categories.eligibility import Stretch
from openmappa.statute.categories.ground import LimbAnswer
from openmappa.statute.duties.duty import Duty
from openmappa.statute.explanation.answer import RULES_VERSION, Answer, OrderAnswer, unverified_rules
from openmappa.statute.facts.reading import NO_LAST_DAY
from openmappa.statute.notification.requirement import Requirement
from openmappa.statute.provisions.dates import NO_LAST_DATE
from openmappa.statute.provisions.finding import Reason
from openmappa.statute.review.review import Review


def as_document(answer: Answer) -> dict[str, Any]:
    """Return the whole answer. Days are ISO 8601; "none" is a last day that never comes, null one that is not known."""
    found = answer.eligibility
    return {
        "as_at": answer.as_at.isoformat(),
        "rules_version": RULES_VERSION,
        "settings": _plain(asdict(answer.settings)),
        "eligible": found.outcome.value,
        "category": found.category,
        "since": _day(found.since),
        "undecided_categories": list(found.undecided),
        "coming": [_stretch(each) for each in found.coming],
        "limbs": [_limb(each) for each in found.limbs],
        "requirements": [_requirement(each, answer.as_at) for each in answer.requirements.each],
        "orders": [_order(each) for each in answer.orders],
        "review": _review(answer.review),
        "duties": duties_document(answer.duties),
        "unverified": [
            {"rule": each.key, "citation": str(each.citation), "unverified": each.unverified}
            for each in unverified_rules(answer)
        ],
    }


def duties_document(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Return duties as plain values."""
    return [
        {
            "kind": each.kind.value,
            "status": each.status.value,
            "trigger": each.trigger,
            "trigger_date": each.trigger_date.isoformat(),
            "due_date": _day(each.due_date),
            "arithmetic": each.arithmetic,
            "done_date": _day(each.done_date),
            "rule": each.rule.key,
            "citation": str(each.rule.citation),
            "verified": each.rule.is_verified,
            "source": each.source,
            "needs": each.needs or None,
        }
        for each in duties
    ]


def _limb(limb: LimbAnswer) -> dict[str, Any]:
    return {
        "limb": limb.limb.value,
        "category": limb.category,
        "outcome": limb.outcome.value,
        "start_date": _day(limb.start_date),
        "last_date": _day(limb.last_date),
        "reasons": [_reason(each) for each in limb.reasons],
        "grounds": [
            {
                "source": each.source,
                "outcome": each.finding.outcome.value,
                "start_date": _day(each.finding.start_date),
                "last_date": _day(each.finding.last_date),
            }
            for each in limb.grounds
        ],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "outcome": reason.outcome.value,
        "words": reason.words,
        "rule": reason.rule.key,
        "citation": str(reason.rule.citation),
        "verified": reason.rule.is_verified,
        "facts": list(reason.facts),
        "needs": reason.needs or None,
    }


def _requirement(requirement: Requirement, as_at: date) -> dict[str, Any]:
    return {
        "basis": requirement.basis.value,
        "source": requirement.source,
        "holds": requirement.holds_on(as_at).value,
        "relevant_date": _day(requirement.relevant_date),
        "start_date": _day(requirement.start_date),
        "last_date": _day(requirement.last_date),
    }


def _order(answer: OrderAnswer) -> dict[str, Any]:
    return {
        "order": answer.order.reference,
        "term": answer.term.outcome.value,
        "proof": answer.proof.value,
        "reasons": [_reason(each) for each in (*answer.term.reasons, answer.proof_reason, answer.effect)],
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "may_apply": review.finding.outcome.value,
        "qualifying_date": _day(review.qualifying_date),
        "reasons": [_reason(each) for each in review.finding.reasons],
        "steps": [
            {
                "step": each.words,
                "due_date": _day(each.due_date),
                "arithmetic": each.arithmetic,
                "done_date": _day(each.done_date),
                "citation": str(each.rule.citation),
            }
            for each in review.steps
        ],
    }


def _stretch(stretch: Stretch) -> dict[str, Any]:
    return {
        "category": stretch.category,
        "start_date": _day(stretch.start_date),
        "last_date": _day(stretch.last_date) if stretch.is_certain else None,
    }


def _day(day: date | None) -> str | None:
    if day is None:
        return None
    return NO_LAST_DAY if day == NO_LAST_DATE else day.isoformat()


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}
