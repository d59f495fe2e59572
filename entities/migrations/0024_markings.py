"""What is known only from marked articles is marked as they are; triggers keep it so."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0023_origins'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='alias',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='entity',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='relationship',
            name='update_update',
        ),
        migrations.AddField(
            model_name='alias',
            name='handling',
            field=models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER+STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], db_default='CLEAR', default='CLEAR', editable=False, help_text='the most open marking among the articles it is known from; kept by triggers', max_length=12),
        ),
        migrations.AddField(
            model_name='entity',
            name='handling',
            field=models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER+STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], db_default='CLEAR', default='CLEAR', editable=False, help_text='the most open marking among the articles it is known from; kept by triggers', max_length=12),
        ),
        migrations.AddField(
            model_name='relationship',
            name='handling',
            field=models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER+STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], db_default='CLEAR', default='CLEAR', editable=False, help_text='the most open marking among the articles it is known from; kept by triggers', max_length=12),
        ),
        migrations.AddIndex(
            model_name='alias',
            index=models.Index(condition=models.Q(('handling', 'CLEAR'), _negated=True), fields=['entity'], name='alias_marked'),
        ),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(condition=models.Q(('handling', 'CLEAR'), _negated=True), fields=['id'], name='entity_marked'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='alias',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."entity_id" IS DISTINCT FROM (NEW."entity_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."normalized" IS DISTINCT FROM (NEW."normalized") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."weak" IS DISTINCT FROM (NEW."weak"))', func='INSERT INTO "entities_aliashistory" ("entity_id", "id", "name", "normalized", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "weak") VALUES (OLD."entity_id", OLD."id", OLD."name", OLD."normalized", OLD."origin", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."status", OLD."weak"); RETURN NULL;', hash='9957aa06bab376634216699e83ee10a9cf71dfd2', operation='UPDATE', pgid='pgtrigger_update_update_806ba', table='entities_alias', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."country" IS DISTINCT FROM (NEW."country") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."division" IS DISTINCT FROM (NEW."division") OR OLD."edited_fields" IS DISTINCT FROM (NEW."edited_fields") OR OLD."gazetteer_key" IS DISTINCT FROM (NEW."gazetteer_key") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."latitude" IS DISTINCT FROM (NEW."latitude") OR OLD."longitude" IS DISTINCT FROM (NEW."longitude") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."subtype" IS DISTINCT FROM (NEW."subtype"))', func='INSERT INTO "entities_entityhistory" ("country", "created_at", "division", "edited_fields", "gazetteer_key", "id", "kind", "latitude", "longitude", "merged_into_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "subtype") VALUES (OLD."country", OLD."created_at", OLD."division", OLD."edited_fields", OLD."gazetteer_key", OLD."id", OLD."kind", OLD."latitude", OLD."longitude", OLD."merged_into_id", OLD."name", OLD."note", OLD."parent_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."population", OLD."subtype"); RETURN NULL;', hash='804c68b82025a32cbb9086890ebf83e1619a33f3', operation='UPDATE', pgid='pgtrigger_update_update_1c1de', table='entities_entity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='relationship',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."child_kind" IS DISTINCT FROM (NEW."child_kind") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."head_id" IS DISTINCT FROM (NEW."head_id") OR OLD."head_kind" IS DISTINCT FROM (NEW."head_kind") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_former" IS DISTINCT FROM (NEW."is_former") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."period_is_read" IS DISTINCT FROM (NEW."period_is_read") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_from_precision" IS DISTINCT FROM (NEW."valid_from_precision") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to") OR OLD."valid_to_precision" IS DISTINCT FROM (NEW."valid_to_precision"))', func='INSERT INTO "entities_relationshiphistory" ("child_id", "child_kind", "created_at", "head_id", "head_kind", "id", "is_former", "kind", "note", "period_is_read", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "valid_from", "valid_from_precision", "valid_to", "valid_to_precision") VALUES (OLD."child_id", OLD."child_kind", OLD."created_at", OLD."head_id", OLD."head_kind", OLD."id", OLD."is_former", OLD."kind", OLD."note", OLD."period_is_read", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."status", OLD."valid_from", OLD."valid_from_precision", OLD."valid_to", OLD."valid_to_precision"); RETURN NULL;', hash='06c6b2f3dca6f30e8881a09a61763e472c355bb9', operation='UPDATE', pgid='pgtrigger_update_update_1e70f', table='entities_relationship', when='AFTER')),
        ),
        frozen(__file__),
    ]
