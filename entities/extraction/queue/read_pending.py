"""Which articles are pending: to claim them, read them, and store what is found in them."""

import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db import connection
from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article
from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.queue.bounded_reading import LONG, TooMuchToRead, read_bounded
from entities.extraction.queue.homes import Homes
from entities.extraction.result import pipeline_version
from entities.extraction.store.store_results import Read, note_failure, store
from entities.models import Extraction

RETRY_AFTER = timedelta(hours=1)
# Comparing articles and readings in a window of keys takes some 30 ms however many there are
# beside it; comparing all takes a second per million.
WINDOW = 10_000
_WINDOWS_A_LOOK = 5


def pending() -> QuerySet[Article]:
    """Articles whose present text this version of the pipeline has not read; none withdrawn.

    One that failed is among them: a failure is never counted as done.
    """
    return Article.objects.not_withdrawn().filter(~Exists(_readings().filter(error="")))


def failed() -> QuerySet[Extraction]:
    """The failures of this version of the pipeline at the present text of articles, newest first.

    The next version tries them again, and so does this one within the hour.
    """
    failures = Extraction.objects.exclude(error="").filter(pipeline_version=pipeline_version())
    present = failures.filter(text_hash=F("article__text_hash"), article__withdrawn_at=None)
    return present.select_related("article__source").defer("article__text").order_by("-pk")


def pending_keys() -> Generator[int, None, None]:
    """Primary keys of the articles that are pending now, newest first, held by the server."""
    yield from pending().order_by("-pk").values_list("pk", flat=True).iterator(chunk_size=WINDOW)


class Lookout:
    """Looks for articles to read again and again, as a worker does, without comparing all.

    What failed a short while ago is left out: it is mostly a fault in the program and would only
    fail again. It is tried once an hour here, and by the command whenever that is run.
    """

    def __init__(self) -> None:
        self._newest: int | None = None
        self._below: int | None = None

    def keys(self) -> Iterator[int]:
        """Primary keys of articles to read now, newest first.

        Covers what came since the last look, and in turn some windows of all others: there a text
        may have changed, or the pipeline have a new version. Who stops in the middle of a window
        is given the rest of it next time.
        """
        newest = _newest()
        if self._newest is not None:
            below = None
            while (window := _window(below)) and window[1] > self._newest:
                yield from _due(max(window[0], self._newest), window[1])
                below = window[0]
        self._newest = newest
        for _ in range(_WINDOWS_A_LOOK):
            window = _window(self._below)
            if window is None:
                self._below = None
                break
            yield from _due(*window)
            self._below = window[0]


def _window(below: int | None) -> tuple[int, int] | None:
    """The next window of keys, after the first and up to the second, none above `below`."""
    newest = _newest(below)
    return None if newest is None else (newest - WINDOW, newest)


def _newest(up_to: int | None = None) -> int | None:
    articles = Article.objects.all() if up_to is None else Article.objects.filter(pk__lte=up_to)
    return articles.aggregate(newest=Max("pk"))["newest"]


def _due(after: int, up_to: int) -> list[int]:
    """Keys in a window of what is pending and did not fail a short while ago."""
    # The bounds again: without them the planner would read the whole table of readings.
    readings = _readings().filter(article__gt=after, article__lte=up_to)
    read = readings.filter(error="")
    failed = readings.exclude(error="").filter(extracted_at__gt=timezone.now() - RETRY_AFTER)
    articles = Article.objects.not_withdrawn().filter(pk__gt=after, pk__lte=up_to)
    articles = articles.filter(~Exists(read), ~Exists(failed))
    return list(articles.order_by("-pk").values_list("pk", flat=True))


def _readings() -> QuerySet[Extraction]:
    """Readings of the outer article's present text by the present pipeline."""
    return Extraction.objects.filter(
        article=OuterRef("pk"),
        pipeline_version=pipeline_version(),
        text_hash=OuterRef("text_hash"),
    )


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


BATCH = 32
logger = logging.getLogger(__name__)


@dataclass
class Done:
    """What came of reading some articles; failed ones are counted in `articles` too."""

    articles: int = 0
    mentions: int = 0
    relationships: int = 0
    failed: int = 0

    def add(self, other: "Done") -> None:
        self.articles += other.articles
        self.mentions += other.mentions
        self.relationships += other.relationships
        self.failed += other.failed


def extract(
    keys: Iterable[int],
    pipeline: Pipeline,
    *,
    take: Callable[[int], int] = lambda wanted: wanted,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Done]:
    """Read the articles with these primary keys as far as they are pending; report each one.

    Any number of processes may do so at the same time: each article is read by one of them.
    `take` is asked how many of so many articles may still be read, and given back with a
    negative number those that others had; `stop` whether to stop before the next batch. An
    article that fails is reported, keeps the reason and stays pending.
    """
    keys = iter(keys)
    homes = Homes(pipeline.places)
    while not stop() and (size := take(BATCH)) > 0:
        batch = list(islice(keys, size))
        done = 0
        # Asked for before the reading: where people switch the model meanwhile, it is read again.
        version = pipeline_version()
        with claim(pending(), batch) as articles:
            for outcome in _read_and_store(articles, pipeline, homes, version):
                done += 1
                yield outcome
        take(done - size)
        if len(batch) < size:
            break


def _read_and_store(
    articles: list[Article], pipeline: Pipeline, homes: Homes, version: str
) -> Iterator[Done]:
    """What came of each, but of those whose text changed or went meanwhile: they wait their turn.

    Where something is wrong with one of them the others must not suffer from it: then the two
    halves are done apart.
    """
    if not articles:
        return
    long = [article for article in articles if article.length > LONG]
    if long and len(articles) > 1:
        short = [article for article in articles if article.length <= LONG]
        yield from _read_and_store(short, pipeline, homes, version)
        for article in long:
            yield from _read_and_store([article], pipeline, homes, version)
        return
    started = time.perf_counter()
    try:
        texts = [_text(article, homes) for article in articles]
        readings = (
            [read_bounded(pipeline, text) for text in texts]
            if long
            else list(pipeline.read_many(texts))
        )
        seconds = (time.perf_counter() - started) / len(articles)
        read = [
            Read(article, reading, seconds)
            for article, reading in zip(articles, readings, strict=True)
        ]
        counts = store(read, version=version)
    except Exception as error:
        if len(articles) > 1:
            middle = len(articles) // 2
            yield from _read_and_store(articles[:middle], pipeline, homes, version)
            yield from _read_and_store(articles[middle:], pipeline, homes, version)
            return
        if isinstance(error, TooMuchToRead):
            logger.warning("Article %s was not read: %s", articles[0].pk, error)
        else:
            logger.exception("Article %s could not be read.", articles[0].pk)
        seconds = time.perf_counter() - started
        note_failure(articles[0], error, seconds=seconds, version=version)
        yield Done(articles=1, failed=1)
        return
    for one in counts:
        if one:
            yield Done(articles=1, mentions=one.mentions, relationships=one.relationships)


def _text(article: Article, homes: Homes) -> Text:
    body, furniture = article.reading_scope()
    return Text(
        text=article.text,
        body=body,
        furniture=furniture,
        published=article.published_on,
        precision=article.published_precision,
        dateline=article.dateline,
        article_id=article.pk,
        source_id=article.source_id,
        language=article.language,
        analysis=tuple(article.analysis()),
        home=homes.of(article.source_id),
    )
