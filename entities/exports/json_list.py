"""A result as JSON, for programs."""

import json
from collections.abc import Iterable, Iterator

from entities.exports.columns import Format
from entities.search.statements import Statement


def write_json(rows: Iterable[dict], query: str) -> Iterator[bytes]:
    """One JSON array with an object an article."""
    separator = "[\n"
    for one in rows:
        row = json.dumps(one, ensure_ascii=False, default=Statement.as_json)
        yield f"{separator}{row}".encode()
        separator = ",\n"
    yield b"[]\n" if separator == "[\n" else b"\n]\n"


FORMAT = Format("json", "JSON", "application/json", write_json)
