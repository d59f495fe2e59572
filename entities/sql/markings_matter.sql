-- Whether anything is marked at all, or was: where nothing is, nothing has to follow.
-- Called by all the triggers markings_follow_….
CREATE OR REPLACE FUNCTION markings_matter() RETURNS boolean LANGUAGE sql STABLE
RETURN EXISTS (SELECT FROM articles_article WHERE handling <> 'CLEAR')
    OR EXISTS (SELECT FROM entities_entity WHERE handling <> 'CLEAR')
    OR EXISTS (SELECT FROM entities_alias WHERE handling <> 'CLEAR');
