-- Brings up to date what a digest repeats of its article. Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM entities_digest digest USING new_rows after
     WHERE digest.article_id = after.id AND after.withdrawn_at IS NOT NULL;
    PERFORM make_digests(array_agg(after.id))
       FROM old_rows before JOIN new_rows after USING (id)
      WHERE before.withdrawn_at IS NOT NULL AND after.withdrawn_at IS NULL
     HAVING count(*) > 0;
    UPDATE entities_digest digest
       SET words = now.words
      FROM old_rows before JOIN new_rows after USING (id)
      JOIN entities_digest_now now ON now.article_id = after.id
     WHERE digest.article_id = after.id
       AND (before.title, before.text, before.body_start, before.body_end, before.furniture,
            before.language)
           IS DISTINCT FROM
           (after.title, after.text, after.body_start, after.body_end, after.furniture,
            after.language);
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

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_articles();
