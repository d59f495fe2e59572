"""Digests keep the words of an article in its language; new ones are made by keys alone."""

from django.db import migrations

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_languages"),
        ("entities", "0014_evidence_stating"),
    ]
    operations = [frozen(__file__)]
