"""Folders and feeds are watched; sources can be merged, and have a language."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_uploads'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Watched',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('folder', 'folder'), ('feed', 'feed')], max_length=6)),
                ('address', models.TextField(help_text='of a feed that of the web, of a folder its path')),
                ('interval', models.PositiveIntegerField(choices=[(15, 'every 15 minutes'), (60, 'every hour'), (360, 'every 6 hours'), (1440, 'every day')], default=60)),
                ('follows_links', models.BooleanField(db_default=False, default=False, help_text='take the page that an entry of the feed leads to, not the entry')),
                ('is_paused', models.BooleanField(db_default=False, default=False)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'verbose_name_plural': 'watched folders and feeds',
            },
        ),
        migrations.CreateModel(
            name='WatchedHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('folder', 'folder'), ('feed', 'feed')], max_length=6)),
                ('address', models.TextField(help_text='of a feed that of the web, of a folder its path')),
                ('interval', models.PositiveIntegerField(choices=[(15, 'every 15 minutes'), (60, 'every hour'), (360, 'every 6 hours'), (1440, 'every day')], default=60)),
                ('follows_links', models.BooleanField(db_default=False, default=False, help_text='take the page that an entry of the feed leads to, not the entry')),
                ('is_paused', models.BooleanField(db_default=False, default=False)),
                ('added_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='importrun',
            name='delete_delete',
        ),
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
        migrations.CreateModel(
            name='WatchedLook',
            fields=[
                ('watched', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='look', serialize=False, to='articles.watched')),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('next_look', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
                ('result', models.TextField(blank=True, db_default='', default='', help_text='what came of it, or why nothing did')),
                ('failures', models.PositiveIntegerField(db_default=0, default=0, help_text='looks in a row that failed')),
                ('etag', models.CharField(blank=True, db_default='', default='', max_length=500)),
                ('last_modified', models.CharField(blank=True, db_default='', default='', max_length=100)),
                ('pages', models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict, help_text='the pages that the entries of the feed lead to: SHA-256 by address')),
            ],
        ),
        migrations.AddField(
            model_name='watched',
            name='source',
            field=models.ForeignKey(blank=True, help_text='who published all that is found there; without one the documents tell it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='watched', to='articles.source'),
        ),
        migrations.AddField(
            model_name='watched',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='importrun',
            name='watched',
            field=models.ForeignKey(blank=True, help_text='the folder or feed that it was a look at', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='runs', to='articles.watched'),
        ),
        migrations.AddField(
            model_name='importrunhistory',
            name='watched',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='the folder or feed that it was a look at', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.watched'),
        ),
        migrations.AddField(
            model_name='watchedhistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='watchedhistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='articles.watched'),
        ),
        migrations.AddField(
            model_name='watchedhistory',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='who published all that is found there; without one the documents tell it', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.source'),
        ),
        migrations.AddField(
            model_name='watchedhistory',
            name='user',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='watched',
            constraint=models.UniqueConstraint(models.F('kind'), django.db.models.functions.text.MD5('address'), name='watched_once'),
        ),
        migrations.AddConstraint(
            model_name='watched',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('follows_links', False), ('kind', 'folder')), ('kind', 'feed'), _connector='OR'), name='watched_is_folder_or_feed'),
        ),
        migrations.AddConstraint(
            model_name='watched',
            constraint=models.CheckConstraint(condition=models.Q(('address', ''), _negated=True), name='watched_has_address'),
        ),
        migrations.AddConstraint(
            model_name='watched',
            constraint=models.CheckConstraint(condition=models.Q(('interval__gte', 15)), name='watched_with_pauses_between'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='watched',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "articles_watchedhistory" ("added_at", "address", "follows_links", "id", "interval", "is_paused", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "user_id") VALUES (OLD."added_at", OLD."address", OLD."follows_links", OLD."id", OLD."interval", OLD."is_paused", OLD."kind", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."source_id", OLD."user_id"); RETURN NULL;', hash='2412379e2f994b6086754a3b72d49cf6bb3b9af0', operation='UPDATE', pgid='pgtrigger_update_update_7e8b7', table='articles_watched', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='watched',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_watchedhistory" ("added_at", "address", "follows_links", "id", "interval", "is_paused", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "user_id") VALUES (OLD."added_at", OLD."address", OLD."follows_links", OLD."id", OLD."interval", OLD."is_paused", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id", OLD."user_id"); RETURN NULL;', hash='7d2376085055e171f37575767c1e3328369ac047', operation='DELETE', pgid='pgtrigger_delete_delete_61cf3', table='articles_watched', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='watchedhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='00de178224d3f6878f55f73e5cb88a55da7adf1f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_47fc3', table='articles_watchedhistory', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."columns" IS DISTINCT FROM (NEW."columns") OR OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."paths" IS DISTINCT FROM (NEW."paths") OR OLD."resumes_id" IS DISTINCT FROM (NEW."resumes_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."total_bytes" IS DISTINCT FROM (NEW."total_bytes") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."watched_id" IS DISTINCT FROM (NEW."watched_id"))', func='INSERT INTO "articles_importrunhistory" ("columns", "finished_at", "format", "id", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumes_id", "source", "started_at", "state", "total_bytes", "user_id", "watched_id") VALUES (OLD."columns", OLD."finished_at", OLD."format", OLD."id", OLD."paths", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."resumes_id", OLD."source", OLD."started_at", OLD."state", OLD."total_bytes", OLD."user_id", OLD."watched_id"); RETURN NULL;', hash='46bf53fc1dd4c1756f5aee95bc324d1173f2726c', operation='UPDATE', pgid='pgtrigger_update_update_73953', table='articles_importrun', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='importrun',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_importrunhistory" ("columns", "finished_at", "format", "id", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumes_id", "source", "started_at", "state", "total_bytes", "user_id", "watched_id") VALUES (OLD."columns", OLD."finished_at", OLD."format", OLD."id", OLD."paths", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resumes_id", OLD."source", OLD."started_at", OLD."state", OLD."total_bytes", OLD."user_id", OLD."watched_id"); RETURN NULL;', hash='8f21879dad7db3f99fc589cb86faba369e5bbfe5', operation='DELETE', pgid='pgtrigger_delete_delete_f507d', table='articles_importrun', when='AFTER')),
        ),
    ]
