"""From a record to an article: a pure function, which stores nothing."""

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urldefrag, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from articles.importing import furniture
from articles.importing.errors import ArticleError
from articles.importing.files import jsonlines
from articles.importing.files.decoding import clean, decode
from articles.importing.known import Known
from articles.importing.metadata import dates, header, publishers, titles
from articles.importing.metadata.language import language_of
from articles.importing.records import HTML, JSON, ParsedArticle, Record

LONGEST_IDENTITY = 2100
ENCODING = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)
BY = re.compile(r"^(?:by|por)\s+", re.IGNORECASE)
is_url = URLValidator(schemes=["http", "https"])


def parse(record: Record, *, source: str = "") -> ParsedArticle:
    """Make an article of the record. `source` outranks what the document says about its source.

    Raises ArticleError when the record holds no text that could be read.
    """
    if record.media_type == JSON:
        known = jsonlines.read_line(record.raw)
    elif record.media_type == HTML:
        # trafilatura takes half a second to load, and most imports hold no web pages.
        from articles.importing.webpages import read_page

        known = read_page(decode(record.raw, declared=_declared_encoding(record.raw)))
    else:
        known = Known(text=decode(record.raw))
    known.source = source or known.source
    return _article(known, record)


def _article(known: Known, record: Record) -> ParsedArticle:
    text = clean(known.text)
    if not text.strip():
        raise ArticleError("There is no text in it.")
    extent = furniture.find(text)
    found = header.read(text, extent.start, extent.end)
    title = known.title or found.title
    url = _url(known.url) or _url(found.url)
    published = known.published or found.published or dates.in_url(url)
    agency = found.dateline.agency if found.dateline else ""
    name = known.source or found.source or publishers.named_in(text) or agency
    name = _line(name or publishers.named_by(url) or publishers.UNKNOWN, 200)
    return ParsedArticle(
        text=text,
        title=_line(title or titles.made_from(text[found.prose : extent.end]), 500),
        title_is_made=not title,
        source=name,
        identity=_identity(_url(known.url), known.source, known.id, record),
        body_start=extent.start,
        body_end=extent.end,
        furniture=extent.furniture,
        byline=_line(BY.sub("", known.byline or found.byline), 300),
        published_on=published.first if published else None,
        published_precision=published.precision if published else "",
        dateline=_line(found.dateline.place, 200) if found.dateline else "",
        url=url,
        language=known.language or language_of(text[extent.start : extent.end]),
        sections=_sections(known.sections or found.sections),
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


def _identity(url: str, source: str, id: str, record: Record) -> str | None:
    """Return what tells a changed version of this article from another article."""
    # The front page of a site is the address of many articles.
    if url and urlsplit(url).path.strip("/") + urlsplit(url).query:
        return url
    if record.media_type == JSON:
        # An id counts within its source; one that is only guessed may change with the text.
        scope = source or os.path.basename(record.file)
        identity = f"{scope}:{id}" if id else None
    else:
        identity = f"file:{record.path}" if record.path else None
    if identity and len(identity) > LONGEST_IDENTITY:
        return f"sha256:{sha256(identity.encode()).hexdigest()}"
    return identity


def _line(words: str, longest: int) -> str:
    """Return the words on one line, cut after a word where they are too long."""
    words = " ".join(clean(words).split())
    return words if len(words) <= longest else words[: longest + 1].rsplit(maxsplit=1)[0][:longest]


def _declared_encoding(raw: bytes) -> str:
    match = re.search(
        rb"<(?:meta|\?xml)[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)",
        raw[:4096],
        re.I,
    )
    return match[1].decode("ascii") if match else ""
