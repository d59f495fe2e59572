-- The least hash in each of 16 groups of the words, of which 4 bits are kept (one permutation
-- hashing, Li, Owen & Zhang 2012, with b-bit minwise hashing, Li & König 2010): two texts agree
-- in about the share of the groups that is the share of words they have in common.
-- Called by the view entities_digest_now.
CREATE OR REPLACE FUNCTION words_fingerprint(words tsvector) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 16 AND length(words) >= 40
                THEN bit_or((least & 15) << (4 * place)::int) END
      FROM (
        SELECT hash & 15 AS place, min((hash >> 4) & 281474976710655) AS least
          FROM (SELECT hashtextextended(lexeme, 0) AS hash FROM unnest(words)) hashed
         GROUP BY 1
      ) groups;
END;
