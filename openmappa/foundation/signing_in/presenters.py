"""What the pages of signing in show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import RIGHTS
from openmappa.foundation.accounts.domain import KINDS, ConditionState
from openmappa.foundation.ui.fields import error_of, errors_of
from openmappa.foundation.ui.words import day

FACTOR_NAMES = {"totp": "Authenticator app", "webauthn": "Security key"}


def form_page(form: forms.Form) -> dict[str, object]:
    """Return a form's errors, by field and in all. Never what was typed."""
    errors = errors_of(form)
    return {
        "errors": errors,
        "error": bool(errors),
        "by_field": {name: error_of(form, name) for name in form.fields},
    }


def sign_in_page(form: forms.Form) -> dict[str, object]:
    """Return the page's errors, and the address to show again. Never the password."""
    return {**form_page(form), "email": form["email"].value() or ""}


def question(asked: Mapping[str, Any]) -> str:
    """Return what the browser asks a security key, as JSON."""
    return json.dumps(asked, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def moment(value: Any) -> str:
    """Return a moment in words, `3 March 2024 at 14:05`."""
    return date_format(timezone.localtime(value), "j F Y \\a\\t H:i") if value else _("Not known")


def session_rows(sessions: Iterable[Any], *, this: str) -> list[dict[str, object]]:
    """Return the sessions for the page: browser, when it began, when it was used, and whether it is this one."""
    return [
        {
            "number": each.number,
            "browser": each.browser or _("A browser that we do not know"),
            "started": moment(each.started_at),
            "used": moment(each.last_used_at),
            "this": each.session_key == this,
        }
        for each in sessions
    ]


def factor_rows(factors: Iterable[Any]) -> list[dict[str, object]]:
    """Return the second factors for the page."""
    return [
        {
            "number": each.pk,
            "name": each.data.get("name") or _(FACTOR_NAMES[each.type]),
            "kind": _(FACTOR_NAMES[each.type]),
            "added": moment(each.created_at),
            "used": moment(each.last_used_at) if each.last_used_at else _("Not yet"),
        }
        for each in factors
    ]


def condition_notices(conditions: Sequence[ConditionState], *, as_at: date) -> list[dict[str, object]]:
    """Return in words which conditions of roles are not met, or will not be soon."""
    return [{"lapsed": not each.is_met(as_at), "text": _in_words(each, as_at=as_at)} for each in conditions]


def _in_words(condition: ConditionState, *, as_at: date) -> str:
    values = {
        "kind": _(KINDS[condition.kind]),
        "role": _(RIGHTS[condition.role].title),
        "area": condition.area_name,
        "day": day(condition.last_date),
    }
    if condition.last_date is None:
        return (
            _("%(kind)s: none is registered. Without it, your role %(role)s in %(area)s does not hold.")
            % values
        )
    if not condition.is_met(as_at):
        return _("%(kind)s ran out on %(day)s. Your role %(role)s in %(area)s does not hold.") % values
    return (
        _("%(kind)s runs out on %(day)s. After that day your role %(role)s in %(area)s does not hold.")
        % values
    )
