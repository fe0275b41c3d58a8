"""Fixtures for every test: a database that is a copy of the migrated one, with its wall and the reference data."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from openmappa.foundation.database.roles import prepare_database
from tests.databases import MIGRATED, template
from tests.server import ADDRESS


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Let the test database begin as a copy of the migrated one, so that no worker migrates again."""
    connection.settings_dict["TEST"]["TEMPLATE"] = template(os.environ[ADDRESS], MIGRATED)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let each role into the test database: what it may do there as a whole is not copied."""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(make_conninfo(os.environ[ADDRESS], dbname=name), autocommit=True) as admin:
        prepare_database(admin, name=name)
