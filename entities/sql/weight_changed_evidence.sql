-- Evidence changed in what weights are counted from. Called by the trigger below.
-- Rows that are the same before and after are there twice, as for digest_changed_evidence.
CREATE OR REPLACE FUNCTION weight_changed_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT relationship_id))
       FROM (
        SELECT relationship_id
          FROM (
            SELECT id, relationship_id, article_id, quote, grade, status, hedged, revision_id,
                   confidence
              FROM old_rows
            UNION ALL
            SELECT id, relationship_id, article_id, quote, grade, status, hedged, revision_id,
                   confidence
              FROM new_rows
          ) both_rows
         GROUP BY id, relationship_id, article_id, quote, grade, status, hedged, revision_id,
                  confidence
        HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_evidence();
