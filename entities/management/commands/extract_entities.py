"""Find what the pending articles name."""

import json as jsonlib
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from threading import Event

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from entities.extraction.queue.processes import Quota
from entities.extraction.queue.read_pending import Done, pending
from entities.extraction.queue.workers import WorkerDied, extract_here, extract_in_processes
from entities.gazetteer.load_rows import is_loaded, load
from entities.weights.counting import count_due

_STOPPED = 130  # what a shell reports of a program that Ctrl-C ended


class Command(BaseCommand):
    help = (
        "Find names, places, dates, money, quantities and relationships in the articles that the "
        "present pipeline has not read yet. Can be stopped with Ctrl-C and run again at any time, "
        "also several times at once. What people decided is never changed. Loads the gazetteer "
        "first when there is none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=_count, help="stop after this many articles")
        parser.add_argument(
            "--workers", type=_count, default=1, help="read in so many processes (default: 1)"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def handle(
        self, *, limit: int | None, workers: int, json: bool, verbosity: int, **options: object
    ) -> None:
        started = time.monotonic()
        if not is_loaded():
            load()
        total = pending().count()
        quota = Quota(limit)
        done = Done()
        fault = ""
        # disable=None hides the bar when standard error is not a terminal.
        with (
            _stopped_by_signals() as stopped,
            tqdm(
                total=total if limit is None else min(total, limit),
                unit="article",
                disable=None if verbosity else True,
            ) as bar,
        ):
            if workers > 1:
                outcomes = extract_in_processes(workers, quota, stopped.is_set)
            else:
                outcomes = extract_here(quota, stopped.is_set)
            try:
                for outcome in outcomes:
                    done.add(outcome)
                    bar.update()
            except WorkerDied as error:
                fault = str(error)
        count_due(stopped.is_set)
        seconds = round(time.monotonic() - started, 2)
        self.stdout.write(
            jsonlib.dumps({**asdict(done), "seconds": seconds})
            if json
            else f"Read {done.articles - done.failed} articles in {seconds} s: {done.mentions} "
            f"mentions, {done.relationships} relationships proposed."
        )
        if done.failed:
            fault += f" {done.failed} articles failed; they stay pending and keep the reason."
        if fault:
            raise CommandError(fault.strip())
        if stopped.is_set():
            raise CommandError("Stopped; what is left stays pending.", returncode=_STOPPED)


def _count(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError
    return number


@contextmanager
def _stopped_by_signals() -> Iterator[Event]:
    """Ctrl-C or SIGTERM once: stop after the batch at hand; again: at once."""
    stopped = Event()

    def stop(number: int, frame: object) -> None:
        if stopped.is_set():
            raise KeyboardInterrupt
        stopped.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
