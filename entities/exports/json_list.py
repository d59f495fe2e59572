"""A result as JSON, for programs."""

import json
from collections.abc import Iterable, Iterator

from entities.exports.columns import Format


def write_json(rows: Iterable[dict], query: str) -> Iterator[bytes]:
    """One JSON array with an object an article."""
    separator = "[\n"
    for one in rows:
        yield f"{separator}{json.dumps(one, ensure_ascii=False)}".encode()
        separator = ",\n"
    yield b"[]\n" if separator == "[\n" else b"\n]\n"


FORMAT = Format("json", "JSON", "application/json", write_json)
