-- Makes the digests of new articles. Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM make_digests(array_agg(id)) FROM new_rows;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_new_articles();
