"""An index of live mentions alone counts and lists those of an entity by itself."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("entities", "0015_digest_by_time")]
    operations = [
        migrations.RemoveIndex("mention", "mention_entity_article"),
        migrations.AddIndex(
            "mention",
            models.Index(
                fields=["entity", "article"],
                condition=~Q(status="rejected") & Q(revision=None),
                name="mention_entity_article",
            ),
        ),
    ]
