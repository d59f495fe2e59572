-- Evidence changed in what a digest is derived from. Called by the trigger below.
-- Whether what stands is confirmed is nothing to a digest.
-- Rows that are the same before and after are there twice. A join would be planned once for all
-- numbers of rows, and compare each with all.
CREATE OR REPLACE FUNCTION digest_changed_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT article_id))
       FROM (
        SELECT article_id
          FROM (
            SELECT id, article_id, relationship_id, revision_id, status = 'rejected' AS is_rejected
              FROM old_rows
            UNION ALL
            SELECT id, article_id, relationship_id, revision_id, status = 'rejected' FROM new_rows
          ) both_rows
         GROUP BY id, article_id, relationship_id, revision_id, is_rejected HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_evidence();
