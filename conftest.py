"""Fixtures for every test: a migrated database with the wall set up and the reference data in it."""

from __future__ import annotations

import os

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from openmappa.foundation.database.roles import prepare_database
from tests.server import ADDRESS


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> None:
    """Set up the wall and the reference data on the migrated test database."""
    from openmappa.foundation.access.services import set_up_wall
    from openmappa.foundation.agencies.services import load_reference_data
    from openmappa.oversight.statistics.services import load_packaged_populations

    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        with psycopg.connect(make_conninfo(os.environ[ADDRESS], dbname=name), autocommit=True) as admin:
            prepare_database(admin, name=name)
        set_up_wall(connection)
        load_reference_data()
        load_packaged_populations()
