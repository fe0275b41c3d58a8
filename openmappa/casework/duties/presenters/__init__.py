"""Duties in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openmappa.casework.duties.domain import REPLACED
from openmappa.casework.duties.queries import Chosen, DutySeen, When, Worklist
from openmappa.casework.responsibility.domain import Responsible
from openmappa.casework.responsibility.presenters import team_in_words
from openmappa.foundation.ui.words import day, in_words
from openmappa.record.notification.domain import MissingSeen
from openmappa.statute.duties.duty import DUTY_KINDS, DUTY_STATUSES, DutyStatus
from openmappa.statute.duties.rules import RULES
from openmappa.statute.vocabulary.agencies import LEAD_AGENCIES
from openmappa.statute.vocabulary.notification import MISSING_KINDS

_RULES = {rule.key: rule for rule in RULES}
TAGS: Mapping[DutyStatus, str] = {
    DutyStatus.OVERDUE: "govuk-tag--red",
    DutyStatus.DUE: "govuk-tag--blue",
    DutyStatus.STOPPED: "govuk-tag--grey",
    DutyStatus.NEEDS_FACT: "govuk-tag--yellow",
    DutyStatus.DONE: "govuk-tag--green",
    DutyStatus.LATE: "govuk-tag--orange",
    DutyStatus.ENDED: "govuk-tag--grey",
}
_OPEN = (DutyStatus.OVERDUE, DutyStatus.DUE, DutyStatus.NEEDS_FACT, DutyStatus.STOPPED)


def when_in_words(when: When) -> str:
    """Return what a worklist is called."""
    return {
        When.OVERDUE: _("Overdue"),
        When.WEEK: _("Due within 7 days"),
        When.MONTH: _("Due within 28 days"),
        When.UNKNOWN: _("Not known"),
    }[when]


def tabs(found: Worklist, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the worklists with how many are in each, the overdue first."""
    return [
        {
            "text": when_in_words(each),
            "count": f"{found.counts[each]:,}",
            "href": address(chosen, each),
            "current": each is found.when,
        }
        for each in When
    ]


def rows(
    found: Worklist,
    *,
    names: Mapping[UUID, str],
    responsible: Mapping[UUID, Responsible],
    missing: Mapping[UUID, MissingSeen],
    as_at: date,
) -> list[dict[str, Any]]:
    """Return the duties of a worklist as rows."""
    return [
        {
            "href": reverse("duties:person_duties", kwargs={"subject_id": each.subject_id}),
            "name": names.get(each.subject_id, _("Name withheld")),
            "missing": in_words(missing[each.subject_id].kind, MISSING_KINDS)
            if each.subject_id in missing
            else "",
            "kind": in_words(each.kind, DUTY_KINDS),
            "trigger": each.trigger,
            "due": day(each.due_date),
            "distance": distance(each.due_date, as_at),
            "status": in_words(each.status, DUTY_STATUSES),
            "tag": TAGS[each.status],
            "needs": each.needs,
            "team": team_in_words(responsible.get(each.subject_id)),
        }
        for each in found.rows
    ]


def distance(due: date | None, as_at: date) -> str:
    """Return how far a day is from today, in words."""
    if due is None:
        return ""
    days = (due - as_at).days
    if days == 0:
        return _("Today")
    if days > 0:
        return ngettext("In %(n)s day", "In %(n)s days", days) % {"n": f"{days:,}"}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": f"{-days:,}"}


def of_person(found: Iterable[DutySeen], *, as_at: date) -> dict[str, list[dict[str, Any]]]:
    """Return a person's duties: `coming` still to be done, overdue first; `past`; and `former`, no longer so."""
    listed = list(found)
    now = [each for each in listed if each.replaced_at is None]
    coming = sorted(
        (each for each in now if each.status in _OPEN),
        key=lambda each: (_OPEN.index(each.status), each.due_date or date.max, each.id),
    )
    past = [each for each in reversed(now) if each.status not in _OPEN]
    former = sorted(
        (each for each in listed if each.replaced_at is not None),
        key=lambda each: (each.replaced_at, each.id),
        reverse=True,
    )
    return {
        "coming": [_card(each, as_at) for each in coming],
        "past": [_card(each, as_at) for each in past],
        "former": [_card(each, as_at) for each in former],
    }


