"""Whatever stands in an extract, the check ends in faults, and no fault says what stood there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from openmappa.exchange.extracts.domain.package import FILE
from openmappa.exchange.extracts.domain.progress import Unwatched
from openmappa.exchange.extracts.domain.tables import TABLES
from openmappa.exchange.extracts.services.check import check
from openmappa.exchange.extracts.services.found import summarise
from openmappa.exchange.extracts.tests import an_extract

MARK = "Qq7"
PLACES = [(table.name, field.name) for table in TABLES for field in table.all_fields]
LIKELY = st.sampled_from(
    [
        "9999-99-99",
        "0000-01-01",
        "5881580-07-11",
        "-1",
        "1e9",
        "NaN",
        "true ",
        "'; DROP TABLE people; --",
        "E-1",
        "{}",
    ]
)
GARBAGE = st.one_of(LIKELY, st.text(max_size=12)).map(lambda text: f"{text}{MARK}")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 4), GARBAGE), min_size=1, max_size=6))
def test_garbage_in_cells_is_refused_and_not_repeated(
    changes: list[tuple[tuple[str, str], int, str]],
) -> None:
    rows = an_extract.rows()
    for (table, column), row, value in changes:
        # The example leaves out files that may be: a row of its own then holds what is wrong.
        written = rows[table] = rows[table] or [{}]
        written[row % len(written)][column] = value.encode("utf-8", "replace").decode()
    with tempfile.TemporaryDirectory() as folder:
        extract = an_extract.write(Path(folder), rows)
        with check(extract, as_at=an_extract.TODAY, report=Unwatched()) as checked:
            printed = "\n".join(
                [*summarise(checked.faults), *map(str, checked.faults), *map(repr, checked.faults)]
            )
    assert MARK not in printed


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([FILE, *(f"{table.name}.csv" for table in TABLES)]), st.binary(max_size=200))
def test_garbage_for_a_file_is_refused(file: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        extract = an_extract.write(Path(folder))
        (extract / file).write_bytes(data)
        with check(extract, as_at=an_extract.TODAY, report=Unwatched()) as checked:
            assert not checked.sound
            assert {each.file for each in checked.faults} == {file}
