-- Makes the digests of new articles. Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql
-- Only by keys: a plan from when the tables were small would read all articles for every few.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    INSERT INTO entities_digest (
        article_id, source_id, fingerprint, published_on, mentions, undecided, doubt,
        review_status, handling, credibility, entities, kinds, counts, relationships,
        relationship_kinds, words
    )
    SELECT now.article_id, now.source_id, now.fingerprint, now.published_on, now.mentions,
           now.undecided, now.doubt, now.review_status, now.handling, now.credibility,
           now.entities, now.kinds, now.counts, now.relationships, now.relationship_kinds, now.words
      FROM new_rows CROSS JOIN LATERAL (
        -- Without the offset the planner may compute the words of every article before it chooses.
        SELECT * FROM entities_digest_now WHERE article_id = new_rows.id OFFSET 0
      ) now;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_new_articles();
