"""Each limb as somebody who has to challenge it can follow it: met or not, why, the section, the facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.deciding import MET, NEEDS_FACT, Proposal
from openmappa.casework.eligibility.presenters.facts import needed_in_words, path_in_words
from openmappa.casework.eligibility.presenters.outcomes import (
    TAGS,
    category_in_words,
    days_in_words,
    outcome_in_words,
)
from openmappa.foundation.ui.words import day
from openmappa.statute.provisions.settings import open_questions
from openmappa.statute.vocabulary.limbs import LIMBS, Limb


def headline(proposal: Proposal) -> dict[str, object]:
    """Return what the law says in a line, what it leaves open, and how it goes on."""
    return {
        "day": day(proposal.as_at),
        "category": category_in_words(proposal.category) if proposal.category else _not_eligible(proposal),
        "is_eligible": proposal.category is not None,
        "open": _open(proposal),
        "coming": [_stretch(each) for each in proposal.findings["coming"]] if proposal.category else [],
    }


def limbs(proposal: Proposal) -> list[dict[str, object]]:
    """Return every limb as a card: those met first, then those not known, then those not met."""
    order = (MET, NEEDS_FACT)
    found = sorted(
        proposal.findings["limbs"],
        key=lambda each: order.index(each["outcome"]) if each["outcome"] in order else len(order),
    )
    return [_limb(each, proposal) for each in found]


def unverified(proposal: Proposal) -> list[dict[str, str]]:
    """Return the rules that the answer rests on of which not all was read, with what was not."""
    return [
        {"citation": each["citation"], "words": each["unverified"]}
        for each in proposal.findings["unverified"]
        if each["rule"] in _rules(proposal)
    ]


def settings_used(settings: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return how open questions of law that bear on eligibility were answered, and what the answer rests on."""
    return [
        {"question": each.question, "basis": each.basis, "answer": _answer(settings[name])}
        for name, each, _default in open_questions()
        if name in _ON_ELIGIBILITY and name in settings
    ]


_ON_ELIGIBILITY = (
    "headline_order",
    "category_2_adds_consecutive_terms",
    "post_sentence_supervision_counts",
    "unrecorded_terrorist_connection_is_none",
    "leap_birthday_in_march",
)


def _not_eligible(proposal: Proposal) -> str:
    if proposal.is_open:
        return _("Not known: a fact is missing")
    return category_in_words(None)


def _open(proposal: Proposal) -> str:
    if not proposal.is_open:
        return ""
    named = _(" and ").join(_("Category %(number)s") % {"number": each} for each in proposal.undecided)
    if proposal.category is None:
        return _("%(categories)s cannot be ruled out until more is known.") % {"categories": named}
    words = _("%(categories)s, which would go before it, cannot be ruled out until more is known.")
    return words % {"categories": named}


def _stretch(stretch: Mapping[str, Any]) -> str:
    days = days_in_words(stretch["start_date"], stretch["last_date"])
    return f"{category_in_words(stretch['category'])}. {days}"


def _limb(document: Mapping[str, Any], proposal: Proposal) -> dict[str, object]:
    words = LIMBS[Limb(document["limb"])]
    reasons = {tuple(map(str, each.values())): each for each in document["reasons"]}.values()
    needs = dict.fromkeys(
        needed_in_words(each["needs"], proposal.facts)
        for each in reasons
        if each["needs"] and document["outcome"] == NEEDS_FACT
    )
    return {
        "key": document["limb"].replace("_", "-"),
        "title": _(words.name),
        "category": words.category,
        "citation": words.citation or _("Section not verified"),
        "outcome": outcome_in_words(document["outcome"]),
        "tag": TAGS[document["outcome"]],
        "days": days_in_words(document["start_date"], document["last_date"])
        if document["outcome"] == MET
        else "",
        "reasons": [_reason(each, proposal) for each in reasons],
        "needs": list(needs),
        "verified": words.verified,
    }


def _reason(document: Mapping[str, Any], proposal: Proposal) -> dict[str, object]:
    used = dict.fromkeys(path_in_words(each, proposal.facts) for each in document["facts"])
    return {
        "outcome": outcome_in_words(document["outcome"]),
        "tag": TAGS[document["outcome"]],
        "words": document["words"],
        "citation": document["citation"],
        "facts": "; ".join(used),
        "verified": document["verified"],
    }


def _rules(proposal: Proposal) -> set[str]:
    return {reason["rule"] for limb in proposal.findings["limbs"] for reason in limb["reasons"]}


def _answer(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return str(value)
