"""What is recorded on a page of its own, in words, and its form as controls."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _

from openmappa.foundation.ui.fields import DateParts, date_items, error_of
from openmappa.foundation.ui.stale import VERSION
from openmappa.foundation.ui.words import day, in_words
from openmappa.record.custody.domain import SpellNow
from openmappa.record.notification.domain import MadeSeen, MissingSeen
from openmappa.record.people.domain import HomeSeen
from openmappa.statute.facts.living import NOTIFICATION_KINDS
from openmappa.statute.vocabulary.custody import SPELL_KINDS
from openmappa.statute.vocabulary.notification import MISSING_KINDS
from openmappa.statute.vocabulary.persons import ADDRESS_KINDS

_FEW = 5
NOTHING = "–"


def notification(made: MadeSeen | None) -> list[str]:
    """Return a notification as a column of a comparison."""
    if made is None:
        return [_("None recorded"), NOTHING]
    return [in_words(made.kind, NOTIFICATION_KINDS), day(made.made_date)]


def typed_notification(data: dict[str, Any]) -> list[str]:
    """Return the notification that was typed as a column of a comparison."""
    return [in_words(data["kind"], NOTIFICATION_KINDS), day(data["made_date"])]


def home(found: HomeSeen | None) -> list[str]:
    """Return the home as a column of a comparison."""
    if found is None:
        return [_("None recorded"), NOTHING, NOTHING]
    return [in_words(found.kind, ADDRESS_KINDS), found.place or _("Not known"), day(found.start_date)]


def typed_home(data: dict[str, Any]) -> list[str]:
    """Return the home that was typed as a column of a comparison."""
    place = ", ".join(filter(None, (data["lines"], data["postcode"])))
    return [in_words(data["kind"], ADDRESS_KINDS), place, day(data["start_date"])]


def spell(found: SpellNow | None) -> list[str]:
    """Return the time inside as a column of a comparison."""
    if found is None:
        return [_("Not inside"), NOTHING, NOTHING]
    until = day(found.until_date) if found.until_date else _("Still inside")
    return [in_words(found.kind, SPELL_KINDS), day(found.start_date), until]


def typed_release(data: dict[str, Any]) -> list[str | None]:
    """Return the release that was typed as a column of a comparison."""
    return [None, None, day(data["until_date"])]


def missing(found: MissingSeen | None) -> list[str]:
    """Return the time missing as a column of a comparison."""
    if found is None:
        return [_("Not recorded as missing"), NOTHING, NOTHING]
    return [in_words(found.kind, MISSING_KINDS), day(found.start_date), found.reported_by or NOTHING]


def typed_missing(data: dict[str, Any]) -> list[str]:
    """Return the time missing that was typed as a column of a comparison."""
    return [in_words(data["kind"], MISSING_KINDS), day(data["start_date"]), data["reported_by"] or NOTHING]


def missing_until(found: MissingSeen | None) -> list[str]:
    """Return the time missing with its end as a column of a comparison."""
    until = day(found.until_date) if found and found.until_date else NOTHING
    return [*missing(found)[:2], until]


def typed_found(data: dict[str, Any]) -> list[str | None]:
    """Return the end that was typed as a column of a comparison."""
    return [None, None, day(data["until_date"])]


def first_controls(form: forms.Form) -> dict[str, str]:
    """Return the id of the first control of each field that has several."""
    return {name: name for name, field in form.fields.items() if isinstance(field, forms.ChoiceField)}


def controls(form: forms.Form) -> list[dict[str, Any]]:
    """Return the form's fields as options of the design system's components, each with the `type` of its component."""
    return [_control(form, name) for name in form.fields if name != VERSION]


def _control(form: forms.Form, name: str) -> dict[str, Any]:
    field, value = form.fields[name], form[name].value()
    words = {"text": str(field.label), "classes": "govuk-label--s govuk-fieldset__legend--s"}
    options: dict[str, Any] = {"name": name, "errorMessage": error_of(form, name)}
    if field.help_text:
        options["hint"] = {"text": str(field.help_text)}
    if isinstance(field, DateParts):
        more = {
            "id": name,
            "namePrefix": name,
            "items": date_items(form, name),
            "fieldset": {"legend": words},
        }
        return {"type": "date", "options": options | more}
    if isinstance(field, forms.MultipleChoiceField):
        items = [
            {"value": code, "text": text, "checked": code in (value or [])} for code, text in _choices(field)
        ]
        more = {"idPrefix": name, "items": items, "fieldset": {"legend": words}}
        return {"type": "checkboxes", "options": options | more}
    if isinstance(field, forms.ChoiceField):
        return _choice(field, name, value, words, options)
    more = {"id": name, "value": value or "", "label": words}
    return {"type": "input", "options": options | more}


def _choices(field: forms.ChoiceField) -> list[tuple[str, str]]:
    return [(str(code), str(text)) for code, text in cast(Iterable[tuple[str, str]], field.choices)]


def _choice(
    field: forms.ChoiceField, name: str, value: Any, words: dict[str, str], options: dict[str, Any]
) -> dict[str, Any]:
    listed = _choices(field)
    if len(listed) <= _FEW:
        items = [
            {
                "value": code,
                "text": text,
                "checked": str(value or "") == code and (code != "" or not field.required),
            }
            for code, text in listed
        ]
        return {
            "type": "radios",
            "options": options | {"idPrefix": name, "items": items, "fieldset": {"legend": words}},
        }
    items = [{"value": code, "text": text, "selected": str(value or "") == code} for code, text in listed]
    if field.required:
        items.insert(0, {"value": "", "text": _("Select one")})
    return {"type": "select", "options": options | {"id": name, "items": items, "label": words}}
