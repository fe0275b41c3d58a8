from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('extracts', '0002_carried'),
    ]

    operations = [
        migrations.AddField(
            model_name='load',
            name='records_from',
            field=models.DateField(null=True),
        ),
    ]
