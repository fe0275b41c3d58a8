"""What the pages of a system manager show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from openmappa.foundation.access.domain import RIGHTS, Viewer
from openmappa.foundation.accounts.domain import KINDS, LEVELS, QualificationKind, Role
from openmappa.foundation.administration.domain import GIVEN_ON_SCREEN
from openmappa.foundation.agencies.domain import ENTERED_BY_AREAS, PARTS, Part
from openmappa.foundation.agencies.domain import KINDS as AGENCY_KINDS
from openmappa.foundation.ui.fields import DateParts, date_items, error_of, errors_of
from openmappa.foundation.ui.words import day, span

Rows = list[tuple[str, ...]]


def role_words(role: str) -> str:
    """Return a role in words."""
    return _(RIGHTS[Role(role)].title)


def where(held: Any) -> str:
    """Return agency, team and area of a membership or proposal in words."""
    parts = [
        held.agency.name,
        held.team.name if held.team else "",
        held.area.name if held.area else _("all areas"),
    ]
    return ", ".join(part for part in parts if part)


def level_words(kind: str, level: int) -> str:
    """Return a qualification's kind and level in words."""
    found = QualificationKind(kind)
    return f"{_(KINDS[found])}: {_(LEVELS[found][level])}"


def form_parts(form: forms.Form) -> dict[str, object]:
    """Return a form for its page: errors, what was chosen and typed, and the boxes of dates."""
    errors = errors_of(form)
    fields = {}
    for name, field in form.fields.items():
        fields[name] = {"error": error_of(form, name), "value": form[name].value() or ""}
        if isinstance(field, DateParts):
            fields[name]["items"] = date_items(form, name)
        elif isinstance(field, forms.ChoiceField):
            fields[name]["choices"] = field.choices
    return {"form": form, "errors": errors, "error": bool(errors), "fields": fields}


def held_today(memberships: Iterable[Any], *, as_at: date) -> list[Any]:
    """Return those memberships that have not ended on the day."""
    return [each for each in memberships if each.until_date is None or each.until_date > as_at]


def user_rows(users: Iterable[Any], *, as_at: date) -> list[dict[str, object]]:
    """Return the accounts for the list."""
    return [
        {
            "id": each.pk,
            "name": each.name,
            "email": each.email,
            "roles": [role_words(held.role) for held in held_today(each.memberships.all(), as_at=as_at)]
            or [_("None")],
            "last": day(each.last_login.date()) if each.last_login else _("Not yet"),
            "state": state(each),
        }
        for each in users
    ]


def state(user: Any) -> str:
    """Return in words whether the account can be used."""
    if not user.is_active:
        return _("Closed")
    if not user.has_usable_password():
        return _("Waiting for a password")
    return _("Second factor set up") if user.second_factor else _("No second factor")


def membership_rows(memberships: Iterable[Any]) -> Rows:
    """Return memberships for a table: role, where, days."""
    return [
        (role_words(each.role), where(each), span(each.start_date, each.until_date)) for each in memberships
    ]


def qualification_rows(found: Iterable[Any], *, as_at: date) -> Rows:
    """Return qualifications for a table: what, until when, on which evidence, who registered it."""
    return [
        (
            level_words(each.kind, each.level),
            day(each.last_date)
            if each.last_date >= as_at
            else _("Ran out on %(day)s") % {"day": day(each.last_date)},
            each.evidence or _("Not recorded"),
            each.recorded_by.name if each.recorded_by else _("Command line"),
        )
        for each in found
    ]


def running_out_rows(found: Iterable[Any], *, as_at: date) -> list[dict[str, object]]:
    """Return qualifications that run out, or did lately."""
    return [
        {
            "id": each.user_id,
            "name": each.user.name,
            "what": level_words(each.kind, each.level),
            "when": day(each.last_date),
            "over": each.last_date < as_at,
        }
        for each in found
    ]


def proposal_facts(proposal: Any) -> list[tuple[str, str]]:
    """Return a proposal's facts."""
    facts = [
        (_("For"), f"{proposal.user.name} ({proposal.user.email})"),
        (_("Role"), role_words(proposal.role)),
        (_("What it opens"), _(RIGHTS[Role(proposal.role)].description)),
        (_("Where"), where(proposal)),
        (_("Days"), span(proposal.start_date, proposal.until_date)),
        (_("Proposed by"), proposal.proposed_by.name),
        (_("Reason"), proposal.reason),
    ]
    if proposal.decision:
        words = _("Agreed by %(name)s") if proposal.decision == "agreed" else _("Declined by %(name)s")
        facts.append((_("Decision"), words % {"name": proposal.decided_by.name}))
        facts.append((_("Reason for the decision"), proposal.decision_reason))
    return facts


