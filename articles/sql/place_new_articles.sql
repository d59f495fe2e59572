-- Gives new articles a cluster of their own, until they are compared with the others.
-- Called by the trigger below, whose name comes before that which makes the digests.
CREATE OR REPLACE FUNCTION place_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_clusterplace (article_id, is_due) SELECT id, true FROM new_rows;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER cluster_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION place_new_articles();
