"""What a record said before: the row as it was, kept by the database whenever it is changed."""

from __future__ import annotations

from typing import TypeVar

import pghistory
from django.db.models import DO_NOTHING, Model

AnyModel = TypeVar("AnyModel", bound=type[Model])

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
