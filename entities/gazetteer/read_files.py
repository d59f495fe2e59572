"""The gazetteer's rows out of its files, each with the place or group it is a part of."""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from functools import cache, partial
from graphlib import CycleError, TopologicalSorter
from math import cos, hypot, inf, radians
from pathlib import Path

import pycountry

from entities.gazetteer.file_format import TABLES, GazetteerError, Line, Row, read_table
from entities.gazetteer.places.cities import CITY, TOWN, City, city_index
from entities.gazetteer.places.countries import country_codes, divisions
from entities.gazetteer.snapshot import Gazetteer
from entities.kinds import Kind
from entities.names import fold

FOLDER = Path(__file__).resolve().parent.parent / "data"
# The keys of places that the index of cities holds.
CITIES = (CITY, TOWN)
_KM_PER_DEGREE = 111.2
_FARTHEST_PRISON_KM = 100


def gazetteer_from_files() -> Gazetteer:
    """The gazetteer as the files have it, for texts that are read without a database."""
    rows = [row for row in default_rows().values() if not row.key.startswith(CITIES)]
    return Gazetteer(
        entities={row.key: row.known for row in rows},
        names=tuple(name for row in rows for name in row.known_names),
    )


@cache
def default_rows() -> Mapping[str, Row]:
    """Every row of the project's own files by key, parents before what is part of them.

    All first-level divisions are among them; of the cities only those that have more names than
    GeoNames gives them.
    """
    rows = rows_of(FOLDER / f"{name}.tsv" for name in TABLES)
    return _parents_first({**divisions(), **rows})


def row_of(key: str) -> Row | None:
    """The row of this key, also of a city that no file names; None when there is no such row."""
    row = default_rows().get(key)
    if row is None and (city := city_index().city(key)):
        return _city_row(city)
    return row


def rows_of(files: Iterable[Path], known: Container[str] = ()) -> dict[str, Row]:
    """The rows of these files by key, parents before what is part of them.

    `known` holds keys that a parent may have though no file has them. Raises `GazetteerError`.
    """
    rows: dict[str, Row] = {}
    region_of: dict[str, str] = {}
    for file in files:
        name, lines = read_table(file)
        for line in lines:
            row = _READERS[name](line)
            if row.key in rows:
                raise line.fault(f"{row.key} stands in {rows[row.key].where} already.")
            rows[row.key] = replace(row, where=line.where)
            region_of |= {_country(line, code): row.key for code in line.items("countries")}
    for row in rows.values():
        # Only gangs and regions name their parent themselves; of the others it is looked up.
        if row.parent.startswith(("gang:", "place:region:")) and not (
            row.parent in rows or row.parent in known
        ):
            raise GazetteerError(f"{row.where}: its parent {row.parent} is not known.")
    for code, region in region_of.items():
        if country := rows.get(f"place:{code}"):
            rows[country.key] = replace(country, parent=region)
    return _parents_first(rows)


def _parents_first(rows: Mapping[str, Row]) -> dict[str, Row]:
    sorter = TopologicalSorter({key: [row.parent] for key, row in rows.items()})
    try:
        return {key: rows[key] for key in sorter.static_order() if key in rows}
    except CycleError as error:
        row = rows[error.args[1][0]]
        raise GazetteerError(f"{row.where}: by its parents {row.key} is part of itself.") from error


def _region(line: Line) -> Row:
    latitude, longitude = _position(line)
    return Row(
        key=f"place:region:{line['key']}",
        kind=Kind.LOCATION,
        name=line["name"],
        subtype="region",
        parent=f"place:region:{line['parent']}" if line["parent"] else "",
        latitude=latitude,
        longitude=longitude,
        aliases=line.items("aliases"),
    )


def _whole_country(line: Line) -> Row:
    code = _country(line, line["code"])
    return Row(
        key=f"place:{code}",
        kind=Kind.LOCATION,
        name=line["name"],
        subtype="country",
        country=code,
        aliases=line.items("aliases"),
        weak_aliases=line.items("weak_aliases"),
    )


def _division(line: Line) -> Row:
    row = divisions()[f"place:{_division_code(line, line['code'])}"]
    return replace(
        row,
        aliases=(*row.aliases, *line.items("aliases")),
        weak_aliases=line.items("weak_aliases"),
    )


def _city(line: Line) -> Row:
    city = city_index().city(f"{CITY}{line['geonames_id']}")
    if city is None:
        raise line.fault(f"“{line['geonames_id']}” is not the GeoNames number of a city.")
    return replace(
        _city_row(city), aliases=line.items("aliases"), weak_aliases=line.items("weak_aliases")
    )


def _town(line: Line) -> Row:
    country = _country(line, line["country"])
    division = _division_code(line, line["division"]) if line["division"] else ""
    latitude, longitude = _position(line)
    return Row(
        key=f"{TOWN}{line['key']}",
        kind=Kind.LOCATION,
        name=line["name"],
        subtype="city",
        country=country,
        division=division,
        parent=f"place:{division or country}",
        latitude=latitude,
        longitude=longitude,
        aliases=line.items("aliases"),
    )


