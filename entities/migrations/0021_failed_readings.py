"""Readings that failed are listed on the home page."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_changed_groups'),
        ('entities', '0020_quantities'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='extraction',
            index=models.Index(condition=models.Q(('error', ''), _negated=True), fields=['article'], name='extraction_failed'),
        ),
    ]
