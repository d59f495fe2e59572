"""Where articles name entities and values."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import entities.models.entity
from articles.sql import frozen


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("entities", "0003_reliability"),
        ("entities", "0005_earlier_texts"),
        ("entities", "0006_alias_beginnings"),
    ]
    dependencies = [
        ("articles", "0002_articles"),
        ("entities", "0001_entities"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                            ("date", "date"),
                            ("money", "money"),
                        ],
                        max_length=12,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("name", models.CharField(help_text="the words of the text", max_length=500)),
                (
                    "normalized",
                    entities.models.entity.FoldedField(
                        db_default="", editable=False, max_length=500
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text=(
                            "of a date in ISO 8601 (2012-06-19, 2012-06, 2012,"
                            " 2012-06-01/2012-07-01), of money as currency and amount or range (USD"
                            " 200-3000)"
                        ),
                        max_length=60,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("confirmed", "confirmed"),
                            ("rejected", "rejected"),
                        ],
                        db_default="proposed",
                        default="proposed",
                        max_length=9,
                    ),
                ),
                (
                    "confidence",
                    models.FloatField(
                        blank=True,
                        help_text="of the machine, 0–1; empty when a person added it",
                        null=True,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        help_text="gazetteer, the name of a rule, a model's label, or person",
                        max_length=60,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="why, in words for people",
                        max_length=300,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="articles.article",
                    ),
                ),
                (
                    "claimed_parent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text=(
                            "the place that the article puts this one in, where the gazetteer"
                            " disagrees"
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="entities.entity",
                    ),
                ),
                (
                    "misread_as",
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
                        default="",
                        help_text=(
                            "the kind the machine took it for, when a person gave it another kind"
                            " or entity"
                        ),
                        max_length=12,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text=(
                            "the earlier text that the span counts in, where the present one lacks"
                            " the words"
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.articlerevision",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["normalized"], name="mention_normalized"),
                    models.Index(
                        condition=models.Q(("status", "proposed"), _negated=True),
                        fields=["origin", "kind"],
                        include=("misread_as", "status", "confidence"),
                        name="mention_decided",
                    ),
                    models.Index(
                        condition=models.Q(("status", "proposed")),
                        fields=["kind", "-id"],
                        include=("article",),
                        name="mention_undecided",
                    ),
                    models.Index(
                        models.OrderBy(models.F("confidence"), nulls_first=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("revision", None), ("status", "proposed")),
                        name="mention_doubtful",
                    ),
                    models.Index(
                        condition=models.Q(("claimed_parent__isnull", False)),
                        fields=["claimed_parent"],
                        name="mention_claiming",
                    ),
                    models.Index(
                        condition=models.Q(("revision__isnull", False)),
                        fields=["revision"],
                        name="mention_unplaced",
                    ),
                    models.Index(
                        fields=["entity", "article"],
                        include=("status", "revision"),
                        name="mention_entity_article",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="mention_span_not_empty",
                        violation_error_message="A mention ends after it starts.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"),
                                    "+",
                                    django.db.models.functions.text.Length("name"),
                                ),
                            )
                        ),
                        name="mention_name_fills_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "gang",
                                    "person",
                                    "location",
                                    "agency",
                                    "organization",
                                    "date",
                                    "money",
                                ],
                            )
                        ),
                        name="mention_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "confirmed", "rejected"])),
                        name="mention_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "kind__in",
                                    ["gang", "person", "location", "agency", "organization"],
                                ),
                                ("value", ""),
                            ),
                            models.Q(("entity", None), ("kind__in", ["date", "money"])),
                            _connector="OR",
                        ),
                        name="mention_entity_or_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence", None), ("confidence__range", (0, 1)), _connector="OR"
                        ),
                        name="mention_confidence_0_to_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("claimed_parent", None), ("kind", "location"), _connector="OR"
                        ),
                        name="mention_only_places_claim_a_parent",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            models.Q(("status", "rejected"), _negated=True), ("revision", None)
                        ),
                        expressions=[
                            ("article", "="),
                            (
                                models.Func(
                                    "start",
                                    "end",
                                    function="int4range",
                                    output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="mention_no_live_overlap",
                        violation_error_message="These words are part of another mention already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                            ("date", "date"),
                            ("money", "money"),
                        ],
                        max_length=12,
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("name", models.CharField(help_text="the words of the text", max_length=500)),
                (
                    "normalized",
                    entities.models.entity.FoldedField(
                        db_default="", editable=False, max_length=500
                    ),
                ),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text=(
                            "of a date in ISO 8601 (2012-06-19, 2012-06, 2012,"
                            " 2012-06-01/2012-07-01), of money as currency and amount or range (USD"
                            " 200-3000)"
                        ),
                        max_length=60,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("confirmed", "confirmed"),
                            ("rejected", "rejected"),
                        ],
                        db_default="proposed",
                        default="proposed",
                        max_length=9,
                    ),
                ),
                (
                    "confidence",
                    models.FloatField(
                        blank=True,
                        help_text="of the machine, 0–1; empty when a person added it",
                        null=True,
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        help_text="gazetteer, the name of a rule, a model's label, or person",
                        max_length=60,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="why, in words for people",
                        max_length=300,
                    ),
                ),
                (
                    "created_at",
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
                    "claimed_parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text=(
                            "the place that the article puts this one in, where the gazetteer"
                            " disagrees"
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entities.entity",
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
                        to="entities.mention",
                    ),
                ),
                (
                    "misread_as",
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
                        default="",
                        help_text=(
                            "the kind the machine took it for, when a person gave it another kind"
                            " or entity"
                        ),
                        max_length=12,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text=(
                            "the earlier text that the span counts in, where the present one lacks"
                            " the words"
                        ),
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="articles.articlerevision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.FloatField(help_text="0–1")),
                (
                    "entity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "mention",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidates",
                        to="entities.mention",
                    ),
                ),
            ],
            options={
                "ordering": ["-score"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mention", "entity"), name="candidate_once_a_mention"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__range", (0, 1))), name="candidate_score_0_to_1"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extraction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pipeline_version", models.CharField(max_length=60)),
                ("text_hash", models.CharField(max_length=64)),
                (
                    "extracted_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("seconds", models.FloatField()),
                ("mentions", models.PositiveIntegerField(db_default=0)),
                ("error", models.TextField(blank=True, db_default="", default="")),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extractions",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "pipeline_version", "text_hash"), name="extraction_once"
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "entities_mentionhistory" ("article_id",'
                        ' "claimed_parent_id", "confidence", "created_at", "end", "entity_id",'
                        ' "id", "kind", "misread_as", "name", "normalized", "origin",'
                        ' "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id",'
                        ' "reason", "revision_id", "start", "status", "value") VALUES'
                        ' (OLD."article_id", OLD."claimed_parent_id", OLD."confidence",'
                        ' OLD."created_at", OLD."end", OLD."entity_id", OLD."id", OLD."kind",'
                        ' OLD."misread_as", OLD."name", OLD."normalized", OLD."origin",'
                        ' _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."reason",'
                        ' OLD."revision_id", OLD."start", OLD."status", OLD."value"); RETURN'
                        " NULL;"
                    ),
                    hash="cf716ce171256aad6ccd63cec7407d7f991a810d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b11b1",
                    table="entities_mention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "entities_mentionhistory" ("article_id",'
                        ' "claimed_parent_id", "confidence", "created_at", "end", "entity_id",'
                        ' "id", "kind", "misread_as", "name", "normalized", "origin",'
                        ' "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id",'
                        ' "reason", "revision_id", "start", "status", "value") VALUES'
                        ' (OLD."article_id", OLD."claimed_parent_id", OLD."confidence",'
                        ' OLD."created_at", OLD."end", OLD."entity_id", OLD."id", OLD."kind",'
                        ' OLD."misread_as", OLD."name", OLD."normalized", OLD."origin",'
                        ' _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason",'
                        ' OLD."revision_id", OLD."start", OLD."status", OLD."value"); RETURN'
                        " NULL;"
                    ),
                    hash="5795db248a6dcb8937790ea48874278f8cfe0b9f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4b16c",
                    table="entities_mention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mentionhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="14791fe346e8de30afa1515229b33e9101057aa3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_daccd",
                    table="entities_mentionhistory",
                    when="BEFORE",
                ),
            ),
        ),
        frozen(__file__),
    ]
