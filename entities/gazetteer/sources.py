"""Where what the gazetteer says of an entity comes from, for pages that show it."""

import csv
from functools import cache

from entities.gazetteer.file_format import TABLES
from entities.gazetteer.read_files import CITIES, FOLDER

_GEONAMES = "GeoNames, CC BY 4.0"


def source_of(key: str) -> str:
    """The source of the row with this whole key, such as `gang:ms-13`.

    Countries, divisions and cities are those of GeoNames. Empty for a row that the project's own
    files do not have, such as one of a person's file.
    """
    if known := _sources().get(key):
        return known
    rest = key.removeprefix("place:")
    if key.startswith(CITIES[0]) or (rest != key and ":" not in rest and rest.isupper()):
        return _GEONAMES
    return ""


@cache
def _sources() -> dict[str, str]:
    """By key, of all tables that have a column for it."""
    found = {}
    for name, table in TABLES.items():
        if "source" not in table.columns:
            continue
        with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row.get("source"):
                    found[f"{table.prefix}{row['key']}"] = row["source"]
    return found
