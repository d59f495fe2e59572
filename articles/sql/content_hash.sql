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
