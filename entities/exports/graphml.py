"""The relationships that articles of a result state, as GraphML, to draw networks of."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from entities.exports.product import Format, Product
from entities.exports.tables import ENTITIES, RELATIONSHIPS
from entities.exports.xml_text import clean

_NODE = {
    "name": "string",
    "kind": "string",
    "subtype": "string",
    "country": "string",
    "latitude": "double",
    "longitude": "double",
    "articles": "int",
    "mentions": "int",
}
_EDGE = {
    "kind": "string",
    "status": "string",
    "valid_from": "string",
    "valid_to": "string",
    "is_former": "boolean",
    "origins": "int",
    "articles": "int",
    "quotes": "int",
}


def write_graph(product: Product) -> Iterator[bytes]:
    about = "; ".join(f"{heading}: {words}" for heading, words in product.about)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n<desc>{_text(about)}</desc>\n'
        f"{_keys('node', _NODE)}{_keys('edge', _EDGE)}"
        '<graph edgedefault="directed">\n'
    ).encode()
    ends: set[int] = set()
    edges = []
    for row in RELATIONSHIPS.dictionaries(product.found):
        ends |= {row["head"], row["child"]}
        begin = f'<edge id="r{row["id"]}" source="e{row["head"]}" target="e{row["child"]}">'
        edges.append(f"{begin}{_data('edge', _EDGE, row)}</edge>\n")
    for row in ENTITIES.dictionaries(product.found):
        if row["id"] in ends:
            yield f'<node id="e{row["id"]}">{_data("node", _NODE, row)}</node>\n'.encode()
    yield from (edge.encode() for edge in edges)
    yield b"</graph>\n</graphml>\n"


def _keys(what: str, types: dict[str, str]) -> str:
    return "".join(
        f'<key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>\n'
        for name, kind in types.items()
    )


def _data(what: str, types: dict[str, str], row: dict[str, Any]) -> str:
    return "".join(
        f"<data key={quoteattr(f'{what}-{name}')}>{_text(row[name])}</data>"
        for name in types
        if row[name] not in (None, "")
    )


def _text(value: object) -> str:
    written = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(clean(written))


FORMAT = Format(
    "graphml",
    "GraphML",
    "application/graphml+xml",
    write_graph,
    title="The relationships these articles state, for programs that draw networks",
)
