"""Fill an installation, in a process that reads its environment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tests.serving import ROOT


def filled(environment: Mapping[str, str], *words: str) -> Any:
    """Run `python -m tests.endurance` with the words; return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.endurance", *words],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)
