-- Evidence changed in what weights are counted from. Called by the trigger below.
-- Rows that are the same before and after are there twice, as for digest_changed_evidence.
CREATE OR REPLACE FUNCTION weight_changed_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT relationship_id))
       FROM (
        SELECT relationship_id
          FROM (
            SELECT id, relationship_id, article_id, quote, grade, status, hedged, revision_id,
                   confidence
              FROM old_rows
            UNION ALL
            SELECT id, relationship_id, article_id, quote, grade, status, hedged, revision_id,
                   confidence
              FROM new_rows
          ) both_rows
         GROUP BY id, relationship_id, article_id, quote, grade, status, hedged, revision_id,
                  confidence
        HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_evidence();

-- What is there already is counted by the workers.
INSERT INTO entities_weightdue (transaction, relationship_id)
SELECT pg_current_xact_id()::text::bigint, id FROM entities_relationship
    ON CONFLICT DO NOTHING;

-- What people said of sentences is in the history of both ends.
UPDATE entities_action action
   SET entities = (SELECT array_agg(DISTINCT entity ORDER BY entity)
                     FROM unnest(action.entities || named.entities) AS entity)
  FROM (
    SELECT change.action_id, array_agg(DISTINCT ends.entity) AS entities
      FROM entities_rowchange change
      LEFT JOIN entities_evidence evidence
        ON change.model = 'entities.evidence' AND evidence.id = change.row
      JOIN entities_relationship link ON link.id = CASE change.model
           WHEN 'entities.relationship' THEN change.row
           ELSE coalesce(evidence.relationship_id,
                         (coalesce(change.after, change.before) ->> 'relationship')::bigint) END
     CROSS JOIN LATERAL (VALUES (link.head_id), (link.child_id)) AS ends(entity)
     WHERE change.model IN ('entities.evidence', 'entities.relationship')
     GROUP BY change.action_id
  ) named
 WHERE named.action_id = action.id AND NOT action.entities @> named.entities;
