"""The search form. It is posted: what is searched for never stands in an address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from openmappa.foundation.ui.fields import DateParts


class Search(forms.Form):
    """A name, a date of birth, a number: at least one of them."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["name"] = forms.CharField(
            max_length=200,
            required=False,
            error_messages={"max_length": _("The name must be 200 characters or fewer")},
        )
        self.fields["date_of_birth"] = DateParts(what=_("The date of birth"), required=False)
        self.fields["identifier"] = forms.CharField(
            max_length=40,
            required=False,
            error_messages={"max_length": _("The number must be 40 characters or fewer")},
        )

    def clean(self) -> dict[str, object]:
        """Return what is searched for.

        :raises ValidationError: if every field is empty, or the name has fewer than two letters
        """
        found = super().clean() or {}
        if not self.errors and not any(found.values()):
            self.add_error("name", _("Enter a name, a date of birth or a number"))
        if found.get("name") and sum(letter.isalpha() for letter in str(found["name"])) < 2:
            self.add_error("name", _("Enter at least two letters of the name"))
        return found
