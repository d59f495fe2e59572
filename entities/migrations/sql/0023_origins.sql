-- Of the fingerprints nothing is asked any more.
DROP VIEW entities_digest_now;
DROP FUNCTION words_fingerprint(tsvector);

-- What every row of entities_digest has to be.
-- The functions make_digests, digest_changed_articles and refresh_digests fill in from here, and
-- entities.search.digests compares with it.
DROP VIEW IF EXISTS entities_digest_now;
CREATE VIEW entities_digest_now AS
SELECT article.id AS article_id, article.source_id, place.cluster,
       article.published_on, found.mentions, found.undecided, found.doubt,
       article.review_status, article.handling, article.credibility,
       named.entities, found.kinds, named.counts, stated.relationships, told.words,
       stated.relationship_kinds
  FROM articles_article article
  JOIN articles_clusterplace place ON place.article_id = article.id
 CROSS JOIN LATERAL (
    -- Without the offset the planner would put the function wherever the words are named.
    SELECT article_words(article.title, article.text, article.body_start, article.body_end,
                         article.furniture, article.language) AS words
    OFFSET 0
 ) told
 CROSS JOIN LATERAL (
    SELECT coalesce(sum(number), 0)::int AS mentions,
           coalesce(sum(undecided), 0)::int AS undecided,
           max(doubt) AS doubt,
           coalesce(jsonb_object_agg(kind, number), '{}') AS kinds
      FROM (
        SELECT kind, count(*) AS number,
               count(*) FILTER (WHERE status = 'proposed') AS undecided,
               max(1 - coalesce(confidence, 0)) FILTER (WHERE status = 'proposed') AS doubt
          FROM entities_mention
         WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
         GROUP BY kind
      ) of_kind
 ) found
 CROSS JOIN LATERAL (
    WITH RECURSIVE around(id, number, depth) AS (
        SELECT entity_id, count(*)::int, 0 FROM entities_mention
         WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
           AND entity_id IS NOT NULL
         GROUP BY entity_id
        UNION ALL
        SELECT place.parent_id, around.number, around.depth + 1
          FROM around
         -- Limited, so that each is looked up by its key, however little is known of the table.
         CROSS JOIN LATERAL (
            SELECT parent_id FROM entities_entity
             WHERE id = around.id AND kind = 'location' AND parent_id IS NOT NULL LIMIT 1
         ) place
         -- Places that lie in each other would go on for ever.
         WHERE around.depth < 12
    ), counted AS (SELECT id, sum(number)::int AS number FROM around GROUP BY id)
    SELECT coalesce(array_agg(id ORDER BY id), '{}') AS entities,
           coalesce(array_agg(number ORDER BY id), '{}') AS counts
      FROM counted
 ) named
 CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT evidence.relationship_id), '{}') AS relationships,
           coalesce(array_agg(DISTINCT stands.kind::text)
                        FILTER (WHERE stands.status <> 'rejected'), '{}') AS relationship_kinds
      FROM entities_evidence evidence
      JOIN entities_relationship stands ON stands.id = evidence.relationship_id
     WHERE evidence.article_id = article.id AND evidence.status <> 'rejected'
       AND evidence.revision_id IS NULL
 ) stated
 WHERE article.withdrawn_at IS NULL;

-- Makes the digests of articles that have none.
-- Called by digest_new_articles and digest_changed_articles.
CREATE OR REPLACE FUNCTION make_digests(articles bigint[]) RETURNS void LANGUAGE plpgsql
-- Only by keys: a plan from when the tables were small would read all articles for every few.
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    INSERT INTO entities_digest (
        article_id, source_id, cluster, published_on, mentions, undecided, doubt,
        review_status, handling, credibility, entities, kinds, counts, relationships,
        relationship_kinds, words
    )
    SELECT now.article_id, now.source_id, now.cluster, now.published_on, now.mentions,
           now.undecided, now.doubt, now.review_status, now.handling, now.credibility,
           now.entities, now.kinds, now.counts, now.relationships, now.relationship_kinds, now.words
      FROM unnest(articles) AS wanted(id) CROSS JOIN LATERAL (
        -- Without the offset the planner may compute the words of every article before it chooses.
        SELECT * FROM entities_digest_now WHERE article_id = wanted.id OFFSET 0
      ) now;
