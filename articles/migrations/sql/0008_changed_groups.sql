-- Else triggers could not be made on the tables that are filled here.
SET CONSTRAINTS ALL IMMEDIATE;

-- Articles that were imported before anything was learned get traces, which mending fills in.
INSERT INTO articles_articletraces (article_id, place, numbers)
SELECT article.id,
       COALESCE(
           NULLIF(regexp_replace(
               COALESCE(substring(article.url FROM '^[a-z]+://(?:[^/@]*@)?([^/:?#]+)'), ''),
               '^(?:www\.|m\.|amp\.)+', ''), ''),
           NULLIF(regexp_replace(document.original_name, '/?[^/]*$', ''), ''),
           '/'),
       '{}'
  FROM articles_article article
  JOIN articles_document document ON document.id = article.document_id
 WHERE NOT EXISTS (SELECT FROM articles_articletraces WHERE article_id = article.id);

-- All groups are read again once, by the rules that hold now.
WITH sizes AS (
    SELECT CASE WHEN source.name <> 'Unknown source' THEN source.id END AS source_id,
           CASE WHEN source.name <> 'Unknown source' THEN '' ELSE traces.place END AS place,
           count(*) AS documents
      FROM articles_articletraces traces
      JOIN articles_article article ON article.id = traces.article_id
      JOIN articles_source source ON source.id = article.source_id
     GROUP BY 1, 2
)
INSERT INTO articles_mendedgroup (source_id, place, documents, grown, rules)
SELECT source_id, place, 0, documents, 0 FROM sizes
ON CONFLICT (source_id, place) DO UPDATE
   SET grown = EXCLUDED.grown - articles_mendedgroup.documents;

-- Notes that persons have ruled on a group. Called by the trigger below.
CREATE OR REPLACE FUNCTION note_changed_rule() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    rule articles_furniturerule := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
    INSERT INTO articles_changedgroup (source_id, place, documents)
    VALUES (rule.source_id, rule.place, 0);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_rule AFTER INSERT OR UPDATE OR DELETE ON articles_furniturerule
    FOR EACH ROW EXECUTE FUNCTION note_changed_rule();
-- Notes which groups gained or lost documents, whose traces are the rows that changed. Called by the
-- triggers below.
CREATE OR REPLACE FUNCTION note_changed_traces() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_changedgroup (source_id, place, documents)
    SELECT CASE WHEN source.name <> 'Unknown source' THEN source.id END,
           CASE WHEN source.name <> 'Unknown source' THEN '' ELSE changed.place END,
           count(*) * TG_ARGV[0]::int
      FROM changed
      JOIN articles_article article ON article.id = changed.article_id
      JOIN articles_source source ON source.id = article.source_id
     GROUP BY 1, 2;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_insert AFTER INSERT ON articles_articletraces
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_changed_traces('1');
CREATE OR REPLACE TRIGGER note_update_before AFTER UPDATE ON articles_articletraces
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_changed_traces('-1');
CREATE OR REPLACE TRIGGER note_update_after AFTER UPDATE ON articles_articletraces
    REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_changed_traces('1');
CREATE OR REPLACE TRIGGER note_delete AFTER DELETE ON articles_articletraces
    REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION note_changed_traces('-1');
-- Notes that a group lost an article, and another has it now. Called by the trigger below.
CREATE OR REPLACE FUNCTION note_moved_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_changedgroup (source_id, place, documents)
    SELECT CASE WHEN source.name <> 'Unknown source' THEN source.id END,
           CASE WHEN source.name <> 'Unknown source' THEN '' ELSE traces.place END,
           moved.documents
      FROM (VALUES (OLD.source_id, -1), (NEW.source_id, 1)) moved (source_id, documents)
      JOIN articles_source source ON source.id = moved.source_id
      JOIN articles_articletraces traces ON traces.article_id = NEW.id;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_source AFTER UPDATE OF source_id ON articles_article
    FOR EACH ROW WHEN (OLD.source_id <> NEW.source_id)
    EXECUTE FUNCTION note_moved_article();
-- Notes that the articles of a source are one group now, which were those of places while it was
-- unknown, or the other way round. Called by the trigger below.
CREATE OR REPLACE FUNCTION note_renamed_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_changedgroup (source_id, place, documents)
    SELECT NEW.id, '', count(*) * CASE WHEN NEW.name <> 'Unknown source' THEN 1 ELSE -1 END
      FROM articles_articletraces traces
      JOIN articles_article article ON article.id = traces.article_id
     WHERE article.source_id = NEW.id
    UNION ALL
    SELECT NULL, traces.place, count(*) * CASE WHEN NEW.name <> 'Unknown source' THEN -1 ELSE 1 END
      FROM articles_articletraces traces
      JOIN articles_article article ON article.id = traces.article_id
     WHERE article.source_id = NEW.id
     GROUP BY traces.place;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_name AFTER UPDATE OF name ON articles_source
    FOR EACH ROW WHEN ((OLD.name = 'Unknown source') <> (NEW.name = 'Unknown source'))
    EXECUTE FUNCTION note_renamed_source();
