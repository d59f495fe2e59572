"""Digests say of which kinds their relationships are, and in which stretch of time they lie.

Frequent words are then looked for in a piece of the collection, and kinds of relationships without
the keys of thousands.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models import F

# What every digest has to be.
KINDS = ("gang", "person", "location", "agency", "organization", "date", "money")
NOW = """
CREATE OR REPLACE VIEW entities_digest_now AS
SELECT article.id AS article_id, article.source_id, words_fingerprint(told.words) AS fingerprint,
       article.published_on, found.mentions, found.undecided, found.doubt,
       article.review_status, article.handling, article.credibility,
       named.entities, found.kinds, named.counts, stated.relationships, told.words,
       stated.relationship_kinds
  FROM articles_article article
 CROSS JOIN LATERAL (
    -- Without the offset the planner would put the function wherever the words are named.
    SELECT article_words(article.title, article.text, article.body_start, article.body_end,
                         article.furniture) AS words
    OFFSET 0
 ) told
 CROSS JOIN LATERAL (
    SELECT count(*)::int AS mentions,
           (count(*) FILTER (WHERE status = 'proposed'))::int AS undecided,
           max(1 - coalesce(confidence, 0)) FILTER (WHERE status = 'proposed') AS doubt,
           ARRAY[{kinds}] AS kinds
      FROM entities_mention
     WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
 ) found
 CROSS JOIN LATERAL (
    WITH RECURSIVE around(id, number, depth) AS (
        SELECT entity_id, count(*)::int, 0 FROM entities_mention
         WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
           AND entity_id IS NOT NULL
         GROUP BY entity_id
        UNION ALL
        SELECT place.parent_id, around.number, around.depth + 1
          FROM around
         -- Limited, so that each is looked up by its key, however little is known of the table.
         CROSS JOIN LATERAL (
            SELECT parent_id FROM entities_entity
             WHERE id = around.id AND kind = 'location' AND parent_id IS NOT NULL LIMIT 1
         ) place
         -- Places that lie in each other would go on for ever.
         WHERE around.depth < 12
    ), counted AS (SELECT id, sum(number)::int AS number FROM around GROUP BY id)
    SELECT coalesce(array_agg(id ORDER BY id), '{}') AS entities,
           coalesce(array_agg(number ORDER BY id), '{}') AS counts
      FROM counted
 ) named
 CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT evidence.relationship_id), '{}') AS relationships,
           coalesce(array_agg(DISTINCT stands.kind) FILTER (WHERE stands.status <> 'rejected'),
                    '{}') AS relationship_kinds
      FROM entities_evidence evidence
      JOIN entities_relationship stands ON stands.id = evidence.relationship_id
     WHERE evidence.article_id = article.id AND evidence.status <> 'rejected'
       AND evidence.revision_id IS NULL
 ) stated;
""".replace(
    "{kinds}",
    ",\n                 ".join(f"(count(*) FILTER (WHERE kind = '{kind}'))::int" for kind in KINDS),
)

REFRESH = """
CREATE OR REPLACE FUNCTION refresh_digests(articles bigint[]) RETURNS void LANGUAGE plpgsql
-- Planned once, and only by keys: a plan from when the tables were small must not read all of them.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    -- Joined, since a plan for any number of keys would compare each row with all of them.
    PERFORM FROM entities_digest WHERE article_id IN (SELECT unnest(articles))
      ORDER BY article_id FOR UPDATE;
    UPDATE entities_digest digest
       SET mentions = now.mentions, undecided = now.undecided, doubt = now.doubt,
           entities = now.entities, kinds = now.kinds, counts = now.counts,
           relationships = now.relationships, relationship_kinds = now.relationship_kinds
      FROM (
        SELECT article_id, mentions, undecided, doubt, entities, kinds, counts, relationships,
               relationship_kinds
          FROM unnest(articles) AS wanted(id)
          JOIN entities_digest_now ON article_id = wanted.id
         -- Without the offset every column of the view would be computed, the words too.
        OFFSET 0
      ) now
     WHERE now.article_id = digest.article_id
       AND (digest.mentions, digest.undecided, digest.doubt, digest.entities, digest.kinds,
            digest.counts, digest.relationships, digest.relationship_kinds)
           IS DISTINCT FROM (now.mentions, now.undecided, now.doubt, now.entities, now.kinds,
                             now.counts, now.relationships, now.relationship_kinds);
END $$;
"""

INSERT = """
CREATE OR REPLACE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entities_digest ({columns})
    SELECT {columns} FROM entities_digest_now
     WHERE article_id IN (SELECT id FROM new_rows);
    RETURN NULL;
END $$;
""".replace(
    "{columns}",
    "article_id, source_id, fingerprint, published_on, mentions, undecided, doubt, review_status,"
    " handling, credibility, entities, kinds, counts, relationships, relationship_kinds, words",
)

RELATIONSHIPS = """
CREATE FUNCTION digest_changed_relationships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT evidence.article_id))
       FROM (
        SELECT DISTINCT id
          FROM (SELECT id, kind, status FROM old_rows
                UNION ALL SELECT id, kind, status FROM new_rows) both_rows
         GROUP BY id, kind, status HAVING count(*) = 1
       ) changed
       JOIN entities_evidence evidence ON evidence.relationship_id = changed.id;
    RETURN NULL;
END $$;

CREATE TRIGGER digest_update AFTER UPDATE ON entities_relationship
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_relationships();
"""

FILL = """
ALTER TABLE entities_digest ALTER relationship_kinds SET STORAGE MAIN;
UPDATE entities_digest digest
   SET relationship_kinds = stated.kinds
  FROM (
    SELECT evidence.article_id, array_agg(DISTINCT stands.kind) AS kinds
      FROM entities_evidence evidence
      JOIN entities_relationship stands ON stands.id = evidence.relationship_id
     WHERE evidence.status <> 'rejected' AND evidence.revision_id IS NULL
       AND stands.status <> 'rejected'
     GROUP BY evidence.article_id
  ) stated
 WHERE stated.article_id = digest.article_id;
"""

SEARCH = GinIndex(
    F("words"),
    F("entities"),
    F("relationships"),
    F("relationship_kinds"),
    models.Func(
        F("published_on"),
        template="ARRAY[(%(expressions)s - DATE '1970-01-01') >> 5]",
        output_field=ArrayField(models.IntegerField()),
    ),
    name="digest_search",
    gin_pending_list_limit=256,
)


class Migration(migrations.Migration):
    dependencies = [("entities", "0015_digests_once_a_transaction")]
    operations = [
        migrations.RemoveIndex("digest", "digest_search"),
        migrations.AddField(
            "digest",
            "relationship_kinds",
            ArrayField(
                models.CharField(max_length=13),
                default=list,
                help_text="what these are, as far as they were not rejected",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL),
        migrations.RunSQL(NOW),
        migrations.RunSQL(REFRESH),
        migrations.RunSQL(INSERT),
        migrations.RunSQL(RELATIONSHIPS),
        migrations.AddIndex("digest", SEARCH),
        migrations.RemoveIndex("mention", "mention_entity_article"),
        migrations.AddIndex(
            "mention",
            models.Index(
                fields=["entity", "article"],
                include=["status", "revision"],
                name="mention_entity_article",
            ),
        ),
    ]
