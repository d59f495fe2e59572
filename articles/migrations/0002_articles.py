"""What was published: sources, documents, articles and their earlier texts."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import articles.postgresql
from articles.sql import frozen


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("articles", "0002_archive"),
        ("articles", "0003_article_words"),
        ("articles", "0004_words_apart"),
        ("articles", "0005_review"),
        ("articles", "0006_locks"),
    ]
    dependencies = [
        ("articles", "0001_search_setup"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "started_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "paths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), db_default=[], default=list, size=None
                    ),
                ),
                ("created", models.PositiveIntegerField(db_default=0, default=0)),
                ("unchanged", models.PositiveIntegerField(db_default=0, default=0)),
                ("revised", models.PositiveIntegerField(db_default=0, default=0)),
                ("duplicates", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "errors",
                    models.JSONField(
                        db_default=models.Value("[]", models.JSONField()),
                        default=list,
                        help_text="file, line and reason of each failure",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="ImportRunHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "started_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "paths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), db_default=[], default=list, size=None
                    ),
                ),
                ("created", models.PositiveIntegerField(db_default=0, default=0)),
                ("unchanged", models.PositiveIntegerField(db_default=0, default=0)),
                ("revised", models.PositiveIntegerField(db_default=0, default=0)),
                ("duplicates", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "errors",
                    models.JSONField(
                        db_default=models.Value("[]", models.JSONField()),
                        default=list,
                        help_text="file, line and reason of each failure",
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
                        to="articles.importrun",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
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
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("homepage", models.URLField(blank=True, db_default="")),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "completely reliable"),
                            ("B", "usually reliable"),
                            ("C", "fairly reliable"),
                            ("D", "not usually reliable"),
                            ("E", "unreliable"),
                            ("F", "reliability cannot be judged"),
                        ],
                        db_default="F",
                        default="F",
                        max_length=1,
                    ),
                ),
                ("note", models.TextField(blank=True, db_default="")),
                (
                    "needs_approval",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="a second person approves what one person has reviewed",
                        verbose_name="second pair of eyes",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        models.Func("name", function="lower"),
                        name="source_name_once",
                        violation_error_message="A source of this name exists already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="source_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reliability__in", ["A", "B", "C", "D", "E", "F"])),
                        name="source_reliability_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("homepage", models.URLField(blank=True, db_default="")),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "completely reliable"),
                            ("B", "usually reliable"),
                            ("C", "fairly reliable"),
                            ("D", "not usually reliable"),
                            ("E", "unreliable"),
                            ("F", "reliability cannot be judged"),
                        ],
                        db_default="F",
                        default="F",
                        max_length=1,
                    ),
                ),
                ("note", models.TextField(blank=True, db_default="")),
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
                        to="articles.source",
                    ),
                ),
                (
                    "needs_approval",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="a second person approves what one person has reviewed",
                        verbose_name="second pair of eyes",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("raw", models.BinaryField()),
                (
                    "sha256",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func("raw", function="sha256"),
                            models.Value("hex"),
                            function="encode",
                        ),
                        output_field=models.CharField(max_length=64),
                        unique=True,
                    ),
                ),
                (
                    "size",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("raw", function="octet_length"),
                        help_text="in bytes",
                        output_field=models.IntegerField(),
                    ),
                ),
                ("media_type", models.CharField(max_length=100)),
                (
                    "original_name",
                    models.TextField(
                        help_text="file name, and the line in a file of many articles"
                    ),
                ),
                (
                    "captured_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                (
                    "title_is_made",
                    models.BooleanField(
                        db_default=False, default=False, help_text="made from the first sentence"
                    ),
                ),
                ("byline", models.CharField(blank=True, db_default="", max_length=300)),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "published_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")],
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="place a wire text was filed from",
                        max_length=200,
                    ),
                ),
                ("url", models.URLField(blank=True, db_default="", max_length=2000)),
                ("language", models.CharField(db_default="en", default="en", max_length=10)),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                ("text", models.TextField()),
                (
                    "text_hash",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func("text", function="text_sha256"),
                        output_field=models.CharField(max_length=64),
                    ),
                ),
                (
                    "length",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Length("text"),
                        help_text="of the text, in code points",
                        output_field=models.IntegerField(),
                    ),
                ),
                ("body_start", models.PositiveIntegerField(db_default=0, default=0)),
                ("body_end", models.PositiveIntegerField()),
                (
                    "furniture",
                    articles.postgresql.SpansField(
                        db_default=models.Value("{}"),
                        default=tuple,
                        help_text="what is no news inside the body",
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("CLEAR", "TLP:CLEAR"),
                            ("GREEN", "TLP:GREEN"),
                            ("AMBER", "TLP:AMBER"),
                            ("AMBER+STRICT", "TLP:AMBER+STRICT"),
                            ("RED", "TLP:RED"),
                        ],
                        db_default="CLEAR",
                        default="CLEAR",
                        max_length=12,
                    ),
                ),
                (
                    "credibility",
                    models.CharField(
                        choices=[
                            ("1", "confirmed by other sources"),
                            ("2", "probably true"),
                            ("3", "possibly true"),
                            ("4", "doubtful"),
                            ("5", "improbable"),
                            ("6", "truth cannot be judged"),
                        ],
                        db_default="6",
                        default="6",
                        max_length=1,
                    ),
                ),
                (
                    "review_status",
                    models.CharField(
                        choices=[
                            ("not_begun", "not begun"),
                            ("in_review", "in review"),
                            ("approval", "to approve"),
                            ("done", "done"),
                        ],
                        db_default="not_begun",
                        default="not_begun",
                        max_length=9,
                    ),
                ),
                (
                    "identity",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "what tells a changed version from a new article: its URL, id or file"
                        ),
                        max_length=2100,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="article",
                        to="articles.document",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="articles.source",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="who is to review it, or to approve the review",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assigned_articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="who finished the review",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_note",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="why the review was sent back",
                        max_length=300,
                    ),
                ),
                (
                    "is_locked",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text=(
                            "only the person it is assigned to, and supervisors, may change it"
                        ),
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["title"], name="article_title_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(
                        models.OrderBy(models.F("published_on"), descending=True, nulls_last=True),
                        models.OrderBy(models.F("id"), descending=True),
                        name="by_date",
                    ),
                    models.Index(fields=["text_hash"], name="article_text_hash"),
                    models.Index(fields=["review_status", "-id"], name="article_waiting"),
                    models.Index(
                        condition=models.Q(("assigned_to__isnull", False)),
                        fields=["assigned_to", "review_status"],
                        name="article_assigned",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="article_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("body_end__lte", models.F("length")),
                            ("body_start__lte", models.F("body_end")),
                        ),
                        name="article_body_within_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            output_field=models.BooleanField(),
                            template="furniture <@ int4range(0, length)",
                        ),
                        name="article_furniture_within_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_on", None), ("published_precision", "")),
                            models.Q(
                                ("published_on__isnull", False),
                                ("published_precision__in", ["day", "month", "year"]),
                            ),
                            _connector="OR",
                        ),
                        name="article_date_has_precision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handling__in", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
                        ),
                        name="article_handling_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("credibility__in", ["1", "2", "3", "4", "5", "6"])),
                        name="article_credibility_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_status__in", ["not_begun", "in_review", "approval", "done"])
                        ),
                        name="article_review_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at", None), ("done_by", None)),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                ("review_status__in", ["approval", "done"]),
                            ),
                            _connector="OR",
                        ),
                        name="article_done_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("review_status", "approval"), _negated=True),
                            ("done_by__isnull", False),
                            _connector="OR",
                        ),
                        name="article_approval_of_what_is_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("done_by__isnull", False),
                                ("review_status", "done"),
                            ),
                            _connector="OR",
                        ),
                        name="article_approved_when_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("done_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="article_approved_by_another",
                        violation_error_message="Somebody else approves what one person has reviewed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("review_status", "approval"), _negated=True),
                            models.Q(("assigned_to", models.F("done_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="article_approval_is_for_another",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="document",
            name="same_text_as",
            field=models.ForeignKey(
                blank=True,
                help_text="set when these bytes brought no text that was not here already",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="articles.article",
            ),
        ),
        migrations.CreateModel(
            name="ArticleHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=500)),
                (
                    "title_is_made",
                    models.BooleanField(
                        db_default=False, default=False, help_text="made from the first sentence"
                    ),
                ),
                ("byline", models.CharField(blank=True, db_default="", max_length=300)),
                ("published_on", models.DateField(blank=True, null=True)),
                (
                    "published_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")],
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True,
                        db_default="",
                        help_text="place a wire text was filed from",
                        max_length=200,
                    ),
                ),
                ("url", models.URLField(blank=True, db_default="", max_length=2000)),
                ("language", models.CharField(db_default="en", default="en", max_length=10)),
                (
                    "sections",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                ("body_start", models.PositiveIntegerField(db_default=0, default=0)),
                ("body_end", models.PositiveIntegerField()),
                (
                    "furniture",
                    articles.postgresql.SpansField(
                        db_default=models.Value("{}"),
                        default=tuple,
                        help_text="what is no news inside the body",
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("CLEAR", "TLP:CLEAR"),
                            ("GREEN", "TLP:GREEN"),
                            ("AMBER", "TLP:AMBER"),
                            ("AMBER+STRICT", "TLP:AMBER+STRICT"),
                            ("RED", "TLP:RED"),
                        ],
                        db_default="CLEAR",
                        default="CLEAR",
                        max_length=12,
                    ),
                ),
                (
                    "credibility",
                    models.CharField(
                        choices=[
                            ("1", "confirmed by other sources"),
                            ("2", "probably true"),
                            ("3", "possibly true"),
                            ("4", "doubtful"),
                            ("5", "improbable"),
                            ("6", "truth cannot be judged"),
                        ],
                        db_default="6",
                        default="6",
                        max_length=1,
                    ),
                ),
                (
                    "review_status",
                    models.CharField(
                        choices=[
                            ("not_begun", "not begun"),
                            ("in_review", "in review"),
                            ("approval", "to approve"),
                            ("done", "done"),
                        ],
                        db_default="not_begun",
                        default="not_begun",
                        max_length=9,
                    ),
                ),
                (
                    "identity",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "what tells a changed version from a new article: its URL, id or file"
                        ),
                        max_length=2100,
                        null=True,
                    ),
                ),
                (
                    "imported_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
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
                        to="articles.article",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.document",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.source",
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assigned_to",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="who is to review it, or to approve the review",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="who finished the review",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review_note",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="why the review was sent back",
                        max_length=300,
                    ),
                ),
                (
                    "is_locked",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text=(
                            "only the person it is assigned to, and supervisors, may change it"
                        ),
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArticleRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(help_text="1 is the first text that was imported"),
                ),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField()),
                ("body_start", models.PositiveIntegerField()),
                ("body_end", models.PositiveIntegerField()),
                (
                    "furniture",
                    articles.postgresql.SpansField(db_default=models.Value("{}"), default=tuple),
                ),
                (
                    "replaced_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="articles.article",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.document",
                    ),
                ),
            ],
            options={
                "ordering": ["article", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="revision_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleRevisionHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "number",
                    models.PositiveIntegerField(help_text="1 is the first text that was imported"),
                ),
                ("title", models.CharField(max_length=500)),
                ("text", models.TextField()),
                ("body_start", models.PositiveIntegerField()),
                ("body_end", models.PositiveIntegerField()),
                (
                    "furniture",
                    articles.postgresql.SpansField(db_default=models.Value("{}"), default=tuple),
                ),
                (
                    "replaced_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.article",
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
                        to="articles.articlerevision",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "articles_importrunhistory" ("created", "duplicates",'
                        ' "errors", "finished_at", "id", "paths", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "revised", "started_at",'
                        ' "unchanged", "user_id") VALUES (OLD."created", OLD."duplicates",'
                        ' OLD."errors", OLD."finished_at", OLD."id", OLD."paths",'
                        ' _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."revised",'
                        ' OLD."started_at", OLD."unchanged", OLD."user_id"); RETURN NULL;'
                    ),
                    hash="49ec4e22418bddf13622d8c590755734592800d0",
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
                    func=(
                        'INSERT INTO "articles_importrunhistory" ("created", "duplicates",'
                        ' "errors", "finished_at", "id", "paths", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "revised", "started_at",'
                        ' "unchanged", "user_id") VALUES (OLD."created", OLD."duplicates",'
                        ' OLD."errors", OLD."finished_at", OLD."id", OLD."paths",'
                        ' _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."revised",'
                        ' OLD."started_at", OLD."unchanged", OLD."user_id"); RETURN NULL;'
                    ),
                    hash="5359466811384e3c4127f31665549206396f8a0a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f507d",
                    table="articles_importrun",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="importrunhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="7d3d86ca62fafb29c885b94d6290a1b503470129",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a66dd",
                    table="articles_importrunhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "articles_sourcehistory" ("homepage", "id", "name",'
                        ' "needs_approval", "note", "pgh_context_id", "pgh_created_at",'
                        ' "pgh_label", "pgh_obj_id", "reliability") VALUES (OLD."homepage",'
                        ' OLD."id", OLD."name", OLD."needs_approval", OLD."note",'
                        ' _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reliability");'
                        " RETURN NULL;"
                    ),
                    hash="ea893125d0930c402872e263878d22a7b6ca9737",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_365a8",
                    table="articles_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "articles_sourcehistory" ("homepage", "id", "name",'
                        ' "needs_approval", "note", "pgh_context_id", "pgh_created_at",'
                        ' "pgh_label", "pgh_obj_id", "reliability") VALUES (OLD."homepage",'
                        ' OLD."id", OLD."name", OLD."needs_approval", OLD."note",'
                        ' _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reliability");'
                        " RETURN NULL;"
                    ),
                    hash="acc39b605066362669d273e8e24e1b4dd7138a6d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_07439",
                    table="articles_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourcehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="60de1c202de7142fdf89e9884c976a572247682b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f0b6d",
                    table="articles_sourcehistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="99d64199142cc8b6562f328a8f88cbdee2bc07df",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d3492",
                    table="articles_document",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition=(
                        'WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR'
                        ' OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR'
                        ' OLD."assigned_to_id" IS DISTINCT FROM (NEW."assigned_to_id") OR'
                        ' OLD."body_end" IS DISTINCT FROM (NEW."body_end") OR OLD."body_start"'
                        ' IS DISTINCT FROM (NEW."body_start") OR OLD."byline" IS DISTINCT FROM'
                        ' (NEW."byline") OR OLD."credibility" IS DISTINCT FROM'
                        ' (NEW."credibility") OR OLD."dateline" IS DISTINCT FROM'
                        ' (NEW."dateline") OR OLD."document_id" IS DISTINCT FROM'
                        ' (NEW."document_id") OR OLD."done_at" IS DISTINCT FROM (NEW."done_at")'
                        ' OR OLD."done_by_id" IS DISTINCT FROM (NEW."done_by_id") OR'
                        ' OLD."furniture" IS DISTINCT FROM (NEW."furniture") OR OLD."handling"'
                        ' IS DISTINCT FROM (NEW."handling") OR OLD."id" IS DISTINCT FROM'
                        ' (NEW."id") OR OLD."identity" IS DISTINCT FROM (NEW."identity") OR'
                        ' OLD."imported_at" IS DISTINCT FROM (NEW."imported_at") OR'
                        ' OLD."is_locked" IS DISTINCT FROM (NEW."is_locked") OR OLD."language"'
                        ' IS DISTINCT FROM (NEW."language") OR OLD."published_on" IS DISTINCT'
                        ' FROM (NEW."published_on") OR OLD."published_precision" IS DISTINCT'
                        ' FROM (NEW."published_precision") OR OLD."review_note" IS DISTINCT'
                        ' FROM (NEW."review_note") OR OLD."review_status" IS DISTINCT FROM'
                        ' (NEW."review_status") OR OLD."sections" IS DISTINCT FROM'
                        ' (NEW."sections") OR OLD."source_id" IS DISTINCT FROM'
                        ' (NEW."source_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR'
                        ' OLD."title_is_made" IS DISTINCT FROM (NEW."title_is_made") OR'
                        ' OLD."url" IS DISTINCT FROM (NEW."url"))'
                    ),
                    func=(
                        'INSERT INTO "articles_articlehistory" ("approved_at",'
                        ' "approved_by_id", "assigned_to_id", "body_end", "body_start",'
                        ' "byline", "credibility", "dateline", "document_id", "done_at",'
                        ' "done_by_id", "furniture", "handling", "id", "identity",'
                        ' "imported_at", "is_locked", "language", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on",'
                        ' "published_precision", "review_note", "review_status", "sections",'
                        ' "source_id", "title", "title_is_made", "url") VALUES'
                        ' (OLD."approved_at", OLD."approved_by_id", OLD."assigned_to_id",'
                        ' OLD."body_end", OLD."body_start", OLD."byline", OLD."credibility",'
                        ' OLD."dateline", OLD."document_id", OLD."done_at", OLD."done_by_id",'
                        ' OLD."furniture", OLD."handling", OLD."id", OLD."identity",'
                        ' OLD."imported_at", OLD."is_locked", OLD."language",'
                        ' _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."published_on",'
                        ' OLD."published_precision", OLD."review_note", OLD."review_status",'
                        ' OLD."sections", OLD."source_id", OLD."title", OLD."title_is_made",'
                        ' OLD."url"); RETURN NULL;'
                    ),
                    hash="f892add84ba5820323c8d9d366f18ff53a4b8804",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d7697",
                    table="articles_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "articles_articlehistory" ("approved_at",'
                        ' "approved_by_id", "assigned_to_id", "body_end", "body_start",'
                        ' "byline", "credibility", "dateline", "document_id", "done_at",'
                        ' "done_by_id", "furniture", "handling", "id", "identity",'
                        ' "imported_at", "is_locked", "language", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on",'
                        ' "published_precision", "review_note", "review_status", "sections",'
                        ' "source_id", "title", "title_is_made", "url") VALUES'
                        ' (OLD."approved_at", OLD."approved_by_id", OLD."assigned_to_id",'
                        ' OLD."body_end", OLD."body_start", OLD."byline", OLD."credibility",'
                        ' OLD."dateline", OLD."document_id", OLD."done_at", OLD."done_by_id",'
                        ' OLD."furniture", OLD."handling", OLD."id", OLD."identity",'
                        ' OLD."imported_at", OLD."is_locked", OLD."language",'
                        ' _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_on",'
                        ' OLD."published_precision", OLD."review_note", OLD."review_status",'
                        ' OLD."sections", OLD."source_id", OLD."title", OLD."title_is_made",'
                        ' OLD."url"); RETURN NULL;'
                    ),
                    hash="5feb5f25f8d23aed8d38c80878f990f1ec24dc13",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ddb9c",
                    table="articles_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articlehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="875151357a0d8694f313a6e18ead2323bddf8923",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bd2c8",
                    table="articles_articlehistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articlerevision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "articles_articlerevisionhistory" ("article_id",'
                        ' "body_end", "body_start", "document_id", "furniture", "id", "number",'
                        ' "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id",'
                        ' "replaced_at", "text", "title") VALUES (OLD."article_id",'
                        ' OLD."body_end", OLD."body_start", OLD."document_id", OLD."furniture",'
                        ' OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'update\','
                        ' OLD."id", OLD."replaced_at", OLD."text", OLD."title"); RETURN NULL;'
                    ),
                    hash="b9e75849d2fd8e73062498ea5591860c91c33182",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8ed1d",
                    table="articles_articlerevision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articlerevision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "articles_articlerevisionhistory" ("article_id",'
                        ' "body_end", "body_start", "document_id", "furniture", "id", "number",'
                        ' "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id",'
                        ' "replaced_at", "text", "title") VALUES (OLD."article_id",'
                        ' OLD."body_end", OLD."body_start", OLD."document_id", OLD."furniture",'
                        ' OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\','
                        ' OLD."id", OLD."replaced_at", OLD."text", OLD."title"); RETURN NULL;'
                    ),
                    hash="a56bdbf76b90b4950e6e015af30e5a1badca680a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_eb83d",
                    table="articles_articlerevision",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="articlerevisionhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="346c254da33f047cbc1bbb5af966fedb8ba62117",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b1848",
                    table="articles_articlerevisionhistory",
                    when="BEFORE",
                ),
            ),
        ),
        frozen(__file__),
    ]
