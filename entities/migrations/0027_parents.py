"""Nothing is part of itself by way of others."""

from django.db import migrations

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [("entities", "0026_duplicates_and_notes")]

    operations = [frozen(__file__)]
