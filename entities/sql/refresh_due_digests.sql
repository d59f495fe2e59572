-- Brings up to date what is due when the transaction ends, or at
-- SET CONSTRAINTS digest_due IMMEDIATE.
-- Called by the trigger below, for what digests_changed has put down.
CREATE OR REPLACE FUNCTION refresh_due_digests() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due bigint[];
BEGIN
    -- All that is due: the events of later rows then find nothing to do.
    WITH taken AS (
        DELETE FROM entities_digest_due
         WHERE transaction = pg_current_xact_id() AND number >= NEW.number
        RETURNING articles
    )
    SELECT array_agg(DISTINCT article) INTO due FROM taken, unnest(articles) AS article;
    IF due IS NOT NULL THEN
        PERFORM bring_digests_up_to_date(due);
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS digest_due ON entities_digest_due;
CREATE CONSTRAINT TRIGGER digest_due AFTER INSERT ON entities_digest_due
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refresh_due_digests();
