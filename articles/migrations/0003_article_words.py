"""What the text search looks for in an article, as a function that the database itself calls."""

from django.db import migrations

# PostgreSQL itself only knows words side by side, or so many words on, in one order.
WITHIN = """
CREATE FUNCTION words_within(words tsvector, wanted tsvector, most int) RETURNS boolean
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10000
BEGIN ATOMIC
    WITH places AS (
        SELECT word.lexeme, place
          FROM unnest(words) word CROSS JOIN unnest(word.positions) place
         WHERE word.lexeme = ANY(tsvector_to_array(wanted))
    )
    SELECT length(wanted) < 2 OR EXISTS (
        SELECT FROM places first
         WHERE length(wanted) = (
            SELECT count(DISTINCT lexeme) FROM places
             WHERE places.place BETWEEN first.place AND first.place + most + length(wanted) - 2
         )
    );
END
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_archive")]
    operations = [
        # The title counts more than the body.
        migrations.RunSQL(
            """
            CREATE FUNCTION article_words(
                title text, body text, first int, last int, furniture int4multirange
            ) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
            RETURN setweight(to_tsvector('public.news_en', title), 'A')
                || setweight(
                       to_tsvector('public.news_en', article_body(body, first, last, furniture)), 'B'
                   )
            """,
            "DROP FUNCTION article_words(text, text, int, int, int4multirange)",
        ),
        migrations.RunSQL(WITHIN, "DROP FUNCTION words_within(tsvector, tsvector, int)"),
    ]
