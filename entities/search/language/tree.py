"""The tree that a query is read into: what was asked for, not yet what the names in it mean.

The contract with everything that reads it:

- `And` joins two or more parts that must all hold; `And(())` is the empty query and holds for
  every article. `Or` joins two or more. Neither stands directly inside its own kind, and `Not`
  never inside `Not`.
- Every other node is one condition on an article.
- `span` says where in the query the node was written, in code points; it counts in no comparison.
- Texts are as typed, with single spaces, without quotes, and hold at least one letter or digit.
  Case, accents and dashes are folded by who compares, never here.
"""

import datetime
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from articles.models import Article, Handling
from entities.kinds import Kind, RelationKind

Comparison = Literal["=", "<", "<=", ">", ">="]


class Span(NamedTuple):
    """A piece of the query, in code points, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Node:
    """Any part of a query."""

    span: Span = field(default=Span(0, 0), compare=False, repr=False)


@dataclass(frozen=True)
class And(Node):
    """All parts hold; without parts, every article is a hit."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Or(Node):
    """At least one part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Not(Node):
    """The part does not hold: `-police`, `-gang:MS-13`, `-(truce OR peace)`."""

    part: Node


@dataclass(frozen=True)
class Word(Node):
    """A bare word, in any of its forms: `truce`."""

    text: str


@dataclass(frozen=True)
class Prefix(Node):
    """Words that begin so: `extort*`; the text is without the asterisk."""

    text: str


@dataclass(frozen=True)
class Phrase(Node):
    """Words side by side in this order, or in any order within `distance` words: `"a b"~5`."""

    text: str
    distance: int | None = None


@dataclass(frozen=True)
class Name(Node):
    """A name inside a condition, and the primary key where it was pinned: `"Los Rojos"#123`."""

    text: str
    key: int | None = None


@dataclass(frozen=True)
class Named(Node):
    """Mentions the entity of this kind and name: `gang:"Barrio 18"`; places with all inside."""

    kind: Kind
    name: Name


@dataclass(frozen=True)
class PublishedBy(Node):
    """Of this source: `source:LIGNET`."""

    name: Name


@dataclass(frozen=True)
class OfKind(Node):
    """Mentions anything of this kind, values too: `kind:money`."""

    kind: Kind


@dataclass(frozen=True)
class Related(Node):
    """States a relationship of this kind: of anybody, with one at either end, or from the first
    to the second; the order says nothing where the kind is symmetric.

    `rel:rival_of`, `rel:rival_of(MS-13)`, `rel:rival_of(MS-13, "Barrio 18")`.
    """

    kind: RelationKind
    names: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Reviewed(Node):
    """Of this review status: `status:done`."""

    status: Article.ReviewStatus


@dataclass(frozen=True)
class Graded(Node):
    """Admiralty grade, compared part by part: `grade:<=B2` is A or B and 1 or 2.

    Where only a letter or a digit is written, the other is empty and may be any. The order is
    that of the alphabet, so `<=` is “as good or better”. `<` is `<=` without the grade itself.
    """

    reliability: str
    credibility: str
    comparison: Comparison = "="


@dataclass(frozen=True)
class Handled(Node):
    """TLP marking, in the order of `Handling`: `tlp:AMBER`, `tlp:<=GREEN`."""

    handling: Handling
    comparison: Comparison = "="


@dataclass(frozen=True)
class Period:
    """A year, month or day."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        month = self.month or 12
        return datetime.date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}"
        return "-".join(part for part in parts if part)


@dataclass(frozen=True)
class Published(Node):
    """Publication date: `before:2012`, `after:2012-06`, `on:2012-10-25`, `in:2010..2014`.

    `before` and `after` have one period, which is not part of what is asked for. `in` has a
    period, or a range of which either end may be open.
    """

    how: Literal["before", "after", "in"]
    since: Period | None
    until: Period | None

    @property
    def first(self) -> datetime.date | None:
        """The first day asked for."""
        if self.how == "after":
            return self.since.last + datetime.timedelta(days=1)
        return self.since.first if self.since else None

    @property
    def last(self) -> datetime.date | None:
        """The last day asked for."""
        if self.how == "before":
            return self.until.first - datetime.timedelta(days=1)
        return self.until.last if self.until else None


@dataclass(frozen=True)
class Near(Node):
    """Mentions a place within so many kilometres of a named one: `near:"San Salvador"~50km`."""

    name: Name
    kilometres: int


@dataclass(frozen=True)
class Around(Node):
    """Mentions a place within so many kilometres of a point: `near:13.7,-89.2~50km`."""

    latitude: float
    longitude: float
    kilometres: int


@dataclass(frozen=True)
class Box(Node):
    """Mentions a place inside a box, in degrees: `box:13,-90,14.5,-88` (south, west, north, east).

    A box whose west is east of its east crosses the date line.
    """

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Mentioning(Node):
    """How many mentions it has, of any or of one kind: `mentions:>3`, `mentions:gang>3`."""

    count: int
    comparison: Comparison = "="
    kind: Kind | None = None


def conditions(node: Node, *, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """Every single condition of the tree in order, and whether it must not hold."""
    match node:
        case And() | Or():
            for part in node.parts:
                yield from conditions(part, negated=negated)
        case Not():
            yield from conditions(node.part, negated=not negated)
        case _:
            yield node, negated


def together(parts: Iterator[Node] | list[Node], joined: type[And] | type[Or] = And) -> Node:
    """The parts joined: flattened, and a single one as it is. None at all is the empty query."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, joined) else [part]
    if len(flat) == 1:
        return flat[0]
    span = Span(flat[0].span.start, flat[-1].span.end) if flat else Span(0, 0)
    return joined(tuple(flat), span=span) if flat else And()
