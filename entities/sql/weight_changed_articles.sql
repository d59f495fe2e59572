-- Articles changed in what weights of their relationships are counted from: source, date, marking
-- or grade. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (id)
       JOIN entities_evidence evidence ON evidence.article_id = after.id
      WHERE (before.source_id, before.published_on, before.handling, before.credibility)
            IS DISTINCT FROM
            (after.source_id, after.published_on, after.handling, after.credibility);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_articles();
