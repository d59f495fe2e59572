"""Web pages (HTML): one article each, its main text without the boilerplate around it.

What the page declares is taken from its JSON-LD (schema.org), Open Graph and other metadata, as
far as it agrees with what the page shows.
"""

import logging
import re
from collections.abc import Iterator

from articles.importing.decoding import decode, doubt, repaired
from articles.importing.readers import Format, read_whole, without_mark
from articles.importing.readers.web_page import (
    body,
    bylines,
    headlines,
    markup,
    page_dates,
    site_names,
)
from articles.importing.readers.web_page.page import Page
from articles.importing.records import ArticleError, DeclaredMetadata, Record
from articles.text import words

MEDIA_TYPE = "text/html"
# What cannot be read is in the report of the import; these would say it a second time.
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)


def read(path: str) -> Iterator[Record]:
    yield read_whole(path, MEDIA_TYPE)


def is_web_page(sample: bytes) -> bool:
    """Whether a file begins like HTML."""
    beginning = without_mark(sample)[:20].lower()
    return beginning.startswith((b"<!doctype html", b"<html"))


def parse(record: Record) -> DeclaredMetadata:
    """Return the main text of the page, paragraphs parted by blank lines, and its metadata.

    Raises ArticleError when the page holds no article.
    """
    # This takes half a second to load, and most imports hold no web pages.
    from trafilatura.metadata import extract_metadata
    from trafilatura.settings import Document

    text = decode(record.raw, declared=_declared_encoding(record.raw), mend=True)
    page = Page(markup.parse(repaired(text)))
    # Another reading of the same page, for what it does not say in a form known here.
    found = Document() if body.is_large(page.tree) else extract_metadata(page.tree, extensive=False)
    headline = headlines.read(page, found.title or "")
    text = body.read(page.tree, headline)
    if not _holds_prose(text):
        raise ArticleError("No article was found on this web page.")
    source = site_names.source_of(page, headline)
    dates = page_dates.read(page, headline, found.date or "")
    return DeclaredMetadata(
        text=text.replace("\n", "\n\n"),
        title=headline,
        byline=bylines.read(page, headline, source, found.author or ""),
        published=dates.published,
        source=source,
        is_page=True,
        url=page.url or found.url or "",
        language=page.locale[:2],
        sections=_sections(page, headline) or tuple(map(markup.plain, found.categories or ())),
        changed=dates.changed,
        warning=doubt(text),
    )


def _holds_prose(text: str) -> bool:
    """Whether there is one sentence in it; a page that is all menu has none."""
    return any(len(line) > 90 or len(line.split()) > 7 for line in text.split("\n"))


def _sections(page: Page, headline: str) -> tuple[str, ...]:
    """Return what the page declares as its sections, else a link of its menu over the headline."""
    if declared := page.linked.sections or tuple(page.metas.get("article:section", ())):
        return declared
    above = page.around_headline(headline)[0][-1:]
    if not above or len(above[0].split()) > 3 or above[0] in site_names.names_of_site(page):
        return ()
    own = [block for line, block in page.lines if line == above[0]][-1]
    links = (link for link in page.tree.iter("a") if markup.shown(link) == above[0])
    return tuple(above) if any(own not in link.iterancestors() for link in links) else ()


def _declared_encoding(raw: bytes) -> str:
    match = re.search(
        rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)",
        raw[:4096],
        re.I,
    )
    return match[1].decode("ascii") if match else ""


FORMAT = Format(
    name="html",
    media_type=MEDIA_TYPE,
    endings=words(".html .htm .xhtml"),
    read=read,
    parse=parse,
    recognizes=is_web_page,
)
