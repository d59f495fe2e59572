"""The formats that can be imported: a registry, one file a format.

To add a format, add a file here that ends in `FORMAT = Format(…)`; nothing else need know of it.
Its `read` yields the raw bytes of one article after the other with their position in the file, so
that a long file is never held in memory; its `parse` makes clear what those bytes declare. A
library that takes long to load is imported inside these functions, on the first file that needs it.
"""

import os
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from articles.importing.file_kinds import (
    BINARY,
    EMPTY,
    ENDINGS,
    SAMPLE,
    binary_kind,
    text_kind,
)
from articles.importing.records import ArticleError, DeclaredMetadata, Failure, Record

LARGEST_ARTICLE = 20_000_000  # bytes, of a file of one article or a line of many
MEGABYTE = 1_000_000


class NotAnArticle(ArticleError):
    """The whole file is something else: left out of a folder, an error where it was named."""


def without_mark(sample: bytes) -> bytes:
    """The first bytes of a text without byte order mark (UTF-8) and white space."""
    return sample.lstrip(b"\xef\xbb\xbf \t\r\n")


def recognizes_nothing(sample: bytes) -> bool:
    """The signature of a format that is told by the ending of the file alone."""
    return False


@dataclass(frozen=True)
class Format:
    """All that an import must know of one format."""

    name: str  # as `import_articles --format` takes it
    media_type: str  # of its records, kept with the raw bytes
    endings: frozenset[str]  # of file names, with the dot and in small letters
    read: Callable[[str], Iterator[Record | Failure]]
    """Yields the articles of the file at this path; raises OSError and ArticleError."""
    parse: Callable[[Record], DeclaredMetadata]
    """What one record declares; raises ArticleError when it holds no text."""
    recognizes: Callable[[bytes], bool] = recognizes_nothing
    """Whether a file is of this format, by its signature: its first `SAMPLE` bytes."""
    generality: int = 0  # of the formats that recognize a file the least general one takes it
    is_prose: bool = False  # any text may have its ending: the content still tells what it is not


def format_of_file(path: str, given: str = "auto") -> Format:
    """Tell a file's format by its content, else by its ending, or take the one that is given.

    Raises OSError, and NotAnArticle for a file that holds no article of any format.
    """
    ending = os.path.splitext(path)[1].lower()
    with open(path, "rb") as file:
        sample = file.read(SAMPLE)
    *specific, general = FORMATS.values()
    chosen = [FORMATS[given]] if given in FORMATS else []
    for format in chosen or specific:
        if format.recognizes(sample):
            return format
    by_ending = [format for format in specific if ending in format.endings]
    found = next(iter(chosen or by_ending), None)
    kind = binary_kind(sample, ending)
    if not kind and (not found or found.is_prose):
        kind = text_kind(sample) or ENDINGS.get(ending)
        if not kind and ending not in general.endings and not general.recognizes(sample):
            kind = BINARY if sample.strip() else EMPTY
    if kind:
        raise NotAnArticle(kind.sentence)
    return found or general


def format_of_record(record: Record) -> Format:
    """Return the format of a record; a media type of no format means text."""
    *formats, text = FORMATS.values()
    same = (format for format in formats if format.media_type == record.media_type)
    return next(same, text)


def read_whole(path: str, media_type: str) -> Record:
    """Return a file that is one article. Raises OSError, and ArticleError for one too large."""
    with open(path, "rb") as file:
        raw = file.read(LARGEST_ARTICLE + 1)
    if len(raw) > LARGEST_ARTICLE:
        raise ArticleError(too_large("file", os.path.getsize(path)))
    resolved = shown_path(os.path.realpath(path))
    return Record(raw=raw, media_type=media_type, file=shown_path(path), path=resolved)


def too_large(what: str, size: int) -> str:
    """Say that a file or a line has too many bytes."""
    return (
        f"The {what} has {size / MEGABYTE:.1f} MB; an article may have "
        f"{LARGEST_ARTICLE // MEGABYTE} MB at most."
    )


def shown_path(path: str) -> str:
    """Return the path as PostgreSQL and JSON can keep it, also when its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def registered_formats() -> dict[str, Format]:
    """Import every file of this folder; returns its formats by name, the most general last.

    Raises ValueError when two formats share a name, a media type or an ending.
    """
    formats = [
        import_module(f"{__name__}.{module.name}").FORMAT
        for module in pkgutil.iter_modules(__path__)
    ]
    for claims in (
        [format.name for format in formats],
        [format.media_type for format in formats],
        [ending for format in formats for ending in format.endings],
    ):
        if shared := sorted({claim for claim in claims if claims.count(claim) > 1}):
            raise ValueError(f"Two formats have {shared[0]!r}: each must have its own.")
    formats.sort(key=lambda format: (format.generality, format.name))
    return {format.name: format for format in formats}


FORMATS = registered_formats()
