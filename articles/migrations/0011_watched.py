"""Sources can be merged, have a language, and are listed with their newest article."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_pages_and_columns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='source',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='source',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', help_text='ISO 639, as a person states it; counts where a text does not tell its own', max_length=10),
        ),
        migrations.AddField(
            model_name='source',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='articles.source'),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='language',
            field=models.CharField(blank=True, db_default='', default='', help_text='ISO 639, as a person states it; counts where a text does not tell its own', max_length=10),
        ),
        migrations.AddField(
            model_name='sourcehistory',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.source'),
        ),
        migrations.AlterField(
            model_name='article',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.source'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['source', '-id'], name='article_of_source'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "articles_sourcehistory" ("homepage", "id", "language", "merged_into_id", "name", "needs_approval", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability") VALUES (OLD."homepage", OLD."id", OLD."language", OLD."merged_into_id", OLD."name", OLD."needs_approval", OLD."note", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reliability"); RETURN NULL;', hash='40c444ff866173cbf07f5e395518f6420a79a878', operation='UPDATE', pgid='pgtrigger_update_update_365a8', table='articles_source', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='source',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_sourcehistory" ("homepage", "id", "language", "merged_into_id", "name", "needs_approval", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reliability") VALUES (OLD."homepage", OLD."id", OLD."language", OLD."merged_into_id", OLD."name", OLD."needs_approval", OLD."note", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reliability"); RETURN NULL;', hash='5ac15792b64059070ec6983367951f9cb4d6fa43', operation='DELETE', pgid='pgtrigger_delete_delete_07439', table='articles_source', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('language', ''), ('language__regex', '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$'), _connector='OR'), name='source_language_is_code'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='source_not_merged_into_itself'),
        ),
    ]
