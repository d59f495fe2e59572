from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entities", "0005_earlier_texts")]

    operations = [
        migrations.AddIndex(
            model_name="alias",
            index=models.Index(
                fields=["normalized"], opclasses=["varchar_pattern_ops"], name="alias_beginnings"
            ),
        ),
        migrations.RemoveIndex(model_name="alias", name="alias_normalized"),
    ]
