"""Changing a query by its tree: what the filters beside the hits do to the box above them."""

from collections.abc import Callable

from entities.search.language.tree import And, Node, Not, Or, together


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
