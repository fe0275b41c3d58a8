"""Second factors: codes of an authenticator app, security keys, recovery codes. Secrets are encrypted at rest, codes hashed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import qrcode
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as keys
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from qrcode.image.svg import SvgPathImage

from openmappa.foundation.accounts.models import User
from openmappa.foundation.signing_in.services.recovery_codes import new_codes, use_code

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
ENROLLING = "enrolling"


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Encrypts what must stay secret, with the keys of the environment, and names us to apps and keys."""

    def encrypt(self, text: str) -> str:
        """Return the text, encrypted."""
        return _cipher().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text in clear.

        :raises ImproperlyConfigured: if none of the keys encrypted it
        """
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as wrong:
            raise ImproperlyConfigured(
                "no key of OPENMAPPA_SECOND_FACTOR_KEYS opens a second factor"
            ) from wrong

    def get_totp_issuer(self) -> str:
        """Return the name under which an authenticator app lists the account."""
        return "OpenMAPPA"

    def _get_site_name(self) -> str:
        return "OpenMAPPA"

    def get_public_key_credential_user_entity(self, user: Any) -> dict[str, Any]:
        """Return what a security key keeps of the user."""
        return {"id": user.pk.bytes, "display_name": user.name, "name": user.email}


def _cipher() -> MultiFernet:
    if not settings.SECOND_FACTOR_KEYS:
        raise ImproperlyConfigured("OPENMAPPA_SECOND_FACTOR_KEYS is not set: second factors cannot be kept")
    try:
        return MultiFernet([Fernet(each) for each in settings.SECOND_FACTOR_KEYS])
    except ValueError as wrong:
        raise ImproperlyConfigured(
            "OPENMAPPA_SECOND_FACTOR_KEYS: each key must be 32 bytes in URL-safe base64"
        ) from wrong


def factors_of(user: User) -> list[Authenticator]:
    """Return the user's second factors, without the recovery codes."""
    return list(Authenticator.objects.filter(user=user, type__in=FACTORS).order_by("created_at"))


def kinds_of(user: User) -> set[str]:
    """Return which kinds of second factor the user has set up."""
    return {each.type for each in factors_of(user)}


def new_secret(request: HttpRequest) -> str:
    """Return the secret of the app being set up in this session; it is kept there encrypted."""
    kept = request.session.get(ENROLLING)
    if kept:
        return SecondFactors().decrypt(kept)
    secret: str = totp.generate_totp_secret()
    request.session[ENROLLING] = SecondFactors().encrypt(secret)
    return secret


def picture_of(user: User, secret: str) -> str:
    """Return the secret as a QR code for an app's camera: an SVG element that stands in the page itself."""
    address = SecondFactors().build_totp_url(user, secret)
    drawn: bytes = qrcode.make(address, image_factory=SvgPathImage, box_size=14).to_string()
    return drawn.decode()


def add_app(request: HttpRequest, user: User, code: str) -> list[str]:
    """Set up the app if the code is of its secret; return new recovery codes, none if the user had some.

    :raises ValidationError: if the code is wrong
    """
    secret = new_secret(request)
    if not totp.validate_totp_code(secret, code):
        raise ValidationError(_("The code is wrong. Enter the code that the app shows now"))
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    totp.TOTP.activate(user, secret)
    del request.session[ENROLLING]
    return _recovery_codes(user)


def add_key(request: HttpRequest, user: User, credential: Mapping[str, Any], *, name: str) -> list[str]:
    """Set up a security key; return new recovery codes, none if the user had some.

    :raises ValidationError: if the browser's answer is not one to our question
    """
    with context.request_context(request):
        try:
            keys.parse_registration_response(credential)
            keys.complete_registration(dict(credential))
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as wrong:
            raise ValidationError(_("The security key could not be set up. Try again")) from wrong
        keys.WebAuthn.add(user, name, dict(credential))
    return _recovery_codes(user)


def question_for_new_key(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what the browser asks a new security key."""
    with context.request_context(request):
        return dict(keys.begin_registration(user, passwordless=False))


def question_for_key(request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what the browser asks a security key that the user has set up."""
    with context.request_context(request):
        return dict(keys.begin_authentication(user))


def is_answered_by_key(request: HttpRequest, user: User, credential: Mapping[str, Any]) -> bool:
    """Return whether the answer was given by one of the user's security keys to the question of this session."""
    with context.request_context(request):
        try:
            found = keys.complete_authentication(user, dict(credential))
        except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
            return False
    found.record_usage()
    return True


@transaction.atomic
def is_right_code(user: User, code: str) -> bool:
    """Return whether the code is the app's present one, never used before, or an unused recovery code."""
    found = {
        each.type: each
        for each in Authenticator.objects.select_for_update().filter(
            user=user, type__in=(Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
        )
    }
    app, recovery = found.get(Authenticator.Type.TOTP), found.get(Authenticator.Type.RECOVERY_CODES)
    if app and _is_code_of_app(app, code):
        return True
    return bool(recovery and use_code(recovery, code))


def _is_code_of_app(app: Authenticator, code: str) -> bool:
    """Test the code and remember the step it belongs to: every worker then refuses it a second time."""
    secret = SecondFactors().decrypt(app.data["secret"])
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if counter > app.data.get("last_counter", 0) and compare_user_code(actual=code, expected=expected):
            app.data["last_counter"] = counter
            app.save(update_fields=["data"])
            app.record_usage()
            return True
    return False


def new_recovery_codes(user: User) -> list[str]:
    """Return ten new recovery codes; the earlier ones end."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    return _recovery_codes(user)


def _recovery_codes(user: User) -> list[str]:
    if Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).exists():
        return []
    return new_codes(user)


def remove_factor(user: User, number: int) -> bool:
    """Remove one of the user's second factors, and the recovery codes with the last; return whether it was there."""
    removed, _more = Authenticator.objects.filter(user=user, pk=number, type__in=FACTORS).delete()
    if not factors_of(user):
        Authenticator.objects.filter(user=user).delete()
    return bool(removed)
