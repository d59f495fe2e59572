"""The database keeps the digests: whoever changes an article, mention, evidence or place."""

from django.db import migrations

COLUMNS = (
    "article_id, source_id, fingerprint, published_on, mentions, undecided, doubt, review_status,"
    " handling, credibility, entities, kinds, counts, relationships, words"
)

TABLE = """
ALTER TABLE entities_digest
    -- The words lie apart and everything else together, so that many rows fit on a page.
    ALTER words SET STORAGE EXTERNAL, ALTER entities SET STORAGE MAIN,
    ALTER kinds SET STORAGE MAIN, ALTER counts SET STORAGE MAIN, ALTER relationships SET STORAGE MAIN,
    -- The planner chooses between newest first and the index by these.
    ALTER words SET STATISTICS 300, ALTER entities SET STATISTICS 300,
    SET (toast_tuple_target = 512, fillfactor = 90),
    ADD CONSTRAINT digest_article FOREIGN KEY (article_id)
        REFERENCES articles_article ON DELETE CASCADE;
"""

# The least hash in each of 16 groups of the words, of which 4 bits are kept (one permutation
# hashing, Li, Owen & Zhang 2012, with b-bit minwise hashing, Li & König 2010): two texts agree
# in about the share of the groups that is the share of words they have in common.
FINGERPRINT = """
CREATE FUNCTION words_fingerprint(words tsvector) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 16 AND length(words) >= 40
                THEN bit_or((least & 15) << (4 * place)::int) END
      FROM (
        SELECT hash & 15 AS place, min((hash >> 4) & 281474976710655) AS least
          FROM (SELECT hashtextextended(lexeme, 0) AS hash FROM unnest(words)) hashed
         GROUP BY 1
      ) groups;
END;
"""

# What every digest has to be: the triggers fill in from here, and a check compares with it.
KINDS = ("gang", "person", "location", "agency", "organization", "date", "money")
NOW = """
CREATE VIEW entities_digest_now AS
SELECT article.id AS article_id, article.source_id, words_fingerprint(told.words) AS fingerprint,
       article.published_on, found.mentions, found.undecided, found.doubt,
       article.review_status, article.handling, article.credibility,
       named.entities, found.kinds, named.counts, stated.relationships, told.words
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
    SELECT coalesce(array_agg(DISTINCT relationship_id), '{}') AS relationships
      FROM entities_evidence
     WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
 ) stated;
""".replace(
    "{kinds}",
    ",\n                 ".join(f"(count(*) FILTER (WHERE kind = '{kind}'))::int" for kind in KINDS),
)

# The rows are locked before anything is counted: of two transactions that change mentions of one
# article, the later one so sees what the earlier one has written.
REFRESH = """
CREATE FUNCTION refresh_digests(articles bigint[]) RETURNS void LANGUAGE plpgsql
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
           relationships = now.relationships
      FROM (
        SELECT article_id, mentions, undecided, doubt, entities, kinds, counts, relationships
          FROM unnest(articles) AS wanted(id)
          JOIN entities_digest_now ON article_id = wanted.id
         -- Without the offset every column of the view would be computed, the words too.
        OFFSET 0
      ) now
     WHERE now.article_id = digest.article_id
       AND (digest.mentions, digest.undecided, digest.doubt, digest.entities, digest.kinds,
            digest.counts, digest.relationships)
           IS DISTINCT FROM (now.mentions, now.undecided, now.doubt, now.entities, now.kinds,
                             now.counts, now.relationships);
END $$;
"""

ARTICLES = """
CREATE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entities_digest ({columns})
    SELECT {columns} FROM entities_digest_now
     WHERE article_id IN (SELECT id FROM new_rows);
    RETURN NULL;
END $$;

CREATE FUNCTION digest_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE entities_digest digest
       SET words = now.words, fingerprint = now.fingerprint
      FROM old_rows before JOIN new_rows after USING (id)
      JOIN entities_digest_now now ON now.article_id = after.id
     WHERE digest.article_id = after.id
       AND (before.title, before.text, before.body_start, before.body_end, before.furniture)
           IS DISTINCT FROM
           (after.title, after.text, after.body_start, after.body_end, after.furniture);
    UPDATE entities_digest digest
       SET source_id = after.source_id, published_on = after.published_on,
           review_status = after.review_status, handling = after.handling,
           credibility = after.credibility
      FROM new_rows after
     WHERE digest.article_id = after.id
       AND (digest.source_id, digest.published_on, digest.review_status, digest.handling,
            digest.credibility)
           IS DISTINCT FROM
           (after.source_id, after.published_on, after.review_status, after.handling,
            after.credibility);
    RETURN NULL;
END $$;

CREATE TRIGGER digest_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_new_articles();
CREATE TRIGGER digest_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_articles();
""".replace("{columns}", COLUMNS)

# Whoever moves a place waits until those who change mentions are done, and they for it: each would
# otherwise count with the places around it as they were.
MENTIONS = """
CREATE FUNCTION digest_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
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
KEPT = """
CREATE TRIGGER digest_insert AFTER INSERT ON {table}
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();
CREATE TRIGGER digest_update AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();
CREATE TRIGGER digest_delete AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();
"""
UNKEPT = "".join(f"DROP TRIGGER digest_{event} ON {{table}};" for event in ("insert", "update", "delete"))

PLACES = """
CREATE FUNCTION digest_moved_places() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER digest_update AFTER UPDATE ON entities_entity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_moved_places();
"""

FILL = """
INSERT INTO entities_digest ({columns}) SELECT {columns} FROM entities_digest_now;
ANALYZE entities_digest;
""".replace("{columns}", COLUMNS)


class Migration(migrations.Migration):
    dependencies = [("entities", "0008_digest")]
    operations = [
        migrations.RunSQL(TABLE, migrations.RunSQL.noop),
        migrations.RunSQL(FINGERPRINT, "DROP FUNCTION words_fingerprint(tsvector)"),
        migrations.RunSQL(NOW, "DROP VIEW entities_digest_now"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(REFRESH, "DROP FUNCTION refresh_digests(bigint[])"),
        migrations.RunSQL(
            ARTICLES,
            "DROP TRIGGER digest_insert ON articles_article;"
            "DROP TRIGGER digest_update ON articles_article;"
            "DROP FUNCTION digest_new_articles(); DROP FUNCTION digest_changed_articles();",
        ),
        migrations.RunSQL(MENTIONS, "DROP FUNCTION digest_changed_finds()"),
        *(
            migrations.RunSQL(KEPT.format(table=table), UNKEPT.format(table=table))
            for table in ("entities_mention", "entities_evidence")
        ),
        migrations.RunSQL(
            PLACES,
            "DROP TRIGGER digest_update ON entities_entity; DROP FUNCTION digest_moved_places();",
        ),
    ]
