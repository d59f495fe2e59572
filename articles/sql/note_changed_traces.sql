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
