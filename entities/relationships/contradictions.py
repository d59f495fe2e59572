"""What cannot both be true: found among the relationships that are not rejected.

Three kinds of them are known (`RelationRow` says which): two kinds that exclude each other between
the same two, two children where a head has but one at a time and no sentence names both, and two
children that are each other's enemies. They contradict each other only where their periods overlap.
And an article may put a place into another one than the gazetteer does. What a person ruled on
(`ContradictionRuling`) is no contradiction any more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet

from entities.kinds import RelationKind, Status
from entities.models import ContradictionRuling, Entity, Mention, Relationship
from entities.periods import Period

# No page shows more.
MOST_FOUND = 500
_EXCLUDING = [(one.value, other) for one in RelationKind for other in one.row.excludes]
_ONLY_ONE = [kind.value for kind in RelationKind if kind.row.only_one]
# For each kind that tears apart, the kinds of which a head cannot have two children so joined.
_TORN = {
    by: [kind.value for kind in RelationKind if kind.row.torn_by == by]
    for by in sorted({kind.row.torn_by for kind in RelationKind} - {""})
}
# Each branch joins by equality, so that all pairs are found by hashing and those of a few
# relationships by the index of pairs or of heads.
_TORN_BY = """    UNION ALL
    SELECT first.id, second.id, first.weight + second.weight, enmity.id
      FROM asked first
      JOIN enmity ON enmity.kind = %(by_{number})s AND enmity.one = first.child_id
      JOIN live second ON second.head_id = first.head_id AND second.child_id = enmity.other
       AND second.kind = ANY(%(torn_{number})s)
     WHERE first.kind = ANY(%(torn_{number})s)
"""
_FOUND = """
WITH excluding(one, other) AS (
    SELECT * FROM unnest(%(one)s::text[], %(other)s::text[])
), live AS NOT MATERIALIZED (
    SELECT id, kind, head_id, child_id, status, (status = 'confirmed')::int AS weight,
           LEAST(head_id, child_id) AS low, GREATEST(head_id, child_id) AS high
      FROM entities_relationship WHERE status <> 'rejected'
), asked AS NOT MATERIALIZED (
    -- Each pair is found from either side, so one of them is enough to begin with.
    SELECT * FROM live
     WHERE (%(among)s::bigint[] IS NULL OR id = ANY(%(among)s))
       AND (%(weight)s = 0 OR status = 'confirmed')
), enmity(id, kind, one, other) AS NOT MATERIALIZED (
    SELECT id, kind, head_id, child_id FROM entities_relationship WHERE status = 'confirmed'
    UNION ALL
    SELECT id, kind, child_id, head_id FROM entities_relationship WHERE status = 'confirmed'
), found AS (
    SELECT first.id AS one, second.id AS other, first.weight + second.weight AS weight,
           NULL::bigint AS because
      FROM asked first
      JOIN live second ON second.low = first.low AND second.high = first.high
      JOIN excluding ON excluding.one = first.kind AND excluding.other = second.kind
     WHERE first.kind = ANY(%(one)s) AND second.kind = ANY(%(one)s)
    UNION ALL
    SELECT first.id, second.id, first.weight + second.weight, NULL
      FROM asked first
      JOIN live second ON second.kind = first.kind AND second.head_id = first.head_id
       AND second.id <> first.id
     WHERE first.kind = ANY(%(only)s) AND second.kind = ANY(%(only)s)
       -- A sentence that names both tells of one after the other.
       AND NOT EXISTS (
        SELECT FROM entities_evidence one
          JOIN entities_evidence other
            ON other.article_id = one.article_id AND other.relationship_id = second.id
           AND other.start < one."end" AND one.start < other."end"
         WHERE one.relationship_id = first.id
           AND one.status <> 'rejected' AND one.revision_id IS NULL
           AND other.status <> 'rejected' AND other.revision_id IS NULL
       )
{torn}), once AS (
    SELECT DISTINCT ON (least(one, other), greatest(one, other))
           least(one, other) AS first, greatest(one, other) AS second, because, weight
      FROM found
     WHERE weight >= %(weight)s
     ORDER BY 1, 2, because
)
SELECT first, second, because
  FROM once
 WHERE NOT EXISTS (
    SELECT FROM entities_contradictionruling ruling
     WHERE ruling.first_id = once.first AND ruling.second_id = once.second
 )
 ORDER BY weight DESC, first, second
 LIMIT %(most)s
