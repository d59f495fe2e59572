-- What is known from an article follows when that is marked otherwise. Called by the trigger below.
CREATE OR REPLACE FUNCTION markings_follow_articles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
    named bigint[];
    stated bigint[];
BEGIN
    SELECT array_agg(after.id) INTO changed
      FROM new_rows after JOIN old_rows before USING (id) WHERE after.handling <> before.handling;
    IF changed IS NOT NULL THEN
        SELECT array_agg(DISTINCT relationship_id) INTO stated FROM entities_evidence
         WHERE article_id = ANY(changed);
        SELECT array_agg(DISTINCT id) INTO named FROM (
            SELECT entity_id AS id FROM entities_mention
             WHERE article_id = ANY(changed) AND entity_id IS NOT NULL
            UNION ALL
            SELECT unnest(ARRAY[head_id, child_id]) FROM entities_relationship
             WHERE id = ANY(stated)
        ) known;
        PERFORM mark_by_articles(coalesce(named, '{}'), coalesce(stated, '{}'));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_articles();
