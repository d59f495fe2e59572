"""Why an article was found, in words, and the words of it that show it."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from entities.kinds import Kind, RelationKind, Status
from entities.models import Evidence, Mention
from entities.names import fold, plain
from entities.search.language.tree import Around, Box, Node, conditions
from entities.search.query.conditions import EARTH_RADIUS, places
from entities.search.query.nodes import Linked, Mentions, NearPlaces

MOST_NAMES = 4


@dataclass(frozen=True)
class Named:
    """A mention in a found article: where, in which words, and of which entity."""

    start: int
    end: int
    words: str
    entity: int
    name: str
    kind: str
    around: tuple[int, ...]


def mentions_of(articles: Sequence[int]) -> dict[int, list[Named]]:
    """All linked mentions of the articles by article, in the order of the text; one query."""
    rows = (
        Mention.objects.live()
        .filter(article__in=articles, entity__isnull=False)
        .order_by("article", "start")
        .values_list(
            "article",
            "start",
            "end",
            "name",
            "entity",
            "entity__name",
            "entity__kind",
            "entity__parent",
            "entity__parent__parent",
            "entity__parent__parent__parent",
            "entity__parent__parent__parent__parent",
            "entity__parent__parent__parent__parent__parent",
        )
    )
    found: dict[int, list[Named]] = {article: [] for article in articles}
    for article, start, end, words, entity, name, kind, *around in rows:
        place_chain = tuple(place for place in around if place) if kind == Kind.LOCATION else ()
        named = Named(start, end, " ".join(words.split()), entity, name, kind, place_chain)
        found[article].append(named)
    return found


@dataclass
class Reason:
    """Why one part of the query holds: `matched MS-13 by name and by its alias MS13`.

    Without an entity it is matched by what it says: `matched by Soyapango, 6 km from San Salvador`.
    """

    ways: list[str]
    entity: str = ""
    kind: str = ""

    def __str__(self) -> str:
        return " ".join(["matched", *filter(None, [self.entity, " and ".join(self.ways)])])


# What is found for one article: the reasons, and the mentions that are the reason.
Because = tuple[list[Reason], list[Named]]


def reasons(understood: Node, mentions: Mapping[int, list[Named]]) -> dict[int, Because]:
    """Why each of the articles was found, whose mentions these are.

    One small query for every condition on places by distance or inside a box, and for every one
    on a relationship; none for names.
    """
    found: dict[int, Because] = {article: ([], []) for article in mentions}
    for part, is_negated in conditions(understood):
        if is_negated:
            continue
        match part:
            case Mentions():
                for_each = {one: _named(part, named) for one, named in mentions.items()}
            case NearPlaces() | Around() | Box():
                for_each = _placed(part, mentions)
            case Linked():
                for_each = _linked(part, mentions)
            case _:
                continue
        for article, (why, decisive) in for_each.items():
            found[article][0].extend(why)
            found[article][1].extend(decisive)
    return found


def _named(part: Mentions, mentions: list[Named]) -> Because:
    found: list[Reason] = []
    decisive: list[Named] = []
    for entity in part.entities:
        direct = [one for one in mentions if one.entity == entity.pk]
        inside = [one for one in mentions if entity.pk in one.around]
        if direct or inside:
            ways = _ways(entity.name, direct, inside)
            found.append(Reason(ways, entity.name, entity.kind))
            decisive += direct + inside
    return found, decisive


def _placed(
    part: NearPlaces | Around | Box, mentions: Mapping[int, list[Named]]
) -> dict[int, Because]:
    """Places on the map that lie where it was asked for, with how far they are from it."""
    named = {
        place
        for of_one in mentions.values()
        for one in of_one
        if one.kind == Kind.LOCATION
        for place in (one.entity, *one.around)
    }
    columns = ("pk", "name", "latitude", "longitude")
    rows = places(part).filter(pk__in=named).values_list(*columns) if named else []
    there = {key: _Spot(name, *_nearest(part, spot)) for key, name, *spot in rows}
    found: dict[int, Because] = {}
    for article, of_one in mentions.items():
        decisive = [one for one in of_one if {one.entity, *one.around} & there.keys()]
        spots = {
            next(there[key] for key in (one.entity, *one.around) if key in there): None
            for one in decisive
        }
        if decisive:
            found[article] = [Reason([_where(part, sorted(spots, key=_by_distance))])], decisive
    return found


class _Spot(NamedTuple):
    """A place, and how far from what: kilometres and a name, nothing of both inside a box."""

    name: str
    kilometres: float = 0.0
    middle: str = ""


def _by_distance(spot: _Spot) -> float:
    return spot.kilometres


def _nearest(part: NearPlaces | Around | Box, spot: list[float]) -> tuple[float, str]:
    """How far the spot is from the nearest middle of what was asked for, and its name."""
    match part:
        case NearPlaces():
            middles = [
                (place.latitude, place.longitude, place.name)
                for place in part.places
                if place.latitude is not None
            ]
        case Around():
            middles = [(part.latitude, part.longitude, "the point")]
        case Box():
            return 0.0, ""
    return min((_kilometres(*spot, *middle), name) for *middle, name in middles)


def _kilometres(latitude: float, longitude: float, other: float, east: float) -> float:
    """The distance on the ground, by the haversine formula."""
    south, north = math.radians(latitude), math.radians(other)
    turn = math.radians(east - longitude)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(south) * math.cos(north) * math.sin(turn / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def _where(part: NearPlaces | Around | Box, spots: list[_Spot]) -> str:
    """`by Soyapango, 6 km from San Salvador`; of several the nearest first, each with its way."""
    if isinstance(part, Box):
        return f"by {_listed([spot.name for spot in spots])} inside the box"
    ways = [f"{spot.kilometres:.0f} km" for spot in spots]
    if len(spots) == 1 and spots[0].name != spots[0].middle:
        return f"by {spots[0].name}, {ways[0]} from {spots[0].middle}"
    told = [
        f"{spot.name} itself" if spot.name == spot.middle else f"{spot.name} ({way} away)"
        for spot, way in zip(spots, ways, strict=True)
    ]
    return f"by {_listed(told)}"


def _linked(part: Linked, mentions: Mapping[int, list[Named]]) -> dict[int, Because]:
    """What the articles state of the relationship, with the ends marked where it is stated."""
    rows = (
        Evidence.objects.filter(
            article__in=list(mentions), revision=None, relationship__kind__in=part.kinds
        )
        .exclude(status=Status.REJECTED)
        .exclude(relationship__status=Status.REJECTED)
        .order_by("article", "start")
        .values_list(
            *("article", "start", "end", "relationship__kind"),
            *("relationship__head", "relationship__head__name"),
            *("relationship__child", "relationship__child__name"),
        )
    )
    stated: dict[int, dict[str, None]] = defaultdict(dict)
    decisive: dict[int, list[Named]] = defaultdict(list)
    for article, start, end, kind, head, head_name, child, child_name in rows:
        words = RelationKind(kind).ends.words
        if _joins(part, head, child):
            stated[article][f"{head_name} {words} {child_name}"] = None
            decisive[article] += [
                one
                for one in mentions[article]
                if one.entity in (head, child) and start <= one.start < end
            ]
    return {
        article: ([Reason([f"by what it states: {_listed([*said])}"])], decisive[article])
        for article, said in stated.items()
    }


def _joins(part: Linked, head: int, child: int) -> bool:
    """Whether a relationship between the two is one that was asked for."""
    ends = [{entity.pk for entity in end} for end in part.ends]
    if len(ends) < 2:
        return all({head, child} & end for end in ends)
    one, other = ends
    is_symmetric = part.kinds[0].ends.symmetric
    return (head in one and child in other) or (is_symmetric and head in other and child in one)


def _ways(name: str, direct: list[Named], inside: list[Named]) -> list[str]:
    ways = []
    spellings = {plain(one.words): one.words for one in direct}
    if spellings.pop(plain(name), None):
        ways.append("by name")
        spellings = {key: words for key, words in spellings.items() if fold(words) != fold(name)}
    if spellings:
        aliases = [spellings[key] for key in sorted(spellings)]
        ways.append(f"by its alias{'es' * (len(aliases) > 1)} {_listed(aliases)}")
    if inside:
        ways.append(f"by {_listed(list(dict.fromkeys(one.name for one in inside)))} inside it")
    return ways


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown
