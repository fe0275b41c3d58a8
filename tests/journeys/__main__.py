"""Fills the migrated database that the environment names with the journeys' people."""

import django

django.setup()

from django.utils import timezone  # noqa: E402

from openmappa.casework.legal_position.services.of_many import work_out_everybody  # noqa: E402
from openmappa.foundation.database.roles import Role  # noqa: E402
from openmappa.oversight.data_quality.services import check  # noqa: E402
from openmappa.oversight.statistics.domain.years import ReportingYear  # noqa: E402
from openmappa.oversight.statistics.services import count  # noqa: E402
from tests.journeys import people  # noqa: E402

if __name__ == "__main__":
    people.build(using=Role.OWNER.value)
    work_out_everybody(as_at=timezone.localdate())
    for year in ("2021-22", "2022-23", "2023-24"):
        count(ReportingYear(year), loads={})
    check([people.LONDON], day=ReportingYear("2023-24").last_date)
