"""Which articles the present pipeline has not read yet."""

from collections.abc import Generator, Iterator
from datetime import timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from articles.models import Article
from entities.extraction.result import pipeline_version
from entities.models import Extraction

RETRY_AFTER = timedelta(hours=1)
# Comparing articles and readings in a window of keys takes some 30 ms however many there are
# beside it; comparing all takes a second per million.
WINDOW = 10_000
_WINDOWS_A_LOOK = 5


def pending() -> QuerySet[Article]:
    """Articles whose present text this version of the pipeline has not read.

    One that failed is among them: a failure is never counted as done.
    """
    return Article.objects.filter(~Exists(_readings().filter(error="")))


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
    articles = Article.objects.filter(~Exists(read), ~Exists(failed), pk__gt=after, pk__lte=up_to)
    return list(articles.order_by("-pk").values_list("pk", flat=True))


def _readings() -> QuerySet[Extraction]:
    """Readings of the outer article's present text by the present pipeline."""
    return Extraction.objects.filter(
        article=OuterRef("pk"),
        pipeline_version=pipeline_version(),
        text_hash=OuterRef("text_hash"),
    )
