-- The news in a text: its body without the furniture.
-- Called by article_words() and by what keeps the words of the archive.
CREATE OR REPLACE FUNCTION article_body(body text, first int, last int, furniture int4multirange)
RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(string_agg(
        substr(body, lower(part) + 1, upper(part) - lower(part)), ' ' ORDER BY part), '')
    FROM unnest(int4multirange(int4range(first, last)) - furniture) AS part;
END;
