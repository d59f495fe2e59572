"""Pieces of web pages that lie in other documents: in feeds, mails, tables and JSON.

They go through the reader of web pages, which leaves out share lines and links to other pages.
"""

import html
import re

from articles.importing.decoding import repaired
from articles.importing.readers import web_page
from articles.importing.readers.web_page import markup
from articles.importing.records import ArticleError, Record
from articles.text import words

# Elements that hold text, by which markup is told from a text that speaks of "<3" or "<name>".
ELEMENTS = words(
    "a article aside b blockquote body br center code dd div dl dt em figcaption figure font footer"
    " h1 h2 h3 h4 h5 h6 head header html i img li main meta nav ol p pre script section small span"
    " strong style sub sup table tbody td th thead title tr u ul"
)
TAG = re.compile(rf"</?(?:{'|'.join(sorted(ELEMENTS))})(?:\s[^<>]{{0,2000}})?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[\da-fA-F]{2,5});")
WHOLE = re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE)
SAMPLE = 20_000  # characters by which markup is told
# A piece is an article already: where the reader of pages leaves out more, it took news for a box.
LEAST_KEPT = 0.6


def is_markup(text: str) -> bool:
    """Whether a text is a piece of a web page."""
    return bool(TAG.search(text[:SAMPLE]))


def text_of(markup_text: str, title: str = "") -> str:
    """Return the text of a whole page or a piece of one, paragraphs parted by blank lines.

    `title` is the headline that stands over a piece. Raises ArticleError where there is too much
    to read.
    """
    page = markup_text
    if not WHOLE.match(markup_text):
        heading = f"<h1>{html.escape(title)}</h1>" if title else ""
        page = f"<html><body><article>{heading}{markup_text}</article></body></html>"
    shown = _all_lines(page)
    try:
        read = web_page.parse(Record(page.encode("utf-8", "replace"), web_page.MEDIA_TYPE, "")).text
    except ArticleError:
        return shown
    return read if len(read) >= LEAST_KEPT * len(shown) else shown


def line_of(words: str) -> str:
    """Return a title or a name without tags, its entities resolved."""
    return markup.plain(words) if ENTITY.search(words) or TAG.search(words) else words


def _all_lines(page: str) -> str:
    return "\n\n".join(line for line, _ in markup.lines(markup.parse(repaired(page))))
