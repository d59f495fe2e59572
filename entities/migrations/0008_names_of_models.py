"""Three models get the names of what they are: rows of the search, labels, acts on many rows."""

import django.db.models.deletion
from django.db import migrations, models

# Acts name the model of each row they changed; groups may have been given rights by name.
RENAME = """
UPDATE entities_rowchange SET model = 'entities.reviewerlabels' WHERE model = 'entities.reading';
UPDATE auth_permission
   SET codename = split_part(codename, '_', 1) || '_' || renamed.now,
       name = 'Can ' || split_part(codename, '_', 1) || ' ' || renamed.words
  FROM (VALUES
    ('digest', 'searchrow', 'search row'),
    ('reading', 'reviewerlabels', 'reviewer labels'),
    ('sweep', 'bulkaction', 'bulk action')
  ) AS renamed (before, now, words), django_content_type AS type
 WHERE type.id = content_type_id AND app_label = 'entities'
   AND split_part(codename, '_', 2) = renamed.before;
"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0007_verbs"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        # The table stays entities_digest, which the database's own functions write.
        migrations.AlterModelTable("digest", "entities_digest"),
        migrations.RenameModel("Digest", "SearchRow"),
        migrations.RenameModel("Reading", "ReviewerLabels"),
        migrations.AlterModelOptions(
            "reviewerlabels",
            {"verbose_name": "reviewer labels", "verbose_name_plural": "reviewer labels"},
        ),
        migrations.RenameModel("Sweep", "BulkAction"),
        migrations.AlterField(
            "bulkaction",
            "action",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="bulk_action",
                to="entities.action",
            ),
        ),
        migrations.RunSQL(RENAME),
    ]
