"""Reading pending articles: in the background a little at a time, or in several processes."""

import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import cache, lru_cache
from itertools import chain
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from queue import Empty

from entities.extraction.pipeline import Pipeline
from entities.extraction.queue.processes import SPAWN, Quota, run
from entities.extraction.queue.read_pending import Done, Lookout, extract, pending_keys
from entities.gazetteer.database import current_gazetteer, gazetteer_state
from entities.gazetteer.load_rows import is_loaded, load

_POLL_SECONDS = 0.2


class WorkerDied(Exception):
    """A process ended before its work was done; what it held stays pending."""


def extract_here(quota: Quota, stop: Callable[[], bool]) -> Iterator[Done]:
    """Read pending articles in this process; report each."""
    pipeline = Pipeline(current_gazetteer())
    with closing(pending_keys()) as keys:
        yield from extract(keys, pipeline, take=quota.take, stop=stop)


def extract_in_processes(number: int, quota: Quota, stop: Callable[[], bool]) -> Iterator[Done]:
    """Read pending articles in so many processes; report each article.

    Each of them holds a language model (some 400 MB) and a connection to the database. Raises
    `WorkerDied` at the end when one of them did not come to its end.
    """
    outcomes: Queue = SPAWN.Queue()
    stopping = SPAWN.Event()
    workers = [
        SPAWN.Process(
            target=run,
            args=(f"{__name__}.{_work.__name__}", quota, stopping, outcomes),
            daemon=True,
        )
        for _ in range(number)
    ]
    for worker in workers:
        worker.start()
    try:
        while True:
            if stop():
                stopping.set()
            running = any(worker.is_alive() for worker in workers)
            try:
                yield outcomes.get(timeout=_POLL_SECONDS)
            except Empty:
                if not running:
                    break
    finally:
        stopping.set()
        while any(worker.is_alive() for worker in workers):
            # A process ends only once all it reported is taken.
            with suppress(Empty):
                outcomes.get(timeout=_POLL_SECONDS)
    dead = [worker.exitcode for worker in workers if worker.exitcode]
    if dead:
        raise WorkerDied(
            f"{len(dead)} of {number} processes ended too early (exit status {dead[0]})."
        )


def _work(quota: Quota, stopping: Event, outcomes: Queue) -> None:
    # Ctrl-C reaches the whole group; the parent says when to stop, after the batch at hand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()

    def stop() -> bool:
        return stopping.is_set() or (parent is not None and not parent.is_alive())

    for done in extract_here(quota, stop):
        outcomes.put(done)


_SECONDS = 20

# What this process has looked through, from one call to the next.
_lookout = cache(Lookout)


def extract_due(stop: Callable[[], bool]) -> Done:
    """Read pending articles for some 20 seconds, until there are none, or until `stop` says so.

    The next call goes on. What people decide about names counts from the next call on.
    """
    done = Done()
    keys = _lookout().keys()
    first = next(keys, None)
    if first is None:
        return done
    if not is_loaded():
        load()
    end = time.monotonic() + _SECONDS
    outcomes = extract(
        chain([first], keys),
        _pipeline(gazetteer_state()),
        stop=lambda: stop() or time.monotonic() > end,
    )
    for outcome in outcomes:
        done.add(outcome)
    return done


@lru_cache(maxsize=1)
def _pipeline(state: tuple) -> Pipeline:
    """The pipeline for this state of the gazetteer; building it takes some seconds."""
    return Pipeline(current_gazetteer())
