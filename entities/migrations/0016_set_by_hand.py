"""What persons have set of articles so far is remembered as set by hand."""

from django.db import migrations

SET_BY_HAND = """
    UPDATE articles_article SET set_by_hand = fields.names
      FROM (
        SELECT change.row, array_agg(DISTINCT name ORDER BY name) AS names
          FROM entities_rowchange AS change
          JOIN entities_action AS action ON action.id = change.action_id
          CROSS JOIN jsonb_object_keys(change.after) AS name
         WHERE change.model = 'articles.article' AND NOT change.is_left
           AND action.verb = 'describe' AND action.undone_at IS NULL
         GROUP BY change.row
      ) AS fields
     WHERE articles_article.id = fields.row
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_furniture"), ("entities", "0015_languages")]
    operations = [migrations.RunSQL(SET_BY_HAND, migrations.RunSQL.noop)]
