"""What the forms of the room decide about, in words: compared when somebody else was faster."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.need_to_know.domain import ANSWERED
from openmappa.casework.need_to_know.presenters import (
    emergency_facts,
    holder,
    holding_rows,
    how_much,
    moment,
    restriction_facts,
    state_of,
    when,
)
from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.ui.fields import entered
from openmappa.foundation.ui.stale import State, Words


def of_sight(subject_id: object, rows: Iterable[Any], viewer: Viewer) -> State:
    """Return who may see a record, by holder."""
    held: dict[str, list[str]] = {}
    for row in holding_rows(rows, viewer):
        held.setdefault(holder(row), []).append(f"{how_much(row)}. {when(row)}")
    parts = tuple((name, "\n".join(sorted(words))) for name, words in held.items())
    return State(f"sight {subject_id}", _("Somebody else has changed who may see the record"), parts)


def given(form: forms.Form) -> Words:
    """Return what was typed to give sight."""
    to = form["to"].value()
    named = {"user": "email", "team": "team", "agency": "agency"}.get(str(to))
    return [
        (_("Who"), entered(form, named) if named else _("None")),
        (_("How much"), entered(form, "level")),
        (_("Special sections"), entered(form, "sections")),
        (_("First day without access"), entered(form, "until_date")),
        (_("Reason"), entered(form, "reason")),
    ]


def ended(form: forms.Form, before: Iterable[tuple[str, str]], sent: str) -> Words:
    """Return what was typed to end sight. `before` is whatever could once be chosen, ended meanwhile or not."""
    return [
        (_("Whose access"), dict(before).get(sent) or _("None")),
        (_("Reason"), entered(form, "reason")),
    ]


def of_restriction(subject_id: object, *, restricted: bool, found: Any) -> State:
    """Return whether a record is restricted, and why."""
    said = _("The record is restricted") if restricted else _("The record is not restricted")
    parts = ((_("Restriction"), said), *(restriction_facts(found) if restricted else ()))
    return State(f"restriction {subject_id}", _("Somebody else has changed the restriction"), parts)


def restriction_typed(form: forms.Form, seen: str) -> Words:
    """Return what was typed to restrict a record, or to lift that: `seen` says which the button was."""
    words = _("Lift the restriction") if seen == "restricted" else _("Restrict the record")
    return [(_("Restriction"), words), (_("Reason"), entered(form, "reason"))]


def of_request(asked: Any, roles: Iterable[str]) -> State:
    """Return how a request for access stands."""
    parts = [(_("Roles"), ", ".join(roles) or _("None today")), (_("Your answer"), _("Waits for an answer"))]
    if asked.answered_at:
        words = _("%(answer)s by %(who)s on %(moment)s") % {
            "answer": _(ANSWERED[asked.answer]),
            "who": asked.answered_by,
            "moment": moment(asked.answered_at),
        }
        parts[1:] = [(_("Your answer"), words), (_("Reason"), asked.answer_reason)]
    return State(f"request {asked.id}", _("Somebody else has changed what you were answering"), tuple(parts))


def answered(form: forms.Form) -> Words:
    """Return what was typed to answer a request."""
    return [
        (_("Your answer"), entered(form, "answer")),
        (_("How much"), entered(form, "level")),
        (_("Special sections"), entered(form, "sections")),
        (_("First day without access"), entered(form, "until_date")),
        (_("Reason"), entered(form, "reason")),
    ]


def of_emergency(found: Any, viewer: Viewer) -> State:
    """Return how an emergency access stands: open, closed, reviewed."""
    named = {_("Reviewed by"), _("Reviewed on"), _("How the reviewer came to this")}
    facts = [each for each in emergency_facts(found, viewer) if each[0] in named]
    parts = ((_("State"), state_of(found, viewer)), *facts)
    return State(
        f"emergency {found.id}", _("This emergency access has changed since you opened the page"), parts
    )


def reviewed(form: forms.Form, *, ends: bool) -> Words:
    """Return what was typed: to end the access, or to review it."""
    if ends:
        return [(_("State"), _("End this access now"))]
    return [
        (_("State"), entered(form, "outcome")),
        (_("How the reviewer came to this"), entered(form, "review")),
    ]
