"""Signs that part words decide nothing, and a word with an umlaut is found without."""

from django.db import migrations

from articles.sql import frozen


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_clearances")]
    operations = [frozen(__file__)]
