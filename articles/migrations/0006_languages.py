"""Words of each language are stemmed in it."""

from django.db import migrations

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_runs")]
    operations = [frozen(__file__)]
