ALTER TABLE entities_digest
    -- The words lie apart and everything else together, so that many rows fit on a page.
    ALTER words SET STORAGE EXTERNAL, ALTER entities SET STORAGE MAIN,
    ALTER kinds SET STORAGE MAIN, ALTER counts SET STORAGE MAIN, ALTER relationships SET STORAGE MAIN,
    ALTER relationship_kinds SET STORAGE MAIN,
    -- The planner chooses between newest first and the index by these.
    ALTER words SET STATISTICS 300, ALTER entities SET STATISTICS 300,
    SET (toast_tuple_target = 512, fillfactor = 90),
    ADD CONSTRAINT digest_article FOREIGN KEY (article_id)
        REFERENCES articles_article ON DELETE CASCADE;

-- Empty but within transactions: nothing is lost when the server dies.
CREATE UNLOGGED TABLE entities_digest_due (
    transaction xid8 DEFAULT pg_current_xact_id(),
    number bigint GENERATED ALWAYS AS IDENTITY,
    articles bigint[] NOT NULL,
    PRIMARY KEY (transaction, number)
);

-- The least hash in each of 16 groups of the words, of which 4 bits are kept (one permutation
-- hashing, Li, Owen & Zhang 2012, with b-bit minwise hashing, Li & König 2010): two texts agree
-- in about the share of the groups that is the share of words they have in common.
-- Called by the view entities_digest_now.
CREATE FUNCTION words_fingerprint(words tsvector) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 16 AND length(words) >= 40
                THEN bit_or((least & 15) << (4 * place)::int) END
      FROM (
        SELECT hash & 15 AS place, min((hash >> 4) & 281474976710655) AS least
          FROM (SELECT hashtextextended(lexeme, 0) AS hash FROM unnest(words)) hashed
         GROUP BY 1
      ) groups;
END;

-- What every row of entities_digest has to be.
-- The functions digest_new_articles, digest_changed_articles and refresh_digests fill in from here,
-- and entities.search.digests compares with it.
CREATE VIEW entities_digest_now AS
SELECT article.id AS article_id, article.source_id, words_fingerprint(told.words) AS fingerprint,
       article.published_on, found.mentions, found.undecided, found.doubt,
       article.review_status, article.handling, article.credibility,
       named.entities, found.kinds, named.counts, stated.relationships, told.words,
       stated.relationship_kinds
  FROM articles_article article
 CROSS JOIN LATERAL (
    -- Without the offset the planner would put the function wherever the words are named.
    SELECT article_words(article.title, article.text, article.body_start, article.body_end,
                         article.furniture) AS words
    OFFSET 0
 ) told
 CROSS JOIN LATERAL (
    SELECT count(*)::int AS mentions,
           (count(*) FILTER (WHERE status = 'proposed'))::int AS undecided,
           max(1 - coalesce(confidence, 0)) FILTER (WHERE status = 'proposed') AS doubt,
           ARRAY[(count(*) FILTER (WHERE kind = 'gang'))::int,
                 (count(*) FILTER (WHERE kind = 'person'))::int,
                 (count(*) FILTER (WHERE kind = 'location'))::int,
                 (count(*) FILTER (WHERE kind = 'agency'))::int,
                 (count(*) FILTER (WHERE kind = 'organization'))::int,
                 (count(*) FILTER (WHERE kind = 'date'))::int,
                 (count(*) FILTER (WHERE kind = 'money'))::int] AS kinds
      FROM entities_mention
     WHERE article_id = article.id AND status <> 'rejected' AND revision_id IS NULL
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
           coalesce(array_agg(DISTINCT stands.kind) FILTER (WHERE stands.status <> 'rejected'),
                    '{}') AS relationship_kinds
      FROM entities_evidence evidence
      JOIN entities_relationship stands ON stands.id = evidence.relationship_id
     WHERE evidence.article_id = article.id AND evidence.status <> 'rejected'
       AND evidence.revision_id IS NULL
 ) stated;

