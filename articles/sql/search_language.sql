-- In which of the languages that the search knows the words of an article of this language are
-- kept; `news_` and it name the text search configuration. Called by article_words() and by what
-- marks the words that a search has found.
CREATE OR REPLACE FUNCTION search_language(language text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN lower(left(language, 2)) IN ('en', 'es', 'pt', 'fr', 'de', 'it')
            THEN lower(left(language, 2)) ELSE 'simple' END;
