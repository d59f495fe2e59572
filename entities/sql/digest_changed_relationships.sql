-- Relationships changed in kind, or were rejected or are no more. Called by the trigger below.
-- So confirming one that thousands of articles state touches none of their digests.
CREATE OR REPLACE FUNCTION digest_changed_relationships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT evidence.article_id))
       FROM (
        SELECT DISTINCT id
          FROM (SELECT id, kind, status = 'rejected' AS is_rejected FROM old_rows
                UNION ALL SELECT id, kind, status = 'rejected' FROM new_rows) both_rows
         GROUP BY id, kind, is_rejected HAVING count(*) = 1
       ) changed
       JOIN entities_evidence evidence ON evidence.relationship_id = changed.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON entities_relationship
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_relationships();
