"""How much the search takes up beside the texts."""

from django.db import connection

_SIZES = """
SELECT 'words of the articles', pg_relation_size(reltoastrelid)
  FROM pg_class WHERE oid = 'entities_digest'::regclass
UNION ALL SELECT 'digests without the words', pg_relation_size('entities_digest')
UNION ALL SELECT 'index ' || indexrelid::regclass, pg_relation_size(indexrelid)
  FROM pg_index WHERE indrelid = 'entities_digest'::regclass
UNION ALL SELECT 'all of the search', pg_total_relation_size('entities_digest')
UNION ALL SELECT 'all of the database', pg_database_size(current_database())
"""


def of_indexes() -> list[tuple[str, float, float]]:
    """Name, megabytes, and how many times the bytes of the texts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(octet_length(text) + octet_length(title)) FROM articles_article")
        (text,) = cursor.fetchone()
        cursor.execute(_SIZES)
        return [(name, size / 1e6, size / int(text)) for name, size in cursor.fetchall()]
