"""Talking to the running server: who may come in, and who is there."""

import os
import time
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from .locks import POLL_SECONDS
from .programs import server_account
from .server_home import Home, is_safe

# A connection stays listed for a moment after its client has gone.
FAREWELL_SECONDS = 1
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


def application_name() -> str:
    """The name under which this process' connections appear in pg_stat_activity."""
    return f"gangintel {os.getpid()}"


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


def prepare_database(connection: psycopg.Connection, password: str) -> None:
    """Make the application's role and database where they are missing."""
    role, name = sql.Identifier(Server.user), sql.Identifier(Server.name)
    if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [Server.user]).rowcount:
        # CREATEDB is for test databases and for restoring a backup.
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(role, sql.Literal(password))
        )
    if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [Server.name]).rowcount:
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, role))


def has_other_clients(home: Home) -> bool:
    """Whether somebody but this process is connected, such as a psql."""
    if not home.is_alive():
        return False
    deadline = time.monotonic() + FAREWELL_SECONDS
    try:
        with superuser_connection(home) as connection:
            while connection.execute(OTHER_CLIENTS, [application_name()]).fetchone() != (0,):
                if time.monotonic() > deadline:
                    return True
                time.sleep(POLL_SECONDS)
    except psycopg.OperationalError:
        return True
    return False
