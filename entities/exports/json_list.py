"""The list of results as JSON, for programs."""

import json
from collections.abc import Iterator

from entities.exports.columns import rows
from entities.exports.product import Format, Product
from entities.search.statements import Statement


def write_json(product: Product) -> Iterator[bytes]:
    """One JSON array with an object an article."""
    separator = "[\n"
    for one in rows(product.search, root=product.root):
        row = json.dumps(one, ensure_ascii=False, default=Statement.as_json)
        yield f"{separator}{row}".encode()
        separator = ",\n"
    yield b"[]\n" if separator == "[\n" else b"\n]\n"


FORMAT = Format("json", "JSON", "application/json", write_json, title="The list of results")
