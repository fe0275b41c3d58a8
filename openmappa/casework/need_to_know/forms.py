"""The room's forms. The rules are the services'; a form reads what was typed."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.need_to_know.domain import ANSWERS, OUTCOMES
from openmappa.foundation.access.domain import LEVELS, SECTIONS, Answer, Level, Outcome, Section
from openmappa.foundation.ui.fields import DateParts

LONGEST = 1000


def _reason(missing: str) -> forms.CharField:
    return forms.CharField(
        max_length=LONGEST,
        error_messages={
            "required": missing,
            "max_length": _("The reason must be 1,000 characters or fewer"),
        },
    )


def _sections(offered: Iterable[Section]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        choices=[(each.value, _(SECTIONS[each])) for each in offered],
        coerce=Section,
        required=False,
        error_messages={"invalid_choice": _("Select the special sections from the list")},
    )


def _level(levels: Iterable[Level], *, required: bool = True) -> forms.TypedChoiceField:
    missing = _("Select how much to open")
    return forms.TypedChoiceField(
        choices=[(str(int(each)), _(LEVELS[each])) for each in levels],
        coerce=lambda value: Level(int(value)),
        required=required,
        empty_value=None,
        error_messages={"required": missing, "invalid_choice": missing},
    )


class Ask(forms.Form):
    """What access is needed for, and until when."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["reason"] = _reason(_("Enter what you need the record for"))
        self.fields["wanted_until"] = DateParts(what=_("The date"), required=False)


class Give(forms.Form):
    """To whom sight is given, how much, until when and why."""

    def __init__(
        self,
        *arguments: object,
        teams: list[tuple[str, str]],
        agencies: list[tuple[str, str]],
        sections: Iterable[Section],
        **options: object,
    ) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        missing = _("Select who is to have access")
        self.fields["to"] = forms.ChoiceField(
            choices=[("user", _("One user")), ("team", _("A team")), ("agency", _("An agency"))],
            error_messages={"required": missing, "invalid_choice": missing},
        )
        self.fields["email"] = forms.CharField(max_length=254, required=False)
        self.fields["team"] = forms.TypedChoiceField(
            choices=[("", _("Select a team")), *teams], coerce=int, empty_value=None, required=False,
            error_messages={"invalid_choice": _("Select a team")},
        )  # fmt: skip
        self.fields["agency"] = forms.TypedChoiceField(
            choices=[("", _("Select an agency")), *agencies], coerce=int, empty_value=None, required=False,
            error_messages={"invalid_choice": _("Select an agency")},
        )  # fmt: skip
        self.fields["level"] = _level((Level.PRESENCE, Level.SUMMARY, Level.FULL, Level.NONE))
        self.fields["sections"] = _sections(sections)
        self.fields["until_date"] = DateParts(what=_("The date"), required=False)
        self.fields["reason"] = _reason(_("Enter the reason"))

    def clean(self) -> dict[str, object]:
        """Return what was chosen.

        :raises ValidationError: if the kind of holder is chosen and none is named
        """
        found = super().clean() or {}
        wanted = {
            "user": ("email", _("Enter the user's email address")),
            "team": ("team", _("Select a team")),
            "agency": ("agency", _("Select an agency")),
        }
        if found.get("to") in wanted:
            field, words = wanted[found["to"]]
            if not found.get(field) and field not in self.errors:
                self.add_error(field, words)
        return found


class End(forms.Form):
    """Which sight to end, and why."""

    def __init__(self, *arguments: object, running: Iterable[tuple[str, str]], **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        missing = _("Select whose access to end")
        self.fields["sight"] = forms.TypedChoiceField(
            choices=list(running), coerce=int,
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
        self.fields["reason"] = _reason(_("Enter the reason"))


class Restrict(forms.Form):
    """Why a record is restricted, or its restriction lifted."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.fields["reason"] = _reason(_("Enter the reason"))


class AnswerRequest(forms.Form):
    """Whether to give access, how much, until when and why."""

    def __init__(self, *arguments: object, sections: Iterable[Section], **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        missing = _("Select whether to give access")
        self.fields["answer"] = forms.TypedChoiceField(
            choices=[(each.value, _(words)) for each, words in ANSWERS.items()], coerce=Answer,
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
        self.fields["level"] = _level((Level.SUMMARY, Level.FULL), required=False)
        self.fields["sections"] = _sections(sections)
        self.fields["until_date"] = DateParts(what=_("The date"), required=False)
        self.fields["reason"] = _reason(_("Enter the reason. Who asked will read it."))


class Emergency(forms.Form):
    """Which record, why, and which special sections."""

    def __init__(self, *arguments: object, sections: Iterable[Section], **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        wrong = _("Enter the reference as it is written, for example 6f1b0f5e-3c9b-4b57-9d3e-2a4f0f9b7c11")
        self.fields["reference"] = forms.UUIDField(error_messages={"required": wrong, "invalid": wrong})
        self.fields["reason"] = _reason(_("Enter what the emergency is"))
        self.fields["sections"] = _sections(sections)


class Review(forms.Form):
    """What the review of an emergency access found, and why."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        missing = _("Select what the review found")
        self.fields["outcome"] = forms.TypedChoiceField(
            choices=[(each.value, _(words)) for each, words in OUTCOMES.items()], coerce=Outcome,
            error_messages={"required": missing, "invalid_choice": missing},
        )  # fmt: skip
        self.fields["review"] = _reason(_("Enter how you came to this"))
