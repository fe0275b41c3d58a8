"""The choices of the room's forms, as the radio and select components take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.dangerous import RANKS, REVIEW_OUTCOMES
from openmappa.casework.eligibility.domain.deciding import Answer, Proposal
from openmappa.casework.eligibility.domain.questions import RECORDED, VICTIM_AGE, Question, names_of
from openmappa.casework.eligibility.forms import NOT_ELIGIBLE
from openmappa.casework.eligibility.presenters.facts import item_in_words, value_in_words
from openmappa.casework.eligibility.services.dangerous import status_settings
from openmappa.foundation.ui.fields import error_of
from openmappa.foundation.ui.stale import Part
from openmappa.statute.vocabulary.limbs import LIMBS, Limb

Item = dict[str, Any]

QUESTIONS = {
    "schedule_3_conditions_met": "Are the conditions met under which Schedule 3 to the Sexual Offences Act 2003 lists it?",
    "victim_age": "How old was the youngest victim or other party at the time?",
    "section_327_4a_lists_it": "Does section 327(4A) of the Criminal Justice Act 2003 list the offence?",
    "indicates_serious_harm": "Does the offence show that the person is capable of causing serious harm?",
    "terrorist_connection": "Did the court determine that the offence had a terrorist connection?",
    "terrorism_notification_applies": "Does Part 4 of the Counter-Terrorism Act 2008 apply to the offence?",
}
"""What is asked of a conviction, in words."""


def of_override(chosen: object) -> list[Item]:
    """Return what somebody can be decided to be: each limb that is law, with its category, and not eligible."""
    items = [
        {
            "value": str(each),
            "text": _("Category %(category)s") % {"category": words.category},
            "hint": {"text": f"{_(words.name)}. {words.citation or _('Section not verified')}"},
            "checked": chosen == str(each),
        }
        for each, words in LIMBS.items()
        if not words.is_repealed
    ]
    return [
        *items,
        {"divider": _("or")},
        {
            "value": NOT_ELIGIBLE,
            "text": _("Not MAPPA-eligible"),
            "hint": {"text": _("Considered, and in no category")},
            "checked": chosen == NOT_ELIGIBLE,
        },
    ]


def chosen_in_words(chosen: object) -> str:
    """Return what was chosen of an override."""
    if chosen in {str(each) for each in LIMBS}:
        return _("Category %(category)s") % {"category": LIMBS[Limb(str(chosen))].category}
    return _("Not MAPPA-eligible") if chosen == NOT_ELIGIBLE else ""


def of_answer(chosen: object, *, own: bool) -> list[Item]:
    """Return the answers to an override: who decided can only withdraw it."""
    if own:
        words = {Answer.WITHDRAWN: _("Withdraw my decision")}
    else:
        words = {
            Answer.AGREED: _("Agree: the standing changes as shown above"),
            Answer.DECLINED: _("Decline: nothing changes"),
        }
    return [
        {"value": each.value, "text": text, "checked": chosen == each.value} for each, text in words.items()
    ]


def of_questions(asked: Iterable[Question], proposal: Proposal, form: forms.Form) -> list[Item]:
    """Return the open questions under the conviction that each is about."""
    convictions = {each["reference"]: each for each in proposal.facts.get("convictions") or ()}
    groups: dict[str, list[Item]] = {}
    for each in asked:
        groups.setdefault(each.conviction, []).append(
            {
                "name": each.name,
                "text": _(QUESTIONS[each.fact]),
                "is_number": each.fact == VICTIM_AGE,
                "value": form[each.name].value() if form[each.name].value() is not None else "",
                "error": error_of(form, each.name),
                "items": _yes_no(form[each.name].value()),
            }
        )
    return [
        {"title": item_in_words("convictions", convictions[reference]), "questions": questions}
        for reference, questions in groups.items()
    ]


def answers_sent(sent: Mapping[str, str], proposal: Proposal) -> tuple[Part, ...]:
    """Return each answer that came too late beside what is recorded of its question now."""
    words = {"yes": _("yes"), "no": _("no")}
    found = []
    convictions = proposal.facts.get("convictions") or ()
    names = names_of(convictions)
    for conviction in convictions:
        reference = conviction["reference"]
        for fact in RECORDED:
            answer = sent.get(Question(reference, fact, names[reference]).name, "").strip()
            if answer:
                name = f"{item_in_words('convictions', conviction)}. {_(QUESTIONS[fact])}"
                now = value_in_words(fact, conviction.get(fact))
                found.append(Part(name, _("not known"), now, words.get(answer, answer)))
    return tuple(found)


def of_ranks(chosen: object) -> list[Item]:
    """Return the ranks that may authorise the status, to choose from."""
    ranks = status_settings().ranks
    return [
        {"value": "", "text": _("Select a rank")},
        *({"value": str(each), "text": _(RANKS[each]), "selected": chosen == str(each)} for each in ranks),
    ]


def least_rank() -> str:
    """Return the lowest rank that may authorise the status, in the middle of a sentence."""
    return _(RANKS[status_settings().least_rank]).lower()


def of_review(chosen: object) -> list[Item]:
    """Return what a review can find."""
    return [
        {"value": str(each), "text": _(words), "checked": str(chosen) == str(each)}
        for each, words in REVIEW_OUTCOMES.items()
    ]


def _yes_no(chosen: object) -> list[Item]:
    words = {"yes": _("Yes"), "no": _("No"), "": _("Not known")}
    return [
        {"value": value, "text": text, "checked": (chosen or "") == value} for value, text in words.items()
    ]
