-- Puts down that these relationships have to be counted anew, by entities.weights.counting.
-- Once a transaction: two that change evidence of one relationship wait for nothing here.
-- Called by all the triggers weight_changed_….
CREATE OR REPLACE FUNCTION weights_changed(relationships bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO entities_weightdue (transaction, relationship_id)
    SELECT DISTINCT pg_current_xact_id()::text::bigint, unnest(relationships)
    ON CONFLICT DO NOTHING
$$;
