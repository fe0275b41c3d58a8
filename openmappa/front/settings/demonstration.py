"""The demonstration on one's own machine: fictitious people, accounts whose passwords are printed."""

from __future__ import annotations

import os
import secrets

from openmappa.foundation.database.addresses import home
from openmappa.front.settings.base import *  # noqa: F403

DEMONSTRATION = True
FICTITIOUS = True


def _kept_secret() -> str:
    kept = home() / "secret_key"
    if not kept.exists():
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text(encoding="ascii")


SECRET_KEY = SECRET_KEY or _kept_secret()  # noqa: F405
AUDIT_KEY_FILE = AUDIT_KEY_FILE or str(home() / "audit_key.pem")  # noqa: F405
