"""`python -m tests.matrix`: writes the table of what each role sees anew, from what the pages show now."""

from __future__ import annotations

import os
import sys

import pytest

from tests.matrix.table import WRITING

if __name__ == "__main__":
    os.environ[WRITING] = "1"
    sys.exit(pytest.main(["-n", "auto", "-q", "tests/matrix/test_matrix.py", "-m", "slow"]))
