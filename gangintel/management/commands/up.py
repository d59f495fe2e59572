"""Start everything with one command."""

import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from gangintel.commandline import why_out_of_reach
from gangintel.services import preparation
from gangintel.services.address import Address, AddressError
from gangintel.services.child_processes import leave_database
from gangintel.services.preparation import FIRST_USER, make_first_account
from gangintel.services.static_files import PreparationError, StaticFilesCollection
from gangintel.services.supervisor import (
    POLL_SECONDS,
    Interrupted,
    Interruption,
    ServiceError,
    Supervisor,
)

MOST_WORKERS = 64
ANSWER_SECONDS = 60


class Command(BaseCommand):
    help = (
        "Start GangIntel: prepare the database, then run the web server and the workers until "
        "Ctrl-C. A second Ctrl-C does not wait for work at hand."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bind",
            default="127.0.0.1:8000",
            metavar="ADDRESS:PORT",
            help="where the web server listens (default: 127.0.0.1:8000, this machine alone)",
        )
        parser.add_argument(
            "--workers",
            type=_number_of_workers,
            default=1,
            help="processes for jobs in the background (default: 1, which is enough for reading "
            "articles: that is done by one at a time)",
        )

    def handle(self, *, bind: str, workers: int, **options: Any) -> None:
        interruption = Interruption()
        with interruption:
            supervisor = Supervisor(self._say)
            try:
                self._run(Address.reserve(bind), workers, supervisor)
            except (AddressError, PreparationError, ServiceError) as error:
                raise CommandError(str(error)) from error
            except Interrupted:
                self._say("Stopping. Ctrl-C again does not wait for work at hand.")
            finally:
                interruption.begin_clearing()
                supervisor.stop(lambda: interruption.is_urgent)
                leave_database()
            self._say("Stopped.")

    def _run(self, address: Address, workers: int, supervisor: Supervisor) -> None:
        self._prepare(address)
        # The pool's connections are of no use to a process that only watches.
        connections.close_all()
        for number in range(workers):
            supervisor.add(f"Worker {number + 1}", "-m", "gangintel.services.worker")
        supervisor.add(
            "The web server", "-m", "gangintel.services.web", address.ip, str(address.port)
        )
        self._step("Web server", lambda: self._await_answer(address, supervisor))
        if not address.is_local:
            self._say(
                "Other machines reach it by the names in GANGINTEL_ALLOWED_HOSTS, now "
                f"{', '.join(settings.ALLOWED_HOSTS)}."
            )
        self._say(f"GangIntel runs at {address.url} – Ctrl-C stops it.")
        supervisor.watch()

    def _prepare(self, address: Address) -> None:
        if reason := why_out_of_reach():
            raise CommandError(reason)
        self._step("Database", preparation.prepare_database)
        with preparation.alone(), ExitStack() as started:
            static_files = StaticFilesCollection()
            started.callback(static_files.stop)
            static_files.begin()
            self._step("Tables", preparation.prepare_tables)
            content = preparation.Content()
            started.callback(content.stop)
            content.begin()
            self._step("Gazetteer", content.gazetteer)
            self._step("Seed articles", content.seeds)
            self._step("Static files", static_files.finish)
            password = make_first_account()
        if password:
            file = preparation.keep_first_password(password)
            # What a service says is kept in the machine's log, where others read it.
            shown = f", password {password}" if self.stdout.isatty() else ""
            self._say(
                f"\nThe first account: user {FIRST_USER}{shown}\nIts password is in {file}, which "
                f"only you read. Change it at {address.url}account/password/ and delete the file; "
                f"forgotten, it is set anew by: manage.py changepassword {FIRST_USER}\n"
            )

    def _await_answer(self, address: Address, supervisor: Supervisor) -> str:
        deadline = time.monotonic() + ANSWER_SECONDS
        while not address.answers():
            supervisor.check()
            if time.monotonic() > deadline:
                raise ServiceError(
                    f"The web server does not answer at {address.url} after {ANSWER_SECONDS} s: "
                    "what it said stands above."
                )
            time.sleep(POLL_SECONDS)
        return "answers"

    def _step(self, name: str, step: Callable[[], str]) -> None:
        started = time.monotonic()
        self.stdout.write(f"{name + ' ':.<16} ", ending="")
        self.stdout.flush()
        done = ""
        try:
            done = step()
        finally:
            self._say(f"{done} ({time.monotonic() - started:.1f} s)" if done else "not done")

    def _say(self, sentence: str) -> None:
        # The terminal may be gone, which must not keep anything from ending.
        with suppress(OSError):
            self.stdout.write(sentence)
            self.stdout.flush()


def _number_of_workers(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_WORKERS:
        raise ValueError
    return number
