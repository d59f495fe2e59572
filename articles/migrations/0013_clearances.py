"""What each person may see; whoever is here already sees up to AMBER."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0012_copies'),
        ('auth', '0012_alter_user_first_name_max_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Clearance',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='clearance', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('level', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER+STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], db_default='GREEN', default='GREEN', max_length=12)),
            ],
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('handling', 'CLEAR'), _negated=True), fields=['id'], include=('handling',), name='article_marked'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'])), name='clearance_known'),
        ),
        migrations.RunSQL(
            "INSERT INTO articles_clearance (user_id, level) SELECT id, 'AMBER' FROM auth_user",
            migrations.RunSQL.noop,
        ),
    ]
