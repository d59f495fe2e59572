"""Looks at what is due, and says when to look again. Each look that reads is one import run."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.importing.read_files import read_files
from articles.importing.records import ArticleError
from articles.importing.run_import import run
from articles.run_models import Fate, ImportRun
from articles.watched.feeds import FeedLook
from articles.watched.fetch import Fetcher, FetchError
from articles.watched.folders import allowed_folder
from articles.watched.models import Watched, WatchedLook

logger = logging.getLogger(__name__)

# After failures the pauses double, up to this, or to the interval where that is longer.
LONGEST_BACK_OFF = timedelta(days=1)
NOT_CHANGED = "Nothing has changed since the look before."


@dataclass(frozen=True)
class Outcome:
    """What came of a look, in words, and what to keep for the next one."""

    result: str
    kept: dict[str, Any] = field(default_factory=dict)


def look_at_due(stop: Callable[[], bool], fetcher: Fetcher | None = None) -> int:
    """Look at all that is due, one after the other, until told to stop; returns at how many."""
    fetcher = fetcher or Fetcher()
    looked = 0
    for watched in list(Watched.objects.due()):
        if stop():
            break
        looked += look(watched, fetcher)
    return looked


def look(watched: Watched, fetcher: Fetcher) -> bool:
    """Look at one; whether that was done: it is not where somebody else does so at this moment."""
    last = _claim(watched)
    if last is None:
        return False
    look_at = _LOOKS[Watched.Kind(watched.kind)]
    try:
        outcome = look_at(watched, last, fetcher)
    except ArticleError as error:
        asked = error.wait if isinstance(error, FetchError) else None
        _failed(watched, last, str(error), asked)
    except Exception as error:
        # What nobody foresaw must not stop the looks after it.
        logger.exception("Could not look at %s", watched)
        reason = f"It could not be looked at ({type(error).__name__}: {error})."
        _failed(watched, last, reason, None)
    else:
        _keep(watched, result=outcome.result, failures=0, **outcome.kept)
    return True


def _claim(watched: Watched) -> WatchedLook | None:
    """Let nobody else look at it before the next time; None where somebody does already.

    So a look that was killed is not tried at once again, for which it may be the reason.
    """
    with transaction.atomic():
        WatchedLook.objects.bulk_create([WatchedLook(watched=watched)], ignore_conflicts=True)
        now = timezone.now()
        free = WatchedLook.objects.select_for_update(skip_locked=True).filter(
            watched=watched, next_look__lte=now, watched__is_paused=False
        )
        last = free.first()
        if last:
            _keep(watched, looked_at=now, next_look=now + watched.every)
    return last


def _keep(watched: Watched, **values: Any) -> None:
    WatchedLook.objects.filter(watched=watched).update(**values)


def _failed(watched: Watched, last: WatchedLook, reason: str, asked: timedelta | None) -> None:
    failures = last.failures + 1
    _keep(
        watched,
        result=reason,
        failures=failures,
        next_look=next_after(watched.every, failures, asked, timezone.now()),
    )


def next_after(every: timedelta, failures: int, asked: timedelta | None, now: datetime) -> datetime:
    """When to look again after so many failures in a row, and not before a server `asked` to."""
    grown = every * 2 ** min(failures, 10)
    wait = min(grown, max(LONGEST_BACK_OFF, every))
    return now + max(wait, asked or timedelta(0))


def _folder(watched: Watched, last: WatchedLook, fetcher: Fetcher) -> Outcome:
    folder = allowed_folder(watched.address)
    found = read_files([folder], within=folder)
    import_run = run([folder], _run_of(watched), found=found)
    return Outcome(in_words(import_run))


def _feed(watched: Watched, last: WatchedLook, fetcher: Fetcher) -> Outcome:
    feed = FeedLook(watched.address, fetcher, watched.follows_links, last.pages)
    answer = feed.fetch(last.etag, last.last_modified)
    if answer.is_unchanged:
        return Outcome(NOT_CHANGED)
    import_run = run([watched.address], _run_of(watched), found=feed.found(answer.raw))
    # Where a page was not given, the feed is to be sent again.
    is_whole = not feed.failed
    kept = {
        "etag": answer.etag if is_whole else "",
        "last_modified": answer.last_modified if is_whole else "",
        "pages": feed.pages,
    }
    return Outcome(in_words(import_run), kept)


_LOOKS: dict[Watched.Kind, Callable[[Watched, WatchedLook, Fetcher], Outcome]] = {
    Watched.Kind.FOLDER: _folder,
    Watched.Kind.FEED: _feed,
}


def _run_of(watched: Watched) -> ImportRun:
    return ImportRun(
        user=watched.user,
        source=watched.source.name if watched.source else "",
        watched=watched,
    )


def in_words(import_run: ImportRun) -> str:
    """The counts that are not nothing: `3 new, 20 unchanged`."""
    counts = [
        f"{number:,} {Fate(fate).label}" for fate, number in import_run.counts.items() if number
    ]
    return f"{', '.join(counts)}." if counts else "There was nothing."
