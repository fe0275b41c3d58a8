"""Recovery codes: random, shown once, good once, and kept as digests only.

A code has 118 bits, so a plain digest of it is enough: what has fewer than 112 needs a salted, slow one.
Source: OWASP ASVS 5.0, 6.5.2.
"""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from hmac import compare_digest

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from openmappa.foundation.accounts.models import User

HOW_MANY, GROUPS, LETTERS = 10, 6, 4
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is read for something else: i, l, o, 0 and 1."""


def new_codes(user: User) -> list[str]:
    """Return new recovery codes of the user's, who has none; what is kept of them tells nothing."""
    codes = ["-".join(_group() for _ in range(GROUPS)) for _ in range(HOW_MANY)]
    Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"digests": [_digest(each) for each in codes]}
    )
    return codes


def use_code(kept: Authenticator, code: str) -> bool:
    """Return whether the code is one of those kept, and spend it. `kept` is locked until the transaction ends."""
    if "digests" not in kept.data:
        # Codes of before they were kept as digests: good until they are used, or new ones are made.
        return bool(RecoveryCodes(kept).validate_code(code))
    sent = _digest(code)
    left = [each for each in kept.data["digests"] if not compare_digest(each, sent)]
    if len(left) == len(kept.data["digests"]):
        return False
    kept.data["digests"] = left
    kept.save(update_fields=["data"])
    kept.record_usage()
    return True


def _group() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))


def _digest(code: str) -> str:
    """Return the digest of a code, however it was typed: capitals, spaces and hyphens do not matter."""
    return sha256(re.sub(r"[\s-]+", "", code).lower().encode()).hexdigest()
