-- Articles were found to be near-copies of others, or of no others any more, and with that other
-- statements to have one origin. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_clusters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (article_id)
       JOIN entities_evidence evidence ON evidence.article_id = after.article_id
      WHERE before.cluster <> after.cluster;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_clusterplace
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_clusters();
