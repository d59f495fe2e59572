-- A text as the search reads it, of the same length. Signs that part words are spaces, however
-- they are written: PostgreSQL takes those outside ASCII for letters (`“Cobra”` for a word), and
-- a hyphen or a slash for part of some words. The `&` of short words makes one word of them, since
-- their pieces mean nothing (`AT&T`); `ꝫ` is how it was once written as a letter.
-- Called by article_words() and by what asks for words and marks them.
CREATE OR REPLACE FUNCTION searched_text(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(
    CASE WHEN strpos(written, '&') = 0 THEN written
         ELSE regexp_replace(
            written, '\m([[:alnum:]]{1,3})&(?=[[:alnum:]]{1,3}\M)', '\1ꝫ', 'g') END,
    '-/\''`´‘’‚‛“”„‟′″‵ʹʻʼʽˈ«»‹›‐‑‒–—―−﹘﹣－＇…·•‧¿¡§¶†‡°™®©|' || U&'\00A0\2002\2003\2009\202F\3000',
    repeat(' ', 60)
);

-- A text whose umlauts, and the letters of Danish like them, are written as those do who have none.
-- Called by article_words() and by what asks for words.
CREATE OR REPLACE FUNCTION without_umlauts(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    written, '[äÄ]', 'ae', 'g'), '[öÖøØ]', 'oe', 'g'), '[üÜ]', 'ue', 'g'), '[åÅ]', 'aa', 'g');

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
