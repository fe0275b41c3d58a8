"""Tie the room's tables of what was notified and lived to their subjects."""

from django.db import migrations

from openmappa.foundation.database.migrating import carries_subject


class Migration(migrations.Migration):
    dependencies = [("notification", "0003_made_and_lived"), ("access", "0001_initial")]

    operations = [
        carries_subject("notification_notificationmade"),
        carries_subject("notification_notifiablechange"),
        carries_subject("notification_premisesstay"),
        carries_subject("notification_childhouseholdstay"),
        carries_subject("notification_journey"),
        carries_subject("notification_absencefromhome"),
        carries_subject("notification_missingperiod"),
    ]
