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
-- Whether anything is marked at all, or was: where nothing is, nothing has to follow.
-- Called by all the triggers markings_follow_….
CREATE OR REPLACE FUNCTION markings_matter() RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM articles_article WHERE handling <> 'CLEAR')
    OR EXISTS (SELECT FROM entities_entity WHERE handling <> 'CLEAR')
    OR EXISTS (SELECT FROM entities_alias WHERE handling <> 'CLEAR');
-- What mentions name is known from their articles. Called by the triggers below.
-- Rows that are the same before and after are there twice, as for digest_changed_mentions.
CREATE OR REPLACE FUNCTION markings_follow_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF NOT markings_matter() THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT entity_id) INTO touched FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT entity_id) INTO touched FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT entity_id) INTO touched
          FROM (
            SELECT entity_id
              FROM (
                SELECT id, entity_id, article_id, normalized FROM old_rows
                UNION ALL
                SELECT id, entity_id, article_id, normalized FROM new_rows
              ) both_rows
             GROUP BY id, entity_id, article_id, normalized
            HAVING count(*) = 1
          ) changed;
    END IF;
    -- Where neither is marked, the entity and its article are open, and stay so.
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(id) INTO touched FROM (
            SELECT DISTINCT entity_id AS id FROM new_rows WHERE article_id IN (
                SELECT article.id FROM articles_article article WHERE article.handling <> 'CLEAR')
            UNION
            SELECT entity.id FROM entities_entity entity
             WHERE entity.id = ANY(touched) AND entity.handling <> 'CLEAR'
            UNION
            SELECT alias.entity_id FROM entities_alias alias
             WHERE alias.entity_id = ANY(touched) AND alias.handling <> 'CLEAR'
        ) known;
    END IF;
    PERFORM mark_by_articles(array_remove(touched, NULL), '{}');
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_insert AFTER INSERT ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_mentions();
CREATE OR REPLACE TRIGGER markings_update AFTER UPDATE ON entities_mention
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_mentions();
CREATE OR REPLACE TRIGGER markings_delete AFTER DELETE ON entities_mention
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_mentions();
-- What quotes state is known from their articles, and so are its ends. Called by the triggers below.
CREATE OR REPLACE FUNCTION markings_follow_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[];
BEGIN
    IF NOT markings_matter() THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        SELECT array_agg(DISTINCT relationship_id) INTO touched FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(DISTINCT relationship_id) INTO touched FROM old_rows;
    ELSE
        SELECT array_agg(DISTINCT relationship_id) INTO touched
          FROM (
            SELECT relationship_id
              FROM (
                SELECT id, relationship_id, article_id FROM old_rows
                UNION ALL
                SELECT id, relationship_id, article_id FROM new_rows
              ) both_rows
             GROUP BY id, relationship_id, article_id
            HAVING count(*) = 1
          ) changed;
    END IF;
    PERFORM mark_by_articles(
        (SELECT coalesce(array_agg(DISTINCT edge), '{}')
           FROM entities_relationship stated CROSS JOIN LATERAL
                unnest(ARRAY[stated.head_id, stated.child_id]) AS edge
          WHERE stated.id = ANY(touched)),
        coalesce(touched, '{}')
    );
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_insert AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_evidence();
CREATE OR REPLACE TRIGGER markings_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_evidence();
CREATE OR REPLACE TRIGGER markings_delete AFTER DELETE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_evidence();
-- A name that was learned is known from the articles where it stands. Called by the trigger below.
CREATE OR REPLACE FUNCTION markings_follow_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF markings_matter() THEN
        PERFORM mark_by_articles(
            (SELECT array_agg(DISTINCT entity_id) FROM new_rows WHERE origin <> 'gazetteer'), '{}');
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_insert AFTER INSERT ON entities_alias
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_names();
-- What is known from an article follows when that is marked otherwise. Called by the trigger below.
CREATE OR REPLACE FUNCTION markings_follow_articles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
    named bigint[];
    stated bigint[];
BEGIN
    SELECT array_agg(after.id) INTO changed
      FROM new_rows after JOIN old_rows before USING (id) WHERE after.handling <> before.handling;
    IF changed IS NOT NULL THEN
        SELECT array_agg(DISTINCT relationship_id) INTO stated FROM entities_evidence
         WHERE article_id = ANY(changed);
        SELECT array_agg(DISTINCT id) INTO named FROM (
            SELECT entity_id AS id FROM entities_mention
             WHERE article_id = ANY(changed) AND entity_id IS NOT NULL
            UNION ALL
            SELECT unnest(ARRAY[head_id, child_id]) FROM entities_relationship
             WHERE id = ANY(stated)
        ) known;
        PERFORM mark_by_articles(coalesce(named, '{}'), coalesce(stated, '{}'));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER markings_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION markings_follow_articles();

-- What is here already.
SELECT mark_by_articles(
    (SELECT coalesce(array_agg(DISTINCT mention.entity_id), '{}')
       FROM entities_mention mention JOIN articles_article article ON article.id = mention.article_id
      WHERE article.handling <> 'CLEAR' AND mention.entity_id IS NOT NULL),
    (SELECT coalesce(array_agg(DISTINCT evidence.relationship_id), '{}')
       FROM entities_evidence evidence
       JOIN articles_article article ON article.id = evidence.article_id
      WHERE article.handling <> 'CLEAR'));
