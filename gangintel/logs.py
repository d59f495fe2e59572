"""The log: a JSON object a line, with the request that it belongs to, in files of bounded length.

A record is cut where somebody could make it long, and files rotate though many processes write
into them.
"""

import fcntl
import json
import logging
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from uuid import uuid4

# In characters, of one record without the traceback, and of that.
_LONGEST = 2000
_LONGEST_TRACE = 8000
# Bytes of one file, and how many are kept.
LARGEST = 10_000_000
KEPT = 5

_request_id: ContextVar[str] = ContextVar("request_id", default="")


@contextmanager
def of_request() -> Iterator[str]:
    """While it is entered, what is logged belongs to one request, whose number it yields."""
    token = _request_id.set(uuid4().hex[:16])
    try:
        yield _request_id.get()
    finally:
        _request_id.reset(token)


class JsonFormatter(logging.Formatter):
    """One JSON object without line breaks; `extra` of the name `said` is merged into it."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage()[:_LONGEST],
            "process": record.process,
        }
        if number := _request_id.get():
            said["request"] = number
        said |= getattr(record, "said", {})
        if record.exc_info and record.exc_info[0]:
            said["error"] = "".join(traceback.format_exception(*record.exc_info))[-_LONGEST_TRACE:]
        return json.dumps(said, ensure_ascii=False, default=str)


class PlainFormatter(logging.Formatter):
    """For people at the terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record)[:_LONGEST]

    def formatException(self, ei: object) -> str:
        return super().formatException(ei)[-_LONGEST_TRACE:]  # type: ignore[arg-type]


def without_trace(record: logging.LogRecord) -> bool:
    """A filter for what is told of requests: below an error the sentence says it all."""
    if record.levelno < logging.ERROR:
        record.exc_info = record.exc_text = None
    return True


class RotatingFile(logging.Handler):
    """Appends to a file that several processes write; a full one is put aside by whoever notices.

    Nobody but the owner reads it. Where it cannot be written, as on a full disk, the record is
    only on the terminal.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = Path(path)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, exist_ok=True)
            self._write(f"{self.format(record)}\n".encode(errors="replace"))
        except OSError:
            pass

    def _write(self, line: bytes) -> None:
        file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(file, line)
            if os.fstat(file).st_size > LARGEST:
                fcntl.flock(file, fcntl.LOCK_EX)
                # Whoever waited for the lock finds that another one has put it aside.
                if os.fstat(file).st_ino == self._path.stat().st_ino:
                    rotate(self._path)
        finally:
            os.close(file)


def rotate(path: Path) -> None:
    """Put the file aside as `.1`, and the earlier ones one number further; the last is removed."""
    for number in range(KEPT - 1, 0, -1):
        earlier = path.with_name(f"{path.name}.{number}")
        if earlier.exists():
            earlier.rename(path.with_name(f"{path.name}.{number + 1}"))
    path.rename(path.with_name(f"{path.name}.1"))
