"""Accounts that are there get the area of their memberships; sessions now stand in a table of ours."""

from django.db import migrations

AREA = """
UPDATE accounts_user u SET email = lower(u.email),
  area_id = (SELECT min(m.area_id) FROM accounts_membership m WHERE m.user_id = u.id)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_who_is_let_in'),
    ]

    operations = [
        migrations.RunSQL(AREA, migrations.RunSQL.noop),
        # Nobody is signed in by it any more, and it holds sessions that nobody could end.
        migrations.RunSQL("DROP TABLE IF EXISTS django_session", migrations.RunSQL.noop),
    ]
