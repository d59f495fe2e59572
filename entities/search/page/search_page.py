"""Everything that the search page shows of one search."""

from dataclasses import dataclass
from functools import cached_property

from articles.search import are_without_meaning
from entities.search.language.printing import to_text
from entities.search.language.query_errors import QueryError
from entities.search.language.rewrite import filters, joined, with_condition, without_fields
from entities.search.language.tree import (
    Around,
    Box,
    Named,
    Near,
    Phrase,
    Prefix,
    Word,
    conditions,
)
from entities.search.page import facet_links, tokens
from entities.search.page.facet_links import BarFilter, Filters
from entities.search.page.helping import Help
from entities.search.page.periods import Month, months
from entities.search.page.places_map import Dot, Map
from entities.search.page.suggestions import Suggestion, suggestions
from entities.search.page.tokens import Joint, Token
from entities.search.query.interpret import written
from entities.search.query.nodes import Words
from entities.search.results.engine import PAGE_SIZE, Result, Search


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


# Hits a page in each view; the map shows the places of all that are ranked.
_SIZES = {"list": PAGE_SIZE, "table": 50, "timeline": 50, "map": 0}
_ICONS = {"list": "list", "table": "table", "timeline": "calendar-days", "map": "map"}


class Page:
    """The hits of one search, how it was understood, and where one can go on from here."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.request = search.request
        self.view = search.request.view
        self.result: Result = search.page(_SIZES[self.view])

    @cached_property
    def pieces(self) -> list[Token | Joint]:
        return tokens.tokens(self.request.tree, self.search.understood, self._written)

    @cached_property
    def filters(self) -> list[Filters]:
        facets = self.result.facets
        return facet_links.filters_of(
            self.request.tree, self.search.understood, facets, self._written
        )

    @cached_property
    def months(self) -> list[Month]:
        return months(self.result.hits)

    @cached_property
    def map(self) -> Map:
        areas = [
            one
            for one in filters(self.request.tree)
            if isinstance(one, Around) or (isinstance(one, Box) and one.west <= one.east)
        ]
        return Map(self.search.keys, areas)

    @cached_property
    def dots(self) -> list[tuple[Dot, str]]:
        """The places on the map, each with the query narrowed to it."""
        named = written(self.map.places)
        return [
            (dot, to_text(with_condition(self.request.tree, named[dot.place.pk])))
            for dot in self.map.dots
        ]

    @property
    def without_area(self) -> str | None:
        """The query without the area that it is narrowed to; nothing where it is to none."""
        wider = without_fields(self.request.tree, Box, Around, Near)
        return to_text(wider) if wider != self.request.tree else None

    @property
    def views(self) -> list[tuple[str, str]]:
        """The ways to look at the result, each with its icon."""
        return list(_ICONS.items())

    @cached_property
    def _written(self) -> dict[int, Named]:
        """How every entity on the page is written in a query; looked up all together."""
        return written(
            [*tokens.named_in(self.search.understood), *facet_links.named_in(self.result.facets)]
        )

    @cached_property
    def bars(self) -> list[BarFilter]:
        """The months of the hits where these are few, and else the years."""
        return facet_links.bars_of(self.request.tree, self.result.months or self.result.years)

    @property
    def sample(self) -> int:
        """Of how many articles the counts are; 0 where they are exact."""
        return self.result.candidates if self.result.is_capped else 0

    @property
    def dates(self) -> dict[str, str]:
        first, last = facet_links.bounds(self.request.tree)
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
    def ignored(self) -> str:
        """The words that were typed where they ask for nothing; empty where they do."""
        for part in joined(self.search.understood):
            if isinstance(part, Words) and self.result.hits and not self._marks_any_of(part):
                return part.text if are_without_meaning(part.text) else ""
        return ""

    def _marks_any_of(self, words: Words) -> bool:
        """Whether a mark in the hits begins like one of the words: then these are searched for."""
        beginnings = {word.text.casefold()[:3] for word in words.words}
        return any(
            hit.article.text[start : start + 3].casefold() in beginnings
            for hit in self.result.hits
            for start, _ in hit.marks
        )

    @property
    def help(self) -> Help:
        return Help(self.result.facets)
