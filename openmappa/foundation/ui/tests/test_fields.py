"""What is typed in a field, and what is made of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from openmappa.foundation.ui.fields import Postcode


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ZZ99 9ZZ", "ZZ99 9ZZ"),
        (" zz9  9zz ", "ZZ9 9ZZ"),
        ("zz9a9zz", "ZZ9A 9ZZ"),
        ("Z99ZZ", "Z9 9ZZ"),
        ("", ""),
    ],
)
def test_postcode_is_given_as_it_is_kept(typed: str, kept: str) -> None:
    assert Postcode(required=False).clean(typed) == kept


@pytest.mark.parametrize(
    "typed", ["ZZ99", "9ZZ", "ZZ99 ZZZ", "ZZZ9 9ZZ", "ZZ999 9ZZ", "ZZ9Ä 9ZZ", "none", "ZZ99 9ZZ ZZ99 9ZZ ZZ"]
)
def test_what_is_no_postcode_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        Postcode(required=False).clean(typed)
