-- Of an article that is withdrawn nothing counts: its mentions and its evidence go to the text that
-- is kept as long as it is, and come back with it. Called by the triggers below.
CREATE OR REPLACE FUNCTION withdraw_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE entities_mention mention SET revision_id = kept.id FROM new_rows kept
         WHERE kept.of_withdrawal AND mention.article_id = kept.article_id
           AND mention.revision_id IS NULL;
        UPDATE entities_evidence evidence SET revision_id = kept.id FROM new_rows kept
         WHERE kept.of_withdrawal AND evidence.article_id = kept.article_id
           AND evidence.revision_id IS NULL;
    ELSE
        UPDATE entities_mention mention SET revision_id = NULL FROM old_rows kept
         WHERE kept.of_withdrawal AND mention.revision_id = kept.id;
        UPDATE entities_evidence evidence SET revision_id = NULL FROM old_rows kept
         WHERE kept.of_withdrawal AND evidence.revision_id = kept.id;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER withdraw_insert AFTER INSERT ON articles_articlerevision
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION withdraw_finds();

CREATE OR REPLACE TRIGGER withdraw_delete AFTER DELETE ON articles_articlerevision
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION withdraw_finds();
