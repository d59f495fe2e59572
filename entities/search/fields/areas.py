"""Places by where they lie: `near:"San Salvador"~50km`, `box:13,-90,14.5,-88`."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import F, Q, QuerySet
from django.db.models import Value as Constant
from django.db.models.functions import ACos, Cos, Least, Radians, Sin
from django.db.models.lookups import LessThanOrEqual

from entities.kinds import Kind
from entities.models import Entity
from entities.search.fields.entity_names import Named, named_completions
from entities.search.fields.lookup import Names
from entities.search.fields.search_field import (
    Because,
    Completion,
    Meaning,
    MentionedName,
    Reason,
    SearchField,
    Spot,
    UnknownName,
    listed,
    overlap,
)
from entities.search.language.field import KEY, Field, Value, quoted
from entities.search.language.tree import Name, Node, name_to_text

MOST_KILOMETRES = 2000
USUAL_KILOMETRES = 50
EARTH_RADIUS = 6371.0  # km, mean
KILOMETRES_A_DEGREE = 111.2  # of latitude
_MILE = 1.609344  # km
_DISTANCE = re.compile(r"~\s*(?P<number>\d{1,6}(?:\.\d{1,6})?)\s*(?P<unit>km|mi)?", re.IGNORECASE)
_DEGREES = r"(-?\d{1,3}(?:\.\d{1,12})?)"
_POINT = re.compile(rf"{_DEGREES},\s*{_DEGREES}")
_BOX = re.compile(",\\s*".join([_DEGREES] * 4))
# Places that are points on the map; the middle of a country is near nothing.
_POINTS = ~Q(subtype__in=["country", "region", "division", "area"])


class _Spot(NamedTuple):
    """A place, and how far from what: kilometres and a name, nothing of both inside a box."""

    name: str
    kilometres: float = 0.0
    middle: str = ""


@dataclass(frozen=True)
class Area(Meaning):
    """Mentions a place that lies where it says."""

    def on_map(self) -> QuerySet[Entity]:
        """The places on the map that lie there."""
        raise NotImplementedError

    def condition(self) -> Q:
        return overlap("entities", list(self.on_map().values_list("pk", flat=True)))

    def reasons(self, mentions: Mapping[int, list[MentionedName]]) -> dict[int, Because]:
        """Places on the map that lie there, with how far they are from the middle; one query."""
        named = {
            place
            for of_one in mentions.values()
            for one in of_one
            if one.kind == Kind.LOCATION
            for place in (one.entity, *one.around)
        }
        columns = ("pk", "name", "latitude", "longitude")
        rows = self.on_map().filter(pk__in=named).values_list(*columns) if named else []
        there = {key: _Spot(name, *self._distance(*spot)) for key, name, *spot in rows}
        found: dict[int, Because] = {}
        for article, of_one in mentions.items():
            decisive = [one for one in of_one if {one.entity, *one.around} & there.keys()]
            spots = {
                next(there[key] for key in (one.entity, *one.around) if key in there): None
                for one in decisive
            }
            if decisive:
                by_distance = sorted(spots, key=lambda spot: spot.kilometres)
                found[article] = [Reason([self._where(by_distance)])], decisive
        return found

    def _distance(self, latitude: float, longitude: float) -> tuple[float, str]:
        """How many kilometres from the nearest middle the spot is, and the name of that."""
        raise NotImplementedError

    def _where(self, spots: Sequence[_Spot]) -> str:
        """`by Soyapango, 6 km from San Salvador`; of several the nearest first, each with its
        way."""
        ways = [f"{spot.kilometres:.0f} km" for spot in spots]
        if len(spots) == 1 and spots[0].name != spots[0].middle:
            return f"by {spots[0].name}, {ways[0]} from {spots[0].middle}"
        told = [
            f"{spot.name} itself" if spot.name == spot.middle else f"{spot.name} ({way} away)"
            for spot, way in zip(spots, ways, strict=True)
        ]
        return f"by {listed(told)}"


@dataclass(frozen=True)
class Near(SearchField):
    """Mentions a place within so many kilometres of a named one: `near:"San Salvador"~50km`."""

    name: Name
    kilometres: int

    takes_tail = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        says = "mentions a place so near to this one"
        return (Field(cls, "near", says, '"San Salvador"~50km', tried=("around",)),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        """A `Near`, or an `Around` where a point is written."""
        text, tail = value.text, value.tail
        if not value.is_quoted and "~" in text:
            text, _, distance = text.partition("~")
            tail = f"~{distance}"
        kilometres = _kilometres(value, text, tail)
        point = None if value.is_quoted else _POINT.fullmatch(text)
        if not point:
            key = KEY.search(tail) if value.is_quoted else None
            place = replace(value, text=text, tail=key[0] if key else "")
            return cls(place.name(field), kilometres, span=value.span)
        latitude, longitude = map(_degrees, point.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise value.misfit(
                field,
                f"{text} lies not on earth: write the latitude (-90 to 90), a comma and the "
                "longitude (-180 to 180).",
            )
        return Around(latitude, longitude, kilometres, span=value.span)

    def to_text(self) -> str:
        return f"near:{name_to_text(self.name)}~{self.kilometres}km"

    @property
    def entity_names(self) -> tuple[Name, ...]:
        return (self.name,)

    def without_keys(self) -> Node:
        return Near(Name(self.name.text), self.kilometres)

    def interpret(self, names: Names) -> Meaning:
        meant = names.meant(self.name, (Kind.LOCATION,))
        return NearPlaces(self, meant, self.kilometres, span=self.span)

    def naming(self, name: Name, named: SearchField) -> SearchField:
        return replace(self, name=named.name) if isinstance(named, Named) else named

    @classmethod
    def example(cls, field: Field, names: Mapping[str, str]) -> str:
        return f"{names['place']}~{USUAL_KILOMETRES}km" if "place" in names else field.example

    @classmethod
    def completions(cls, field: Field, spot: Spot) -> Iterator[Completion]:
        return named_completions(spot, (Kind.LOCATION,), f"~{USUAL_KILOMETRES}km")


@dataclass(frozen=True)
class NearPlaces(Area):
    """Mentions a place within `kilometres` of one of `places`; those without coordinates find
    nothing."""

    written: Near
    places: tuple[Entity, ...]
    kilometres: int

    @property
    def as_written(self) -> Near:
        return self.written

    @property
    def unknown_names(self) -> tuple[UnknownName, ...]:
        if self.places:
            return ()
        return (UnknownName(self.written, self.written.name, (Kind.LOCATION,)),)

    @property
    def _middles(self) -> list[tuple[float, float, str]]:
        return [
            (place.latitude, place.longitude, place.name)
            for place in self.places
            if place.latitude is not None and place.longitude is not None
        ]

    def on_map(self) -> QuerySet[Entity]:
        areas = [_within(south, west, self.kilometres) for south, west, _ in self._middles]
        return _mapped().filter(reduce(or_, areas)) if areas else Entity.objects.none()

    def _distance(self, latitude: float, longitude: float) -> tuple[float, str]:
        return min(
            (_kilometres_between(latitude, longitude, south, west), name)
            for south, west, name in self._middles
        )


@dataclass(frozen=True)
class Around(Area, SearchField):
    """Mentions a place within so many kilometres of a point: `near:13.7,-89.2~50km`."""

    latitude: float
    longitude: float
    kilometres: int

    def to_text(self) -> str:
        point = f"{_written(self.latitude)},{_written(self.longitude)}"
        return f"near:{point}~{self.kilometres}km"

    def on_map(self) -> QuerySet[Entity]:
        return _mapped().filter(_within(self.latitude, self.longitude, self.kilometres))

    def _distance(self, latitude: float, longitude: float) -> tuple[float, str]:
        away = _kilometres_between(latitude, longitude, self.latitude, self.longitude)
        return away, "the point"


@dataclass(frozen=True)
class Box(Area, SearchField):
    """Mentions a place inside a box, in degrees: `box:13,-90,14.5,-88` (south, west, north, east).

    A box whose west is east of its east crosses the date line.
    """

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        says = "mentions a place in this box of degrees"
        return (Field(cls, "box", says, "13,-90,14.5,-88"),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        match = _BOX.fullmatch(value.text)
        south, west, north, east = map(_degrees, match.groups()) if match else (91, 0, 91, 0)
        if max(abs(south), abs(north)) > 90 or max(abs(west), abs(east)) > 180:
            raise value.misfit(
                field,
                f"“{value.text}” is no box on earth: write south, west, north and east in degrees, "
                f"such as {field.shown}.",
            )
        if south > north:
            raise value.fault(
                f"The box begins ({south:g}°) north of its end ({north:g}°): swap the two.",
                f"{north:g},{west:g},{south:g},{east:g}",
            )
        return cls(south, west, north, east, span=value.span)

    def to_text(self) -> str:
        sides = map(_written, (self.south, self.west, self.north, self.east))
        return f"box:{','.join(sides)}"

    def on_map(self) -> QuerySet[Entity]:
        return _mapped().filter(_inside(self.south, self.west, self.north, self.east))

    def _distance(self, latitude: float, longitude: float) -> tuple[float, str]:
        return 0.0, ""

    def _where(self, spots: Sequence[_Spot]) -> str:
        return f"by {listed([spot.name for spot in spots])} inside the box"


# All that a query can say of where places lie.
AREAS = (Box, Around, Near)


def _kilometres(value: Value, text: str, tail: str) -> int:
    """The distance that is written behind the text. Raises `Fault`."""
    rest = KEY.sub("", tail, count=1)
    if not rest:
        return USUAL_KILOMETRES
    match = _DISTANCE.fullmatch(rest)
    shown = quoted(text) if value.is_quoted else text
    if not match:
        raise value.fault(
            f"“{rest}” is no distance: write it as ~{USUAL_KILOMETRES}km.",
            f"{shown}~{USUAL_KILOMETRES}km",
        )
    number = float(match["number"]) * (_MILE if (match["unit"] or "").lower() == "mi" else 1)
    kilometres = max(1, round(number))
    if kilometres > MOST_KILOMETRES:
        raise value.fault(
            f"{kilometres:,} km is too far: at most {MOST_KILOMETRES:,} km can be searched around "
            "a place.",
            f"{shown}~{MOST_KILOMETRES}km",
        )
    return kilometres


def _degrees(text: str) -> float:
    # Adding nothing makes plain zero of minus zero.
    return round(float(text), 5) + 0.0


def _written(degrees: float) -> str:
    return f"{degrees:.5f}".rstrip("0").rstrip(".")


def _mapped() -> QuerySet[Entity]:
    """The places that are points on the map."""
    return Entity.objects.current().filter(_POINTS, kind=Kind.LOCATION, latitude__isnull=False)


def _inside(south: float, west: float, north: float, east: float) -> Q:
    within = Q(latitude__range=(south, north))
    if west <= east:
        return within & Q(longitude__range=(west, east))
    return within & (Q(longitude__gte=west) | Q(longitude__lte=east))


def _within(latitude: float, longitude: float, kilometres: int) -> Q:
    """A circle on the ground, by the spherical law of cosines; a box first, which is cheap."""
    high = kilometres / KILOMETRES_A_DEGREE
    south, north = max(-90.0, latitude - high), min(90.0, latitude + high)
    shrink = math.cos(math.radians(max(abs(south), abs(north))))
    wide = high / shrink if shrink > 0.001 else 180.0
    box = Q(latitude__range=(south, north))
    if wide < 180:
        west, east = (longitude - wide + 180) % 360 - 180, (longitude + wide + 180) % 360 - 180
        box = _inside(south, west, north, east)
    there = Radians(F("latitude"))
    here = Radians(Constant(latitude))
    turn = Cos(Radians(F("longitude") - Constant(longitude)))
    # Rounding may lift the cosine of no distance above 1.
    cosine = Least(Sin(there) * Sin(here) + Cos(there) * Cos(here) * turn, Constant(1.0))
    return box & Q(LessThanOrEqual(ACos(cosine), Constant(kilometres / EARTH_RADIUS)))


def _kilometres_between(latitude: float, longitude: float, other: float, east: float) -> float:
    """The distance on the ground, by the haversine formula."""
    south, north = math.radians(latitude), math.radians(other)
    turn = math.radians(east - longitude)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))
