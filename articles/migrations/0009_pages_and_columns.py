"""Articles know where the pages of their documents begin, and runs what their columns mean."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_changed_groups'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        frozen(__file__),
        pgtrigger.migrations.RemoveTrigger(
            model_name='articlerevision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='articlerevision',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='article',
            name='page_starts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), blank=True, db_default=[], default=list, help_text='where each page of the document begins, the first at 0; empty without pages', size=None),
        ),
        migrations.AddField(
            model_name='articlerevision',
            name='page_starts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), blank=True, db_default=[], default=list, help_text='where each page of the document begins, the first at 0; empty without pages', size=None),
        ),
        migrations.AddField(
            model_name='articlerevisionhistory',
            name='page_starts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), blank=True, db_default=[], default=list, help_text='where each page of the document begins, the first at 0; empty without pages', size=None),
        ),
        migrations.AddField(
            model_name='importrun',
            name='columns',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, help_text='what the headings of its tables mean, as it was stated: a field by its heading'),
        ),
        migrations.AddField(
            model_name='importrunhistory',
            name='columns',
            field=models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, help_text='what the headings of its tables mean, as it was stated: a field by its heading'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articlerevision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "articles_articlerevisionhistory" ("article_id", "body_end", "body_start", "document_id", "furniture", "head", "id", "number", "page_starts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "text", "title") VALUES (OLD."article_id", OLD."body_end", OLD."body_start", OLD."document_id", OLD."furniture", OLD."head", OLD."id", OLD."number", OLD."page_starts", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."replaced_at", OLD."text", OLD."title"); RETURN NULL;', hash='6c6ae31ca53db75053723bdeeb9a36c24de1d69c', operation='UPDATE', pgid='pgtrigger_update_update_8ed1d', table='articles_articlerevision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articlerevision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_articlerevisionhistory" ("article_id", "body_end", "body_start", "document_id", "furniture", "head", "id", "number", "page_starts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "text", "title") VALUES (OLD."article_id", OLD."body_end", OLD."body_start", OLD."document_id", OLD."furniture", OLD."head", OLD."id", OLD."number", OLD."page_starts", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."replaced_at", OLD."text", OLD."title"); RETURN NULL;', hash='f327944d6beb791a8adbc4150014b49c7345d489', operation='DELETE', pgid='pgtrigger_delete_delete_eb83d', table='articles_articlerevision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."columns" IS DISTINCT FROM (NEW."columns") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."paths" IS DISTINCT FROM (NEW."paths") OR OLD."resumes_id" IS DISTINCT FROM (NEW."resumes_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."total_bytes" IS DISTINCT FROM (NEW."total_bytes") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))', func='INSERT INTO "articles_importrunhistory" ("columns", "finished_at", "format", "id", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumes_id", "source", "started_at", "state", "total_bytes", "user_id") VALUES (OLD."columns", OLD."finished_at", OLD."format", OLD."id", OLD."paths", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."resumes_id", OLD."source", OLD."started_at", OLD."state", OLD."total_bytes", OLD."user_id"); RETURN NULL;', hash='cc2d138ef933ffec2dad0c092738e86e4c38e531', operation='UPDATE', pgid='pgtrigger_update_update_73953', table='articles_importrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_importrunhistory" ("columns", "finished_at", "format", "id", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumes_id", "source", "started_at", "state", "total_bytes", "user_id") VALUES (OLD."columns", OLD."finished_at", OLD."format", OLD."id", OLD."paths", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resumes_id", OLD."source", OLD."started_at", OLD."state", OLD."total_bytes", OLD."user_id"); RETURN NULL;', hash='bdb21f6bc6f59cf458a0f18e82f5c00c4ba34729', operation='DELETE', pgid='pgtrigger_delete_delete_f507d', table='articles_importrun', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Func(output_field=models.BooleanField(), template='pages_within(page_starts, length)'), name='article_pages_within_text'),
        ),
    ]
