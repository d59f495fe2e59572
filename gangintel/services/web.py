"""The web server: `python -m gangintel.services.web IP PORT`, a process of `manage.py up`.

This process only watches over the processes that answer requests; they alone load Django.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from gangintel.services.child_processes import GRACE_SECONDS, follow_parent, leave_database

PROCESSES = 2
# More would only wait for one of the 8 connections of the process.
THREADS = 4
MASTER = "GANGINTEL_WEB_MASTER"


def load_application() -> Callable[..., Any]:
    """Load the application in a process that answers requests."""
    # Handlers inherited from the master would ignore the request to end while this loads.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    follow_parent(int(os.environ[MASTER]))
    return import_string("gangintel.wsgi.application")


def main(ip: str, port: str) -> None:
    follow_parent()
    os.environ[MASTER] = str(os.getpid())
    server = Granian(
        "gangintel.wsgi:application",
        address=ip,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        websockets=False,
        workers_kill_timeout=GRACE_SECONDS - 2,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    try:
        server.serve(target_loader=load_application, wrap_loader=False)
    finally:
        leave_database()


if __name__ == "__main__":
    main(*sys.argv[1:])
