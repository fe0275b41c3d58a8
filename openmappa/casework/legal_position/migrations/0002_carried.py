"""Tie the room's table to its subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("legal_position", "0001_initial"), ("access", "0001_initial")]

    operations = [carries_subject("legal_position_computed")]
