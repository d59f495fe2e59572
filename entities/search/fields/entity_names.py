"""The names of entities: `gang:"Barrio 18"`, `person:`, `place:` and so on, a field a kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from articles.search import Matches, phrase_query
from entities.kinds import ENTITY_KINDS, Kind
from entities.models import Alias, Entity
from entities.models.entity import REGION
from entities.names import fold, plain
from entities.search.entity_picker import Option, options
from entities.search.fields.lookup import Names, foremost
from entities.search.fields.search_field import (
    MOST_VALUES,
    Because,
    Choice,
    Completion,
    Counting,
    Facet,
    Meaning,
    MentionedName,
    Reason,
    SearchField,
    Spot,
    UnknownName,
    any_of,
    listed,
    overlap,
)
from entities.search.language.field import Field, Value, as_name
from entities.search.language.tree import Name, Node, Phrase, Word, name_to_text

# From here on a name that nobody carries is compared with all, typing errors forgiven.
SHORTEST_FORGIVEN = 4
# Places of one name that are compared; where more carry it, each is pinned.
_MOST_OF_ONE_NAME = 50
MOST_PLACES = 14
MOST_REGIONS = 3
_LOOKED_UP = 500
# What is counted beside the hits, in the order of its place there.
_FACET_KINDS = tuple(sorted(ENTITY_KINDS, key=lambda kind: kind.row.facet))


@dataclass(frozen=True)
class _Help:
    """How a field is explained where the label of its kind does not say it all.

    `tried` are words that people try before the colon, which are explained.
    """

    says: str = ""
    example: str = '"Its Name"'
    tried: tuple[str, ...] = ()


_HELP = {
    Kind.GANG: _Help(
        "mentions this gang, under any of its names", '"Barrio 18"', ("cartel", "group")
    ),
    Kind.PERSON: _Help(example='"Joaquín Guzmán"', tried=("name",)),
    Kind.LOCATION: _Help(
        "mentions this place or one inside it",
        '"Los Angeles"',
        ("country", "city", "region", "prison"),
    ),
    Kind.AGENCY: _Help(example="DEA", tried=("police",)),
    Kind.ORGANIZATION: _Help(example='"Red Cross"', tried=("company",)),
}


def query_word(kind: Kind) -> str:
    """How a kind is written in a query: `gang`, `place`, `money`."""
    return kind.row.field or kind.value


def _kind_of(field: Field) -> Kind:
    if field.kind is None:
        raise ValueError(f"{field.name}: asks for no kind of entity.")
    return field.kind


@dataclass(frozen=True)
class Named(SearchField):
    """Mentions the entity of this kind and name: `gang:"Barrio 18"`; places with all inside."""

    kind: Kind
    name: Name

    takes_tail = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return tuple(
            Field(
                cls,
                query_word(kind),
                shown.says or f"mentions this {kind.label}",
                shown.example,
                kind,
                kind.row.words,
                shown.tried,
            )
            for kind in ENTITY_KINDS
            for shown in [_HELP.get(kind, _Help())]
        )

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        return cls(_kind_of(field), value.name(field), span=value.span)

    def to_text(self) -> str:
        return f"{query_word(self.kind)}:{name_to_text(self.name)}"

    @property
    def entity_names(self) -> tuple[Name, ...]:
        return (self.name,)

    def without_keys(self) -> Node:
        return Named(self.kind, Name(self.name.text))

    def interpret(self, names: Names) -> Meaning:
        meant, others = foremost(names.carrying(self.name, (self.kind,)))
        return Mentions(self, tuple(meant), tuple(others), span=self.span)

    @classmethod
    def example(cls, field: Field, names: Mapping[str, str]) -> str:
        return names.get(field.name, field.example)

    @classmethod
    def completions(cls, field: Field, spot: Spot) -> Iterator[Completion]:
        return named_completions(spot, (_kind_of(field),))

    @classmethod
    def facets(cls, counting: Counting) -> Iterator[Facet]:
        """The most frequent entities of each kind in the articles, places with all inside them.

        The entities picked already are always there, so that each can be taken back.
        """
        # Rows hold the places around each place already.
        counted = counting.every
        counts = counted.counts(lambda row: row.entities)
        shown = _most_frequent(counts)
        chosen = {
            one.pk: _Entity(one.pk, one.kind, one.subtype, one.name, None)
            for node in counting.chosen
            if isinstance(node, Mentions) and node.words is None
            for one in node.entities
        }
        shown += [one for key, one in chosen.items() if key not in {other.pk for other in shown}]
        for kind in _FACET_KINDS:
            if of_kind := [one for one in shown if one.kind == kind]:
                values = (
                    Choice(one.pk, one.name, counts[one.pk], one.pk in chosen, depth)
                    for one, depth in _as_tree(of_kind)
                )
                yield Facet(cls, kind.value, kind.plural, tuple(values), counted.sample)

    @classmethod
    def chosen(cls, choice: Choice, spelled: Mapping[int, Node]) -> Node:
        return spelled[int(choice.key)]


@dataclass(frozen=True)
class Mentions(Meaning):
    """Mentions one of `entities`, places with all that lies inside them; or has the words.

    `written` is what was typed: words, a phrase, or a name after a field. With a field only
    mentions count, and `words` is None; without, an article that has the `words` side by side is
    a hit as well. `others` carry the name too but are not meant, since one place around or above
    them is. `offered` share a name that was typed without a field: they are not searched for, only
    shown to choose from.
    """

    written: Named | Phrase | tuple[Word, ...]
    entities: tuple[Entity, ...] = ()
    others: tuple[Entity, ...] = ()
    offered: tuple[Entity, ...] = ()
    words: Phrase | None = None

    @property
    def text(self) -> str:
        """The name as it was typed."""
        match self.written:
            case Named():
                return self.written.name.text
            case Phrase():
                return self.written.text
            case _:
                return " ".join(word.text for word in self.written)

    @property
    def unknown_names(self) -> tuple[UnknownName, ...]:
        if isinstance(self.written, Named) and not self.entities:
            return (UnknownName(self.written, self.written.name, (self.written.kind,)),)
        return ()

    def condition(self) -> Q:
        found = overlap("entities", [entity.pk for entity in self.entities])
        return found | Q(Matches("words", phrase_query(self.words.text))) if self.words else found

    def reasons(self, mentions: Mapping[int, list[MentionedName]]) -> dict[int, Because]:
        return {article: self._because(names) for article, names in mentions.items()}

    def _because(self, mentions: list[MentionedName]) -> Because:
        found: list[Reason] = []
        decisive: list[MentionedName] = []
        for entity in self.entities:
            direct = [one for one in mentions if one.entity == entity.pk]
            inside = [one for one in mentions if entity.pk in one.around]
            if direct or inside:
                ways = _ways(entity.name, direct, inside)
                found.append(Reason(ways, entity.name, entity.kind))
                decisive += direct + inside
        return found, decisive

    def as_choice(self, spelled: Mapping[int, Node]) -> Node | None:
        is_named = isinstance(self.written, Named) and len(self.entities) == 1
        return spelled[self.entities[0].pk] if is_named else None

    @property
    def as_written(self) -> Node:
        if isinstance(self.written, tuple):
            raise TypeError(f"{self.text} was written as several words.")
        return self.written


def written(entities: Iterable[Entity]) -> dict[int, Named]:
    """By primary key the condition that means just this entity; two queries at most.

    It is written by its name, and pinned to its key where the name alone would mean another or
    several: two gangs called Los Rojos, or the town of San Miguel inside its department.
    """
    entities = list(entities)
    carrying = defaultdict(set)
    rows = Alias.objects.live().filter(
        normalized__in={fold(entity.name) for entity in entities}, entity__merged_into=None
    )
    for normalized, kind, key in rows.values_list("normalized", "entity__kind", "entity"):
        carrying[normalized, kind].add(key)
    shared = {
        key
        for entity in entities
        if entity.kind == Kind.LOCATION
        for keys in [carrying[fold(entity.name), entity.kind]]
        if 1 < len(keys) <= _MOST_OF_ONE_NAME
        for key in keys
    }
    places = Entity.objects.filter(pk__in=shared).select_related("parent__parent")
    by_key = {place.pk: place for place in places} if shared else {}
    found = {}
    for entity in entities:
        same = carrying[fold(entity.name), entity.kind]
        meant, _ = foremost([by_key[key] for key in same if key in by_key])
        is_plain = same == {entity.pk} or [place.pk for place in meant] == [entity.pk]
        name = Name(as_name(entity.name), None if is_plain else entity.pk)
        found[entity.pk] = Named(Kind(entity.kind), name)
    return found


def named_completions(spot: Spot, kinds: Sequence[Kind], behind: str = "") -> Iterator[Completion]:
    """Entities of the kinds with a name like what is typed; `behind` is written after each."""
    forgiving = len(fold(spot.typed)) >= SHORTEST_FORGIVEN
    yield from entity_completions(
        spot, options(spot.typed, kinds=kinds, forgiving=forgiving), behind
    )


def entity_completions(
    spot: Spot, found: Sequence[Option], behind: str = ""
) -> Iterator[Completion]:
    """The entities as they are written after a field, or with their own where there is none."""
    conditions = written(option.entity for option in found)
    for option in found:
        condition = conditions[option.entity.pk]
        text = name_to_text(condition.name) + behind if spot.field else condition.to_text()
        yield Completion.at(spot, text, option.entity.name, "", option)


def _ways(name: str, direct: list[MentionedName], inside: list[MentionedName]) -> list[str]:
    ways = []
    spellings = {plain(one.words): one.words for one in direct}
    if spellings.pop(plain(name), None):
        ways.append("by name")
        spellings = {key: words for key, words in spellings.items() if fold(words) != fold(name)}
    if spellings:
        aliases = [spellings[key] for key in sorted(spellings)]
        ways.append(f"by its alias{'es' * (len(aliases) > 1)} {listed(aliases)}")
    if inside:
        ways.append(f"by {listed(list(dict.fromkeys(one.name for one in inside)))} inside it")
    return ways


class _Entity(NamedTuple):
    pk: int
    kind: str
    subtype: str
    name: str
    parent: int | None

    @property
    def shelf(self) -> str:
        return REGION if self.subtype == REGION else self.kind


def _most_frequent(counts: Counter[int]) -> list[_Entity]:
    """The entities to show, the most frequent of each kind first, regions at the end.

    A few entities are named in many articles and many in a few, so that of thousands mostly the
    first hundreds need to be looked up.
    """
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    room: dict[str, int] = dict.fromkeys(_FACET_KINDS, MOST_VALUES)
    room[Kind.LOCATION] = MOST_PLACES
    regions = {REGION: MOST_REGIONS}
    found = []
    first, size = 0, _LOOKED_UP
    # A region is named wherever a place in it is: those that come late are of no account.
    while first < len(ranked) and any(room.values()):
        piece = ranked[first : first + size]
        for one in _in_order(piece, [kind for kind, left in room.items() if left]):
            left = regions if one.subtype == REGION else room
            if left[one.shelf]:
                left[one.shelf] -= 1
                found.append(one)
        first, size = first + size, size * 4
    return sorted(found, key=lambda one: one.subtype == REGION)


def _in_order(keys: list[int], kinds: Iterable[str]) -> list[_Entity]:
    rows = Entity.objects.filter(pk__in=any_of(keys), kind__in=kinds)
    by_key = {row[0]: row for row in rows.values_list("pk", "kind", "subtype", "name", "parent")}
    return [_Entity._make(by_key[key]) for key in keys if key in by_key]


def _as_tree(shown: list[_Entity]) -> Iterator[tuple[_Entity, int]]:
    """Each with its depth: below the place around it, where that is shown and no region."""
    around = {one.pk for one in shown if one.subtype != REGION}
    below = defaultdict(list)
    for one in shown:
        below[one.parent if one.parent in around else None].append(one)

    def walk(key: int | None, depth: int) -> Iterator[tuple[_Entity, int]]:
        for one in below[key]:
            yield one, depth
            yield from walk(one.pk, depth + 1)

    return walk(None, 0)
