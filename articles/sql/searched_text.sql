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
