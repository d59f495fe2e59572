-- Makes the digests of new articles. Called by the trigger below.
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

CREATE OR REPLACE TRIGGER digest_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_new_articles();