def _area(line: Line) -> Row:
    country = _country(line, line["country"])
    division = _division_code(line, line["division"]) if line["division"] else ""
    latitude, longitude = _position(line)
    return Row(
        key=f"place:area:{line['key']}",
        kind=Kind.LOCATION,
        name=line["name"],
        subtype="area",
        country=country,
        division=division,
        parent=f"place:{division or country}",
        latitude=latitude,
        longitude=longitude,
        aliases=line.items("aliases"),
        weak_aliases=line.items("weak_aliases"),
    )


def _prison(line: Line) -> Row:
    country = _country(line, line["country"])
    division = _division_code(line, line["division"]) if line["division"] else ""
    latitude, longitude = _position(line)
    row = Row(
        key=f"place:prison:{line['key']}",
        kind=Kind.LOCATION,
        name=line["name"],
        subtype="prison",
        country=country,
        division=division,
        parent=f"place:{division or country}" if country else "",
        latitude=latitude,
        longitude=longitude,
        aliases=line.items("aliases"),
    )
    city = _city_of(row, line["city"])
    if city is None:
        return row
    return replace(row, parent=city.key, division=division or city.division)


def _city_of(prison: Row, name: str) -> City | None:
    """The city of this name around the prison: names such as Florence stand for many."""
    cities = [
        city
        for city in city_index().named(fold(name))
        if city.subtype == "city"
        and city.country == prison.country
        and (not prison.division or city.division == prison.division)
    ]
    if not cities or prison.latitude is None:
        return cities[0] if len(cities) == 1 else None
    nearest = min(cities, key=lambda city: _distance(prison, city))
    return nearest if _distance(prison, nearest) <= _FARTHEST_PRISON_KM else None


def _distance(prison: Row, city: City) -> float:
    """In km; flat, which is near enough for the way from a town to its prison.

    Infinite where it is not known where one of them lies.
    """
    if (
        prison.latitude is None
        or prison.longitude is None
        or city.latitude is None
        or city.longitude is None
    ):
        return inf
    east = (prison.longitude - city.longitude) * cos(radians(prison.latitude))
    return hypot(prison.latitude - city.latitude, east) * _KM_PER_DEGREE


def _body(line: Line, *, kind: Kind, prefix: str) -> Row:
    """A gang, an agency, or what else is no place."""
    return Row(
        key=f"{prefix}{line['key']}",
        kind=kind,
        name=line["name"],
        subtype=line["subtype"],
        country=_country(line, line["country"]),
        division=_division_code(line, line["place"]) if line["place"] else "",
        parent=f"{prefix}{line['parent']}" if line["parent"] else "",
        aliases=line.items("aliases"),
        weak_aliases=line.items("weak_aliases"),
    )


def _city_row(city: City) -> Row:
    return Row(
        key=city.key,
        kind=Kind.LOCATION,
        name=city.name,
        subtype=city.subtype,
        country=city.country,
        division=city.division,
        parent=city.parent,
        latitude=city.latitude,
        longitude=city.longitude,
        population=city.population or None,
    )


def _country(line: Line, code: str) -> str:
    if code and code not in country_codes():
        raise line.fault(f"“{code}” is not a country of ISO 3166-1, such as SV.")
    return code


def _division_code(line: Line, code: str) -> str:
    """The code of the first-level division; a smaller one (GB-LND) stands for that around it."""
    smaller = pycountry.subdivisions.get(code=code)
    while f"place:{code}" not in divisions() and smaller and smaller.parent:
        smaller = smaller.parent
        code = smaller.code
    if f"place:{code}" not in divisions():
        raise line.fault(f"“{code}” is not a division of ISO 3166-2, such as US-CA.")
    if line["country"] not in ("", code.partition("-")[0]):
        raise line.fault(f"the division {code} is not in the country {line['country']}.")
    return code


def _position(line: Line) -> tuple[float | None, float | None]:
    latitude, longitude = _degrees(line, "latitude", 90), _degrees(line, "longitude", 180)
    if (latitude is None) != (longitude is None):
        raise line.fault("it has a latitude or a longitude, but not both.")
    return latitude, longitude


def _degrees(line: Line, column: str, most: int) -> float | None:
    if not line[column]:
        return None
    try:
        degrees = float(line[column])
    except ValueError:
        degrees = float("nan")
    if not -most <= degrees <= most:
        raise line.fault(f"the {column} “{line[column]}” is not a number of degrees up to {most}.")
    return degrees


_READERS: dict[str, Callable[[Line], Row]] = {
    "regions": _region,
    "countries": _whole_country,
    "divisions": _division,
    "cities": _city,
    "towns": _town,
    "areas": _area,
    "prisons": _prison,
}
_READERS |= {
    name: partial(_body, kind=table.kind, prefix=table.prefix)
    for name, table in TABLES.items()
    if name not in _READERS
}
