"""Which articles came in or changed, in the order of their first reading."""

from django.db import connection, transaction
from django.db.models import Max

from entities.models import Arrival

_BATCH = 20_000
# A reading that was stored while others were may have a lower key than those seen already.
_LOOK_BACK = 10_000

_RECORD = """
    INSERT INTO entities_arrival (article_id, text_hash, extraction)
    SELECT e.article_id, e.text_hash, min(e.id)
      FROM entities_extraction e
      JOIN articles_article a ON a.id = e.article_id AND a.text_hash = e.text_hash
     WHERE e.id > (SELECT coalesce(max(extraction), 0) FROM entities_arrival) - %(look_back)s
       AND e.error = ''
       AND NOT EXISTS (SELECT FROM entities_arrival r
                        WHERE r.article_id = e.article_id AND r.text_hash = e.text_hash)
     GROUP BY e.article_id, e.text_hash ORDER BY min(e.id) LIMIT %(batch)s
    ON CONFLICT DO NOTHING
"""


def record_arrivals() -> int:
    """Record texts that have been read for the first time; returns how many.

    Only one may do this at a time (see `tasks.watch`), so that keys are in the order of arrival.
    """
    recorded = 0
    while count := _record_batch():
        recorded += count
    return recorded


@transaction.atomic
def _record_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_RECORD, {"batch": _BATCH, "look_back": _LOOK_BACK})
        return cursor.rowcount


def newest_arrival() -> int:
    """Primary key of the newest arrival; 0 where nothing has arrived."""
    return Arrival.objects.aggregate(newest=Max("pk"))["newest"] or 0
