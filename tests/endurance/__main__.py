"""Prepares the database that the environment names, fills it with a crowd, and prints who may see whom."""

import json
import sys
from dataclasses import asdict

import django

django.setup()

from openmappa.foundation.database.roles import Role  # noqa: E402
from openmappa.front.command_line.local import prepare  # noqa: E402
from tests.endurance.crowd import crowd  # noqa: E402

if __name__ == "__main__":
    prepare(always=True)
    members = crowd(int(sys.argv[1]), using=Role.OWNER.value)
    print(json.dumps([asdict(each) for each in members], default=str))
