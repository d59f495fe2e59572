"""Whether there is room on the disk. Before it is full nothing is taken in any more.

PostgreSQL stops at once where its disk is full, and nobody can log in then; so writing ends while
there is still room for what is under way.
"""

import shutil
import time

from django.conf import settings

# A look takes a few microseconds on a local disk, and may take long on a distant one.
_SECONDS = 5
_looked: tuple[float, int] = (-_SECONDS, 0)


class DiskNearlyFull(Exception):
    """One sentence for people: nothing is taken in for want of room."""

    def __init__(self) -> None:
        super().__init__(
            f"The disk of the data folder has less than {settings.GANGINTEL_LEAST_FREE_MB:,} MB "
            "left, so nothing is changed or taken in until somebody makes room."
        )


def free_megabytes() -> int:
    """The room on the disk of the data folder, as of a few seconds ago."""
    global _looked
    now = time.monotonic()
    if now - _looked[0] >= _SECONDS:
        _looked = now, shutil.disk_usage(settings.GANGINTEL_DATA_DIR).free // 1_000_000
    return _looked[1]


def is_nearly_full() -> bool:
    return free_megabytes() < settings.GANGINTEL_LEAST_FREE_MB


def refuse_when_nearly_full() -> None:
    """Raise `DiskNearlyFull` where there is hardly any room."""
    if is_nearly_full():
        raise DiskNearlyFull
