"""Places on a map: of articles that were found, or of whatever else counts places.

The outlines are `static/img/world.svg`: 20 units a degree, x to the east, y to the south
(equirectangular). Here they are stretched from north to south so that shapes are right in the
middle of what is shown.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from django.db import connection

from entities.models import Entity
from entities.search.fields.areas import KILOMETRES_A_DEGREE, Around, Box

UNITS = 20  # a degree
MOST_DOTS = 200
MOST_NAMES = 14
# What is shown at least, and at most, in degrees.
_NARROWEST, _WIDEST = 5.0, 360.0
_LOWEST, _HIGHEST = -58.0, 78.0
_SHAPE = 16 / 10  # width to height
_MARGIN = 0.12
# Places that so few of the articles name at either edge may lie outside at first.
_FAR_OFF = 0.02
# Radii of dots and sizes of names, as shares of the width.
_SMALLEST, _LARGEST, _LETTERS = 0.0045, 0.019, 0.0145

# Left, top, right and bottom of what a name takes up.
_Room = tuple[float, float, float, float]

_PLACES = """
    SELECT entity_id, count(DISTINCT article_id) AS articles
      FROM entities_mention
     WHERE article_id = ANY(%s) AND kind = 'location' AND status <> 'rejected'
       AND revision_id IS NULL AND entity_id IS NOT NULL
     GROUP BY entity_id ORDER BY articles DESC, entity_id LIMIT %s
