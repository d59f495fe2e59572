"""How a query was understood, piece by piece, each with the queries that are one click away."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from entities.models import Entity
from entities.search.fields.entity_names import Mentions, Named
from entities.search.fields.search_field import Meaning
from entities.search.language.tree import And, Node, Not, Or, Phrase, conditions, exchanged, to_text
from entities.search.query import Words

# Entities of one name that are named; a place can have hundreds of its name.
MOST_NAMED = 6


@dataclass(frozen=True)
class Choice:
    """An entity to click, and the query that means just it."""

    entity: Entity
    query: str


@dataclass(frozen=True)
class Token:
    """One condition: what it is in words, and what can be done with it.

    `without` is the query without it. `narrowed` means the entity alone where words were typed,
    `widened` the words too where an entity was. `choices` are entities that share the name, of
    which none or not all are searched; `unknown` are names that nobody carries.
    """

    text: str
    without: str
    is_negated: bool = False
    entities: tuple[Entity, ...] = ()
    alias: str = ""
    narrowed: str = ""
    widened: str = ""
    choices: tuple[Choice, ...] = ()
    more: int = 0
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Joint:
    """What stands between tokens: `or`, or a bracket."""

    text: str
    is_joint: bool = field(default=True, init=False)


def tokens(tree: Node, understood: Node, conditions_of: dict[int, Named]) -> list[Token | Joint]:
    """The pieces of the query in their order.

    `conditions_of` says how the entities that it names are written, see `named_in`.
    """
    return list(_pieces(tree, understood, conditions_of, is_top=True))


def named_in(understood: Node) -> list[Entity]:
    """The entities that the pieces can be narrowed to; of one name only some."""
    return [entity for node, _ in conditions(understood) for entity in _named_by(node)]


def _named_by(node: Node) -> tuple[Entity, ...]:
    match node:
        case Mentions():
            return (node.entities + node.offered + node.others)[:MOST_NAMED]
        case Words():
            return tuple(entity for _, carrying in node.offered for entity in carrying)[:MOST_NAMED]
    return ()


def _pieces(
    tree: Node, node: Node, conditions_of: dict[int, Named], *, is_top: bool = False
) -> Iterator[Token | Joint]:
    match node:
        case And() | Or():
            if not is_top:
                yield Joint("(")
            for number, part in enumerate(node.parts):
                if number and isinstance(node, Or):
                    yield Joint("or")
                yield from _pieces(tree, part, conditions_of)
            if not is_top:
                yield Joint(")")
        case Not(part=And() | Or()):
            yield Joint("not")
            yield from _pieces(tree, node.part, conditions_of)
        case Not():
            yield _token(tree, node.part, conditions_of, is_negated=True)
        case _:
            yield _token(tree, node, conditions_of)


def _token(
    tree: Node, node: Node, conditions_of: dict[int, Named], *, is_negated: bool = False
) -> Token:
    match node:
        case Words():
            choices = tuple(
                Choice(one, to_text(exchanged(tree, words, conditions_of[one.pk])))
                for words, carrying in node.offered
                for one in carrying
                if one.pk in conditions_of
            )
            return Token(node.text, _without(tree, node.words), is_negated, choices=choices)
        case Mentions():
            return _mentioned(tree, node, conditions_of, is_negated)
        case Meaning():
            unknown = tuple(unknown.name.text for unknown in node.unknown_names)
            without = _without(tree, (node.as_written,))
            return Token(node.shown, without, is_negated, unknown=unknown)
    return Token(to_text(node), _without(tree, (node,)), is_negated)


def _mentioned(
    tree: Node, node: Mentions, conditions_of: dict[int, Named], is_negated: bool
) -> Token:
    nodes = node.written if isinstance(node.written, tuple) else (node.written,)
    is_named = isinstance(node.written, Named)

    def meaning(entity: Entity) -> str:
        return to_text(exchanged(tree, nodes, conditions_of[entity.pk]))

    to_choose = node.offered + node.others
    if len(node.entities) > 1:
        to_choose = node.entities + to_choose
    choices = [Choice(one, meaning(one)) for one in to_choose if one.pk in conditions_of]
    one = node.entities[0] if len(node.entities) == 1 else None
    return Token(
        text=node.text,
        without=_without(tree, nodes),
        is_negated=is_negated,
        entities=node.entities[:MOST_NAMED],
        alias=node.text if one and one.name != node.text else "",
        narrowed=meaning(one) if one and not is_named else "",
        widened=to_text(exchanged(tree, nodes, Phrase(node.text))) if is_named else "",
        choices=tuple(choices),
        more=max(0, len(to_choose) - len(choices)),
        unknown=(node.text,) if is_named and not node.entities else (),
    )


def _without(tree: Node, nodes: tuple[Node, ...]) -> str:
    return to_text(exchanged(tree, nodes, None))
