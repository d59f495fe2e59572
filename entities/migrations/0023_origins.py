"""Near-copies are told by their cluster, and of what is withdrawn nothing counts."""

from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_copies"),
        ("entities", "0022_source_acts"),
    ]

    operations = [
        frozen(__file__),
        migrations.RemoveField(model_name="searchrow", name="fingerprint"),
        migrations.AddField(
            model_name="searchrow",
            name="cluster",
            field=models.BigIntegerField(
                default=0,
                help_text="the same for near-copies, which have one origin; see ClusterPlace",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE entities_digest digest SET cluster = place.cluster"
            " FROM articles_clusterplace place WHERE place.article_id = digest.article_id",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="searchrow",
            index=models.Index(
                fields=["cluster", "published_on", "article"], name="digest_cluster"
            ),
        ),
    ]
