"""Tie restrictions to their subject."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("access", "0002_giving_sight")]

    operations = [carries_subject("access_restriction")]
