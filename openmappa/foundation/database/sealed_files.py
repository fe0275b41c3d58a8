"""Files that only the holder of a private key can read, and nobody can change or cut short unseen.

The form, version 1 (docs/adr/0026-sealed-backups.md):

    line        "openmappa-sealed-1\\n"
    32 bytes    an X25519 public key made for this file alone
    chunks      each AES-256-GCM: 4 bytes of length, big-endian, then the sealed bytes and their 16-byte tag

The key of a file is HKDF-SHA256 of the X25519 secret that the file's key shares with the recipient's; both
public keys are its salt. The nonce of a chunk is its number in 11 bytes and one byte that is 1 for the last
chunk only, so chunks cannot be swapped, left out, repeated or cut off at the end (the STREAM construction of
Hoang, Reyhanitabar, Rogaway and Vizár, 2015). Each file has a key of its own, so no nonce is used twice.
"""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MARK = b"openmappa-sealed-1\n"
CHUNK = 1 << 20
"""The bytes in a chunk before it is sealed; the last may have fewer, or none."""
_KEY, _TAG = 32, 16
_PUBLIC, _PRIVATE = "openmappa-public-", "openmappa-private-"


class KeyRefused(ValueError):
    """The text is no key of the kind that was expected."""


class SealBroken(ValueError):
    """The file is not sealed, was sealed for another key, was changed, or is not whole; the words say which."""


def new_keys() -> tuple[str, str]:
    """Return a new private key and its public key, as text."""
    private = X25519PrivateKey.generate()
    return (
        _PRIVATE + base64.urlsafe_b64encode(private.private_bytes_raw()).decode(),
        _PUBLIC + base64.urlsafe_b64encode(private.public_key().public_bytes_raw()).decode(),
    )


def public_key(text: str) -> X25519PublicKey:
    """
    Read a public key.

    :raises KeyRefused: if it is none
    """
    return X25519PublicKey.from_public_bytes(_raw(text, _PUBLIC, "public"))


def private_key(text: str) -> X25519PrivateKey:
    """
    Read a private key.

    :raises KeyRefused: if it is none; the text is not in the message
    """
    return X25519PrivateKey.from_private_bytes(_raw(text, _PRIVATE, "private"))


def _raw(text: str, prefix: str, kind: str) -> bytes:
    try:
        found = base64.b64decode(text.strip().removeprefix(prefix), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as problem:
        raise KeyRefused(f"a {kind} key was expected, which begins with {prefix}") from problem
    if not text.strip().startswith(prefix) or len(found) != _KEY:
        raise KeyRefused(f"a {kind} key was expected, which begins with {prefix}")
    return found


def seal(source: Iterable[bytes], target: BinaryIO, *, recipient: X25519PublicKey) -> None:
    """Write what the source yields, in pieces of any length, to the target, sealed for the recipient."""
    own = X25519PrivateKey.generate()
    of_file = own.public_key().public_bytes_raw()
    cipher = _cipher(own.exchange(recipient), of_file, recipient.public_bytes_raw())
    target.write(MARK + of_file)
    waiting = bytearray()
    number = 0
    for piece in source:
        waiting += piece
        # One byte more than a chunk shows that the chunk is not the last.
        while len(waiting) > CHUNK:
            _put(target, cipher, number, bytes(waiting[:CHUNK]), last=False)
            del waiting[:CHUNK]
            number += 1
    _put(target, cipher, number, bytes(waiting), last=True)


def unseal(source: BinaryIO, *, recipient: X25519PrivateKey) -> Iterator[bytes]:
    """
    Yield what was sealed, chunk by chunk; each is known to be unchanged, but only the end shows that all came.

    :raises SealBroken: if the file is not sealed for this key, was changed, or is not whole
    """
    if source.read(len(MARK)) != MARK:
        raise SealBroken("the file is not a sealed backup of OpenMAPPA")
    of_file = source.read(_KEY)
    if len(of_file) < _KEY:
        raise SealBroken("the file is not whole: it ends before its first part")
    shared = recipient.exchange(X25519PublicKey.from_public_bytes(of_file))
    cipher = _cipher(shared, of_file, recipient.public_key().public_bytes_raw())
    number, last = 0, False
    while not last:
        sealed = _next(source, number)
        opened, last = _opened(cipher, number, sealed)
        yield opened
        number += 1
    if source.read(1):
        raise SealBroken("the file was changed: something follows its end")


def _cipher(shared: bytes, of_file: bytes, of_recipient: bytes) -> AESGCM:
    derived = HKDF(algorithm=SHA256(), length=32, salt=of_file + of_recipient, info=MARK)
    return AESGCM(derived.derive(shared))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _put(target: BinaryIO, cipher: AESGCM, number: int, chunk: bytes, *, last: bool) -> None:
    sealed = cipher.encrypt(_nonce(number, last=last), chunk, None)
    target.write(struct.pack(">I", len(sealed)) + sealed)


def _next(source: BinaryIO, number: int) -> bytes:
    length = source.read(4)
    size = struct.unpack(">I", length)[0] if len(length) == 4 else 0
    if len(length) == 4 and not _TAG <= size <= CHUNK + _TAG:
        raise SealBroken(f"the file was changed: part {number + 1} has an impossible length")
    sealed = source.read(size)
    if len(length) < 4 or len(sealed) < size:
        raise SealBroken(f"the file is not whole: it ends in part {number + 1}")
    return sealed


def _opened(cipher: AESGCM, number: int, sealed: bytes) -> tuple[bytes, bool]:
    for last in (False, True):
        try:
            return cipher.decrypt(_nonce(number, last=last), sealed, None), last
        except InvalidTag:
            continue
    if number == 0:
        raise SealBroken("the file was sealed for another key, or it was changed")
    raise SealBroken(f"the file was changed: part {number + 1} is not as it was sealed")
