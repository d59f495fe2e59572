"""Confirming evidence or a relationship leaves the digests of articles alone."""

from django.db import migrations

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("entities", "0012_weights"),
    ]

    operations = [frozen(__file__)]
