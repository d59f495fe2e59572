"""Keeping the words of the archive, a batch of new articles at a time."""

import time
from collections.abc import Callable

from django.db import connection, transaction

from entities.models import KnownWord, VocabularyReading

_BATCH = 500
_SECONDS = 20
# Of an archive that is larger only every so-many-th article is read: its words are known by then.
_READ_WHOLLY = 100_000
_THEN_EVERY = 10
# With more words than this, those that only one article had are forgotten: typing errors, mostly.
_MOST_WORDS = 300_000

# Words of one article count once. Names of files, numbers and addresses are no words.
_LEARN = """
    WITH batch AS (
        SELECT title, text, body_start, body_end, furniture FROM articles_article
         WHERE id > %(after)s AND id <= %(up_to)s AND (id <= %(wholly)s OR id %% %(every)s = 0)
    ), found AS (
        SELECT word, count(*) AS articles
          FROM batch, unnest(tsvector_to_array(to_tsvector('simple', unaccent(
               title || ' ' || article_body(text, body_start, body_end, furniture))))) AS word
         WHERE word ~ '^[[:alpha:]]{4,40}$' GROUP BY word
    )
    INSERT INTO entities_knownword (word, articles) SELECT word, articles FROM found ORDER BY word
    ON CONFLICT (word) DO UPDATE SET articles = entities_knownword.articles + excluded.articles
"""
_NEXT = """
    SELECT max(id) FROM (
        SELECT id FROM articles_article WHERE id > %s ORDER BY id LIMIT %s) batch
"""


def learn_words(stop: Callable[[], bool]) -> int:
    """Read articles that came since the last time, for 20 seconds or until `stop` says so.

    Returns the number of batches; the next call goes on. Words of articles that were changed or
    deleted stay known.
    """
    batches = 0
    end = time.monotonic() + _SECONDS
    while not stop() and time.monotonic() < end and _learn_batch():
        batches += 1
    return batches


@transaction.atomic
def _learn_batch() -> bool:
    VocabularyReading.objects.get_or_create(pk=1)
    reading = VocabularyReading.objects.select_for_update().get(pk=1)
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [reading.up_to, _BATCH])
        (up_to,) = cursor.fetchone()
        if up_to is None:
            return False
        cursor.execute(
            _LEARN,
            {
                "after": reading.up_to,
                "up_to": up_to,
                "wholly": _READ_WHOLLY,
                "every": _THEN_EVERY,
            },
        )
    reading.up_to = up_to
    reading.save(update_fields=["up_to"])
    return True


def forget_rare_words() -> int:
    """Where there are too many words, forget those of one article; returns how many."""
    if KnownWord.objects.count() <= _MOST_WORDS:
        return 0
    return KnownWord.objects.filter(articles=1).delete()[0]
