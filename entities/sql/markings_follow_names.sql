-- A name that was learned is known from the articles where it stands. Called by the trigger below.
CREATE OR REPLACE FUNCTION markings_follow_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF markings_matter() THEN
        PERFORM mark_by_articles(
            (SELECT array_agg(DISTINCT entity_id) FROM new_rows WHERE origin <> 'gazetteer'), '{}');
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_insert AFTER INSERT ON entities_alias
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_names();
