"""Everything that the search page shows of one search."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from entities.kinds import ENTITY_KINDS
from entities.search.engine import PAGE_SIZE, Result, Search
from entities.search.hits import Hit
from entities.search.language.faults import QueryError
from entities.search.language.fields import BY_KIND, Field, all_fields
from entities.search.language.printing import name_to_text
from entities.search.language.syntax import Name, Named, Phrase, Prefix, Word, conditions
from entities.search.language.text import as_name
from entities.search.page import filtering, tokens
from entities.search.page.filtering import BarFilter, Filters
from entities.search.page.mapping import Map, map_of
from entities.search.page.suggesting import Suggestion, suggestions
from entities.search.page.tokens import Joint, Token
from entities.search.understanding import written


@dataclass(frozen=True)
class Fault:
    """What is wrong with a query: the sentence, the query around the fault, and a repaired one."""

    sentence: str
    before: str = ""
    there: str = ""
    after: str = ""
    repaired: str = ""


def fault_in(query: str, error: QueryError) -> Fault:
    """The fault as the page shows it; of a long query only what stands around the fault."""
    if error.start is None:
        return Fault(str(error), repaired=error.repaired)
    before, there, after = (
        query[: error.start],
        query[error.start : error.end],
        query[error.end :],
    )
    return Fault(
        str(error),
        before if len(before) <= 60 else f"…{before[-60:]}",
        there if len(there) <= 60 else f"{there[:60]}…",
        after if len(after) <= 60 else f"{after[:60]}…",
        error.repaired,
    )


# Forms of a query that have no field, each with what it finds.
FORMS = (
    ('"gang truce"', "these words side by side"),
    ('"gang truce"~5', "within five words of each other"),
    ("extort*", "words that begin so"),
    ("truce OR ceasefire", "one of them at least"),
    ("-police", "without this word; brackets group: -(police OR army)"),
)


# Hits a page in each view; the map shows the places of all that are ranked.
_SIZES = {"list": PAGE_SIZE, "table": 50, "timeline": 50, "map": 0}


class Page:
    """The hits of one search, how it was understood, and where one can go on from here."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.request = search.request
        self.view = search.request.view
        self.result: Result = search.page(_SIZES[self.view])

    forms = FORMS

    @cached_property
    def pieces(self) -> list[Token | Joint]:
        return tokens.tokens(self.request.tree, self.search.understood, self._written)

    @cached_property
    def filters(self) -> list[Filters]:
        facets = self.result.facets
        return filtering.filters_of(
            self.request.tree, self.search.understood, facets, self._written
        )

    @property
    def periods(self) -> list[tuple[str, list[Hit]]]:
        """The hits by month or year for the timeline, the newest first; undated ones at the end."""
        return [
            (period, list(of_period))
            for period, of_period in groupby(self.result.hits, key=lambda hit: hit.published[:7])
        ]

    @cached_property
    def map(self) -> Map:
        return map_of(self.search.keys, self.request.tree)

    @cached_property
    def _written(self) -> dict[int, Named]:
        """How every entity on the page is written in a query; looked up all together."""
        return written(
            [*tokens.named_in(self.search.understood), *filtering.named_in(self.result.facets)]
        )

    @cached_property
    def bars(self) -> list[BarFilter]:
        """The months of the hits where these are few, and else the years."""
        return filtering.bars_of(self.request.tree, self.result.months or self.result.years)

    @property
    def sample(self) -> int:
        """Of how many articles the counts are; 0 where they are exact."""
        return self.result.candidates if self.result.is_capped else 0

    @property
    def dates(self) -> dict[str, str]:
        first, last = filtering.bounds(self.request.tree)
        return {"first": first, "last": last}

    @cached_property
    def find(self) -> str:
        """The words to find again in an article that is opened from here."""
        texts = [
            f'"{node.text}"' if " " in node.text else node.text
            for node, is_negated in conditions(self.request.tree)
            if isinstance(node, Word | Phrase | Prefix) and not is_negated
        ]
        return " ".join(texts)

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """What may have been meant where nothing was found."""
        if self.result.total:
            return []
        return suggestions(self.request.tree, self.search.understood)

    @cached_property
    def examples(self) -> list[tuple[Field, str]]:
        """Every field with a query to click: with names that these hits mention, if any do."""
        names = {
            # The deepest of the places: hardly anything is near to a continent.
            BY_KIND[facet.parameter].name: name_to_text(
                Name(as_name(max(facet.values, key=lambda value: value.depth).name))
            )
            for facet in self.result.facets
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
