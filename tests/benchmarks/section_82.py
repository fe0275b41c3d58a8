"""The table of section 82 on every sentence loaded: ours, and OpenFisca-Core's in an environment of its own."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import NamedTuple

import psycopg

from openmappa.statute.facts.offending import Sentence, Term
from openmappa.statute.notification.periods import INDEFINITE, band_of
from openmappa.statute.vocabulary.disposals import DISPOSALS, Disposal
from tests.benchmarks.installation import HOME, ROOT

PEER = Path(__file__).with_name("openfisca.py")
_COLUMNS = ("kind", "months", "under_18")
_OF_EACH_SENTENCE = """
SELECT disposal.kind,
       coalesce(disposal.term_months, 0) + coalesce(disposal.extension_months, 0),
       disposal.imposed_date,
       conviction.conviction_date < person.date_of_birth + INTERVAL '18 years'
FROM convictions_disposal disposal
JOIN convictions_conviction conviction ON conviction.id = disposal.conviction_id
JOIN people_person person ON person.subject_id = disposal.subject_id
WHERE coalesce(disposal.term_days, 0) = 0 AND disposal.kind <> 'detention_and_training_order'
ORDER BY disposal.id
"""


class Row(NamedTuple):
    """A sentence: what it was, its whole term in months, when it was imposed, and whether on somebody under 18."""

    kind: str
    months: int
    imposed_date: date
    under_18: bool


def sentences(admin_url: str) -> list[Row]:
    """Return every sentence of whole months in the database."""
    with psycopg.connect(admin_url) as connection:
        return [Row(*each) for each in connection.execute(_OF_EACH_SENTENCE)]


def ours(rows: list[Row]) -> tuple[float, Counter[int]]:
    """Work out each sentence's period with our rule; return the seconds and how many sentences have each length."""
    began = time.perf_counter()
    counted = Counter(_months(each) for each in rows)
    return time.perf_counter() - began, counted


def _months(row: Row) -> int:
    term = Term(months=row.months) if row.months else None
    kind = Disposal(row.kind)
    band = band_of(Sentence(reference="1", kind=kind, imposed_date=row.imposed_date, term=term))
    if band.length is not None:
        return band.length.months
    assert band.months is not None, row.kind
    return band.months // 2 if row.under_18 and band.months != INDEFINITE else band.months


def theirs(rows: list[Row]) -> tuple[float, Counter[int]]:
    """
    Work out the same with OpenFisca-Core, its building of the simulation counted in and its reading of the file not.

    :raises CalledProcessError: if it cannot be installed here
    """
    path = HOME / "sentences.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(_COLUMNS)
        writer.writerows(
            (_kind(each.kind), each.months, "true" if each.under_18 else "false") for each in rows
        )
    printed = subprocess.run([_python(), PEER, path], check=True, capture_output=True, text=True).stdout
    found = json.loads(printed)
    counted = Counter({int(months): number for months, number in found["periods"].items()})
    return found["building"] + found["calculating"], counted


def _kind(kind: str) -> str:
    """Return the row of the table by its name in `openfisca.py`."""
    named = {
        Disposal.HOSPITAL_ORDER: "hospital",
        Disposal.HOSPITAL_ORDER_WITH_RESTRICTION: "restricted",
        Disposal.CONDITIONAL_DISCHARGE: "discharge",
        Disposal.CAUTION: "caution",
    }
    disposal = Disposal(kind)
    words = DISPOSALS[disposal]
    if words.is_custodial:
        return "life" if words.is_indeterminate else "imprisonment"
    return named.get(disposal, "other")


def _python() -> Path:
    """Return the Python of an environment that has OpenFisca-Core, making it first. Our own stays as it is locked."""
    place = HOME.parent / "peers"
    python = place / "bin" / "python"
    if not python.exists():
        groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, *groups["peers"]], check=True, capture_output=True)
    return python
