"""The web server: `python -m gangintel.services.web IP PORT`, a process of `manage.py up`.

This process only watches over the processes that answer requests; they alone load Django.
"""

import os
import signal
import sys
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from gangintel.environment import IN_PAGES
from gangintel.services.child_processes import GRACE_SECONDS, follow_parent, leave_database
from gangintel.services.front import Front

PROCESSES = 2
# More would only wait for one of the 8 connections of the process.
THREADS = 4
# Connections that wait to be taken, and requests of one process at once, most of which the front
# only receives.
BACKLOG = 4096
MOST_REQUESTS = 2048
HEADER_MILLISECONDS = 10_000
LARGEST_HEADERS = 64 * 1024
MASTER = "GANGINTEL_WEB_MASTER"


def load_application() -> Front:
    """Load the application in a process that answers requests."""
    # Handlers inherited from the master would ignore the request to end while this loads.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    follow_parent(int(os.environ[MASTER]))
    os.environ[IN_PAGES] = "1"
    application = import_string("gangintel.wsgi.application")
    return Front(
        application,
        threads=THREADS,
        proxies=settings.GANGINTEL_TRUSTED_PROXIES,
        session_cookie=settings.SESSION_COOKIE_NAME,
        is_upload=import_string("gangintel.services.known_people.takes_files"),
        is_known=import_string("gangintel.services.known_people.is_known"),
    )


def main(ip: str, port: str) -> None:
    follow_parent()
    serve(ip, int(port), load_application)


def serve(ip: str, port: int, load: Callable[[], Front]) -> None:
    """Answer at this address with what `load` returns, until a signal says stop."""
    os.environ[MASTER] = str(os.getpid())
    server = Granian(
        "gangintel.wsgi:application",
        address=ip,
        port=port,
        interface=Interfaces.RSGI,
        workers=PROCESSES,
        backlog=BACKLOG,
        backpressure=MOST_REQUESTS,
        http1_settings=HTTP1Settings(
            header_read_timeout=HEADER_MILLISECONDS, max_buffer_size=LARGEST_HEADERS
        ),
        http=HTTPModes.http1,
        websockets=False,
        workers_kill_timeout=GRACE_SECONDS - 2,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )
    try:
        server.serve(target_loader=load, wrap_loader=False)
    finally:
        leave_database()


if __name__ == "__main__":
    main(*sys.argv[1:])
