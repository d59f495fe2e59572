-- What lies in another, or was merged into it, is of the same kind. (The key that these refer to
-- is there when the migration 0001 is done.)
ALTER TABLE entities_entity ADD CONSTRAINT entity_parent_same_kind FOREIGN KEY (parent_id, kind)
    REFERENCES entities_entity (id, kind) DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE entities_entity ADD CONSTRAINT entity_merged_same_kind FOREIGN KEY (merged_into_id, kind)
    REFERENCES entities_entity (id, kind) DEFERRABLE INITIALLY IMMEDIATE;

-- A mention is of the kind of its entity, also when that changes.
ALTER TABLE entities_mention ADD CONSTRAINT mention_entity_same_kind FOREIGN KEY (entity_id, kind)
    REFERENCES entities_entity (id, kind) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- Refuses spans that end beyond their text. A span of an earlier text is not measured.
-- One look at the articles per statement, not per row, so that bulk loads stay fast.
-- Called by the triggers below, whoever writes mentions and evidence.
CREATE FUNCTION spans_within_text() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT new_rows.article_id, new_rows.start, new_rows."end", article.length INTO wrong
      FROM new_rows JOIN articles_article article ON article.id = new_rows.article_id
     WHERE new_rows."end" > article.length AND new_rows.revision_id IS NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'The span % to % lies beyond the text of article %, which has % characters.',
            wrong.start, wrong."end", wrong.article_id, wrong.length
            USING ERRCODE = 'check_violation', CONSTRAINT = 'span_within_text';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER entities_mention_insert_within_text AFTER INSERT ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();

CREATE TRIGGER entities_mention_update_within_text AFTER UPDATE ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();
