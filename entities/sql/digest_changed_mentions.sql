-- Mentions changed in what a digest is derived from. Called by the trigger below.
-- Rows that are the same before and after are there twice. A join would be planned once for all
-- numbers of rows, and compare each with all.
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

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON entities_mention
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_mentions();
