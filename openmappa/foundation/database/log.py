"""Logs without personal values."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """A formatter that names an error and where it happened, and leaves out its message.

    Messages of the database quote the row that it refused, and those of programs what they were given.
    """

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802  the name is the standard library's
        """Return the trace and the kinds of the errors in the chain."""
        kind, error, _ = ei
        lines: list[str] = []
        while error is not None:
            lines[:0] = ["".join(traceback.format_tb(error.__traceback__)), type(error).__qualname__]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines) if kind else ""
