-- Refuses that anything is part of itself by way of others. Two who write parents at once queue up,
-- so that neither closes a circle that the other cannot see yet.
-- Called by the trigger below, whoever writes.
CREATE OR REPLACE FUNCTION refuse_circles_of_parents() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[]; circle bigint;
BEGIN
    SELECT array_agg(new_rows.id) INTO moved
      FROM new_rows JOIN old_rows USING (id)
     WHERE new_rows.parent_id IS NOT NULL
       AND new_rows.parent_id IS DISTINCT FROM old_rows.parent_id;
    IF moved IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock('entities_entity'::regclass::oid::int, 1);
    WITH RECURSIVE above(id, upper_id) AS (
        SELECT id, parent_id FROM entities_entity WHERE id = ANY(moved)
        UNION
        SELECT above.id, entity.parent_id
          FROM above JOIN entities_entity entity ON entity.id = above.upper_id
         WHERE entity.parent_id IS NOT NULL AND above.upper_id <> above.id
    )
    SELECT id INTO circle FROM above WHERE upper_id = id LIMIT 1;
    IF circle IS NOT NULL THEN
        RAISE EXCEPTION 'entity % would be part of itself', circle
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entity_parents_no_circle';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER refuse_circles AFTER UPDATE ON entities_entity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_circles_of_parents();