def _card(duty: DutySeen, as_at: date) -> dict[str, Any]:
    rule = _RULES.get(duty.rule)
    facts = [(_("What brought it about"), duty.trigger)]
    if rule:
        facts.append((_("Rule"), f"{rule.title}: {rule.says}"))
        facts.append((_("Law"), str(rule.citation)))
        if rule.unverified:
            facts.append((_("Not verified"), rule.unverified))
    facts.append((_("How the day is worked out"), duty.arithmetic))
    if duty.needs:
        facts.append((_("What is not known"), f"{duty.needs[0].upper()}{duty.needs[1:]}"))
    if duty.done_date:
        facts.append((_("Notified on"), day(duty.done_date)))
    if duty.replaced_at:
        changed = localtime(duty.replaced_at).date()
        why = f"{in_words(duty.replaced_why, REPLACED)}, {day(changed)}"
        facts.append((_("Why it is no longer so"), why))
    open_now = duty.status in _OPEN and duty.due_date is not None and duty.replaced_at is None
    return {
        "id": duty.id,
        "title": in_words(duty.kind, DUTY_KINDS),
        "due": _("By %(day)s") % {"day": day(duty.due_date)}
        if duty.due_date
        else _("No day while the clock stands still"),
        "distance": distance(duty.due_date, as_at) if open_now else "",
        "status": "" if duty.replaced_at else in_words(duty.status, DUTY_STATUSES),
        "tag": TAGS[duty.status],
        "facts": facts,
    }


def filter_groups(
    chosen: Mapping[str, str],
    *,
    areas: Mapping[int, str],
    teams: Mapping[int, str],
    officers: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return each filter as a select with its choices. Officers are offered once their team is chosen."""
    groups: list[tuple[str, str, Mapping[Any, str]]] = [
        ("agency", _("Lead agency"), {str(code): _(words) for code, words in LEAD_AGENCIES.items()}),
        ("team", _("Team"), teams),
    ]
    if len(areas) > 1:
        groups.insert(0, ("area", _("Area"), areas))
    if officers:
        groups.append(("officer", _("Officer"), officers))
    return [
        {
            "name": name,
            "label": label,
            "items": [
                {"value": "", "text": _("All")},
                *(
                    {"value": str(code), "text": words, "selected": chosen.get(name) == str(code)}
                    for code, words in choices.items()
                ),
            ],
        }
        for name, label, choices in groups
    ]


def pages(found: Worklist, chosen: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the pagination component's options; None for a single page."""
    if found.pages == 1:
        return None
    near = range(max(1, found.number - 1), min(found.pages, found.number + 1) + 1)
    shown = sorted({1, found.pages, *near})
    items: list[dict[str, Any]] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before > 1:
            items.append({"ellipsis": True})
        items.append(
            {
                "number": number,
                "href": address(chosen, found.when, number),
                "current": number == found.number,
                "visuallyHiddenText": _("Page %(number)s") % {"number": number},
            }
        )
    options: dict[str, Any] = {"items": items, "landmarkLabel": _("Pages of the worklist")}
    if found.number > 1:
        options["previous"] = {
            "href": address(chosen, found.when, found.number - 1),
            "text": _("Previous page"),
        }
    if found.number < found.pages:
        options["next"] = {"href": address(chosen, found.when, found.number + 1), "text": _("Next page")}
    return options


def address(chosen: Mapping[str, str], when: When, number: int = 1) -> str:
    """Return the address of a worklist with these filters."""
    asked = {**chosen}
    if when is not When.OVERDUE:
        asked["when"] = when.value
    if number > 1:
        asked["page"] = str(number)
    return reverse("duties:worklist") + (f"?{urlencode(asked)}" if asked else "")


def missing_words(missing: MissingSeen | None) -> str:
    """Return since when the person is missing, "" if they are not."""
    if missing is None:
        return ""
    return _("%(kind)s since %(day)s") % {
        "kind": in_words(missing.kind, MISSING_KINDS),
        "day": day(missing.start_date),
    }


def title_in_calendar(kind: str) -> str:
    """Return what an entry of a calendar is called: the kind of duty and nothing of whom it is due from."""
    return in_words(kind, DUTY_KINDS)


def filters_in_words(
    chosen: Chosen, *, areas: Mapping[int, str], teams: Mapping[int, str], officer: str
) -> str:
    """Return the filters of a calendar in words."""
    parts = [
        areas.get(chosen.area or 0, ""),
        in_words(chosen.agency, LEAD_AGENCIES) if chosen.agency else "",
        teams.get(chosen.team or 0, ""),
        officer,
    ]
    return ", ".join(filter(None, parts)) or _("Everybody whom you may see")
