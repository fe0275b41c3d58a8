"""Prepares the database that the environment names and fills it with the journeys' people."""

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, transaction  # noqa: E402

from openmappa.casework.legal_position.services.of_many import work_out_everybody  # noqa: E402
from openmappa.foundation.access.services import set_up_wall  # noqa: E402
from openmappa.foundation.agencies.services import load_reference_data  # noqa: E402
from openmappa.foundation.database.roles import Role  # noqa: E402
from openmappa.oversight.data_quality.services import check  # noqa: E402
from openmappa.oversight.statistics.domain.years import ReportingYear  # noqa: E402
from openmappa.oversight.statistics.services import count, load_packaged_populations  # noqa: E402
from tests.journeys import people  # noqa: E402

if __name__ == "__main__":
    call_command("migrate", database=Role.OWNER.value, verbosity=0)
    with transaction.atomic(using=Role.OWNER.value):
        set_up_wall(connections[Role.OWNER.value])
        load_reference_data(using=Role.OWNER.value)
        load_packaged_populations(using=Role.OWNER.value)
    people.build(using=Role.OWNER.value)
    work_out_everybody(as_at=ReportingYear("2023-24").last_date)
    for year in ("2021-22", "2022-23", "2023-24"):
        count(ReportingYear(year), loads={})
    check([people.LONDON], day=ReportingYear("2023-24").last_date)
