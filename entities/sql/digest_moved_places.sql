-- Places came to lie elsewhere: every digest that names them, or places in them, is computed anew.
-- Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_moved_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[];
BEGIN
    SELECT array_agg(DISTINCT id) INTO moved
      FROM (
        SELECT id
          FROM (
            SELECT id, kind, parent_id FROM old_rows
            UNION ALL
            SELECT id, kind, parent_id FROM new_rows
          ) both_rows
         GROUP BY id, kind, parent_id HAVING count(*) = 1
      ) changed;
    IF moved IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock('entities_digest'::regclass::oid::int, 0);
        PERFORM refresh_digests(array_agg(article_id))
           FROM entities_digest WHERE entities && moved;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON entities_entity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_moved_places();
