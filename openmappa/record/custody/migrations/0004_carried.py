"""Tie the room's tables to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("custody", "0003_returns"), ("access", "0001_initial")]

    operations = [
        carries_subject("custody_custodyreturn"),
    ]
