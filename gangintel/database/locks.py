"""File locks that the kernel drops when the last process holding them ends, however it ends."""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gangintel.database.programs import EmbeddedServerError

POLL_SECONDS = 0.01

_shared: dict[Path, int] = {}
_guard = threading.Lock()


def open_private(path: Path, flags: int) -> int:
    """Open or create `path` for its owner alone and return the descriptor.

    What root creates goes to the owner of the folder, so that this user can work on alone later.
    A symbolic link is refused: root must not follow one that the server's user has planted.
    """
    descriptor = os.open(path, flags | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    owner = path.parent.stat()
    if os.geteuid() == 0 and os.fstat(descriptor).st_uid == 0:
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def try_lock(descriptor: int, kind: int) -> bool:
    """Take the lock (`fcntl.LOCK_SH` or `fcntl.LOCK_EX`) if that needs no waiting."""
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def acquire(path: Path, kind: int, deadline: float, complaint: str) -> int:
    """Lock the file and return its descriptor; closing it lets go.

    Raises EmbeddedServerError with `complaint` when `time.monotonic()` passes `deadline`.
    """
    descriptor = open_private(path, os.O_RDWR)
    try:
        while not try_lock(descriptor, kind):
            if time.monotonic() > deadline:
                raise EmbeddedServerError(complaint)
            time.sleep(POLL_SECONDS)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def exclusive(path: Path, deadline: float) -> Iterator[None]:
    """Let one process at a time through."""
    descriptor = acquire(
        path,
        fcntl.LOCK_EX,
        deadline,
        f"Another process has been starting or stopping the database for too long ({path}): "
        "look for a hanging GangIntel process and end it.",
    )
    try:
        yield
    finally:
        os.close(descriptor)


def is_held_exclusively(path: Path) -> bool:
    """Whether a living process, not necessarily one that we can see, holds the file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        return not try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def hold_shared(path: Path, deadline: float, complaint: str) -> None:
    """Hold the file, shared with others, until `release_shared` or the end of this process.

    Raises EmbeddedServerError with `complaint` when `time.monotonic()` passes `deadline`.
    """
    with _guard:
        if path not in _shared:
            _shared[path] = acquire(path, fcntl.LOCK_SH, deadline, complaint)


def release_shared(path: Path) -> None:
    """Hold the file no longer, if this process did."""
    with _guard:
        if path in _shared:
            os.close(_shared.pop(path))


@contextmanager
def sharers_kept_out(path: Path) -> Iterator[bool]:
    """Let nobody hold the file shared; gives False, and keeps nobody out, when somebody does."""
    descriptor = open_private(path, os.O_RDWR)
    try:
        yield try_lock(descriptor, fcntl.LOCK_EX)
    finally:
        os.close(descriptor)
