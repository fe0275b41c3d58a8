"""Where the database is: one address for each role, from the environment or from our own server's folder."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from openmappa.foundation.database.roles import Role

VARIABLES: Mapping[Role, str] = {
    Role.WEB: "DATABASE_URL",
    Role.OWNER: "DATABASE_OWNER_URL",
    Role.LOADER: "DATABASE_LOADER_URL",
    Role.STATISTICS: "DATABASE_STATISTICS_URL",
    Role.SEALER: "DATABASE_SEALER_URL",
}


class NoAddress(RuntimeError):
    """The environment names the database for some roles only."""


def home() -> Path:
    """Return the folder in which a local installation keeps its data."""
    default = Path(__file__).resolve().parents[3] / ".openmappa"
    return Path(os.environ.get("OPENMAPPA_HOME", default))


def is_managed() -> bool:
    """Return whether the environment points to a database of its own, which then always wins."""
    return VARIABLES[Role.WEB] in os.environ


def addresses() -> dict[Role, str]:
    """Return the address for each role; empty where there is no database yet, or a role was added since.

    :raises NoAddress: if DATABASE_URL is set and one of the others is not
    """
    if is_managed():
        missing = [name for name in VARIABLES.values() if name not in os.environ]
        if missing:
            raise NoAddress(f"DATABASE_URL is set, so these must be too: {', '.join(missing)}")
        return {role: os.environ[name] for role, name in VARIABLES.items()}
    kept = home() / "addresses.json"
    if not kept.exists():
        return {}
    found = json.loads(kept.read_text(encoding="utf-8"))
    return {role: found[role.value] for role in Role} if {*Role} <= {*found} else {}


def keep_addresses(found: Mapping[Role, str]) -> None:
    """Keep the addresses in the home folder, readable by its owner alone."""
    kept = home() / "addresses.json"
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(
        os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        "w",
        encoding="utf-8",
    ) as file:
        json.dump({role.value: url for role, url in found.items()}, file)


def django_settings(url: str) -> dict[str, object]:
    """Return an address in the form of Django's DATABASES; what stands behind `?`, such as sslmode, is kept."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    host, port = query.pop("host", parts.hostname or ""), query.pop("port", parts.port or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(host),
        "PORT": str(port),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A pooler in transaction mode may give the next transaction another server connection.
        "OPTIONS": {**query, "prepare_threshold": None},
    }
