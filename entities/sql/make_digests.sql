-- Makes the digests of articles that have none.
-- Called by digest_new_articles and digest_changed_articles.
CREATE OR REPLACE FUNCTION make_digests(articles bigint[]) RETURNS void LANGUAGE plpgsql
-- Only by keys: a plan from when the tables were small would read all articles for every few.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    INSERT INTO entities_digest (
        article_id, source_id, cluster, published_on, mentions, undecided, doubt,
        review_status, handling, credibility, entities, kinds, counts, relationships,
        relationship_kinds, words
    )
    SELECT now.article_id, now.source_id, now.cluster, now.published_on, now.mentions,
           now.undecided, now.doubt, now.review_status, now.handling, now.credibility,
           now.entities, now.kinds, now.counts, now.relationships, now.relationship_kinds, now.words
      FROM unnest(articles) AS wanted(id) CROSS JOIN LATERAL (
        -- Without the offset the planner may compute the words of every article before it chooses.
        SELECT * FROM entities_digest_now WHERE article_id = wanted.id OFFSET 0
      ) now;
END $$;
