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
