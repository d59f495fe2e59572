-- Refuses spans that end beyond their text. A span of an earlier text is not measured.
-- One look at the articles per statement, not per row, so that bulk loads stay fast.
-- Called by the triggers below, whoever writes mentions and evidence.
CREATE OR REPLACE FUNCTION spans_within_text() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE TRIGGER entities_mention_insert_within_text AFTER INSERT ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();

CREATE OR REPLACE TRIGGER entities_mention_update_within_text AFTER UPDATE ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();

CREATE OR REPLACE TRIGGER entities_evidence_insert_within_text AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();

CREATE OR REPLACE TRIGGER entities_evidence_update_within_text AFTER UPDATE ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();
