"""Extensions, the text search configuration and the functions that generated columns use."""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(
            """
            CREATE TEXT SEARCH CONFIGURATION public.news_en (COPY = pg_catalog.english);
            ALTER TEXT SEARCH CONFIGURATION public.news_en
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
            """,
            "DROP TEXT SEARCH CONFIGURATION public.news_en",
        ),
        # convert_to() is only STABLE because the server's encoding could differ; it is UTF-8 here.
        migrations.RunSQL(
            """
            CREATE FUNCTION text_sha256(text) RETURNS text
            LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN encode(sha256(convert_to($1, 'UTF8')), 'hex')
            """,
            "DROP FUNCTION text_sha256(text)",
        ),
        # The news in a text: its body without the furniture.
        migrations.RunSQL(
            """
            CREATE FUNCTION article_body(body text, first int, last int, furniture int4multirange)
            RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            BEGIN ATOMIC
                SELECT coalesce(string_agg(
                    substr(body, lower(part) + 1, upper(part) - lower(part)), ' ' ORDER BY part), '')
                FROM unnest(int4multirange(int4range(first, last)) - furniture) AS part;
            END
            """,
            "DROP FUNCTION article_body(text, int, int, int4multirange)",
        ),
    ]
