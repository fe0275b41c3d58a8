"""Logs without personal values."""

from __future__ import annotations

import copy
import logging
import traceback
from types import TracebackType

ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """A formatter that names an error and where it happened, and leaves out what it says.

    Messages of the database quote the row that it refused, those of programs what they were given, and those
    of the framework the address that was asked for, with whatever somebody typed into it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: of a request its status and kind of page, of others' messages the bare pattern."""
        shown = copy.copy(record)
        shown.msg, shown.args = _said(record), None
        # Another handler may have written the error out, message and all.
        shown.exc_text = None
        return super().format(shown)

    def formatException(self, ei: ErrorInfo) -> str:  # noqa: N802  the name is the standard library's
        """Return the trace and the kinds of the errors in the chain."""
        kind, error, _ = ei
        lines: list[str] = []
        while error is not None:
            lines[:0] = ["".join(traceback.format_tb(error.__traceback__)), type(error).__qualname__]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines) if kind else ""


def _said(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None or hasattr(record, "status_code"):
        match = getattr(request, "resolver_match", None)
        page = match.view_name if match else "no page"
        said = (getattr(record, "status_code", ""), getattr(request, "method", ""), page)
        return " ".join(str(each) for each in said if each)
    if record.name.partition(".")[0] == "openmappa":
        return record.getMessage()
    # The libraries' patterns are fixed words; what they fill in, and what comes filled in, may be anybody's.
    return str(record.msg) if record.args else f"{record.module}, line {record.lineno}"
