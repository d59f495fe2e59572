"""The places that articles of a result name, as GeoJSON (RFC 7946), for maps."""

import json
from collections.abc import Iterator

from entities.exports.product import Format, Product
from entities.exports.tables import ENTITIES

_PROPERTIES = (
    *("id", "name", "aliases", "subtype", "country", "division", "parent_name"),
    *("articles", "mentions", "confirmed"),
)


def write_places(product: Product) -> Iterator[bytes]:
    about = json.dumps(dict(product.about), ensure_ascii=False)
    yield f'{{"type": "FeatureCollection", "about": {about}, "features": ['.encode()
    separator = "\n"
    for row in ENTITIES.dictionaries(product.found):
        if row["latitude"] is None:
            continue
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {name: row[name] for name in _PROPERTIES},
        }
        yield f"{separator}{json.dumps(feature, ensure_ascii=False)}".encode()
        separator = ",\n"
    yield b"\n]}\n"


FORMAT = Format(
    "geojson",
    "GeoJSON",
    "application/geo+json",
    write_places,
    title="The places of these articles, for a map",
)
