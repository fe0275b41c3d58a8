"""An installation of its own with a crowd in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.journeys.conftest import ROOT, installation

USERS = 40


@pytest.fixture(scope="package")
def crowded(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Fill an installation of its own with a crowd; return its environment and who may see whom."""
    with installation("crowd", tmp_path_factory.mktemp("home"), filled=False) as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.endurance", str(USERS)],
            cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        yield environment, json.loads(done.stdout)
