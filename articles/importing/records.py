"""What goes from one step of an import to the next: record, declared metadata, parsed article."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BufferedIOBase
from typing import IO

from articles.article_choices import Handling, Origin
from articles.headings import analysis
from articles.importing.metadata.publication_dates import PartialDate
from articles.text import Span, reading_scope

Stream = IO[bytes] | BufferedIOBase  # of bytes, as archives and files give them


class ArticleError(Exception):
    """This article cannot be imported. Says why in one sentence and what to do about it.

    The message is shown to people as it is.
    """


@dataclass(frozen=True)
class Record:
    """The raw bytes of one article, and their provenance: the file and the place in it."""

    raw: bytes
    media_type: str  # tells the format, see `readers`
    file: str  # as it is shown to people
    path: str = ""  # resolved; what tells a changed file from a new one
    line: int | None = None  # in a file of many articles, from 1

    @property
    def sha256(self) -> str:
        return sha256(self.raw).hexdigest()

    @property
    def name(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True)
class Failure:
    """One file or line that was not imported, and why."""

    file: str
    line: int | None
    error: str


@dataclass(frozen=True)
class Skipped:
    """A file of a folder, or an item of a file of many, that was left out, and why."""

    file: str
    reason: str
    size: int = 0  # bytes that need not be read
    line: int | None = None
    headings: tuple[str, ...] = ()  # of a table, where none is known to be one of texts


@dataclass(frozen=True)
class Contained:
    """A file inside the file that is read: an archive holds it, or a mail has it attached.

    It is read as a file of its own. `name` is what the container calls it, with `/` between
    folders: it is shown and its ending tells a format, but nothing is ever written under it.
    """

    name: str
    open: Callable[[], Stream]
    size: int = 0  # bytes, as the container claims; 0 where it does not


# What a reader finds in a file.
Readable = Record | Failure | Skipped | Contained


@dataclass(frozen=True)
class DeclaredMetadata:
    """The text of a document and what the document declares about it; empty where it is silent.

    These are the fields of a JSON line, say, or the metadata of a web page.
    """

    text: str = ""
    pages: tuple[str, ...] = ()  # the text page by page, where there are pages, in place of `text`
    title: str = ""
    byline: str = ""
    published: PartialDate | None = None
    source: str = ""
    url: str = ""
    id: str = ""
    language: str = ""
    sections: tuple[str, ...] = ()
    changed: PartialDate | None = None  # the last change
    source_from: str = Origin.STATED  # whence `source` is known
    is_page: bool = False  # of a web site, which may call itself by several names
    warning: str = ""  # a sentence on what was faulty and was read all the same


@dataclass(frozen=True)
class ParsedArticle:
    """All that an article says about itself. Offsets are code points of `text`."""

    text: str
    title: str
    title_is_made: bool
    source: str
    identity: str | None
    body_start: int
    body_end: int
    furniture: tuple[Span, ...] = ()
    head: tuple[Span, ...] = ()  # lines of the header that are read for names
    byline: str = ""
    published_on: date | None = None
    published_precision: str = ""
    published_from: str = ""
    updated_on: date | None = None
    updated_precision: str = ""
    source_from: str = ""
    is_page: bool = False  # of a web site, which has one source
    dateline: str = ""
    url: str = ""
    language: str = "en"
    sections: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()  # where each page begins, where there are pages
    warning: str = ""
    handling: str = Handling.CLEAR
    set_by_hand: tuple[str, ...] = ()  # the fields that a person said, not the document

    def reading_scope(self) -> tuple[Span, tuple[Span, ...]]:
        """What is read for names: the span that holds it all, and the gaps in it that are not."""
        return reading_scope((self.body_start, self.body_end), self.furniture, self.head)

    def analysis(self) -> list[Span]:
        """The passages of the body that the source calls its analysis, by their headings."""
        return analysis(self.text, (self.body_start, self.body_end), self.furniture)


def strings(value: object, names: Iterable[str] = ("name",)) -> tuple[str, ...]:
    """Return the words of a JSON value: a string, a number, a list, or things that have a name.

    `names` are the keys under which a thing has its name.
    """
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, int) and not isinstance(value, bool):
        return (str(value),)
    if isinstance(value, dict):
        return next(filter(None, (strings(value.get(name), names) for name in names)), ())
    if isinstance(value, list):
        parts = (strings(item, names) for item in value if not isinstance(item, list))
        return tuple(word for part in parts for word in part)
    return ()
