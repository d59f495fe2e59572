-- Lets articles be compared anew that have another text, or other news in it.
-- Called by the trigger below.
CREATE OR REPLACE FUNCTION place_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_clusterplace place SET is_due = true
      FROM old_rows before JOIN new_rows after USING (id)
     WHERE place.article_id = after.id AND NOT place.is_due
       AND (before.text, before.body_start, before.body_end, before.furniture)
           IS DISTINCT FROM (after.text, after.body_start, after.body_end, after.furniture);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER cluster_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION place_changed_articles();
