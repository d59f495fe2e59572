"""Rules on furniture say who made them, and end; nobody could make any before."""

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_languages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='furniturerule',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='furniturerule',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='furniturerule',
            name='furniture_rule_once',
        ),
        migrations.AddField(
            model_name='furniturerule',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='furniturerule',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='furniturerulehistory',
            name='ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='furniturerulehistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", related_query_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='furniturerule',
            name='passage',
            field=models.TextField(help_text='whole lines of the text where it was selected'),
        ),
        migrations.AlterField(
            model_name='furniturerulehistory',
            name='passage',
            field=models.TextField(help_text='whole lines of the text where it was selected'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='furniturerule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "articles_furniturerulehistory" ("ended_at", "id", "is_furniture", "made_at", "passage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source_id", "user_id") VALUES (OLD."ended_at", OLD."id", OLD."is_furniture", OLD."made_at", OLD."passage", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."source_id", OLD."user_id"); RETURN NULL;', hash='98e03bc292cfd1a415e68e1dc1b7f062161cab50', operation='UPDATE', pgid='pgtrigger_update_update_f863b', table='articles_furniturerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='furniturerule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_furniturerulehistory" ("ended_at", "id", "is_furniture", "made_at", "passage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source_id", "user_id") VALUES (OLD."ended_at", OLD."id", OLD."is_furniture", OLD."made_at", OLD."passage", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."source_id", OLD."user_id"); RETURN NULL;', hash='bd1987d698d6b85dd57401d923cddf2f37dd56db', operation='DELETE', pgid='pgtrigger_delete_delete_84c04', table='articles_furniturerule', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='furniturerule',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('passage'), 2000), name='furniture_rule_not_long'),
        ),
        migrations.AddConstraint(
            model_name='furniturerule',
            constraint=models.UniqueConstraint(models.F('source'), models.F('place'), django.db.models.functions.text.MD5('passage'), condition=models.Q(('ended_at', None)), name='furniture_rule_once', nulls_distinct=False, violation_error_message='This passage is ruled on already.'),
        ),
    ]
