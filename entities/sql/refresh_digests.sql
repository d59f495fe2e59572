-- Computes what depends on mentions, evidence and relationships anew, for these articles.
-- The rows are locked before anything is counted: of two transactions that change mentions of one
-- article, the later one so sees what the earlier one has written.
-- Called by bring_digests_up_to_date and digest_moved_places.
CREATE OR REPLACE FUNCTION refresh_digests(articles bigint[]) RETURNS void LANGUAGE plpgsql
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