-- Computes what depends on mentions, evidence and relationships anew, for these articles.
-- The rows are locked before anything is counted: of two transactions that change mentions of one
-- article, the later one so sees what the earlier one has written.
-- Called by bring_digests_up_to_date and digest_moved_places.
CREATE FUNCTION refresh_digests(articles bigint[]) RETURNS void LANGUAGE plpgsql
-- Planned once, and only by keys: a plan from when the tables were small must not read all of them.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    -- Joined, since a plan for any number of keys would compare each row with all of them.
    PERFORM FROM entities_digest WHERE article_id IN (SELECT unnest(articles))
      ORDER BY article_id FOR UPDATE;
    UPDATE entities_digest digest
       SET mentions = now.mentions, undecided = now.undecided, doubt = now.doubt,
           entities = now.entities, kinds = now.kinds, counts = now.counts,
           relationships = now.relationships, relationship_kinds = now.relationship_kinds
      FROM (
        SELECT article_id, mentions, undecided, doubt, entities, kinds, counts, relationships,
               relationship_kinds
          FROM unnest(articles) AS wanted(id)
          JOIN entities_digest_now ON article_id = wanted.id
         -- Without the offset every column of the view would be computed, the words too.
        OFFSET 0
      ) now
     WHERE now.article_id = digest.article_id
       AND (digest.mentions, digest.undecided, digest.doubt, digest.entities, digest.kinds,
            digest.counts, digest.relationships, digest.relationship_kinds)
           IS DISTINCT FROM (now.mentions, now.undecided, now.doubt, now.entities, now.kinds,
                             now.counts, now.relationships, now.relationship_kinds);
END $$;

-- Whoever moves a place waits until those who brought digests up to date are done, and they for it:
-- each would otherwise count with the places around it as they were.
-- Called by digests_changed and refresh_due_digests.
CREATE FUNCTION bring_digests_up_to_date(articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared('entities_digest'::regclass::oid::int, 0);
    PERFORM refresh_digests(articles);
END $$;

-- Brings up to date what is due when the transaction ends, or at SET CONSTRAINTS digest_due IMMEDIATE.
-- Called by the trigger below, for what digests_changed has put down.
CREATE FUNCTION refresh_due_digests() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE due bigint[];
BEGIN
    -- All that is due: the events of later rows then find nothing to do.
    WITH taken AS (
        DELETE FROM entities_digest_due
         WHERE transaction = pg_current_xact_id() AND number >= NEW.number
        RETURNING articles
    )
    SELECT array_agg(DISTINCT article) INTO due FROM taken, unnest(articles) AS article;
    IF due IS NOT NULL THEN
        PERFORM bring_digests_up_to_date(due);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER digest_due AFTER INSERT ON entities_digest_due
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refresh_due_digests();

-- Brings digests up to date: at once, or once when the transaction ends where its writer has said
-- SET LOCAL gangintel.digests TO late. Called by all the triggers digest_changed_….
CREATE FUNCTION digests_changed(articles bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF articles IS NULL THEN
        RETURN;
    ELSIF current_setting('gangintel.digests', true) = 'late' THEN
        INSERT INTO entities_digest_due (articles) VALUES (articles);
    ELSE
        PERFORM bring_digests_up_to_date(articles);
    END IF;
END $$;

-- Makes the digests of new articles. Called by the trigger below.
CREATE FUNCTION digest_new_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entities_digest (article_id, source_id, fingerprint, published_on, mentions, undecided, doubt, review_status, handling, credibility, entities, kinds, counts, relationships, relationship_kinds, words)
    SELECT article_id, source_id, fingerprint, published_on, mentions, undecided, doubt, review_status, handling, credibility, entities, kinds, counts, relationships, relationship_kinds, words FROM entities_digest_now
     WHERE article_id IN (SELECT id FROM new_rows);
    RETURN NULL;
END $$;

CREATE TRIGGER digest_insert AFTER INSERT ON articles_article
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_new_articles();

-- Brings up to date what a digest repeats of its article. Called by the trigger below.
CREATE FUNCTION digest_changed_articles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE entities_digest digest
       SET words = now.words, fingerprint = now.fingerprint
      FROM old_rows before JOIN new_rows after USING (id)
      JOIN entities_digest_now now ON now.article_id = after.id
     WHERE digest.article_id = after.id
       AND (before.title, before.text, before.body_start, before.body_end, before.furniture)
           IS DISTINCT FROM
           (after.title, after.text, after.body_start, after.body_end, after.furniture);
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

CREATE TRIGGER digest_update AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_articles();

-- Mentions or evidence came or went. Called by the triggers below.
CREATE FUNCTION digest_changed_finds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM digests_changed(array_agg(DISTINCT article_id)) FROM new_rows;
    ELSE
        PERFORM digests_changed(array_agg(DISTINCT article_id)) FROM old_rows;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER digest_insert AFTER INSERT ON entities_mention
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

CREATE TRIGGER digest_delete AFTER DELETE ON entities_mention
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

CREATE TRIGGER digest_insert AFTER INSERT ON entities_evidence
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

CREATE TRIGGER digest_delete AFTER DELETE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_finds();

-- Mentions changed in what a digest is derived from. Called by the trigger below.
-- Rows that are the same before and after are there twice. A join would be planned once for all
-- numbers of rows, and compare each with all.
CREATE FUNCTION digest_changed_mentions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT article_id))
       FROM (
        SELECT article_id
          FROM (SELECT id, article_id, entity_id, kind, status, confidence, revision_id FROM old_rows UNION ALL SELECT id, article_id, entity_id, kind, status, confidence, revision_id FROM new_rows) both_rows
         GROUP BY id, article_id, entity_id, kind, status, confidence, revision_id HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE TRIGGER digest_update AFTER UPDATE ON entities_mention
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_mentions();

-- Evidence changed in what a digest is derived from. Called by the trigger below.
-- Rows that are the same before and after are there twice. A join would be planned once for all
-- numbers of rows, and compare each with all.
CREATE FUNCTION digest_changed_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT article_id))
       FROM (
        SELECT article_id
          FROM (SELECT id, article_id, relationship_id, status, revision_id FROM old_rows UNION ALL SELECT id, article_id, relationship_id, status, revision_id FROM new_rows) both_rows
         GROUP BY id, article_id, relationship_id, status, revision_id HAVING count(*) = 1
       ) changed;
    RETURN NULL;
