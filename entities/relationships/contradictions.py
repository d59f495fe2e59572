"""What cannot both be true: found among the relationships that are not rejected.

Three kinds of them are known (`RelationRow` says which): two kinds that exclude each other between
the same two, two children where a head has but one at a time, and two children that are each
other's enemies. They contradict each other only where their periods overlap. And an article may put
a place into another one than the gazetteer does. What a person ruled on (`ContradictionRuling`) is
no contradiction any more.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet

from entities.kinds import RelationKind, Status
from entities.models import ContradictionRuling, Entity, Mention, Relationship
from entities.relationships.period import Period

# No page shows more.
MOST_FOUND = 500
_EXCLUDING = [(one.value, other) for one in RelationKind for other in one.row.excludes]
_ONLY_ONE = [kind.value for kind in RelationKind if kind.row.only_one]
_TORN = [(kind.value, kind.row.torn_by) for kind in RelationKind if kind.row.torn_by]

# `mine` is what is asked about, and each of it is looked up among all by the keys of its ends.
_FOUND = """
WITH excluding(one, other) AS (
    SELECT * FROM unnest(%(one)s::text[], %(other)s::text[])
), torn(kind, by) AS (
    SELECT * FROM unnest(%(torn)s::text[], %(by)s::text[])
), mine AS (
    SELECT id, kind, head_id, child_id FROM entities_relationship
     WHERE status <> 'rejected' {among}
), found AS (
    SELECT mine.id AS one, same.id AS other, NULL::bigint AS because
      FROM mine
      JOIN excluding ON excluding.one = mine.kind
      JOIN entities_relationship same ON same.kind = excluding.other
       AND same.head_id = mine.head_id AND same.child_id = mine.child_id
     WHERE same.status <> 'rejected'
    UNION ALL
    SELECT mine.id, turned.id, NULL
      FROM mine
      JOIN excluding ON excluding.one = mine.kind
      JOIN entities_relationship turned ON turned.kind = excluding.other
       AND turned.head_id = mine.child_id AND turned.child_id = mine.head_id
     WHERE turned.status <> 'rejected'
    UNION ALL
    SELECT mine.id, second.id, NULL
      FROM mine
      JOIN entities_relationship second ON second.kind = mine.kind
       AND second.head_id = mine.head_id AND second.id <> mine.id
     WHERE mine.kind = ANY(%(only)s) AND second.status <> 'rejected'
    UNION ALL
    SELECT mine.id, second.id, enmity.id
      FROM mine
      JOIN torn ON torn.kind = mine.kind
      JOIN torn of_second ON of_second.by = torn.by
      JOIN entities_relationship second ON second.kind = of_second.kind
       AND second.head_id = mine.head_id AND second.child_id <> mine.child_id
      JOIN entities_relationship enmity ON enmity.kind = torn.by
       AND enmity.head_id = least(mine.child_id, second.child_id)
       AND enmity.child_id = greatest(mine.child_id, second.child_id)
     WHERE second.status <> 'rejected' AND enmity.status = 'confirmed'
)
SELECT DISTINCT ON (least(one, other), greatest(one, other))
       least(one, other), greatest(one, other), because
  FROM found
 WHERE NOT EXISTS (
    SELECT FROM entities_contradictionruling ruling
     WHERE ruling.first_id = least(one, other) AND ruling.second_id = greatest(one, other)
 )
 ORDER BY 1, 2, because
"""
_AMONG = "AND id = ANY(%(among)s)"


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


def contradictions(among: Collection[int] | None = None) -> list[Contradiction]:
    """What contradicts each other, the confirmed first; with `among` only what touches these.

    `among` are keys of relationships.
    """
    if among is not None and not among:
        return []
    given: dict[str, list] = {
        "one": [one for one, _ in _EXCLUDING],
        "other": [other for _, other in _EXCLUDING],
        "only": _ONLY_ONE,
        "torn": [kind for kind, _ in _TORN],
        "by": [by for _, by in _TORN],
        "among": list(among or ()),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(among="" if among is None else _AMONG), given)
        found = cursor.fetchall()
    rows = _relationships({key for keys in found for key in keys if key})
    told = [
        Contradiction(rows[first], rows[second], rows.get(because))
        for first, second, because in found
    ]
    told = [one for one in told if _at_one_time(one)]
    told = list(_where_neither_lies_in_the_other(told))
    return sorted(told, key=lambda one: (-one.weight, one.first.pk, one.second.pk))


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
    claims = Mention.objects.live().filter(
        claimed_parent__isnull=False, revision=None, entity__parent__isnull=False
    )
    if places is not None:
        claims = claims.filter(entity__in=places)
    claims = claims.exclude(entity__parent=F("claimed_parent")).exclude(_ruled())
    counted = (
        claims.order_by()
        .values("entity", "claimed_parent")
        .annotate(articles=Count("article", distinct=True), mention=Min("pk"))
        .order_by("-articles", "entity")[:MOST_FOUND]
    )
    rows = list(counted)
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


def _ruled() -> Exists:
    return Exists(
        ContradictionRuling.objects.filter(
            place=OuterRef("entity"), claimed_parent=OuterRef("claimed_parent")
        )
    )


def _relationships(keys: Iterable[int]) -> dict[int, Relationship]:
    rows: QuerySet[Relationship] = Relationship.objects.select_related("head", "child")
    return rows.in_bulk(list(keys))


def _at_one_time(one: Contradiction) -> bool:
    periods = [Period.of(side) for side in one.sides]
    if one.because:
        periods.append(Period.of(one.because))
    return all(
        first.overlaps(second)
        for place, first in enumerate(periods)
        for second in periods[place + 1 :]
    )


def _where_neither_lies_in_the_other(told: Iterable[Contradiction]) -> Iterator[Contradiction]:
    """Leave out two places of which one lies in the other: a prison, and its city."""
    told = list(told)
    pairs = {
        (one.first.child_id, one.second.child_id)
        for one in told
        if RelationKind(one.first.kind).row.only_one and one.first.kind == one.second.kind
    }
    above = _above({place for pair in pairs for place in pair})
    for one in told:
        first, second = one.first.child_id, one.second.child_id
        nested = first in above.get(second, ()) or second in above.get(first, ())
        if (first, second) not in pairs or not nested:
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
