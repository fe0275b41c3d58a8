"""The forms: confirm, decide otherwise, answer as the second officer, record a fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openmappa.casework.eligibility import queries
from openmappa.casework.eligibility.domain.deciding import Answer, Target
from openmappa.casework.eligibility.domain.matter import DecisionSeen, Matter, state_of
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
from openmappa.foundation.drafts.forms import form_page, in_use, keeps_draft
from openmappa.foundation.ui.case import case_page
from openmappa.foundation.ui.domain import Case
from openmappa.foundation.ui.fields import DateParts, add_refusal, date_items, entered_in, error_of
from openmappa.foundation.ui.stale import VERSION, StaleSave, Versioned, requires_version

Saved = Callable[[dict[str, Any]], None]
Late = Callable[[Matter, str], StaleSave]


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

    def late(now: Matter, expected: str) -> StaleSave:
        return decisions.late(now, expected, typed=said, also=entered_in(form, ("start_date", "reason")))

    return _answered(request, case, offer, form, matter, save, "eligibility/decide.jinja", done, late, more)


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

    def late(now: Matter, expected: str) -> StaleSave:
        return decisions.late(now, expected, typed=said, also=entered_in(form, ("start_date", "reason")))

    return _answered(request, case, offer, form, matter, save, "eligibility/override.jinja", done, late, more)


@require_http_methods(["GET", "POST"])
@requires_version
@case_page(PAGE)
@keeps_draft
def answer(request: ViewedRequest, case: Case, *, offer: Offer) -> HttpResponse:
    """Agree or decline as the second officer; or, as who decided, withdraw."""
    matter = _matter(request, case, Permission.AGREE_ELIGIBILITY, Permission.DECIDE_ELIGIBILITY)
    waiting = matter.waiting or _answered_since(request, matter)
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
        "effect": _effect(matter, target, waiting.start_date, was_confirmed=False) if waiting.waits else [],
        "own": own,
        "items": choices.of_answer(form["answer"].value(), own=own),
    }
    sent = form.cleaned_data.get("answer") if form.is_bound and form.is_valid() else None
    done = _("You agreed. The standing is changed.") if sent is Answer.AGREED else _("The answer is recorded")

    def late(now: Matter, expected: str) -> StaleSave:
        also = entered_in(form, ("answer", "reason"))
        return decisions.late(now, expected, typed=None, also=also, is_over=now.waiting is None)

    return _answered(request, case, offer, form, matter, save, "eligibility/answer.jinja", done, late, more)


def _answered_since(request: ViewedRequest, matter: Matter) -> DecisionSeen | None:
    """Return the decision that waited when the form was opened: what was typed to answer it is still shown."""
    seen = state_of(request.POST.get(VERSION, ""))
    number = seen.number if seen and seen.waits else None
    return next((each for each in matter.decisions if each.number == number), None)


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

    def late(now: Matter, expected: str) -> StaleSave:
        is_over = not questions(now.proposal)
        found = decisions.late(now, expected, typed=None, also=entered_in(form, ("reason",)), is_over=is_over)
        return replace(found, parts=(*choices.answers_sent(request.POST, now.proposal), *found.parts))

    return _answered(
        request, case, offer, form, matter, save, "eligibility/record_facts.jinja", done, late, more
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
    late: Late,
    more: dict[str, Any],
) -> HttpResponse:
    """Save the form that was sent, or show it again with what is wrong; a save that came too late shows both states."""
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except UnableToDecide as problem:
            add_refusal(form, problem)
        except MatterHasChanged as problem:
            stale = late(problem.now, form.cleaned_data[VERSION])
        else:
            messages.success(request, done)
            return redirect(PAGE, subject_id=case.subject_id)
    names = [name for name in form.fields if name != VERSION]
    # Saving again after a save that came too late is a decision taken with the present state in view.
    expected = matter.token if stale else form[VERSION].value() or matter.token
    context = {
        "case": case,
        "error_of": {name: error_of(form, name) for name in names},
        "dates": {name: date_items(form, name) for name in names if isinstance(form.fields[name], DateParts)},
        **form_page(form, {"offer": offer, "stale": stale, "expected": expected}),
        **more,
    }
    return render(request, template, context)
