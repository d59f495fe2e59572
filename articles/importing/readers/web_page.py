"""Web pages (HTML): one article each, its main text without the boilerplate around it.

What the page declares is taken from its JSON-LD (schema.org), Open Graph and other metadata.
"""

import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from articles.importing.decoding import decode
from articles.importing.metadata import publication_dates, publishers
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.readers import Format, read_whole, without_mark
from articles.importing.records import ArticleError, DeclaredMetadata, Record, strings
from articles.text import words

MEDIA_TYPE = "text/html"
# What cannot be read is in the report of the import; these would say it a second time.
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)

ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting")


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
    # These take half a second to load, and most imports hold no web pages.
    import trafilatura
    from lxml.etree import LxmlError
    from trafilatura.settings import Document as Page

    html = decode(record.raw, declared=_declared_encoding(record.raw))
    try:
        page = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=True, with_metadata=True
        )
    except (LxmlError, ValueError) as error:
        raise ArticleError(f"The web page could not be read ({error}).") from None
    if not isinstance(page, Page) or not (text := (page.text or "").strip()):
        raise ArticleError("No article was found on this web page.")
    facts = next(_articles(html), {})
    url = _canonical(html) or page.url or ""
    source = _named(facts.get("publisher")) or page.sitename or ""
    if source == urlsplit(url).hostname:
        source = publishers.named_by(url)
    return DeclaredMetadata(
        text="\n\n".join(line.strip() for line in text.split("\n") if line.strip()),
        title=_named(facts.get("headline")) or page.title or "",
        byline=_named(facts.get("author")) or (page.author or "").replace(";", ","),
        published=_published(html, facts, url),
        source=source or publishers.named_by(url),
        url=url,
        language=(_html_language(html) or page.language or "")[:2].lower(),
        sections=strings(facts.get("articleSection")) or tuple(page.categories or ()),
    )


def _published(html: str, facts: dict, url: str) -> PartialDate | None:
    if declared := publication_dates.parse(_named(facts.get("datePublished"))):
        return declared
    from htmldate import find_date

    # The extensive search would take any date on the page, such as that of a copyright notice.
    found = find_date(html, extensive_search=False, original_date=True, url=url or None)
    return publication_dates.parse(found) or publication_dates.in_url(url)


def _articles(html: str) -> Iterator[dict]:
    """Yield the schema.org articles that the page describes in JSON-LD."""
    for block in re.finditer(
        r"<script[^>]{1,1000}application/ld\+json[^>]{0,1000}>(.{2,200000}?)</script>",
        html,
        re.DOTALL | re.I,
    ):
        try:
            described = json.loads(block[1], strict=False)
        except (ValueError, RecursionError):
            continue  # pages with broken JSON-LD are common and readable without it
        things = described if isinstance(described, list) else [described]
        for thing in [*things, *_graph(things)]:
            if isinstance(thing, dict) and any(
                kind.endswith(ARTICLE_TYPES) for kind in strings(thing.get("@type"))
            ):
                yield thing


def _graph(things: list) -> list:
    found = (thing.get("@graph") for thing in things if isinstance(thing, dict))
    return [node for nodes in found if isinstance(nodes, list) for node in nodes]


def _named(value: object) -> str:
    return ", ".join(strings(value))


def _canonical(html: str) -> str:
    """Return the address that the page gives as its own."""
    for tag in re.findall(r"<link\b[^>]{0,2500}>", html, re.IGNORECASE):
        if re.search(r"\brel\s*=\s*[\"']?canonical\b", tag, re.IGNORECASE) and (
            match := re.search(r"\bhref\s*=\s*[\"']?(https?://[^\s\"'>]+)", tag, re.IGNORECASE)
        ):
            return match[1]
    return ""


def _html_language(html: str) -> str:
    match = re.search(r"<html\b[^>]*\blang\s*=\s*[\"']?([a-z]{2})\b", html[:5000], re.IGNORECASE)
    return match[1] if match else ""


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
