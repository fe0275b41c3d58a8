"""The names in the order of a list, and by area whenever they ended: built while others go on writing."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Coalesce, Concat

IN_ORDER = models.Func(
    Concat(models.F("family_name"), models.Value(" "), Coalesce(models.F("given_names"), models.Value(""))),
    function="people_plain",
    output_field=models.TextField(),
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("people", "0003_stored_search")]

    operations = [
        AddIndexConcurrently(
            model_name="name",
            index=models.Index(
                IN_ORDER,
                models.F("subject"),
                condition=models.Q(("kind", "legal"), ("recorded_in_error", False)),
                name="people_name_in_order",
            ),
        ),
        AddIndexConcurrently(
            model_name="name",
            index=models.Index(
                fields=["responsible_area", "subject"],
                condition=models.Q(("kind", "legal"), ("recorded_in_error", False)),
                name="people_name_area",
            ),
        ),
        RemoveIndexConcurrently(model_name="name", name="people_name_current"),
    ]
