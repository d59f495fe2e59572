"""Digests have their words without signs: the newest at once, the others in the background."""

from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_signs_and_umlauts"),
        ("entities", "0024_markings"),
    ]
    operations = [
        migrations.AddField(
            model_name="vocabularyreading",
            name="renewed_from",
            field=models.BigIntegerField(
                db_default=0,
                help_text="digests of articles before this one have their words as an earlier"
                " version kept them; 0 where none has",
            ),
        ),
        frozen(__file__),
    ]
