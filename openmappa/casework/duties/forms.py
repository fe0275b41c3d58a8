"""The forms of duties: the filters of a worklist, and what is recorded. The rules are the services'."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from openmappa.casework.duties.queries import Chosen, When
from openmappa.foundation.ui.fields import DateParts, Postcode
from openmappa.foundation.ui.stale import Versioned
from openmappa.statute.facts.living import CHANGE_KINDS, NOTIFICATION_KINDS
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES
from openmappa.statute.vocabulary.custody import SPELL_ENDS
from openmappa.statute.vocabulary.notification import GIVEN, HOME_ADDRESS_GIVEN, MISSING_KINDS, TAKEN
from openmappa.statute.vocabulary.persons import ADDRESS_KINDS, AddressKind


def code_of(officer: str) -> str:
    """Return what stands for an officer's name in an address."""
    return hashlib.sha256(officer.encode()).hexdigest()[:12]


class Filters(forms.Form):
    """Which worklist, and whose. Codes and numbers only, since they stand in the address."""

    when = forms.ChoiceField(choices=[(each.value, each.value) for each in When], required=False)
    area = forms.IntegerField(min_value=1, max_value=99, required=False)
    agency = forms.ChoiceField(choices=[(str(each), str(each)) for each in LEAD_AGENCIES], required=False)
    team = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    officer = forms.RegexField(r"^[0-9a-f]{12}\Z", required=False)
    page = forms.IntegerField(min_value=1, max_value=999_999, required=False)

    def chosen(self) -> dict[str, str]:
        """Return the filters that are set; a code that is none is as if it were not there."""
        self.is_valid()
        names = ("area", "agency", "team", "officer")
        found = {name: str(self.cleaned_data[name]) for name in names if self.cleaned_data.get(name)}
        if "team" not in found:
            found.pop("officer", None)
        return found

    @property
    def worklist(self) -> When:
        """Return the worklist that is asked for; the overdue by default."""
        return When(self.cleaned_data.get("when") or When.OVERDUE)

    @property
    def number(self) -> int:
        """Return the page that is asked for."""
        return self.cleaned_data.get("page") or 1


def chosen_of(filters: Mapping[str, str], officers: list[str]) -> Chosen:
    """Return the filters as the queries take them; an officer who is none of these is nobody's."""
    by_code = {code_of(each): each for each in officers}
    code = filters.get("officer", "")
    return Chosen(
        area=int(filters["area"]) if "area" in filters else None,
        agency=filters.get("agency", ""),
        team=int(filters["team"]) if "team" in filters else None,
        officer=by_code.get(code, code),
    )


def _codes(vocabulary: Mapping[Any, str], *, blank: str = "") -> list[tuple[str, str]]:
    listed = [(str(code), _(words)) for code, words in vocabulary.items()]
    return [("", blank), *listed] if blank else listed


class RecordNotification(Versioned):
    """A notification as the person gave it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        missing = {
            "required": _("Select which notification it is"),
            "invalid_choice": _("Select which notification it is"),
        }
        self.fields |= {
            "kind": forms.ChoiceField(
                label=_("Notification"), choices=_codes(NOTIFICATION_KINDS), error_messages=missing
            ),
            "made_date": DateParts(
                what=_("The day of the notification"),
                label=_("Day on which it was given"),
                error_messages={"required": _("Enter the day on which it was given")},
            ),
        }
        self.fields |= self._of_event() | self._of_giving()

    @staticmethod
    def _of_event() -> dict[str, forms.Field]:
        return {
            "of_date": DateParts(
                what=_("The day of the event"),
                label=_("Day of the event that it tells of"),
                help_text=_(
                    "The day of the change, departure or return; of an advance notification, the day on which the change"
                    " is expected. Leave it blank for any earlier event that was not notified."
                ),
                required=False,
            ),
            "of_change": forms.ChoiceField(
                label=_("What will change"),
                help_text=_("Only for an advance notification."),
                choices=_codes(CHANGE_KINDS, blank=_("Not an advance notification")),
                required=False,
            ),
            "home_address_given": forms.ChoiceField(
                label=_("Home address that was given"),
                help_text=_(
                    "With a place where the person can regularly be found, the next notification is due within 7 days."
                ),
                choices=_codes(HOME_ADDRESS_GIVEN, blank=_("As recorded under addresses")),
                required=False,
            ),
            "of_premises": forms.CharField(
                label=_("Other premises that it tells of"),
                help_text=_("As they are named in the record of stays."),
                max_length=200,
                required=False,
            ),
        }

    @staticmethod
    def _of_giving() -> dict[str, forms.Field]:
        return {
            "given": forms.MultipleChoiceField(
                label=_("What was given"), choices=_codes(GIVEN), required=False
            ),
            "place": forms.CharField(
                label=_("Police station or other prescribed place"), max_length=100, required=False
            ),
            "taken_by": forms.CharField(
                label=_("Officer or authorised person who took it"), max_length=100, required=False
            ),
            "fingerprints": forms.ChoiceField(
                label=_("Fingerprints"), choices=_codes(TAKEN, blank=_("Not known")), required=False
            ),
            "photograph": forms.ChoiceField(
                label=_("Photograph"), choices=_codes(TAKEN, blank=_("Not known")), required=False
            ),
        }


class RecordAddress(Versioned):
    """Where the person lives now."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        homes = {code: words for code, words in ADDRESS_KINDS.items() if code != AddressKind.SECONDARY}
        wrong = _("Select what kind of address it is")
        self.fields |= {
            "kind": forms.ChoiceField(
                label=_("Kind of address"),
                help_text=_("With no fixed abode the person must notify every week."),
                choices=_codes(homes),
                error_messages={"required": wrong, "invalid_choice": wrong},
            ),
            "lines": forms.CharField(
                label=_("Address, or place where regularly found"),
                max_length=200,
                required=False,
            ),
            "postcode": Postcode(label=_("Postcode, if it has one"), required=False),
            "start_date": DateParts(
                what=_("The date"),
                label=_("First day there"),
                error_messages={"required": _("Enter the first day there")},
            ),
        }


class RecordRelease(Versioned):
    """That the person is out."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        wrong = _("Select how the time inside ended")
        self.fields |= {
            "ended_by": forms.ChoiceField(
                label=_("How the time inside ended"),
                choices=_codes(SPELL_ENDS),
                error_messages={"required": wrong, "invalid_choice": wrong},
            ),
            "until_date": DateParts(
                what=_("The date"),
                label=_("Day of release"),
                help_text=_("It is the first day out, and the first of the 3 days for notifying."),
                error_messages={"required": _("Enter the day of release")},
            ),
        }


class RecordMissing(Versioned):
    """That nobody knows where the person is."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        wrong = _("Select whether the person is missing or absconded")
        self.fields |= {
            "kind": forms.ChoiceField(
                label=_("Missing or absconded"),
                choices=_codes(MISSING_KINDS),
                error_messages={"required": wrong, "invalid_choice": wrong},
            ),
            "start_date": DateParts(
                what=_("The date"),
                label=_("First day missing"),
                error_messages={"required": _("Enter the first day missing")},
            ),
            "reported_by": forms.CharField(label=_("Who reported it"), max_length=100, required=False),
        }


class RecordFound(Versioned):
    """That a missing person was found."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields |= {
            "until_date": DateParts(
                what=_("The date"),
                label=_("Day on which the person was found"),
                error_messages={"required": _("Enter the day on which the person was found")},
            ),
        }
