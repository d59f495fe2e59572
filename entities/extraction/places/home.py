"""Where a source is at home, learned from its texts: in a paper of Texas, Paris is in Texas."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from entities.extraction.places.place_index import PlaceIndex
from entities.extraction.places.resolve_places import Home, Option
from entities.names import fold

# The oldest articles of a source, and of each the beginning: they do not change.
MOST_TEXTS = 60
BEGINNING = 3000  # code points
# What a source must have published before it shows where it is at home.
_LEAST_TEXTS = 3
# So much of what its texts say must point at one country, or at one division.
_MOST = 0.4
_WORD = r"[A-ZÀ-Þ][\w’'-]*\w"
_IN_AREA = re.compile(
    rf"(?P<town>{_WORD}(?:\s{_WORD}){{0,3}}),\s(?P<area>{_WORD}(?:\s{_WORD}){{0,2}}\.?)"
)
_AREA = re.compile(rf"\b{_WORD}(?:\s{_WORD})?")


def home_told(written: str, places: PlaceIndex) -> Home | None:
    """The home that a list tells, `US-TX` or `US-NY:Brooklyn`; None where it tells none."""
    code, _, town = written.partition(":")
    if not code:
        return None
    towns = [one for one in places.options(town) if code in (one.division, one.country)]
    if towns:
        return _home(max(towns, key=lambda one: one.population))
    return Home(code.partition("-")[0], code if "-" in code else "")


def home_learned(texts: Iterable[str], places: PlaceIndex) -> Home | None:
    """The home that texts of one source show; None where they show none.

    Each text counts once for a country, a division and a town. A division is home where most of
    what the texts say of divisions points at it, a town of it where no other is named as often.
    """
    countries: Counter[str] = Counter()
    divisions: Counter[str] = Counter()
    towns: Counter[Option] = Counter()
    read = 0
    for text in islice(texts, MOST_TEXTS):
        read += 1
        beginning = text[:BEGINNING]
        areas, inside = set(_areas(beginning, places)), set(_towns(beginning, places))
        countries.update({one.country for one in areas | inside})
        divisions.update({one.division for one in areas | inside if one.division})
        towns.update(inside)
    country = _foremost(countries, read)
    if not country:
        return None
    division = _foremost(divisions, read)
    if not division.startswith(f"{country}-"):
        return Home(country)
    own = [(count, town) for town, count in towns.items() if town.division == division]
    count, town = max(own, key=lambda pair: (pair[0], pair[1].population), default=(0, None))
    return _home(town) if town is not None and count > 1 else Home(country, division)


def _foremost(counted: Counter[str], texts: int) -> str:
    if texts < _LEAST_TEXTS or not counted:
        return ""
    code, count = counted.most_common(1)[0]
    return code if count >= max(2, _MOST * sum(counted.values())) else ""


def _areas(text: str, places: PlaceIndex) -> Iterator[Option]:
    for match in _AREA.finditer(text):
        if (area := places.only_area(fold(match.group()))) is not None:
            yield area


def _towns(text: str, places: PlaceIndex) -> Iterator[Option]:
    for match in _IN_AREA.finditer(text):
        area = places.only_area(fold(match["area"])) or places.only_area(
            fold(match["area"].split()[0])
        )
        if area is None:
            continue
        towns = [
            one
            for one in places.options(match["town"])
            if one.level == "city"
            and (one.division == area.division if area.division else one.country == area.country)
        ]
        if towns:
            yield max(towns, key=lambda one: one.population)


def _home(town: Option) -> Home:
    return Home(town.country, town.division, town.latitude, town.longitude, town.name)
