"""From the tree of a query to its text, in one canonical form: `parse(to_text(tree)) == tree`."""

import re

from entities.kinds import Kind
from entities.search.language.fields import BY_KIND
from entities.search.language.tree import (
    And,
    Around,
    Box,
    Graded,
    Handled,
    Mentioning,
    Name,
    Named,
    Near,
    Node,
    Not,
    OfKind,
    Or,
    Phrase,
    Prefix,
    Published,
    PublishedBy,
    Related,
    Reviewed,
    Word,
)

# What needs no quotation marks as a name after a field.
_BARE = re.compile(r'[^\s"(),;:!?…#~<>=≤≥]+')


def to_text(node: Node) -> str:
    """The query that is read as this tree."""
    match node:
        case And():
            return " ".join(_inside(part, Or) for part in node.parts)
        case Or():
            return " OR ".join(_inside(part, And) for part in node.parts)
        case Not():
            return f"-{_inside(node.part, And, Or)}"
        case Word():
            return node.text
        case Prefix():
            return f"{node.text}*"
        case Phrase():
            return f'"{node.text}"' + (f"~{node.distance}" if node.distance else "")
        case _:
            return _condition(node)


def name_to_text(name: Name) -> str:
    """A name as it stands after a field."""
    text = name.text if _BARE.fullmatch(name.text) else f'"{name.text}"'
    return text if name.key is None else f"{text}#{name.key}"


def _inside(part: Node, *bracketed: type[Node]) -> str:
    return f"({to_text(part)})" if isinstance(part, bracketed) else to_text(part)


def _condition(node: Node) -> str:
    match node:
        case Named():
            return f"{BY_KIND[node.kind].name}:{name_to_text(node.name)}"
        case PublishedBy():
            return f"source:{name_to_text(node.name)}"
        case OfKind():
            return f"kind:{_kind(node.kind)}"
        case Related():
            names = ", ".join(map(name_to_text, node.names))
            return f"rel:{node.kind.value}" + (f"({names})" if names else "")
        case Reviewed():
            return f"status:{node.status.value}"
        case Graded():
            return f"grade:{_sign(node.comparison)}{node.reliability}{node.credibility}"
        case Handled():
            return f"tlp:{_sign(node.comparison)}{node.handling.value}"
        case Published():
            return _published(node)
        case Near():
            return f"near:{name_to_text(node.name)}~{node.kilometres}km"
        case Around():
            point = f"{_degrees(node.latitude)},{_degrees(node.longitude)}"
            return f"near:{point}~{node.kilometres}km"
        case Box():
            sides = map(_degrees, (node.south, node.west, node.north, node.east))
            return f"box:{','.join(sides)}"
        case Mentioning():
            kind = _kind(node.kind) if node.kind else ""
            return (
                f"mentions:{kind}{node.comparison if kind else _sign(node.comparison)}{node.count}"
            )
    raise TypeError(f"{node!r} is no part of a query as it is written.")


def _published(node: Published) -> str:
    if node.how == "before":
        return f"before:{node.until}"
    if node.how == "after":
        return f"after:{node.since}"
    if node.since != node.until:
        return f"in:{node.since or ''}..{node.until or ''}"
    return f"{'on' if node.since.day else 'in'}:{node.since}"


def _kind(kind: Kind) -> str:
    return BY_KIND[kind].name if kind in BY_KIND else kind.value


def _sign(comparison: str) -> str:
    return "" if comparison == "=" else comparison


def _degrees(number: float) -> str:
    return f"{number:.5f}".rstrip("0").rstrip(".")
