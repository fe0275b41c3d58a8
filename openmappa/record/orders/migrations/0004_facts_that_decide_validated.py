"""Validate the checks of the columns added before: rows are read without a lock that writers wait for."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_facts_that_decide")]

    operations = [
        ValidateConstraint(model_name="courtorder", name="orders_courtorder_abroad"),
        ValidateConstraint(model_name="courtorder", name="orders_courtorder_abroad_before"),
        ValidateConstraint(model_name="courtorder", name="orders_courtorder_abroad_term"),
    ]
