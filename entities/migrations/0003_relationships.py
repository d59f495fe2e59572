"""Links between entities with their evidence, and how far each rule can be trusted."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    initial = True
    replaces = [("entities", "0004_acts")]
    dependencies = [
        ("articles", "0002_articles"),
        ("entities", "0002_mentions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.CreateModel(
            name="Relationship",
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
                            ("allied_with", "Allied With"),
                            ("rival_of", "Rival Of"),
                            ("faction_of", "Faction Of"),
                            ("supplies", "Supplies"),
                            ("trains", "Trains"),
                            ("leader_of", "Leader Of"),
                            ("member_of", "Member Of"),
                            ("contacted", "Contacted"),
                            ("family_of", "Family Of"),
                            ("operates_in", "Operates In"),
                            ("located_in", "Located In"),
                            ("imprisoned_in", "Imprisoned In"),
                            ("acts_against", "Acts Against"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "head_kind",
                    models.CharField(
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "child_kind",
                    models.CharField(
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                        ],
                        max_length=12,
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
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")],
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")],
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["child", "kind"], name="relationship_child")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "head", "child"), name="relationship_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["gang"]),
                                ("kind", "allied_with"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["gang"]),
                                ("kind", "rival_of"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["gang"]),
                                ("kind", "faction_of"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["gang"]),
                                ("kind", "supplies"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["gang"]),
                                ("kind", "trains"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["person"]),
                                ("kind", "leader_of"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang"]),
                                ("head_kind__in", ["person"]),
                                ("kind", "member_of"),
                            ),
                            models.Q(
                                ("child_kind__in", ["person"]),
                                ("head_kind__in", ["person"]),
                                ("kind", "contacted"),
                            ),
                            models.Q(
                                ("child_kind__in", ["person"]),
                                ("head_kind__in", ["person"]),
                                ("kind", "family_of"),
                            ),
                            models.Q(
                                ("child_kind__in", ["location"]),
                                ("head_kind__in", ["gang"]),
                                ("kind", "operates_in"),
                            ),
                            models.Q(
                                ("child_kind__in", ["location"]),
                                ("head_kind__in", ["person", "agency", "organization"]),
                                ("kind", "located_in"),
                            ),
                            models.Q(
                                ("child_kind__in", ["location"]),
                                ("head_kind__in", ["person"]),
                                ("kind", "imprisoned_in"),
                            ),
                            models.Q(
                                ("child_kind__in", ["gang", "person"]),
                                ("head_kind__in", ["agency", "location"]),
                                ("kind", "acts_against"),
                            ),
                            _connector="OR",
                        ),
                        name="relationship_ends_fit_kind",
                        violation_error_message="A relationship of this kind cannot join these two.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("head", models.F("child")), _negated=True),
                        name="relationship_joins_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["allied_with", "rival_of", "contacted", "family_of"]),
                                _negated=True,
                            ),
                            ("head__lt", models.F("child")),
                            _connector="OR",
                        ),
                        name="relationship_symmetric_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "confirmed", "rejected"])),
                        name="relationship_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("valid_from", None), ("valid_from_precision", "")),
                            models.Q(
                                ("valid_from__isnull", False),
                                ("valid_from_precision__in", ["day", "month", "year"]),
                            ),
                            _connector="OR",
                        ),
                        name="relationship_from_has_precision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("valid_to", None), ("valid_to_precision", "")),
                            models.Q(
                                ("valid_to__isnull", False),
                                ("valid_to_precision__in", ["day", "month", "year"]),
                            ),
                            _connector="OR",
                        ),
                        name="relationship_to_has_precision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_from__lte", models.F("valid_to")),
                            _connector="OR",
                        ),
                        name="relationship_period_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelationshipHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("allied_with", "Allied With"),
                            ("rival_of", "Rival Of"),
                            ("faction_of", "Faction Of"),
                            ("supplies", "Supplies"),
                            ("trains", "Trains"),
                            ("leader_of", "Leader Of"),
                            ("member_of", "Member Of"),
                            ("contacted", "Contacted"),
                            ("family_of", "Family Of"),
                            ("operates_in", "Operates In"),
                            ("located_in", "Located In"),
                            ("imprisoned_in", "Imprisoned In"),
                            ("acts_against", "Acts Against"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "head_kind",
                    models.CharField(
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "child_kind",
                    models.CharField(
                        choices=[
                            ("gang", "gang"),
                            ("person", "person"),
                            ("location", "place"),
                            ("agency", "agency"),
                            ("organization", "organization"),
                        ],
                        max_length=12,
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
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")],
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("day", "Day"), ("month", "Month"), ("year", "Year")],
                        db_default="",
                        default="",
                        max_length=5,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entities.entity",
                    ),
                ),
                (
                    "head",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="entities.relationship",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Admiralty, when judged apart",
                        max_length=2,
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
                    models.FloatField(blank=True, help_text="of the machine, 0–1", null=True),
                ),
                (
                    "rule",
                    models.CharField(
                        help_text="the rule that proposed it, or person", max_length=60
                    ),
                ),
                (
                    "hedged",
                    models.BooleanField(
                        db_default=False, default=False, help_text="alleged, reported, possible …"
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
                        related_name="evidence",
                        to="articles.article",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="entities.relationship",
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
                "verbose_name_plural": "evidence",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="evidence_span_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "end",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("start"),
                                    "+",
                                    django.db.models.functions.text.Length("quote"),
                                ),
                            )
                        ),
                        name="evidence_quote_fills_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("grade", ""), ("grade__regex", "^[A-F][1-6]$"), _connector="OR"
                        ),
                        name="evidence_grade_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "confirmed", "rejected"])),
                        name="evidence_status_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence", None), ("confidence__range", (0, 1)), _connector="OR"
                        ),
                        name="evidence_confidence_0_to_1",
                    ),
                    models.UniqueConstraint(
                        fields=("relationship", "article", "revision", "start", "end"),
                        name="evidence_once",
                        nulls_distinct=False,
                    ),
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "proposed"), _negated=True),
                        fields=["rule"],
                        include=("relationship", "status", "confidence"),
                        name="evidence_decided",
                    ),
                    models.Index(
                        condition=models.Q(("revision__isnull", False)),
                        fields=["revision"],
                        name="evidence_unplaced",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Admiralty, when judged apart",
                        max_length=2,
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
                    models.FloatField(blank=True, help_text="of the machine, 0–1", null=True),
                ),
                (
                    "rule",
                    models.CharField(
                        help_text="the rule that proposed it, or person", max_length=60
                    ),
                ),
                (
                    "hedged",
                    models.BooleanField(
                        db_default=False, default=False, help_text="alleged, reported, possible …"
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
                        to="entities.evidence",
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entities.relationship",
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
            name="Reliability",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[("mention", "Mention"), ("relationship", "Relationship")],
                        max_length=12,
                        verbose_name="proposes",
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="rule or label")),
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
                            ("allied_with", "Allied With"),
                            ("rival_of", "Rival Of"),
                            ("faction_of", "Faction Of"),
                            ("supplies", "Supplies"),
                            ("trains", "Trains"),
                            ("leader_of", "Leader Of"),
                            ("member_of", "Member Of"),
                            ("contacted", "Contacted"),
                            ("family_of", "Family Of"),
                            ("operates_in", "Operates In"),
                            ("located_in", "Located In"),
                            ("imprisoned_in", "Imprisoned In"),
                            ("acts_against", "Acts Against"),
                        ],
                        max_length=13,
                    ),
                ),
                ("decisions", models.IntegerField()),
                ("confirmed", models.IntegerField()),
                (
                    "stated",
                    models.FloatField(
                        help_text="the mean of the rule's own figures on these proposals, 0–1",
                        null=True,
                    ),
                ),
            ],
            options={
                "verbose_name": "reliability of a rule",
                "verbose_name_plural": "reliability of rules",
                "db_table": "entities_reliability",
                "managed": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationship",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "entities_relationshiphistory" ("child_id", "child_kind",'
                        ' "created_at", "head_id", "head_kind", "id", "kind", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "valid_from",'
                        ' "valid_from_precision", "valid_to", "valid_to_precision") VALUES'
                        ' (OLD."child_id", OLD."child_kind", OLD."created_at", OLD."head_id",'
                        ' OLD."head_kind", OLD."id", OLD."kind", _pgh_attach_context(), NOW(),'
                        ' \'update\', OLD."id", OLD."status", OLD."valid_from",'
                        ' OLD."valid_from_precision", OLD."valid_to",'
                        ' OLD."valid_to_precision"); RETURN NULL;'
                    ),
                    hash="fc4f8c8f706861eebf0b1f4043d0e3f4df9d0c50",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1e70f",
                    table="entities_relationship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationship",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "entities_relationshiphistory" ("child_id", "child_kind",'
                        ' "created_at", "head_id", "head_kind", "id", "kind", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "valid_from",'
                        ' "valid_from_precision", "valid_to", "valid_to_precision") VALUES'
                        ' (OLD."child_id", OLD."child_kind", OLD."created_at", OLD."head_id",'
                        ' OLD."head_kind", OLD."id", OLD."kind", _pgh_attach_context(), NOW(),'
                        ' \'delete\', OLD."id", OLD."status", OLD."valid_from",'
                        ' OLD."valid_from_precision", OLD."valid_to",'
                        ' OLD."valid_to_precision"); RETURN NULL;'
                    ),
                    hash="7c3fe572e03008e7d3e4eb6a5a63e9c9641e54d4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8254c",
                    table="entities_relationship",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="relationshiphistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="c0f1083a07569a11f132f438715578cb167acf92",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8dea1",
                    table="entities_relationshiphistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "entities_evidencehistory" ("article_id", "confidence",'
                        ' "created_at", "end", "grade", "hedged", "id", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "quote",'
                        ' "relationship_id", "revision_id", "rule", "start", "status") VALUES'
                        ' (OLD."article_id", OLD."confidence", OLD."created_at", OLD."end",'
                        ' OLD."grade", OLD."hedged", OLD."id", _pgh_attach_context(), NOW(),'
                        ' \'update\', OLD."id", OLD."quote", OLD."relationship_id",'
                        ' OLD."revision_id", OLD."rule", OLD."start", OLD."status"); RETURN'
                        " NULL;"
                    ),
                    hash="e4321a72467f2bff4f8e62c16d1612fc71d5b028",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0362e",
                    table="entities_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "entities_evidencehistory" ("article_id", "confidence",'
                        ' "created_at", "end", "grade", "hedged", "id", "pgh_context_id",'
                        ' "pgh_created_at", "pgh_label", "pgh_obj_id", "quote",'
                        ' "relationship_id", "revision_id", "rule", "start", "status") VALUES'
                        ' (OLD."article_id", OLD."confidence", OLD."created_at", OLD."end",'
                        ' OLD."grade", OLD."hedged", OLD."id", _pgh_attach_context(), NOW(),'
                        ' \'delete\', OLD."id", OLD."quote", OLD."relationship_id",'
                        ' OLD."revision_id", OLD."rule", OLD."start", OLD."status"); RETURN'
                        " NULL;"
                    ),
                    hash="ea129a696795c12dc3cc5d704d177e8ad809b241",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b6772",
                    table="entities_evidence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidencehistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="1c1d451c1cdcafbec7a113512b36f2df62319b8a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d4d3e",
                    table="entities_evidencehistory",
                    when="BEFORE",
                ),
            ),
        ),
        frozen(__file__),
    ]
