-- Sources were graded anew, and with them all that they say. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (id)
       JOIN articles_article article ON article.source_id = after.id
       JOIN entities_evidence evidence ON evidence.article_id = article.id
      WHERE before.reliability <> after.reliability;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_source
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_sources();
