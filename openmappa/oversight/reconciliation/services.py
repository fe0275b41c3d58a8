"""Read a published report, and compare it with the newest count."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from openmappa.oversight.reconciliation.domain.comparison import Reconciliation, reconcile
from openmappa.oversight.reconciliation.domain.published import Published, PublishedRefused, published
from openmappa.oversight.statistics.services import populations, stored_figures

PACKAGED = ("london-2023-24",)


def read_published(name: str) -> Published:
    """
    Return a published report: one that the package carries, by its name, or a file, by its path.

    :raises PublishedRefused: if there is no such file, it is not JSON, or a field holds what it cannot
    """
    shown = Path(name).name
    try:
        if name in PACKAGED:
            folder = files("openmappa.oversight.statistics") / "data" / "published"
            text = (folder / f"{name}.json").read_text(encoding="utf-8")
        else:
            text = Path(name).read_text(encoding="utf-8-sig")
        document = json.loads(text)
    except OSError:
        known = " or ".join(PACKAGED)
        raise PublishedRefused(shown, "", f"a file that can be read, or the name {known}") from None
    except UnicodeDecodeError:
        raise PublishedRefused(shown, "", "text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise PublishedRefused(f"{shown}, line {error.lineno}", "", "valid JSON") from None
    except (ValueError, RecursionError):
        raise PublishedRefused(shown, "", "valid JSON") from None
    return published(document, file=shown)


def compare(printed: Published, area: int) -> Reconciliation:
    """
    Compare a published report with the newest count of its year in the area.

    The rate is checked with the population that the report's footnote names, if that is stored.

    :raises NotCounted: if no count of the area and year is stored
    """
    figures = stored_figures(printed.year, area)
    found = populations(year=printed.population_year, areas=[area]) if printed.population_year else []
    return reconcile(
        printed,
        figures.fields,
        rate_people=figures.people_of_the_rate,
        population=found[0].aged_10_and_over if found else None,
    )
