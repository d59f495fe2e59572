"""Several processes that read pending articles side by side."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from queue import Empty

from entities.extraction.pipeline import Pipeline
from entities.extraction.queue.extracting import Done, extract
from entities.extraction.queue.pending import pending_keys
from entities.extraction.queue.processes import SPAWN, Quota, run
from entities.gazetteer.database import current_gazetteer

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
    for done in extract_here(quota, lambda: stopping.is_set() or not parent.is_alive()):
        outcomes.put(done)
