-- Whether the wanted words stand within so many words of each other, in any order.
-- PostgreSQL itself only knows words side by side, or so many words on, in one order.
-- Called by the search for words near each other.
CREATE OR REPLACE FUNCTION words_within(words tsvector, wanted tsvector, most int) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000
BEGIN ATOMIC
    WITH places AS (
        SELECT word.lexeme, place
          FROM unnest(words) word CROSS JOIN unnest(word.positions) place
         WHERE word.lexeme = ANY(tsvector_to_array(wanted))
    )
    SELECT length(wanted) < 2 OR EXISTS (
        SELECT FROM places first
         WHERE length(wanted) = (
            SELECT count(DISTINCT lexeme) FROM places
             WHERE places.place BETWEEN first.place AND first.place + most + length(wanted) - 2
         )
    );
END;
