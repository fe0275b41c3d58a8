from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('annual_report', '0001_chapters_and_editions'),
    ]

    operations = [
        migrations.AddField(
            model_name='reportedition',
            name='settings',
            field=models.JSONField(default=dict),
        ),
        migrations.AddConstraint(
            model_name='reportedition',
            constraint=models.CheckConstraint(condition=models.Q(('document__for_publication', False), _negated=True), name='annual_report_edition_for_publication'),
        ),
    ]
