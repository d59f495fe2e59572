-- Words are found with and without their accents.
CREATE TEXT SEARCH CONFIGURATION public.news_en (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION public.news_en
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

-- Called by the generated column articles_article.text_hash.
-- convert_to() is only STABLE because the server's encoding could differ; it is UTF-8 here.
CREATE FUNCTION text_sha256(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN encode(sha256(convert_to($1, 'UTF8')), 'hex');

-- The news in a text: its body without the furniture.
-- Called by article_words() and by what keeps the words of the archive.
CREATE FUNCTION article_body(body text, first int, last int, furniture int4multirange)
RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(string_agg(
        substr(body, lower(part) + 1, upper(part) - lower(part)), ' ' ORDER BY part), '')
    FROM unnest(int4multirange(int4range(first, last)) - furniture) AS part;
END;
