"""Tie the room's tables to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial"), ("access", "0001_initial")]

    operations = [
        carries_subject("orders_courtorder"),
        carries_subject("orders_orderevent"),
    ]
