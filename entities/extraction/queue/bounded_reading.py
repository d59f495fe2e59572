"""Reading a long text in pieces, in a process of its own that may take only so much.

A text that somebody made, or a table without an end, can take any amount of either; whoever reads
must outlive it. The process is a fork: it has the model and the gazetteer without loading them.
"""

import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path

from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.result import ExtractionResult

# Code points. A shorter one is read beside others: it takes less than is worth a process.
LONG = 50_000
# Code points of a piece. What is said across the end of one is not read, nor who is meant by “he”.
PIECE = 100_000
# Beyond this nothing is tried: some 3,000 pages.
LONGEST = 5_000_000
MOST_SECONDS = 240
# Beside what the model and the gazetteer take, which the processes share.
MOST_BYTES = 600 * 1024 * 1024
# Bytes that are taken from the child at once.
_AT_ONCE = 1024 * 1024
# Where a piece may end, the best first.
_ENDS = ("\n\n", "\n", ". ", " ")


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
            "import it in parts."
        )
    if not answer:
        raise TooMuchToRead(
            f"Reading the {len(text.text):,} characters took more than "
            f"{MOST_BYTES // 1024**2:,} MB of memory: import it in parts."
        )
    found = pickle.loads(answer)  # noqa: S301 - from our own child
    if isinstance(found, Exception):
        raise found
    return found


def pieces_of(text: Text) -> Iterator[Text]:
    """The text with one stretch of its body after the other, cut where a paragraph ends, if any."""
    start, end = text.body
    while start < end:
        stop = min(start + PIECE, end)
        if stop < end:
            ends = (text.text.rfind(sign, start + PIECE // 2, stop) for sign in _ENDS)
            stop = next((at for at in ends if at > start), stop)
        yield replace(text, body=(start, stop))
        start = stop


def joined(found: Sequence[ExtractionResult]) -> ExtractionResult:
    """What was found in the pieces, as of one text: a key means the same in all of them."""
    names: dict[str, dict[str, None]] = {}
    for one in found:
        for key, written in one.names.items():
            names.setdefault(key, {}).update(dict.fromkeys(written))
    return ExtractionResult(
        mentions=tuple(chain.from_iterable(one.mentions for one in found)),
        relations=tuple(chain.from_iterable(one.relations for one in found)),
        entities={key: row for one in found for key, row in one.entities.items()},
        names={key: tuple(written) for key, written in names.items()},
    )


def _read(pipeline: Pipeline, text: Text, writer: int) -> None:
    """In the child: send what is found, or what went wrong; nothing where there is no memory."""
    status = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _bound_memory()
        try:
            found: object = joined([next(pipeline.read_many([one])) for one in pieces_of(text)])
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
    pieces: list[bytes] = []
    while (left := deadline - time.monotonic()) > 0:
        if not select.select([reader], [], [], min(left, 1))[0]:
            continue
        piece = os.read(reader, _AT_ONCE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return None


def _end(child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
