-- What two articles share that are one text: their titles and their news, whatever stands around
-- it. Null where the news has fewer than 30 words: such a text is a copy of nothing.
-- Called by the index article_content_hash and by articles.importing.same_text.
CREATE OR REPLACE FUNCTION content_hash(
    title text, body text, first int, last int, furniture int4multirange
) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    news text := public.article_body(body, first, last, furniture);
BEGIN
    IF regexp_count(news, '\w+') < 30 THEN
        RETURN NULL;
    END IF;
    RETURN encode(sha256(convert_to(
        btrim(regexp_replace(title || ' ' || news, '\s+', ' ', 'g')), 'UTF8')), 'hex');
END $$;

-- The name of a file without its folders; nothing for an item of a file of many.
-- Called by the index document_file_name and by articles.importing.same_text.
CREATE OR REPLACE FUNCTION file_name(shown text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN nullif(regexp_replace(shown, '^.*(/|\\)|^.*:\d+$', ''), '');

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

