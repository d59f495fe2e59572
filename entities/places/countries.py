"""What is known of countries: their names, their people (`Salvadoran`) and their capitals."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pycountry

from entities.gazetteer.snapshot import KnownName
from entities.names import fold

COUNTRIES = Path(__file__).resolve().parent.parent / "data" / "countries.tsv"


@cache
def demonyms() -> tuple[KnownName, ...]:
    """Words that point at a country without naming it (`Salvadoran`, `Mexicans`).

    Names that lead to `place:<ISO 3166-1 code>`.
    """
    return tuple(
        KnownName(word, f"place:{row['code']}")
        for row in _rows()
        for word in row["demonyms"].split("|")
        if word
    )


@cache
def capitals() -> dict[str, str]:
    """The folded name of each country's capital by its ISO 3166-1 code."""
    return {row["code"]: fold(row["capital"]) for row in _rows() if row["capital"]}


def _rows() -> Iterator[dict[str, str]]:
    with COUNTRIES.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def country_name(code: str) -> str:
    """The country of an ISO 3166-1 code; the code itself where there is none."""
    country = pycountry.countries.get(alpha_2=code)
    return getattr(country, "common_name", country.name) if country else code
