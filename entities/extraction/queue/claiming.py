"""Take articles to work on, so that nobody else reads them at the same time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import QuerySet

from articles.models import Article

# The upper half of the lock's number says what it is for, the lower half which article.
_LOCK_CLASS = 0x4741 << 48


@contextmanager
def claim(articles: QuerySet[Article], keys: list[int]) -> Iterator[list[Article]]:
    """Claim those of the keys that are free and still among these articles, until the end.

    The locks belong to the database session: whoever dies in the middle lets go of them.
    """
    held = _locked(keys)
    try:
        # Asked for only now: somebody may have finished one just before it was locked.
        yield list(articles.filter(pk__in=held)) if held else []
    finally:
        _unlock(held)


def _locked(keys: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM unnest(%s::bigint[]) AS key WHERE pg_try_advisory_lock(%s + key)",
            [keys, _LOCK_CLASS],
        )
        return [key for (key,) in cursor.fetchall()]


def _unlock(keys: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_unlock(%s + key) FROM unnest(%s::bigint[]) AS key",
            [_LOCK_CLASS, keys],
        )
