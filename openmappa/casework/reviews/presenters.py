"""Reviews in words: stages, the steps that can be taken, what the law says, and the notice to the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.casework.reviews.domain.application import (
    APPEAL_OUTCOMES,
    DECISIONS,
    FACTORS,
    RANKS,
    VALIDITIES,
    WAYS,
    ApplicationSeen,
    Validity,
)
from openmappa.casework.reviews.domain.stages import APPEAL, RECEIVE, Stage
from openmappa.casework.reviews.domain.validity import MayApply
from openmappa.casework.reviews.forms import FACTOR, Choice, Paragraph, Several
from openmappa.casework.reviews.queries import OpenReview
from openmappa.foundation.ui.fields import DateParts, date_items, entered_in, error_of
from openmappa.foundation.ui.stale import VERSION, StaleSave, stale_save
from openmappa.foundation.ui.words import day, in_words
from openmappa.statute.facts.binding import ReviewDecision
from openmappa.statute.provisions.finding import Outcome

STAGE_NAMES: Mapping[str, str] = {
    "review.acknowledge": "Acknowledge the application",
    "review.bodies": "Responsible bodies reply",
    "review.determine": "Determine",
    APPEAL: "Last day for an appeal",
}
STEP_NAMES: Mapping[str, str] = {
    "receive": "Record an application",
    "validity": "Decide whether the application is valid",
    "acknowledge": "Record the acknowledgement",
    "bodies": "Record that the responsible bodies were notified",
    "answer": "Record the answer of a body",
    "assess": "Record the assessment",
    "determine": "Determine the application",
    "notice": "Record the notice to the person",
    "appeal": "Record an appeal",
    "outcome": "Record what came of the appeal",
    "withdraw": "Record that the application was withdrawn",
}
"""Every step in words."""

STEPS_DONE: Mapping[str, str] = {
    "receive": "The application is recorded",
    "validity": "Whether the application is valid is recorded",
    "acknowledge": "The acknowledgement is recorded",
    "bodies": "The bodies that were notified are recorded",
    "answer": "The answer is recorded",
    "assess": "The assessment is recorded",
    "determine": "The application is determined",
    "notice": "The notice is recorded",
    "appeal": "The appeal is recorded",
    "outcome": "What came of the appeal is recorded",
    "withdraw": "That the application was withdrawn is recorded",
}
"""Every step in words, once it is taken."""

_OUTCOMES = {Outcome.MET: "Yes", Outcome.NOT_MET: "No", Outcome.NEEDS_FACT: "Not known"}
_PARTS = (
    ("Application", ("received_date", "way", "validity", "withdrawn_date")),
    ("Acknowledged", ("acknowledged_date",)),
    ("Bodies notified", ("bodies_asked_date",)),
    ("Assessed", ("assessed_date", "assessed_by")),
    ("Determination", ("decision", "determined_date", "rank", "determined_by", "further_years")),
    ("Notice", ("notice_date", "notice_way")),
    ("Appeal", ("appeal_date", "appeal_court", "appeal_outcome", "appeal_outcome_date")),
)
_VOCABULARIES: Mapping[str, Mapping[Any, str]] = {
    "way": WAYS,
    "validity": VALIDITIES,
    "rank": RANKS,
    "decision": DECISIONS,
    "notice_way": WAYS,
    "appeal_outcome": APPEAL_OUTCOMES,
}


def may_apply(said: MayApply) -> dict[str, object]:
    """Return whether the person may apply: a headline, the reasons as rows, and what is not verified."""
    missing = [each.needs for each in said.reasons if each.needs]
    return {
        "headline": _headline(said),
        "rows": [
            [each.words, _(_OUTCOMES[each.outcome]), str(each.rule.citation)]
            for each in dict.fromkeys(said.reasons)
        ],
        "barred": said.barred,
        "unverified": _unverified(each.rule for each in said.reasons),
        "missing": list(dict.fromkeys(missing)),
    }


def _headline(said: MayApply) -> str:
    if said.validity is Validity.VALID:
        return _("The person may apply for a review.")
    if said.validity is Validity.UNDECIDED:
        return _("Whether the person may apply for a review is not known: a fact is missing.")
    if said.earliest_date:
        return _("The person may not apply yet. An application may be made from %(day)s.") % {
            "day": day(said.earliest_date)
        }
    return _("The person may not apply.")


def application(seen: ApplicationSeen, stages: Iterable[Stage], *, as_at: date) -> dict[str, object]:
    """Return an application with its facts, its stages as rows, the bodies' answers and what was found."""
    found = tuple(stages)
    return {
        "title": _("Application received on %(day)s") % {"day": day(seen.received_date)},
        "facts": _facts(seen),
        "stages": [
            [
                _(STAGE_NAMES[each.key]),
                day(each.due_date),
                _state(each, as_at),
                each.arithmetic,
                each.citation,
            ]
            for each in found
        ],
        "unverified": sorted({each.unverified for each in found if each.unverified}),
        "bodies": [
            [each.name, day(each.answered_date) if each.answered_date else _("Not answered"), each.answer]
            for each in seen.bodies
        ],
        "findings": [
            (_first_large(_(words)), (seen.findings or {})[code])
            for code, words in FACTORS.items()
            if code in (seen.findings or {})
        ],
        "notice": seen.has_letter,
        "id": seen.id,
    }


