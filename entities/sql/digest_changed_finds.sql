-- Mentions or evidence came or went. Called by the triggers below.
CREATE OR REPLACE FUNCTION digest_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM digests_changed(array_agg(DISTINCT article_id)) FROM new_rows;
    ELSE
        PERFORM digests_changed(array_agg(DISTINCT article_id)) FROM old_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_insert AFTER INSERT ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

CREATE OR REPLACE TRIGGER digest_delete AFTER DELETE ON entities_mention
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

CREATE OR REPLACE TRIGGER digest_insert AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

CREATE OR REPLACE TRIGGER digest_delete AFTER DELETE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();
