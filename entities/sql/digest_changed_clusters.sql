-- Articles were found to be near-copies of others, or of no others any more.
-- Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_changed_clusters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE entities_digest digest SET cluster = after.cluster
      FROM old_rows before JOIN new_rows after USING (article_id)
     WHERE digest.article_id = after.article_id AND before.cluster <> after.cluster;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON articles_clusterplace
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_clusters();
