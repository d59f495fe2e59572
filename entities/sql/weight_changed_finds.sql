-- Evidence came or went. Called by the triggers below.
CREATE OR REPLACE FUNCTION weight_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM weights_changed(array_agg(DISTINCT relationship_id)) FROM new_rows;
    ELSE
        PERFORM weights_changed(array_agg(DISTINCT relationship_id)) FROM old_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_insert AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_finds();

CREATE OR REPLACE TRIGGER weight_delete AFTER DELETE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_finds();
