"""Where a source can be at home: countries, their divisions and towns, as people write them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from entities.gazetteer.places.cities import city_index
from entities.gazetteer.places.countries import country_name, divisions
from entities.kinds import Kind
from entities.models import Entity, SourceHome
from entities.names import fold

MOST_PLACES = 12
_KEY = "place:"  # of a country or division in the gazetteer, before its code


@dataclass(frozen=True)
class Place:
    """A country, a division of it, or a town; a place without a country is nowhere."""

    country: str = ""
    division: str = ""
    town: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0

    def __str__(self) -> str:
        around = (division_name(self.division), country_name(self.country))
        return ", ".join(filter(None, (self.town, *around)))

    @property
    def key(self) -> str:
        """What a form names it by."""
        return f"{self.division or self.country}:{self.town}"

    @property
    def columns(self) -> Mapping[str, Any]:
        """The columns of a home in which it is kept."""
        return {
            "country": self.country,
            "division": self.division,
            "town": self.town,
            "latitude": self.latitude,
            "longitude": self.longitude,
        }


def home_words(home: SourceHome | None) -> str:
    """The home in words: `Dallas, Texas, United States`; nothing where none is known."""
    if home is None or not home.country:
        return ""
    return str(Place(home.country, home.division, home.town))


def division_name(code: str) -> str:
    """The name of a division of the first level by its ISO 3166-2 code; the code without one."""
    row = divisions().get(f"{_KEY}{code}") if code else None
    return row.name if row else code


def places_named(written: str) -> list[Place]:
    """The places that somebody may mean by these words, such as `Dallas, Texas`; large ones first.

    What stands behind a comma must lie around the place, or be its code.
    """
    name, *around = (fold(part) for part in written.split(","))
    if not name:
        return []
    found = [place for place in _named(name) if _lies_in(place, filter(None, around))]
    found.sort(key=lambda place: (bool(place.town), -place.population))
    distinct = {place.key: place for place in reversed(found)}
    return list(islice(reversed(distinct.values()), MOST_PLACES))


def place_of_key(key: str) -> Place | None:
    """The place that a form names; None where there is none."""
    code, _, town = key.partition(":")
    places = _named(fold(town)) if town else _areas([code])
    return next((place for place in places if place.key == key), None)


def _named(name: str) -> Iterator[Place]:
    areas = Entity.objects.named(name).filter(
        kind=Kind.LOCATION, subtype__in=("country", "division"), gazetteer_key__startswith=_KEY
    )
    keys = areas.values_list("gazetteer_key", flat=True)
    yield from _areas((key or "").removeprefix(_KEY) for key in keys)
    for city in city_index().named(name):
        yield Place(
            city.country,
            city.division,
            city.name,
            city.latitude,
            city.longitude,
            city.population,
        )


def _areas(codes: Iterable[str]) -> Iterator[Place]:
    for code in codes:
        country, _, division = code.partition("-")
        if country_name(country) != country and (not division or f"{_KEY}{code}" in divisions()):
            yield Place(country, code if division else "")


def _lies_in(place: Place, around: Iterable[str]) -> bool:
    names = {
        fold(country_name(place.country)),
        fold(place.country),
        fold(division_name(place.division)),
        fold(place.division.partition("-")[2]),
    }
    return all(one in names for one in around)
