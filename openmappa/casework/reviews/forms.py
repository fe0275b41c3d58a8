"""The forms of the steps. The rules are the services'; a form reads what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.reviews.domain.application import (
    APPEAL_OUTCOMES,
    DECISIONS,
    FACTORS,
    RANKS,
    VALIDITIES,
    WAYS,
    Validity,
)
from openmappa.foundation.ui.fields import DateParts
from openmappa.foundation.ui.stale import Versioned

FACTOR = "factor_"


class Paragraph(forms.CharField):
    """Text of several lines."""


class Choice(forms.ChoiceField):
    """One of a few, each shown."""


class Several(forms.MultipleChoiceField):
    """Some of a few, each shown."""


class StepForm(Versioned):
    """A step of a review. `bodies` are those that were asked or may be asked, as key and name."""

    def __init__(self, *arguments: Any, bodies: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.bodies = bodies
        self.add_fields()

    def add_fields(self) -> None:
        """Add the step's own fields."""

    def values(self) -> dict[str, Any]:
        """Return what the step's service is told, the token included."""
        return dict(self.cleaned_data)


class Receive(StepForm):
    """A new application."""

    def add_fields(self) -> None:
        """Add the day and the way."""
        self.fields["received_date"] = _day(
            _("Day on which the police received it"), _("Enter the day on which it was received")
        )
        self.fields["way"] = _choice(_("How it came"), WAYS, _("Select how the application came"))


class DecideValidity(StepForm):
    """Whether an application is valid, where the law needs a fact that is not recorded."""

    def add_fields(self) -> None:
        """Add the decision and its reason."""
        offered = {each: VALIDITIES[each] for each in (Validity.VALID, Validity.INVALID)}
        missing = _("Select whether the application is valid")
        self.fields["validity"] = _choice(_("Is the application valid?"), offered, missing)
        self.fields["reason"] = _paragraph(
            _("Reason"),
            1000,
            _("Enter the reason for the decision"),
            _("Say which fact decides it and how you know."),
        )


class Acknowledge(StepForm):
    """The acknowledgement of receipt."""

    def add_fields(self) -> None:
        """Add the day."""
        self.fields["acknowledged_date"] = _day(
            _("Day on which the acknowledgement was sent"), _("Enter the day of the acknowledgement")
        )


class AskBodies(StepForm):
    """The responsible bodies that were notified."""

    def add_fields(self) -> None:
        """Add the day and the bodies."""
        self.fields["bodies_asked_date"] = _day(
            _("Day on which they were notified"), _("Enter the day on which they were notified")
        )
        self.fields["agencies"] = Several(
            label=_("Responsible bodies notified"),
            choices=self.bodies,
            error_messages={"required": _("Select the responsible bodies that were notified")},
        )


class Answer(StepForm):
    """The answer of one body."""

    def add_fields(self) -> None:
        """Add the body, the day and the answer."""
        missing = _("Select the body that answered")
        self.fields["body"] = _choice(_("Which body answered?"), dict(self.bodies), missing)
        self.fields["answered_date"] = _day(
            _("Day on which the answer was received"), _("Enter the day of the answer")
        )
        self.fields["answer"] = _paragraph(
            _("What it answered"),
            2000,
            _("Enter what the body answered"),
            _("Write what bears on the risk. Do not copy what a victim said."),
        )


class Assess(StepForm):
    """What was found of each factor of section 91D."""

    def add_fields(self) -> None:
        """Add the day and a text for each factor."""
        self.fields["assessed_date"] = _day(_("Day of the assessment"), _("Enter the day of the assessment"))
        for code, words in FACTORS.items():
            name = _(words)
            missing = _("Enter what was found, or that there is nothing: %(factor)s") % {"factor": name}
            hint = (
                _("Say whether there is one and where it is kept. Do not copy it here.")
                if code == "victim"
                else ""
            )
            self.fields[f"{FACTOR}{code}"] = _paragraph(f"{name[0].upper()}{name[1:]}", 2000, missing, hint)

    def values(self) -> dict[str, Any]:
        """Return the token, the day and the findings by factor."""
        given = dict(self.cleaned_data)
        findings = {code: given.pop(f"{FACTOR}{code}") for code in FACTORS}
        return {**given, "findings": findings}


