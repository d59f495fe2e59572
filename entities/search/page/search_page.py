"""Everything that the search page shows of one search, and its panels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from articles.search import Passage, are_without_meaning
from entities.kinds import Kind
from entities.models import Entity
from entities.search.fields.areas import AREAS, Around, Box
from entities.search.fields.entity_names import Named, query_word, written
from entities.search.fields.publication_dates import UNDATED, Bar, Period, Published
from entities.search.fields.registry import FIELDS, class_of
from entities.search.fields.search_field import Choice, Facet, Meaning
from entities.search.language.field import Field, as_name
from entities.search.language.tree import (
    Name,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    QueryError,
    Word,
    conditions,
    filters,
    joined,
    name_to_text,
    to_text,
    with_condition,
    without_condition,
    without_fields,
)
from entities.search.page import tokens
from entities.search.page.places_map import Dot, Map, map_of
from entities.search.page.suggestions import Suggestion, suggestions
from entities.search.page.tokens import Joint, Token
from entities.search.query import Words
from entities.search.results.engine import PAGE_SIZE, Result, Search
from entities.search.results.hits import Hit


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
    found = []
    for bar in bars:
        period = Period(*map(int, bar.period.split("-")))
        found.append(BarLink(bar, *_only(tree, Published("in", period, period))))
    return found


def _only(tree: Node, condition: Published) -> tuple[str, bool]:
    """The query with this condition on the date alone, or without where it is that already."""
    chosen = {node for node in filters(tree) if isinstance(node, Published)}
    without = without_fields(tree, Published)
    is_chosen = chosen == {condition}
    return to_text(without if is_chosen else with_condition(without, condition)), is_chosen


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


# Hits a page in each view; the map shows the places of all that are ranked.
PAGE_SIZES = {"list": PAGE_SIZE, "table": 50, "timeline": 50, "map": 0}
_ICONS = {"list": "list", "table": "table", "timeline": "calendar-days", "map": "map"}


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
            query_word(Kind(facet.kind)): name_to_text(
                Name(as_name(max(facet.values, key=lambda value: value.depth).name))
            )
            for facet in self._facets
            if facet.kind and facet.values
        }
        return [
            (field, f"{field.name}:{class_of(field).example(field, names)}") for field in FIELDS
        ]


@dataclass(frozen=True)
class Month:
    """Hits of one month; of one year where the month of none of them is known."""

    name: str
    hits: list[Hit]


def by_month(hits: Sequence[Hit]) -> list[Month]:
    """The hits, which are in the order of dates, by month; undated ones at the end."""

    def name(hit: Hit) -> str:
        day, precision = hit.article.published_on, hit.article.published_precision
        if day is None:
            return "Undated"
        return f"{day:%Y}, month unknown" if precision == "year" else f"{day:%B %Y}"

    return [Month(month, list(run)) for month, run in groupby(hits, key=name)]


class SearchPage:
    """The hits of one search, how it was understood, and where one can go on from here.

    `result` is a page of the search, of as many hits as `PAGE_SIZES` says for its view.
    """

    def __init__(self, search: Search, result: Result) -> None:
        self.search = search
        self.request = search.request
        self.view = search.request.view
        self.result = result

    @cached_property
    def pieces(self) -> list[Token | Joint]:
        return tokens.tokens(self.request.tree, self.search.understood, self._written)

    @cached_property
    def filters(self) -> list[FacetLinks]:
        facets = self.result.facets
        return links_of(self.request.tree, self.search.understood, facets, self._written)

    def place(self, hit: Hit) -> int:
        """The place of the hit among all hits, from 1."""
        page = self.result.page
        before = (page.number - 1) * page.paginator.per_page
        return before + list(page.object_list).index(hit.article.pk) + 1

    @cached_property
    def months(self) -> list[Month]:
        return by_month(self.result.hits)

    @cached_property
    def map(self) -> Map:
        areas = [
            one
            for one in filters(self.request.tree)
            if isinstance(one, Around) or (isinstance(one, Box) and one.west <= one.east)
        ]
        return map_of(self.search.keys, areas)

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
        wider = without_fields(self.request.tree, *AREAS)
        return to_text(wider) if wider != self.request.tree else None

    @property
    def views(self) -> list[tuple[str, str]]:
        """The ways to look at the result, each with its icon."""
        return list(_ICONS.items())

    @cached_property
    def _written(self) -> dict[int, Named]:
        """How every entity on the page is written in a query; looked up all together."""
        return written([*tokens.named_in(self.search.understood), *named_in(self.result.facets)])

    @cached_property
    def bars(self) -> list[BarLink]:
        """The months of the hits where these are few, and else the years."""
        return bars_of(self.request.tree, self.result.months or self.result.years)

    @cached_property
    def undated(self) -> BarLink:
        """How many have no date, whatever dates are asked for, and the query for these alone."""
        bar = Bar("undated", self.result.undated, 0)
        return BarLink(bar, *_only(self.request.tree, UNDATED))

    @property
    def sample(self) -> int:
        """Of how many articles the counts are; 0 where they are exact."""
        return self.result.candidates if self.result.is_capped else 0

    @property
    def dates(self) -> dict[str, str]:
        first, last = bounds(self.request.tree)
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
        """The words that were typed and ask for nothing, since every text has them; else empty."""
        return " ".join(filter(are_without_meaning, self._asked_words))

    @property
    def asks_nothing_else(self) -> bool:
        """Whether no part of the query asks for anything but such words."""
        return all(words and are_without_meaning(words) for words in self._asked_words)

    @cached_property
    def _asked_words(self) -> list[str]:
        return [_asked_words(part) for part in joined(self.search.understood)]

    @property
    def help(self) -> Help:
        return Help(self.result.facets)


def _asked_words(part: Node) -> str:
    """The words that a part of the query looks for and nothing else; empty where it does not."""
    match part:
        case Not():
            return _asked_words(part.part)
        case Words() | Phrase():
            return part.text
        case Or():
            found = [*map(_asked_words, part.parts)]
            return " ".join(found) if all(found) else ""
    return ""


def paragraphs(hit: Hit) -> list[Passage]:
    """The paragraphs of the news in the text, each with the marks in it."""
    return [
        Passage(start, end, _within(hit, start, end))
        for start, end in hit.article.paragraphs()
        if hit.article.is_news(start, end)
    ]


def _within(hit: Hit, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The marks in the paragraph; one that runs over its end is cut there."""
    return tuple(
        (max(first, start), min(last, end))
        for first, last in hit.marks
        if first < end and start < last
    )
