-- What people decided on the proposals of each rule for each kind.
-- Read through the model Reliability; nothing is stored.
DROP VIEW IF EXISTS entities_reliability;
CREATE VIEW entities_reliability AS
SELECT 'mention:' || rule || ':' || kind AS key, 'mention' AS what, rule, kind,
       decisions, confirmed, stated
  FROM (
    SELECT origin AS rule, coalesce(nullif(misread_as, ''), kind) AS kind,
           count(*) AS decisions,
           count(*) FILTER (WHERE status = 'confirmed' AND misread_as = '') AS confirmed,
           avg(confidence) AS stated
      FROM entities_mention
     WHERE status <> 'proposed' AND origin <> 'person'
     GROUP BY 1, 2
  ) mentions
UNION ALL
SELECT 'relationship:' || rule || ':' || kind, 'relationship', rule, kind,
       decisions, confirmed, stated
  FROM (
    SELECT evidence.rule, relationship.kind,
           count(*) AS decisions,
           count(*) FILTER (WHERE evidence.status = 'confirmed') AS confirmed,
           avg(evidence.confidence) AS stated
      FROM entities_evidence evidence
      JOIN entities_relationship relationship ON relationship.id = evidence.relationship_id
     WHERE evidence.status <> 'proposed' AND evidence.rule <> 'person'
     GROUP BY 1, 2
  ) evidence;
