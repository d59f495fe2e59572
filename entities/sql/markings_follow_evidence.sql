-- What quotes state is known from their articles, and so are its ends. Called by the triggers below.
CREATE OR REPLACE FUNCTION markings_follow_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF NOT markings_matter() THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT relationship_id) INTO touched FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT relationship_id) INTO touched FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT relationship_id) INTO touched
          FROM (
            SELECT relationship_id
              FROM (
                SELECT id, relationship_id, article_id FROM old_rows
                UNION ALL
                SELECT id, relationship_id, article_id FROM new_rows
              ) both_rows
             GROUP BY id, relationship_id, article_id
            HAVING count(*) = 1
          ) changed;
    END IF;
    PERFORM mark_by_articles(
        (SELECT coalesce(array_agg(DISTINCT edge), '{}')
           FROM entities_relationship stated CROSS JOIN LATERAL
                unnest(ARRAY[stated.head_id, stated.child_id]) AS edge
          WHERE stated.id = ANY(touched)),
        coalesce(touched, '{}')
    );
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_insert AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_evidence();
CREATE OR REPLACE TRIGGER markings_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_evidence();
CREATE OR REPLACE TRIGGER markings_delete AFTER DELETE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_evidence();
