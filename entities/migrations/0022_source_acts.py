"""Where a source is at home is kept, with how that is known."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_watched'),
        ('entities', '0021_failed_readings'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceHomeHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('country', models.CharField(blank=True, db_default='', help_text='ISO 3166-1', max_length=2)),
                ('division', models.CharField(blank=True, db_default='', help_text='ISO 3166-2', max_length=6)),
                ('town', models.CharField(blank=True, db_default='', max_length=200)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('known_from', models.CharField(choices=[('person', 'stated by a person'), ('list', 'known publisher'), ('learned', 'learned from its texts')], max_length=7)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SourceHome',
            fields=[
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='home', serialize=False, to='articles.source')),
                ('country', models.CharField(blank=True, db_default='', help_text='ISO 3166-1', max_length=2)),
                ('division', models.CharField(blank=True, db_default='', help_text='ISO 3166-2', max_length=6)),
                ('town', models.CharField(blank=True, db_default='', max_length=200)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('known_from', models.CharField(choices=[('person', 'stated by a person'), ('list', 'known publisher'), ('learned', 'learned from its texts')], max_length=7)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('country', ''), ('division', ''), ('latitude', None), ('longitude', None), ('town', '')), ('country__regex', '^[A-Z]{2}$'), _connector='OR'), name='source_home_has_country'), models.CheckConstraint(condition=models.Q(('division', ''), ('division__regex', '^[A-Z]{2}-[A-Z0-9]{1,3}$'), _connector='OR'), name='source_home_division_is_iso'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__isnull', False), ('longitude__isnull', False), ('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='source_home_on_earth'), models.CheckConstraint(condition=models.Q(('known_from__in', ['person', 'list', 'learned'])), name='source_home_known_from_something')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcehome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_sourcehomehistory" ("country", "division", "known_from", "latitude", "longitude", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "town") VALUES (OLD."country", OLD."division", OLD."known_from", OLD."latitude", OLD."longitude", _pgh_attach_context(), NOW(), \'update\', OLD."source_id", OLD."source_id", OLD."town"); RETURN NULL;', hash='2d8d298d47cd08663c4b39a5cded1ac38c47edbc', operation='UPDATE', pgid='pgtrigger_update_update_1e550', table='entities_sourcehome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcehome',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_sourcehomehistory" ("country", "division", "known_from", "latitude", "longitude", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_id", "town") VALUES (OLD."country", OLD."division", OLD."known_from", OLD."latitude", OLD."longitude", _pgh_attach_context(), NOW(), \'delete\', OLD."source_id", OLD."source_id", OLD."town"); RETURN NULL;', hash='2fb656cc06b01236e54c89ec51fd2c7dabf41c06', operation='DELETE', pgid='pgtrigger_delete_delete_969b1', table='entities_sourcehome', when='AFTER')),
        ),
        migrations.AddField(
            model_name='sourcehomehistory',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='sourcehomehistory',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='entities.sourcehome'),
        ),
        migrations.AddField(
            model_name='sourcehomehistory',
            name='source',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to='articles.source'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sourcehomehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cb4e4b429457f3b860d4ef29040368ea3f19e423', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9a2cd', table='entities_sourcehomehistory', when='BEFORE')),
        ),
    ]
