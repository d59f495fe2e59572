"""Keeping the web server and the workers running until a signal asks `manage.py up` to end."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType, TracebackType

from .child_processes import GRACE_SECONDS, ask_to_end, force_to_end, how_it_ended, start

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
POLL_SECONDS = 0.1
# A service that lives shorter has failed to start: what it needs, such as the database, may be gone
# for a while. It is tried again after a pause that doubles from one second, whatever becomes of the
# other services.
SHORT_LIFE_SECONDS = 10
LONGEST_PAUSE_SECONDS = 60


class ServiceError(Exception):
    """One sentence for people: a service cannot be kept running."""


@dataclass
class Service:
    """One child process that is started again when it ends."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen | None = None
    due: float = 0  # when it is to be started, by time.monotonic()
    short_lives: int = 0


class Supervisor:
    """The services of one `manage.py up`. `report` takes a sentence for the terminal."""

    def __init__(self, report: Callable[[str], None]) -> None:
        self._services: list[Service] = []
        self._report = report

    def add(self, name: str, *arguments: str) -> None:
        """Start a service: Python with these arguments."""
        service = Service(name, arguments)
        self._services.append(service)
        self._start(service)

    def check(self) -> None:
        """Start again what has ended, each after its own pause."""
        for service in self._services:
            if service.process is None:
                if time.monotonic() > service.due:
                    self._start(service)
            elif service.process.poll() is not None:
                self._mourn(service, service.process)

    def watch(self) -> None:
        """Keep everything running; ends with an exception."""
        while True:
            self.check()
            time.sleep(POLL_SECONDS)

    def stop(self, is_urgent: Callable[[], bool]) -> None:
        """End everything: politely at first, by force when `is_urgent` or after GRACE_SECONDS."""
        processes = [service.process for service in self._services if service.process]
        for process in processes:
            ask_to_end(process)
        deadline = time.monotonic() + GRACE_SECONDS
        while any(process.poll() is None for process in processes):
            if is_urgent() or time.monotonic() > deadline:
                break
            time.sleep(POLL_SECONDS)
        for process in processes:
            force_to_end(process)

    def _start(self, service: Service) -> None:
        service.due = time.monotonic()
        service.process = start(*service.arguments)

    def _mourn(self, service: Service, process: subprocess.Popen) -> None:
        """Clear up after a service that has ended by itself, and plan its next start."""
        ending = how_it_ended(process)
        # Its own children, such as those that answer requests, can outlive it.
        force_to_end(process)
        service.process = None
        now = time.monotonic()
        lived_short = now < service.due + SHORT_LIFE_SECONDS
        service.short_lives = service.short_lives + 1 if lived_short else 0
        pause = min(2 ** min(service.short_lives, 10) // 2, LONGEST_PAUSE_SECONDS)
        service.due = now + pause
        when = f"in {pause} s" if pause > 1 else "now"
        self._report(f"{service.name} ended unexpectedly ({ending}); it starts again {when}.")


class Interrupted(KeyboardInterrupt):
    """Somebody asked this process to end."""


class Interruption:
    """While it is entered, the first signal raises Interrupted, wherever the program is.

    Those that follow do not disturb the clearing up: they only set `is_urgent`.
    """

    def __init__(self) -> None:
        self.is_urgent = False
        self._is_clearing = False

    def begin_clearing(self) -> None:
        """From now on no signal raises."""
        self._is_clearing = True

    def __enter__(self) -> "Interruption":
        self._before = {number: signal.getsignal(number) for number in SIGNALS}
        for number, handler in self._before.items():
            # nohup has the hang-up ignored, so that a program outlives its terminal.
            if (number, handler) != (signal.SIGHUP, signal.SIG_IGN):
                signal.signal(number, self._receive)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        if self._is_clearing:
            self.is_urgent = True
        else:
            self._is_clearing = True
            raise Interrupted
