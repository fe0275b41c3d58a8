"""Progress on standard error: how far, how fast, how much longer."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from tqdm import tqdm


class Bar:
    """A line of progress for each piece of work in turn, with its rate and the time left.

    Where standard error is not a terminal it keeps silent, so that logs stay readable.
    """

    def __init__(self) -> None:
        self._bar: tqdm | None = None

    def begin(self, words: str, total: int, unit: str) -> None:
        """Show a new piece of work; the one before is done."""
        self._finish()
        self._bar = tqdm(total=total, desc=words, unit=f" {unit}", unit_scale=True, leave=False, disable=None)

    def advance(self, count: int) -> None:
        """Move the line on."""
        if self._bar is not None:
            self._bar.update(count)

    def reach(self, done: int, total: int, *, words: str, unit: str) -> None:
        """Show that so much of a total is done, beginning the line at the first call."""
        if self._bar is None:
            self.begin(words, total, unit)
        assert self._bar is not None  # noqa: S101  begun one line up
        self._bar.update(done - self._bar.n)

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()
