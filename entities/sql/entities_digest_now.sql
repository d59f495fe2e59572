-- What every row of entities_digest has to be.
-- The functions make_digests, digest_changed_articles and refresh_digests fill in from here, and
-- entities.search.digests compares with it.
DROP VIEW IF EXISTS entities_digest_now;
CREATE VIEW entities_digest_now AS
SELECT article.id AS article_id, article.source_id, place.cluster,
       article.published_on, found.mentions, found.undecided, found.doubt,
       article.review_status, article.handling, article.credibility,
       named.entities, found.kinds, named.counts, stated.relationships, told.words,
       stated.relationship_kinds
  FROM articles_article article
  JOIN articles_clusterplace place ON place.article_id = article.id
 CROSS JOIN LATERAL (
    -- Without the offset the planner would put the function wherever the words are named.
    SELECT article_words(article.title, article.text, article.body_start, article.body_end,
                         article.furniture, article.language) AS words
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
 ) stated
 WHERE article.withdrawn_at IS NULL;
