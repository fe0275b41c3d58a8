"""What a record said before: the row as it was, kept by the database whenever it is changed."""

from __future__ import annotations

from typing import Any, TypeVar

import pghistory
from django.db.models import DO_NOTHING, Model, QuerySet

AnyModel = TypeVar("AnyModel", bound=type[Model])

_LONGEST_TOKEN = 20
CARRIED = ("responsible_area", "restricted")


def keeps_history(model: AnyModel) -> AnyModel:
    """Keep every former state of the model's rows in a table of its own that can only grow.

    A history row holds the record as it was and the moment at which it stopped being so. What a row is now
    stands in the row itself, so a first load writes no history. The columns that follow the subject (area,
    restriction) are not facts about the record: a change of them alone keeps nothing.
    """
    carried = [name for name in CARRIED if any(each.name == name for each in model._meta.fields)]
    tracked: AnyModel = pghistory.track(
        pghistory.UpdateEvent(
            label="changed",
            row=pghistory.Old,
            condition=pghistory.AnyChange(exclude=carried) if carried else pghistory.AnyChange(),
            level=pghistory.Statement,
        ),
        obj_field=pghistory.ObjForeignKey(related_name="history", db_constraint=False, on_delete=DO_NOTHING),
        context_field=None,
        append_only=True,
        model_name=f"{model.__name__}History",
    )(model)
    return tracked


def as_it_is(rows: QuerySet[Any], token: str) -> Any:
    """Return the row that a token of key and version ("12.3") names, as it is now; None if it is none of these rows."""
    key = token.partition(".")[0]
    return rows.filter(pk=int(key)).first() if key.isdecimal() and len(token) < _LONGEST_TOKEN else None


def as_it_was(rows: QuerySet[Any], token: str) -> Any:
    """Return the row that a token of key and version names as it was in that version; None if none was so."""
    row, version = as_it_is(rows, token), token.partition(".")[2]
    if row is None or str(row.version) == version:
        return row
    return row.history.filter(version=int(version)).order_by("pgh_id").last() if version.isdecimal() else None
