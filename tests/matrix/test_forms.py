"""Every form of every page, filled with anything at all: never an error of ours, never a mark that leaks."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openmappa.foundation.access.models import EmergencyAccess
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import User
from tests.matrix import world
from tests.matrix.forms import Form, forms_on
from tests.matrix.routes import routes
from tests.matrix.situations import MARKERS, SITUATIONS, allowed
from tests.matrix.visits import found

ALONE = SITUATIONS[0]
EMERGENCY = next(each for each in SITUATIONS if each.name == "emergency")
AWKWARD = (
    "", " ", "\x00", "a\x00b", "\ud7ff", "\u202e", "=1+1", "'; DROP TABLE people_name; --", "%", "_", "\\",
    "<script>alert(1)</script>", "{{ 7*7 }}", "../../etc/passwd", "-1", "0", "99999999999999999999", "1e9",
    "2024-02-30", "31", "02", "true", "null", "é", "𐍈", "x" * 5000, "1\r\nSet-Cookie: a=b", "٣", "²",
)  # fmt: skip

Picks = list[tuple[int, str]]


def every_form(client: Client, about: dict[str, world.Ids]) -> list[Form]:
    """Return the forms of all pages that the client can open, once each by address and fields."""
    kept: dict[tuple[str, tuple[str, ...]], Form] = {}
    for route in routes():
        for ids in about.values() if route.about_person else ({},):
            for form in forms_on(client, route.address(ids)):
                kept.setdefault((form.action, tuple(sorted(form.fields))), form)
    return list(kept.values())


values = st.sampled_from(AWKWARD) | st.text(max_size=60)
picks = st.lists(st.tuples(st.integers(0, 9), values), min_size=1, max_size=12)


FORM_USERS = (
    Role.CO_ORDINATOR,
    Role.POLICE_OFFENDER_MANAGER,
    Role.POLICE_SUPERINTENDENT,
    Role.BOARD_MEMBER,
    Role.SYSTEM_MANAGER,
    Role.INFORMATION_GOVERNANCE_OFFICER,
)


SHARES = 4
"""In how many parts the forms are tried, so that more than one core has its share."""


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("share", range(SHARES))
def test_no_field_of_a_form_fails_on_an_awkward_value(share: int) -> None:
    about = dict(world.subjects())
    known: set[tuple[str, tuple[str, ...]]] = set()
    tried = 0
    for role in FORM_USERS:
        user = world.user(role, ALONE, about)
        for form in every_form(signed_in(user), about):
            # Forms about the two people differ in nothing but whose they are: one is tried.
            key = (
                re.sub(
                    "|".join(str(each) for ids in about.values() for each in ids.values()), "", form.action
                ),
                tuple(sorted(form.fields)),
            )
            if key not in known:
                known.add(key)
                if len(known) % SHARES == share:
                    _try_each_field(user, form, role)
                    tried += 1
    assert tried


def _try_each_field(user: User, form: Form, role: Role) -> None:
    usual = {each: of[0] for each, of in form.fields.items() if of}
    for name in form.fields:
        for value in AWKWARD:
            posted(user, form, {**usual, name: value}, role)


@pytest.mark.slow
@pytest.mark.django_db
@given(drawn=st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("role", FORM_USERS[:2])
def test_no_form_fails_or_leaks_whatever_is_typed(role: Role, drawn: st.DataObject) -> None:
    with transaction.atomic():
        about = dict(world.subjects())
        user = world.user(role, ALONE, about)
        for form in every_form(signed_in(user), about):
            posted(user, form, filled(form, drawn.draw(picks, label=form.action)), role)
        transaction.set_rollback(True)


def signed_in(user: User) -> Client:
    """Return a browser of the user's, in which an error of ours is an answer like any other."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def posted(user: User, form: Form, sent: dict[str, str], role: Role) -> None:
    """Post the form, see that the answer is no error of ours and leaks nothing, and undo what it did."""
    with transaction.atomic():
        answer = signed_in(user).post(form.action, sent, follow=True)
        said = f"{form.action} {sent}"
        assert answer.status_code < 500, said
        assert leaks(answer.content.decode(), role, opened_by(user)) == set(), said
        transaction.set_rollback(True)


def opened_by(user: User) -> set[bool]:
    """Return which of the two people the user has just opened in an emergency: the restricted one, the other."""
    found = EmergencyAccess.objects.filter(user=user, until_at__gt=timezone.now())
    return set(found.values_list("subject__restricted", flat=True))


def filled(form: Form, typed: Picks) -> dict[str, str]:
    """Return the form's fields: each with one of what the page offers, or with what was typed."""
    names = sorted(form.fields)
    found = {name: offered[0] for name, offered in form.fields.items() if offered}
    for number, (which, value) in enumerate(typed):
        if names:
            name = names[(which + number) % len(names)]
            offered = form.fields[name]
            found[name] = offered[which % len(offered)] if offered and which % 3 == 0 else value
    return found


def leaks(text: str, role: Role, opened: set[bool]) -> set[str]:
    """Return the marks in the text that the role may not see, of either person, unless just opened."""
    text = unescape(re.sub(r"\s+", " ", text))
    too_much = set()
    for person in (world.OPEN, world.RESTRICTED):
        seen = {mark for mark, (_, _, words) in MARKERS.items() if any(found(text, w, person) for w in words)}
        restricted = person == world.RESTRICTED
        situation = EMERGENCY if restricted in opened else ALONE
        too_much |= seen - allowed(role, situation, restricted=restricted)
    return too_much
