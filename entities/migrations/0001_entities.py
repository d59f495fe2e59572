"""Things in the world and their names."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import entities.models.entity
from articles.sql import frozen


class Migration(migrations.Migration):
    initial = True
    replaces = [("entities", "0001_knowledge"), ("entities", "0002_database_rules")]
    dependencies = [
        ("articles", "0002_articles"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]
    operations = [
        migrations.CreateModel(
            name="Entity",
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
                        ],
                        max_length=12,
                    ),
                ),
                ("subtype", models.CharField(blank=True, db_default="", max_length=30)),
                ("name", models.CharField(max_length=300)),
                ("note", models.TextField(blank=True, db_default="")),
                (
                    "gazetteer_key",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "of the gazetteer row this came from, such as gang:ms-13 or place:US-CA"
                        ),
                        max_length=120,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, db_default="", help_text="ISO 3166-1", max_length=2
                    ),
                ),
                (
                    "division",
                    models.CharField(
                        blank=True, db_default="", help_text="ISO 3166-2", max_length=6
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("population", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "edited_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="what a person set; the gazetteer leaves these alone",
                        size=None,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="entities.entity",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="the place this lies in, or the gang it is a faction of",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entities",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name"], name="entity_name_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["kind", "name"], name="entity_by_kind"),
                    models.Index(
                        condition=models.Q(("merged_into__isnull", False)),
                        fields=["merged_into"],
                        name="entity_merged",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "kind"), name="entity_id_and_kind"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["gang", "person", "location", "agency", "organization"])
                        ),
                        name="entity_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="entity_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "location"),
                            models.Q(
                                ("division", ""),
                                ("latitude", None),
                                ("longitude", None),
                                ("population", None),
                            ),
                            _connector="OR",
                        ),
                        name="entity_only_places_have_coordinates",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None)),
                            models.Q(
                                ("latitude__isnull", False),
                                ("longitude__isnull", False),
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                            ),
                            _connector="OR",
                        ),
                        name="entity_coordinates_on_earth",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country", ""), ("country__regex", "^[A-Z]{2}$"), _connector="OR"
                        ),
                        name="entity_country_is_iso",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent", models.F("id")), _negated=True),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                        ),
                        name="entity_not_its_own_parent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntityHistory",
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
                        ],
                        max_length=12,
                    ),
                ),
                ("subtype", models.CharField(blank=True, db_default="", max_length=30)),
                ("name", models.CharField(max_length=300)),
                ("note", models.TextField(blank=True, db_default="")),
                (
                    "gazetteer_key",
                    models.CharField(
                        blank=True,
                        help_text=(
                            "of the gazetteer row this came from, such as gang:ms-13 or place:US-CA"
                        ),
                        max_length=120,
                        null=True,
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        blank=True, db_default="", help_text="ISO 3166-1", max_length=2
                    ),
                ),
                (
                    "division",
                    models.CharField(
                        blank=True, db_default="", help_text="ISO 3166-2", max_length=6
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("population", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "edited_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="what a person set; the gazetteer leaves these alone",
                        size=None,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "merged_into",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="the place this lies in, or the gang it is a faction of",
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
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("normalized", entities.models.entity.FoldedField(editable=False, max_length=300)),
                (
                    "weak",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="an ordinary word: counts only beside a cue",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("gazetteer", "Gazetteer"),
                            ("article", "Article"),
                            ("person", "Person"),
                        ],
                        default="person",
                        max_length=9,
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
                        db_default="confirmed",
                        default="confirmed",
                        help_text=(
                            "a rejected alias stays here, so that no gazetteer brings it back"
                        ),
                        max_length=9,
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["normalized"], name="alias_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(
                        fields=["normalized"],
                        name="alias_beginnings",
                        opclasses=["varchar_pattern_ops"],
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("entity", "name"), name="alias_once_an_entity"),
                    models.CheckConstraint(
                        condition=models.Q(("normalized", ""), _negated=True),
                        name="alias_has_letters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "confirmed", "rejected"])),
                        name="alias_status_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AliasHistory",
            fields=[
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("normalized", entities.models.entity.FoldedField(editable=False, max_length=300)),
                (
                    "weak",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="an ordinary word: counts only beside a cue",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("gazetteer", "Gazetteer"),
                            ("article", "Article"),
                            ("person", "Person"),
                        ],
                        default="person",
                        max_length=9,
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
                        db_default="confirmed",
                        default="confirmed",
                        help_text=(
                            "a rejected alias stays here, so that no gazetteer brings it back"
                        ),
                        max_length=9,
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
                        to="entities.alias",
                    ),
                ),
                (
                    "entity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="entities.entity",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entity",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "entities_entityhistory" ("country", "created_at",'
                        ' "division", "edited_fields", "gazetteer_key", "id", "kind",'
                        ' "latitude", "longitude", "merged_into_id", "name", "note",'
                        ' "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label",'
                        ' "pgh_obj_id", "population", "subtype") VALUES (OLD."country",'
                        ' OLD."created_at", OLD."division", OLD."edited_fields",'
                        ' OLD."gazetteer_key", OLD."id", OLD."kind", OLD."latitude",'
                        ' OLD."longitude", OLD."merged_into_id", OLD."name", OLD."note",'
                        ' OLD."parent_id", _pgh_attach_context(), NOW(), \'update\', OLD."id",'
                        ' OLD."population", OLD."subtype"); RETURN NULL;'
                    ),
                    hash="0bcdb636204b3e8306d1db7f359865ba8bf21a39",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c1de",
                    table="entities_entity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entity",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "entities_entityhistory" ("country", "created_at",'
                        ' "division", "edited_fields", "gazetteer_key", "id", "kind",'
                        ' "latitude", "longitude", "merged_into_id", "name", "note",'
                        ' "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label",'
                        ' "pgh_obj_id", "population", "subtype") VALUES (OLD."country",'
                        ' OLD."created_at", OLD."division", OLD."edited_fields",'
                        ' OLD."gazetteer_key", OLD."id", OLD."kind", OLD."latitude",'
                        ' OLD."longitude", OLD."merged_into_id", OLD."name", OLD."note",'
                        ' OLD."parent_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id",'
                        ' OLD."population", OLD."subtype"); RETURN NULL;'
                    ),
                    hash="86f3e4c49a427d3b9298b657e813e51a2d640067",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ab189",
                    table="entities_entity",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entityhistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="a6e7dd8fe884a89b684fec2d7aaf315d20a85981",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c0067",
                    table="entities_entityhistory",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func=(
                        'INSERT INTO "entities_aliashistory" ("entity_id", "id", "name",'
                        ' "normalized", "origin", "pgh_context_id", "pgh_created_at",'
                        ' "pgh_label", "pgh_obj_id", "status", "weak") VALUES (OLD."entity_id",'
                        ' OLD."id", OLD."name", OLD."normalized", OLD."origin",'
                        ' _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."status",'
                        ' OLD."weak"); RETURN NULL;'
                    ),
                    hash="690272bb4bb9bf265af3d025d26b39e094f5b27a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_806ba",
                    table="entities_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="alias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        'INSERT INTO "entities_aliashistory" ("entity_id", "id", "name",'
                        ' "normalized", "origin", "pgh_context_id", "pgh_created_at",'
                        ' "pgh_label", "pgh_obj_id", "status", "weak") VALUES (OLD."entity_id",'
                        ' OLD."id", OLD."name", OLD."normalized", OLD."origin",'
                        ' _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."status",'
                        ' OLD."weak"); RETURN NULL;'
                    ),
                    hash="7b539e684dcf645bbe644d9423d056bfd187a5cd",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6a214",
                    table="entities_alias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="aliashistory",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func=(
                        "RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from %"
                        " table', TG_TABLE_NAME;"
                    ),
                    hash="f03f7d41a5b64e27daf5c5d75f724f68ab17aab4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_998b2",
                    table="entities_aliashistory",
                    when="BEFORE",
                ),
            ),
        ),
        frozen(__file__),
    ]
