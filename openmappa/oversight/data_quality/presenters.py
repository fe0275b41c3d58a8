"""What the pages of findings say, in words."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.casework.legal_position.presenters import position_in_words
from openmappa.casework.responsibility.presenters import lead_agency_in_words, team_in_words
from openmappa.foundation.ui.words import day
from openmappa.oversight.data_quality.domain.catalogue import NOT_ASKED, findings
from openmappa.oversight.data_quality.domain.findings import Finding
from openmappa.oversight.data_quality.domain.position import EXPLAINED
from openmappa.oversight.data_quality.queries import Check, PageOfPeople, PersonFound
from openmappa.oversight.statistics.presenters import pagination


def check_page(check: Check) -> dict[str, object]:
    """Return the page of an area's findings: each with its count, whose it is, and where its people are listed."""
    return {
        "area": check.area_name,
        "day": day(check.day),
        "checked": date_format(localtime(check.checked_at), "j F Y, H:i") if check.checked_at else "",
        "has_changed": check.facts_have_changed,
        "may_open": check.may_open,
        "rows": [_finding(check, each) for each in findings()],
        "not_asked": _(NOT_ASKED),
    }


def finding_page(check: Check, finding: Finding, found: PageOfPeople) -> dict[str, object]:
    """Return the page of a finding's people, with why it matters and how to mend it."""
    return {
        "area": check.area_name,
        "title": _(finding.title),
        "back": reverse("data_quality:check", kwargs={"area": check.area}),
        "has_changed": check.facts_have_changed,
        "facts": [
            (_("Why it matters"), _(finding.why)),
            (_("How to mend it"), _(finding.mend)),
            (_("Whose it is to mend"), _(finding.owner)),
            (_("Source"), _(finding.source)),
            (_("Asked for"), day(check.day)),
        ],
        "seen": _seen(check, finding, found),
        "why_fewer": found.total < check.counts.get(finding.name, 0),
        "explained": finding.name in EXPLAINED,
        "rows": [_person(each) for each in found.people],
        "pagination": pagination(found.number, found.pages),
    }


def _finding(check: Check, finding: Finding) -> dict[str, str]:
    count = check.counts.get(finding.name)
    address = {"area": check.area, "finding": finding.name}
    return {
        "title": _(finding.title),
        "count": _("Not checked") if count is None else f"{count:,}",
        "owner": _(finding.owner),
        "why": _(finding.why),
        "mend": _(finding.mend),
        "href": reverse("data_quality:finding", kwargs=address) if check.may_open else "",
    }


def _seen(check: Check, finding: Finding, found: PageOfPeople) -> str:
    seen = ngettext("You may see %(seen)s person.", "You may see %(seen)s people.", found.total) % {
        "seen": f"{found.total:,}"
    }
    if check.checked_at is None or finding.name not in check.counts:
        return seen
    counted = check.counts[finding.name]
    stored = ngettext(
        "The check on %(day)s found %(count)s.", "The check on %(day)s found %(count)s.", counted
    ) % {"day": day(localtime(check.checked_at).date()), "count": f"{counted:,}"}
    return f"{seen} {stored}"


def _person(found: PersonFound) -> dict[str, object]:
    return {
        "name": found.name or _("Name not known"),
        "href": reverse("people:person_detail", kwargs={"subject_id": found.row.subject_id}),
        "since": day(found.row.since_date),
        "agency": lead_agency_in_words(found.owner),
        "team": team_in_words(found.owner),
        "reasons": position_in_words(found.position, recorded=found.recorded) if found.position else [],
    }
