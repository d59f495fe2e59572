"""What is kept to learn furniture, what persons rule about it, and what they set by hand."""

import articles.postgresql
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_headers_and_origins'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleTraces',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='traces', serialize=False, to='articles.article')),
                ('place', models.TextField(db_index=True, help_text='domain or folder; its group where its source is unknown')),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
        ),
        migrations.CreateModel(
            name='FurnitureRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.TextField(blank=True, db_default='', default='')),
                ('passage', models.TextField(help_text='as it stands in the text where it was selected')),
                ('is_furniture', models.BooleanField()),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FurnitureRuleHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('place', models.TextField(blank=True, db_default='', default='')),
                ('passage', models.TextField(help_text='as it stands in the text where it was selected')),
                ('is_furniture', models.BooleanField()),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MendedGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.TextField(blank=True, db_default='', default='')),
                ('documents', models.PositiveIntegerField()),
                ('rules', models.BigIntegerField(help_text='a hash of the rules')),
                ('mended_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='article',
            name='set_by_hand',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, db_default=[], default=list, help_text='fields that a person has set, which nothing else changes any more', size=None),
        ),
        migrations.AddField(
            model_name='articlehistory',
            name='set_by_hand',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, db_default=[], default=list, help_text='fields that a person has set, which nothing else changes any more', size=None),
        ),
        migrations.AlterField(
            model_name='article',
            name='furniture',
            field=articles.postgresql.SpansField(db_default=models.Value('{}'), default=tuple, help_text='what is no news, anywhere in the text'),
        ),
        migrations.AlterField(
            model_name='articlehistory',
            name='furniture',
            field=articles.postgresql.SpansField(db_default=models.Value('{}'), default=tuple, help_text='what is no news, anywhere in the text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."assigned_to_id" IS DISTINCT FROM (NEW."assigned_to_id") OR OLD."body_end" IS DISTINCT FROM (NEW."body_end") OR OLD."body_start" IS DISTINCT FROM (NEW."body_start") OR OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."credibility" IS DISTINCT FROM (NEW."credibility") OR OLD."dateline" IS DISTINCT FROM (NEW."dateline") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."done_by_id" IS DISTINCT FROM (NEW."done_by_id") OR OLD."furniture" IS DISTINCT FROM (NEW."furniture") OR OLD."handling" IS DISTINCT FROM (NEW."handling") OR OLD."head" IS DISTINCT FROM (NEW."head") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."imported_at" IS DISTINCT FROM (NEW."imported_at") OR OLD."is_locked" IS DISTINCT FROM (NEW."is_locked") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."published_from" IS DISTINCT FROM (NEW."published_from") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."published_precision" IS DISTINCT FROM (NEW."published_precision") OR OLD."review_note" IS DISTINCT FROM (NEW."review_note") OR OLD."review_status" IS DISTINCT FROM (NEW."review_status") OR OLD."sections" IS DISTINCT FROM (NEW."sections") OR OLD."set_by_hand" IS DISTINCT FROM (NEW."set_by_hand") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_from" IS DISTINCT FROM (NEW."source_from") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_is_made" IS DISTINCT FROM (NEW."title_is_made") OR OLD."updated_on" IS DISTINCT FROM (NEW."updated_on") OR OLD."updated_precision" IS DISTINCT FROM (NEW."updated_precision") OR OLD."url" IS DISTINCT FROM (NEW."url"))', func='INSERT INTO "articles_articlehistory" ("approved_at", "approved_by_id", "assigned_to_id", "body_end", "body_start", "byline", "credibility", "dateline", "document_id", "done_at", "done_by_id", "furniture", "handling", "head", "id", "identity", "imported_at", "is_locked", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_from", "published_on", "published_precision", "review_note", "review_status", "sections", "set_by_hand", "source_from", "source_id", "title", "title_is_made", "updated_on", "updated_precision", "url") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."assigned_to_id", OLD."body_end", OLD."body_start", OLD."byline", OLD."credibility", OLD."dateline", OLD."document_id", OLD."done_at", OLD."done_by_id", OLD."furniture", OLD."handling", OLD."head", OLD."id", OLD."identity", OLD."imported_at", OLD."is_locked", OLD."language", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_from", OLD."published_on", OLD."published_precision", OLD."review_note", OLD."review_status", OLD."sections", OLD."set_by_hand", OLD."source_from", OLD."source_id", OLD."title", OLD."title_is_made", OLD."updated_on", OLD."updated_precision", OLD."url"); RETURN NULL;', hash='1b18da3a9ea619b986f2aad28e83f9c4e0437d1e', operation='UPDATE', pgid='pgtrigger_update_update_d7697', table='articles_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_articlehistory" ("approved_at", "approved_by_id", "assigned_to_id", "body_end", "body_start", "byline", "credibility", "dateline", "document_id", "done_at", "done_by_id", "furniture", "handling", "head", "id", "identity", "imported_at", "is_locked", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_from", "published_on", "published_precision", "review_note", "review_status", "sections", "set_by_hand", "source_from", "source_id", "title", "title_is_made", "updated_on", "updated_precision", "url") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."assigned_to_id", OLD."body_end", OLD."body_start", OLD."byline", OLD."credibility", OLD."dateline", OLD."document_id", OLD."done_at", OLD."done_by_id", OLD."furniture", OLD."handling", OLD."head", OLD."id", OLD."identity", OLD."imported_at", OLD."is_locked", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_from", OLD."published_on", OLD."published_precision", OLD."review_note", OLD."review_status", OLD."sections", OLD."set_by_hand", OLD."source_from", OLD."source_id", OLD."title", OLD."title_is_made", OLD."updated_on", OLD."updated_precision", OLD."url"); RETURN NULL;', hash='99de013379bfda3f0cf1f9cf74c118d08b9bad96', operation='DELETE', pgid='pgtrigger_delete_delete_ddb9c', table='articles_article', when='AFTER')),
        ),
        migrations.AddField(
            model_name='furniturerule',
            name='source',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.source'),
        ),
        migrations.AddField(
            model_name='furniturerulehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='furniturerulehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='articles.furniturerule'),
        ),
        migrations.AddField(
            model_name='furniturerulehistory',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.source'),
        ),
        migrations.AddField(
            model_name='mendedgroup',
            name='source',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.source'),
        ),
        migrations.AddConstraint(
            model_name='furniturerule',
            constraint=models.CheckConstraint(condition=models.Q(('source', None), ('place', ''), _connector='XOR'), name='furniturerule_has_one_group'),
        ),
        migrations.AddConstraint(
            model_name='furniturerule',
            constraint=models.CheckConstraint(condition=models.Q(('passage', ''), _negated=True), name='furniture_rule_has_passage'),
        ),
        migrations.AddConstraint(
            model_name='furniturerule',
            constraint=models.UniqueConstraint(fields=('source', 'place', 'passage'), name='furniture_rule_once', nulls_distinct=False, violation_error_message='This passage is ruled on already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='furniturerule',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "articles_furniturerulehistory" ("id", "is_furniture", "made_at", "passage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source_id") VALUES (OLD."id", OLD."is_furniture", OLD."made_at", OLD."passage", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place", OLD."source_id"); RETURN NULL;', hash='cb1f1fc2c6a9cfee5b1bb1c8a9bdac3942c51d37', operation='UPDATE', pgid='pgtrigger_update_update_f863b', table='articles_furniturerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='furniturerule',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_furniturerulehistory" ("id", "is_furniture", "made_at", "passage", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "source_id") VALUES (OLD."id", OLD."is_furniture", OLD."made_at", OLD."passage", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place", OLD."source_id"); RETURN NULL;', hash='28942f58456343aa1b07ed63db5cfa163bb6d68a', operation='DELETE', pgid='pgtrigger_delete_delete_84c04', table='articles_furniturerule', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='furniturerulehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fecb49f61c70c4f53fe5671d1d856acce6d131a2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_169f2', table='articles_furniturerulehistory', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='mendedgroup',
            constraint=models.CheckConstraint(condition=models.Q(('source', None), ('place', ''), _connector='XOR'), name='mendedgroup_has_one_group'),
        ),
        migrations.AddConstraint(
            model_name='mendedgroup',
            constraint=models.UniqueConstraint(fields=('source', 'place'), name='mended_group_once', nulls_distinct=False),
        ),
    ]
