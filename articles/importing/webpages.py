"""The article on a web page: its main text and what the page says about itself."""

import json
import logging
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import trafilatura
from htmldate import find_date
from lxml import etree

from articles.importing.errors import ArticleError
from articles.importing.known import Known, strings
from articles.importing.metadata import dates, publishers
from articles.importing.metadata.dates import PartialDate

# What cannot be read is in the report of the import; these would say it a second time.
for name in ("trafilatura", "htmldate"):
    logging.getLogger(name).setLevel(logging.CRITICAL)

ARTICLE_TYPES = ("Article", "BlogPosting", "LiveBlogPosting")


def read_page(html: str) -> Known:
    """Return the main text of the page, paragraphs parted by blank lines, and its metadata.

    Raises ArticleError when the page holds no article.
    """
    try:
        page = trafilatura.bare_extraction(
            html, include_comments=False, include_tables=True, with_metadata=True
        )
    except (etree.LxmlError, ValueError) as error:
        raise ArticleError(f"The web page could not be read ({error}).") from None
    if page is None or not (page.text or "").strip():
        raise ArticleError("No article was found on this web page.")
    facts = next(_articles(html), {})
    url = _canonical(html) or page.url or ""
    source = _named(facts.get("publisher")) or page.sitename or ""
    if source == urlsplit(url).hostname:
        source = publishers.named_by(url)
    return Known(
        text="\n\n".join(line.strip() for line in page.text.split("\n") if line.strip()),
        title=_named(facts.get("headline")) or page.title or "",
        byline=_named(facts.get("author")) or (page.author or "").replace(";", ","),
        published=_published(html, facts, url),
        source=source or publishers.named_by(url),
        url=url,
        language=(_html_language(html) or page.language or "")[:2].lower(),
        sections=strings(facts.get("articleSection")) or tuple(page.categories or ()),
    )


def _published(html: str, facts: dict, url: str) -> PartialDate | None:
    if found := dates.parse(_named(facts.get("datePublished"))):
        return found
    # The extensive search would take any date on the page, such as that of a copyright notice.
    found = find_date(html, extensive_search=False, original_date=True, url=url or None)
    return dates.parse(found) or dates.in_url(url)


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
