"""The panel that explains how to search, with examples to click."""

from collections.abc import Sequence
from functools import cached_property

from entities.kinds import ENTITY_KINDS
from entities.search.language.characters import as_name
from entities.search.language.fields import BY_KIND, Field, all_fields
from entities.search.language.printing import name_to_text
from entities.search.language.tree import Name
from entities.search.results.facets import Facet


class Help:
    """Every form of a query and every field, each with a query to click."""

    # Forms that have no field, each with what it finds.
    forms = (
        ('"gang truce"', "these words side by side"),
        ('"gang truce"~5', "within five words of each other"),
        ("extort*", "words that begin so, in any form"),
        ("truce OR ceasefire", "one of them at least"),
        ("-police", "without this word; brackets group: -(police OR army)"),
    )

    def __init__(self, facets: Sequence[Facet] = ()) -> None:
        """With the counts of a result the examples are names that its articles mention."""
        self._facets = facets

    @cached_property
    def examples(self) -> list[tuple[Field, str]]:
        names = {
            # The deepest of the places: hardly anything is near to a continent.
            BY_KIND[facet.parameter].name: name_to_text(
                Name(as_name(max(facet.values, key=lambda value: value.depth).name))
            )
            for facet in self._facets
            if facet.parameter in ENTITY_KINDS and facet.values
        }
        found = []
        for field in all_fields():
            value = names.get(field.name, field.example)
            if field.name == "rel" and "gang" in names:
                value = f"rival_of({names['gang']})"
            if field.name == "near" and "place" in names:
                value = f"{names['place']}~50km"
            found.append((field, f"{field.name}:{value}"))
        return found