END $$;

CREATE TRIGGER digest_update AFTER UPDATE ON entities_evidence
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_evidence();

-- Relationships changed in kind or status. Called by the trigger below.
CREATE FUNCTION digest_changed_relationships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM digests_changed(array_agg(DISTINCT evidence.article_id))
       FROM (
        SELECT DISTINCT id
          FROM (SELECT id, kind, status FROM old_rows
                UNION ALL SELECT id, kind, status FROM new_rows) both_rows
         GROUP BY id, kind, status HAVING count(*) = 1
       ) changed
       JOIN entities_evidence evidence ON evidence.relationship_id = changed.id;
    RETURN NULL;
END $$;

CREATE TRIGGER digest_update AFTER UPDATE ON entities_relationship
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_changed_relationships();

-- Places came to lie elsewhere: every digest that names them, or places in them, is computed anew.
-- Called by the trigger below.
CREATE FUNCTION digest_moved_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved bigint[];
BEGIN
    SELECT array_agg(DISTINCT id) INTO moved
      FROM (
        SELECT id
          FROM (SELECT id, kind, parent_id FROM old_rows UNION ALL SELECT id, kind, parent_id FROM new_rows) both_rows
         GROUP BY id, kind, parent_id HAVING count(*) = 1
      ) changed;
    IF moved IS NOT NULL THEN
        PERFORM pg_advisory_xact_lock('entities_digest'::regclass::oid::int, 0);
        PERFORM refresh_digests(array_agg(article_id))
           FROM entities_digest WHERE entities && moved;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER digest_update AFTER UPDATE ON entities_entity
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION digest_moved_places();
