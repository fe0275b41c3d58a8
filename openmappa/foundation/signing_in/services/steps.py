"""Password, second factor, signed in: what each step leaves in the session and in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest

from openmappa.foundation.access.domain import Viewer
from openmappa.foundation.access.services import day_of, set_viewer, viewer_of
from openmappa.foundation.accounts.domain import Role
from openmappa.foundation.accounts.models import Acceptance, Invitation, Membership, Session, User
from openmappa.foundation.accounts.services import invited, same_address, use_invitation
from openmappa.foundation.accounts.services.sessions import (
    BROWSER,
    SECOND_FACTOR,
    STARTED,
    USED,
    end_sessions,
    forget_expired,
)
from openmappa.foundation.audit.domain import Entry, Operation
from openmappa.foundation.audit.services import record_event
from openmappa.foundation.signing_in.domain import Terms, browser_in_words, needs_second_factor
from openmappa.foundation.signing_in.services.lock_out import count_failure, is_locked_out
from openmappa.foundation.signing_in.services.second_factor import factors_of

HALFWAY, HALFWAY_SINCE = "halfway", "halfway_since"
TERMS = "terms"
"""What a session remembers of the terms: the digest of the text accepted."""
HALFWAY_LIMIT = timedelta(minutes=10)
BACKEND = "openmappa.foundation.accounts.services.LocalSignIn"


class LockedOut(RuntimeError):
    """Too many sign-ins failed; the account or the address waits."""


class WrongDetails(RuntimeError):
    """The address or password is wrong, or the account is closed; the three answer alike."""


def check_password(request: HttpRequest, *, address: str, password: str, now: datetime) -> User:
    """Return the user whose address and password these are, who then stands halfway.

    :raises LockedOut: if there were too many failures, this one included
    :raises WrongDetails: if they are not anybody's
    """
    barred = is_locked_out(request, address)
    found = None if barred else authenticate(request, username=address, password=password)
    if not isinstance(found, User):
        known = User.objects.filter(email=same_address(address)).first()
        locked = barred or is_locked_out(request, address)
        _write_failure(known, "password", locked=locked, newly=locked and not barred)
        raise LockedOut if locked else WrongDetails
    request.session.cycle_key()
    request.session[HALFWAY], request.session[HALFWAY_SINCE] = str(found.pk), int(now.timestamp())
    _look_as(found, now)
    return found


def halfway(request: HttpRequest, *, now: datetime) -> User | None:
    """Return who has given a password in this session, in the last ten minutes, and not yet a second factor."""
    since = request.session.get(HALFWAY_SINCE, 0)
    if HALFWAY not in request.session or now.timestamp() - since > HALFWAY_LIMIT.total_seconds():
        return None
    found = User.objects.filter(pk=request.session[HALFWAY], is_active=True).first()
    if found:
        _look_as(found, now)
    return found


def must_have_second_factor(user: User, *, as_at: date) -> bool:
    """Return whether a role of the user's, of now or later, asks for a second factor."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    given = Membership.objects.filter(user=user).exclude(until_date__lte=as_at)
    roles = [Role(each) for each in given.values_list("role", flat=True)]
    return needs_second_factor(roles, exceptions=settings.SECOND_FACTOR_EXCEPTIONS)


def refuse_second_factor(request: HttpRequest, user: User) -> None:
    """Count and write down a wrong second factor.

    :raises LockedOut: if this or an earlier failure was one too many; the password must then be given anew
    """
    barred = is_locked_out(request, user.email)
    if not barred:
        count_failure(request, user.email)
    locked = barred or is_locked_out(request, user.email)
    _write_failure(user, "second factor", locked=locked, newly=locked and not barred)
    if locked:
        request.session.flush()
        raise LockedOut


