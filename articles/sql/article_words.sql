-- The words of an article as the search keeps them; those of the title count more. Words of all
-- languages but English begin with its name (`es:extorsion`), so that a query in one of them finds
-- nothing in texts of another: German has no meaning in `war`.
-- Called by the view entities_digest_now.
CREATE OR REPLACE FUNCTION article_words(
    title text, body text, first int, last int, furniture int4multirange, language text
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    known text := search_language(language);
    config regconfig := 'public.news_' || known;
    news text := article_body(body, first, last, furniture);
BEGIN
    IF known = 'en' THEN
        RETURN setweight(to_tsvector(config, title), 'A')
            || setweight(to_tsvector(config, news), 'B');
    END IF;
    -- Only the plain apostrophe parts an article from its word.
    title := replace(title, '’', '''');
    news := replace(news, '’', '''');
    RETURN substr(replace(
        ' ' || (setweight(to_tsvector(config, title), 'A')
             || setweight(to_tsvector(config, news), 'B'))::text,
        ' ''', ' ''' || known || ':'
    ), 2)::tsvector;
END $$;
