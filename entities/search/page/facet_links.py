"""The facets beside the hits as queries: every choice carries the query that a click makes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entities.models import Entity
from entities.search.fields.publication_dates import Bar, Period, Published
from entities.search.fields.search_field import Choice, Facet, Meaning
from entities.search.language.rewrite import (
    filters,
    with_condition,
    without_condition,
    without_fields,
)
from entities.search.language.tree import Node, to_text


@dataclass(frozen=True)
class ChoiceLink:
    """One value of a facet: the query after a click on it, and whether it is chosen now."""

    value: Choice
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class FacetLinks:
    """A facet with its values to click."""

    facet: Facet
    values: tuple[ChoiceLink, ...]


@dataclass(frozen=True)
class BarLink:
    """A bar of the histogram: the query for this period, or without it where it is chosen."""

    bar: Bar
    query: str
    is_chosen: bool


def links_of(
    tree: Node, understood: Node, facets: Iterable[Facet], spelled: Mapping[int, Node]
) -> list[FacetLinks]:
    """The facets with the query behind each choice.

    `spelled` says how the entities of facets and query are written, see `named_in`.
    """
    chosen = _chosen(understood, spelled)
    return [
        FacetLinks(
            facet,
            tuple(
                _link(tree, value, facet.field.chosen(value, spelled), chosen)
                for value in facet.values
            ),
        )
        for facet in facets
    ]


def named_in(facets: Iterable[Facet]) -> list[Entity]:
    """The entities among the values, with all that tells how they are written."""
    return [
        Entity(pk=value.key, kind=facet.kind, name=value.name)
        for facet in facets
        if facet.kind
        for value in facet.values
    ]


def bars_of(tree: Node, bars: Iterable[Bar]) -> list[BarLink]:
    """The histogram; a click asks for that year or month alone, another for all again."""
    chosen = {node for node in filters(tree) if isinstance(node, Published)}
    without = without_fields(tree, Published)
    found = []
    for bar in bars:
        period = Period(*map(int, bar.period.split("-")))
        condition = Published("in", period, period)
        is_chosen = chosen == {condition}
        query = without if is_chosen else with_condition(without, condition)
        found.append(BarLink(bar, to_text(query), is_chosen))
    return found


def bounds(tree: Node) -> tuple[str, str]:
    """The first and last day that the query asks for, in ISO 8601; empty where it is open."""
    asked = [node for node in filters(tree) if isinstance(node, Published)]
    if len(asked) != 1:
        return "", ""
    first, last = (day.isoformat() if day else "" for day in (asked[0].first, asked[0].last))
    return first, last


def _link(tree: Node, value: Choice, condition: Node, chosen: Mapping[Node, Node]) -> ChoiceLink:
    node = chosen.get(condition)
    changed = without_condition(tree, node) if node else with_condition(tree, condition)
    return ChoiceLink(value, to_text(changed), node is not None)


def _chosen(understood: Node, spelled: Mapping[int, Node]) -> dict[Node, Node]:
    """What holds for every hit, in the form that choices have, by how it is typed."""
    return {
        choice: node.as_written
        for node in filters(understood)
        if isinstance(node, Meaning) and (choice := node.as_choice(spelled))
    }
