"""Form fields in the shape of the design system's components."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from openmappa.statute.vocabulary.persons import POSTCODE

PARTS = ("day", "month", "year")


class DatePartsWidget(forms.Widget):
    """Three boxes: day, month and year."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> tuple[str, ...]:
        """Return what was typed in the three boxes."""
        return tuple(str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: object, name: str) -> bool:
        """Return whether none of the boxes was sent."""
        return all(f"{name}-{part}" not in data for part in PARTS)


class DateParts(forms.Field):
    """A date typed in three boxes. `what` is what the date is, as it begins a sentence."""

    widget = DatePartsWidget

    def __init__(self, *, what: str, **options: Any) -> None:
        super().__init__(**options)
        self.what = what

    def to_python(self, value: Any) -> date | None:
        """Return the date; None if all boxes are empty.

        :raises ValidationError: if some boxes are empty or there is no such day
        """
        parts = value or ("", "", "")
        if not any(parts):
            return None
        missing = [_(name) for name, part in zip(PARTS, parts, strict=True) if not part]
        if missing:
            raise ValidationError(
                _("%(what)s must include a %(missing)s") % {"what": self.what, "missing": missing[0]}
            )
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(_("%(what)s must be a real date") % {"what": self.what}) from None


class Postcode(forms.CharField):
    """A postcode, typed with or without its space and capitals, given as it is kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)

    def to_python(self, value: Any) -> str:
        """Return the postcode in capitals with one space; empty if nothing was typed.

        :raises ValidationError: if it is not written as a postcode
        """
        letters = "".join(str(value or "").split()).upper()
        found = f"{letters[:-3]} {letters[-3:]}" if letters else ""
        if found and not re.fullmatch(POSTCODE, found):
            raise ValidationError(_("Enter a full postcode, like ZZ99 9ZZ"))
        return found


def typed(form: forms.Form, name: str) -> tuple[str, ...]:
    """Return the three parts of a date field as they are to be shown again."""
    value = form[name].value()
    if isinstance(value, date):
        return (str(value.day), str(value.month), str(value.year))
    return tuple(value or ("", "", ""))


def date_items(form: forms.Form, name: str) -> list[dict[str, str]]:
    """Return the boxes of a date field for the date-input component."""
    wrong = " govuk-input--error" if form[name].errors else ""
    widths = ("2", "2", "4")
    words = (_("Day"), _("Month"), _("Year"))
    return [
        {
            "name": part,
            "label": label,
            "value": value,
            "classes": f"govuk-input--width-{width}{wrong}",
        }
        for part, label, value, width in zip(PARTS, words, typed(form, name), widths, strict=True)
    ]


def errors_of(form: forms.Form, *, first: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """Return the errors of a form for the error summary, each a link to its field.

    `first` maps a field to the id of its first control, where that is not the field's own name.
    """
    first = first or {}
    listed: list[dict[str, str]] = []
    for name, messages in form.errors.items():
        target = first.get(name, f"{name}-day" if isinstance(form.fields.get(name), DateParts) else name)
        link = {} if name == "__all__" else {"href": f"#{target}"}
        listed += [{"text": str(message), **link} for message in messages]
    return listed


class Refusal(Protocol):
    """Why a service refused: words for the user, and the field of the form that they concern, if any."""

    field: str


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Show why a service refused beside the field that it concerns, else at the head of the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def error_of(form: forms.Form, name: str) -> dict[str, str] | None:
    """Return a field's first error for its component; None if it has none."""
    found = form.errors.get(name)
    return {"text": str(found[0]), "visuallyHiddenText": _("Error")} if found else None


def entered(form: forms.Form, name: str) -> str:
    """Return what was chosen or typed in a field, in words, whether or not it can be saved; "None" for nothing."""
    field, value = form.fields[name], form[name].value()
    if isinstance(field, DateParts):
        return " ".join(typed(form, name)).strip() or _("None")
    if isinstance(field, forms.ChoiceField):
        chosen = {str(each) for each in (value if isinstance(value, list) else [value])}
        offered = cast("list[tuple[Any, Any]]", field.choices)
        return ", ".join(str(words) for key, words in offered if str(key) in chosen) or _("None")
    return str(value or "").strip() or _("None")


def entered_in(form: forms.Form, names: Iterable[str]) -> list[tuple[str, str]]:
    """Return, by its label, what was entered in each of the fields that is not blank."""
    filled = (name for name in names if any(_parts_of(form[name].value())))
    return [(str(form.fields[name].label), entered(form, name)) for name in filled]


def _parts_of(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)
