"""The places that the found articles mention, on a map that is a filter itself."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from entities.models import Entity, Mention
from entities.search.language.printing import to_text
from entities.search.language.rewriting import filters, with_condition, without_fields
from entities.search.language.syntax import Box, Node
from entities.search.understanding import written

MOST_PLACES = 200
MOST_LABELS = 20
# Room that a letter and a line of a name take in the picture.
_LETTER, _LINE = 8, 15
_WIDTH = 1000
_MOST_RADIUS = 26
# Degrees around the outermost places.
_MARGIN = 1.0
_NARROWEST = 2.0


@dataclass(frozen=True)
class Spot:
    """A place on the map: in how many of the articles, where in the picture, and its query."""

    name: str
    articles: int
    x: float
    y: float
    radius: float
    query: str
    is_labelled: bool


@dataclass(frozen=True)
class Line:
    """A line of the grid at so many degrees; `at` is its place in the picture."""

    degrees: int
    at: float


@dataclass(frozen=True)
class Map:
    """The picture, `width` to `height`, between these degrees; equirectangular.

    `drawn` is the box that the query asks for, as x, y, width and height; the picture is of it,
    then. `unboxed` is the query without it, to which a box that is drawn is added.
    """

    spots: list[Spot]
    west: float
    east: float
    south: float
    north: float
    width: int
    height: int
    meridians: list[Line]
    parallels: list[Line]
    drawn: tuple[float, float, float, float] | None
    unboxed: str


def map_of(articles: Sequence[int], tree: Node) -> Map:
    """The places that these articles mention most, those with coordinates; three queries."""
    counts = dict(
        Mention.objects.live()
        .filter(article__in=articles, entity__latitude__isnull=False)
        .order_by()
        .values_list("entity")
        .annotate(articles=Count("article", distinct=True))
        .order_by("-articles", "entity")[:MOST_PLACES]
    )
    places = Entity.objects.in_bulk(counts)
    return _drawn([places[key] for key in counts], counts, tree)


def _drawn(places: list[Entity], counts: dict[int, int], tree: Node) -> Map:
    boxes = [node for node in filters(tree) if isinstance(node, Box) and node.west <= node.east]
    if boxes:
        latitudes = [degrees for box in boxes for degrees in (box.south, box.north)]
        longitudes = [degrees for box in boxes for degrees in (box.west, box.east)]
    else:
        latitudes = [place.latitude for place in places] or [0.0]
        longitudes = [place.longitude for place in places] or [0.0]
    south, north = _room(latitudes, 90)
    west, east = _room(longitudes, 180)
    places = [
        place
        for place in places
        if south <= place.latitude <= north and west <= place.longitude <= east
    ]
    flat = math.cos(math.radians((south + north) / 2)) or 1.0
    scale = _WIDTH / ((east - west) * flat)
    # Higher than wide would not fit on a screen.
    height = min(_WIDTH, round((north - south) * scale))

    def x(longitude: float) -> float:
        return round((longitude - west) / (east - west) * _WIDTH, 1)

    def y(latitude: float) -> float:
        return round((north - latitude) / (north - south) * height, 1)

    most = max(counts.values(), default=1)
    conditions = written(places) if places else {}
    labels = _Labels()
    spots = []
    for place in places:
        left, top = x(place.longitude), y(place.latitude)
        radius = round(max(4.0, _MOST_RADIUS * math.sqrt(counts[place.pk] / most)), 1)
        query = to_text(with_condition(tree, conditions[place.pk]))
        is_labelled = labels.fits(place.name, left + radius, top)
        spots.append(Spot(place.name, counts[place.pk], left, top, radius, query, is_labelled))
    step = _step(east - west)
    drawn = None
    if boxes:
        left, top = x(boxes[0].west), y(boxes[0].north)
        drawn = (left, top, x(boxes[0].east) - left, y(boxes[0].south) - top)
    return Map(
        spots,
        west,
        east,
        south,
        north,
        _WIDTH,
        height,
        [Line(one, x(one)) for one in _steps(west, east, step)],
        [Line(one, y(one)) for one in _steps(south, north, step)],
        drawn,
        to_text(without_fields(tree, Box)),
    )


class _Labels:
    """Names on the map, of which none covers another; the most mentioned come first."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, float, float]] = []

    def fits(self, name: str, left: float, top: float) -> bool:
        """Take the room for the name where it is free."""
        right = left + _LETTER * len(name)
        free = all(
            right < other_left or left > other_right or abs(top - other_top) > _LINE
            for other_left, other_right, other_top in self.taken
        )
        if free and right < _WIDTH and len(self.taken) < MOST_LABELS:
            self.taken.append((left, right, top))
            return True
        return False


def _room(values: list[float], most: float) -> tuple[float, float]:
    """From the least to the largest value with a margin, at least some degrees, on earth."""
    low, high = min(values), max(values)
    spare = max(_MARGIN, (high - low) * 0.06, (_NARROWEST - (high - low)) / 2)
    return max(-most, low - spare), min(most, high + spare)


def _step(extent: float) -> int:
    return next((step for step in (1, 2, 5, 10, 20) if extent / step <= 12), 30)


def _steps(low: float, high: float, step: int) -> list[int]:
    return list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))
