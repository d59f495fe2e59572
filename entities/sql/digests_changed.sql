-- Brings digests up to date: at once, or once when the transaction ends where its writer has said
-- SET LOCAL gangintel.digests TO late. Called by all the triggers digest_changed_….
CREATE OR REPLACE FUNCTION digests_changed(articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF articles IS NULL THEN
        RETURN;
    ELSIF current_setting('gangintel.digests', true) = 'late' THEN
        INSERT INTO entities_digest_due (articles) VALUES (articles);
    ELSE
        PERFORM bring_digests_up_to_date(articles);
    END IF;
END $$;
