"""What every field of the search says, from the name that is looked up to the counts beside hits.

`SearchField` is what a field says where it says nothing else.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import ClassVar, NamedTuple, Self, TypeVar

from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.source_models import Source
from entities.kinds import ENTITY_KINDS, Kind
from entities.search.entity_picker import Option
from entities.search.fields.lookup import Names
from entities.search.language.field import Condition, Field
from entities.search.language.tree import Name, Node

NOTHING = Q(pk__in=[])
# How a comparison is asked for in a filter.
LOOKUPS = {"=": "", "<": "__lt", "<=": "__lte", ">": "__gt", ">=": "__gte"}
# Values shown for each facet; chosen ones are always among them.
MOST_VALUES = 8
MOST_NAMES = 4


# A term may begin at the beginning, after a blank, a bracket or a sign.
_MAY_BEGIN = re.compile(r"(?:^|[\s(-])$")


@dataclass(frozen=True)
class Spot:
    """A piece of the query that may be completed: `typed`, between `before` and `after`.

    With a `field`, `typed` is (part of) its value, and `before` ends where the value begins.
    `relation` is the kind as typed where the value is a name in the brackets behind it.
    """

    before: str
    typed: str
    after: str
    field: Field | None = None
    relation: str = ""


@dataclass(frozen=True)
class Completion:
    """One way to go on. `head` and `tail` are the text before and behind the cursor then.

    `name` is what is offered and `says` what that is; an `option` is an entity, with the reason.
    """

    head: str
    tail: str
    name: str
    says: str = ""
    option: Option | None = None

    @classmethod
    def at(cls, spot: Spot, text: str, name: str, says: str, option: Option | None = None) -> Self:
        """With a space behind, for the next term; in brackets without, for what closes them."""
        gap = "" if spot.relation or spot.after[:1] in (" ", ")", ",") else " "
        # A phrase may follow a word without a blank; what takes its place may not.
        apart = "" if spot.field or _MAY_BEGIN.search(spot.before) else " "
        return cls(f"{spot.before}{apart}{text}{gap}", spot.after, name, says, option)


@dataclass(frozen=True)
class MentionedName:
    """A mention in a found article: where, in which words, and of which entity.

    `start` and `end` are code points of the text; `around` are the places around a place.
    """

    start: int
    end: int
    words: str
    entity: int
    name: str
    kind: str
    around: tuple[int, ...]


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
Because = tuple[list[Reason], list[MentionedName]]


@dataclass(frozen=True)
class UnknownName:
    """A name that nobody carries: of an entity of these kinds, or without kinds of a source."""

    condition: "SearchField"
    name: Name
    kinds: tuple[Kind, ...] = ()


class Row(NamedTuple):
    """What is known of an article that is ranked and counted.

    `words` says how much the words asked for are in it (0–1), `named` how often it has each name.
    """

    pk: int
    source: int
    status: str
    credibility: str
    published_on: datetime.date | None
    mentions: int
    undecided: int
    cluster: int
    entities: list[int]
    relationship_kinds: list[str]
    words: float
    named: list[int]


@dataclass(frozen=True)
class Choice:
    """One choice of a facet; `depth` is how far a place is indented below a shown one."""

    key: int | str
    name: str
    count: int
    is_chosen: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A filter beside the hits: the name of its parameter, its title and its choices.

    `field` says what is asked for by choosing one. The counts are exact where `sample` is 0, and
    else of a sample of so many articles.
    """

    field: "type[SearchField]"
    parameter: str
    title: str
    values: tuple[Choice, ...]
    sample: int = 0

    @property
    def kind(self) -> str:
        """The kind of the entities that are its choices; empty where they are none."""
        return self.parameter if self.parameter in ENTITY_KINDS else ""


class Publisher(NamedTuple):
    """A source as the counts show it."""

    name: str
    reliability: str


Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class Counted:
    """The articles that are counted, and of how many they are a sample; 0 where they are all.

    With `by_origin` near-copies, which have one origin, count once for whatever any of them has.
    """

    rows: list[Row]
    sample: int
    by_origin: bool = False

    def counts(self, of: Callable[[Row], Iterable[Key]]) -> Counter[Key]:
        """How many of the articles, or of their origins, have each of these."""
        alone, together = self._origins
        found = Counter(chain.from_iterable(map(of, alone)))
        for some in together:
            found.update(set(chain.from_iterable(map(of, some))))
        return found

    @cached_property
    def _origins(self) -> tuple[list[Row], list[list[Row]]]:
        """What counts by itself, and what counts together."""
        if not self.by_origin:
            return self.rows, []
        together: defaultdict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            together[row.cluster].append(row)
        several = [some for some in together.values() if len(some) > 1]
        return [some[0] for some in together.values() if len(some) == 1], several


