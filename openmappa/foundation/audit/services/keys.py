"""The key that signs the head of the chain: Ed25519 (RFC 8032), from the environment, never in the database."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from openmappa.foundation.audit.domain.heads import Head

NAMES = "OPENMAPPA_AUDIT_KEY or OPENMAPPA_AUDIT_KEY_FILE"


class KeyRefused(RuntimeError):
    """A key is not there, or not one of Ed25519."""


def private_key() -> Ed25519PrivateKey | None:
    """
    Return the key that the settings name, by its text or by a file's path; None if they name none.

    :raises KeyRefused: if what they name is not an unencrypted Ed25519 key in PEM
    """
    text = settings.AUDIT_KEY.encode()
    path = settings.AUDIT_KEY_FILE
    if not text and path:
        if not Path(path).exists():
            raise KeyRefused(f"{path}: no such file; `openmappa audit key --new FILE` makes a key")
        text = Path(path).read_bytes()
    return read_key(text) if text else None


def read_key(text: bytes) -> Ed25519PrivateKey:
    """
    Return the key that a text in PEM holds.

    :raises KeyRefused: if it holds no unencrypted Ed25519 key
    """
    try:
        found = load_pem_private_key(text, password=None)
    except (ValueError, TypeError):
        raise KeyRefused(f"{NAMES} holds no private key in PEM without a password") from None
    if not isinstance(found, Ed25519PrivateKey):
        raise KeyRefused(f"{NAMES} holds another kind of key; expected Ed25519")
    return found


def make_key(path: Path) -> Ed25519PrivateKey:
    """
    Make a new key and keep it in a new file that only its owner reads.

    :raises KeyRefused: if there is such a file
    """
    made = Ed25519PrivateKey.generate()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyRefused(f"{path} exists; a key is never overwritten") from None
    with open(opened, "wb") as file:
        file.write(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made


def public_pem(key: Ed25519PublicKey) -> str:
    """Return a public key in PEM, to be published."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return the SHA-256 of a public key's 32 bytes, in hexadecimal: the name by which a head knows its key."""
    return sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()


def trusted_keys(files: Iterable[Path]) -> dict[str, Ed25519PublicKey]:
    """
    Return the public keys of these files, and that of our own key, by fingerprint.

    :raises KeyRefused: if a file holds no public key of Ed25519 in PEM
    """
    own = private_key()
    keys = [own.public_key()] if own else []
    for path in files:
        try:
            found = load_pem_public_key(path.read_bytes())
        except ValueError:
            found = None
        if not isinstance(found, Ed25519PublicKey):
            raise KeyRefused(f"{path} holds no public key of Ed25519 in PEM")
        keys.append(found)
    return {fingerprint(each): each for each in keys}


def holds(head: Head, key: Ed25519PublicKey) -> bool:
    """Return whether the head's signature was made with the private half of this key."""
    try:
        key.verify(head.signature, head.signed)
    except InvalidSignature:
        return False
    return True
