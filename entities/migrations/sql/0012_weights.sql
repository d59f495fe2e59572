ALTER TABLE entities_relationshipweight
    ADD CONSTRAINT weight_relationship FOREIGN KEY (relationship_id)
        REFERENCES entities_relationship ON DELETE CASCADE;

-- Puts down that these relationships have to be counted anew, by entities.weights.counting.
-- Once a transaction: two that change evidence of one relationship wait for nothing here.
-- Called by all the triggers weight_changed_….
CREATE OR REPLACE FUNCTION weights_changed(relationships bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO entities_weightdue (transaction, relationship_id)
    SELECT DISTINCT pg_current_xact_id()::text::bigint, unnest(relationships)
    ON CONFLICT DO NOTHING
$$;

-- Evidence came or went. Called by the triggers below.
CREATE OR REPLACE FUNCTION weight_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM weights_changed(array_agg(DISTINCT relationship_id)) FROM new_rows;
    ELSE
        PERFORM weights_changed(array_agg(DISTINCT relationship_id)) FROM old_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_insert AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_finds();

CREATE OR REPLACE TRIGGER weight_delete AFTER DELETE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_finds();

-- Evidence changed in what weights are counted from. Called by the trigger below.
-- Rows that are the same before and after are there twice, as for digest_changed_evidence.
CREATE OR REPLACE FUNCTION weight_changed_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT relationship_id))
       FROM (
        SELECT relationship_id
          FROM (
            SELECT id, relationship_id, article_id, quote, grade, status, hedged, revision_id
              FROM old_rows
            UNION ALL
            SELECT id, relationship_id, article_id, quote, grade, status, hedged, revision_id
              FROM new_rows
          ) both_rows
         GROUP BY id, relationship_id, article_id, quote, grade, status, hedged, revision_id
        HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_evidence();

-- Articles changed in what weights of their relationships are counted from: source, date, marking,
-- grade, or the words that make the fingerprint. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (id)
       JOIN entities_evidence evidence ON evidence.article_id = after.id
      WHERE (before.source_id, before.published_on, before.handling, before.credibility,
             before.title, before.text, before.body_start, before.body_end, before.furniture)
            IS DISTINCT FROM
            (after.source_id, after.published_on, after.handling, after.credibility,
             after.title, after.text, after.body_start, after.body_end, after.furniture);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_articles();

-- Sources were graded anew, and with them all that they say. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_sources() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (id)
       JOIN articles_article article ON article.source_id = after.id
       JOIN entities_evidence evidence ON evidence.article_id = article.id
      WHERE before.reliability <> after.reliability;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_source
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_sources();

-- What is there already is counted by the workers.
INSERT INTO entities_weightdue (transaction, relationship_id)
SELECT pg_current_xact_id()::text::bigint, id FROM entities_relationship;
