-- Words are found with and without their accents.
CREATE TEXT SEARCH CONFIGURATION public.news_es (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION public.news_es
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, spanish_stem;
CREATE TEXT SEARCH CONFIGURATION public.news_pt (COPY = pg_catalog.portuguese);
ALTER TEXT SEARCH CONFIGURATION public.news_pt
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, portuguese_stem;
CREATE TEXT SEARCH CONFIGURATION public.news_fr (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION public.news_fr
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, french_stem;
CREATE TEXT SEARCH CONFIGURATION public.news_de (COPY = pg_catalog.german);
ALTER TEXT SEARCH CONFIGURATION public.news_de
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, german_stem;
CREATE TEXT SEARCH CONFIGURATION public.news_it (COPY = pg_catalog.italian);
ALTER TEXT SEARCH CONFIGURATION public.news_it
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, italian_stem;
CREATE TEXT SEARCH CONFIGURATION public.news_simple (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION public.news_simple
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, simple;

-- In which of the languages that the search knows the words of an article of this language are
-- kept; `news_` and it name the text search configuration. Called by article_words() and by what
-- marks the words that a search has found.
CREATE OR REPLACE FUNCTION search_language(language text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN lower(left(language, 2)) IN ('en', 'es', 'pt', 'fr', 'de', 'it')
            THEN lower(left(language, 2)) ELSE 'simple' END;

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