"""


@dataclass(frozen=True)
class Dot:
    """A place with what counts for it, such as articles; x, y and radius in map units.

    Its name stands to the right of it, or to the left where the picture ends too soon.
    """

    place: Entity
    count: int
    x: float
    y: float
    radius: float
    is_named: bool
    to_the_left: bool


@dataclass(frozen=True)
class Drawn:
    """An area that the query asks for, in map units: a box, or a circle with its radii."""

    x: float
    y: float
    width: float
    height: float
    is_circle: bool


class Map:
    """These places, and the piece of the world around.

    `counts` has how much speaks for each place, the most first; those that have no position are
    among them by their keys alone. Where the query asks for areas, these are what is shown. In a
    small picture dots and names are larger than usual by `scale`.
    """

    def __init__(
        self,
        places: Sequence[Entity],
        counts: Mapping[int, int],
        areas: Iterable[Box | Around] = (),
        *,
        scale: float = 1,
    ) -> None:
        self.places = places
        self._scale = scale
        self.counts = counts
        self._areas = [(area, _limits(area)) for area in areas]

    @property
    def _positions(self) -> list[tuple[float, float]]:
        """Latitude and longitude of each of the places."""
        return [(place.latitude or 0.0, place.longitude or 0.0) for place in self.places]

    @property
    def without_position(self) -> int:
        return len(self.counts) - len(self.places) if len(self.counts) < 2 * MOST_DOTS else 0

    @cached_property
    def frame(self) -> tuple[float, float, float, float]:
        """South, west, north and east of what is shown, in degrees."""
        if self._areas:
            sides = zip(*(limits for _, limits in self._areas), strict=True)
            souths, wests, norths, easts = sides
            return self._around(min(souths), min(wests), max(norths), max(easts))
        if not self.places:
            return _LOWEST, -_WIDEST / 2, _HIGHEST, _WIDEST / 2
        south, north = self._middle_part([latitude for latitude, _ in self._positions])
        west, east = self._middle_part([longitude for _, longitude in self._positions])
        return self._around(south, west, north, east)

    @property
    def drawn(self) -> list[Drawn]:
        """The areas that the query asks for."""
        found = []
        for area, (south, west, north, east) in self._areas:
            left, top = west * UNITS, -north * UNITS * self.stretch
            width, height = (east - west) * UNITS, (north - south) * UNITS * self.stretch
            if isinstance(area, Around):
                left, top, width, height = left + width / 2, top + height / 2, width / 2, height / 2
            x, y, width, height = (round(value, 1) for value in (left, top, width, height))
            found.append(Drawn(x, y, width, height, isinstance(area, Around)))
        return found

    def _around(
        self, south: float, west: float, north: float, east: float
    ) -> tuple[float, float, float, float]:
        """These limits with some room around them, in the shape of the picture."""
        stretch = _stretch((south + north) / 2)
        width = max((east - west) * (1 + 2 * _MARGIN), _NARROWEST)
        height = max((north - south) * (1 + 2 * _MARGIN) * stretch, _NARROWEST / _SHAPE)
        width = min(max(width, height * _SHAPE), _WIDEST)
        height = width / _SHAPE / stretch
        middle, centre = (south + north) / 2, (west + east) / 2
        return middle - height / 2, centre - width / 2, middle + height / 2, centre + width / 2

    def _middle_part(self, values: Sequence[float]) -> tuple[float, float]:
        """Between which of the values, one a place, nearly all articles lie."""
        weighted = sorted(zip(values, (self.counts[one.pk] for one in self.places), strict=True))
        total = sum(count for _, count in weighted)
        sums = list(accumulate(count for _, count in weighted))
        first = next(place for place, upto in enumerate(sums) if upto > _FAR_OFF * total)
        last = next(place for place, upto in enumerate(sums) if upto >= (1 - _FAR_OFF) * total)
        return weighted[first][0], weighted[last][0]

    @property
    def stretch(self) -> float:
        """How much longer a degree from south to north is drawn than one from west to east."""
        south, _, north, _ = self.frame
        return _stretch((south + north) / 2)

    @property
    def box(self) -> str:
        """The piece of the world as the `viewBox` of the picture."""
        south, west, north, east = self.frame
        values = (west, -north * self.stretch, east - west, (north - south) * self.stretch)
        return " ".join(f"{value * UNITS:.1f}" for value in values)

    @property
    def letters(self) -> float:
        return round(self._width * _LETTERS * self._scale, 1)

    @property
    def _width(self) -> float:
        _, west, _, east = self.frame
        return (east - west) * UNITS

    @cached_property
    def dots(self) -> list[Dot]:
        """The largest first, so that none hides a smaller one."""
        most = max((self.counts[place.pk] for place in self.places), default=1)
        taken: list[_Room] = []
        dots = []
        for place, (latitude, longitude) in zip(self.places, self._positions, strict=True):
            count = self.counts[place.pk]
            x, y = longitude * UNITS, -latitude * UNITS * self.stretch
            share = _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(count / most)
            # Names have to be read, dots only to be seen.
            radius = share * self._width * math.sqrt(self._scale)
            room, to_the_left = self._room(place.name, x, y, radius)
            is_named = len(taken) < MOST_NAMES and not any(_meet(room, one) for one in taken)
            if is_named:
                taken.append(room)
            where = (round(x, 1), round(y, 1), round(radius, 2))
            dots.append(Dot(place, count, *where, is_named, to_the_left))
        return dots

    def _room(self, name: str, x: float, y: float, radius: float) -> tuple[_Room, bool]:
        """The room that the name takes up beside the dot, and whether that is to the left."""
        width, height = 0.6 * self.letters * len(name), 1.2 * self.letters
        top, bottom = y - height / 2, y + height / 2
        _, _, _, east = self.frame
        if x + radius + width > east * UNITS:
            return (x - radius - width, top, x - radius, bottom), True
        return (x + radius, top, x + radius + width, bottom), False


def _meet(one: _Room, other: _Room) -> bool:
    left, top, right, bottom = one
    return left < other[2] and other[0] < right and top < other[3] and other[1] < bottom


def map_of(articles: Sequence[int], areas: Iterable[Box | Around] = ()) -> Map:
    """The places named in these articles (primary keys), by how many of them name each."""
    with connection.cursor() as cursor:
        cursor.execute(_PLACES, [[*articles], 2 * MOST_DOTS])
        counts = dict(cursor.fetchall())
    found = (
        Entity.objects.filter(pk__in=counts, latitude__isnull=False)
        .select_related("parent__parent__parent")
        .in_bulk()
    )
    return Map([found[key] for key in counts if key in found][:MOST_DOTS], counts, areas)


def _limits(area: Box | Around) -> tuple[float, float, float, float]:
    """South, west, north and east of an area, in degrees."""
    if isinstance(area, Box):
        return area.south, area.west, area.north, area.east
    reach = area.kilometres / KILOMETRES_A_DEGREE
    wide = reach * _stretch(area.latitude)
    return (
        *(area.latitude - reach, area.longitude - wide),
        *(area.latitude + reach, area.longitude + wide),
    )


def _stretch(latitude: float) -> float:
    return 1 / max(math.cos(math.radians(latitude)), 0.3)
