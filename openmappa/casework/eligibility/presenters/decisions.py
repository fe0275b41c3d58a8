"""Decisions, what one would change, and a decision that came too late, in words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from openmappa.casework.eligibility.domain.deciding import ANSWERS, Proposal, Route
from openmappa.casework.eligibility.domain.effects import Effect
from openmappa.casework.eligibility.domain.matter import DecisionSeen, Matter, StateSeen, state_of
from openmappa.casework.eligibility.presenters.changes import changes_in_words, facts_in_words
from openmappa.casework.eligibility.presenters.outcomes import category_in_words, decided_in_words
from openmappa.casework.standing.domain import LEVEL_NAMES, StandingSeen
from openmappa.foundation.ui.stale import StaleSave, Words, stale_save
from openmappa.foundation.ui.words import day, inclusive_span, moment


def decision(each: DecisionSeen) -> dict[str, object]:
    """Return a decision as rows of a summary list, with its number."""
    rows = [
        (_("Decided"), decided_in_words(each.kind, each.category)),
        (_("From"), day(each.start_date)),
        (_("What the law said"), _law(each.proposal)),
        (_("Reason"), each.reason or _("As the law says of the record")),
        (_("Decided by"), _by(each.by, each.in_role, each.at)),
    ]
    if each.route is Route.OVERRIDDEN:
        rows.append((_("Second officer"), _answer(each)))
    return {
        "number": each.number,
        "title": title(each),
        "rows": rows,
        "holds": each.holds,
        "waits": each.waits,
    }


def title(each: DecisionSeen) -> str:
    """Return what a decision is called."""
    words = _("Decision %(number)s: against what the law says of the record")
    if each.route is Route.CONFIRMED:
        words = _("Decision %(number)s: confirmed")
    return words % {"number": each.number}


def effect(found: Effect) -> list[str]:
    """Return what a decision changes, a sentence for each: standings, and levels that go on or end."""
    if found.keeps is not None:
        return [_("The standing stays as it is. Its grounds are brought up to date.")]
    said = []
    if found.ends is not None:
        said.append(_ended(found))
    if found.starts is not None:
        words = _("New standing: %(standing)s, from %(day)s.")
        what = decided_in_words(found.starts.kind, found.starts.category)
        said.append(words % {"standing": what, "day": day(found.start_date)})
    elif found.ends is not None:
        said.append(_("No standing follows: the person leaves the arrangements."))
    goes_on = _("%(level)s goes on under the new standing.")
    said += [goes_on % {"level": _(LEVEL_NAMES[each.level])} for each in found.moved]
    ends, last = _("%(level)s ends on %(day)s: it does not fit the decision."), day(found.start_date)
    said += [ends % {"level": _(LEVEL_NAMES[each.level]), "day": last} for each in found.ended]
    return said or [_("Nothing that is recorded changes.")]


def standing(found: StandingSeen | None) -> str:
    """Return the standing that is recorded, with its days."""
    if found is None:
        return _("No standing is recorded.")
    return (
        f"{decided_in_words(found.kind, found.category)}. {inclusive_span(found.start_date, found.last_date)}"
    )


def why_to_decide(matter: Matter) -> dict[str, Any]:
    """Return why there is something to decide, and what changed since the last decision; empty if there is nothing."""
    if not matter.is_to_decide:
        return {}
    if matter.last is None:
        return {
            "words": _("The standing that is recorded is not what the law says of the record."),
            "changes": [],
        }
    words = _("The answer of the law is not what it was when decision %(number)s was taken, on %(day)s.")
    said = words % {"number": matter.last.number, "day": day(matter.last.proposal.as_at)}
    return {"words": said, "changes": changes_in_words(matter.last.proposal, matter.proposal)}


def considered(matter: Matter) -> dict[str, Any]:
    """Return that the person was considered and is not eligible, by whom and why, and what changed since; or empty."""
    found = matter.considered
    if found is None:
        return {}
    return {
        "words": _("Considered on %(day)s by %(name)s, and not MAPPA-eligible")
        % {"day": day(found.proposal.as_at), "name": found.by},
        "reason": found.reason,
        "number": found.number,
        "changes": facts_in_words(found.proposal, matter.proposal),
    }


def late(
    matter: Matter, expected: str, *, typed: str | None, also: Words = (), is_over: bool = False
) -> StaleSave:
    """
    Return the comparison of what the viewer saw, what is so now, and what the viewer was about to decide.

    `typed` is what the standing would become, None if that is not decided; `also` what was typed besides.
    """
    seen = state_of(expected)
    last = matter.decisions[0] if matter.decisions else None
    seen_law = _says(seen.category, seen.undecided) if seen else _("Not known")
    now_standing = standing(matter.present)
    is_same = seen is not None and seen.versions == matter.versions
    return stale_save(
        _("Something has changed since you opened this page"),
        (_("What the law says"), _("Standing and level"), _("Last decision")),
        seen=(
            seen_law,
            now_standing if is_same else _("Another one, or another level"),
            _seen_decision(seen, last),
        ),
        now=(_law(matter.proposal), now_standing, _told(last)),
        typed=(None, typed, None),
        also=also,
        is_over=is_over,
    )


def _seen_decision(seen: StateSeen | None, now: DecisionSeen | None) -> str:
    if seen is None:
        return _("Not known")
    if not seen.number:
        return _("None")
    if now is not None and (now.number, now.waits) == (seen.number, seen.waits):
        return _told(now)
    words = (
        _("Decision %(number)s, which waited for a second officer")
        if seen.waits
        else _("Decision %(number)s")
    )
    return words % {"number": seen.number}


def _told(each: DecisionSeen | None) -> str:
    if each is None:
        return _("None")
    said = [title(each), decided_in_words(each.kind, each.category), each.reason]
    said.append(_("Decided by %(name)s") % {"name": _by(each.by, each.in_role, each.at)})
    if each.route is Route.OVERRIDDEN:
        said.append(_answer(each))
    return "\n".join(filter(None, said))


def _law(proposal: Proposal) -> str:
    return _says(proposal.category, proposal.undecided)


def _says(category: int | None, undecided: tuple[int, ...]) -> str:
    said = category_in_words(category)
    if not undecided:
        return said
    named = _(" and ").join(_("Category %(number)s") % {"number": each} for each in undecided)
    return _("%(said)s; %(categories)s not known") % {"said": said, "categories": named}


def _ended(found: Effect) -> str:
    assert found.ends is not None  # noqa: S101  asked by the caller
    what = decided_in_words(found.ends.kind, found.ends.category)
    if found.was_in_error:
        return _(
            "The standing recorded from that day never was so, and is marked as an error: %(standing)s."
        ) % {"standing": what}
    before = found.start_date.fromordinal(found.start_date.toordinal() - 1)
    return _("The present standing ends, with %(day)s as its last day: %(standing)s.") % {
        "day": day(before),
        "standing": what,
    }


def _answer(each: DecisionSeen) -> str:
    if each.answer is None:
        return _("Waits for an answer. Nothing has changed.")
    said = f"{_(ANSWERS[each.answer.answer])}: {_by(each.answer.by, each.answer.in_role, each.answer.at)}"
    return f"{said}. {each.answer.reason}" if each.answer.reason else said


def _by(name: str, role: str, at: datetime) -> str:
    # With its day always, since the page is printed and kept.
    said = moment(at, today=date.min)
    return f"{name}, {role}, {said}" if role else f"{name}, {said}"
