"""Who must show a second factor, what everybody agrees to, and browsers in words. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from openmappa.foundation.access.domain import RIGHTS, Level, Permission, Rights
from openmappa.foundation.accounts.domain import Role

TERMS_VERSION = 1
"""The terms of use in force. A new version is a new file beside the old ones, and asks everybody again."""

_BROWSERS: Mapping[str, str] = {
    r"Edg(e|A|iOS)?/": "Edge",
    r"OPR/": "Opera",
    r"Firefox/|FxiOS/": "Firefox",
    r"Chrom(e|ium)/|CriOS/": "Chrome",
    r"Safari/": "Safari",
}
_SYSTEMS: Mapping[str, str] = {
    r"iPhone|iPad": "iOS",
    r"Android": "Android",
    r"Windows": "Windows",
    r"Mac OS X": "macOS",
    r"CrOS": "ChromeOS",
    r"Linux": "Linux",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a list of the terms."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """A version of the terms of use and confidentiality statement. `digest` is the SHA-256 of its text."""

    version: int
    digest: str
    blocks: tuple[Block, ...]


def terms(version: int = TERMS_VERSION) -> Terms:
    """Return a version of the terms as packaged."""
    text = (files("openmappa.foundation.signing_in") / "data" / "terms" / f"{version}.md").read_text("utf-8")
    parts = [part for part in text.strip().split("\n\n") if part.strip()]
    return Terms(version, sha256(text.encode()).hexdigest(), tuple(_block(part) for part in parts))


def _block(part: str) -> Block:
    if part.startswith("# "):
        return Block("heading", (part[2:].strip(),))
    if part.startswith("- "):
        return Block("list", tuple(line[2:].strip() for line in part.splitlines()))
    return Block("paragraph", (" ".join(part.split()),))


def needs_second_factor(roles: Iterable[Role], *, exceptions: Collection[str] = ()) -> bool:
    """Return whether some role sees people, manages accounts or reads the log, and is not an exception."""
    return any(_is_weighty(RIGHTS[role]) for role in roles if role.value not in exceptions)


def _is_weighty(rights: Rights) -> bool:
    guarded = {Permission.MANAGE_ACCOUNTS, Permission.READ_LOG, Permission.SEE_WHO_LOOKED}
    return rights.of_area > Level.NONE or rights.of_team or bool(guarded & rights.permissions)


def browser_in_words(user_agent: str) -> str:
    """Return what a browser calls itself as `Firefox on Windows`; empty if it is none that we know."""
    name, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    return f"{name} on {system}" if name and system else name or system


def _first(known: Mapping[str, str], user_agent: str) -> str:
    return next((words for pattern, words in known.items() if re.search(pattern, user_agent)), "")
