"""Drafts: whose they are, what is kept, what can be read, and when they go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import signing

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import set_viewer
from openmappa.foundation.accounts.models import User
from openmappa.foundation.database.acting import acting_as
from openmappa.foundation.database.roles import Role
from openmappa.foundation.drafts.domain import LARGEST, Holder, worth_keeping
from openmappa.foundation.drafts.models import StoredDraft, Unreadable, sealed, unsealed
from openmappa.foundation.drafts.queries import draft_of
from openmappa.foundation.drafts.services import NoHolder, forget_draft, holder_of, keep_draft, token_for

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 14, 5, tzinfo=UTC)
PLACE = "/people/some/level/change/"
TYPED = {"reason": ["Planted in a draft"], "level": ["3"]}


@pytest.fixture
def users() -> list[User]:
    return [User.objects.create(email=f"{each}@example.test", name=each) for each in ("one", "two")]


def viewer(user: User) -> Viewer:
    return Viewer(user.id, user.name, NOW.date(), ())


def keep(user: User, *, place: str = PLACE, now: datetime = NOW) -> Holder:
    holder = Holder(user.id, place)
    with acting_as(Role.WEB) as acting:
        set_viewer(acting, viewer(user))
        keep_draft(acting, holder=holder, typed=TYPED, now=now)
    return holder


def read(user: User, holder: Holder, *, now: datetime = NOW) -> Any:
    with acting_as(Role.WEB) as acting:
        set_viewer(acting, viewer(user))
        return draft_of(viewer=viewer(user), holder=holder, now=now)


def test_draft_comes_back_to_its_user_and_to_nobody_else(users) -> None:
    holder = keep(users[0])
    assert read(users[0], holder).typed == TYPED
    assert read(users[1], holder) is None


def test_database_shows_a_draft_to_its_user_only_and_takes_none_for_another(users) -> None:
    holder = keep(users[0])
    with acting_as(Role.WEB) as acting:
        set_viewer(acting, viewer(users[1]))
        assert not StoredDraft.objects.exists()
        with pytest.raises(Exception, match="row-level security"):
            keep_draft(acting, holder=holder, typed=TYPED, now=NOW)


def test_words_are_unreadable_in_the_database(users) -> None:
    keep(users[0])
    assert b"Planted" not in bytes(StoredDraft.objects.get().words)


def test_draft_moved_to_another_user_or_form_does_not_open(users, settings: Any) -> None:
    holder = Holder(users[0].id, PLACE)
    words = sealed(TYPED, holder)
    assert unsealed(words, holder) == TYPED
    for other in (Holder(users[1].id, PLACE), Holder(users[0].id, "/elsewhere/")):
        with pytest.raises(Unreadable):
            unsealed(words, other)
    with pytest.raises(Unreadable):
        unsealed(words[:-1] + bytes([words[-1] ^ 1]), holder)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another secret"
    with pytest.raises(Unreadable):
        unsealed(words, holder)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unsealed(words, holder) == TYPED


def test_newer_draft_takes_the_place_of_the_older(users) -> None:
    keep(users[0])
    holder = keep(users[0], now=NOW + timedelta(minutes=1))
    assert StoredDraft.objects.count() == 1
    assert read(users[0], holder).saved_at == NOW + timedelta(minutes=1)


def test_draft_is_gone_after_its_days_for_everybody(users, settings: Any) -> None:
    settings.DRAFT_DAYS = 14
    holder = keep(users[0])
    assert read(users[0], holder, now=NOW + timedelta(days=13, hours=23)) is not None
    assert read(users[0], holder, now=NOW + timedelta(days=14)) is None
    StoredDraft.objects.update(expires_at="2020-01-01T00:00:00Z")
    keep(users[1], place="/another/")
    assert StoredDraft.objects.count() == 1


def test_forgotten_draft_is_gone(users) -> None:
    holder = keep(users[0])
    with acting_as(Role.WEB) as acting:
        set_viewer(acting, viewer(users[0]))
        forget_draft(by=viewer(users[0]), place=PLACE)
    assert read(users[0], holder) is None


@pytest.mark.parametrize("name", ["csrfmiddlewaretoken", "draft", "password", "new_password1", "otp_code"])
def test_secrets_and_tokens_are_not_kept(name: str) -> None:
    assert worth_keeping([(name, ["x"]), ("reason", ["y"])]) == {"reason": ["y"]}


def test_postcode_is_no_secret_code() -> None:
    assert worth_keeping([("postcode", ["ZZ99 9ZZ"])]) == {"postcode": ["ZZ99 9ZZ"]}


def test_what_is_too_large_is_not_kept() -> None:
    assert worth_keeping([("reason", ["x" * (LARGEST - 6)])])
    assert worth_keeping([("reason", ["x" * (LARGEST - 5)])]) == {}


def test_token_names_its_holder_and_cannot_be_made_up(users) -> None:
    holder = Holder(users[0].id, PLACE, uuid4())
    token = token_for(holder)
    assert holder_of(token) == holder
    assert holder_of(token, viewer=viewer(users[0])) == holder
    with pytest.raises(NoHolder):
        holder_of(token, viewer=viewer(users[1]))
    for wrong in ("", "made up", token + "x", signing.dumps([str(users[0].id), PLACE, ""], salt="another")):
        with pytest.raises(NoHolder):
            holder_of(wrong)
