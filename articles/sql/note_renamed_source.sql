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
