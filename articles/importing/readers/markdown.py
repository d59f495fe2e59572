"""Markdown files: one article each, whose front matter says what it is."""

from collections.abc import Iterator

from articles.importing.decoding import decode
from articles.importing.readers import Format, read_whole
from articles.importing.readers.plain_text import declared_by
from articles.importing.records import DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "text/markdown"


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE)


def parse(record: Record) -> DeclaredMetadata:
    """Return the text as the page would be read, and what front matter and headline declare."""
    return declared_by(decode(record.raw), is_markdown=True)


FORMAT = Format(
    name="markdown",
    media_type=MEDIA_TYPE,
    endings=words(".md .markdown .mdown .qmd"),
    read=read,
    parse=parse,
    is_prose=True,
)
