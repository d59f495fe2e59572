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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple


class QueryError(Exception):
    """The query cannot be searched for; the text says in one sentence what is wrong.

    `start` and `end` are the place of the fault in the query, in code points; both are None where
    it lies in no place. `repaired` is a query that can be searched for instead, or empty.
    """

    def __init__(
        self,
        message: str,
        start: int | None = None,
        end: int | None = None,
        *,
        repaired: str = "",
    ) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.repaired = repaired


class Fault(Exception):
    """Inside the language: a fault at a place, and what to write instead.

    `instead` takes the place of what is faulty, or of the piece `there` where the repair is made
    elsewhere; None says that nothing can be guessed. `example` is what can be searched for where
    nothing is left of the query.
    """

    def __init__(
        self,
        message: str,
        start: int,
        end: int,
        instead: str | None = None,
        *,
        there: tuple[int, int] | None = None,
        example: str = "",
    ) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.instead = instead
        self.example = example
        self.there = there or (start, end)

    def repair(self, query: str) -> str | None:
        """The query with this one fault repaired."""
        if self.instead is None:
            return None
        start, end = self.there
        return " ".join(f"{query[:start]}{self.instead}{query[end:]}".split())


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
    """A bare word, in any of its forms: `truce`. A comma may stand behind it."""

    text: str
    has_comma: bool = field(default=False, compare=False, repr=False, kw_only=True)

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
            return "".join(
                f"{_joint(before, part)}{_inside(part, Or)}"
                for before, part in zip((None, *node.parts), node.parts, strict=False)
            )
        case Or():
            return " OR ".join(_inside(part, And) for part in node.parts)
        case Not():
            return f"-{_inside(node.part, And, Or)}"
    return node.to_text()


def _joint(before: Node | None, part: Node) -> str:
    """What stands between two parts: a comma is kept where words say with it what lies where."""
    if isinstance(before, Word) and before.has_comma and isinstance(part, Word):
        return ", "
    return " " if before else ""


def name_to_text(name: Name) -> str:
    """A name as it stands after a field."""
    text = name.text if _BARE.fullmatch(name.text) else f'"{name.text}"'
    return text if name.key is None else f"{text}#{name.key}"


def _inside(part: Node, *bracketed: type[Node]) -> str:
    return f"({to_text(part)})" if isinstance(part, bracketed) else to_text(part)


def replaced(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every single condition changed."""
    match node:
        case And():
            return And(tuple(replaced(part, change) for part in node.parts), span=node.span)
        case Or():
            return Or(tuple(replaced(part, change) for part in node.parts), span=node.span)
        case Not():
            return Not(replaced(node.part, change), span=node.span)
    return change(node)


def exchanged(tree: Node, nodes: tuple[Node, ...], condition: Node | None) -> Node:
    """The tree with the condition in the place of the first of its nodes, without the others.

    Without a condition the first goes too. The nodes are these very ones, not any that are equal.
    """
    return _exchanged(tree, {id(node) for node in nodes}, id(nodes[0]), condition) or And()


def _exchanged(node: Node, gone: set[int], first: int, condition: Node | None) -> Node | None:
    if id(node) in gone:
        return condition if id(node) == first else None
    match node:
        case And() | Or():
            parts = [_exchanged(part, gone, first, condition) for part in node.parts]
            left = [part for part in parts if part is not None]
            return together(left, type(node)) if left else None
        case Not():
            part = _exchanged(node.part, gone, first, condition)
            return part and (part.part if isinstance(part, Not) else Not(part))
    return node


def joined(tree: Node) -> tuple[Node, ...]:
    """What must hold all together at the top of the query."""
    return tree.parts if isinstance(tree, And) else (tree,)


def with_condition(tree: Node, condition: Node) -> Node:
    """The query narrowed to the condition, or widened where it has another value of the field.

    `truce source:A` with `source:B` is `truce (source:A OR source:B)`, since an article has one
    source; with `gang:X` it is `truce source:A gang:X`. A condition that is there already stays.
    """
    parts = list(joined(tree))
    if condition in parts:
        return tree
    kind = type(condition)
    if kind.is_single:
        for place, part in enumerate(parts):
            if _is_choice(part, kind):
                if condition in alternatives(part):
                    return tree
                parts[place] = together([part, condition], Or)
                return together(parts)
    return together([*parts, condition])


def without_condition(tree: Node, condition: Node) -> Node:
    """The query without the condition, at the top or among alternatives of its field there."""
    parts = []
    for part in joined(tree):
        if part == condition:
            continue
        if _is_choice(part, type(condition)):
            left = [one for one in alternatives(part) if one != condition]
            parts += [together(left, Or)] if left else []
        else:
            parts.append(part)
    return together(parts)


def without_fields(tree: Node, *kinds: type[Node]) -> Node:
    """The query without all conditions of a type at the top, alternatives of them included."""
    parts = joined(tree)
    return together([part for part in parts if not any(_is_choice(part, one) for one in kinds)])


def filters(tree: Node) -> list[Node]:
    """The conditions that hold for every hit or are alternatives of one field, in order."""
    return [one for part in joined(tree) if _is_choice(part, object) for one in alternatives(part)]


def alternatives(part: Node) -> tuple[Node, ...]:
    """The alternatives that a part leaves; only itself where it is none of several."""
    return part.parts if isinstance(part, Or) else (part,)


def _is_choice(part: Node, kind: type) -> bool:
    """Whether the part is a condition of this type, or alternatives that all are of one type."""
    types = {type(one) for one in alternatives(part)}
    return len(types) == 1 and issubclass(next(iter(types)), kind)
