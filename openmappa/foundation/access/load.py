"""Where the rows of an extract table go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Model

from openmappa.foundation.changes.extract import Table


@dataclass(frozen=True, slots=True)
class Target:
    """The table of the database that an extract table fills.

    Columns have the names of the fields, but for `person_id`, which becomes `subject_id`, and those in
    `renamed`. A field that references another table becomes a foreign key to that table's target. A column
    in `derived` is taken from the row that a reference leads to: column -> (reference field, its column).
    Statements in `verified_by` run at the end of a load and raise if the rows contradict each other;
    those in `followed_by` then bring along what hangs on the rows. They know the load's rows by their
    `load_number`, which is `current_setting('openmappa.load')::integer`.
    """

    table: Table
    model: type[Model]
    renamed: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    verified_by: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()

    def column(self, field_name: str) -> str:
        """Return the database column that a field of the extract fills."""
        if field_name == "person_id":
            return "subject_id"
        return self.renamed.get(field_name, field_name)
