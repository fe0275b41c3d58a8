"""Validate the checks of the columns added before: rows are read without a lock that writers wait for."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("convictions", "0005_facts_that_decide")]

    operations = [
        ValidateConstraint(model_name="conviction", name="convictions_conviction_victim_age"),
        ValidateConstraint(model_name="disposal", name="convictions_disposal_detention"),
        ValidateConstraint(model_name="disposal", name="convictions_disposal_overlap"),
    ]
