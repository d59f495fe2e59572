-- Whoever moves a place waits until those who brought digests up to date are done, and they for
-- it: each would otherwise count with the places around it as they were.
-- Called by digests_changed and refresh_due_digests.
CREATE OR REPLACE FUNCTION bring_digests_up_to_date(articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared('entities_digest'::regclass::oid::int, 0);
    PERFORM refresh_digests(articles);
END $$;
