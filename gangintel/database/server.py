"""Starting, attaching to, looking at and stopping the embedded server."""

import os
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg

from gangintel.database.programs import EmbeddedServerError, explained

from .clients import Server, has_other_clients, prepare_database, superuser_connection
from .cluster import STOP_SECONDS, halt, launch, raise_not_started
from .locks import POLL_SECONDS, exclusive, hold_shared, release_shared, sharers_kept_out
from .programs import Account, server_account
from .server_home import Home

# Long enough for the recovery of a large database after a crash.
START_SECONDS = 120
# The connection that asks does not count.
FACTS = """
    SELECT current_setting('server_version'), now() - pg_postmaster_start_time(),
           (SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
"""

_attached: dict[Path, Server] = {}


@dataclass(frozen=True)
class ServerStatus:
    """The state of a server; what only a running server tells is None while none answers."""

    running: bool
    folder: Path
    size: int  # bytes that the cluster takes on the disk
    pid: int | None = None
    socket: Path | None = None
    version: str | None = None
    connections: int | None = None
    uptime: timedelta | None = None


def ensure(data_dir: Path, *, durable: bool = True, timeout: float = START_SECONDS) -> Server:
    """Attach to the server of `data_dir`, starting it where needed, and return how to reach it.

    The process counts as a user of the server until it ends or calls `release_if_idle` or `stop`.
    Cheap enough to be asked before every connection. `durable` matters only to the call that
    starts the server: False gives up safety against crashes for speed, for tests. `timeout` is in
    seconds. Raises EmbeddedServerError.
    """
    home = Home.within(data_dir)
    known = _attached.get(home.root)
    if known and home.is_listening() and home.is_in_sight():
        return known
    deadline = time.monotonic() + timeout
    with explained(home.root):
        account = server_account(home.root)
        home.create(account)
        _check_owner(home)
        # First of all, so that a process that stops an idle server sees us or lets us wait.
        hold_shared(
            home.users_lock,
            deadline,
            f"The database in {home.root} is being stopped for too long: see {home.log}.",
        )
        try:
            with exclusive(home.start_lock, deadline):
                server = _attach(home, account, deadline)
                if server is None:
                    launch(home, account, deadline, durable=durable)
                    server = _attach(home, account, deadline) or raise_not_started(home)
        except BaseException:
            release_shared(home.users_lock)
            raise
    _attached[home.root] = server
    return server


def stop(data_dir: Path) -> bool:
    """Stop the server, ending all connections; returns whether one ran."""
    home = Home.within(data_dir)
    _forget(home)
    with explained(home.root):
        if not home.root.exists():
            return False
        _check_owner(home)
        with exclusive(home.start_lock, time.monotonic() + STOP_SECONDS):
            return halt(home)


def release_if_idle(data_dir: Path) -> bool:
    """Count this process out and stop the server if nobody else uses it; returns whether it did.

    Connections of this process do not count. Call `ensure` before using the database again.
    """
    home = Home.within(data_dir)
    _forget(home)
    with explained(home.root):
        if not home.root.exists():
            return False
        _check_owner(home)
        with (
            exclusive(home.start_lock, time.monotonic() + STOP_SECONDS),
            sharers_kept_out(home.users_lock) as alone,
        ):
            return alone and not has_other_clients(home) and halt(home)


def status(data_dir: Path) -> ServerStatus:
    """Look at the server of `data_dir`; starts nothing. Raises EmbeddedServerError."""
    home = Home.within(data_dir)
    with explained(home.root):
        if not home.root.exists():
            return ServerStatus(running=False, folder=home.cluster, size=0)
        _check_owner(home)
        size = _size(home.cluster)
        if not home.is_alive():
            return ServerStatus(running=False, folder=home.cluster, size=size)
        pid, socket = home.pid(), home.socket_folder()
        try:
            with superuser_connection(home) as connection:
                ((version, uptime, connections),) = connection.execute(FACTS)
        except psycopg.OperationalError:
            version = uptime = connections = None
    return ServerStatus(True, home.cluster, size, pid, socket, version, connections, uptime)


def _check_owner(home: Home) -> None:
    """Raise EmbeddedServerError when the server belongs to another ordinary user."""
    if os.geteuid() not in (0, home.root.stat().st_uid):
        raise EmbeddedServerError(
            f"The database in {home.root} belongs to another user ({home.root.owner()}): run "
            "GangIntel as that user, or set GANGINTEL_DATA_DIR to a folder of your own."
        )


def _attach(home: Home, account: Account, deadline: float) -> Server | None:
    """Wait until the living server answers; None when there is none or it went away."""
    while home.is_alive():
        if home.socket_folder() and not home.is_listening():
            # Somebody has cleaned the temporary folder: only a new start brings a socket back.
            halt(home)
            return None
        try:
            with superuser_connection(home, deadline - time.monotonic()) as connection:
                password = home.password()
                prepare_database(connection, password)
                return Server(host=str(home.socket_folder()), password=password)
        except psycopg.OperationalError as error:
            if "authentication failed" in str(error):
                raise EmbeddedServerError(
                    f"The database in {home.root} refuses the password of {home.password_file}: "
                    "put the right one back, or stop the server and delete the file."
                ) from error
            if time.monotonic() > deadline:
                raise EmbeddedServerError(
                    f"The database in {home.root} does not answer: read its log {home.log}, and "
                    "try again later if it says that it recovers."
                ) from error
        time.sleep(POLL_SECONDS)
    return None


def _forget(home: Home) -> None:
    _attached.pop(home.root, None)
    release_shared(home.users_lock)


def _size(folder: Path) -> int:
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(parent, name)).st_blocks * 512
            except FileNotFoundError:
                continue  # the server works on its files meanwhile
    return total
