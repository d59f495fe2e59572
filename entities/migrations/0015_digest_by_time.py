"""Frequent words and names are looked for in a piece of the collection, by the same index."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_locks"), ("entities", "0014_review")]
    operations = [
        migrations.RemoveIndex("digest", "digest_search"),
        migrations.AddIndex(
            "digest",
            GinIndex(
                F("words"),
                F("entities"),
                F("relationships"),
                models.Func(
                    F("published_on"),
                    template="ARRAY[(%(expressions)s - DATE '1970-01-01') >> 5]",
                    output_field=ArrayField(models.IntegerField()),
                ),
                name="digest_search",
                gin_pending_list_limit=256,
            ),
        ),
    ]
