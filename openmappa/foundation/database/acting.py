"""Who a transaction acts as."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from openmappa.foundation.database.roles import Role, search_path


@contextmanager
def acting_as(role: Role) -> Iterator[BaseDatabaseWrapper]:
    """Open a transaction in the role and yield its connection.

    Each role has a connection of its own. Where the settings say that there is one connection only, as in
    tests, the transaction takes the role on for its length and gives it back.
    """
    if not settings.DATABASE_ONE_CONNECTION:
        with transaction.atomic(using=role.value):
            yield connections[role.value]
        return
    connection = connections[Role.WEB.value]
    with transaction.atomic(using=Role.WEB.value):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, current_setting('search_path')")
            before = cursor.fetchone()
            _take_on(cursor, role.database_name, search_path(role))
        yield connection
        # Undoing the transaction gives the role back by itself.
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                _take_on(cursor, *before)


def _take_on(cursor, name: str, path: str) -> None:  # type: ignore[no-untyped-def]
    cursor.execute(
        "SELECT set_config('role', %s, true), set_config('search_path', %s, true)",
        [name, path],
    )