def complete(request: HttpRequest, user: User, *, factor: str, now: datetime) -> None:
    """Sign the user in, in a new session. `factor` is the kind of second factor that was shown, or empty."""
    _look_as(user, now)
    for each in (HALFWAY, HALFWAY_SINCE):
        request.session.pop(each, None)
    # Gives the session a new key: whoever knew it before this moment does not know it now.
    login(request, user, backend=BACKEND)
    request.session[STARTED] = request.session[USED] = int(now.timestamp())
    request.session[SECOND_FACTOR] = factor
    request.session[BROWSER] = browser_in_words(request.headers.get("User-Agent", ""))
    forget_expired(now=now)
    _write(user, "signed in", {"second factor": factor or "none"})


def leave(request: HttpRequest, *, why: str = "signed out") -> None:
    """End this session and write down why."""
    if request.user.is_authenticated:
        _write_of(request.user.pk, why, {})
    logout(request)


def accept(terms: Terms, *, by: Viewer) -> None:
    """Keep that the viewer accepted this text of the terms, now."""
    Acceptance.objects.get_or_create(user_id=by.user_id, version=terms.version, digest=terms.digest)
    _write_of(by.user_id, "terms of use accepted", {"version": terms.version}, Operation.COLLECTION)


def end_own_sessions(sessions: Sequence[Session], *, by: Viewer) -> int:
    """End these sessions of the viewer's own; return how many."""
    keys = [each.session_key for each in sessions]
    ended, _more = Session.objects.filter(user_id=by.user_id, session_key__in=keys).delete()
    _write_of(by.user_id, "own sessions ended", {"sessions": ended}, Operation.ALTERATION)
    return int(ended)


def change_password(request: HttpRequest, user: User, *, password: str) -> None:
    """Set a new password, which has been found good, and end the user's other sessions."""
    user.set_password(password)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    end_sessions([user.pk], but=request.session.session_key)
    _write(user, "password changed", {}, Operation.ALTERATION)


def invitation_of(secret: str, *, now: datetime) -> Invitation | None:
    """Return the invitation of a one-time link that is still good."""
    return invited(secret, now=now)


def set_first_password(invitation: Invitation, *, password: str, now: datetime) -> None:
    """Set the password of who was sent the link, and end whatever sessions there were.

    :raises ValidationError: if the password is too short or too common
    """
    _look_as(invitation.user, now)
    use_invitation(invitation, password=password, now=now)
    end_sessions([invitation.user.pk])
    _write(invitation.user, "password set by one-time link", {}, Operation.ALTERATION)


def factor_changed(user: User, what: str, detail: Mapping[str, object]) -> None:
    """Write down that the user set up or removed a second factor."""
    _write(user, what, detail, Operation.ALTERATION)


def has_second_factor(user: User) -> bool:
    """Return whether the user has set up a second factor."""
    return bool(factors_of(user))


def _look_as(user: User, now: datetime) -> None:
    """Tell the database who this is: their own rows are then theirs to read and change."""
    set_viewer(transaction.get_connection(), viewer_of(user, as_at=day_of(now)))


def _write(
    user: User, what: str, detail: Mapping[str, object], operation: Operation = Operation.CONSULTATION
) -> None:
    _write_of(user.pk, what, detail, operation, area=user.area_id)


def _write_of(
    user_id: UUID,
    what: str,
    detail: Mapping[str, object],
    operation: Operation = Operation.CONSULTATION,
    *,
    area: int | None = None,
) -> None:
    entry = Entry(operation, what, actor=user_id, area=area, detail=detail)
    record_event(transaction.get_connection(), entry)


def _write_failure(known: User | None, step: str, *, locked: bool, newly: bool) -> None:
    """Write down a failure. It is of nobody who is known to be the user; the account, if any, is in the detail."""
    detail: dict[str, object] = {"step": step, "locked out": locked}
    if known:
        detail["account"] = str(known.pk)
    entry = Entry(
        Operation.CONSULTATION,
        "locked out after failed sign-ins" if newly else "sign-in failed",
        acting="somebody not signed in",
        area=known.area_id if known else None,
        detail=detail,
    )
    record_event(transaction.get_connection(), entry)
