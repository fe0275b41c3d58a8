"""Tie the list of what was not sent to its subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("extracts", "0001_initial"), ("access", "0001_initial")]

    operations = [carries_subject("extracts_notsent")]
