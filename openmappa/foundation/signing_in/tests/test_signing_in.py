"""Signing in, step by step: what each leaves in the session, in the log and in the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from math import log2
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import (
    Acceptance,
    Condition,
    Membership,
    Qualification,
    Session,
    User,
)
from openmappa.foundation.accounts.services import invite
from openmappa.foundation.audit.models import Event
from openmappa.foundation.signing_in.domain import browser_in_words, needs_second_factor, terms
from openmappa.foundation.signing_in.services import second_factor as factors
from openmappa.foundation.signing_in.services.recovery_codes import ALPHABET
from openmappa.foundation.signing_in.tests.conftest import ADDRESS, PASSWORD

SignIn = Callable[..., Client]
MORNING = datetime(2024, 4, 10, 8, 0, tzinfo=UTC)


@pytest.fixture
def strict(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def app_of(user: User) -> str:
    """Set up an app for the user; return its secret."""
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    data = {"secret": factors.SecondFactors().encrypt(secret)}
    Authenticator.objects.create(user=user, type="totp", data=data)
    return secret


def code_of(secret: str, moment: datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(moment.timestamp()) // 30))


def entries() -> list[str]:
    return list(Event.objects.values_list("what", flat=True))


def test_password_alone_opens_nothing_to_who_needs_a_second_factor(sign_in: SignIn, strict: None) -> None:
    client = sign_in()
    assert client.last["Location"] == "/second-factor/"
    assert client.get("/")["Location"].startswith("/sign-in/")
    assert client.get("/account/")["Location"].startswith("/sign-in/")
    assert "signed in" not in entries()


@pytest.mark.parametrize(
    ("role", "needs"),
    [
        (Role.CO_ORDINATOR, True),
        (Role.PRISON_OFFENDER_MANAGER, True),
        (Role.CO_OPERATING_MEMBER, True),
        (Role.SYSTEM_MANAGER, True),
        (Role.INFORMATION_GOVERNANCE_OFFICER, True),
        (Role.LAY_ADVISER, False),
        (Role.BOARD_MEMBER, False),
        (Role.NATIONAL_STATISTICIAN, False),
    ],
)
def test_who_needs_a_second_factor(role: Role, needs: bool) -> None:
    assert needs_second_factor([role]) is needs
    assert not needs_second_factor([role], exceptions=[role.value])


def test_a_role_whose_condition_lapsed_asks_for_a_second_factor_all_the_same(
    user: User, sign_in: SignIn, strict: None
) -> None:
    Condition.objects.create(
        area_id=21, role="co_ordinator", kind="vetting", level=1, source="x", start_date=MORNING.date()
    )
    assert sign_in().last["Location"] == "/second-factor/"


@pytest.mark.parametrize("offset", [-30, 0, 30])
def test_code_of_the_app_signs_in_once(user: User, sign_in: SignIn, strict: None, offset: int) -> None:
    secret = app_of(user)
    with time_machine.travel(MORNING, tick=False):
        client = sign_in()
        code = code_of(secret, MORNING + timedelta(seconds=offset))
        assert client.post("/sign-in/second-factor/", {"code": code})["Location"] == "/"
        assert client.get("/account/").status_code == 200
        again = sign_in()
        said = again.post("/sign-in/second-factor/", {"code": code}).content.decode()
    assert "wrong or was used before" in said
    assert entries() == ["signed in", "sign-in failed"]


@pytest.mark.parametrize("offset", [-60, 60])
def test_code_of_another_minute_is_refused(user: User, sign_in: SignIn, offset: int) -> None:
    secret = app_of(user)
    with time_machine.travel(MORNING, tick=False):
        client = sign_in()
        code = code_of(secret, MORNING + timedelta(seconds=offset))
        assert client.post("/sign-in/second-factor/", {"code": code}).status_code == 200
    assert "signed in" not in entries()


def test_half_a_sign_in_ends_after_ten_minutes(user: User, sign_in: SignIn) -> None:
    secret = app_of(user)
    with time_machine.travel(MORNING, tick=False):
        client = sign_in()
    late = MORNING + timedelta(minutes=10, seconds=1)
    with time_machine.travel(late, tick=False):
        answer = client.post("/sign-in/second-factor/", {"code": code_of(secret, late)})
    assert answer["Location"] == "/sign-in/"
    assert "signed in" not in entries()


def test_half_a_sign_in_sets_up_no_further_factor(user: User, sign_in: SignIn) -> None:
    app_of(user)
    client = sign_in()
    for path in ("/second-factor/", "/second-factor/app/", "/second-factor/key/"):
        assert client.get(path)["Location"] == "/sign-in/"


def test_recovery_code_works_once(user: User, sign_in: SignIn) -> None:
    app_of(user)
    first, *_others = factors.new_recovery_codes(user)
    assert sign_in().post("/sign-in/second-factor/", {"code": first})["Location"] == "/"
    assert sign_in().post("/sign-in/second-factor/", {"code": first}).status_code == 200


def test_recovery_codes_are_kept_as_digests_of_what_nobody_guesses(user: User, sign_in: SignIn) -> None:
    app_of(user)
    codes = factors.new_recovery_codes(user)
    assert len(set(codes)) == 10
    bits = log2(len(set(ALPHABET))) * len(codes[0].replace("-", ""))
    assert bits >= 112
    (kept,) = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).values_list(
        "data", flat=True
    )
    assert kept == {"digests": [sha256(each.replace("-", "").encode()).hexdigest() for each in codes]}
    typed = f" {codes[3].upper().replace('-', ' ')} "
    assert sign_in().post("/sign-in/second-factor/", {"code": typed})["Location"] == "/"
    again = factors.new_recovery_codes(user)
    assert not factors.is_right_code(user, codes[4])
    assert factors.is_right_code(user, again[0])


def test_recovery_codes_of_before_digests_work_once(user: User) -> None:
    app_of(user)
    first, *_others = RecoveryCodes.activate(user).generate_codes()
    assert factors.is_right_code(user, first)
    assert not factors.is_right_code(user, first)


def test_wrong_codes_lock_out(user: User, sign_in: SignIn) -> None:
    app_of(user)
    client = sign_in()
    said = [client.post("/sign-in/second-factor/", {"code": "000000"}).content.decode() for _ in range(5)]
    assert all("The code is wrong" in each for each in said[:4])
    assert "Too many failed sign-ins" in said[4]
    assert client.get("/sign-in/second-factor/")["Location"] == "/sign-in/"
    assert "Too many failed sign-ins" in sign_in().last.content.decode()


def test_secrets_are_encrypted_at_rest(user: User, settings: Any) -> None:
    secret = app_of(user)
    codes = factors.new_recovery_codes(user)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    settings.SECOND_FACTOR_KEYS = ["c29tZS1vdGhlci1rZXktb2YtMzItYnl0ZXMtbG9uZyE="]
    with pytest.raises(ImproperlyConfigured, match="no key"):
        factors.is_right_code(user, "000000")
    settings.SECOND_FACTOR_KEYS = []
    with pytest.raises(ImproperlyConfigured, match="not set"):
        factors.SecondFactors().encrypt("x")


def test_earlier_key_still_opens(settings: Any) -> None:
    kept = factors.SecondFactors().encrypt("a secret")
    settings.SECOND_FACTOR_KEYS = [
        "c29tZS1vdGhlci1rZXktb2YtMzItYnl0ZXMtbG9uZyE=",
        *settings.SECOND_FACTOR_KEYS,
    ]
    assert factors.SecondFactors().decrypt(kept) == "a secret"


def test_session_has_a_new_key_after_each_step(user: User, sign_in: SignIn) -> None:
    app_of(user)
    (first, *_others) = factors.new_recovery_codes(user)
    client = Client()
    client.get("/sign-in/")
    client = sign_in(client=client)
    halfway = client.session.session_key
    client.post("/sign-in/second-factor/", {"code": first})
    assert client.session.session_key != halfway
    assert not Session.objects.filter(session_key=halfway).exists()
    kept = Session.objects.get()
    assert kept.user == user
    assert kept.session_key != kept.number


@pytest.mark.parametrize(("minutes", "holds"), [(29, True), (30, False)])
def test_idle_session_ends(sign_in: SignIn, minutes: int, holds: bool) -> None:
    with time_machine.travel(MORNING, tick=False):
        client = sign_in()
    with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
        answer = client.get("/account/")
        assert (answer.status_code == 200) is holds
    assert ("session ended by its limit" in entries()) is not holds
    if not holds:
        assert answer["Location"] == "/sign-in/?next=%2Faccount%2F&ended=yes"
        assert "You were signed out" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("minutes", "holds"), [(12 * 60 - 1, True), (12 * 60, False)])
def test_session_ends_after_twelve_hours_however_much_it_is_used(
    sign_in: SignIn, minutes: int, holds: bool
) -> None:
    with time_machine.travel(MORNING, tick=False):
        client = sign_in()
    for used in [*range(20, minutes, 20), minutes]:
        with time_machine.travel(MORNING + timedelta(minutes=used), tick=False):
            answer = client.get("/account/")
    assert (answer.status_code == 200) is holds


def test_unknown_address_is_told_the_same_and_takes_a_hash_too(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth import hashers

    hashed: list[str] = []
    encode = hashers.MD5PasswordHasher.encode

    def counted(self: Any, password: str, salt: str) -> str:
        hashed.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    said, hashes = [], []
    for address in (ADDRESS, "nobody@example.test"):
        hashed.clear()
        said.append(sign_in(address, "wrong").last.content.decode().replace(address, ""))
        hashes.append(len(hashed))
    strip = [each[each.index("<main") :].split("csrfmiddlewaretoken")[0] for each in said]
    assert strip[0] == strip[1]
    assert hashes == [1, 1]


def test_lock_out_ends_after_a_quarter_of_an_hour(sign_in: SignIn) -> None:
    with time_machine.travel(MORNING, tick=False):
        for _ in range(5):
            sign_in(password="wrong")
        assert "Too many" in sign_in().last.content.decode()
    with time_machine.travel(MORNING + timedelta(minutes=16), tick=False):
        assert sign_in().last["Location"] == "/"
    assert entries() == [
        *["sign-in failed"] * 4,
        "locked out after failed sign-ins",
        "sign-in failed",
        "signed in",
    ]
    assert not AccessAttempt.objects.exists()


def test_four_failures_do_not_lock_out_and_success_forgets_them(sign_in: SignIn) -> None:
    for _ in range(2):
        for _ in range(4):
            sign_in(password="wrong")
        assert sign_in().last["Location"] == "/"


def test_an_address_is_locked_out_after_ten_times_as_many(sign_in: SignIn) -> None:
    for number in range(50):
        assert "Too many" not in sign_in(f"guess{number}@example.test", "x").last.content.decode() or (
            number == 49
        )
    assert "Too many" in sign_in().last.content.decode()


def test_no_address_of_a_user_is_kept_with_failures(sign_in: SignIn) -> None:
    sign_in(password="wrong")
    attempt = AccessAttempt.objects.get()
    kept = f"{attempt.username}{attempt.post_data}{attempt.get_data}"
    assert ADDRESS not in kept
    assert "wrong" not in kept


def test_terms_are_asked_again_when_they_change(sign_in: SignIn, user: User, settings: Any) -> None:
    settings.TERMS_MUST_BE_ACCEPTED = True
    client = sign_in()
    assert client.get("/account/")["Location"] == "/terms/?next=%2Faccount%2F"
    client.get("/terms/?next=/account/")
    present = terms()
    wrong = client.post("/terms/", {"accepted": "yes", "digest": "of another text"}).content.decode()
    assert "The terms have changed" in wrong
    assert client.post("/terms/", {"accepted": "yes", "digest": present.digest})["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    kept = Acceptance.objects.get()
    assert (kept.user, kept.version, kept.digest) == (user, present.version, present.digest)
    Acceptance.objects.update(version=0, digest="earlier")
    assert sign_in().get("/account/").status_code == 302


def test_second_factor_that_becomes_necessary_ends_a_session_without_one(
    sign_in: SignIn, settings: Any
) -> None:
    client = sign_in()
    assert client.get("/account/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get("/account/")["Location"].startswith("/sign-in/")
    assert Session.objects.filter(user__isnull=False).count() == 0


def test_onward_leads_to_our_own_pages_only(sign_in: SignIn) -> None:
    for given, wanted in (("/account/", "/account/"), ("https://elsewhere.example/", "/")):
        client = Client()
        answer = client.post("/sign-in/", {"email": ADDRESS, "password": PASSWORD, "next": given})
        assert answer["Location"] == wanted


def test_one_time_link_sets_a_password_and_is_spent(user: User, sign_in: SignIn) -> None:
    signed_in = sign_in()
    secret = invite(user, by=None, now=datetime.now(tz=UTC))
    path, client = f"/sign-in/link/{secret}/", Client()
    typed = {"password": "short", "again": "short"}
    assert "too short" in client.post(path, typed).content.decode()
    typed = {"password": "three other words", "again": "three other words"}
    assert "Your password is set" in client.post(path, typed).content.decode()
    assert "does not work" in client.post(path, typed).content.decode()
    assert signed_in.get("/account/").status_code == 302, "sessions end with the password"
    assert sign_in(password="three other words").last["Location"] == "/"


def test_home_tells_which_condition_lapses(user: User, sign_in: SignIn) -> None:
    Condition.objects.create(
        area_id=21, role="co_ordinator", kind="vetting", level=1, source="x", start_date=MORNING.date()
    )
    given = Qualification.objects.create(
        user=user, kind="vetting", level=1, start_date=MORNING.date(), last_date=MORNING.date()
    )
    for days, words in (
        (29, ""),
        (28, "Vetting runs out on 8 May 2024"),
        (0, "Vetting runs out on 10 April 2024"),
        (-1, "Vetting ran out on 9 April 2024"),
    ):
        Qualification.objects.filter(pk=given.pk).update(
            start_date=MORNING.date() - timedelta(days=9), last_date=MORNING.date() + timedelta(days=days)
        )
        with time_machine.travel(MORNING, tick=False):
            said = sign_in().get("/").content.decode()
        assert words in said
        assert ("Vetting" in said) is bool(words)
        assert ("does not hold" in said) is bool(words)


def test_membership_that_ended_needs_nothing(user: User, sign_in: SignIn, strict: None) -> None:
    Membership.objects.update(until_date=MORNING.date())
    assert sign_in().last["Location"] == "/"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/126 Safari/537 Edg/126",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17) AppleWebKit/605 Version/17 Safari/604", "Safari on iOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux"),
        ("curl/8", ""),
    ],
)
def test_browser_in_words(agent: str, words: str) -> None:
    assert browser_in_words(agent) == words