class Counting:
    """The articles in which the facets of one search are counted.

    `chosen` are the conditions that hold for every hit, names in them looked up. An article has
    one value of some fields: `counted` gives the articles of the search without such a field, or
    with all.
    """

    def __init__(
        self, chosen: Sequence[Node], counted: Callable[[type[Node] | None], Counted]
    ) -> None:
        self.chosen = chosen
        self._counted = counted
        self._found: dict[type[Node] | None, Counted] = {}

    @property
    def every(self) -> Counted:
        return self.without(None)

    def without(self, kind: type[Node] | None) -> Counted:
        """The articles of the search without its conditions of this kind."""
        if kind not in self._found:
            self._found[kind] = self._counted(kind)
        return self._found[kind]

    @cached_property
    def sources(self) -> dict[int, Publisher]:
        """The sources of all articles that are counted, and those chosen; one query."""
        chosen = [node for node in self.chosen if isinstance(node, Meaning)]
        counted = [self.every, *(self.without(type(one)) for one in chosen if one.counts_sources)]
        keys = {row.source for row in chain.from_iterable(some.rows for some in counted)}
        keys |= {key for one in chosen for key in one.source_keys}
        rows = Source.objects.filter(pk__in=any_of(keys))
        return {key: Publisher(*row) for key, *row in rows.values_list("pk", "name", "reliability")}


@dataclass(frozen=True)
class Meaning(Node):
    """A condition once the names in it have been looked up."""

    # Whether its facet shows what sources the counted articles are of.
    counts_sources: ClassVar[bool] = False

    @property
    def as_written(self) -> Node:
        """The condition as it stands in the query."""
        raise NotImplementedError

    @property
    def source_keys(self) -> tuple[int, ...]:
        """Primary keys of the sources that it means."""
        return ()

    @property
    def unknown_names(self) -> tuple[UnknownName, ...]:
        """The names in it that nobody carries."""
        return ()

    @property
    def shown(self) -> str:
        """The condition in words, as the page says how the query was understood."""
        return self.as_written.to_text()

    def condition(self) -> Q:
        """The rows of the articles for which it holds."""
        raise NotImplementedError

    def reasons(self, mentions: Mapping[int, list[MentionedName]]) -> dict[int, Because]:
        """Why each of the articles was found, whose mentions these are; those it says nothing of
        are left out."""
        return {}

    def as_choice(self, spelled: Mapping[int, Node]) -> Node | None:
        """The condition as the choice of a facet asks for it; None where none does.

        `spelled` says how the entities on the page are written, by primary key.
        """
        return None


@dataclass(frozen=True)
class SearchField(Condition, Meaning):
    """One field of the search: what is known of it, in one class.

    An instance is a condition as it is written, and what it means too where there is no name in
    it to be looked up.
    """

    @property
    def as_written(self) -> Node:
        return self

    def interpret(self, names: Names) -> Meaning:
        """What it means. Raises `PinnedNameGone`."""
        return self

    def naming(self, name: Name, named: "SearchField") -> "SearchField":
        """The condition with an entity, as it is `named` in a query, instead of the name."""
        return named

    @classmethod
    def example(cls, field: Field, names: Mapping[str, str]) -> str:
        """A value to show what the field does; `names` are some of the result, by field."""
        return field.example

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        """The values that are offered, each with what it says."""
        return [(field.example, field.says)]

    @classmethod
    def completions(cls, field: Field, spot: Spot) -> Iterable[Completion]:
        """The values that begin as is typed, by themselves or by what they say."""
        typed = spot.typed.casefold().lstrip("<=> ")
        compared = spot.typed[: len(spot.typed) - len(spot.typed.lstrip("<=> "))]
        for value, says in cls.choices(field):
            if value.casefold().startswith(typed) or says.casefold().startswith(typed):
                yield Completion.at(spot, compared + value, value, says)

    @classmethod
    def facets(cls, counting: Counting) -> Iterator[Facet]:
        """What is counted beside the hits."""
        yield from ()

    @classmethod
    def chosen(cls, choice: Choice, spelled: Mapping[int, Node]) -> Node:
        """What a choice of its facets asks for; `spelled` as in `as_choice`."""
        raise NotImplementedError


def overlap(column: str, keys: Sequence[int | str]) -> Q:
    """The rows that have one of the keys in this column."""
    if not keys:
        return NOTHING
    # The index reads only what all of one key needs.
    return Q(**{f"{column}__contains" if len(keys) == 1 else f"{column}__overlap": [*keys]})


def any_of(keys: Iterable[int]) -> RawSQL:
    """Hundreds of keys as one value, which is written and read faster than a list of values."""
    return RawSQL("SELECT unnest(%s::bigint[])", [[*keys]])


def listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else shown
