"""Office documents and OpenDocument as the archives that they are, bounded before they are read."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lxml import etree

from articles.importing.metadata import labels, publication_dates
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.readers.web_page.markup import folded
from articles.importing.records import ArticleError, DeclaredMetadata
from articles.importing.unpacking import DAMAGED, Allowance, damaged
from articles.text import words

Element = Any  # lxml says nothing about its types

LARGEST_PART = 30_000_000  # bytes of XML, unpacked: a tree of it takes ten times as many
MOST_PARTS = 10_000
XML = (".xml", ".rels")
LONGEST_CELL = 200  # characters, of a table of data; longer cells lay out a text
NO_NAMES: Mapping[bytes, bytes] = {}
FIRST_PAGE = 3_000  # characters in which a title stands
# Words of the names that programs give people who never said theirs.
NOBODY = words(
    "user admin administrator administrador owner office windows microsoft unknown author"
)


@contextmanager
def opened(
    file: str | io.BytesIO, largest: Mapping[str, int] | None = None
) -> Iterator[zipfile.ZipFile]:
    """Open a document, once its parts are known to be of bearable size.

    `largest` bounds single parts, in bytes; without it all parts of XML have the same bound. Raises
    ArticleError for one that is damaged, encrypted or grows too much.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_what_is_too_much(archive, largest)
            yield archive
    except DAMAGED as error:
        raise ArticleError(damaged(error)) from None


def _refuse_what_is_too_much(archive: zipfile.ZipFile, largest: Mapping[str, int] | None) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise ArticleError("The document has too many parts to be one; save it again.")
    allowance = Allowance.of(sum(part.compress_size for part in parts))
    for part in parts:
        allowance.take(part.file_size)
        bound = LARGEST_PART if largest is None else largest.get(part.filename)
        if bound is not None and part.filename.endswith(XML) and part.file_size > bound:
            raise ArticleError(
                f"A part of the document unpacks to {part.file_size // 1_000_000} MB, more than "
                f"{bound // 1_000_000} MB; save it as text."
            )


def tree_of(
    archive: zipfile.ZipFile, name: str, same: Mapping[bytes, bytes] = NO_NAMES
) -> Element | None:
    """Return the tree of a part of XML, None where there is none. No entity is expanded in it.

    `same` are names of what it is written in, each with the one under which it is read.
    """
    try:
        raw = archive.read(name)
    except KeyError:
        return None
    for written, read in same.items():
        raw = raw.replace(written, read)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError(f"A part of the document is no XML ({error.msg}).") from None


def row_of(cells: list[list[str]]) -> list[str]:
    """Return the lines of a row of a table: one of short cells, else all that stands in them."""
    if all(len(lines) <= 1 and len("".join(lines)) <= LONGEST_CELL for lines in cells):
        line = "\t".join("".join(lines) for lines in cells)
        return [line] if line.strip() else []
    return [line for lines in cells for line in lines]


@dataclass(frozen=True)
class Properties:
    """What a document says in its properties, much of which programs have put there."""

    title: str = ""
    author: str = ""
    changed: str = ""

    def declared(self, text: str, title: str = "") -> DeclaredMetadata:
        """Return the text with what the properties say that can be believed.

        `title` is what the document itself shows as its title.
        """
        return DeclaredMetadata(
            text=text, title=self.title_of(text, title), byline=self.byline, changed=self.day
        )

    def title_of(self, text: str, title: str = "") -> str:
        """Return the title that is shown, else that of the properties where the text shows it."""
        if title or not self.title:
            return title
        is_shown = folded(self.title) and folded(self.title) in folded(text[:FIRST_PAGE])
        return self.title if is_shown else ""

    @property
    def byline(self) -> str:
        """The author, where that is the name of a person."""
        words = {*self.author.lower().split()}
        return self.author if labels.is_person(self.author) and not words & NOBODY else ""

    @property
    def day(self) -> PartialDate | None:
        """The day of the last change."""
        return publication_dates.parse(self.changed)
