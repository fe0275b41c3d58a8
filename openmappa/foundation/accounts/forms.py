"""The sign-in form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SignIn(forms.Form):
    """An e-mail address and a password."""

    email = forms.CharField(max_length=254, error_messages={"required": _("Enter your email address")})
    password = forms.CharField(
        max_length=200, strip=False, error_messages={"required": _("Enter your password")}
    )
