"""The forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.Form):
    """An e-mail address and a password."""

    email = forms.CharField(max_length=254, error_messages={"required": _("Enter your email address")})
    password = forms.CharField(
        max_length=200, strip=False, error_messages={"required": _("Enter your password")}
    )


class Code(forms.Form):
    """A code of an authenticator app, or a recovery code."""

    code = forms.CharField(
        max_length=60,
        error_messages={"required": _("Enter the code"), "max_length": _("The code is too long")},
    )


class Key(forms.Form):
    """What a security key answered, as the browser's JSON, and what its owner calls it."""

    credential = forms.JSONField(
        error_messages={
            "required": _("Use your security key, or choose an authenticator app instead"),
            "invalid": _("The security key could not be read. Try again"),
        }
    )
    name = forms.CharField(max_length=60, required=False)


class NewPassword(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        max_length=200, strip=False, error_messages={"required": _("Enter a new password")}
    )
    again = forms.CharField(
        max_length=200, strip=False, error_messages={"required": _("Enter the new password again")}
    )

    def clean(self) -> dict[str, Any]:
        """Return what was typed, if the two are the same."""
        found = super().clean() or {}
        if "password" in found and "again" in found and found["password"] != found["again"]:
            self.add_error("again", _("The two passwords are not the same"))
        return found


class ChangePassword(NewPassword):
    """The present password, and a new one, twice."""

    field_order = ("present", "password", "again")
    present = forms.CharField(
        max_length=200, strip=False, error_messages={"required": _("Enter your present password")}
    )


class Accept(forms.Form):
    """That the terms are accepted, and which text of them was shown."""

    accepted = forms.BooleanField(
        error_messages={
            "required": _("Confirm that you accept the terms of use and confidentiality statement")
        }
    )
    digest = forms.CharField(max_length=64)
