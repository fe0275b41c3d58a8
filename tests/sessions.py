"""Sessions in which somebody is signed in already, second factor and terms included."""

from __future__ import annotations

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from openmappa.foundation.accounts.models import Acceptance, User
from openmappa.foundation.accounts.services.sessions import SECOND_FACTOR, SessionStore
from openmappa.foundation.signing_in.domain import terms
from openmappa.foundation.signing_in.services.steps import BACKEND, TERMS

CSRF = "c" * 32
"""What a client sends as cookie and in a form, to prove that both come from itself."""


def ready_session(user: User, *, using: str) -> str:
    """Return the key of a new session of the user: what its cookie holds. `using` may write acceptances."""
    present = terms()
    Acceptance.objects.using(using).get_or_create(user=user, version=present.version, digest=present.digest)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[SECOND_FACTOR], session[TERMS] = "totp", present.digest
    session.create()
    return str(session.session_key)


def cookies_of(session_key: str) -> str:
    """Return the header of cookies that a browser with this session sends."""
    return f"sessionid={session_key}; csrftoken={CSRF}"
