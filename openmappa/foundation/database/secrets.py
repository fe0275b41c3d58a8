"""Secrets come from the environment, or from a file that the environment names, and from nowhere else."""

from __future__ import annotations

import os
from pathlib import Path


class SecretMissing(RuntimeError):
    """The environment lacks a secret or setting without which it is not safe to start; the message names it."""


def found(name: str) -> str:
    """
    Return what the environment says under the name, or what the file says that `NAME_FILE` points to; else "".

    :raises SecretMissing: if the file cannot be read
    """
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name, "").strip()
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SecretMissing(f"{name}_FILE names a file that cannot be read: {file}") from problem


def required(name: str, *, least: int = 1) -> str:
    """
    Return a secret or setting that has no default, of at least so many characters.

    :raises SecretMissing: if it is missing or too short; its value is in no message
    """
    value = found(name)
    if not value:
        raise SecretMissing(f"{name} is not set. Set it, or {name}_FILE to a file that holds it.")
    if len(value) < least:
        raise SecretMissing(f"{name} is too short: it needs {least} characters or more.")
    return value
