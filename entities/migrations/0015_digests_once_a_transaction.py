"""Digests are brought up to date once a transaction where its writer asks for that.

Storing what was read in many articles writes mentions, then evidence, and may take old ones away.
After `SET LOCAL gangintel.digests TO late` the database computes and writes each digest once, when
the transaction ends or with `SET CONSTRAINTS digest_due IMMEDIATE`. Everybody else has them up to
date after every statement, as ever.

Some indexes go: those that others begin with, and those of columns that hardly any row has. Of the
latter the planner made use where it looked for an article's own rows, which are those without an
earlier text, and went through all rows there are.
"""

import django.db.models.deletion
from django.db import migrations, models

# Empty but within transactions: nothing is lost when the server dies.
DUE = """
CREATE UNLOGGED TABLE entities_digest_due (
    transaction xid8 DEFAULT pg_current_xact_id(),
    number bigint GENERATED ALWAYS AS IDENTITY,
    articles bigint[] NOT NULL,
    PRIMARY KEY (transaction, number)
);

-- Whoever moves a place waits until those who brought digests up to date are done, and they for it:
-- each would otherwise count with the places around it as they were.
CREATE FUNCTION bring_digests_up_to_date(articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared('entities_digest'::regclass::oid::int, 0);
    PERFORM refresh_digests(articles);
END $$;

CREATE FUNCTION refresh_due_digests() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due bigint[];
BEGIN
    -- All that is due: the events of later rows then find nothing to do.
    WITH taken AS (
        DELETE FROM entities_digest_due
         WHERE transaction = pg_current_xact_id() AND number >= NEW.number
        RETURNING articles
    )
    SELECT array_agg(DISTINCT article) INTO due FROM taken, unnest(articles) AS article;
    IF due IS NOT NULL THEN
        PERFORM bring_digests_up_to_date(due);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER digest_due AFTER INSERT ON entities_digest_due
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refresh_due_digests();

CREATE FUNCTION digests_changed(articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF articles IS NULL THEN
        RETURN;
    ELSIF current_setting('gangintel.digests', true) = 'late' THEN
        INSERT INTO entities_digest_due (articles) VALUES (articles);
    ELSE
        PERFORM bring_digests_up_to_date(articles);
    END IF;
END $$;
"""

FINDS = """
CREATE OR REPLACE FUNCTION digest_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM digests_changed(array_agg(DISTINCT article_id)) FROM new_rows;
    ELSE
        PERFORM digests_changed(array_agg(DISTINCT article_id)) FROM old_rows;
    END IF;
    RETURN NULL;
END $$;
"""
FINDS_BEFORE = """
CREATE OR REPLACE FUNCTION digest_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared('entities_digest'::regclass::oid::int, 0);
    IF TG_OP = 'INSERT' THEN
        PERFORM refresh_digests(array_agg(DISTINCT article_id)) FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM refresh_digests(array_agg(DISTINCT article_id)) FROM old_rows;
    ELSE
        PERFORM refresh_digests(array_agg(DISTINCT article_id))
           FROM (SELECT article_id FROM old_rows UNION SELECT article_id FROM new_rows) changed;
    END IF;
    RETURN NULL;
END $$;
"""

# Rows that are the same before and after are there twice. A join would be planned once for all
# numbers of rows, and compare each with all.
UPDATED = """
CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT article_id))
       FROM (
        SELECT article_id
          FROM (SELECT {columns} FROM old_rows UNION ALL SELECT {columns} FROM new_rows) both_rows
         GROUP BY {columns} HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

DROP TRIGGER digest_update ON {table};
CREATE TRIGGER digest_update AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""
UPDATED_BEFORE = """
DROP TRIGGER digest_update ON {table};
CREATE TRIGGER digest_update AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();
DROP FUNCTION {function}();
"""
PLACES = """
CREATE OR REPLACE FUNCTION digest_moved_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[];
BEGIN
    SELECT array_agg(DISTINCT id) INTO moved
      FROM (
        SELECT id
          FROM (SELECT {columns} FROM old_rows UNION ALL SELECT {columns} FROM new_rows) both_rows
         GROUP BY {columns} HAVING count(*) = 1
      ) changed;
    IF moved IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock('entities_digest'::regclass::oid::int, 0);
        PERFORM refresh_digests(array_agg(article_id))
           FROM entities_digest WHERE entities && moved;
    END IF;
    RETURN NULL;
END $$;
""".replace("{columns}", "id, kind, parent_id")
PLACES_BEFORE = """
CREATE OR REPLACE FUNCTION digest_moved_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[];
BEGIN
    SELECT array_agg(id) INTO moved FROM old_rows before JOIN new_rows after USING (id)
     WHERE (before.kind, before.parent_id) IS DISTINCT FROM (after.kind, after.parent_id);
    IF moved IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock('entities_digest'::regclass::oid::int, 0);
        PERFORM refresh_digests(array_agg(article_id))
           FROM entities_digest WHERE entities && moved;
    END IF;
    RETURN NULL;
END $$;
"""

# What a digest is derived from.
TABLES = (
    {
        "table": "entities_mention",
        "function": "digest_changed_mentions",
        "columns": "id, article_id, entity_id, kind, status, confidence, revision_id",
    },
    {
        "table": "entities_evidence",
        "function": "digest_changed_evidence",
        "columns": "id, article_id, relationship_id, status, revision_id",
    },
)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_locks'),
        ('entities', '0014_review'),
    ]

    operations = [
        migrations.AlterField(
            model_name='alias',
            name='entity',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='entities.entity'),
        ),
        migrations.AlterField(
            model_name='candidate',
            name='mention',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='entities.mention'),
        ),
        migrations.AlterField(
            model_name='entity',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='entities.entity'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='relationship',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='evidence', to='entities.relationship'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='revision',
            field=models.ForeignKey(blank=True, db_index=False, help_text='the earlier text that the span counts in, where the present one lacks the words', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.articlerevision'),
        ),
        migrations.AlterField(
            model_name='extraction',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='extractions', to='articles.article'),
        ),
        migrations.AlterField(
            model_name='mention',
            name='claimed_parent',
            field=models.ForeignKey(blank=True, db_index=False, help_text='the place that the article puts this one in, where the gazetteer disagrees', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='entities.entity'),
        ),
        migrations.AlterField(
            model_name='mention',
            name='entity',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='entities.entity'),
        ),
        migrations.AlterField(
            model_name='mention',
            name='revision',
            field=models.ForeignKey(blank=True, db_index=False, help_text='the earlier text that the span counts in, where the present one lacks the words', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.articlerevision'),
        ),
        migrations.AlterField(
            model_name='relationship',
            name='child',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='entities.entity'),
        ),
        migrations.AddIndex(
            model_name='entity',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='entity_merged'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('revision__isnull', False)), fields=['revision'], name='evidence_unplaced'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('claimed_parent__isnull', False)), fields=['claimed_parent'], name='mention_claiming'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('revision__isnull', False)), fields=['revision'], name='mention_unplaced'),
        ),
        migrations.RunSQL(
            DUE,
            "DROP FUNCTION digests_changed(bigint[]); DROP TABLE entities_digest_due;"
            "DROP FUNCTION refresh_due_digests(); DROP FUNCTION bring_digests_up_to_date(bigint[]);",
        ),
        migrations.RunSQL(FINDS, FINDS_BEFORE),
        *(
            migrations.RunSQL(UPDATED.format(**names), UPDATED_BEFORE.format(**names))
            for names in TABLES
        ),
        migrations.RunSQL(PLACES, PLACES_BEFORE),
    ]
