"""A result as JSON lines, for programs: an article a line, with its text and all that it says."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from articles.models import Article
from entities.exports.found import Found
from entities.exports.product import Format, Product
from entities.exports.tables import ARTICLES, ENTITIES, EVIDENCE, MENTIONS, RELATIONSHIPS, Table

_A_TIME = 200


def write_lines(product: Product) -> Iterator[bytes]:
    rows = ARTICLES.dictionaries(product.found)
    while some := list(islice(rows, _A_TIME)):
        yield b"".join(_lines(some))


def _lines(articles: Sequence[dict[str, Any]]) -> Iterator[bytes]:
    keys = [article["id"] for article in articles]
    found = Found.keys(keys)
    mentions, evidence = _of_articles(MENTIONS, found), _of_articles(EVIDENCE, found)
    relationships = {row["id"]: row for row in RELATIONSHIPS.dictionaries(found)}
    entities = {row["id"]: row for row in ENTITIES.dictionaries(found)}
    texts = Article.objects.in_bulk(keys)
    for article in articles:
        key = article["id"]
        stated = {one["relationship"] for one in evidence[key]}
        line = article | {
            "text": texts[key].text,
            "body": [texts[key].body_start, texts[key].body_end],
            "mentions": mentions[key],
            "relationships": [_known(relationships[one]) for one in sorted(stated)],
            "evidence": evidence[key],
            "entities": [_known(entities[one]) for one in _named(mentions[key])],
        }
        yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


def _of_articles(table: Table, found: Found) -> dict[int, list[dict[str, Any]]]:
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in table.dictionaries(found):
        rows[row.pop("article")].append(row)
    return rows


def _named(mentions: Sequence[dict[str, Any]]) -> list[int]:
    return sorted({one["entity"] for one in mentions if one["entity"] is not None})


def _known(row: dict[str, Any]) -> dict[str, Any]:
    """What is so in every article: counts are of all articles that are read at a time."""
    counted = {"articles", "mentions", "confirmed", "origins", "quotes", "hedged"}
    return {name: value for name, value in row.items() if name not in counted}


FORMAT = Format(
    "jsonl",
    "JSON lines",
    "application/x-ndjson",
    write_lines,
    title="An article a line, with its text, mentions, relationships and evidence",
)
