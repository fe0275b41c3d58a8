"""Drafts: encrypted, each for its own user only, gone after some days.

The words are sealed by AES-256-GCM under a key of the program's secret, so that they are unreadable in the
database and in its backups. The user and the form's address are authenticated with them: a row that is moved
to another user or form does not open.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Mapping
from typing import ClassVar, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from openmappa.foundation.access.domain import Level, Section, Sensitivity, Viewer
from openmappa.foundation.access.models import Subject
from openmappa.foundation.accounts.models import User
from openmappa.foundation.database.roles import Role
from openmappa.foundation.drafts.domain import Holder, Typed


class StoredDraftQuerySet(models.QuerySet["StoredDraft"]):
    """Drafts, by whose they are."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own drafts: nobody sees what another has not saved."""
        return self.filter(user_id=viewer.user_id)


class StoredDraft(models.Model):
    """What one user typed into the form at one address. Its words are unreadable without the program's key.

    It is declared as sensitive as a person's full identity, since anything may stand in it; but it opens to
    its user alone, and only on the form's own page, which asks for sight of the subject anew.
    """

    sensitivity: ClassVar = Sensitivity(Section.IDENTITY, Level.FULL)
    owned_by: ClassVar = "user_id"
    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE, DELETE"}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=300)
    words = models.BinaryField()
    saved_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(db_index=True)

    objects = StoredDraftQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "place"), name="drafts_one_for_each_form"),)

    def __str__(self) -> str:
        return str(self.id)


_FORM = b"\x01"
_NONCE = 12


class Unreadable(ValueError):
    """The words were changed, moved, or sealed under a secret that is no longer known."""


def sealed(typed: Typed, holder: Holder) -> bytes:
    """Return what was typed, sealed for the holder."""
    nonce = os.urandom(_NONCE)
    words = json.dumps(dict(typed)).encode()
    return _FORM + nonce + _cipher(settings.SECRET_KEY).encrypt(nonce, words, _bound_to(holder))


def unsealed(words: bytes, holder: Holder) -> Typed:
    """
    Return what was typed. Former secrets of SECRET_KEY_FALLBACKS are tried too.

    :raises Unreadable: if none of them opens it for this holder
    """
    nonce, rest = words[1 : 1 + _NONCE], words[1 + _NONCE :]
    if words[:1] != _FORM or len(nonce) < _NONCE:
        raise Unreadable
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return json.loads(_cipher(secret).decrypt(nonce, rest, _bound_to(holder)))  # type: ignore[no-any-return]
        except InvalidTag:
            continue
    raise Unreadable


def _cipher(secret: str) -> AESGCM:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"openmappa drafts 1").derive(secret.encode())
    return AESGCM(key)


def _bound_to(holder: Holder) -> bytes:
    return f"{holder.user_id}|{holder.place}".encode()
