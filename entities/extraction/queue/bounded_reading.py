"""Reading a long text in a process of its own, which may take only so much time and memory.

A text that somebody made, or a table without an end, can take any amount of either; whoever reads
must outlive it. The process is a fork: it has the model and the gazetteer without loading them.
"""

import os
import pickle
import resource
import select
import signal
import time
from contextlib import suppress
from pathlib import Path

from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.result import ExtractionResult

# Code points. A shorter one is read beside others: it takes less than is worth a process.
LONG = 50_000
# Beyond this nothing is tried: some 3,000 pages.
LONGEST = 5_000_000
MOST_SECONDS = 240
# Beside what the model and the gazetteer take, which the processes share.
MOST_BYTES = 600 * 1024 * 1024
_PIECE = 1024 * 1024


class TooMuchToRead(Exception):
    """One sentence for people: why the text could not be read."""


def read_bounded(pipeline: Pipeline, text: Text) -> ExtractionResult:
    """Read one text. Raises TooMuchToRead, or what reading it raised."""
    if len(text.text) > LONGEST:
        raise TooMuchToRead(
            f"The text has {len(text.text):,} characters, and at most {LONGEST:,} are read: "
            "import it in parts."
        )
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _read(pipeline, text, writer)
    os.close(writer)
    try:
        answer = _received(reader, time.monotonic() + MOST_SECONDS)
    finally:
        os.close(reader)
        _end(child)
    if answer is None:
        raise TooMuchToRead(
            f"Reading the {len(text.text):,} characters took longer than {MOST_SECONDS} seconds: "
            "import the text in parts."
        )
    if not answer:
        raise TooMuchToRead(
            f"Reading the {len(text.text):,} characters took more than "
            f"{MOST_BYTES // 1024**2:,} MB of memory: import the text in parts."
        )
    found = pickle.loads(answer)  # noqa: S301 - from our own child
    if isinstance(found, Exception):
        raise found
    return found


def _read(pipeline: Pipeline, text: Text, writer: int) -> None:
    """In the child: send what is found, or what went wrong; nothing where there is no memory."""
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _bound_memory()
        try:
            found: object = next(pipeline.read_many([text]))
        except MemoryError:
            return
        except Exception as error:
            found = error
        with os.fdopen(writer, "wb") as file:
            pickle.dump(found, file, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        # Nothing of what the parent has open is the child's to close.
        os._exit(status)


def _bound_memory() -> None:
    statm = Path("/proc/self/statm")
    if statm.exists():
        now = int(statm.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + MOST_BYTES, now + MOST_BYTES))


def _received(reader: int, deadline: float) -> bytes | None:
    """All that the child sends; None where it is not done in time."""
    pieces = []
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reader], [], [], min(left, 1))[0]:
            continue
        piece = os.read(reader, _PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None


def _end(child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
