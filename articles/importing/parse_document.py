"""From a record to an article: a pure function, which stores nothing.

What the document declares counts first, then what its text says.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from itertools import accumulate
from urllib.parse import urldefrag, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.addresses import normalized
from articles.article_choices import Origin
from articles.importing import furniture, refused_pages
from articles.importing.decoding import clean, doubt
from articles.importing.furniture import NOTHING, Extent, Learned
from articles.importing.language import language_of
from articles.importing.metadata import header, headline, publication_dates, publishers
from articles.importing.metadata.header import Header
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.readers import format_of_record
from articles.importing.records import ArticleError, DeclaredMetadata, ParsedArticle, Record
from articles.text import Span, merged, without

LONGEST_IDENTITY = 2100
BY = re.compile(r"^(?:by|por)\s+", re.IGNORECASE)
is_url = URLValidator(schemes=["http", "https"])


def parse(
    record: Record,
    *,
    source: str = "",
    learned: Learned = NOTHING,
    declared: DeclaredMetadata | None = None,
) -> ParsedArticle:
    """Make an article of the record. `source` outranks what the document says about its source.

    `learned` is what the other documents of its group taught about furniture and site names;
    `declared` is what `declared_by` has returned, where that was called already.

    Raises ArticleError when the record holds no text that could be read, or the page of a server
    that keeps the article back.
    """
    declared = declared or declared_by(record)
    if source:
        declared = replace(declared, source=source, source_from=Origin.GIVEN)
    return _article(declared, record, learned)


def declared_by(record: Record) -> DeclaredMetadata:
    """Return what the document declares, which for one of many pages takes longest of all.

    Raises ArticleError when the record holds no text that could be read.
    """
    return format_of_record(record).parse(record)


def _text(declared: DeclaredMetadata) -> tuple[str, tuple[int, ...]]:
    """Return the clean text, and where its pages begin."""
    if not declared.pages:
        return clean(declared.text), ()
    pages = [clean(page) for page in declared.pages]
    starts = accumulate(map(len, pages[:-1]), initial=0)
    return "".join(pages), tuple(starts)


def _article(declared: DeclaredMetadata, record: Record, learned: Learned) -> ParsedArticle:
    text, page_starts = _text(declared)
    if not text.strip():
        raise ArticleError("There is no text in it.")
    if reason := refused_pages.reason(text):
        raise ArticleError(reason)
    extent = furniture.find(text, learned)
    stated = learned.language or declared.language
    language = language_of(text[extent.start : extent.end], stated)
    found = header.read(
        text,
        extent,
        title=declared.title,
        source=declared.source,
        learned=learned,
        file="" if record.line else os.path.splitext(os.path.basename(record.file))[0],
        day_first=publication_dates.writes_day_first(language),
    )
    url = _url(declared.url) or _url(found.url)
    body, hidden = _body(text, extent, found)
    published, published_from = _published(declared, found, url, record)
    name, source_from = _source(declared, found, url, text, record)
    title = found.title
    changed = declared.changed or found.changed
    return ParsedArticle(
        text=text,
        title=_line(title or headline.title_from_prose(text[found.prose : body[1]]), 500),
        title_is_made=not title,
        source=_line(name, 200),
        source_from=source_from,
        is_page=declared.is_page,
        identity=_identity(_url(declared.url), declared, record),
        body_start=body[0],
        body_end=body[1],
        furniture=hidden,
        head=_head(extent, found, body),
        byline=_line(BY.sub("", declared.byline or found.byline), 300),
        published_on=published.first if published else None,
        published_precision=published.precision if published else "",
        published_from=published_from,
        updated_on=changed.first if changed else None,
        updated_precision=changed.precision if changed else "",
        dateline=_line(found.dateline.place, 200) if found.dateline else "",
        url=url,
        language=language,
        sections=_sections(declared.sections or found.sections),
        page_starts=page_starts,
        warning=declared.warning or doubt(text),
    )


def _body(text: str, extent: Extent, found: Header) -> tuple[Span, tuple[Span, ...]]:
    """Return where the news is, and the furniture; lines of the header in the news are some too.

    The body neither begins nor ends with what is no news.
    """
    within = [span for span in found.lines if span[0] >= found.start]
    kept = without(found.kept, extent.ruled)
    hidden = merged(without([*without(extent.furniture, kept), *within], extent.freed))
    start, end = found.start, extent.end
    for first, last in hidden:
        if first <= start < last:
            start = last
        start += len(text[start:end]) - len(text[start:end].lstrip())
    for first, last in reversed(hidden):
        if not text[last:end].strip() and start < first < end:
            end = first
    end = len(text[:end].rstrip())
    if start >= end:
        return (extent.start, extent.end), extent.furniture
    return (start, end), tuple(hidden)


def _head(extent: Extent, found: Header, body: Span) -> tuple[Span, ...]:
    """Return what is read outside the body: headline, date line, and what a person wants read.

    Not what a person says is furniture.
    """
    freed = [span for span in extent.freed if span[0] < body[0] or body[1] < span[1]]
    return tuple(merged([*without(found.head, extent.ruled), *freed]))


def _published(
    declared: DeclaredMetadata, found: Header, url: str, record: Record
) -> tuple[PartialDate | None, str]:
    """Return the day of publication and whence it is known: said, or only hinted at."""
    stated = publication_dates.better(declared.published, found.published)
    if stated:
        return stated, Origin.STATED
    if hint := publication_dates.in_url(url):
        return hint, Origin.ADDRESS
    if changed := declared.changed or found.changed:
        return changed, Origin.CHANGE
    name, folders = os.path.basename(record.file), os.path.dirname(record.path or record.file)
    if record.line is None and (hint := publication_dates.in_file_name(name)):
        return hint, Origin.FILE_NAME
    if record.line is None and (hint := publication_dates.in_url(folders + "/")):
        return hint, Origin.FOLDER
    return None, ""


def _source(
    declared: DeclaredMetadata, found: Header, url: str, text: str, record: Record
) -> tuple[str, str]:
    """Return who published the text and whence that is known."""
    if declared.source_from == Origin.GIVEN:
        return declared.source, Origin.GIVEN
    if name := publishers.canonical(declared.source):
        return name, declared.source_from
    if name := publishers.known_by(url):
        return name, Origin.ADDRESS
    if found.source:
        name = publishers.canonical(found.source)
        if found.source_from == Origin.FIRST_LINE:
            name = publishers.spelled_out(name, text)
        return name or found.source, found.source_from
    if name := publishers.named_in(text) or (found.dateline.agency if found.dateline else ""):
        return name, Origin.TEXT
    folder = os.path.basename(os.path.dirname(record.path or record.file))
    if folder and (name := publishers.named_by_folder(folder, text)):
        return name, Origin.FOLDER
    if name := publishers.named_by(url):
        return name, Origin.ADDRESS
    return publishers.UNKNOWN, ""


def _sections(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for name in names if (line := _line(name, 100))))[:20]


def _url(address: str) -> str:
    """Return the address without its fragment, empty when it is not one of the web."""
    try:
        address = urldefrag(address.strip())[0] if len(address) <= 2000 else ""
        is_url(address)
    except (ValidationError, ValueError):
        return ""
    return address


def _identity(url: str, declared: DeclaredMetadata, record: Record) -> str | None:
    """Return what tells a changed version of this article from another article.

    That is its address, else its id within its source, else its file.
    """
    # The front page of a site is the address of many articles.
    if (address := normalized(url)) and urlsplit(address).path + urlsplit(address).query:
        return address
    if declared.id:
        # An id counts within its source; one that is only guessed may change with the text.
        identity = f"{declared.source or os.path.basename(record.file)}:{declared.id}"
    elif record.path:
        identity = f"file:{record.path}"
    else:
        return None
    if len(identity) > LONGEST_IDENTITY:
        return f"sha256:{sha256(identity.encode()).hexdigest()}"
    return identity


def _line(words: str, longest: int) -> str:
    """Return the words on one line, cut after a word where they are too long."""
    words = " ".join(clean(words).split())
    return words if len(words) <= longest else words[: longest + 1].rsplit(maxsplit=1)[0][:longest]
