"""Tie the room's tables to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("access", "0001_initial")]

    operations = [
        carries_subject("reviews_reviewapplication"),
        carries_subject("reviews_bodyasked"),
        carries_subject("reviews_factorconsidered"),
    ]
