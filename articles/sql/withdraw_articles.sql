-- Keeps the text of an article that is withdrawn as an earlier one, and forgets that when the
-- article is restored: what is said of its words counts in the text as it is at present only.
-- Called by the trigger below.
CREATE OR REPLACE FUNCTION withdraw_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_articlerevision (
        article_id, number, document_id, title, text, page_starts, body_start, body_end,
        furniture, head, of_withdrawal
    )
    SELECT after.id,
           1 + coalesce((SELECT max(number) FROM articles_articlerevision earlier
                          WHERE earlier.article_id = after.id), 0),
           after.document_id, after.title, after.text, after.page_starts, after.body_start,
           after.body_end, after.furniture, after.head, true
      FROM old_rows before JOIN new_rows after USING (id)
     WHERE before.withdrawn_at IS NULL AND after.withdrawn_at IS NOT NULL;
    DELETE FROM articles_articlerevision revision
     USING old_rows before JOIN new_rows after USING (id)
     WHERE revision.article_id = after.id AND revision.of_withdrawal
       AND before.withdrawn_at IS NOT NULL AND after.withdrawn_at IS NULL;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER withdraw_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION withdraw_articles();
