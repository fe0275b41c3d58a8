"""Logs without personal values."""

from __future__ import annotations

import io
import logging

import pytest

from openmappa.foundation.database.addresses import django_settings
from openmappa.foundation.database.log import WithoutValues


def test_error_is_logged_by_kind_and_place_and_not_by_its_message() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(WithoutValues())
    logger = logging.Logger("openmappa.test")  # noqa: LOG001  one that nothing else listens to
    logger.addHandler(handler)
    value = "Secret"
    try:
        try:
            raise ValueError(f"Key (family_name)=({value})")
        except ValueError as error:
            raise RuntimeError(value) from error
    except RuntimeError:
        logger.exception("The page failed")
    said = stream.getvalue()
    assert "The page failed" in said
    assert said.index("ValueError") < said.index("RuntimeError")
    assert "test_log.py" in said
    assert f"({value})" not in said
    assert f"RuntimeError: {value}" not in said


@pytest.mark.parametrize(
    ("name", "message", "arguments", "extra", "said"),
    [
        ("django.request", "Not Found: %s", ("/Secret/",), {"status_code": 404}, "404 no page"),
        ("django.security.DisallowedHost", "Invalid host: Secret", (), {"status_code": 400}, "400"),
        ("axes", "Login failure by %s", ("Secret",), {}, "Login failure by %s"),
        ("some.library", "could not read Secret", (), {}, "test_log, line"),
        ("openmappa.foundation", "Counted %s tables", (3,), {}, "Counted 3 tables"),
    ],
)
def test_line_holds_nothing_that_somebody_typed(
    name: str, message: str, arguments: tuple[object, ...], extra: dict[str, object], said: str
) -> None:
    record = logging.Logger(name).makeRecord(  # noqa: LOG001
        name, logging.WARNING, __file__, 1, message, arguments, None, extra=extra
    )
    line = WithoutValues().format(record)
    assert said in line
    assert "Secret" not in line


def test_text_of_an_error_that_another_handler_wrote_out_is_not_used() -> None:
    record = logging.Logger("openmappa").makeRecord(  # noqa: LOG001
        "openmappa", logging.ERROR, __file__, 1, "Failed", (), None
    )
    record.exc_text = "ValueError: Secret"
    assert WithoutValues().format(record) == "Failed"


def test_address_keeps_what_it_says_of_encryption() -> None:
    made = django_settings("postgresql://web:p%40ss@db.example:6432/mappa?sslmode=verify-full")
    assert made["HOST"] == "db.example"
    assert made["PORT"] == "6432"
    assert made["PASSWORD"] == "p@ss"
    assert made["OPTIONS"] == {"sslmode": "verify-full", "prepare_threshold": None}


def test_address_of_a_socket_names_its_folder() -> None:
    made = django_settings("postgresql://web:secret@/mappa?host=%2Frun%2Fpostgres&port=5433")
    assert (made["HOST"], made["PORT"], made["NAME"]) == ("/run/postgres", "5433", "mappa")