def _facts(seen: ApplicationSeen) -> list[tuple[str, str]]:
    rows = [
        (_("How it came"), in_words(seen.way, WAYS)),
        (_("Recorded by"), seen.recorded_by),
        (_("Validity"), in_words(seen.validity, VALIDITIES)),
        (_("Why"), seen.validity_words),
    ]
    if seen.earliest_date:
        rows.append((_("May be made from"), day(seen.earliest_date)))
    if seen.withdrawn_date:
        rows.append((_("Withdrawn"), day(seen.withdrawn_date)))
    if seen.acknowledged_date:
        rows.append((_("Acknowledged"), day(seen.acknowledged_date)))
    if seen.assessed_date:
        rows.append((_("Assessed"), _by(seen.assessed_date, seen.assessed_by)))
    return rows + (_facts_of_determination(seen) if seen.determined_date else [])


def _facts_of_determination(seen: ApplicationSeen) -> list[tuple[str, str]]:
    who = f"{in_words(seen.rank, RANKS)} {seen.determined_by}"
    rows = [
        (_("Determination"), in_words(seen.decision, DECISIONS)),
        (_("Determined"), _by(seen.determined_date, who)),
        (_("Reasons"), seen.reasons),
        (_("Notice given"), day(seen.notice_date) if seen.notice_date else _("Not yet")),
    ]
    if seen.appeal_date:
        rows.append((_("Appeal"), f"{day(seen.appeal_date)}, {seen.appeal_court}"))
    if seen.appeal_outcome_date:
        came = in_words(seen.appeal_outcome, APPEAL_OUTCOMES)
        rows.append((_("Outcome of the appeal"), f"{came}, {day(seen.appeal_outcome_date)}"))
    return rows


def _by(on: date | None, who: str) -> str:
    return _("%(day)s by %(name)s") % {"day": day(on), "name": who}


def _state(stage: Stage, as_at: date) -> str:
    if stage.done_date is not None:
        words = _("Late: done on %(day)s") if stage.was_late else _("Done on %(day)s")
        return words % {"day": day(stage.done_date)}
    if stage.is_overdue(as_at):
        return _overdue(stage, as_at)
    if stage.key == APPEAL:
        return _("No appeal") if stage.due_date < as_at else _("May still appeal")
    return _("Not recorded") if stage.is_passed else _("Due")


def _overdue(stage: Stage, as_at: date) -> str:
    days = (as_at - stage.due_date).days
    return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", days) % {"days": days}


def step_links(steps: Iterable[str], subject_id: UUID) -> list[dict[str, str]]:
    """Return the steps that can be taken as links, the next one first."""
    return [
        {
            "text": _(STEP_NAMES[step]),
            "href": reverse("reviews:step_take", kwargs={"subject_id": subject_id, "step": step}),
        }
        for step in steps
    ]


def awaited(steps: Sequence[str], mine: Sequence[str]) -> str:
    """Return what the review waits for, where the step is another's to take; empty if it is the viewer's."""
    if not steps or steps[0] in mine or steps[0] == RECEIVE:
        return ""
    if steps[0] == "determine":
        return _(
            "The review waits for a determination, by a police officer of the rank of Superintendent or above"
            " who did not record the assessment."
        )
    return _("The review waits for the police to take a step: %(step)s.") % {
        "step": _(STEP_NAMES[steps[0]]).lower()
    }


def controls(form: forms.Form) -> list[dict[str, Any]]:
    """Return each field of a step's form as a control: its kind, and the options of its component."""
    return [_control(form, name) for name in form.fields if name != VERSION]


def _control(form: forms.Form, name: str) -> dict[str, Any]:
    field = form.fields[name]
    options: dict[str, Any] = {"errorMessage": error_of(form, name)}
    if field.help_text:
        options["hint"] = {"text": field.help_text}
    legend = {"legend": {"text": field.label, "classes": "govuk-fieldset__legend--m"}}
    if isinstance(field, DateParts):
        options |= {"id": name, "namePrefix": name, "items": date_items(form, name), "fieldset": legend}
        return {"kind": "date", "options": options}
    if isinstance(field, (Choice, Several)):
        options |= {"idPrefix": name, "name": name, "items": _items(form, name), "fieldset": legend}
        if isinstance(field, Several):
            return {"kind": "checkboxes", "options": options | {"classes": "govuk-checkboxes--small"}}
        return {"kind": "radios", "options": options}
    value = form[name].value()
    label = {"text": field.label, "classes": "govuk-label--m"}
    options |= {"id": name, "name": name, "label": label, "value": "" if value is None else str(value)}
    if isinstance(field, Paragraph):
        return {
            "kind": "text",
            "options": options | {"maxlength": field.max_length, "rows": 3, "threshold": 75},
        }
    if isinstance(field, forms.IntegerField):
        options |= {"inputmode": "numeric", "classes": "govuk-input--width-2"}
    return {"kind": "input", "options": options}


