"""Documents as readers yield them, made of a few words, and what parsing makes of them."""

import json

from articles.importing.parse_document import parse
from articles.importing.readers import json_lines, plain_text
from articles.importing.records import ParsedArticle, Record
from articles.text import reading_scope

PROSE = (
    "Police in the Salvadoran capital arrested three alleged leaders of the Mara Salvatrucha on "
    "Monday after a shootout that left two officers wounded, authorities said.\n\n"
    "The suspects were taken to a prison in San Miguel, where they will await trial."
)


def text_record(raw: bytes, file: str = "news.txt", path: str = "") -> Record:
    return Record(raw, plain_text.MEDIA_TYPE, file, path=path)


def parse_text(text: str, *, source: str = "") -> ParsedArticle:
    return parse(text_record(text.encode(), path="/news/news.txt"), source=source)


def news(article: ParsedArticle) -> str:
    """The body of an article without its furniture, white space at its ends left out."""
    body, furniture = (article.body_start, article.body_end), article.furniture
    (start, end), gaps = reading_scope(body, furniture, head=())
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return "".join(article.text[first:last] for first, last in pieces).strip()


def parse_json_line(**fields: object) -> ParsedArticle:
    raw = json.dumps(fields).encode()
    return parse(Record(raw, json_lines.MEDIA_TYPE, "news.jsonl", line=1))
