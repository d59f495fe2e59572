"""The formats that can be imported: a registry, one file a format.

To add a format, add a file here that ends in `FORMAT = Format(…)`; nothing else need know of it.
Its `read` yields the raw bytes of one article after the other with their position in the file, so
that a long file is never held in memory; its `parse` makes clear what those bytes declare. A
library that takes long to load is imported inside these functions, on the first file that needs it.
"""

import os
import pkgutil
from collections.abc import Callable, Iterator, Mapping
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
from articles.importing.records import ArticleError, DeclaredMetadata, Readable, Record

LARGEST_ARTICLE = 20_000_000  # bytes, of a file of one article or a line of many
LARGEST_DOCUMENT = 50_000_000  # bytes, of one whose pictures and attachments outweigh its text
MEGABYTE = 1_000_000


class NotAnArticle(ArticleError):
    """The whole file is something else: left out of a folder, an error where it was named."""

    headings: tuple[str, ...] = ()


class UnknownColumns(NotAnArticle):
    """A table of which no column is known to hold texts; `headings` are those it has."""

    def __init__(self, sentence: str, headings: tuple[str, ...]) -> None:
        super().__init__(sentence)
        self.headings = headings


def without_mark(sample: bytes) -> bytes:
    """The first bytes of a text without byte order mark (UTF-8) and white space."""
    return sample.lstrip(b"\xef\xbb\xbf \t\r\n")


def recognizes_nothing(sample: bytes) -> bool:
    """The signature of a format that is told by the ending of the file alone."""
    return False


def parses_nothing(record: Record) -> DeclaredMetadata:
    """The `parse` of a format whose records are those of other formats."""
    raise ArticleError("There is no text in it.")


@dataclass(frozen=True)
class Format:
    """All that an import must know of one format."""

    name: str  # as `import_articles --format` takes it
    endings: frozenset[str]  # of file names, with the dot and in small letters
    read: Callable[[str], Iterator[Readable]]
    """Yields what the file at this path holds; raises OSError and ArticleError."""
    parse: Callable[[Record], DeclaredMetadata] = parses_nothing
    """What one record declares; raises ArticleError when it holds no text."""
    media_type: str = ""  # of its records, kept with the raw bytes; none where other formats' are
    recognizes: Callable[[bytes], bool] = recognizes_nothing
    """Whether a file is of this format, by its signature: its first `SAMPLE` bytes."""
    signature: bytes = b""  # a file that begins so and has one of its endings is of this format
    read_named: Callable[[str, Mapping[str, str]], Iterator[Readable]] | None = None
    """Reads a file of which somebody says what its columns mean: fields by their headings."""
    generality: int = 0  # of the formats that recognize a file the least general one takes it
    is_prose: bool = False  # any text may have its ending: the content still tells what it is not
    is_archive: bool = False  # opened whatever format is given, which is that of its files

    def items(self, path: str, columns: Mapping[str, str]) -> Iterator[Readable]:
        """Read the file at this path; `columns` as for `read_named`."""
        if columns and self.read_named:
            return self.read_named(path, columns)
        return self.read(path)


def format_of_file(path: str, given: str = "auto") -> Format:
    """Tell a file's format by its content, else by its ending, or take the one that is given.

    Raises OSError, and NotAnArticle for a file that holds no article of any format.
    """
    ending = os.path.splitext(path)[1].lower()
    with open(path, "rb") as file:
        sample = file.read(SAMPLE)
    *specific, general = FORMATS.values()
    chosen = [FORMATS[given]] if given in FORMATS else []
    if format := _recognizing(chosen or specific, sample, ending):
        return format
    if chosen and (archive := _recognizing(_archives(), sample, ending)):
        return archive
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


def _recognizing(formats: list[Format], sample: bytes, ending: str) -> Format | None:
    """Return the least general format that knows the content, or it and the ending together."""
    for format in formats:
        if format.recognizes(sample):
            return format
        if format.signature and ending in format.endings and sample.startswith(format.signature):
            return format
    return None


def _archives() -> list[Format]:
    return [format for format in FORMATS.values() if format.is_archive]


def format_of_record(record: Record) -> Format:
    """Return the format of a record; a media type of no format means text."""
    *formats, text = FORMATS.values()
    same = (format for format in formats if format.media_type == record.media_type)
    return next(same, text)


def read_whole(path: str, media_type: str, largest: int = LARGEST_ARTICLE) -> Record:
    """Return a file that is one article. Raises OSError, and ArticleError for one too large."""
    with open(path, "rb") as file:
        raw = file.read(largest + 1)
    if len(raw) > largest:
        raise ArticleError(too_large("file", os.path.getsize(path), largest))
    resolved = shown_path(os.path.realpath(path))
    return Record(raw=raw, media_type=media_type, file=shown_path(path), path=resolved)


def too_large(what: str, size: int, largest: int = LARGEST_ARTICLE) -> str:
    """Say that a file or a line has too many bytes."""
    return (
        f"The {what} has {size / MEGABYTE:.1f} MB; an article may have "
        f"{largest // MEGABYTE} MB at most."
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
        [format.media_type for format in formats if format.media_type],
        [ending for format in formats for ending in format.endings],
    ):
        if shared := sorted({claim for claim in claims if claims.count(claim) > 1}):
            raise ValueError(f"Two formats have {shared[0]!r}: each must have its own.")
    formats.sort(key=lambda format: (format.generality, format.name))
    return {format.name: format for format in formats}


FORMATS = registered_formats()
