"""The demonstration on one's own machine: fictitious people, accounts whose passwords are printed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable

from cryptography.fernet import Fernet

from openmappa.foundation.database.addresses import home
from openmappa.front.settings.base import *  # noqa: F403

DEMONSTRATION = True
FICTITIOUS = True
DEMONSTRATION_DAY = env.date("OPENMAPPA_DEMONSTRATION_DAY", None)


def _kept_secret(name: str, make: Callable[[], str]) -> str:
    kept = home() / name
    if not kept.exists():
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(make())
    return kept.read_text(encoding="ascii")


SECRET_KEY = SECRET_KEY or _kept_secret("secret_key", lambda: secrets.token_urlsafe(48))
SECOND_FACTOR_KEYS = SECOND_FACTOR_KEYS or [
    _kept_secret("second_factor_key", lambda: Fernet.generate_key().decode("ascii"))
]
# One who tries it out signs in with the password alone. A second factor can be set up, and is then asked for.
SECOND_FACTOR_REQUIRED = env.bool("OPENMAPPA_DEMONSTRATION_SECOND_FACTOR", False)
AUDIT_KEY_FILE = AUDIT_KEY_FILE or str(home() / "audit_key.pem")
