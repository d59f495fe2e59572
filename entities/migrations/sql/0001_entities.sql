-- The places with all that lies inside them, at any depth.
-- Called by EntityQuerySet.within.
CREATE FUNCTION places_inside(places bigint[]) RETURNS SETOF bigint
LANGUAGE sql STABLE PARALLEL SAFE ROWS 200 AS $$
    WITH RECURSIVE inside(id) AS (
        SELECT unnest(places)
        UNION
        SELECT child.id FROM entities_entity child JOIN inside ON child.parent_id = inside.id
    ) SELECT id FROM inside
$$;
