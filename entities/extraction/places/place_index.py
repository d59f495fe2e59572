"""Every place of the world by its name: those of the gazetteer and those of the city index."""

from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from entities.extraction.places.resolve_places import GOOD_SHARE, SMALL_TOWN, Evidence, Option
from entities.gazetteer.places.cities import CityIndex
from entities.gazetteer.places.countries import capitals
from entities.gazetteer.snapshot import Gazetteer, GazetteerEntity
from entities.kinds import Kind
from entities.names import fold

_TOWN = 5_000
_METROPOLIS = 300_000
_SHORTEST_MISPRINT = 8
# A country of more places has too many that look alike.
_MOST_NAMES = 20_000
# The city and the federal district are one and the same place.
_ONE_CITY = {"place:geonames:4140963": "place:US-DC"}


class PlaceIndex:
    """Knows every place by name: those of the gazetteer and those of the city index."""

    def __init__(self, gazetteer: Gazetteer, cities: CityIndex) -> None:
        self._gazetteer = gazetteer
        self._cities = cities
        self._keys: dict[str, dict[str, None]] = {}
        # Articles come back to the same few places.
        self._cached_options = lru_cache(maxsize=4096)(self._options)
        self._cached_area = lru_cache(maxsize=4096)(self._only_area)
        self._cached_near = lru_cache(maxsize=4096)(self._near)
        for name in gazetteer.names:
            if gazetteer.entities[name.key].kind == Kind.LOCATION:
                self._keys.setdefault(fold(name.text), {})[name.key] = None

    def of_key(self, key: str) -> Option:
        """The place with this key, which must be one of the gazetteer."""
        return _option(self._gazetteer.entities[key])

    def options(self, written: str) -> tuple[Option, ...]:
        """Every place of this name."""
        return self._cached_options(fold(written))

    def _options(self, normalized: str) -> tuple[Option, ...]:
        found = {
            key: _option(self._gazetteer.entities[key]) for key in self._keys.get(normalized, ())
        }
        for city in self._cities.named(normalized):
            key = _ONE_CITY.get(city.key, city.key)
            found[key] = Option(
                key,
                city.name,
                city.subtype,
                city.country,
                city.division,
                city.population,
                city.latitude,
                city.longitude,
                is_capital=city.key in _ONE_CITY or capitals().get(city.country) == normalized,
            )
        return tuple(found.values())

    def of_misprint(self, written: str, evidence: Evidence) -> tuple[Option, ...]:
        """The only place with nearly this name in the country that the article is about."""
        folded = fold(written)
        if len(folded) < _SHORTEST_MISPRINT or not evidence.country:
            return ()
        return self._cached_near(folded, evidence.country)

    def _near(self, folded: str, country: str) -> tuple[Option, ...]:
        names = self._cities.names_in(country)
        if len(names) > _MOST_NAMES:
            return ()
        near = extract(folded, names, scorer=OSA.distance, score_cutoff=1, limit=2)
        if len(near) != 1:
            return ()
        return tuple(one for one in self.options(near[0][0]) if one.country == country)

    def is_known(self, normalized: str) -> bool:
        """Whether any place has this folded name."""
        return normalized in self._keys or normalized in self._cities

    def is_area(self, normalized: str) -> bool:
        """Whether a country or division has this folded name."""
        return any(
            self._gazetteer.entities[key].subtype in ("country", "division")
            for key in self._keys.get(normalized, ())
        )

    def only_area(self, normalized: str) -> Option | None:
        """The one country or division of this folded name; None where much else bears it too."""
        return self._cached_area(normalized)

    def _only_area(self, normalized: str) -> Option | None:
        areas = [
            known
            for key in self._keys.get(normalized, ())
            if (known := self._gazetteer.entities[key]).subtype in ("country", "division")
        ]
        if len(areas) != 1 or any(
            one.population >= SMALL_TOWN and one.country != areas[0].country
            for one in self._options(normalized)
        ):
            return None
        return _option(areas[0])

    def lies_in(self, town: str, area: str) -> bool:
        """Whether a town or district of the one folded name lies in an area of the other."""
        return any(
            (known.country == one.country if known.subtype == "country" else False)
            or (known.subtype == "division" and known.division == one.division)
            for key in self._keys.get(area, ())
            for known in (self._gazetteer.entities[key],)
            for one in self._cities.named(town)
        )

    def is_town_of(self, evidence: Evidence, normalized: str) -> bool:
        """Whether a town of this folded name lies where the article points or its source is."""
        home = evidence.home
        return any(
            (home is not None and home.division != "" and city.division == home.division)
            or (city.population >= _TOWN and evidence.share(city.country) >= GOOD_SHARE)
            or (city.population >= _METROPOLIS and evidence.share(city.country) > 0)
            for city in self._cities.named(normalized)
        )


def _option(known: GazetteerEntity) -> Option:
    level = {"country": "country", "division": "division", "region": "region"}.get(
        known.subtype, "facility"
    )
    return Option(known.key, known.name, level, known.country, known.division)
