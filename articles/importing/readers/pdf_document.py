"""PDF documents with a text layer: one article each, which knows where its pages begin.

A scan, whose pages are pictures, is refused. The seam for recognizing the words of such pages (OCR)
is `_text_of`: it returns the text of one page, and may as well have read it off the picture.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from articles.importing import page_layout
from articles.importing.file_kinds import PDF, binary_kind
from articles.importing.office import Properties
from articles.importing.readers import LARGEST_DOCUMENT, Format, read_whole, without_mark
from articles.importing.records import ArticleError, DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 20_000
MOST_TEXT = 20_000_000  # characters
FEWEST_WORDS = 3  # of a document that is no scan
MOST_UNREADABLE = 0.2  # share of characters that stand for no letter
MOST_BROKEN = 50  # pages in a row: what lies behind is no document any more
SHOWN = 10  # numbers of pages in a warning

SCAN = (
    "This PDF has no text layer: its pages are pictures (a scan); "
    "recognize its text (OCR) and import that."
)
BLANK = "This PDF has no text: its pages are empty, or drawn."
UNREADABLE = "The letters of this PDF do not say what they are; save its text another way."
LOCKED = "This PDF is protected with a password; save it without one first."
BROKEN = "This PDF is damaged and cannot be opened; save it again."
TOO_LONG = (
    f"This PDF has more than {MOST_PAGES:,} pages or {MOST_TEXT // 1_000_000} million characters; "
    "split it up."
)

# What stands for a letter that the document does not name: places of private use, controls.
UNREADABLE_SIGN = re.compile("[\ue000-\uf8ff\ufffd\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f]")

Library = Any  # says little about its types


def recognizes(sample: bytes) -> bool:
    return binary_kind(without_mark(sample)) is PDF


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE, LARGEST_DOCUMENT)


def parse(record: Record) -> DeclaredMetadata:
    """Return the text page by page, and what the properties declare."""
    # It takes a while to load, and most imports hold no PDF.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(record.raw)
    except pypdfium2.PdfiumError as error:
        raise ArticleError(LOCKED if "assword" in str(error) else BROKEN) from None
    try:
        pages, broken = _pages(document)
        first = islice(chain.from_iterable(map(str.split, pages)), FEWEST_WORDS)
        if len([*first]) < FEWEST_WORDS:
            raise ArticleError(SCAN if _has_pictures(document, range(len(pages))) else BLANK)
        if _unreadable_share(pages) > MOST_UNREADABLE:
            raise ArticleError(UNREADABLE)
        empty = [place for place, page in enumerate(pages) if not page.strip()]
        scanned = [place for place in empty if _has_pictures(document, [place])]
        properties = _properties(document)
    finally:
        document.close()
    texts = page_layout.flowing(pages)
    del pages  # of a book they weigh as much as its text
    return DeclaredMetadata(
        pages=texts,
        title=properties.title_of("".join(texts[:2])),
        byline=properties.byline,
        changed=properties.day,
        warning=_warning(
            broken or scanned, "are damaged" if broken else "are pictures without text"
        ),
    )


def _pages(document: Library) -> tuple[list[str], list[int]]:
    """Return the text of each page as it is printed, and the places of those that are damaged."""
    import pypdfium2

    pages: list[str] = []
    broken: list[int] = []
    length = 0
    for place in range(len(document)):
        try:
            page = document[place]
            pages.append(_text_of(page))
            page.close()
        except pypdfium2.PdfiumError:
            pages.append("")
            broken.append(place)
            if len(broken) > MOST_BROKEN and not any(pages[-MOST_BROKEN:]):
                raise ArticleError(BROKEN) from None
        length += len(pages[-1])
        if place >= MOST_PAGES or length > MOST_TEXT:
            raise ArticleError(TOO_LONG)
    return pages, broken


def _text_of(page: Library) -> str:
    text_page = page.get_textpage()
    try:
        return text_page.get_text_range(errors="replace")
    finally:
        text_page.close()


def _has_pictures(document: Library, places: range | list[int]) -> bool:
    """Whether one of the pages, of the first of them, shows a picture."""
    import pypdfium2

    for place in places[:SHOWN]:
        try:
            page = document[place]
            pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
            found = next(iter(pictures), None) is not None
            page.close()
        except pypdfium2.PdfiumError:
            continue
        if found:
            return True
    return False


def _unreadable_share(pages: list[str]) -> float:
    """Return the share of characters that are no letters of any alphabet, in the first pages."""
    text = "".join(pages[:50])
    return len(UNREADABLE_SIGN.findall(text)) / max(1, len("".join(text.split())))


def _properties(document: Library) -> Properties:
    found = document.get_metadata_dict(skip_empty=True)
    changed = (found.get("ModDate") or found.get("CreationDate") or "").removeprefix("D:")
    return Properties(
        title=found.get("Title", ""), author=found.get("Author", ""), changed=changed[:8]
    )


def _warning(places: list[int], what: str) -> str:
    if not places:
        return ""
    numbers = ", ".join(str(place + 1) for place in places[:SHOWN])
    return f"Pages of it {what}: {numbers}{' …' if len(places) > SHOWN else ''}."


FORMAT = Format(
    name="pdf",
    media_type=MEDIA_TYPE,
    endings=words(".pdf"),
    read=read,
    parse=parse,
    recognizes=recognizes,
)
