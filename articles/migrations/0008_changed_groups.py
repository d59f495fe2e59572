"""What changed in a group is noted, so that nobody counts all groups to find what is due."""

import django.db.models.deletion
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_furniture_rules_end'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.TextField(blank=True, db_default='', default='')),
                ('documents', models.IntegerField(help_text='that came; of those that went with a minus')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='mendedgroup',
            name='grown',
            field=models.IntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='mendedgroup',
            name='is_due',
            field=models.BooleanField(db_default=False, default=False, help_text='enough has changed for mending it again'),
        ),
        migrations.AddField(
            model_name='mendedgroup',
            name='version',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text='of the rules by which an import reads documents'),
        ),
        migrations.AlterField(
            model_name='mendedgroup',
            name='documents',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AlterField(
            model_name='mendedgroup',
            name='mended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='mendedgroup',
            name='rules',
            field=models.BigIntegerField(db_default=0, default=0, help_text='a hash of the rules'),
        ),
        migrations.AddIndex(
            model_name='mendedgroup',
            index=models.Index(condition=models.Q(('is_due', True)), fields=['id'], name='mended_group_due'),
        ),
        migrations.AddIndex(
            model_name='mendedgroup',
            index=models.Index(fields=['version'], name='mended_group_version'),
        ),
        migrations.AddField(
            model_name='changedgroup',
            name='source',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.source'),
        ),
        migrations.AddConstraint(
            model_name='changedgroup',
            constraint=models.CheckConstraint(condition=models.Q(('source', None), ('place', ''), _connector='XOR'), name='changedgroup_has_one_group'),
        ),
        frozen(__file__),
    ]
