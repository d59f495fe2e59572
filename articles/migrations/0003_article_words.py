"""What the text search looks for in an article, as a function that the database itself calls."""

from django.db import migrations


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
    ]
