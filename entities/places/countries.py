"""Which words point at a country without naming it: `Salvadoran`, `Mexicans`."""

import csv
from functools import cache
from pathlib import Path

from entities.gazetteer.snapshot import KnownName

COUNTRIES = Path(__file__).resolve().parent.parent / "data" / "countries.tsv"


@cache
def demonyms() -> tuple[KnownName, ...]:
    """Demonyms as names that lead to `place:<ISO 3166-1 code>`."""
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            KnownName(word, f"place:{row['code']}")
            for row in rows
            for word in row["demonyms"].split("|")
            if word
        )
