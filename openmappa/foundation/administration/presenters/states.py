"""What a system manager's forms decide about, in words: compared when another system manager was faster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from openmappa.foundation.administration.presenters import (
    condition_rows,
    held_today,
    membership_rows,
    proposal_rows,
    qualification_rows,
    state,
)
from openmappa.foundation.agencies.domain import PARTS, Part
from openmappa.foundation.ui.fields import entered
from openmappa.foundation.ui.stale import State, Words
from openmappa.foundation.ui.words import day

ACTIONS = {
    "close": "Close the account",
    "open": "Open the account again",
    "reset": "Reset the second factor",
}


def of_account(
    user: Any,
    *,
    proposals: Iterable[Any],
    qualifications: Iterable[Any],
    home: str,
    link: Any,
    as_at: date,
) -> State:
    """Return what is recorded of an account: everything that a system manager decides about."""
    held = membership_rows(held_today(user.memberships.all(), as_at=as_at))
    waiting = [each for each in proposal_rows(proposals) if each["open"]]
    registered = qualification_rows(qualifications, as_at=as_at)
    parts = (
        (_("State"), state(user)),
        (_("Roles"), _lines(", ".join(row) for row in held)),
        (_("Proposed roles"), _lines(f"{row['role']}, {row['where']}" for row in waiting)),
        (_("Vetting and training"), _lines(f"{row[0]}, {row[1]}" for row in registered)),
        (_("Home postcode"), home or _("Not registered")),
        (_("One-time link"), _link(link)),
    )
    return State(f"account {user.pk}", _("Somebody else has changed the account"), parts)


def action(form: forms.Form, word: str) -> Words:
    """Return what was typed to close or open an account, or to reset its second factor."""
    return [(_("State"), _(ACTIONS[word])), (_("Reason"), entered(form, "reason"))]


def role(form: forms.Form) -> Words:
    """Return what was typed to propose a role."""
    names = ("role", "area", "agency", "team", "start_date", "last_date")
    return [
        (_("Proposed roles"), _typed(form, names)),
        (_("Reason"), entered(form, "reason")),
    ]


def ending(form: forms.Form, before: Iterable[tuple[str, str]]) -> Words:
    """Return what was typed to end a role. `before` is every role that could once be chosen."""
    chosen = dict(before).get(str(form["membership"].value()), _("None"))
    words = _("%(role)s: ends, first day without it %(day)s")
    return [
        (_("Roles"), words % {"role": chosen, "day": entered(form, "until_date")}),
        (_("Reason"), entered(form, "reason")),
    ]


def registering(form: forms.Form) -> Words:
    """Return what was typed to register vetting or training."""
    names = ("kind", "start_date", "last_date", "evidence")
    return [(_("Vetting and training"), _typed(form, names))]


def living(form: forms.Form) -> Words:
    """Return what was typed to register where somebody lives."""
    return [(_("Home postcode"), str(form["postcode"].value() or "") or _("Not registered"))]


def of_proposal(found: Any) -> State:
    """Return how a proposed role stands."""
    if not found.decision:
        parts = [(_("Your decision"), _("Waits for a decision"))]
    else:
        words = _("Agreed by %(name)s") if found.decision == "agreed" else _("Declined by %(name)s")
        parts = [
            (_("Your decision"), words % {"name": found.decided_by}),
            (_("Reason for your decision"), found.decision_reason),
        ]
    return State(f"proposal {found.pk}", _("Somebody else has decided this"), tuple(parts))


def deciding(form: forms.Form) -> Words:
    """Return what was typed to decide about a proposed role."""
    return [
        (_("Your decision"), entered(form, "decision")),
        (_("Reason for your decision"), entered(form, "reason")),
    ]


def of_condition(found: Any) -> State:
    """Return a condition of a role."""
    (row,) = condition_rows([found])
    parts = ((str(row["title"]), _still(found)), *row["rows"])
    return State(f"condition {found.pk}", _("Somebody else has changed the condition"), parts)


def of_agency(found: Any) -> State:
    """Return an agency: its name, its part, and whether it still takes part."""
    parts = ((_("Agency"), found.name), (_("Part"), _(PARTS[Part(found.part)])), (_("State"), _still(found)))
    return State(f"agency {found.pk}", _("Somebody else has changed the agency"), parts)


def of_team(found: Any) -> State:
    """Return a team: its name, and whether there still is one."""
    parts = ((_("Team"), found.name), (_("State"), _still(found)))
    return State(f"team {found.pk}", _("Somebody else has changed the team"), parts)


def _typed(form: forms.Form, names: Iterable[str]) -> str:
    said = (entered(form, name) for name in names if form[name].value())
    return "\n".join(each for each in said if each != _("None")) or _("None")


def _still(found: Any) -> str:
    if found.until_date is None:
        return _("In force")
    return _("Ended on %(day)s") % {"day": day(found.until_date)}


def _lines(words: Iterable[str]) -> str:
    return "\n".join(sorted(words)) or _("None")


def _link(link: Any) -> str:
    if link is None:
        return _("None")
    return _("Made on %(moment)s") % {"moment": date_format(localtime(link.made_at), r"j F Y \a\t H:i:s")}