""".format(torn="".join(_TORN_BY.format(number=number) for number in range(len(_TORN))))  # noqa: S608


@dataclass(frozen=True)
class Contradiction:
    """Two relationships that cannot both hold; `because` is the enmity between their ends."""

    first: Relationship
    second: Relationship
    because: Relationship | None = None

    @property
    def sides(self) -> tuple[Relationship, Relationship]:
        return self.first, self.second

    @property
    def weight(self) -> int:
        """How many of the two are confirmed."""
        return sum(side.status == Status.CONFIRMED for side in self.sides)

    @property
    def why(self) -> str:
        """One sentence for people."""
        first, second = (RelationKind(side.kind) for side in self.sides)
        if self.because:
            return f"{self.because.head} and {self.because.child} are rivals."
        if first == second:
            return f"Nobody is {first.row.words} two places at once."
        return f"“{first.row.words}” and “{second.row.words}” exclude each other at one time."

    def other(self, relationship: Relationship) -> Relationship:
        return self.second if relationship.pk == self.first.pk else self.first


@dataclass(frozen=True)
class PlaceContradiction:
    """Articles put a place into `claimed`; the gazetteer has it in its parent."""

    place: Entity
    claimed: Entity
    articles: int
    mention: Mention

    @property
    def why(self) -> str:
        return f"The gazetteer has {self.place} in {self.place.parent}."


@dataclass(frozen=True)
class Pair:
    """The keys of two relationships that cannot both hold, and that of the enmity between their
    ends where there is one.
    """

    first: int
    second: int
    because: int | None

    @property
    def keys(self) -> set[int]:
        return {key for key in (self.first, self.second, self.because) if key}


def contradictions(among: Collection[int] | None = None, *, weight: int = 0) -> list[Contradiction]:
    """What contradicts each other, as `pairs`."""
    found, rows = _found(among, weight, MOST_FOUND)
    return _told(found, rows)


def told(found: Collection[Pair]) -> list[Contradiction]:
    """These pairs with their relationships; without those that are gone."""
    return _told(found, _rows(found))


def _told(found: Collection[Pair], rows: Mapping[int, Relationship]) -> list[Contradiction]:
    return [
        Contradiction(rows[one.first], rows[one.second], rows.get(one.because or 0))
        for one in found
        if one.first in rows and one.second in rows
    ]


def pairs(
    among: Collection[int] | None = None, *, weight: int = 0, most: int = MOST_FOUND
) -> list[Pair]:
    """What contradicts each other, the confirmed first; with `among` only what touches these.

    `among` are keys of relationships, `weight` how many of two are confirmed at least. Of more than
    `most` pairs only the first are looked at.
    """
    return _found(among, weight, most)[0]


def _found(
    among: Collection[int] | None, weight: int, most: int
) -> tuple[list[Pair], dict[int, Relationship]]:
    """The pairs, and the relationships in them by key."""
    if among is not None and not among:
        return [], {}
    given: dict[str, Any] = {
        "one": [one for one, _ in _EXCLUDING],
        "other": [other for _, other in _EXCLUDING],
        "only": _ONLY_ONE,
        "among": None if among is None else list(among),
        "weight": weight,
        "most": most,
    }
    for number, (by, kinds) in enumerate(_TORN.items()):
        given |= {f"by_{number}": by, f"torn_{number}": kinds}
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, given)
        found = [Pair(*keys) for keys in cursor]
    stated = _rows(found)
    found = [one for one in found if one.keys <= stated.keys() and _at_one_time(one, stated)]
    return list(_where_neither_lies_in_the_other(found, stated)), stated


def by_relationship(among: Collection[int]) -> dict[int, list[Contradiction]]:
    """For each of these relationships what contradicts it."""
    found: dict[int, list[Contradiction]] = defaultdict(list)
    for one in contradictions(among):
        for side in one.sides:
            if side.pk in among:
                found[side.pk].append(one)
    return found


def place_contradictions(places: Collection[int] | None = None) -> list[PlaceContradiction]:
    """Places that articles put elsewhere than the gazetteer, the most often claimed first."""
    claims = _claims()
    if places is not None:
        claims = claims.filter(entity__in=places)
    counted = claims.annotate(articles=Count("article", distinct=True), mention=Min("pk"))
    rows = list(counted.order_by("-articles", "entity")[:MOST_FOUND])
    mentions = (
        Mention.objects.select_related("entity__parent", "claimed_parent", "article__source")
        .defer("article__text")
        .in_bulk([row["mention"] for row in rows])
    )
    return [
        PlaceContradiction(mention.entity, mention.claimed_parent, row["articles"], mention)
        for row in rows
        if (mention := mentions.get(row["mention"])) and mention.entity and mention.claimed_parent
    ]


def count_of_places(most: int) -> int:
    """How many places articles put elsewhere than the gazetteer, counted up to `most`."""
    return _claims().distinct()[:most].count()


def _claims() -> QuerySet[Mention, Any]:
    """The place and what it is claimed to lie in, for each mention that contradicts."""
    claims = Mention.objects.live().filter(
        claimed_parent__isnull=False, revision=None, entity__parent__isnull=False
    )
    claims = claims.exclude(entity__parent=F("claimed_parent")).exclude(_ruled())
    return claims.order_by().values("entity", "claimed_parent")


def _ruled() -> Exists:
    return Exists(
        ContradictionRuling.objects.filter(
            place=OuterRef("entity"), claimed_parent=OuterRef("claimed_parent")
        )
    )


def _rows(found: Iterable[Pair]) -> dict[int, Relationship]:
    """The relationships in these pairs by key, with both ends."""
    keys = {key for one in found for key in one.keys}
    return Relationship.objects.select_related("head", "child").in_bulk(keys)


def _at_one_time(one: Pair, stated: Mapping[int, Relationship]) -> bool:
    periods = [Period.of(stated[key]) for key in one.keys]
    return all(
        first.overlaps(second)
        for place, first in enumerate(periods)
        for second in periods[place + 1 :]
    )


def _where_neither_lies_in_the_other(
    found: Collection[Pair], stated: Mapping[int, Relationship]
) -> Iterator[Pair]:
    """Leave out two places of which one lies in the other: a prison, and its city."""
    places = {
        one: (stated[one.first].child_id, stated[one.second].child_id)
        for one in found
        if stated[one.first].kind == stated[one.second].kind in _ONLY_ONE
    }
    above = _above({place for two in places.values() for place in two})
    for one in found:
        first, second = places.get(one, (None, None))
        if first not in above.get(second or 0, ()) and second not in above.get(first or 0, ()):
            yield one


def _above(places: Collection[int]) -> dict[int, set[int]]:
    """All that each place lies in."""
    if not places:
        return {}
    parents: dict[int, int] = {}
    asked = set(places)
    while asked:
        rows = Entity.objects.filter(pk__in=asked).values_list("pk", "parent")
        found = {pk: parent for pk, parent in rows if parent is not None}
        parents |= found
        asked = set(found.values()) - parents.keys()
    above = {}
    for place in places:
        around: set[int] = set()
        here = parents.get(place)
        while here is not None and here not in around:
            around.add(here)
            here = parents.get(here)
        above[place] = around
    return above
