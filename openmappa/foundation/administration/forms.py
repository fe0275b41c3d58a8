"""The forms of a system manager. What may be chosen comes with the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from openmappa.foundation.ui.fields import DateParts, Postcode

Choices = Sequence[tuple[str, str]]


def _text(required: str, *, most: int = 100) -> forms.CharField:
    return forms.CharField(
        max_length=most,
        error_messages={
            "required": required,
            "max_length": _("Use %(most)s characters or fewer") % {"most": most},
        },
    )


def _choice(choices: Choices, required: str, *, optional: bool = False) -> forms.ChoiceField:
    errors = {"required": required, "invalid_choice": required}
    return forms.ChoiceField(choices=choices, required=not optional, error_messages=errors)


class Offering(forms.Form):
    """A form whose choices are given to it by name."""

    def __init__(self, *arguments: Any, choices: Mapping[str, Choices] | None = None, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.choices = choices or {}
        self.build()

    def build(self) -> None:
        """Make the fields."""


class NewAccount(Offering):
    """Whose account it is."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["name"] = _text(_("Enter the person's name"))
        self.fields["email"] = _text(_("Enter the person's email address"), most=254)
        self.fields["area"] = _choice(self.choices["area"], _("Select the area"))

    def clean_email(self) -> str:
        """Return the address, if it is one."""
        found: str = self.cleaned_data["email"]
        try:
            validate_email(found.strip())
        except ValidationError:
            raise ValidationError(
                _("Enter an email address in the correct format, like name@example.com")
            ) from None
        return found


class Reason(Offering):
    """Why something is done."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["reason"] = _text(_("Enter the reason"), most=1000)


class GiveRole(Offering):
    """A role to be proposed."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["role"] = _choice(self.choices["role"], _("Select the role"))
        self.fields["area"] = _choice(self.choices["area"], _("Select the area"))
        self.fields["agency"] = _choice(self.choices["agency"], _("Select the agency"))
        self.fields["team"] = _choice(self.choices["team"], _("Select the team"), optional=True)
        self.fields["start_date"] = DateParts(
            what=_("The first day"), error_messages={"required": _("Enter the first day")}
        )
        self.fields["last_date"] = DateParts(what=_("The last day"), required=False)
        self.fields["reason"] = _text(_("Enter the reason"), most=1000)


class Decide(Offering):
    """Whether a role is agreed to, and why."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["decision"] = _choice([("agree", ""), ("decline", "")], _("Select whether you agree"))
        self.fields["reason"] = _text(_("Enter the reason for your decision"), most=1000)


class EndRole(Offering):
    """Which role ends, and after which day."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["membership"] = _choice(self.choices["membership"], _("Select the role that ends"))
        self.fields["until_date"] = DateParts(
            what=_("The day"), error_messages={"required": _("Enter the first day without the role")}
        )
        self.fields["reason"] = _text(_("Enter the reason"), most=1000)


class Register(Offering):
    """Vetting or training to be registered."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["kind"] = _choice(self.choices["kind"], _("Select what was completed"))
        self.fields["start_date"] = DateParts(
            what=_("The day"), error_messages={"required": _("Enter the day on which it was completed")}
        )
        self.fields["last_date"] = DateParts(
            what=_("The last day"), error_messages={"required": _("Enter the last day on which it counts")}
        )
        self.fields["evidence"] = forms.CharField(max_length=200, required=False)


class RegisterHome(Offering):
    """The postcode where somebody lives."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["postcode"] = Postcode(required=False)


class SetCondition(Offering):
    """What is asked of a role."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["area"] = _choice(self.choices["area"], _("Select the area"))
        self.fields["role"] = _choice(self.choices["role"], _("Select the role"))
        self.fields["kind"] = _choice(self.choices["kind"], _("Select what the role asks for"))
        self.fields["source"] = _text(_("Enter where this is laid down"), most=200)


class NewAgency(Offering):
    """An agency to be entered."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["name"] = _text(_("Enter the agency's name"), most=200)
        self.fields["area"] = _choice(self.choices["area"], _("Select the area"))
        self.fields["part"] = _choice(self.choices["part"], _("Select the agency's part"))
        self.fields["kind"] = _choice(self.choices["kind"], _("Select the kind of agency"))


class NewTeam(Offering):
    """A team to be entered."""

    def build(self) -> None:
        """Make the fields."""
        self.fields["name"] = _text(_("Enter the team's name"))
        self.fields["area"] = _choice(self.choices["area"], _("Select the area"))
        self.fields["agency"] = _choice(self.choices["agency"], _("Select the agency"))
