-- Whether these places can be where the pages of a text of so many characters begin: in order, the
-- first at its beginning. Called by the check article_pages_within_text.
CREATE OR REPLACE FUNCTION pages_within(starts integer[], length integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN cardinality(starts) = 0 OR coalesce(
    starts[1] = 0
    AND starts[cardinality(starts)] <= length
    AND array_position(starts, NULL) IS NULL
    AND starts = (SELECT array_agg(start ORDER BY start) FROM unnest(starts) AS start),
    false
);
