-- The kinds in the order in which they were counted until now.
CREATE FUNCTION pg_temp.by_name(numbers int[]) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT
RETURN (
    SELECT coalesce(jsonb_object_agg(kind, number), '{}')
      FROM unnest(
        ARRAY['gang', 'person', 'location', 'agency', 'organization', 'date', 'money'], numbers
      ) AS counted(kind, number)
     WHERE number > 0
);
ALTER TABLE entities_digest
    ALTER kinds TYPE jsonb USING pg_temp.by_name(kinds),
    ALTER relationship_kinds TYPE text[],
    -- In the same statement, so that the rows are written so at once.
    ALTER kinds SET STORAGE MAIN, ALTER relationship_kinds SET STORAGE MAIN;
DROP FUNCTION pg_temp.by_name(int[]);

-- What every row of entities_digest has to be.
-- The functions digest_new_articles, digest_changed_articles and refresh_digests fill in from here,
-- and entities.search.digests compares with it.
CREATE VIEW entities_digest_now AS
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
    SELECT coalesce(sum(number), 0)::int AS mentions,
           coalesce(sum(undecided), 0)::int AS undecided,
           max(doubt) AS doubt,
           coalesce(jsonb_object_agg(kind, number), '{}') AS kinds
      FROM (
        SELECT kind, count(*) AS number,
               count(*) FILTER (WHERE status = 'proposed') AS undecided,
               max(1 - coalesce(confidence, 0)) FILTER (WHERE status = 'proposed') AS doubt
          FROM entities_mention
         WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
         GROUP BY kind
      ) of_kind
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
           coalesce(array_agg(DISTINCT stands.kind::text)
                        FILTER (WHERE stands.status <> 'rejected'), '{}') AS relationship_kinds
      FROM entities_evidence evidence
      JOIN entities_relationship stands ON stands.id = evidence.relationship_id
     WHERE evidence.article_id = article.id AND evidence.status <> 'rejected'
       AND evidence.revision_id IS NULL
 ) stated;

-- What people decided on the proposals of each rule for each kind.
-- Read through the model Reliability; nothing is stored.
CREATE VIEW entities_reliability AS
SELECT 'mention:' || rule || ':' || kind AS key, 'mention' AS what, rule, kind,
       decisions, confirmed, stated
  FROM (
    SELECT origin AS rule, coalesce(nullif(misread_as, ''), kind) AS kind,
           count(*) AS decisions,
           count(*) FILTER (WHERE status = 'confirmed' AND misread_as = '') AS confirmed,
           avg(confidence) AS stated
      FROM entities_mention
     WHERE status <> 'proposed' AND origin <> 'person'
     GROUP BY 1, 2
  ) mentions
UNION ALL
SELECT 'relationship:' || rule || ':' || kind, 'relationship', rule, kind,
       decisions, confirmed, stated
  FROM (
    SELECT evidence.rule, relationship.kind,
           count(*) AS decisions,
           count(*) FILTER (WHERE evidence.status = 'confirmed') AS confirmed,
           avg(evidence.confidence) AS stated
      FROM entities_evidence evidence
      JOIN entities_relationship relationship ON relationship.id = evidence.relationship_id
     WHERE evidence.status <> 'proposed' AND evidence.rule <> 'person'
     GROUP BY 1, 2
  ) evidence;

-- The same as before, in lines of a readable length.
CREATE OR REPLACE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entities_digest (
        article_id, source_id, fingerprint, published_on, mentions, undecided, doubt,
        review_status, handling, credibility, entities, kinds, counts, relationships,
        relationship_kinds, words
    )
    SELECT article_id, source_id, fingerprint, published_on, mentions, undecided, doubt,
           review_status, handling, credibility, entities, kinds, counts, relationships,
           relationship_kinds, words
      FROM entities_digest_now
     WHERE article_id IN (SELECT id FROM new_rows);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION digest_changed_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT article_id))
       FROM (
        SELECT article_id
          FROM (
            SELECT id, article_id, entity_id, kind, status, confidence, revision_id FROM old_rows
            UNION ALL
            SELECT id, article_id, entity_id, kind, status, confidence, revision_id FROM new_rows
          ) both_rows
         GROUP BY id, article_id, entity_id, kind, status, confidence, revision_id
        HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION digest_changed_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT article_id))
       FROM (
        SELECT article_id
          FROM (
            SELECT id, article_id, relationship_id, status, revision_id FROM old_rows
            UNION ALL
            SELECT id, article_id, relationship_id, status, revision_id FROM new_rows
          ) both_rows
         GROUP BY id, article_id, relationship_id, status, revision_id HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION digest_moved_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[];
BEGIN
    SELECT array_agg(DISTINCT id) INTO moved
      FROM (
        SELECT id
          FROM (
            SELECT id, kind, parent_id FROM old_rows
            UNION ALL
            SELECT id, kind, parent_id FROM new_rows
          ) both_rows
         GROUP BY id, kind, parent_id HAVING count(*) = 1
      ) changed;
    IF moved IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock('entities_digest'::regclass::oid::int, 0);
        PERFORM refresh_digests(array_agg(article_id))
           FROM entities_digest WHERE entities && moved;
    END IF;
    RETURN NULL;
END $$;

-- What pgtrigger left of a table that is no more, in databases older than these migrations.
DROP FUNCTION IF EXISTS pgtrigger_append_only_253ac();
DROP FUNCTION IF EXISTS pgtrigger_delete_delete_947c2();
DROP FUNCTION IF EXISTS pgtrigger_update_update_56b78();
