"""An installation of its own with a crowd in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.endurance.filling import filled
from tests.journeys.conftest import installation

USERS = 40


@pytest.fixture(scope="package")
def crowded(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[dict[str, str], list[dict[str, str]]]]:
    """Fill an installation of its own with a crowd; return its environment and who may see whom."""
    with installation("crowd", tmp_path_factory.mktemp("home"), filled=False) as environment:
        yield environment, filled(environment, "crowd", str(USERS))
