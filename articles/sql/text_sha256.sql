-- Called by the generated column articles_article.text_hash.
-- convert_to() is only STABLE because the server's encoding could differ; it is UTF-8 here.
CREATE OR REPLACE FUNCTION text_sha256(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN encode(sha256(convert_to($1, 'UTF8')), 'hex');
