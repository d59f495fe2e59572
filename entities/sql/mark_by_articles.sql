-- Gives entities, their names and relationships the most open marking among the articles that they
-- are known from. Called by all the triggers markings_follow_….
-- What is in the gazetteer is known from there. What no article speaks of any more keeps the
-- marking that it had: whoever knows it knows it from there.
CREATE OR REPLACE FUNCTION mark_by_articles(entities bigint[], relationships bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    levels CONSTANT text[] := ARRAY['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];
BEGIN
    UPDATE entities_relationship stated SET handling = now.handling
      FROM (
        SELECT id, (
            SELECT article.handling FROM entities_evidence evidence
              JOIN articles_article article ON article.id = evidence.article_id
             WHERE evidence.relationship_id = asked.id
             ORDER BY array_position(levels, article.handling::text) LIMIT 1
        ) AS handling
          FROM unnest(relationships) AS asked(id) ORDER BY id
      ) now
     WHERE stated.id = now.id AND now.handling <> stated.handling;
    UPDATE entities_entity entity SET handling = now.handling
      FROM (
        SELECT id, CASE WHEN EXISTS (
            SELECT FROM entities_mention mention
              JOIN articles_article article ON article.id = mention.article_id
             WHERE mention.entity_id = asked.id AND article.handling = 'CLEAR'
        ) THEN 'CLEAR' ELSE (
            SELECT article.handling FROM (
                SELECT article_id FROM entities_mention WHERE entity_id = asked.id
                UNION ALL
                SELECT evidence.article_id FROM entities_evidence evidence
                  JOIN entities_relationship stated ON stated.id = evidence.relationship_id
                 WHERE asked.id IN (stated.head_id, stated.child_id)
            ) known
              JOIN articles_article article ON article.id = known.article_id
             ORDER BY array_position(levels, article.handling::text) LIMIT 1
        ) END AS handling
          FROM unnest(entities) AS asked(id) ORDER BY id
      ) now
     WHERE entity.id = now.id AND entity.gazetteer_key IS NULL
       AND now.handling <> entity.handling;
    UPDATE entities_alias alias SET handling = now.handling
      FROM (
        SELECT known.id, (
            SELECT article.handling FROM entities_mention mention
              JOIN articles_article article ON article.id = mention.article_id
             WHERE mention.entity_id = known.entity_id AND mention.normalized = known.normalized
             ORDER BY array_position(levels, article.handling::text) LIMIT 1
        ) AS handling
          FROM entities_alias known
         WHERE known.entity_id = ANY(entities) AND known.origin <> 'gazetteer' ORDER BY known.id
      ) now
     WHERE alias.id = now.id AND now.handling <> alias.handling;
END $$;
