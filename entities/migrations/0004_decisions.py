"""What people do: acts with their changes, rules about names, readings, who is here."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models



class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("entities", "0007_presence"),
        ("entities", "0012_row_changes"),
        ("entities", "0013_merges_are_acts"),
        ("entities", "0014_review"),
    ]
    dependencies = [
        ("articles", "0002_articles"),
        ("entities", "0003_relationships"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.CreateModel(
            name="Action",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=40)),
                ("summary", models.CharField(help_text="one line for people", max_length=300)),
                (
                    "acted_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="articles.article",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        db_default=[],
                        default=list,
                        help_text="primary keys of the entities that the changes speak of",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["article", "-id"], name="action_article"),
                    models.Index(fields=["user", "-id"], name="action_user"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["entities"], name="action_entities"
                    ),
                    models.Index(
                        condition=models.Q(("undone_at", None)),
                        fields=["user", "verb", "acted_at"],
                        name="action_counts",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("undone_at", None), ("undone_by", None)),
                            models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="action_undone_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RowChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        help_text="in the order in which the act made them"
                    ),
                ),
                ("model", models.CharField(help_text="such as entities.mention", max_length=40)),
                ("row", models.BigIntegerField(help_text="the primary key")),
                ("before", models.JSONField(blank=True, null=True)),
                ("after", models.JSONField(blank=True, null=True)),
                (
                    "is_left",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text=(
                            "left as it was, since somebody changed the row before the act came to"
                            " it"
                        ),
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="entities.action",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["action", "position"],
                "indexes": [
                    models.Index(fields=["model", "row", "action"], name="row_change_of_row"),
                    models.Index(
                        condition=models.Q(("article__isnull", False)),
                        fields=["article", "action"],
                        name="row_change_in_article",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("action", "position"), name="row_change_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", False), ("after__isnull", False), _connector="OR"
                        ),
                        name="row_change_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("reached", models.PositiveIntegerField(db_default=0, default=0)),
                ("forward", models.BooleanField(db_default=True, default=True)),
                (
                    "moved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("failure", models.TextField(blank=True, db_default="", default="")),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sweep",
                        to="entities.action",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reached__lte", models.F("total"))),
                        name="sweep_reaches_no_further",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedRequest",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "saved_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["saved_at"], name="saved_request_time")],
            },
        ),
        migrations.CreateModel(
            name="NameRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("normalized", models.CharField(max_length=300)),
                (
                    "name",
                    models.CharField(
                        help_text="as it was written when the rule was made", max_length=300
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[("is", "is always this entity"), ("never", "is never an entity")],
                        max_length=5,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                            ("date", "date"),
                            ("money", "money"),
                        ],
                        db_default="",
                        help_text="empty: of any kind",
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_rules",
                        to="entities.entity",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.source",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("normalized", "kind", "article", "source"),
                        name="name_rule_once_a_scope",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "is"), ("entity__isnull", False)),
                            models.Q(("decision", "never"), ("entity__isnull", True)),
                            _connector="OR",
                        ),
                        name="name_rule_names_its_entity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article", None), ("source", None), _connector="OR"),
                        name="name_rule_has_one_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("normalized", ""), _negated=True),
                        name="name_rule_has_letters",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NameRuleHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("normalized", models.CharField(max_length=300)),
                (
                    "name",
                    models.CharField(
                        help_text="as it was written when the rule was made", max_length=300
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[("is", "is always this entity"), ("never", "is never an entity")],
                        max_length=5,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                            ("date", "date"),
                            ("money", "money"),
                        ],
                        db_default="",
                        help_text="empty: of any kind",
                        max_length=12,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="changes",
                        to="entities.namerule",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.source",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finished_at", models.DateTimeField()),
                (
                    "text_hash",
                    models.CharField(
                        help_text="of the text in which the spans count", max_length=64
                    ),
                ),
                (
                    "labels",
                    models.JSONField(
                        help_text=(
                            "by span, such as 12-17: a kind, nothing (it was rejected), or"
                            " undecided"
                        )
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="articles.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["finished_at"], name="reading_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "user"), name="reading_once_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "seen_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["seen_at"], name="presence_time")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "user"), name="presence_once_a_person"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namerule",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "entities_namerulehistory" ("article_id", "created_at",'
                        ' "decision", "ended_at", "entity_id", "id", "kind", "name",'
                        ' "normalized", "pgh_context_id", "pgh_created_at", "pgh_label",'
                        ' "pgh_obj_id", "source_id", "user_id") VALUES (OLD."article_id",'
                        ' OLD."created_at", OLD."decision", OLD."ended_at", OLD."entity_id",'
                        ' OLD."id", OLD."kind", OLD."name", OLD."normalized",'
                        ' _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."source_id",'
                        ' OLD."user_id"); RETURN NULL;'
                    ),
                    hash="c06767daca58a9021b66c6244c9917904647e2ac",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8102e",
                    table="entities_namerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namerule",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "entities_namerulehistory" ("article_id", "created_at",'
                        ' "decision", "ended_at", "entity_id", "id", "kind", "name",'
                        ' "normalized", "pgh_context_id", "pgh_created_at", "pgh_label",'
                        ' "pgh_obj_id", "source_id", "user_id") VALUES (OLD."article_id",'
                        ' OLD."created_at", OLD."decision", OLD."ended_at", OLD."entity_id",'
                        ' OLD."id", OLD."kind", OLD."name", OLD."normalized",'
                        ' _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source_id",'
                        ' OLD."user_id"); RETURN NULL;'
                    ),
                    hash="663448a20d80f3cd8224a3fe97d0e9f54b485443",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_25a8b",
                    table="entities_namerule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="namerulehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="bf213036747325e4a98d20ce92ecfb7395facb47",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fd72b",
                    table="entities_namerulehistory",
                    when="BEFORE",
                ),
            ),
        ),
    ]