def _items(form: forms.Form, name: str) -> list[dict[str, Any]]:
    value, choices = form[name].value(), form.fields[name].choices  # type: ignore[attr-defined]
    chosen = [str(each) for each in (value if isinstance(value, list) else [value])]
    return [{"value": code, "text": words, "checked": code in chosen} for code, words in choices]


def late(
    seen: ApplicationSeen | None, now: ApplicationSeen | None, *, form: forms.Form, is_over: bool
) -> StaleSave:
    """Return the comparison of the review that the viewer saw, the one recorded now, and what was typed."""
    typed = getattr(form, "cleaned_data", {})
    before, after = (dict(each.findings or {}) if each else {} for each in (seen, now))
    factors = [code for code in FACTORS if before.get(code) != after.get(code)]
    compared = {column for _name, columns in _PARTS for column in columns} | {
        FACTOR + each for each in factors
    }
    besides = [name for name in form.fields if name != VERSION and not (name in compared and name in typed)]
    return stale_save(
        _("Somebody else has taken a step on this review"),
        [*(_(name) for name, _columns in _PARTS), _("Answers"), *(_(FACTORS[each]) for each in factors)],
        seen=[*_recorded(seen), *(before.get(each) or _("Not recorded") for each in factors)],
        now=[*_recorded(now), *(after.get(each) or _("Not recorded") for each in factors)],
        typed=[
            *(_said(columns, typed) if set(columns) & set(typed) else None for _name, columns in _PARTS),
            None,
            *(typed.get(FACTOR + each) for each in factors),
        ],
        also=entered_in(form, besides),
        is_over=is_over,
    )


def _recorded(seen: ApplicationSeen | None) -> list[str]:
    answers = [f"{each.name}: {each.answer or _('Not answered')}" for each in (seen.bodies if seen else ())]
    return [*(_part(seen, columns) for _name, columns in _PARTS), "\n".join(answers) or _("Not recorded")]


def _part(seen: ApplicationSeen | None, columns: Iterable[str]) -> str:
    return _said(columns, {name: getattr(seen, name) for name in columns} if seen else {})


def _said(columns: Iterable[str], values: Mapping[str, Any]) -> str:
    said = []
    for name in columns:
        value = values.get(name)
        if value in (None, ""):
            continue
        if name in _VOCABULARIES:
            said.append(in_words(value, _VOCABULARIES[name]))
        else:
            said.append(day(value) if isinstance(value, date) else str(value))
    return ", ".join(said) or _("Not recorded")


def worklist(found: Iterable[OpenReview], names: Mapping[UUID, str], *, as_at: date) -> list[dict[str, Any]]:
    """Return the areas in order, each with its open reviews as rows, overdue ones first."""
    areas: dict[str, list[dict[str, object]]] = {}
    for each in found:
        subject_id = each.application.subject_id
        areas.setdefault(each.area_name, []).append(
            {
                "name": names.get(subject_id) or _("Name withheld"),
                "href": reverse("reviews:review_detail", kwargs={"subject_id": subject_id}),
                "received": day(each.application.received_date),
                "stage": _next(each),
                "due": day(each.due.due_date) if each.due else _("No day is set"),
                "overdue": _overdue(each.due, as_at) if each.due and each.is_overdue else "",
            }
        )
    return [{"name": name, "rows": rows} for name, rows in areas.items()]


def _next(each: OpenReview) -> str:
    seen = each.application
    if seen.validity == Validity.UNDECIDED:
        return _("Decide whether it is valid")
    if seen.determined_date and seen.notice_date is None:
        return _("Give notice to the person")
    if seen.appeal_date and not seen.appeal_outcome:
        return _("The court decides on the appeal")
    return _(STAGE_NAMES[each.due.key]) if each.due else _("Notify the responsible bodies")


def notice(
    seen: ApplicationSeen, *, name: str, further: date | None, appeal: Stage | None, as_at: date
) -> dict[str, Any]:
    """Return the parts of the letter to the person about a determination, or about an invalid application."""
    remains = seen.decision == ReviewDecision.REMAINS_SUBJECT
    return {
        "name": name,
        "date": day(seen.notice_date or as_at),
        "received": day(seen.received_date),
        "invalid": seen.validity == Validity.INVALID,
        "why": seen.validity_words,
        "earliest": day(seen.earliest_date) if seen.earliest_date else "",
        "remains": remains,
        "determined": day(seen.determined_date),
        "who": f"{in_words(seen.rank, RANKS)} {seen.determined_by}" if seen.determined_by else "",
        "reasons": seen.reasons,
        "appeal_by": day(appeal.due_date) if appeal else "",
        "further": day(further) if remains and further else "",
    }


def _unverified(rules: Iterable[Any]) -> list[str]:
    return sorted({f"{each.title}: {each.unverified}" for each in rules if each.unverified})


def _first_large(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"
