"""Indexes of a table that may be long already: built while others go on writing."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    atomic = False

    dependencies = [
        ('audit', '0002_recipient_areas_and_seals'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='event',
            index=django.contrib.postgres.indexes.GinIndex(fields=['subjects'], name='audit_event_subjects'),
        ),
        AddIndexConcurrently(
            model_name='event',
            index=django.contrib.postgres.indexes.BrinIndex(fields=['at'], name='audit_event_at', pages_per_range=32),
        ),
        AddIndexConcurrently(
            model_name='event',
            index=models.Index(fields=['transaction_id'], name='audit_event_transaction'),
        ),
    ]
