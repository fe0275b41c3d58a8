"""Constraints that many tables share: coded columns, and spans of days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import CheckConstraint, Deferrable, F, Func, Q, Value


def coded(vocabulary: Mapping[Any, Any], **options: Any) -> models.CharField[str, str]:
    """Return a column that holds a code of a vocabulary."""
    return models.CharField(max_length=max(len(str(each)) for each in vocabulary), **options)


def one_of(column: str, vocabulary: Iterable[object], *, name: str) -> CheckConstraint:
    """Return the check that a coded column holds one of its codes."""
    return CheckConstraint(condition=Q(**{f"{column}__in": [str(each) for each in vocabulary]}), name=name)


def days(start: str, end: str, *, inclusive: bool) -> Func:
    """Return the span of days of a row, for constraints. Both ends may be open."""
    return Func(
        F(start),
        F(end),
        Value("[]" if inclusive else "[)"),
        function="DATERANGE",
        output_field=models.Field(),
    )


def one_at_a_time(
    name: str,
    start: str,
    end: str,
    *,
    inclusive: bool,
    alone_in: str = "subject",
    where: Q | None = None,
) -> ExclusionConstraint:
    """Return the exclusion constraint that spans of one subject do not overlap, errors aside.

    It is checked at the end of each statement; a load defers it to its own end, as it updates many rows.
    """
    return ExclusionConstraint(
        name=name,
        expressions=[
            (alone_in, RangeOperators.EQUAL),
            (days(start, end, inclusive=inclusive), RangeOperators.OVERLAPS),
        ],
        condition=Q(recorded_in_error=False) & (where or Q()),
        deferrable=Deferrable.IMMEDIATE,
    )


def in_order(start: str, end: str, *, inclusive: bool, name: str) -> CheckConstraint:
    """Return the check that a span has at least one day."""
    comparison = "gte" if inclusive else "gt"
    return CheckConstraint(
        condition=Q(**{f"{end}__isnull": True})
        | Q(**{f"{start}__isnull": True})
        | Q(**{f"{end}__{comparison}": F(start)}),
        name=name,
    )


class TransactionIdField(models.Field):  # type: ignore[type-arg]
    """The number of the transaction that wrote a row, given by the database; never used again in its life."""

    def __init__(self, **options: Any) -> None:
        options.update(
            editable=False, db_default=Func(function="pg_current_xact_id", output_field=models.Field())
        )
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return what a migration has to know: all else is the field's own."""
        name, path, arguments, options = super().deconstruct()
        for own in ("editable", "db_default"):
            options.pop(own, None)
        return name, path, arguments, options

    def db_type(self, connection: object) -> str:
        """Return the type with which PostgreSQL numbers transactions over the whole life of a server."""
        return "xid8"
