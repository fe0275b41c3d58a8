import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('statistics', '0002_every_rule'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedrun',
            name='records_from',
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name='StoredSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.SmallIntegerField()),
                ('choices', models.JSONField()),
                ('population_year', models.CharField(max_length=8)),
                ('suppress_below', models.SmallIntegerField(null=True)),
                ('reason', models.CharField(max_length=1000)),
                ('set_by', models.UUIDField()),
                ('set_by_name', models.CharField(max_length=200)),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='agencies.area')),
            ],
            options={
                'ordering': ('area', '-version'),
                'constraints': [models.UniqueConstraint(fields=('area', 'version'), name='statistics_settings_version'), models.CheckConstraint(condition=models.Q(('version__gt', 0)), name='statistics_settings_number'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='statistics_settings_reason'), models.CheckConstraint(condition=models.Q(('suppress_below__isnull', True), ('suppress_below__range', (2, 100)), _connector='OR'), name='statistics_settings_threshold')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='storedsettings',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9a84d55973161cb1e92a17b0ce5d127096d186af', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e7ed3', table='statistics_storedsettings', when='BEFORE')),
        ),
    ]
