"""Pairs of entities that may be one, what people say of pairs, and their notes."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0014_signs_and_umlauts'),
        ('entities', '0025_renewed_words'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ComparedEntity',
            fields=[
                ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='entities.entity')),
                ('digest', models.CharField(help_text='MD5 of what it is compared by', max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='DuplicateDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('different', 'are two'), ('later', 'later')], max_length=9)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DuplicateDecisionHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('decision', models.CharField(choices=[('different', 'are two'), ('later', 'later')], max_length=9)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('first', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='entities.duplicatedecision')),
                ('second', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('quote', models.TextField(blank=True, db_default='', default='')),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('answers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='entities.note')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='articles.article')),
                ('entity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='entities.entity')),
                ('relationship', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='entities.relationship')),
                ('revision', models.ForeignKey(blank=True, db_index=False, help_text='the earlier text that the span counts in, where the present one lacks the words', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.articlerevision')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='NoteHistory',
            fields=[
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_id', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.BigIntegerField()),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('quote', models.TextField(blank=True, db_default='', default='')),
                ('text', models.TextField()),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('answers', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.note')),
                ('article', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.article')),
                ('entity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='changes', to='entities.note')),
                ('relationship', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.relationship')),
                ('revision', models.ForeignKey(blank=True, db_constraint=False, help_text='the earlier text that the span counts in, where the present one lacks the words', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='articles.articlerevision')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Duplicate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bits', models.FloatField(help_text='of evidence that they are one; at 0 it is even')),
                ('reasons', models.JSONField()),
                ('first', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
            ],
            options={
                'indexes': [models.Index(fields=['-bits', 'id'], name='duplicate_surest_first')],
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='duplicate_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_lower_key_first')],
            },
        ),
        migrations.AddConstraint(
            model_name='duplicatedecision',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='duplicate_decision_once'),
        ),
        migrations.AddConstraint(
            model_name='duplicatedecision',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='duplicate_decision_lower_key_first'),
        ),
        migrations.AddConstraint(
            model_name='duplicatedecision',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ('different', 'later'))), name='duplicate_decision_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatedecision',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_duplicatedecisionhistory" ("created_at", "decision", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "user_id") VALUES (OLD."created_at", OLD."decision", OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."second_id", OLD."user_id"); RETURN NULL;', hash='4606ab77b1e00a3b11fcf0bbb007d93a90a78885', operation='UPDATE', pgid='pgtrigger_update_update_e8280', table='entities_duplicatedecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatedecision',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_duplicatedecisionhistory" ("created_at", "decision", "first_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "user_id") VALUES (OLD."created_at", OLD."decision", OLD."first_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."second_id", OLD."user_id"); RETURN NULL;', hash='6a330fcb21c148a11d1a9a7543436e63a09a7e2c', operation='DELETE', pgid='pgtrigger_delete_delete_f7637', table='entities_duplicatedecision', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duplicatedecisionhistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='387f1fea5c532f0a418d367999999875ff9a0b8d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f7620', table='entities_duplicatedecisionhistory', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('entity__isnull', False), ('relationship', None)), models.Q(('article', None), ('entity', None), ('relationship__isnull', False)), models.Q(('article__isnull', False), ('entity', None), ('relationship', None)), _connector='OR'), name='note_about_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('end', None), ('quote', ''), ('revision', None), ('start', None)), models.Q(('article__isnull', False), ('end', django.db.models.expressions.CombinedExpression(models.F('start'), '+', django.db.models.functions.text.Length('quote'))), ('start__isnull', False)), _connector='OR'), name='note_quote_fills_span'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('article', None), ('start__lt', models.F('end')), _connector='OR'), name='note_span_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('text__regex', '^\\s*$'), _negated=True), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('text'), 20000)), name='note_has_text'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('answers', models.F('id')), _negated=True), name='note_answers_another'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_notehistory" ("answers_id", "article_id", "created_at", "edited_at", "end", "entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "relationship_id", "revision_id", "start", "text", "user_id") VALUES (OLD."answers_id", OLD."article_id", OLD."created_at", OLD."edited_at", OLD."end", OLD."entity_id", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."quote", OLD."relationship_id", OLD."revision_id", OLD."start", OLD."text", OLD."user_id"); RETURN NULL;', hash='2c4cd4c1d8d024682bc5d94e7d118aca1ebb9587', operation='UPDATE', pgid='pgtrigger_update_update_faa43', table='entities_note', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='note',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_notehistory" ("answers_id", "article_id", "created_at", "edited_at", "end", "entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "relationship_id", "revision_id", "start", "text", "user_id") VALUES (OLD."answers_id", OLD."article_id", OLD."created_at", OLD."edited_at", OLD."end", OLD."entity_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote", OLD."relationship_id", OLD."revision_id", OLD."start", OLD."text", OLD."user_id"); RETURN NULL;', hash='7617642874989dba4985e8a84cd7bd5fe46f28d1', operation='DELETE', pgid='pgtrigger_delete_delete_6b219', table='entities_note', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='notehistory',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3b4ff3fbf44740d74598a14f0b43c8fc1d0db43d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_71bd6', table='entities_notehistory', when='BEFORE')),
        ),
    ]
