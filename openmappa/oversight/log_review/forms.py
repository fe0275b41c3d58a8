"""The forms of the log: a review, and a reference to look up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from openmappa.oversight.log_review.domain import OUTCOMES


class ReviewForm(forms.Form):
    """What a review came to, and what was found out."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["outcome"] = forms.ChoiceField(
            choices=[(each.value, _(words)) for each, words in OUTCOMES.items()],
            error_messages={
                "required": _("Select what the review came to"),
                "invalid_choice": _("Select what the review came to"),
            },
        )
        self.fields["note"] = forms.CharField(
            max_length=1000,
            error_messages={
                "required": _("Enter what you found out"),
                "max_length": _("What you found out must be 1,000 characters or fewer"),
            },
        )


class Reference(forms.Form):
    """The reference of a record."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        words = _("Enter a reference, such as 6f1b0f5e-3c9b-4b57-9d3e-2a4f0f9b7c11")
        self.fields["reference"] = forms.UUIDField(error_messages={"required": words, "invalid": words})
