"""From what a query means to a filter on the digests."""

import math
from collections.abc import Sequence
from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQueryCombinable
from django.db.models import BooleanField, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import ACos, Cast, Coalesce, Cos, Least, Radians, Sin
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)

from articles.models import SEARCH_CONFIG, Credibility, Handling, Reliability, Source
from articles.search import IsEmpty, Matches, NotWords, phrase_query, prefix_query, words_query
from entities.kinds import Kind
from entities.models import Entity, Relationship
from entities.search.language.syntax import (
    And,
    Around,
    Box,
    Graded,
    Handled,
    Mentioning,
    Node,
    Not,
    OfKind,
    Or,
    Phrase,
    Published,
    Reviewed,
)
from entities.search.meaning.nodes import Beginning, Linked, Mentions, NearPlaces, Sources, Words

NOTHING = Q(pk__in=[])
EARTH_RADIUS = 6371.0  # km, mean
KILOMETRES_A_DEGREE = 111.2  # of latitude
# Places that are points on the map; the middle of a country is near nothing.
_POINTS = ~Q(subtype__in=["country", "region", "division", "area"])
_LOOKUPS = {"=": "", "<": "__lt", "<=": "__lte", ">": "__gt", ">=": "__gte"}
_COMPARISONS = {
    "=": Exact,
    "<": LessThan,
    "<=": LessThanOrEqual,
    ">": GreaterThan,
    ">=": GreaterThanOrEqual,
}


def condition(node: Node) -> Q:
    """The digests of the articles for which this part of the query holds."""
    match node:
        case And():
            return _all(node)
        case Or():
            if query := text_query(node):
                return _has(query)
            return reduce(or_, map(condition, node.parts))
        case Not():
            return ~condition(node.part)
        case Words() | Phrase(distance=None) | Beginning():
            return _has(text_query(node))
        case Phrase():
            return _has(words_query(node.text)) & Q(_near_each_other(node))
        case Mentions():
            found = _overlap("entities", [entity.pk for entity in node.entities])
            return (
                found | Q(Matches("words", phrase_query(node.words.text))) if node.words else found
            )
        case Linked(ends=()):
            return _overlap("relationship_kinds", node.kinds)
        case Linked():
            return _overlap(
                "relationships", list(_relationships(node).values_list("pk", flat=True))
            )
        case Sources():
            return Q(source__in=[source.pk for source in node.sources])
        case OfKind():
            return Q(kinds__has_key=node.kind.value)
        case Mentioning(kind=None):
            return Q(**{f"mentions{_LOOKUPS[node.comparison]}": node.count})
        case Mentioning():
            return _kind_count(node.kind, node.comparison, node.count)
        case Reviewed():
            return Q(review_status=node.status)
        case Graded():
            return _graded(node)
        case Handled():
            return Q(handling__in=_compared(Handling.values, node.comparison, node.handling))
        case Published():
            return published(node)
        case _:
            return _overlap("entities", list(places(node).values_list("pk", flat=True)))


def published(node: Published) -> Q:
    found = Q()
    if node.first:
        found &= Q(published_on__gte=node.first)
    if node.last:
        found &= Q(published_on__lte=node.last)
    return found


def text_query(node: Node) -> SearchQueryCombinable | None:
    """What to look for in the words alone; None where the part asks for anything else too."""
    match node:
        case Words():
            return words_query(node.text)
        case Phrase(distance=None):
            return phrase_query(node.text)
        case Beginning():
            return prefix_query(node.written.text, node.stems)
        case Not():
            query = text_query(node.part)
            return query and NotWords(query)
        case And() | Or() if node.parts:
            queries = [text_query(part) for part in node.parts]
            if None not in queries:
                return reduce(and_ if isinstance(node, And) else or_, queries)
    return None


