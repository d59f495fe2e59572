"""Two rules of relationships get names of their own, which others had as well.

What is known of how often people agreed with a rule counts by its name.
"""

from django.db import migrations

RENAME = """
UPDATE entities_evidence AS evidence SET rule = renamed.now
  FROM (VALUES
    ('faction_of', 'belongs-to', 'gang-belongs-to'),
    ('located_in', 'person-of', 'person-from-place')
  ) AS renamed (kind, before, now), entities_relationship AS relationship
 WHERE relationship.id = evidence.relationship_id AND relationship.kind = renamed.kind
   AND evidence.rule = renamed.before;
"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0008_names_of_models")]
    operations = [migrations.RunSQL(RENAME, migrations.RunSQL.noop)]
