-- The words of an article as the search keeps them; those of the title count more.
-- Called by the view entities_digest_now.
CREATE OR REPLACE FUNCTION article_words(
    title text, body text, first int, last int, furniture int4multirange
) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN setweight(to_tsvector('public.news_en', title), 'A')
    || setweight(
           to_tsvector('public.news_en', article_body(body, first, last, furniture)), 'B'
       );
