"""Launching and stopping the server process. The caller holds the start lock."""

import fcntl
import os
import shlex
import time
from contextlib import suppress
from typing import NoReturn

from .accounts import Account, check_passage, server_account
from .cluster import prepare_cluster
from .errors import EmbeddedServerError
from .home import Home
from .locks import POLL_SECONDS, open_private, try_lock
from .programs import program_folder, run_program
from .sockets import prepare_socket_folder
from .tuning import server_settings

STOP_SECONDS = 120
LARGEST_LOG = 10 * 1024 * 1024


def launch(home: Home, account: Account, deadline: float, *, durable: bool) -> None:
    """Launch the server without waiting for it to answer."""
    check_passage(account, home.root, program_folder())
    server_lock = open_private(home.server_lock, os.O_RDWR)
    _cut_log(home)
    log = open_private(home.log, os.O_WRONLY | os.O_APPEND)
    try:
        # Children of a killed server may still be about to notice.
        while not try_lock(server_lock, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise EmbeddedServerError(
                    f"Processes of a database server that was killed still work in {home.cluster}: "
                    "end them, then start again."
                )
            time.sleep(POLL_SECONDS)
        prepare_cluster(home, account, server_lock, durable=durable)
        options = server_settings(home.root, durable=durable) | {
            "unix_socket_directories": str(prepare_socket_folder(home, account))
        }
        switches = [part for item in options.items() for part in ("-c", "=".join(item))]
        # In the cluster's folder and with ".": pg_ctl puts the path into a shell command.
        run_program(
            *["pg_ctl", "start", "--no-wait", "-D", ".", "-o", shlex.join(switches)],
            account=account,
            cwd=home.cluster,
            inherit=(server_lock,),
            output=log,
        )
    finally:
        os.close(log)
        os.close(server_lock)


def raise_not_started(home: Home) -> NoReturn:
    """Say why the server went away instead of answering."""
    lines = home.log.read_text(errors="replace").splitlines()[-20:]
    fatal = [line.partition("FATAL:")[2] for line in lines if "FATAL:" in line]
    reason = (fatal or lines or ["it left no message"])[-1].strip()
    raise EmbeddedServerError(
        f"The database in {home.root} did not start ({reason}): its log {home.log} says more."
    )


def halt(home: Home) -> bool:
    """Stop the server, ending its connections; returns whether one ran."""
    if not home.is_alive():
        return False
    folder = home.socket_folder()
    account = server_account(home.root)
    deadline = time.monotonic() + STOP_SECONDS
    asked = False
    while home.is_alive():
        if not asked and home.pid():
            run_program(
                *["pg_ctl", "stop", "--mode=fast", "--no-wait", "-D", "."],
                account=account,
                cwd=home.cluster,
            )
            asked = True
        if time.monotonic() > deadline:
            raise EmbeddedServerError(
                f"The database server in {home.root} does not stop: read its log {home.log}; if it "
                "runs in another container, stop it there."
            )
        time.sleep(POLL_SECONDS)
    if folder:
        with suppress(OSError):
            folder.rmdir()
    return True


def _cut_log(home: Home) -> None:
    if home.log.exists() and home.log.stat().st_size > LARGEST_LOG:
        home.log.rename(home.log.with_suffix(".log.old"))
