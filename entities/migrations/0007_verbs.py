"""Verbs of acts in one style; some were two words, one word and a status, or no verb at all."""

from django.db import migrations, models

import entities.models.verbs

RENAME = """
UPDATE entities_action SET verb = renamed.now
  FROM (VALUES
    ('add name', 'add_name'),
    ('confirm shown', 'confirm_shown'),
    ('done', 'finish'),
    ('end name', 'end_name'),
    ('end rule', 'end_rule'),
    ('evidence_confirmed', 'confirm_evidence'),
    ('evidence_rejected', 'reject_evidence'),
    ('grade source', 'grade_source'),
    ('rule', 'make_rule'),
    ('send back', 'send_back')
  ) AS renamed (before, now)
 WHERE verb = renamed.before
"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0006_kinds_by_name")]
    operations = [
        migrations.RunSQL(RENAME),
        migrations.AlterField(
            model_name="action",
            name="verb",
            field=models.CharField(choices=entities.models.verbs.verb_choices, max_length=40),
        ),
    ]
