"""The form that changes a level. The rules are the service's; the form reads what was typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.standing.domain import LEVEL_NAMES
from openmappa.foundation.ui.fields import DateParts
from openmappa.foundation.ui.stale import Versioned


class ChangeLevel(Versioned):
    """A new level, the day from which it holds, the reason, and the state of the level that was seen."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.fields["level"] = forms.TypedChoiceField(
            choices=[(str(number), _(words)) for number, words in LEVEL_NAMES.items()],
            coerce=int,
            error_messages={
                "required": _("Select the new level"),
                "invalid_choice": _("Select the new level"),
            },
        )
        self.fields["start_date"] = DateParts(
            what=_("The date"), error_messages={"required": _("Enter the date of the change")}
        )
        self.fields["reason"] = forms.CharField(
            max_length=1000,
            error_messages={
                "required": _("Enter the reason for the change"),
                "max_length": _("The reason must be 1,000 characters or fewer"),
            },
        )
