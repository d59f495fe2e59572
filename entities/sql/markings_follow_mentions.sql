-- What mentions name is known from their articles. Called by the triggers below.
-- Rows that are the same before and after are there twice, as for digest_changed_mentions.
CREATE OR REPLACE FUNCTION markings_follow_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF NOT markings_matter() THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT entity_id) INTO touched FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT entity_id) INTO touched FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT entity_id) INTO touched
          FROM (
            SELECT entity_id
              FROM (
                SELECT id, entity_id, article_id, normalized FROM old_rows
                UNION ALL
                SELECT id, entity_id, article_id, normalized FROM new_rows
              ) both_rows
             GROUP BY id, entity_id, article_id, normalized
            HAVING count(*) = 1
          ) changed;
    END IF;
    -- Where neither is marked, the entity and its article are open, and stay so.
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO touched FROM (
            SELECT DISTINCT entity_id AS id FROM new_rows WHERE article_id IN (
                SELECT article.id FROM articles_article article WHERE article.handling <> 'CLEAR')
            UNION
            SELECT entity.id FROM entities_entity entity
             WHERE entity.id = ANY(touched) AND entity.handling <> 'CLEAR'
            UNION
            SELECT alias.entity_id FROM entities_alias alias
             WHERE alias.entity_id = ANY(touched) AND alias.handling <> 'CLEAR'
        ) known;
    END IF;
    PERFORM mark_by_articles(array_remove(touched, NULL), '{}');
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_insert AFTER INSERT ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_mentions();
CREATE OR REPLACE TRIGGER markings_update AFTER UPDATE ON entities_mention
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_mentions();
CREATE OR REPLACE TRIGGER markings_delete AFTER DELETE ON entities_mention
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_mentions();
