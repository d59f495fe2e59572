"""Where else a text appeared, which articles are nearly the same, and which are withdrawn."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models
from articles.addresses import normalized
from articles.sql import frozen


def normalize_identities(apps, schema_editor):
    """One address a page. Of articles whose addresses now are the same the first keeps it."""
    Article = apps.get_model("articles", "Article")
    known = Article.objects.filter(identity__regex="^https?://")
    rows = list(known.order_by("pk").values_list("pk", "identity"))
    taken = {identity for _, identity in rows if normalized(identity) == identity}
    for key, identity in rows:
        address = normalized(identity)
        if address and address not in taken:
            taken.add(address)
            Article.objects.filter(pk=key).update(identity=address)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_watched'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL('CREATE SEQUENCE articles_cluster', 'DROP SEQUENCE articles_cluster'),
        frozen(__file__),
        migrations.CreateModel(
            name='Appearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.TextField(help_text='as it is shown to people')),
                ('url', models.URLField(blank=True, db_default='', default='', max_length=2000)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('published_precision', models.CharField(blank=True, db_default='', default='', max_length=5)),
                ('identity', models.CharField(blank=True, help_text='as that of an article', max_length=2100, null=True, unique=True)),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['article', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ClusterPlace',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='place', serialize=False, to='articles.article')),
                ('cluster', models.BigIntegerField(db_default=models.Func(models.Value('articles_cluster'), function='nextval', output_field=models.BigIntegerField(), template='nextval(%(expressions)s::regclass)'), db_index=True)),
                ('is_reference', models.BooleanField(db_default=False, default=False, help_text='new articles are compared with it')),
                ('by_hand', models.BooleanField(db_default=False, default=False, help_text='a person said where it belongs; that stays')),
                ('is_due', models.BooleanField(db_default=False, default=False, help_text='its text has changed since it was compared')),
            ],
        ),
        migrations.CreateModel(
            name='ClusterPlaceHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('cluster', models.BigIntegerField(db_default=models.Func(models.Value('articles_cluster'), function='nextval', output_field=models.BigIntegerField(), template='nextval(%(expressions)s::regclass)'))),
                ('is_reference', models.BooleanField(db_default=False, default=False, help_text='new articles are compared with it')),
                ('by_hand', models.BooleanField(db_default=False, default=False, help_text='a person said where it belongs; that stays')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Phrase',
            fields=[
                ('pk', models.CompositePrimaryKey('value', 'article', blank=True, editable=False, primary_key=True, serialize=False)),
                ('value', models.BigIntegerField(help_text='a hash of three words')),
                ('article', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.article')),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='article',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='articlerevision',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='articlerevision',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='article',
            name='import_run',
            field=models.ForeignKey(blank=True, help_text='which brought it first; unknown of the oldest', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.importrun'),
        ),
        migrations.AddField(
            model_name='article',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, help_text='since when it counts nowhere; it is kept all the same', null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='article',
            name='withdrawn_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='articlehistory',
            name='import_run',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='which brought it first; unknown of the oldest', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.importrun'),
        ),
        migrations.AddField(
            model_name='articlehistory',
            name='withdrawn_at',
            field=models.DateTimeField(blank=True, help_text='since when it counts nowhere; it is kept all the same', null=True),
        ),
        migrations.AddField(
            model_name='articlehistory',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='articlehistory',
            name='withdrawn_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='articlerevision',
            name='of_withdrawal',
            field=models.BooleanField(db_default=False, default=False, help_text='the present text, as long as the article is withdrawn: what is said of its words counts in this one, and so nowhere'),
        ),
        migrations.AddField(
            model_name='articlerevisionhistory',
            name='of_withdrawal',
            field=models.BooleanField(db_default=False, default=False, help_text='the present text, as long as the article is withdrawn: what is said of its words counts in this one, and so nowhere'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.Func('title', 'text', 'body_start', 'body_end', 'furniture', function='content_hash', output_field=models.TextField(null=True)), name='article_content_hash'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('withdrawn_at__isnull', False)), fields=['withdrawn_at'], name='article_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(models.Func('original_name', function='file_name', output_field=models.TextField()), name='document_file_name'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."assigned_to_id" IS DISTINCT FROM (NEW."assigned_to_id") OR OLD."body_end" IS DISTINCT FROM (NEW."body_end") OR OLD."body_start" IS DISTINCT FROM (NEW."body_start") OR OLD."byline" IS DISTINCT FROM (NEW."byline") OR OLD."credibility" IS DISTINCT FROM (NEW."credibility") OR OLD."dateline" IS DISTINCT FROM (NEW."dateline") OR OLD."document_id" IS DISTINCT FROM (NEW."document_id") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at") OR OLD."done_by_id" IS DISTINCT FROM (NEW."done_by_id") OR OLD."furniture" IS DISTINCT FROM (NEW."furniture") OR OLD."handling" IS DISTINCT FROM (NEW."handling") OR OLD."head" IS DISTINCT FROM (NEW."head") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR OLD."import_run_id" IS DISTINCT FROM (NEW."import_run_id") OR OLD."imported_at" IS DISTINCT FROM (NEW."imported_at") OR OLD."is_locked" IS DISTINCT FROM (NEW."is_locked") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."published_from" IS DISTINCT FROM (NEW."published_from") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."published_precision" IS DISTINCT FROM (NEW."published_precision") OR OLD."review_note" IS DISTINCT FROM (NEW."review_note") OR OLD."review_status" IS DISTINCT FROM (NEW."review_status") OR OLD."sections" IS DISTINCT FROM (NEW."sections") OR OLD."set_by_hand" IS DISTINCT FROM (NEW."set_by_hand") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_from" IS DISTINCT FROM (NEW."source_from") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_is_made" IS DISTINCT FROM (NEW."title_is_made") OR OLD."updated_on" IS DISTINCT FROM (NEW."updated_on") OR OLD."updated_precision" IS DISTINCT FROM (NEW."updated_precision") OR OLD."url" IS DISTINCT FROM (NEW."url") OR OLD."withdrawn_at" IS DISTINCT FROM (NEW."withdrawn_at") OR OLD."withdrawn_by_id" IS DISTINCT FROM (NEW."withdrawn_by_id") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))', func='INSERT INTO "articles_articlehistory" ("approved_at", "approved_by_id", "assigned_to_id", "body_end", "body_start", "byline", "credibility", "dateline", "document_id", "done_at", "done_by_id", "furniture", "handling", "head", "id", "identity", "import_run_id", "imported_at", "is_locked", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_from", "published_on", "published_precision", "review_note", "review_status", "sections", "set_by_hand", "source_from", "source_id", "title", "title_is_made", "updated_on", "updated_precision", "url", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."assigned_to_id", OLD."body_end", OLD."body_start", OLD."byline", OLD."credibility", OLD."dateline", OLD."document_id", OLD."done_at", OLD."done_by_id", OLD."furniture", OLD."handling", OLD."head", OLD."id", OLD."identity", OLD."import_run_id", OLD."imported_at", OLD."is_locked", OLD."language", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_from", OLD."published_on", OLD."published_precision", OLD."review_note", OLD."review_status", OLD."sections", OLD."set_by_hand", OLD."source_from", OLD."source_id", OLD."title", OLD."title_is_made", OLD."updated_on", OLD."updated_precision", OLD."url", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;', hash='6277359291354fed6250cf9772e3f02fdfc67b49', operation='UPDATE', pgid='pgtrigger_update_update_d7697', table='articles_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_articlehistory" ("approved_at", "approved_by_id", "assigned_to_id", "body_end", "body_start", "byline", "credibility", "dateline", "document_id", "done_at", "done_by_id", "furniture", "handling", "head", "id", "identity", "import_run_id", "imported_at", "is_locked", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_from", "published_on", "published_precision", "review_note", "review_status", "sections", "set_by_hand", "source_from", "source_id", "title", "title_is_made", "updated_on", "updated_precision", "url", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (OLD."approved_at", OLD."approved_by_id", OLD."assigned_to_id", OLD."body_end", OLD."body_start", OLD."byline", OLD."credibility", OLD."dateline", OLD."document_id", OLD."done_at", OLD."done_by_id", OLD."furniture", OLD."handling", OLD."head", OLD."id", OLD."identity", OLD."import_run_id", OLD."imported_at", OLD."is_locked", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_from", OLD."published_on", OLD."published_precision", OLD."review_note", OLD."review_status", OLD."sections", OLD."set_by_hand", OLD."source_from", OLD."source_id", OLD."title", OLD."title_is_made", OLD."updated_on", OLD."updated_precision", OLD."url", OLD."withdrawn_at", OLD."withdrawn_by_id", OLD."withdrawn_reason"); RETURN NULL;', hash='3eae68de96773d8615a707c05933893a04c3cd8f', operation='DELETE', pgid='pgtrigger_delete_delete_ddb9c', table='articles_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articlerevision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "articles_articlerevisionhistory" ("article_id", "body_end", "body_start", "document_id", "furniture", "head", "id", "number", "of_withdrawal", "page_starts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "text", "title") VALUES (OLD."article_id", OLD."body_end", OLD."body_start", OLD."document_id", OLD."furniture", OLD."head", OLD."id", OLD."number", OLD."of_withdrawal", OLD."page_starts", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."replaced_at", OLD."text", OLD."title"); RETURN NULL;', hash='0c5bacb0a109baa75349a655ab0ee35da15bf7b1', operation='UPDATE', pgid='pgtrigger_update_update_8ed1d', table='articles_articlerevision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articlerevision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_articlerevisionhistory" ("article_id", "body_end", "body_start", "document_id", "furniture", "head", "id", "number", "of_withdrawal", "page_starts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "text", "title") VALUES (OLD."article_id", OLD."body_end", OLD."body_start", OLD."document_id", OLD."furniture", OLD."head", OLD."id", OLD."number", OLD."of_withdrawal", OLD."page_starts", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."replaced_at", OLD."text", OLD."title"); RETURN NULL;', hash='31ecf8176c87bd56174e7ee7d79cc743b906fba5', operation='DELETE', pgid='pgtrigger_delete_delete_eb83d', table='articles_articlerevision', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='article_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='articlerevision',
            constraint=models.UniqueConstraint(condition=models.Q(('of_withdrawal', True)), fields=('article',), name='revision_withdrawn_once'),
        ),
        migrations.AddField(
            model_name='appearance',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='appearances', to='articles.article'),
        ),
        migrations.AddField(
            model_name='appearance',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appearances', to='articles.document'),
        ),
        migrations.AddIndex(
            model_name='clusterplace',
            index=models.Index(condition=models.Q(('is_due', True)), fields=['article'], name='place_due'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clusterplace',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."by_hand" IS DISTINCT FROM (NEW."by_hand") OR OLD."cluster" IS DISTINCT FROM (NEW."cluster") OR OLD."is_reference" IS DISTINCT FROM (NEW."is_reference"))', func='INSERT INTO "articles_clusterplacehistory" ("article_id", "by_hand", "cluster", "is_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."article_id", OLD."by_hand", OLD."cluster", OLD."is_reference", _pgh_attach_context(), NOW(), \'update\', OLD."article_id"); RETURN NULL;', hash='f1ab057da5e37a6a4115b0f987fd00a361917a70', operation='UPDATE', pgid='pgtrigger_update_update_96b66', table='articles_clusterplace', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clusterplace',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "articles_clusterplacehistory" ("article_id", "by_hand", "cluster", "is_reference", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."article_id", OLD."by_hand", OLD."cluster", OLD."is_reference", _pgh_attach_context(), NOW(), \'delete\', OLD."article_id"); RETURN NULL;', hash='b3d422aa9445c6bb881daf743cfdb1ed31a82eaf', operation='DELETE', pgid='pgtrigger_delete_delete_c1a2d', table='articles_clusterplace', when='AFTER')),
        ),
        migrations.AddField(
            model_name='clusterplacehistory',
            name='article',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='articles.article'),
        ),
        migrations.AddField(
            model_name='clusterplacehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='clusterplacehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='articles.clusterplace'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.UniqueConstraint(fields=('article', 'document', 'file'), name='appearance_once'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.CheckConstraint(condition=models.Q(('file', ''), _negated=True), name='appearance_has_file'),
        ),
        migrations.AddConstraint(
            model_name='appearance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on', None), ('published_precision', '')), models.Q(('published_on__isnull', False), ('published_precision__in', ['day', 'month', 'year'])), _connector='OR'), name='appearance_date_has_precision'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clusterplacehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='27d3cd7a483f999fe1adc81e35a17f18ff35b3d8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_95629', table='articles_clusterplacehistory', when='BEFORE')),
        ),
        # Clusters are found in the background.
        migrations.RunSQL(
            'INSERT INTO articles_clusterplace (article_id, is_due) '
            'SELECT id, true FROM articles_article',
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            '''
            UPDATE articles_article article SET import_run_id = brought.run
              FROM (SELECT article.id, min(run.id) AS run
                      FROM articles_article article
                      JOIN articles_importrun run
                        ON article.imported_at BETWEEN run.started_at
                           AND coalesce(run.finished_at, run.progress_at)
                     GROUP BY article.id HAVING count(*) = 1) brought
             WHERE brought.id = article.id
            ''',
            migrations.RunSQL.noop,
        ),
        migrations.RunPython(normalize_identities, migrations.RunPython.noop),
    ]
