"""Text files: one article each. They may begin with front matter, and be markdown."""

from collections.abc import Iterator

from articles.importing import markdown
from articles.importing.decoding import clean, decode
from articles.importing.metadata import front_matter
from articles.importing.readers import Format, read_whole
from articles.importing.records import ArticleError, DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "text/plain"


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE)


def parse(record: Record) -> DeclaredMetadata:
    return declared_by(decode(record.raw))


def declared_by(text: str, *, is_markdown: bool = False) -> DeclaredMetadata:
    """Return the text without front matter and markup, and what these declare.

    Where it is not known that a text `is_markdown`, its signs tell.
    """
    text = clean(text)
    fields = front_matter.read(text)
    text = text[fields.end :]
    headline = ""
    if is_markdown or markdown.is_markdown(text):
        text, headline = markdown.to_text(text)
    return DeclaredMetadata(
        text=text,
        title=fields.title or headline,
        byline=fields.byline,
        published=fields.published,
        changed=fields.changed,
        source=fields.source,
        url=fields.url,
        language=fields.language,
        sections=fields.sections,
        warning=fields.warning,
    )


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
    endings=words(".txt .text"),
    read=read,
    parse=parse,
    recognizes=is_text,
    generality=9,
)
