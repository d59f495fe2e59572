"""Making the words of digests anew where an earlier version kept them otherwise."""

from collections.abc import Callable

from django.db import connection, transaction

from entities.models import VocabularyReading

_BATCH = 500  # articles

_FIRST = """
SELECT min(article_id) FROM (
    SELECT article_id FROM entities_digest WHERE article_id < %s ORDER BY article_id DESC LIMIT %s
) batch
"""
_RENEW = """
UPDATE entities_digest digest SET words = now.words
  FROM (
    SELECT id, article_words(title, text, body_start, body_end, furniture, language) AS words
      FROM articles_article WHERE id >= %s AND id < %s
  ) now
 WHERE now.id = digest.article_id AND now.words <> digest.words
"""


def renew_words(stop: Callable[[], bool] = lambda: False) -> None:
    """Make the words anew of all digests that wait for it, the newest first.

    Each batch is a transaction; `stop` is asked between two of them.
    """
    while not stop() and _renew_batch():
        pass


@transaction.atomic
def _renew_batch() -> bool:
    """Whether there was anything to do."""
    reading = VocabularyReading.objects.select_for_update().exclude(renewed_from=0).first()
    if reading is None:
        return False
    before = reading.renewed_from
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, [before, _BATCH])
        (first,) = cursor.fetchone()
        if first is not None:
            cursor.execute(_RENEW, [first, before])
    reading.renewed_from = first or 0
    reading.save(update_fields=["renewed_from"])
    return True
