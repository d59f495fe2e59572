"""In how many articles entities are named, counted only as far as it matters."""

from collections.abc import Iterable

from django.db import connection

# Counted up to here; beyond, the page says “200+”.
MOST_COUNTED = 200

_COUNTED = """
    SELECT entity, (SELECT count(DISTINCT article_id) FROM (
        SELECT article_id FROM entities_mention
        WHERE entity_id = entity AND status <> 'rejected' AND revision_id IS NULL
        ORDER BY article_id LIMIT %s) first)
    FROM unnest(%s::bigint[]) AS entity
"""


def articles_naming(entities: Iterable[int]) -> dict[int, int]:
    """The number of articles that name each of these entities, at least 1; one query.

    No more than `MOST_COUNTED` live mentions are looked at, so that a name of the whole collection
    takes no longer than any other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, [MOST_COUNTED, sorted(set(entities))])
        return dict(cursor.fetchall())
