-- A relationship knows the kinds of its ends, also when these change.
ALTER TABLE entities_relationship ADD CONSTRAINT relationship_head_kind FOREIGN KEY (head_id, head_kind)
    REFERENCES entities_entity (id, kind) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE entities_relationship ADD CONSTRAINT relationship_child_kind FOREIGN KEY (child_id, child_kind)
    REFERENCES entities_entity (id, kind) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE TRIGGER entities_evidence_insert_within_text AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();

CREATE TRIGGER entities_evidence_update_within_text AFTER UPDATE ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION spans_within_text();

-- What people decided on the proposals of each rule for each kind.
-- Read through the model Reliability; nothing is stored.
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
