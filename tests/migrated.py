"""Migrates the database that the environment names, and sets up its wall and the reference data."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from openmappa.foundation.access.services import set_up_wall  # noqa: E402
from openmappa.foundation.agencies.services import load_reference_data  # noqa: E402
from openmappa.foundation.database.roles import Role  # noqa: E402
from openmappa.oversight.statistics.services import load_packaged_populations  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", database=Role.OWNER.value, verbosity=0)
    with transaction.atomic(using=Role.OWNER.value):
        set_up_wall(connections[Role.OWNER.value])
        load_reference_data(using=Role.OWNER.value)
        load_packaged_populations(using=Role.OWNER.value)
