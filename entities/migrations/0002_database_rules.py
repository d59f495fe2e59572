"""Rules that Django cannot declare: keys that compare the kind, spans within their text."""

from django.db import migrations

KEYS = [
    # table, key, columns, what may happen when the kind of the entity changes
    ("entities_entity", "entity_parent_same_kind", "(parent_id, kind)", ""),
    ("entities_entity", "entity_merged_same_kind", "(merged_into_id, kind)", ""),
    ("entities_mention", "mention_entity_same_kind", "(entity_id, kind)", "ON UPDATE CASCADE"),
    ("entities_relationship", "relationship_head_kind", "(head_id, head_kind)", "ON UPDATE CASCADE"),
    ("entities_relationship", "relationship_child_kind", "(child_id, child_kind)", "ON UPDATE CASCADE"),
]

# One look at the articles per statement, not per row, so that bulk loads stay fast.
SPANS = """
CREATE FUNCTION spans_within_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT new_rows.article_id, new_rows.start, new_rows."end", article.length INTO wrong
      FROM new_rows JOIN articles_article article ON article.id = new_rows.article_id
     WHERE new_rows."end" > article.length LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The span % to % lies beyond the text of article %, which has % characters.',
            wrong.start, wrong."end", wrong.article_id, wrong.length
            USING ERRCODE = 'check_violation', CONSTRAINT = 'span_within_text';
    END IF;
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER {table}_{event}_within_text AFTER {event} ON {table}
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();
"""
SPAN_TABLES = ("entities_mention", "entities_evidence")

PLACES = """
CREATE FUNCTION places_inside(places bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE ROWS 200 AS $$
    WITH RECURSIVE inside(id) AS (
        SELECT unnest(places)
        UNION
        SELECT child.id FROM entities_entity child JOIN inside ON child.parent_id = inside.id
    ) SELECT id FROM inside
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("entities", "0001_knowledge")]
    operations = [
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY {columns} "
                f"REFERENCES entities_entity (id, kind) {change} DEFERRABLE INITIALLY IMMEDIATE",
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            )
            for table, name, columns, change in KEYS
        ),
        migrations.RunSQL(SPANS, "DROP FUNCTION spans_within_text()"),
        *(
            migrations.RunSQL(
                TRIGGER.format(table=table, event=event),
                f"DROP TRIGGER {table}_{event}_within_text ON {table}",
            )
            for table in SPAN_TABLES
            for event in ("insert", "update")
        ),
        migrations.RunSQL(PLACES, "DROP FUNCTION places_inside(bigint[])"),
    ]
