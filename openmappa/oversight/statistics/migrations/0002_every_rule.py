import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0001_initial'),
        ('statistics', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedrun',
            name='choices',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='storedcell',
            name='category',
            field=models.SmallIntegerField(null=True),
        ),
        migrations.CreateModel(
            name='Population',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.CharField(max_length=8)),
                ('aged_10_and_over', models.IntegerField()),
                ('source', models.CharField(max_length=300)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='agencies.area')),
            ],
            options={
                'ordering': ('year', 'area'),
                'constraints': [
                    models.UniqueConstraint(fields=('area', 'year'), name='statistics_population_once'),
                    models.CheckConstraint(condition=models.Q(('aged_10_and_over__gt', 0)), name='statistics_population_some'),
                ],
            },
        ),
    ]
