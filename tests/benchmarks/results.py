"""What was measured."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Results(dict[str, float]):
    """Seconds, rows and bytes by name."""

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the seconds that the block takes."""
        began = time.perf_counter()
        yield
        self[name] = self.get(name, 0.0) + time.perf_counter() - began
        print(f"{name}: {self[name]:.1f} s", file=sys.stderr)

    def best(self, name: str, run: Callable[[], object]) -> None:
        """Time three runs, so that neither side pays for a cold cache alone, and keep the median."""
        times = []
        for _ in range(3):
            began = time.perf_counter()
            run()
            times.append(time.perf_counter() - began)
        self[name] = sorted(times)[1]
        print(f"{name}: {self[name]:.2f} s", file=sys.stderr)

    def keep_memory(self, name: str) -> None:
        """Keep how many bytes this process has held at most."""
        self[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
