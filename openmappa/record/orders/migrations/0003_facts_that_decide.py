"""Columns for facts that decide questions of law. They may be blank, and checks are validated by the next one."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_restriction_carried'),
        ('agencies', '0002_agencies_of_areas'),
        ('orders', '0002_carried'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='courtorder',
            name='changed_update',
        ),
        migrations.AddField(
            model_name='courtorder',
            name='foreign_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='courtorder',
            name='foreign_disposal',
            field=models.CharField(blank=True, max_length=31, null=True),
        ),
        migrations.AddField(
            model_name='courtorder',
            name='foreign_term_days',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='courtorder',
            name='foreign_term_months',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='courtorder',
            name='replaces_interim',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.courtorder'),
        ),
        migrations.AddField(
            model_name='courtorderhistory',
            name='foreign_date',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='courtorderhistory',
            name='foreign_disposal',
            field=models.CharField(blank=True, max_length=31, null=True),
        ),
        migrations.AddField(
            model_name='courtorderhistory',
            name='foreign_term_days',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='courtorderhistory',
            name='foreign_term_months',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='courtorderhistory',
            name='replaces_interim',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='orders.courtorder'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='courtorder',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "orders_courtorderhistory" ("changed_here", "court", "foreign_date", "foreign_disposal", "foreign_term_days", "foreign_term_months", "id", "is_correction", "kind", "last_date", "load_number", "made_date", "pgh_created_at", "pgh_label", "pgh_obj_id", "prohibits_foreign_travel", "recorded_at", "recorded_in_error", "replaces_interim_id", "responsible_area_id", "restricted", "route", "source_digest", "source_id", "source_system_id", "start_date", "subject_id", "travel_last_date", "version") SELECT old_values."changed_here", old_values."court", old_values."foreign_date", old_values."foreign_disposal", old_values."foreign_term_days", old_values."foreign_term_months", old_values."id", old_values."is_correction", old_values."kind", old_values."last_date", old_values."load_number", old_values."made_date", NOW(), \'changed\', old_values."id", old_values."prohibits_foreign_travel", old_values."recorded_at", old_values."recorded_in_error", old_values."replaces_interim_id", old_values."responsible_area_id", old_values."restricted", old_values."route", old_values."source_digest", old_values."source_id", old_values."source_system_id", old_values."start_date", old_values."subject_id", old_values."travel_last_date", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."changed_here" IS DISTINCT FROM (new_values."changed_here") OR old_values."court" IS DISTINCT FROM (new_values."court") OR old_values."foreign_date" IS DISTINCT FROM (new_values."foreign_date") OR old_values."foreign_disposal" IS DISTINCT FROM (new_values."foreign_disposal") OR old_values."foreign_term_days" IS DISTINCT FROM (new_values."foreign_term_days") OR old_values."foreign_term_months" IS DISTINCT FROM (new_values."foreign_term_months") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_correction" IS DISTINCT FROM (new_values."is_correction") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."last_date" IS DISTINCT FROM (new_values."last_date") OR old_values."load_number" IS DISTINCT FROM (new_values."load_number") OR old_values."made_date" IS DISTINCT FROM (new_values."made_date") OR old_values."prohibits_foreign_travel" IS DISTINCT FROM (new_values."prohibits_foreign_travel") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."recorded_in_error" IS DISTINCT FROM (new_values."recorded_in_error") OR old_values."replaces_interim_id" IS DISTINCT FROM (new_values."replaces_interim_id") OR old_values."route" IS DISTINCT FROM (new_values."route") OR old_values."source_digest" IS DISTINCT FROM (new_values."source_digest") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."source_system_id" IS DISTINCT FROM (new_values."source_system_id") OR old_values."start_date" IS DISTINCT FROM (new_values."start_date") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."travel_last_date" IS DISTINCT FROM (new_values."travel_last_date") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='32a5ea2d1d793bf311f55fdd7d065fff54c45da4', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_e8e39', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='orders_courtorder', when='AFTER')),
        ),
        AddConstraintNotValid(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('notification_order', 'section_96za_notice')), models.Q(('foreign_date__isnull', True), ('foreign_disposal__isnull', True), ('foreign_term_days__isnull', True), ('foreign_term_months__isnull', True)), _connector='OR'), name='orders_courtorder_abroad'),
        ),
        AddConstraintNotValid(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(('foreign_date__isnull', True), ('foreign_date__lte', models.F('made_date')), _connector='OR'), name='orders_courtorder_abroad_before'),
        ),
        AddConstraintNotValid(
            model_name='courtorder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('foreign_disposal__isnull', True), ('foreign_disposal__in', ['imprisonment', 'imprisonment_life', 'imprisonment_public_protection', 'extended_sentence', 'suspended_sentence', 'young_offender_detention', 'detention_life', 'detention_his_majestys_pleasure', 'detention_public_protection', 'detention_section_91', 'detention_section_252a', 'extended_detention', 'detention_and_training_order', 'hospital_order', 'hospital_order_with_restriction', 'guardianship_order', 'community_order', 'youth_rehabilitation_order', 'fine', 'conditional_discharge', 'absolute_discharge', 'caution', 'other']), _connector='OR'), models.Q(('foreign_term_months__isnull', True), ('foreign_term_months__range', (0, 1200)), _connector='OR'), models.Q(('foreign_term_days__isnull', True), ('foreign_term_days__range', (0, 3650)), _connector='OR')), name='orders_courtorder_abroad_term'),
        ),
    ]
