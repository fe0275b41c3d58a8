"""The forms of an area's own chapters. The rules are the services'; the forms read what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _


class WriteChapter(forms.Form):
    """A chapter's title, text, author and agency, and the version that the writer began from."""

    def __init__(self, *arguments: object, agencies: Iterable[tuple[int, str]], **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["title"] = forms.CharField(required=False)
        self.fields["markdown"] = forms.CharField(required=False)
        self.fields["author"] = forms.CharField(error_messages={"required": _("Enter who wrote the chapter")})
        self.fields["agency"] = forms.TypedChoiceField(
            choices=[(str(number), name) for number, name in agencies],
            coerce=int,
            error_messages={
                "required": _("Select the agency that the chapter is of"),
                "invalid_choice": _("Select the agency that the chapter is of"),
            },
        )
        self.fields["expected"] = forms.IntegerField(min_value=0)

    def clean_markdown(self) -> str:
        """Return the text with the line ends that are kept."""
        text: str = self.cleaned_data["markdown"]
        return text.replace("\r\n", "\n").replace("\r", "\n")
