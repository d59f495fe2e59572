"""Text files: one article each, which declares nothing beside its text."""

from collections.abc import Iterator

from articles.importing.decoding import decode
from articles.importing.readers import Format, read_whole
from articles.importing.records import ArticleError, DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "text/plain"


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE)


def parse(record: Record) -> DeclaredMetadata:
    return DeclaredMetadata(text=decode(record.raw))


def is_text(sample: bytes) -> bool:
    """Whether the first bytes of a file are text, in whatever encoding."""
    try:
        # A sample may end within a character, which would look like a fault.
        return bool(decode(sample.rsplit(b"\n", 1)[0] or sample).strip())
    except ArticleError:
        return False


FORMAT = Format(
    name="text",
    media_type=MEDIA_TYPE,
    endings=words(".txt .text .md"),
    read=read,
    parse=parse,
    recognizes=is_text,
    generality=9,
)
