"""Columns for facts that decide questions of law. They may be blank, and checks are validated by the next one."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0003_restriction_carried'),
        ('agencies', '0002_agencies_of_areas'),
        ('convictions', '0004_carried'),
    ]

    operations = [
        migrations.RunSQL("SET LOCAL lock_timeout = '5s'", migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name='conviction',
            name='changed_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='disposal',
            name='changed_update',
        ),
        migrations.AddField(
            model_name='conviction',
            name='indicates_serious_harm',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='conviction',
            name='schedule_3_conditions_met',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='conviction',
            name='section_327_4a_lists_it',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='conviction',
            name='terrorism_notification_applies',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='conviction',
            name='terrorist_connection',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='conviction',
            name='victim_age',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='convictionhistory',
            name='indicates_serious_harm',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='convictionhistory',
            name='schedule_3_conditions_met',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='convictionhistory',
            name='section_327_4a_lists_it',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='convictionhistory',
            name='terrorism_notification_applies',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='convictionhistory',
            name='terrorist_connection',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='convictionhistory',
            name='victim_age',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposal',
            name='detention_days',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposal',
            name='detention_months',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposal',
            name='overlap_days',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposal',
            name='overlap_months',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposalhistory',
            name='detention_days',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposalhistory',
            name='detention_months',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposalhistory',
            name='overlap_days',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='disposalhistory',
            name='overlap_months',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conviction',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "convictions_convictionhistory" ("changed_here", "conviction_date", "court", "id", "indicates_serious_harm", "is_correction", "load_number", "offence_code", "offence_date", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_in_error", "responsible_area_id", "restricted", "result", "schedule_3_conditions_met", "section_327_4a_lists_it", "source_digest", "source_id", "source_system_id", "subject_id", "terrorism_notification_applies", "terrorist_connection", "version", "victim_age") SELECT old_values."changed_here", old_values."conviction_date", old_values."court", old_values."id", old_values."indicates_serious_harm", old_values."is_correction", old_values."load_number", old_values."offence_code", old_values."offence_date", NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_in_error", old_values."responsible_area_id", old_values."restricted", old_values."result", old_values."schedule_3_conditions_met", old_values."section_327_4a_lists_it", old_values."source_digest", old_values."source_id", old_values."source_system_id", old_values."subject_id", old_values."terrorism_notification_applies", old_values."terrorist_connection", old_values."version", old_values."victim_age" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."changed_here" IS DISTINCT FROM (new_values."changed_here") OR old_values."conviction_date" IS DISTINCT FROM (new_values."conviction_date") OR old_values."court" IS DISTINCT FROM (new_values."court") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."indicates_serious_harm" IS DISTINCT FROM (new_values."indicates_serious_harm") OR old_values."is_correction" IS DISTINCT FROM (new_values."is_correction") OR old_values."load_number" IS DISTINCT FROM (new_values."load_number") OR old_values."offence_code" IS DISTINCT FROM (new_values."offence_code") OR old_values."offence_date" IS DISTINCT FROM (new_values."offence_date") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."recorded_in_error" IS DISTINCT FROM (new_values."recorded_in_error") OR old_values."result" IS DISTINCT FROM (new_values."result") OR old_values."schedule_3_conditions_met" IS DISTINCT FROM (new_values."schedule_3_conditions_met") OR old_values."section_327_4a_lists_it" IS DISTINCT FROM (new_values."section_327_4a_lists_it") OR old_values."source_digest" IS DISTINCT FROM (new_values."source_digest") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."source_system_id" IS DISTINCT FROM (new_values."source_system_id") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."terrorism_notification_applies" IS DISTINCT FROM (new_values."terrorism_notification_applies") OR old_values."terrorist_connection" IS DISTINCT FROM (new_values."terrorist_connection") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."victim_age" IS DISTINCT FROM (new_values."victim_age")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2dfd1b0366ccf8e11e1f32817c49b1f47ab5a748', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_6b649', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='convictions_conviction', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disposal',
            trigger=pgtrigger.compiler.Trigger(name='changed_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "convictions_disposalhistory" ("changed_here", "conviction_id", "detention_days", "detention_months", "extension_months", "id", "imposed_date", "is_correction", "kind", "last_date", "load_number", "overlap_days", "overlap_months", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_in_error", "responsible_area_id", "restricted", "runs", "runs_against_id", "source_digest", "source_id", "source_system_id", "subject_id", "term_days", "term_months", "version") SELECT old_values."changed_here", old_values."conviction_id", old_values."detention_days", old_values."detention_months", old_values."extension_months", old_values."id", old_values."imposed_date", old_values."is_correction", old_values."kind", old_values."last_date", old_values."load_number", old_values."overlap_days", old_values."overlap_months", NOW(), \'changed\', old_values."id", old_values."recorded_at", old_values."recorded_in_error", old_values."responsible_area_id", old_values."restricted", old_values."runs", old_values."runs_against_id", old_values."source_digest", old_values."source_id", old_values."source_system_id", old_values."subject_id", old_values."term_days", old_values."term_months", old_values."version" FROM ( SELECT old_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."changed_here" IS DISTINCT FROM (new_values."changed_here") OR old_values."conviction_id" IS DISTINCT FROM (new_values."conviction_id") OR old_values."detention_days" IS DISTINCT FROM (new_values."detention_days") OR old_values."detention_months" IS DISTINCT FROM (new_values."detention_months") OR old_values."extension_months" IS DISTINCT FROM (new_values."extension_months") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."imposed_date" IS DISTINCT FROM (new_values."imposed_date") OR old_values."is_correction" IS DISTINCT FROM (new_values."is_correction") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."last_date" IS DISTINCT FROM (new_values."last_date") OR old_values."load_number" IS DISTINCT FROM (new_values."load_number") OR old_values."overlap_days" IS DISTINCT FROM (new_values."overlap_days") OR old_values."overlap_months" IS DISTINCT FROM (new_values."overlap_months") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."recorded_in_error" IS DISTINCT FROM (new_values."recorded_in_error") OR old_values."runs" IS DISTINCT FROM (new_values."runs") OR old_values."runs_against_id" IS DISTINCT FROM (new_values."runs_against_id") OR old_values."source_digest" IS DISTINCT FROM (new_values."source_digest") OR old_values."source_id" IS DISTINCT FROM (new_values."source_id") OR old_values."source_system_id" IS DISTINCT FROM (new_values."source_system_id") OR old_values."subject_id" IS DISTINCT FROM (new_values."subject_id") OR old_values."term_days" IS DISTINCT FROM (new_values."term_days") OR old_values."term_months" IS DISTINCT FROM (new_values."term_months") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f419e424d5e5326bfc4d73b2a2b531107736d898', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_changed_update_9d287', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='convictions_disposal', when='AFTER')),
        ),
        AddConstraintNotValid(
            model_name='conviction',
            constraint=models.CheckConstraint(condition=models.Q(('victim_age__isnull', True), ('victim_age__range', (0, 120)), _connector='OR'), name='convictions_conviction_victim_age'),
        ),
        AddConstraintNotValid(
            model_name='disposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'detention_and_training_order'), models.Q(('detention_days__isnull', True), ('detention_months__isnull', True)), _connector='OR'), models.Q(('detention_months__isnull', True), ('detention_months__range', (0, 1200)), _connector='OR'), models.Q(('detention_days__isnull', True), ('detention_days__range', (0, 3650)), _connector='OR')), name='convictions_disposal_detention'),
        ),
        AddConstraintNotValid(
            model_name='disposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('runs', 'partly_concurrent'), models.Q(('overlap_days__isnull', True), ('overlap_months__isnull', True)), _connector='OR'), models.Q(('overlap_months__isnull', True), ('overlap_months__range', (0, 1200)), _connector='OR'), models.Q(('overlap_days__isnull', True), ('overlap_days__range', (0, 3650)), _connector='OR')), name='convictions_disposal_overlap'),
        ),
    ]
