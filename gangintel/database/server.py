"""Starting, attaching to and stopping the embedded server."""

import fcntl
import os
import shlex
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from . import users
from .accounts import Account, check_passage, server_account
from .cluster import prepare_cluster
from .errors import EmbeddedServerError, explained
from .home import Home
from .locks import POLL_SECONDS, exclusive, open_private, try_lock
from .programs import program_folder, run_program
from .sockets import is_safe, prepare_socket_folder
from .tuning import server_settings

# Long enough for the recovery of a large database after a crash.
START_SECONDS = 120
STOP_SECONDS = 120
LARGEST_LOG = 10 * 1024 * 1024

OTHER_CLIENTS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> %s
"""


@dataclass(frozen=True)
class Server:
    """How to reach the application's database. Its role owns it but is no superuser."""

    host: str
    password: str
    port: int = 5432
    user: str = "gangintel"
    name: str = "gangintel"

    @property
    def dsn(self) -> str:
        """For psycopg and the programs of PostgreSQL. It contains the password."""
        return make_conninfo(
            host=self.host,
            port=self.port,
            user=self.user,
            password=self.password,
            dbname=self.name,
        )

    def django(self) -> dict[str, Any]:
        """The keys of Django's `DATABASES` that say where the database is."""
        return {
            "HOST": self.host,
            "PORT": str(self.port),
            "USER": self.user,
            "PASSWORD": self.password,
            "NAME": self.name,
        }


_attached: dict[Path, Server] = {}


def application_name() -> str:
    """The name under which this process' connections appear in pg_stat_activity."""
    return f"gangintel {os.getpid()}"


def ensure(data_dir: Path, *, durable: bool = True, timeout: float = START_SECONDS) -> Server:
    """Attach to the server of `data_dir`, starting it where needed, and return how to reach it.

    The process counts as a user of the server until it ends or calls `release_if_idle` or `stop`.
    Cheap enough to be asked before every connection. `durable` matters only to the call that
    starts the server: False gives up safety against crashes for speed, for tests. `timeout` is in
    seconds. Raises EmbeddedServerError.
    """
    home = Home.within(data_dir)
    known = _attached.get(home.root)
    if known and home.is_listening():
        return known
    deadline = time.monotonic() + timeout
    with explained(home.root):
        account = server_account(home.root)
        home.create(account)
        check_owner(home)
        # First of all, so that a process that stops an idle server sees us or lets us wait.
        users.join(home, deadline)
        try:
            with exclusive(home.start_lock, deadline):
                server = _attach(home, account, deadline)
                if server is None:
                    _start(home, account, deadline, durable=durable)
                    server = _attach(home, account, deadline) or _raise_not_started(home)
        except BaseException:
            users.leave(home)
            raise
    _attached[home.root] = server
    return server


def stop(data_dir: Path) -> bool:
    """Stop the server, ending all connections; returns whether one ran."""
    home = Home.within(data_dir)
    if not home.root.exists():
        return False
    with explained(home.root):
        check_owner(home)
        _forget(home)
        with exclusive(home.start_lock, time.monotonic() + STOP_SECONDS):
            return _stop(home)


def release_if_idle(data_dir: Path) -> bool:
    """Count this process out and stop the server if nobody else uses it; returns whether it did.

    Connections of this process do not count. Call `ensure` before using the database again.
    """
    home = Home.within(data_dir)
    if not home.root.exists():
        return False
    with explained(home.root):
        check_owner(home)
        _forget(home)
        with (
            exclusive(home.start_lock, time.monotonic() + STOP_SECONDS),
            users.kept_out(home) as alone,
        ):
            return alone and not _has_other_clients(home) and _stop(home)


def superuser_connection(home: Home, timeout: float = 10) -> psycopg.Connection:
    """A connection to the maintenance database of the running server."""
    folder = home.socket_folder()
    if folder is None or not is_safe(folder, server_account(home.root)):
        raise psycopg.OperationalError(f"The server of {home.root} does not listen.")
    return psycopg.connect(
        host=str(folder),
        port=Server.port,
        user="postgres",
        password=home.password(),
        dbname="postgres",
        application_name=application_name(),
        connect_timeout=max(2, int(timeout)),
        autocommit=True,
    )


def check_owner(home: Home) -> None:
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
            _stop(home)
            return None
        try:
            with superuser_connection(home, deadline - time.monotonic()) as connection:
                password = home.password()
                _prepare_database(connection, password)
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


def _prepare_database(connection: psycopg.Connection, password: str) -> None:
    """Make the application's role and database where they are missing."""
    role, name = sql.Identifier(Server.user), sql.Identifier(Server.name)
    if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [Server.user]).rowcount:
        # CREATEDB is for test databases and for restoring a backup.
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, sql.Literal(password))
        )
    if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [Server.name]).rowcount:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, role))


def _start(home: Home, account: Account, deadline: float, *, durable: bool) -> None:
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
