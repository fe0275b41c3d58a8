"""The table of section 82 in OpenFisca-Core, run by the Python of an environment in which that is installed.

python openfisca.py FILE   reads kind, months and under_18 of each sentence from a CSV file and prints as JSON how many
seconds building the simulation and working out the periods took, and how many sentences have each period in months
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

INDEFINITE = 0
AS_AT = "2024-04"
KINDS = ("imprisonment", "life", "hospital", "restricted", "discharge", "caution", "other")

PERSON = build_entity(
    key="person", plural="persons", label="A person with one sentence", is_person=True, containing_entities=()
)


class kind(Variable):
    """What the sentence was, as a place in KINDS."""

    value_type = int
    entity = PERSON
    definition_period = DateUnit.MONTH


class term(Variable):
    """The whole term in months."""

    value_type = int
    entity = PERSON
    definition_period = DateUnit.MONTH


class under_18(Variable):
    """Whether the person was under 18 on the relevant date."""

    value_type = bool
    entity = PERSON
    definition_period = DateUnit.MONTH


class notification_period(Variable):
    """The notification period in months, INDEFINITE for none. Law: Sexual Offences Act 2003 s.82(1) and (2)."""

    value_type = int
    entity = PERSON
    definition_period = DateUnit.MONTH

    def formula(person, period, parameters):  # type: ignore[no-untyped-def]  # noqa: N805  # the peer's form
        what, months = person("kind", period), person("term", period)
        whole = numpy.select(
            [
                (what == 1) | (what == 3) | ((what == 0) & (months >= 30)),
                (what == 0) & (months > 6),
                (what == 0) | (what == 2),
                what == 5,
                what == 4,
            ],
            [INDEFINITE, 120, 84, 24, months],
            default=60,
        )
        return numpy.where(person("under_18", period) & (what != 4), whole // 2, whole)


def main(path: str) -> None:
    """Read the sentences, work out their periods, print what it took."""
    with open(path, encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    columns = {
        "kind": numpy.array([KINDS.index(row["kind"]) for row in rows]),
        "term": numpy.array([int(row["months"]) for row in rows]),
        "under_18": numpy.array([row["under_18"] == "true" for row in rows]),
    }
    system = TaxBenefitSystem([PERSON])
    for each in (kind, term, under_18, notification_period):
        system.add_variable(each)
    began = time.perf_counter()
    simulation = SimulationBuilder().build_default_simulation(system, count=len(rows))
    for name, values in columns.items():
        simulation.set_input(name, AS_AT, values)
    built = time.perf_counter()
    periods = simulation.calculate("notification_period", AS_AT)
    done = time.perf_counter()
    counts = {str(months): number for months, number in sorted(Counter(periods.tolist()).items())}
    print(json.dumps({"building": built - began, "calculating": done - built, "periods": counts}))


if __name__ == "__main__":
    main(sys.argv[1])
