-- The words of an article as the search keeps them; those of the title count more. Words of all
-- languages but English begin with its name (`es:extorsion`), so that a query in one of them finds
-- nothing in texts of another: German has no meaning in `war`. A word with an umlaut is kept as it
-- is written without one, too (`Müller` as `muller` and `mueller`).
-- Called by the view entities_digest_now.
CREATE OR REPLACE FUNCTION article_words(
    title text, body text, first int, last int, furniture int4multirange, language text
) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    known text := search_language(language);
    config regconfig := 'public.news_' || known;
    news text := searched_text(article_body(body, first, last, furniture));
    words tsvector;
BEGIN
    title := searched_text(title);
    words := setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, news), 'B');
    IF title || news ~ '[ÄäÖöÜüØøÅå]' THEN
        title := without_umlauts(title);
        news := without_umlauts(news);
        -- At the same places: as texts two vectors become one without a shift.
        words := (words::text || ' ' || (
            setweight(to_tsvector(config, title), 'A') || setweight(to_tsvector(config, news), 'B')
        )::text)::tsvector;
    END IF;
    IF known = 'en' THEN
        RETURN words;
    END IF;
    RETURN substr(replace(' ' || words::text, ' ''', ' ''' || known || ':'), 2)::tsvector;
END $$;