def proposal_rows(proposals: Iterable[Any]) -> list[dict[str, object]]:
    """Return proposals for a list."""
    return [
        {
            "id": each.pk,
            "name": each.user.name,
            "role": role_words(each.role),
            "where": where(each),
            "by": each.proposed_by.name,
            "open": not each.decision,
            "decision": {"": _("Waits for a decision"), "agreed": _("Agreed"), "declined": _("Declined")}[
                each.decision
            ],
        }
        for each in proposals
    ]


def may_not_agree(proposal: Any, *, viewer: Viewer) -> str:
    """Return why the viewer cannot agree to a proposal; empty if they can."""
    if proposal.proposed_by_id == viewer.user_id:
        return _(
            "You proposed this role, so another system manager must agree to it. You can withdraw it by declining."
        )
    if proposal.user_id == viewer.user_id:
        return _("This role is for you, so another system manager must agree to it.")
    return ""


def condition_rows(conditions: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the conditions in force."""
    return [
        {
            "id": each.pk,
            "title": _("%(role)s in %(area)s") % {"role": role_words(each.role), "area": each.area.name},
            "rows": [
                (_("Asks for"), level_words(each.kind, each.level)),
                (_("Laid down in"), each.source),
                (_("Since"), day(each.start_date)),
            ],
        }
        for each in conditions
    ]


def agency_groups(
    agencies: Iterable[Any], teams: Iterable[Any], tokens: Mapping[Any, str]
) -> list[dict[str, object]]:
    """Return the agencies by their part in the arrangements, each with its teams; `tokens` say which state is shown."""
    of_agency: dict[int, list[Any]] = {}
    for team in teams:
        of_agency.setdefault(team.agency_id or 0, []).append(team)
    found = list(agencies)
    return [
        {
            "title": _(words),
            "agencies": [
                {
                    "id": each.pk,
                    "name": each.name,
                    "kind": _(AGENCY_KINDS.get(each.kind, each.kind)),
                    "area": each.area.name if each.area else _("All areas"),
                    "may_end": part is not Part.RESPONSIBLE_AUTHORITY,
                    "token": tokens[each],
                    "teams": [
                        {"id": team.pk, "name": team.name, "token": tokens[team]}
                        for team in of_agency.get(each.pk, [])
                    ],
                }
                for each in found
                if each.part == part
            ],
        }
        for part, words in PARTS.items()
    ]


def teams_from_extracts(teams: Iterable[Any], tokens: Mapping[Any, str]) -> list[dict[str, object]]:
    """Return the teams that came in with records: they name the kind of their agency only."""
    return [
        {
            "id": each.pk,
            "name": each.name,
            "kind": _(AGENCY_KINDS.get(each.lead_agency, each.get_lead_agency_display())),
            "token": tokens[each],
        }
        for each in teams
        if each.agency_id is None
    ]


def area_choices(areas: Iterable[Any]) -> list[tuple[str, str]]:
    """Return the areas to choose from."""
    return [(str(each.number), each.name) for each in areas]


def role_choices() -> list[tuple[str, str]]:
    """Return the roles to choose from."""
    return [(role.value, _(RIGHTS[role].title)) for role in GIVEN_ON_SCREEN]


def level_choices() -> list[tuple[str, str]]:
    """Return kinds and levels of qualifications to choose from, as `kind:level`."""
    return [
        (f"{kind.value}:{level}", level_words(kind.value, level)) for kind in KINDS for level in LEVELS[kind]
    ]


def part_choices() -> list[tuple[str, str]]:
    """Return the parts of agencies that an area enters."""
    return [(part.value, _(PARTS[part])) for part in ENTERED_BY_AREAS]


def kind_choices() -> list[tuple[str, str]]:
    """Return the kinds of agencies that an area enters."""
    return [
        (kind, _(words))
        for kind, words in AGENCY_KINDS.items()
        if kind not in ("police", "probation", "prison")
    ]


def named(found: Iterable[Any]) -> list[tuple[str, str]]:
    """Return rows with a name to choose from, with the area's name where there is one."""
    return [(str(each.pk), f"{each.name} ({each.area.name})" if each.area else each.name) for each in found]


def membership_choices(memberships: Sequence[Any]) -> list[tuple[str, str]]:
    """Return memberships to choose from."""
    return [(str(each.pk), f"{role_words(each.role)}: {where(each)}") for each in memberships]


def day_after(last: date | None) -> date | None:
    """Return the first day no longer so, of a last day that may be missing."""
    return last + timedelta(days=1) if last else None


def chosen_level(value: str) -> Mapping[str, Any]:
    """Return kind and level of a choice `kind:level`."""
    kind, _colon, level = value.partition(":")
    return {"kind": QualificationKind(kind), "level": int(level)}
