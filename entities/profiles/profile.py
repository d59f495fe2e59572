"""What the page of one entity shows, each part fetched once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Exists, F, OuterRef, QuerySet

from entities.kinds import Kind, RelationKind
from entities.models import Alias, Entity, Mention, Relationship, SearchRow
from entities.names import fold
from entities.profiles.beside import Beside, named_beside
from entities.profiles.contexts import contexts
from entities.profiles.facts import Fact, Provenance, facts_of, origin_of
from entities.profiles.reach import Newest, Reach
from entities.profiles.relationship_groups import Group, Groups, Line
from entities.profiles.seen import Seen
from entities.profiles.timeline import LIFE_WIDTH, Axis, DrawnBar, Life, When, drawn, life_of, when
from entities.search.page.places_map import Map

MOST_PARTS = 60
# The pictures, in their own units.
SPARK_WIDTH, SPARK_HEIGHT = 168.0, 30.0
WHEN_WIDTH, WHEN_HEIGHT = 336.0, 52.0
_MAP_SCALE = 2.4


@dataclass(frozen=True)
class UsedName:
    """A name of the entity and how far it is used; `alias` is None for the canonical one."""

    name: str
    alias: Alias | None
    reach: Reach | None


@dataclass(frozen=True)
class Parts:
    """What lies in the entity by its rows: places in a place, factions of a gang."""

    shown: Sequence[Entity]
    is_cut: bool


class Profile:
    """An entity as it is known now. `unfolded` is the name of a group shown as a whole."""

    known_on: date | None = None

    def __init__(self, entity: Entity, *, page: str | None = None, unfolded: str = "") -> None:
        self.entity = entity
        self._page = page
        self._unfolded = unfolded

    @property
    def _mentions(self) -> QuerySet[Mention]:
        return Mention.objects.live().filter(entity=self.entity)

    @property
    def _rows(self) -> QuerySet[SearchRow]:
        """One for each article that mentions the entity, the newest first."""
        # Digests are in the order of dates already, so that the newest are found at once.
        return SearchRow.objects.filter(
            Exists(self._mentions.filter(article=OuterRef("pk")))
        ).order_by(F("published_on").desc(nulls_last=True), "-pk")

    @cached_property
    def seen(self) -> Seen:
        return Seen.of(self.entity.pk)

    @cached_property
    def _newest(self) -> Newest:
        return Newest.of(self._rows, self._mentions)

    @cached_property
    def reach(self) -> Reach:
        """How many independent origins speak of the entity, from when to when."""
        return self._newest.reach

    @cached_property
    def names(self) -> list[UsedName]:
        """The canonical name, then every other one, each with how far it is used."""
        reach = self._newest.by_name
        own = self.entity.name
        aliases = self.entity.aliases.live().exclude(name=own).order_by("weak", "name")
        others = [UsedName(one.name, one, reach.get(one.normalized)) for one in aliases]
        return [UsedName(own, None, reach.get(fold(own))), *others]

    @property
    def other_names(self) -> list[UsedName]:
        """Those beside the canonical one that most articles use first."""
        return sorted(self.names[1:], key=lambda one: -(one.reach.articles if one.reach else 0))

    @cached_property
    def contexts(self) -> Page:
        return contexts(self._rows, self._mentions, self._page, articles=self.seen.articles)

    @cached_property
    def beside(self) -> list[Beside]:
        return named_beside(self.entity)

    @cached_property
    def groups(self) -> list[Group]:
        return Groups(self.entity, unfolded=self._unfolded).all()

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def size(self) -> int:
        """How many relationships there are."""
        return sum(group.size for group in self.groups)

    @property
    def confirmed(self) -> int:
        return sum(group.confirmed for group in self.groups)

    @property
    def contradictions(self) -> list[tuple[Relationship, Relationship]]:
        """Pairs of relationships that cannot both be true, each once."""
        found: dict[frozenset[int], tuple[Relationship, Relationship]] = {}
        for line in self.lines:
            for other in line.against:
                found.setdefault(frozenset((line.pk, other.pk)), (line.relationship, other))
        return list(found.values())

    @cached_property
    def axis(self) -> Axis | None:
        """The one axis of all lifelines; None where nothing is dated."""
        days = [day for line in self.lines for day in line.dates]
        return Axis.of_years(days, LIFE_WIDTH)

    def life(self, line: Line) -> Life | None:
        return life_of(line, self.axis) if self.axis else None

    @property
    def rows(self) -> list[tuple[Group, list[tuple[Line, Life | None]]]]:
        """The groups, each of their lines with its lifeline."""
        return [(group, [(line, self.life(line)) for line in group.lines]) for group in self.groups]

    @cached_property
    def spark(self) -> list[DrawnBar]:
        return drawn(self.seen.bars, width=SPARK_WIDTH, height=SPARK_HEIGHT)

    @cached_property
    def when(self) -> When:
        return when(self.seen.bars, self.lines, width=WHEN_WIDTH, height=WHEN_HEIGHT)

    @cached_property
    def map(self) -> Map | None:
        """Its places, by how many origins speak of them; None where none has a position."""
        counts: dict[int, int] = {}
        places: dict[int, Entity] = {}
        for line in self.lines:
            place = line.where or line.other
            if place.kind == Kind.LOCATION and place.latitude is not None:
                places[place.pk] = place
                counts[place.pk] = max(counts.get(place.pk, 0), line.counts.origins, 1)
        if self.entity.kind == Kind.LOCATION and self.entity.latitude is not None:
            places[self.entity.pk] = self.entity
            counts[self.entity.pk] = max(self.reach.origins, 1)
        ordered = sorted(places.values(), key=lambda place: (-counts[place.pk], place.pk))
        return Map(ordered, counts, scale=_MAP_SCALE) if ordered else None

    @cached_property
    def parts(self) -> Parts:
        """What has the entity for its parent, by name."""
        if not self._may_have_parts:
            return Parts((), False)
        inside = self.entity.children.current().order_by("name", "pk")[: MOST_PARTS + 1]
        found = list(inside)
        return Parts(found[:MOST_PARTS], len(found) > MOST_PARTS)

    @property
    def _may_have_parts(self) -> bool:
        return self.entity.kind == Kind.LOCATION or self.part_kind is not None

    @property
    def part_kind(self) -> RelationKind | None:
        """The kind of relationship that the entity's parent says as well: factions of a gang."""
        kinds = (one for one in RelationKind if one.row.parent_says_it)
        return next((one for one in kinds if self.entity.kind in one.row.heads), None)

    @property
    def groups_of_parts(self) -> list[tuple[bool, str]]:
        """Whether backwards, and the heading, of what only parents say and no relationship does."""
        if (kind := self.part_kind) is None:
            return []
        said = {group.backwards for group in self.groups if group.kind == kind}
        there = {True: bool(self.parts.shown), False: self.entity.parent_id is not None}
        return [
            (backwards, kind.heading(backwards=backwards))
            for backwards, is_there in there.items()
            if is_there and backwards not in said
        ]

    @property
    def parent_origin(self) -> str:
        """On whose word the entity lies in, or is part of, its parent."""
        return origin_of(self.entity, "parent")

    @property
    def facts(self) -> list[Fact]:
        return facts_of(self.entity)

    @property
    def provenance(self) -> Provenance:
        return Provenance.of(self.entity)
