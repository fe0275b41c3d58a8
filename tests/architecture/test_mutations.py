"""The edits that break the code on purpose still fit it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from openmappa.oversight.statistics.domain.rules.catalogue import RULES
from tests.mutations import every_edit
from tests.mutations.edits import OF_RULE, Edit

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("edit", every_edit(), ids=lambda edit: edit.words)
def test_edit_changes_what_is_there_and_names_tests_that_are_there(edit: Edit) -> None:
    assert edit.before in (ROOT / edit.file).read_text(encoding="utf-8")
    assert edit.before != edit.after
    file, _, name = edit.tests.partition("::")
    assert (ROOT / file).exists()
    if name:
        assert f"def {name.partition('[')[0]}(" in (ROOT / file).read_text(encoding="utf-8")


def test_no_edit_is_listed_twice() -> None:
    times = Counter((each.file, each.before, each.after, each.tests) for each in every_edit())
    assert [each for each, number in times.items() if number > 1] == []


def test_every_rule_has_edits() -> None:
    tests = {each.tests for each in every_edit()}
    without = [each.name for each in RULES[1:] if f"{OF_RULE}[{each.name}]" not in tests]
    assert without == []
    assert any(each.words.startswith("first table:") for each in every_edit())
