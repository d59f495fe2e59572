"""Files inside files, as files for a moment: an archive's, a mail's attachments.

What lies in a container is written to a file of a name of its own, read, and removed. How much is
unpacked, and how deep containers may lie in each other, is bounded for each file of the disk.
"""

import lzma
import os
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from articles.importing.records import ArticleError, Contained

DEEPEST = 5  # containers in each other
# Text shrinks to a tenth when it is packed, seldom to a fiftieth: what grows more is a bomb.
MOST_GROWTH = 100
ALWAYS_ALLOWED = 100_000_000  # bytes, however small the archive
PIECE = 1_000_000  # bytes
ENDING = re.compile(r"\.[A-Za-z0-9]{1,10}")
# What the libraries raise for archives that are damaged, or packed in a way that they do not know.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, tarfile.TarError, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)

EMPTY = "There are no files in this archive."
OUTSIDE = "Its name leads out of the archive; it was not read."
HIDDEN = "Hidden files are left out; unpack the archive to import it."
LINK = "This is a link, which is not followed."
NO_FILE = "This is no file."
TOO_DEEP = (
    f"It lies more than {DEEPEST} archives or mails deep; unpack the outer ones and import those."
)
TOO_MUCH = (
    "The archive grows too much when it is unpacked, as no archive of texts does; "
    "unpack it and import what is wanted."
)


@dataclass
class Allowance:
    """How many bytes may still be unpacked of what one file of the disk holds."""

    left: int

    @classmethod
    def of(cls, size: int) -> "Allowance":
        """Return that of a file of so many bytes."""
        return cls(max(ALWAYS_ALLOWED, MOST_GROWTH * size))

    def take(self, size: int) -> None:
        """Count bytes that were unpacked. Raises ArticleError when they are too many."""
        self.left -= size
        if self.left < 0:
            raise ArticleError(TOO_MUCH)


@contextmanager
def unpacked(found: Contained, allowance: Allowance) -> Iterator[str]:
    """Give the path of a file with what is contained, under no name but with its ending.

    Raises OSError, and ArticleError for what is damaged or grows too much.
    """
    if found.size > allowance.left:
        raise ArticleError(TOO_MUCH)
    ending = os.path.splitext(found.name)[1]
    suffix = ending if ENDING.fullmatch(ending) else ""
    folder = os.path.realpath(tempfile.gettempdir())
    with tempfile.NamedTemporaryFile(prefix="gangintel-", suffix=suffix, dir=folder) as copy:
        try:
            with found.open() as packed:
                while piece := packed.read(PIECE):
                    allowance.take(len(piece))
                    copy.write(piece)
        except DAMAGED as error:
            raise ArticleError(damaged(error)) from None
        copy.flush()
        yield copy.name


def damaged(error: Exception) -> str:
    """Say that an archive, or a file in it, is damaged."""
    why = " ".join(str(error).split())[:200].rstrip(".")
    return f"It is damaged, or packed in an unknown way ({why or type(error).__name__})."


def is_safe(name: str) -> bool:
    """Whether the name of a file in an archive stays inside the archive."""
    parts = name.replace("\\", "/").split("/")
    return ".." not in parts and not name.startswith(("/", "\\")) and ":" not in parts[0]


def is_hidden(name: str) -> bool:
    """Whether a file in an archive is one that its system hides, as it hides those of folders."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
