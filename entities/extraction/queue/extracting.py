"""Read pending articles and store what is found in them."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from articles.models import Article
from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.queue.claiming import claim
from entities.extraction.queue.pending import pending
from entities.extraction.reading import Reading
from entities.extraction.store.storing import TextChanged, note_failure, store
from entities.extraction.version import pipeline_version

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
    negative number those that others had; `stop` whether to stop before the next article. An
    article that fails is reported, keeps the reason and stays pending.
    """
    keys = iter(keys)
    while not stop() and (size := take(BATCH)) > 0:
        batch = list(islice(keys, size))
        done = 0
        # Asked for before the reading: where people switch the model meanwhile, it is read again.
        version = pipeline_version()
        with claim(pending(), batch) as articles:
            for article, reading, seconds in _read(pipeline, articles):
                if stop():
                    break
                if outcome := _store(article, reading, seconds, version):
                    done += 1
                    yield outcome
        take(done - size)
        if len(batch) < size:
            break


def _read(
    pipeline: Pipeline, articles: list[Article]
) -> Iterator[tuple[Article, Reading | Exception, float]]:
    """The reading of each article, or why there is none, and the seconds it took."""
    started = time.perf_counter()
    try:
        readings = list(pipeline.read_many(_text(article) for article in articles))
    except Exception:
        # One of them is to blame; the others must not suffer from it.
        for article in articles:
            started = time.perf_counter()
            try:
                (reading,) = pipeline.read_many([_text(article)])
            except Exception as error:
                reading = error
            yield article, reading, time.perf_counter() - started
        return
    seconds = (time.perf_counter() - started) / max(len(articles), 1)
    for article, reading in zip(articles, readings, strict=True):
        yield article, reading, seconds


def _store(
    article: Article, reading: Reading | Exception, seconds: float, version: str
) -> Done | None:
    """What came of it; None when the text changed or went meanwhile, so that it waits its turn."""
    try:
        if isinstance(reading, Exception):
            raise reading
        counts = store(article, reading, seconds=seconds, version=version)
    except (TextChanged, Article.DoesNotExist):
        return None
    except Exception as error:
        logger.exception("Article %s could not be read.", article.pk)
        note_failure(article, error, seconds=seconds, version=version)
        return Done(articles=1, failed=1)
    return Done(articles=1, mentions=counts.mentions, relationships=counts.relationships)


def _text(article: Article) -> Text:
    return Text(
        text=article.text,
        body=(article.body_start, article.body_end),
        furniture=article.furniture,
        published=article.published_on,
        precision=article.published_precision,
        dateline=article.dateline,
        article_id=article.pk,
        source_id=article.source_id,
    )
