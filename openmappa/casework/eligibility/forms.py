"""The room's forms. The rules are the services'; a form reads what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.dangerous import RANKS, REVIEW_OUTCOMES, ReviewOutcome
from openmappa.casework.eligibility.domain.deciding import ANSWERS, LONGEST_REASON, Answer
from openmappa.casework.eligibility.domain.questions import OLDEST, VICTIM_AGE, Question
from openmappa.foundation.ui.fields import DateParts
from openmappa.foundation.ui.stale import Versioned
from openmappa.statute.vocabulary.limbs import LIMBS, Limb

NOT_ELIGIBLE = "not_eligible"


def _reason(missing: str = "") -> forms.CharField:
    messages = {"required": missing, "max_length": _("The reason must be 4,000 characters or fewer")}
    return forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, required=bool(missing), error_messages=messages
    )


def _first_day() -> DateParts:
    return DateParts(
        what=_("The date"), label=_("First day"), error_messages={"required": _("Enter the first day")}
    )


class Confirm(Versioned):
    """From when what the law says is so, and why where that is asked for."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["start_date"] = _first_day()
        self.fields["reason"] = _reason()


class Override(Versioned):
    """What the person is decided to be instead, from when, and why."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        missing = _("Select what you decide")
        self.fields["limb"] = forms.ChoiceField(
            choices=[*((str(each), str(each)) for each in LIMBS), (NOT_ELIGIBLE, NOT_ELIGIBLE)],
            error_messages={"required": missing, "invalid_choice": missing},
        )
        self.fields["start_date"] = _first_day()
        self.fields["reason"] = _reason(_("Enter why you decide otherwise"))

    def clean_limb(self) -> Limb | None:
        """Return the limb, None for not eligible."""
        chosen = self.cleaned_data["limb"]
        return None if chosen == NOT_ELIGIBLE else Limb(chosen)


class AnswerOverride(Versioned):
    """Whether the second officer agrees, and why."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        missing = _("Select your answer")
        self.fields["answer"] = forms.TypedChoiceField(
            label=_("Your answer"),
            choices=[(str(each), _(words)) for each, words in ANSWERS.items()],
            coerce=Answer,
            error_messages={"required": missing, "invalid_choice": missing},
        )
        self.fields["reason"] = _reason()


class RecordFacts(Versioned):
    """Answers to the questions that are open, each of which may stay so, and how they are known."""

    def __init__(self, *arguments: Any, asked: Iterable[Question] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.asked = tuple(asked)
        for each in self.asked:
            if each.fact == VICTIM_AGE:
                wrong = _("The age must be a number from 0 to 120")
                self.fields[each.name] = forms.IntegerField(
                    min_value=0,
                    max_value=OLDEST,
                    required=False,
                    error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
                )
                continue
            self.fields[each.name] = forms.TypedChoiceField(
                choices=[("", ""), ("yes", "yes"), ("no", "no")],
                coerce=lambda value: value == "yes",
                empty_value=None,
                required=False,
                error_messages={"invalid_choice": _("Select yes, no or not known")},
            )
        self.fields["reason"] = _reason(_("Enter how you know"))

    def answers(self) -> dict[Question, bool | int]:
        """Return the questions that were answered."""
        found = {each: self.cleaned_data.get(each.name) for each in self.asked}
        return {each: value for each, value in found.items() if value is not None}


def _authorised(form: forms.Form) -> None:
    missing = _("Enter the name of the officer who authorised it")
    form.fields["authorised_by"] = forms.CharField(
        label=_("Officer who authorised it"),
        max_length=100,
        error_messages={"required": missing, "max_length": _("The name must be 100 characters or fewer")},
    )
    rank = _("Select the officer's rank")
    form.fields["rank"] = forms.ChoiceField(
        label=_("Rank"),
        choices=[(str(each), _(words)) for each, words in RANKS.items()],
        error_messages={"required": rank, "invalid_choice": rank},
    )


class StartStatus(Versioned):
    """From when somebody is a potentially dangerous person, why, who authorised it and when it is reviewed."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["start_date"] = _first_day()
        self.fields["reason"] = _reason(_("Enter why the person is believed to be dangerous"))
        _authorised(self)
        self.fields["review_date"] = DateParts(
            what=_("The date of the review"),
            label=_("When it is reviewed"),
            error_messages={"required": _("Enter the date of the review")},
        )


class ReviewStatus(forms.Form):
    """What a review of the status found, why, who authorised it and when the next one is due."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        missing = _("Select what the review found")
        self.fields["review_date"] = DateParts(
            what=_("The date"),
            label=_("Date of the review"),
            error_messages={"required": _("Enter the date of the review")},
        )
        self.fields["outcome"] = forms.TypedChoiceField(
            label=_("Finding"),
            choices=[(str(each), _(words)) for each, words in REVIEW_OUTCOMES.items()],
            coerce=ReviewOutcome,
            error_messages={"required": missing, "invalid_choice": missing},
        )
        self.fields["reason"] = _reason(_("Enter the reason"))
        _authorised(self)
        self.fields["next_review_date"] = DateParts(
            what=_("The date of the next review"), label=_("Next review"), required=False
        )
