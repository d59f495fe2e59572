-- Notes that persons have ruled on a group. Called by the trigger below.
CREATE OR REPLACE FUNCTION note_changed_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rule articles_furniturerule := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    INSERT INTO articles_changedgroup (source_id, place, documents)
    VALUES (rule.source_id, rule.place, 0);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_rule AFTER INSERT OR UPDATE OR DELETE ON articles_furniturerule
    FOR EACH ROW EXECUTE FUNCTION note_changed_rule();
