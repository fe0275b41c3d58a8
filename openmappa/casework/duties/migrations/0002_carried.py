"""Tie the duties to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("access", "0001_initial")]

    operations = [carries_subject("duties_duty")]
