-- A text whose umlauts, and the letters of Danish like them, are written as those do who have none.
-- Called by article_words() and by what asks for words.
CREATE OR REPLACE FUNCTION without_umlauts(written text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    written, '[äÄ]', 'ae', 'g'), '[öÖøØ]', 'oe', 'g'), '[üÜ]', 'ue', 'g'), '[åÅ]', 'aa', 'g');