class Determine(StepForm):
    """The determination."""

    def add_fields(self) -> None:
        """Add the decision, its day, the rank, the reasons and the years."""
        self.fields["decision"] = _choice(
            _("What do you determine?"), DECISIONS, _("Select what you determine")
        )
        self.fields["determined_date"] = _day(
            _("Day of the determination"),
            _("Enter the day of the determination"),
            _("If the person is no longer subject, this is the last day of the requirements."),
        )
        self.fields["rank"] = _choice(
            _("Your rank"),
            RANKS,
            _("Select your rank. An officer of the rank of Superintendent or above must determine."),
        )
        self.fields["reasons"] = _paragraph(
            _("Reasons"), 4000, _("Enter the reasons"), _("These stand in the notice to the person.")
        )
        self.fields["further_years"] = forms.IntegerField(
            label=_("Years before a further application, if more than 8 (optional)"),
            required=False,
            help_text=_(
                "From 8 to 15. Only if the person remains subject and the risk justifies a longer time."
            ),
            error_messages={"invalid": _("The years must be a whole number, like 10")},
        )


class Notice(StepForm):
    """The notice of the determination to the person."""

    def add_fields(self) -> None:
        """Add the day and the way."""
        self.fields["notice_date"] = _day(
            _("Day on which the notice was given"), _("Enter the day of the notice")
        )
        self.fields["notice_way"] = _choice(_("How it was given"), WAYS, _("Select how the notice was given"))


class Appeal(StepForm):
    """An appeal to a magistrates' court."""

    def add_fields(self) -> None:
        """Add the day and the court."""
        self.fields["appeal_date"] = _day(_("Day of the appeal"), _("Enter the day of the appeal"))
        self.fields["appeal_court"] = forms.CharField(
            label=_("Magistrates' court"), max_length=100, error_messages={"required": _("Enter the court")}
        )


class Outcome(StepForm):
    """What came of the appeal."""

    def add_fields(self) -> None:
        """Add the outcome and its day."""
        self.fields["appeal_outcome"] = _choice(
            _("What came of the appeal?"), APPEAL_OUTCOMES, _("Select what came of the appeal")
        )
        self.fields["appeal_outcome_date"] = _day(
            _("Day of the court's decision"), _("Enter the day of the court's decision")
        )


class Withdraw(StepForm):
    """That the person withdrew the application."""

    def add_fields(self) -> None:
        """Add the day and how."""
        self.fields["withdrawn_date"] = _day(
            _("Day on which the person withdrew it"), _("Enter the day on which it was withdrawn")
        )
        self.fields["reason"] = _paragraph(
            _("How the person withdrew it"), 1000, _("Enter how the person withdrew it"), ""
        )


FORMS: Mapping[str, type[StepForm]] = {
    "receive": Receive,
    "validity": DecideValidity,
    "acknowledge": Acknowledge,
    "bodies": AskBodies,
    "answer": Answer,
    "assess": Assess,
    "determine": Determine,
    "notice": Notice,
    "appeal": Appeal,
    "outcome": Outcome,
    "withdraw": Withdraw,
}
"""The form of each step."""


def _day(label: str, missing: str, hint: str = "") -> DateParts:
    return DateParts(
        what=_("The date"),
        label=label,
        error_messages={"required": missing},
        help_text=hint or _("For example, 27 3 2024"),
    )


def _choice(label: str, words: Mapping[Any, str], missing: str) -> Choice:
    choices = [(str(code), _(text)) for code, text in words.items()]
    return Choice(
        label=label, choices=choices, error_messages={"required": missing, "invalid_choice": missing}
    )


def _paragraph(label: str, most: int, missing: str, hint: str) -> Paragraph:
    too_long = _("The text must be %(most)s characters or fewer") % {"most": f"{most:,}"}
    return Paragraph(
        label=label,
        max_length=most,
        help_text=hint,
        error_messages={"required": missing, "max_length": too_long},
    )
