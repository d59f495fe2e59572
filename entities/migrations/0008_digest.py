
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_article_words'),
        ('entities', '0007_presence'),
    ]

    operations = [
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('article', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='digest', serialize=False, to='articles.article')),
                ('fingerprint', models.BigIntegerField(help_text='16 groups of 4 bits, of which near-duplicates share nearly all; empty where the words are too few to tell', null=True)),
                ('published_on', models.DateField(null=True)),
                ('mentions', models.IntegerField(help_text='live ones, values included')),
                ('undecided', models.IntegerField(help_text='of these, how many nobody has decided on')),
                ('doubt', models.FloatField(help_text="the machine's about the least sure of the undecided, 0–1", null=True)),
                ('review_status', models.CharField(choices=[('not_begun', 'not begun'), ('in_review', 'in review'), ('done', 'done')], max_length=9)),
                ('handling', models.CharField(choices=[('CLEAR', 'TLP:CLEAR'), ('GREEN', 'TLP:GREEN'), ('AMBER', 'TLP:AMBER'), ('AMBER+STRICT', 'TLP:AMBER+STRICT'), ('RED', 'TLP:RED')], max_length=12)),
                ('credibility', models.CharField(choices=[('1', 'confirmed by other sources'), ('2', 'probably true'), ('3', 'possibly true'), ('4', 'doubtful'), ('5', 'improbable'), ('6', 'truth cannot be judged')], max_length=1)),
                ('entities', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text='primary keys of what is mentioned, and of every place around such a place', size=None)),
                ('kinds', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='how many mentions of each kind, in the order of `Kind`', size=None)),
                ('counts', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), help_text='how often each of these is, with all that lies inside', size=None)),
                ('relationships', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), help_text='primary keys of those with live evidence here', size=None)),
                ('words', django.contrib.postgres.search.SearchVectorField(help_text='title with weight A, body with weight B')),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.source')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words', 'entities', 'relationships'], gin_pending_list_limit=256, name='digest_search'), models.Index(models.OrderBy(models.F('published_on'), descending=True, nulls_last=True), models.OrderBy(models.F('article'), descending=True), name='digest_newest'), models.Index(fields=['source', '-published_on'], name='digest_source')],
            },
        ),
    ]
