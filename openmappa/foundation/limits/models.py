"""What is left of each limit. It may be lost in a crash, and says nothing of anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from openmappa.foundation.database.roles import Role


class Bucket(models.Model):
    """The requests left to one user or one address, under a key that leads back to neither.

    The migration makes the table UNLOGGED: no write to it reaches the write-ahead log or a backup's copy of it.
    """

    granted: ClassVar[Mapping[Role, str]] = {Role.WEB: "SELECT, INSERT, UPDATE, DELETE"}

    key = models.CharField(max_length=64, primary_key=True)
    left = models.FloatField()
    refused = models.IntegerField(default=0)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key[:8]
