"""The record of a run: begun, kept with every batch, and closed, also when its process is gone."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

import django.db
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from articles.importing.decoding import clean
from articles.run_models import Fate, ImportItem, ImportRun

logger = logging.getLogger(__name__)

LONGEST_REASON = 1000  # characters
# The upper half of the lock's number says what it is for, the lower half which run.
_LOCK_CLASS = 0x4749 << 48


class Item(NamedTuple):
    """What came of one file or line of a run; `article` is the key of the one that it became."""

    number: int
    file: str
    position: int | None
    fate: Fate
    reason: str = ""
    article: int | None = None


@contextmanager
def recorded(run: ImportRun) -> Iterator[None]:
    """Store the run as one that is running; at the end as one that has ended.

    Meanwhile this session of the database holds a lock. It falls with the session, however the
    process ends: so a run that claims to be running while its lock is free was interrupted.
    """
    with transaction.atomic():
        run.save(force_insert=True)
        # Before anybody else can see the row.
        _ask("SELECT pg_advisory_lock(%s)", run)
    try:
        yield
    except BaseException:
        with suppress(django.db.Error):
            _end(run, ImportRun.State.INTERRUPTED)
        raise
    else:
        ended = run.state if run.state != ImportRun.State.RUNNING else ImportRun.State.FINISHED
        _end(run, ended)


def _end(run: ImportRun, state: str) -> None:
    ImportRun.objects.filter(pk=run.pk).update(state=state, finished_at=Now())
    _ask("SELECT pg_advisory_unlock(%s)", run)
    run.refresh_from_db()


def record(run: ImportRun, items: Sequence[Item], *, size: int, with_all: bool) -> None:
    """Count the items of a batch, and keep those that were not simply taken in or here already.

    `size` is in bytes. A run that is to be shown item by item keeps them `with_all`.
    """
    ImportItem.objects.bulk_create(
        ImportItem(
            run=run,
            number=item.number,
            file=item.file,
            position=item.position,
            fate=item.fate,
            reason=clean(item.reason)[:LONGEST_REASON],
            article_id=item.article,
        )
        for item in items
        if with_all or item.reason or item.fate not in (Fate.CREATED, Fate.UNCHANGED)
    )
    counts = Counter(item.fate.value for item in items)
    ImportRun.objects.filter(pk=run.pk).update(
        **{fate: F(fate) + number for fate, number in counts.items()},
        read_bytes=F("read_bytes") + size,
        progress_at=Now(),
    )


def close_interrupted() -> list[ImportRun]:
    """Close the runs whose process is gone; returns them."""
    running = ImportRun.objects.filter(state=ImportRun.State.RUNNING).order_by("pk")
    return [run for run in running if _close(run)]


@transaction.atomic
def _close(run: ImportRun) -> bool:
    """Close the run if nobody holds its lock."""
    if not _ask("SELECT pg_try_advisory_xact_lock(%s)", run):
        return False
    # It may have ended by itself a moment ago.
    still_running = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.RUNNING)
    return bool(
        still_running.update(state=ImportRun.State.INTERRUPTED, finished_at=F("progress_at"))
    )


def to_resume() -> ImportRun | None:
    """Return the last run that did not come to its end, and that no other has gone on with.

    Not of what was dropped in a browser, where it is gone on with.
    """
    unfinished = (ImportRun.State.STOPPED, ImportRun.State.INTERRUPTED)
    runs = ImportRun.objects.filter(state__in=unfinished, resumed_by=None, of_upload=None)
    return runs.order_by("pk").last()


def _ask(sql: str, run: ImportRun) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_LOCK_CLASS + run.pk])
        return cursor.fetchone()[0]
