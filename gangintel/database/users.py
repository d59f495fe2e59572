"""Which processes use the server: each holds a shared lock, which ends with the process."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .home import Home
from .locks import acquire, open_private, try_lock

_held: dict[Home, int] = {}
_guard = threading.Lock()


def join(home: Home, deadline: float) -> None:
    """Count this process as a user of the server until it leaves or ends."""
    with _guard:
        if home not in _held:
            complaint = (
                f"The database in {home.root} is being stopped for too long: see {home.log}."
            )
            _held[home] = acquire(home.users_lock, fcntl.LOCK_SH, deadline, complaint)


def leave(home: Home) -> None:
    """Count this process no longer."""
    with _guard:
        if home in _held:
            os.close(_held.pop(home))


@contextmanager
def kept_out(home: Home) -> Iterator[bool]:
    """Keep new users waiting; gives False, and keeps nobody out, when there are users now."""
    descriptor = open_private(home.users_lock, os.O_RDWR)
    try:
        yield try_lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)
