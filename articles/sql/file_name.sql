-- The name of a file without its folders; nothing for an item of a file of many.
-- Called by the index document_file_name and by articles.importing.same_text.
CREATE OR REPLACE FUNCTION file_name(shown text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN nullif(regexp_replace(shown, '^.*(/|\\)|^.*:\d+$', ''), '');
