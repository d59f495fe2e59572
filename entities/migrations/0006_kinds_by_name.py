"""Counts of kinds by the kind's name instead of its position, and room for longer names of kinds.

Choices are functions from now on: a further kind changes no column.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

import entities.kinds
from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0005_search"),
    ]

    operations = [
        # They stand in the way of the columns' new types, and are made anew below.
        migrations.RunSQL("DROP VIEW entities_reliability; DROP VIEW entities_digest_now;"),
        migrations.AlterField(
            model_name="entity",
            name="kind",
            field=models.CharField(choices=entities.kinds.entity_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="entityhistory",
            name="kind",
            field=models.CharField(choices=entities.kinds.entity_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="mention",
            name="kind",
            field=models.CharField(choices=entities.kinds.kind_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="mention",
            name="misread_as",
            field=models.CharField(
                blank=True,
                choices=entities.kinds.kind_choices,
                db_default="",
                default="",
                help_text="the kind the machine took it for, when a person gave it another kind or entity",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="mentionhistory",
            name="kind",
            field=models.CharField(choices=entities.kinds.kind_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="mentionhistory",
            name="misread_as",
            field=models.CharField(
                blank=True,
                choices=entities.kinds.kind_choices,
                db_default="",
                default="",
                help_text="the kind the machine took it for, when a person gave it another kind or entity",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="namerule",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=entities.kinds.kind_choices,
                db_default="",
                help_text="empty: of any kind",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="namerulehistory",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=entities.kinds.kind_choices,
                db_default="",
                help_text="empty: of any kind",
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="relationship",
            name="child_kind",
            field=models.CharField(choices=entities.kinds.entity_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="relationship",
            name="head_kind",
            field=models.CharField(choices=entities.kinds.entity_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="relationship",
            name="kind",
            field=models.CharField(choices=entities.kinds.relation_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="relationshiphistory",
            name="child_kind",
            field=models.CharField(choices=entities.kinds.entity_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="relationshiphistory",
            name="head_kind",
            field=models.CharField(choices=entities.kinds.entity_choices, max_length=40),
        ),
        migrations.AlterField(
            model_name="relationshiphistory",
            name="kind",
            field=models.CharField(choices=entities.kinds.relation_choices, max_length=40),
        ),
        migrations.SeparateDatabaseAndState(
            [frozen(__file__)],
            [
                migrations.AlterField(
                    model_name="digest",
                    name="kinds",
                    field=models.JSONField(
                        help_text="how many live mentions there are of each kind, by its value; of others none"
                    ),
                ),
                migrations.AlterField(
                    model_name="digest",
                    name="relationship_kinds",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="what these are, as far as they were not rejected",
                        size=None,
                    ),
                ),
            ],
        ),
    ]
