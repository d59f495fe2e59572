"""Child processes that end with their parent, however either of them ends.

The parent calls `start`; the child calls `follow_parent` first and `leave_database` last.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from django.conf import settings

from gangintel import database

PARENT = "GANGINTEL_PARENT"
WATCH_SECONDS = 0.5
# For the request or the job at hand when a process is asked to end.
GRACE_SECONDS = 10
# For what loses nothing when it is ended, since the next start goes on where it was.
MOMENT_SECONDS = 2


def start(*arguments: str, **options: Any) -> subprocess.Popen:
    """Start Python with `arguments` in a session of its own, where Ctrl-C does not reach it.

    So the order in which things end is the parent's. The child calls `follow_parent`.
    """
    return subprocess.Popen(  # noqa: S603 - our own programs and no shell
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        cwd=settings.BASE_DIR,
        env=os.environ | {PARENT: str(os.getpid())},
        start_new_session=True,
        **options,
    )


def follow_parent(parent: int | None = None) -> None:
    """End this process when the process that `start`ed it, or `parent`, is gone.

    It is asked to end by SIGTERM and made to after GRACE_SECONDS. Without either there is nobody
    to follow.
    """
    parent = parent or int(os.environ.pop(PARENT, "0"))
    if parent:
        threading.Thread(target=_follow, args=[parent], daemon=True).start()


def _follow(parent: int) -> None:
    # Asking again and again works on every system, and for a parent that was gone before.
    while os.getppid() == parent:
        time.sleep(WATCH_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def leave_database() -> None:
    """Stop the embedded server if nobody but this process uses it."""
    if settings.EMBEDDED_DATABASE:
        database.release_if_idle(settings.GANGINTEL_DATA_DIR)


def ask_to_end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.terminate()


def force_to_end(process: subprocess.Popen) -> None:
    """Kill the process, which `start` made, with all processes that it started in turn."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end(process: subprocess.Popen) -> None:
    """End the process, which `start` made, if it still runs; after a moment by force."""
    ask_to_end(process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(MOMENT_SECONDS)
    force_to_end(process)


def how_it_ended(process: subprocess.Popen) -> str:
    """For people: the exit status, or the signal."""
    status = process.returncode
    return f"exit status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"
