"""The forms: confirm, decide otherwise, answer as the second officer, record a fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openmappa.casework.eligibility import queries
from openmappa.casework.eligibility.domain.deciding import ANSWERS, Answer, Target
from openmappa.casework.eligibility.domain.matter import Matter
from openmappa.casework.eligibility.domain.questions import questions
from openmappa.casework.eligibility.forms import AnswerOverride, Confirm, Override, RecordFacts
from openmappa.casework.eligibility.presenters import choices, decisions, findings
from openmappa.casework.eligibility.presenters.outcomes import decided_in_words
from openmappa.casework.eligibility.services import deciding, recording
from openmappa.casework.eligibility.services.problems import MatterHasChanged, UnableToDecide
from openmappa.casework.eligibility.views.reading import PAGE, may_here
from openmappa.foundation.access.domain import Permission
from openmappa.foundation.access.middleware import ViewedRequest
from openmappa.foundation.drafts.domain import Offer
from openmappa.foundation.drafts.forms import in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import DateParts, add_refusal, date_items, error_of, errors_of
from openmappa.foundation.ui.stale import Versioned, requires_version

Saved = Callable[[dict[str, Any]], None]


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def decide(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Decide as the law says, after reading what that changes."""
    matter = _matter(request, case, Permission.DECIDE_ELIGIBILITY)
    start = matter.first_day
    form = Confirm(request.POST or None, initial={"start_date": start} | in_use(offer, Confirm))

    def save(values: dict[str, Any]) -> None:
        deciding.confirm(by=request.viewer, subject_id=case.subject_id, **values)

    if request.method == "POST" and form.is_valid():
        start = form.cleaned_data["start_date"]
    target = matter.law
    more = {
        "headline": findings.headline(matter.proposal),
        "recorded": decisions.standing(matter.present),
        "effect": _effect(matter, target, start, was_confirmed=True),
        "considered": decisions.considered(matter),
        "to_decide": decisions.why_to_decide(matter),
        "limbs": findings.limbs(matter.proposal),
        "asks_reason": matter.proposal.is_open or target.category is None,
        "questions": questions(matter.proposal),
        "waits": matter.waiting is not None,
    }
    done = _("The decision is recorded")
    said = decided_in_words(target.kind, target.category)
    return _answered(request, case, offer, form, matter, save, "eligibility/decide.jinja", done, said, more)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def override(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Decide otherwise than the law says; a second officer must agree before anything changes."""
    matter = _matter(request, case, Permission.DECIDE_ELIGIBILITY)
    initial = {"start_date": matter.proposal.as_at} | in_use(offer, Override)
    form = Override(request.POST or None, initial=initial)

    def save(values: dict[str, Any]) -> None:
        deciding.override(by=request.viewer, subject_id=case.subject_id, **values)

    more = {
        "headline": findings.headline(matter.proposal),
        "recorded": decisions.standing(matter.present),
        "choices": choices.of_override(form["limb"].value()),
        "waits": matter.waiting is not None,
    }
    done = _("The decision waits for a second officer. Nothing has changed yet.")
    said = choices.chosen_in_words(form["limb"].value())
    return _answered(request, case, offer, form, matter, save, "eligibility/override.jinja", done, said, more)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def answer(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Agree or decline as the second officer; or, as who decided, withdraw."""
    matter = _matter(request, case, Permission.AGREE_ELIGIBILITY, Permission.DECIDE_ELIGIBILITY)
    waiting = matter.waiting
    if waiting is None:
        return redirect(PAGE, subject_id=case.subject_id)
    own = waiting.by_id == request.viewer.user_id
    form = AnswerOverride(request.POST or None, initial=in_use(offer, AnswerOverride))

    def save(values: dict[str, Any]) -> None:
        deciding.answer_override(by=request.viewer, subject_id=case.subject_id, **values)

    target = deciding.target_of_override(waiting)
    more = {
        "decision": decisions.decision(waiting),
        "headline": findings.headline(matter.proposal),
        "recorded": decisions.standing(matter.present),
        "effect": _effect(matter, target, waiting.start_date, was_confirmed=False),
        "own": own,
        "items": choices.of_answer(form["answer"].value(), own=own),
    }
    sent = form.cleaned_data.get("answer") if form.is_bound and form.is_valid() else None
    done = _("You agreed. The standing is changed.") if sent is Answer.AGREED else _("The answer is recorded")
    said = ANSWERS.get(sent, "") if sent else ""
    return _answered(
        request, case, offer, form, matter, save, "eligibility/answer.jinja", done, _(said), more
    )


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def record_facts(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Record facts that were not known and decide a limb."""
    matter = _matter(request, case, Permission.DECIDE_ELIGIBILITY)
    asked = questions(matter.proposal)
    form = RecordFacts(request.POST or None, asked=asked, initial=_draft_of_facts(offer))

    def save(values: dict[str, Any]) -> None:
        recording.record_facts(
            by=request.viewer, subject_id=case.subject_id, answers=form.answers(),
            reason=values["reason"], expected=values["expected"],
        )  # fmt: skip

    more = {
        "groups": choices.of_questions(asked, matter.proposal, form),
        "headline": findings.headline(matter.proposal),
    }
    done = _("Recorded. What the law says was worked out again.")
    said = _("Your answers")
    return _answered(
        request, case, offer, form, matter, save, "eligibility/record_facts.jinja", done, said, more
    )


def _draft_of_facts(offer: Offer) -> dict[str, Any]:
    if not offer.in_use or offer.draft is None:
        return {}
    return {name: values[-1] for name, values in offer.draft.typed.items() if values}


def _matter(request: ViewedRequest, case: Case, *permissions: Permission) -> Matter:
    """Return the matter for who holds one of the permissions; who sees the record in part holds none."""
    if not may_here(request.viewer, case, *permissions):
        raise PermissionDenied
    return queries.matter_of(viewer=request.viewer, subject_id=case.subject_id)


def _effect(matter: Matter, target: Target, start: Any, *, was_confirmed: bool) -> list[str]:
    try:
        found = deciding.effect_for(matter, target, start_date=start, was_confirmed=was_confirmed)
    except UnableToDecide as problem:
        return [str(problem)]
    return decisions.effect(found)


def _answered(
    request: ViewedRequest,
    case: Case,
    offer: Offer,
    form: Versioned,
    matter: Matter,
    save: Saved,
    template: str,
    done: str,
    said: str,
    more: dict[str, Any],
) -> HttpResponse:
    """Save the form that was sent, or show it again with what is wrong; a save that came too late shows both states."""
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except UnableToDecide as problem:
            add_refusal(form, problem)
        except MatterHasChanged as late:
            stale = decisions.late(late.now, form.cleaned_data["expected"], typed=said)
        else:
            messages.success(request, done)
            return redirect(PAGE, subject_id=case.subject_id)
    names = [name for name in form.fields if name != "expected"]
    context = {
        "case": case,
        "form": form,
        "offer": offer,
        "error": bool(form.errors) or stale is not None,
        "errors": errors_of(form),
        "error_of": {name: error_of(form, name) for name in names},
        "dates": {name: date_items(form, name) for name in names if isinstance(form.fields[name], DateParts)},
        # Saving again after a save that came too late is a decision taken with the present state in view.
        "expected": matter.token if request.method != "POST" or stale else form["expected"].value() or "",
        **({"stale": stale} if stale else {}),
        **more,
    }
    return render(request, template, context)
