"""The form that changes an area's settings. The rules are the service's; the form reads what was typed."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext as _

from openmappa.oversight.statistics.domain.choices import CHOICE_WORDS, NO, YES, CountingChoices
from openmappa.oversight.statistics.domain.settings import LONGEST_REASON, AreaSettings


class ChangeSettings(forms.Form):
    """Every setting of an area, the reason for changing it, and the number of the version that was seen."""

    def __init__(self, *arguments: object, population_years: Collection[str], **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        for name in CHOICE_WORDS:
            self.fields[name] = forms.ChoiceField(
                choices=[(YES, YES), (NO, NO)], error_messages={"required": _("Select how to count")}
            )
        self.fields["population_year"] = forms.ChoiceField(
            choices=[(each, each) for each in population_years],
            required=bool(population_years),
            error_messages={
                "required": _("Select a population"),
                "invalid_choice": _("Select a population that is stored for the area"),
            },
        )
        self.fields["suppress_below"] = forms.IntegerField(
            required=False, error_messages={"invalid": _("The number must be a whole number, such as 5")}
        )
        self.fields["reason"] = forms.CharField(
            max_length=LONGEST_REASON,
            error_messages={
                "required": _("Enter the reason for the change"),
                "max_length": _("The reason must be 1,000 characters or fewer"),
            },
        )
        self.fields["expected"] = forms.IntegerField(min_value=0)

    def settings(self, before: AreaSettings) -> AreaSettings:
        """Return the settings that were entered; where the area has no population, that of before stays."""
        data = self.cleaned_data
        return AreaSettings(
            CountingChoices(**{name: data[name] == YES for name in CHOICE_WORDS}),
            data["population_year"] or before.population_year,
            data["suppress_below"],
        )


def entered(settings: AreaSettings) -> dict[str, object]:
    """Return the settings as the form first shows them."""
    choices = {name: YES if on else NO for name, on in settings.choices.as_json().items()}
    return {
        **choices,
        "population_year": settings.population_year,
        "suppress_below": settings.suppress_below,
    }
