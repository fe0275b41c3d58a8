"""The filters of the list of people: codes only, never names, since they stand in the address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.standing.domain import CATEGORY_NAMES, LEVEL_NAMES
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES

PLACES = {"custody": "In custody", "community": "Not in custody"}


class Filters(forms.Form):
    """Category, level, lead agency, and in custody or not. Each may be left open."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        for name, codes in self.choices().items():
            self.fields[name] = forms.ChoiceField(choices=list(codes.items()), required=False)

    @staticmethod
    def choices() -> dict[str, dict[str, str]]:
        """Return the codes of each filter, in words."""
        return {
            "category": {str(number): _(words) for number, words in CATEGORY_NAMES.items()},
            "level": {str(number): _(words) for number, words in LEVEL_NAMES.items()},
            "lead_agency": {str(code): _(words) for code, words in LEAD_AGENCIES.items()},
            "place": {code: _(words) for code, words in PLACES.items()},
        }

    def chosen(self) -> dict[str, str]:
        """Return the filters that are set; a code that is none is as if it were not there."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
