"""Prepares the installation that the environment names, fills it, and prints what is in it.

python -m tests.endurance crowd 40           users who may each see one person
python -m tests.endurance caseload 1000 20   people without a level, and co-ordinators
"""

import json
import sys
from dataclasses import asdict

import django

from openmappa.front.command_line.local import prepare, running_database

if __name__ == "__main__":
    with running_database():
        django.setup()
        from openmappa.foundation.database.roles import Role
        from tests.endurance.caseload import caseload
        from tests.endurance.crowd import crowd

        prepare(always=True)
        sizes, using = [int(each) for each in sys.argv[2:]], Role.OWNER.value
        found = (
            [asdict(each) for each in crowd(*sizes, using=using)]
            if sys.argv[1] == "crowd"
            else asdict(caseload(*sizes, using=using))
        )
        print(json.dumps(found, default=str))
