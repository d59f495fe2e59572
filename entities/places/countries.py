"""Countries: their names, and the words that point at one without naming it: `Salvadoran`."""

import csv
from functools import cache
from pathlib import Path

import pycountry

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


def country_name(code: str) -> str:
    """The country of an ISO 3166-1 code; the code itself where there is none."""
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code
