"""The embedded database: a real PostgreSQL beside the application, in `DATA_DIR/postgres`.

Nothing here runs at import. The Django engine `gangintel.database.engine` calls `ensure` when a
connection is first needed, so commands that read no data start no server.
"""

from .clients import Server
from .errors import EmbeddedServerError
from .server import ensure, release_if_idle, stop
from .status import ServerStatus, status

__all__ = [
    "EmbeddedServerError",
    "Server",
    "ServerStatus",
    "ensure",
    "release_if_idle",
    "status",
    "stop",
]
