"""The filters beside the hits as queries: every choice carries the query that a click makes."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles.models import Article, Handling, Source
from entities.kinds import ENTITY_KINDS, RelationKind
from entities.models import Entity
from entities.search.language.printing import to_text
from entities.search.language.rewrite import (
    filters,
    with_condition,
    without_condition,
    without_fields,
)
from entities.search.language.tree import (
    Graded,
    Handled,
    Named,
    Node,
    Period,
    Published,
    Related,
    Reviewed,
)
from entities.search.query.interpret import written_source
from entities.search.query.nodes import Linked, Mentions, Sources
from entities.search.results.facets import Bar, Facet, Value

_CLOSED = {
    "status": lambda key: Reviewed(Article.ReviewStatus(key)),
    "grade": lambda key: Graded(key[:1], key[1:]),
    "tlp": lambda key: Handled(Handling(key)),
    "relationship": lambda key: Related(RelationKind(key)),
}


@dataclass(frozen=True)
class Filter:
    """One value of a facet: the query after a click on it, and whether it is chosen now."""

    value: Value
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class Filters:
    """A facet with its values to click."""

    facet: Facet
    values: tuple[Filter, ...]


@dataclass(frozen=True)
class BarFilter:
    """A bar of the histogram: the query for this period, or without it where it is chosen."""

    bar: Bar
    query: str
    is_chosen: bool


def filters_of(
    tree: Node, understood: Node, facets: Iterable[Facet], conditions_of: dict[int, Named]
) -> list[Filters]:
    """The facets with the query behind each value.

    `conditions_of` says how the entities of facets and query are written, see `named_in`.
    """
    chosen = _chosen(understood, conditions_of)
    return [
        Filters(
            facet,
            tuple(
                _filter(tree, value, _condition(facet, value, conditions_of), chosen)
                for value in facet.values
            ),
        )
        for facet in facets
    ]


def named_in(facets: Iterable[Facet]) -> list[Entity]:
    """The entities among the values, with all that tells how they are written."""
    return [
        Entity(pk=value.key, kind=facet.parameter, name=value.name)
        for facet in facets
        if facet.parameter in ENTITY_KINDS
        for value in facet.values
    ]


def bars_of(tree: Node, bars: Iterable[Bar]) -> list[BarFilter]:
    """The histogram; a click asks for that year or month alone, another for all again."""
    chosen = {node for node in filters(tree) if isinstance(node, Published)}
    without = without_fields(tree, Published)
    found = []
    for bar in bars:
        period = Period(*map(int, bar.period.split("-")))
        condition = Published("in", period, period)
        is_chosen = chosen == {condition}
        query = without if is_chosen else with_condition(without, condition)
        found.append(BarFilter(bar, to_text(query), is_chosen))
    return found


def bounds(tree: Node) -> tuple[str, str]:
    """The first and last day that the query asks for, in ISO 8601; empty where it is open."""
    asked = [node for node in filters(tree) if isinstance(node, Published)]
    if len(asked) != 1:
        return "", ""
    return tuple(day.isoformat() if day else "" for day in (asked[0].first, asked[0].last))


def _filter(tree: Node, value: Value, condition: Node, chosen: dict[Node, Node]) -> Filter:
    node = chosen.get(condition)
    changed = without_condition(tree, node) if node else with_condition(tree, condition)
    return Filter(value, to_text(changed), node is not None)


def _condition(facet: Facet, value: Value, conditions: dict[int, Named]) -> Node:
    if facet.parameter == "source":
        return written_source(Source(pk=value.key, name=value.name))
    if facet.parameter in _CLOSED:
        return _CLOSED[facet.parameter](value.key)
    return conditions[value.key]


def _chosen(understood: Node, conditions_of: dict[int, Named]) -> dict[Node, Node]:
    """What the filters of the query mean, in the form that is written here, by how it is typed."""
    found = {}
    for node in filters(understood):
        is_named = isinstance(node, Mentions) and isinstance(node.written, Named)
        if is_named and len(node.entities) == 1:
            found[conditions_of[node.entities[0].pk]] = node.written
        elif isinstance(node, Sources) and len(node.sources) == 1:
            found[written_source(node.sources[0])] = node.written
        elif isinstance(node, Linked) and not node.ends:
            found[node.written] = node.written
        elif isinstance(node, Reviewed | Graded | Handled):
            found[node] = node
    return found
