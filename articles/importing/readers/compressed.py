"""What gzip, bzip2 and xz pack: one file, or a TAR archive, which is read like a folder."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
from collections.abc import Callable, Iterator
from functools import partial

from articles.importing import readers
from articles.importing.file_kinds import TAR, TAR_AT
from articles.importing.readers import Format, shown_path
from articles.importing.records import ArticleError, Contained, Failure, Readable, Skipped, Stream
from articles.importing.unpacking import (
    DAMAGED,
    EMPTY,
    HIDDEN,
    LINK,
    NO_FILE,
    OUTSIDE,
    Allowance,
    damaged,
    is_hidden,
    is_safe,
)
from articles.text import words

Opener = Callable[[str], Stream]
PACKERS: dict[bytes, Opener] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}
ENDS_EARLY = "The archive is damaged, or grows too much, behind this place; the rest was not read."


class _Bounded(io.RawIOBase):
    """A stream that counts what is read of it, also of the files that are passed over."""

    def __init__(self, stream: Stream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._allowance.take(len(piece))
        return piece


def recognizes(sample: bytes) -> bool:
    """Whether a file is packed, or a TAR archive."""
    return _opener(sample) is not None or sample.startswith(TAR, TAR_AT)


def _opener(beginning: bytes) -> Opener | None:
    openers = (opener for mark, opener in PACKERS.items() if beginning.startswith(mark))
    # "BZh" begins words too.
    return next(
        (opener for opener in openers if opener is not bz2.open or b"\0" in beginning), None
    )


def _plain(path: str) -> Stream:
    return open(path, "rb")


def read(path: str) -> Iterator[Readable]:
    """Yield what lies in the archive, in its order, or the one file that is packed."""
    with open(path, "rb") as file:
        opener = _opener(file.read(1024))
    unpack: Callable[[], Stream] = partial(opener or _plain, path)
    try:
        with unpack() as stream:
            beginning = stream.read(1024)
    except (*DAMAGED, OSError) as error:
        raise ArticleError(damaged(error)) from None
    if beginning.startswith(TAR, TAR_AT):
        yield from _files(path, unpack)
    elif beginning.startswith(b"WARC/") and opener is gzip.open:
        # Each of its records is packed by itself, and read so.
        yield from readers.FORMATS["warc"].read(path)
    else:
        yield Contained(_inner_name(path), unpack)


def _inner_name(path: str) -> str:
    """Return the name of the one file that is packed: `a.jsonl` for `a.jsonl.gz`."""
    name, ending = os.path.splitext(os.path.basename(path))
    return shown_path(name if ending.lower() in FORMAT.endings else f"{name}{ending}")


def _files(path: str, unpack: Callable[[], Stream]) -> Iterator[Readable]:
    is_empty = True
    with unpack() as stream:
        bounded = _Bounded(stream, Allowance.of(os.path.getsize(path)))
        try:
            with tarfile.open(fileobj=bounded, mode="r|") as archive:
                for member in archive:
                    archive.members = []  # type: ignore[attr-defined] # which it would gather
                    if not member.isdir():
                        is_empty = False
                        yield _item(
                            archive, member, f"{shown_path(path)}/{shown_path(member.name)}"
                        )
        except (*DAMAGED, OSError, ArticleError):
            yield Failure(shown_path(path), None, ENDS_EARLY)
            return
    if is_empty:
        raise ArticleError(EMPTY)


def _item(archive: tarfile.TarFile, member: tarfile.TarInfo, shown: str) -> Readable:
    if not is_safe(member.name):
        return Failure(shown, None, OUTSIDE)
    if is_hidden(member.name):
        return Skipped(shown, HIDDEN)
    if member.issym() or member.islnk():
        return Skipped(shown, LINK)
    if not member.isreg():
        return Skipped(shown, NO_FILE)
    return Contained(member.name, partial(_open, archive, member), member.size)


def _open(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Stream:
    return archive.extractfile(member)  # type: ignore[return-value] # a regular file has one


FORMAT = Format(
    name="tar",
    endings=words(".tar .tgz .gz .bz2 .xz .tbz2 .txz"),
    read=read,
    recognizes=recognizes,
    generality=1,
    is_archive=True,
)
