"""From a record to an article: a pure function, which stores nothing.

What the document declares counts first, then what its text says.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urldefrag, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.importing import furniture
from articles.importing.decoding import clean
from articles.importing.language import language_of
from articles.importing.metadata import header, publication_dates, publishers
from articles.importing.readers import format_of_record
from articles.importing.records import ArticleError, DeclaredMetadata, ParsedArticle, Record

LONGEST_IDENTITY = 2100
BY = re.compile(r"^(?:by|por)\s+", re.IGNORECASE)
is_url = URLValidator(schemes=["http", "https"])


def parse(record: Record, *, source: str = "") -> ParsedArticle:
    """Make an article of the record. `source` outranks what the document says about its source.

    Raises ArticleError when the record holds no text that could be read.
    """
    declared = format_of_record(record).parse(record)
    return _article(replace(declared, source=source or declared.source), record)


def _article(declared: DeclaredMetadata, record: Record) -> ParsedArticle:
    text = clean(declared.text)
    if not text.strip():
        raise ArticleError("There is no text in it.")
    extent = furniture.find(text)
    found = header.read(text, extent.start, extent.end)
    title = declared.title or found.title
    url = _url(declared.url) or _url(found.url)
    published = declared.published or found.published or publication_dates.in_url(url)
    agency = found.dateline.agency if found.dateline else ""
    name = declared.source or found.source or publishers.named_in(text) or agency
    name = _line(name or publishers.named_by(url) or publishers.UNKNOWN, 200)
    return ParsedArticle(
        text=text,
        title=_line(title or header.title_from_prose(text[found.prose : extent.end]), 500),
        title_is_made=not title,
        source=name,
        identity=_identity(_url(declared.url), declared, record),
        body_start=extent.start,
        body_end=extent.end,
        furniture=extent.furniture,
        byline=_line(BY.sub("", declared.byline or found.byline), 300),
        published_on=published.first if published else None,
        published_precision=published.precision if published else "",
        dateline=_line(found.dateline.place, 200) if found.dateline else "",
        url=url,
        language=language_of(text[extent.start : extent.end], declared.language),
        sections=_sections(declared.sections or found.sections),
    )


def _sections(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for name in names if (line := _line(name, 100))))[:20]


def _url(address: str) -> str:
    """Return the address without its fragment, empty when it is not one of the web."""
    address = urldefrag(address.strip())[0] if len(address) <= 2000 else ""
    try:
        is_url(address)
    except ValidationError:
        return ""
    return address


def _identity(url: str, declared: DeclaredMetadata, record: Record) -> str | None:
    """Return what tells a changed version of this article from another article.

    That is its address, else its id within its source, else its file.
    """
    # The front page of a site is the address of many articles.
    if url and urlsplit(url).path.strip("/") + urlsplit(url).query:
        return url
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
