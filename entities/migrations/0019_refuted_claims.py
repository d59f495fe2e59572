"""Which rulings refute what articles claim of a place: extraction asks them."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0018_weights_in_order"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="contradictionruling",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="contradictionruling",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="contradictionruling",
            name="refutes_claim",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="the gazetteer is right, and not the articles",
            ),
        ),
        migrations.AddField(
            model_name="contradictionrulinghistory",
            name="refutes_claim",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="the gazetteer is right, and not the articles",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contradictionruling",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "entities_contradictionrulinghistory" ("claimed_parent_id", "created_at", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "refutes_claim", "second_id", "user_id") VALUES (OLD."claimed_parent_id", OLD."created_at", OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."place_id", OLD."reason", OLD."refutes_claim", OLD."second_id", OLD."user_id"); RETURN NULL;',
                    hash="e62e21d0a67b2f1c7e3234709f5d8fba5d1dbe34",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f0fd",
                    table="entities_contradictionruling",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contradictionruling",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "entities_contradictionrulinghistory" ("claimed_parent_id", "created_at", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "refutes_claim", "second_id", "user_id") VALUES (OLD."claimed_parent_id", OLD."created_at", OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."place_id", OLD."reason", OLD."refutes_claim", OLD."second_id", OLD."user_id"); RETURN NULL;',
                    hash="f376024f42d9722e821206febbca7c34e9471ea8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6ac5",
                    table="entities_contradictionruling",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contradictionruling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("refutes_claim", False), ("place__isnull", False), _connector="OR"
                ),
                name="ruling_refutes_a_claim_on_a_place",
            ),
        ),
        frozen(__file__),
    ]
