"""How much stands behind each relationship, and which are to be counted anew."""

import django.db.models.deletion
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0011_associates"),
    ]

    operations = [
        migrations.CreateModel(
            name="RelationshipWeight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        max_length=12,
                    ),
                ),
                ("articles", models.PositiveIntegerField()),
                (
                    "origins",
                    models.PositiveIntegerField(help_text="that are independent of each other"),
                ),
                ("quotes", models.PositiveIntegerField()),
                (
                    "hedged",
                    models.PositiveIntegerField(
                        help_text="of the quotes: alleged, reported, possible …"
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        help_text="the best Admiralty grade, of a quote or else of its article",
                        max_length=2,
                    ),
                ),
                (
                    "first_on",
                    models.DateField(help_text="the first date of publication", null=True),
                ),
                ("last_on", models.DateField(help_text="the last date of publication", null=True)),
                (
                    "relationship",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="weights",
                        to="entities.relationship",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("relationship", "handling"), name="weight_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handling__in", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"])
                        ),
                        name="weight_handling_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grade__regex", "^[A-F][1-6]$")),
                        name="weight_grade_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("articles__gte", 1),
                            ("hedged__lte", models.F("quotes")),
                            ("origins__lte", models.F("articles")),
                            ("quotes__gte", models.F("articles")),
                        ),
                        name="weight_counts_fit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("first_on", None), ("last_on", None)),
                            models.Q(
                                ("first_on__isnull", False),
                                ("first_on__lte", models.F("last_on")),
                                ("last_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="weight_dates_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WeightDue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transaction", models.BigIntegerField(help_text="its number in PostgreSQL")),
                (
                    "relationship",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="entities.relationship",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["relationship"], name="weight_due")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("transaction", "relationship"), name="weight_due_once_a_transaction"
                    )
                ],
            },
        ),
        frozen(__file__),
    ]
