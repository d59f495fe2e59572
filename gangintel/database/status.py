"""What can be said about the embedded server without starting it."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg

from .clients import superuser_connection
from .errors import explained
from .home import Home
from .server import check_owner

# The connection that asks does not count.
FACTS = """
    SELECT current_setting('server_version'), now() - pg_postmaster_start_time(),
           (SELECT count(*) FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND pid <> pg_backend_pid())
"""


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


def status(data_dir: Path) -> ServerStatus:
    """Look at the server of `data_dir`; starts nothing. Raises EmbeddedServerError."""
    home = Home.within(data_dir)
    with explained(home.root):
        if not home.root.exists():
            return ServerStatus(running=False, folder=home.cluster, size=0)
        check_owner(home)
        size = _size(home.cluster)
        if not home.is_alive():
            return ServerStatus(running=False, folder=home.cluster, size=size)
        pid, socket = home.pid(), home.socket_folder()
        try:
            with superuser_connection(home) as connection:
                version, uptime, connections = connection.execute(FACTS).fetchone()
        except psycopg.OperationalError:
            version = uptime = connections = None
    return ServerStatus(True, home.cluster, size, pid, socket, version, connections, uptime)


def _size(folder: Path) -> int:
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(parent, name)).st_blocks * 512
            except FileNotFoundError:
                continue  # the server works on its files meanwhile
    return total
