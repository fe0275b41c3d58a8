"""Simulated caseloads that the tests only read."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from openmappa.exchange.simulation.domain.summary import Summary
from openmappa.exchange.simulation.services import simulate_national, simulate_published
from openmappa.exchange.simulation.tests.recount import Person, read


def nobody_watches(done: int, total: int) -> None:
    """Take no note of progress."""


@pytest.fixture(scope="session")
def published() -> dict[str, Any]:
    """Return London's published figures of 2023/24."""
    place = files("openmappa.oversight.statistics").joinpath("data", "published", "london-2023-24.json")
    return json.loads(place.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def london(published: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """Return the caseload that adds up to London's figures."""
    out = tmp_path_factory.mktemp("london")
    return simulate_published(published, area=21, year="2023-24", seed=1, out=out, report=nobody_watches)


@pytest.fixture(scope="session")
def londoners(london: Summary) -> dict[str, Person]:
    """Return London's people with all that is told of them."""
    return read(london.folders[21])


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Summary:
    """Return a national caseload of 2,000 people."""
    out = tmp_path_factory.mktemp("national")
    return simulate_national(people=1_500, ended=500, seed=1, out=out, report=nobody_watches)


@pytest.fixture(scope="session")
def nation(national: Summary) -> dict[int, dict[str, Person]]:
    """Return the people of the national caseload, by the area of the extract."""
    return {area: read(Path(folder)) for area, folder in national.folders.items()}