def places(node: NearPlaces | Around | Box) -> QuerySet[Entity]:
    """The places on the map that lie within what was asked for."""
    on_map = Entity.objects.current().filter(_POINTS, kind=Kind.LOCATION, latitude__isnull=False)
    match node:
        case Box():
            return on_map.filter(_inside(node.south, node.west, node.north, node.east))
        case Around():
            return on_map.filter(_within(node.latitude, node.longitude, node.kilometres))
        case NearPlaces():
            middles = [place for place in node.places if place.latitude is not None]
            areas = (_within(place.latitude, place.longitude, node.kilometres) for place in middles)
            return on_map.filter(reduce(or_, areas)) if middles else on_map.none()
    raise TypeError(f"{node!r} asks for no places.")


def _all(node: And) -> Q:
    """All parts. What looks for words is one question, which the index answers as a whole.

    It comes last: where the index answers nothing, the words are fetched of what is left only.
    """
    queries, found = [], Q()
    for part in node.parts:
        if query := text_query(part):
            queries.append(query)
        else:
            found &= condition(part)
    return found & _has(reduce(and_, queries)) if queries else found


def _has(query: SearchQueryCombinable) -> Q:
    """The words match, or none of them has a meaning."""
    return Q(Matches("words", query)) | Q(IsEmpty(query))


def _overlap(column: str, keys: Sequence[int | str]) -> Q:
    if not keys:
        return NOTHING
    # The index reads only what all of one key needs.
    return Q(**{f"{column}__contains" if len(keys) == 1 else f"{column}__overlap": [*keys]})


def _relationships(node: Linked) -> QuerySet[Relationship]:
    found = Relationship.objects.live().filter(kind__in=node.kinds)
    if len(node.ends) == 1:
        (either,) = node.ends
        return found.filter(Q(head__in=either) | Q(child__in=either))
    one, other = node.ends
    joins = Q(head__in=one, child__in=other)
    if node.kinds[0].ends.symmetric:
        joins |= Q(head__in=other, child__in=one)
    return found.filter(joins)


def _kind_count(kind: Kind, comparison: str, count: int) -> Q:
    """How many mentions of the kind there are; a kind without any is not in the map."""
    number = Coalesce(Cast(KeyTextTransform(kind.value, "kinds"), IntegerField()), 0)
    return Q(_COMPARISONS[comparison](number, count))


def _graded(node: Graded) -> Q:
    found = Q()
    if node.reliability:
        letters = _compared(Reliability.values, _or_equal(node), node.reliability)
        found &= Q(source__in=list(_sources_graded(letters)))
    if node.credibility:
        found &= Q(credibility__in=_compared(Credibility.values, _or_equal(node), node.credibility))
    if node.comparison in ("<", ">"):
        found &= ~_graded(Graded(node.reliability, node.credibility))
    return found


def _sources_graded(letters: list[str]) -> QuerySet:
    return Source.objects.filter(reliability__in=letters).values_list("pk", flat=True)


def _or_equal(node: Graded) -> str:
    return f"{node.comparison.rstrip('=')}="


def _compared(values: list[str], comparison: str, one: str) -> list[str]:
    """The values that are so in the order of the list."""
    place = values.index(one)
    return {
        "=": [one],
        "<": values[:place],
        "<=": values[: place + 1],
        ">": values[place + 1 :],
        ">=": values[place:],
    }[comparison]


def _near_each_other(node: Phrase) -> Func:
    return Func(
        F("words"),
        Func(Value(SEARCH_CONFIG), Value(node.text), function="to_tsvector"),
        Value(node.distance),
        function="words_within",
        output_field=BooleanField(),
    )


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
    here = Radians(Value(latitude))
    turn = Cos(Radians(F("longitude") - Value(longitude)))
    # Rounding may lift the cosine of no distance above 1.
    cosine = Least(Sin(there) * Sin(here) + Cos(there) * Cos(here) * turn, Value(1.0))
    return box & Q(LessThanOrEqual(ACos(cosine), Value(kilometres / EARTH_RADIUS)))