END $$;

-- Makes the digests of new articles. Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM make_digests(array_agg(id)) FROM new_rows;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_new_articles();

-- Brings up to date what a digest repeats of its article. Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM entities_digest digest USING new_rows after
     WHERE digest.article_id = after.id AND after.withdrawn_at IS NOT NULL;
    PERFORM make_digests(array_agg(after.id))
       FROM old_rows before JOIN new_rows after USING (id)
      WHERE before.withdrawn_at IS NOT NULL AND after.withdrawn_at IS NULL
     HAVING count(*) > 0;
    UPDATE entities_digest digest
       SET words = now.words
      FROM old_rows before JOIN new_rows after USING (id)
      JOIN entities_digest_now now ON now.article_id = after.id
     WHERE digest.article_id = after.id
       AND (before.title, before.text, before.body_start, before.body_end, before.furniture,
            before.language)
           IS DISTINCT FROM
           (after.title, after.text, after.body_start, after.body_end, after.furniture,
            after.language);
    UPDATE entities_digest digest
       SET source_id = after.source_id, published_on = after.published_on,
           review_status = after.review_status, handling = after.handling,
           credibility = after.credibility
      FROM new_rows after
     WHERE digest.article_id = after.id
       AND (digest.source_id, digest.published_on, digest.review_status, digest.handling,
            digest.credibility)
           IS DISTINCT FROM
           (after.source_id, after.published_on, after.review_status, after.handling,
            after.credibility);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_articles();

-- Articles were found to be near-copies of others, or of no others any more.
-- Called by the trigger below.
CREATE OR REPLACE FUNCTION digest_changed_clusters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE entities_digest digest SET cluster = after.cluster
      FROM old_rows before JOIN new_rows after USING (article_id)
     WHERE digest.article_id = after.article_id AND before.cluster <> after.cluster;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER digest_update AFTER UPDATE ON articles_clusterplace
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_clusters();

-- Articles changed in what weights of their relationships are counted from: source, date, marking
-- or grade. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (id)
       JOIN entities_evidence evidence ON evidence.article_id = after.id
      WHERE (before.source_id, before.published_on, before.handling, before.credibility)
            IS DISTINCT FROM
            (after.source_id, after.published_on, after.handling, after.credibility);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_articles();

-- Articles were found to be near-copies of others, or of no others any more, and with that other
-- statements to have one origin. Called by the trigger below.
CREATE OR REPLACE FUNCTION weight_changed_clusters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM weights_changed(array_agg(DISTINCT evidence.relationship_id))
       FROM old_rows before JOIN new_rows after USING (article_id)
       JOIN entities_evidence evidence ON evidence.article_id = after.article_id
      WHERE before.cluster <> after.cluster;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER weight_update AFTER UPDATE ON articles_clusterplace
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION weight_changed_clusters();

-- Of an article that is withdrawn nothing counts: its mentions and its evidence go to the text that
-- is kept as long as it is, and come back with it. Called by the triggers below.
CREATE OR REPLACE FUNCTION withdraw_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE entities_mention mention SET revision_id = kept.id FROM new_rows kept
         WHERE kept.of_withdrawal AND mention.article_id = kept.article_id
           AND mention.revision_id IS NULL;
        UPDATE entities_evidence evidence SET revision_id = kept.id FROM new_rows kept
         WHERE kept.of_withdrawal AND evidence.article_id = kept.article_id
           AND evidence.revision_id IS NULL;
    ELSE
        UPDATE entities_mention mention SET revision_id = NULL FROM old_rows kept
         WHERE kept.of_withdrawal AND mention.revision_id = kept.id;
        UPDATE entities_evidence evidence SET revision_id = NULL FROM old_rows kept
         WHERE kept.of_withdrawal AND evidence.revision_id = kept.id;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER withdraw_insert AFTER INSERT ON articles_articlerevision
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION withdraw_finds();

CREATE OR REPLACE TRIGGER withdraw_delete AFTER DELETE ON articles_articlerevision
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION withdraw_finds();
