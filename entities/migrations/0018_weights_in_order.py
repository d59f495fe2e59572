"""What waits and how sure it is are kept by marking, and all markings together in order."""

import django.db.models.expressions
import django.db.models.functions
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0017_read_periods"),
    ]

    operations = [
        # All of it is counted anew.
        migrations.RunSQL("TRUNCATE entities_relationshipweight"),
        migrations.RemoveConstraint(
            model_name="relationshipweight",
            name="weight_handling_known",
        ),
        migrations.RemoveConstraint(
            model_name="relationshipweight",
            name="weight_counts_fit",
        ),
        migrations.AddField(
            model_name="relationshipweight",
            name="sure",
            field=models.FloatField(
                help_text="the machine's confidence in the surest of the quotes, 0–1", null=True
            ),
        ),
        migrations.AddField(
            model_name="relationshipweight",
            name="waiting",
            field=models.PositiveIntegerField(help_text="of the quotes: nobody decided on them"),
        ),
        migrations.AddField(
            model_name="relationshipweight",
            name="tenths",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.Floor(
                    django.db.models.expressions.CombinedExpression(
                        django.db.models.expressions.CombinedExpression(
                            models.F("sure"), "*", models.Value(10)
                        ),
                        "+",
                        models.Value(1e-09),
                    )
                ),
                output_field=models.SmallIntegerField(null=True),
            ),
        ),
        migrations.AlterField(
            model_name="relationshipweight",
            name="handling",
            field=models.CharField(
                choices=[
                    ("CLEAR", "TLP:CLEAR"),
                    ("GREEN", "TLP:GREEN"),
                    ("AMBER", "TLP:AMBER"),
                    ("AMBER+STRICT", "TLP:AMBER+STRICT"),
                    ("RED", "TLP:RED"),
                    ("ALL", "all markings together"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="relationshipweight",
            index=models.Index(
                models.OrderBy(models.F("tenths"), descending=True, nulls_last=True),
                models.OrderBy(models.F("quotes"), descending=True),
                models.F("relationship"),
                condition=models.Q(("handling", "ALL")),
                name="weight_certain",
            ),
        ),
        migrations.AddIndex(
            model_name="relationshipweight",
            index=models.Index(
                models.OrderBy(models.F("tenths"), nulls_first=True),
                models.OrderBy(models.F("quotes"), descending=True),
                models.F("relationship"),
                condition=models.Q(("handling", "ALL")),
                name="weight_doubtful",
            ),
        ),
        migrations.AddIndex(
            model_name="relationshipweight",
            index=models.Index(
                models.OrderBy(models.F("origins"), descending=True),
                models.OrderBy(models.F("quotes"), descending=True),
                models.F("relationship"),
                condition=models.Q(("handling", "ALL")),
                name="weight_origins",
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                django.db.models.functions.Least("head", "child"),
                django.db.models.functions.Greatest("head", "child"),
                condition=models.Q(("status", "rejected"), _negated=True),
                name="relationship_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="relationshipweight",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handling__in", ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED", "ALL"])
                ),
                name="weight_handling_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="relationshipweight",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("articles__gte", 1),
                    ("hedged__lte", models.F("quotes")),
                    ("origins__lte", models.F("articles")),
                    ("quotes__gte", models.F("articles")),
                    ("waiting__lte", models.F("quotes")),
                ),
                name="weight_counts_fit",
            ),
        ),
        migrations.AddConstraint(
            model_name="relationshipweight",
            constraint=models.CheckConstraint(
                condition=models.Q(("sure", None), ("sure__range", (0, 1)), _connector="OR"),
                name="weight_sure_0_to_1",
            ),
        ),
        frozen(__file__),
    ]
