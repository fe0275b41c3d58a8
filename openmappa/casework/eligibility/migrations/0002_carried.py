"""Tie the rows that follow their subject to it."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("eligibility", "0001_initial"), ("access", "0001_initial")]

    operations = [
        carries_subject("eligibility_dangerousstatus"),
        carries_subject("eligibility_dangerousreview"),
    ]
