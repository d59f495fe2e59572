"""The tree that a query is read into: what was asked for, not yet what the names in it mean.

The contract with everything that reads it:

- `And` joins two or more parts that must all hold; `And(())` is the empty query and holds for
  every article. `Or` joins two or more. Neither stands directly inside its own kind, and `Not`
  never inside `Not`.
- Every other node is one condition on an article: words (`Word`, `Prefix`, `Phrase`), or what a
  field asks for (a subclass of `entities.search.language.field.Condition`).
- `span` says where in the query the node was written, in code points; it counts in no comparison.
- Texts are as typed, with single spaces, without quotes, and hold at least one letter or digit.
  Case, accents and dashes are folded by who compares, never here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

# What needs no quotation marks as a name after a field.
_BARE = re.compile(r'[^\s"(),;:!?…#~<>=≤≥]+')


class Span(NamedTuple):
    """A piece of the query, in code points, the end excluded."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Node:
    """Any part of a query."""

    # Whether an article has one of it, so that two that are asked for are alternatives.
    is_single: ClassVar[bool] = False

    span: Span = field(default=Span(0, 0), compare=False, repr=False)

    def to_text(self) -> str:
        """The query that is read as this node; see the function `to_text`."""
        raise TypeError(f"{self!r} is no part of a query as it is written.")


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

    def to_text(self) -> str:
        return self.text


@dataclass(frozen=True)
class Prefix(Node):
    """Words that begin so: `extort*`; the text is without the asterisk."""

    text: str

    def to_text(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True)
class Phrase(Node):
    """Words side by side in this order, or in any order within `distance` words: `"a b"~5`."""

    text: str
    distance: int | None = None

    def to_text(self) -> str:
        return f'"{self.text}"' + (f"~{self.distance}" if self.distance else "")


@dataclass(frozen=True)
class Name(Node):
    """A name inside a condition, and the primary key where it was pinned: `"Los Rojos"#123`."""

    text: str
    key: int | None = None


def conditions(node: Node, *, negated: bool = False) -> Iterator[tuple[Node, bool]]:
    """Every single condition of the tree in order, and whether it must not hold."""
    match node:
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from conditions(part, negated=negated)
        case Not():
            yield from conditions(node.part, negated=not negated)
        case _:
            yield node, negated


def together(parts: Iterable[Node], joined: type[And] | type[Or] = And) -> Node:
    """The parts joined: flattened, and a single one as it is. None at all is the empty query."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, And | Or) and isinstance(part, joined):
            flat += part.parts
        else:
            flat.append(part)
    if len(flat) == 1:
        return flat[0]
    span = Span(flat[0].span.start, flat[-1].span.end) if flat else Span(0, 0)
    return joined(tuple(flat), span=span) if flat else And()


def to_text(node: Node) -> str:
    """The tree in its one canonical form: `parse(to_text(tree)) == tree`."""
    match node:
        case And():
            return " ".join(_inside(part, Or) for part in node.parts)
        case Or():
            return " OR ".join(_inside(part, And) for part in node.parts)
        case Not():
            return f"-{_inside(node.part, And, Or)}"
    return node.to_text()


def name_to_text(name: Name) -> str:
    """A name as it stands after a field."""
    text = name.text if _BARE.fullmatch(name.text) else f'"{name.text}"'
    return text if name.key is None else f"{text}#{name.key}"


def _inside(part: Node, *bracketed: type[Node]) -> str:
    return f"({to_text(part)})" if isinstance(part, bracketed) else to_text(part)
