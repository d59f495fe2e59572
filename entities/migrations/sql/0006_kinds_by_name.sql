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

-- What pgtrigger left of a table that is no more, in databases older than these migrations.
DROP FUNCTION IF EXISTS pgtrigger_append_only_253ac();
DROP FUNCTION IF EXISTS pgtrigger_delete_delete_947c2();
DROP FUNCTION IF EXISTS pgtrigger_update_update_56b78();
