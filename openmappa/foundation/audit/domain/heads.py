"""The head of the chain: one signature that vouches for every entry up to a place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime


class HeadRefused(ValueError):
    """A head kept in a file is not one."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest seal at a moment, signed. `key` is the fingerprint of the public key that verifies it."""

    position: int
    digest: bytes
    signed_at: datetime
    key: str
    signature: bytes = b""

    @property
    def signed(self) -> bytes:
        """Return the bytes that are signed."""
        moment = self.signed_at.astimezone(UTC).isoformat(timespec="microseconds")
        return f"OpenMAPPA audit head, form 1\n{self.position}\n{self.digest.hex()}\n{moment}\n".encode()


def to_json(head: Head) -> str:
    """Return the head as a JSON document, to be kept where nobody who can change the database can change it."""
    return json.dumps(
        {
            "form": 1,
            "position": head.position,
            "digest": head.digest.hex(),
            "signed_at": head.signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "key": head.key,
            "signature": head.signature.hex(),
        },
        indent=1,
    )


def from_json(text: str) -> Head:
    """
    Return the head that a document holds.

    :raises HeadRefused: if it is not the document of a head, naming what is wrong
    """
    try:
        found = json.loads(text)
    except ValueError:
        raise HeadRefused("this is not JSON; expected what `openmappa audit head` printed") from None
    if not isinstance(found, Mapping) or found.get("form") != 1:
        raise HeadRefused('"form" must be 1, as in what `openmappa audit head` printed')
    try:
        moment = datetime.fromisoformat(found["signed_at"])
        digest, signature = bytes.fromhex(found["digest"]), bytes.fromhex(found["signature"])
        head = Head(int(found["position"]), digest, moment, str(found["key"]), signature)
    except KeyError as missing:
        raise HeadRefused(f"{missing} is missing") from None
    except (TypeError, ValueError):
        raise HeadRefused(
            "a value has the wrong form: position is a number, signed_at a time, the others hexadecimal"
        ) from None
    if moment.tzinfo is None:
        raise HeadRefused('"signed_at" has no time zone')
    return head
