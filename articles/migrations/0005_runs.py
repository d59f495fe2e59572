"""Runs list each item that was not simply taken in, and can be interrupted and resumed."""

import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


# The errors of earlier runs become items; one of them said that Ctrl-C had stopped the run.
MOVE_ERRORS = """
INSERT INTO articles_importitem (run_id, number, file, position, fate, reason)
SELECT run.id, error.number, error.value ->> 'file', (error.value ->> 'line')::int, 'failed',
       error.value ->> 'error'
FROM articles_importrun AS run,
     jsonb_array_elements(run.errors) WITH ORDINALITY AS error (value, number)
WHERE error.value ->> 'file' <> '' AND error.value ->> 'error' <> '';

UPDATE articles_importrun AS run
SET failed = (SELECT count(*) FROM articles_importitem AS item WHERE item.run_id = run.id),
    progress_at = coalesce(finished_at, started_at),
    state = CASE
        WHEN finished_at IS NULL THEN 'running'
        WHEN errors @> '[{"file": ""}]' THEN 'stopped'
        ELSE 'finished'
    END;

-- Else the tables could not be altered before the end of the transaction.
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_furniture"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="1 is the first that the run met"),
                ),
                ("file", models.TextField()),
                (
                    "position",
                    models.PositiveIntegerField(
                        blank=True, help_text="in a file of many articles, from 1", null=True
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("created", "new"),
                            ("unchanged", "unchanged"),
                            ("revised", "changed"),
                            ("duplicates", "copy"),
                            ("skipped", "skipped"),
                            ("failed", "failed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True, db_default="", default="")),
            ],
            options={
                "ordering": ["run", "number"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="importrun",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="importrun",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="importrunhistory",
            name="created",
        ),
        migrations.RemoveField(
            model_name="importrunhistory",
            name="duplicates",
        ),
        migrations.RemoveField(
            model_name="importrunhistory",
            name="errors",
        ),
        migrations.RemoveField(
            model_name="importrunhistory",
            name="revised",
        ),
        migrations.RemoveField(
            model_name="importrunhistory",
            name="unchanged",
        ),
        migrations.AddField(
            model_name="importrun",
            name="failed",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="format",
            field=models.CharField(db_default="auto", default="auto", max_length=50),
        ),
        migrations.AddField(
            model_name="importrun",
            name="progress_at",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(),
                help_text="when it last stored something",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="read_bytes",
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="resumes",
            field=models.OneToOneField(
                blank=True,
                help_text="the stopped or interrupted run that this one goes on with",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="resumed_by",
                to="articles.importrun",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="skipped",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="source",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="as it was stated", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Running"),
                    ("finished", "Finished"),
                    ("stopped", "Stopped"),
                    ("interrupted", "Interrupted"),
                ],
                db_default="running",
                default="running",
                help_text="stopped by a person, interrupted when its process ended before it did",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="total_bytes",
            field=models.PositiveBigIntegerField(
                blank=True, help_text="of its files; unknown where they were not counted", null=True
            ),
        ),
        migrations.AddField(
            model_name="importrunhistory",
            name="format",
            field=models.CharField(db_default="auto", default="auto", max_length=50),
        ),
        migrations.AddField(
            model_name="importrunhistory",
            name="resumes",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="the stopped or interrupted run that this one goes on with",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="articles.importrun",
            ),
        ),
        migrations.AddField(
            model_name="importrunhistory",
            name="source",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="as it was stated", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="importrunhistory",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Running"),
                    ("finished", "Finished"),
                    ("stopped", "Stopped"),
                    ("interrupted", "Interrupted"),
                ],
                db_default="running",
                default="running",
                help_text="stopped by a person, interrupted when its process ended before it did",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="importrunhistory",
            name="total_bytes",
            field=models.PositiveBigIntegerField(
                blank=True, help_text="of its files; unknown where they were not counted", null=True
            ),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="finished_at",
            field=models.DateTimeField(
                blank=True,
                help_text="of an interrupted one, when it last stored something",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="importrunhistory",
            name="finished_at",
            field=models.DateTimeField(
                blank=True,
                help_text="of an interrupted one, when it last stored something",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="importitem",
            name="article",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="what it became, or is a copy of",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="importitem",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="articles.importrun",
            ),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.UniqueConstraint(
                fields=("run", "number"), name="import_item_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="importitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("article__isnull", False),
                        ("fate__in", ["created", "unchanged", "revised", "duplicates"]),
                    ),
                    models.Q(
                        ("article", None),
                        ("fate__in", ["skipped", "failed"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="import_item_has_article_or_reason",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importitem",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="33f61c890bc635731ec5196c75b6fb1e8afb03ec",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_67e6d",
                    table="articles_importitem",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(MOVE_ERRORS, migrations.RunSQL.noop),
        migrations.RemoveField(
            model_name="importrun",
            name="errors",
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at", None), ("state", "running")),
                    models.Q(
                        ("finished_at__isnull", False),
                        ("state__in", ["finished", "stopped", "interrupted"]),
                    ),
                    _connector="OR",
                ),
                name="import_run_has_ended_or_runs",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."finished_at" IS DISTINCT FROM (NEW."finished_at") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."paths" IS DISTINCT FROM (NEW."paths") OR OLD."resumes_id" IS DISTINCT FROM (NEW."resumes_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."total_bytes" IS DISTINCT FROM (NEW."total_bytes") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "articles_importrunhistory" ("finished_at", "format", "id", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumes_id", "source", "started_at", "state", "total_bytes", "user_id") VALUES (OLD."finished_at", OLD."format", OLD."id", OLD."paths", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."resumes_id", OLD."source", OLD."started_at", OLD."state", OLD."total_bytes", OLD."user_id"); RETURN NULL;',
                    hash="aafdec7de1083825e129a833abd2b4d85710be07",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_73953",
                    table="articles_importrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "articles_importrunhistory" ("finished_at", "format", "id", "paths", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resumes_id", "source", "started_at", "state", "total_bytes", "user_id") VALUES (OLD."finished_at", OLD."format", OLD."id", OLD."paths", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resumes_id", OLD."source", OLD."started_at", OLD."state", OLD."total_bytes", OLD."user_id"); RETURN NULL;',
                    hash="cd42050bed8add5969cc27222114672558b71d31",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f507d",
                    table="articles_importrun",
                    when="AFTER",
                ),
            ),
        ),
    ]
